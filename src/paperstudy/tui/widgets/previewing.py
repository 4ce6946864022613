"""A dialog to write Markdown in, with what it looks like beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widgets import TextArea

from paperstudy.domain.language import translate
from paperstudy.domain.text import clean_typed
from paperstudy.tui.widgets.keyline import KeyLine
from paperstudy.tui.widgets.markdown import markdown_blocks
from paperstudy.tui.widgets.sheet import Prose, Sheet
from paperstudy.tui.widgets.writing import Write

if TYPE_CHECKING:
    from textual.app import ComposeResult


class WriteMarkdown(Write):
    """A text of several lines, and beside it what it looks like; narrow screens show it below."""

    def compose_body(self) -> ComposeResult:
        """Yield the text, its preview and what the keys are."""
        with Horizontal(classes="dialog-halves"):
            yield TextArea(
                clean_typed(self._text),
                soft_wrap=True,
                show_line_numbers=False,
                classes="dialog-text",
            )
            yield Sheet(classes="dialog-preview")
        said = translate("^s save · ^o open in your editor · esc leave, keep a draft")
        yield KeyLine(said)

    def on_mount(self) -> None:
        """Make room for two halves."""
        self.query_one(".dialog").add_class("wide-dialog")
        self._preview()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Show what it looks like now; that it is kept, Textual asks of `Write` too."""
        del event
        self._preview()

    def _preview(self) -> None:
        text = self.query_one(TextArea).text
        blocks = tuple(markdown_blocks(text)) or (
            Prose(translate("the preview stands here"), "dim"),
        )
        self.query_one(Sheet).show(blocks, keep=True)
