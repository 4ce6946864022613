"""A dialog to write in; apart from the others, since its widget takes long to import."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from paperstudy.domain.language import translate
from paperstudy.domain.text import clean_typed
from paperstudy.tui.widgets.dialogs import Dialog
from paperstudy.tui.widgets.keyline import KeyLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class Write(Dialog[str]):
    """A text of several lines; Ctrl+S answers with it. Every change is handed to `keep`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # After the text has taken what was typed before them, so that no letter is lost.
        Binding("ctrl+s", "save", show=False),
        Binding("ctrl+o", "outside", show=False),
    ]

    def __init__(
        self,
        title: str,
        text: str,
        *,
        keep: Callable[[str], None],
        outside: Callable[[str], str | None],
    ) -> None:
        super().__init__(title)
        self._text = text
        self._keep = keep
        self._outside = outside

    def compose_body(self) -> ComposeResult:
        """Yield the text and what the keys are."""
        yield TextArea(
            clean_typed(self._text), soft_wrap=True, show_line_numbers=False, classes="dialog-text"
        )
        said = translate("^s save · ^o open in your editor · esc leave, keep a draft")
        yield KeyLine(said)

    def on_mount(self) -> None:
        """Begin at the end of the first line that is no explanation."""
        area = self.query_one(TextArea)
        lines = self._text.split("\n")
        first = next((n for n, text in enumerate(lines) if not text.startswith("# ")), 0)
        area.move_cursor((first, len(lines[first])))
        area.focus()

    def action_save(self) -> None:
        """Answer with the text."""
        self.dismiss(self.query_one(TextArea).text)

    def action_outside(self) -> None:
        """Go on in the person's own editor."""
        area = self.query_one(TextArea)
        edited = self._outside(area.text)
        if edited is not None:
            area.text = clean_typed(edited)

    def action_leave(self) -> None:
        """Leave without an answer; what was written stays a draft."""
        self.dismiss(None)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what was written so far, whatever happens next."""
        self._keep(event.text_area.text)
