"""References of papers, in a style that is chosen while one looks at them; Enter copies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.errors import hint_of, message_of
from paperstudy.study.files import expand_home
from paperstudy.study.kept import OUTPUTS, keep_outputs, read_kept
from paperstudy.study.paths import place_of, shown_path
from paperstudy.tui.operations.table import bind
from paperstudy.tui.screens.base import AppDialog
from paperstudy.tui.screens.exports import choice_of
from paperstudy.tui.text import plain
from paperstudy.tui.widgets.dialogs import Pick
from paperstudy.tui.widgets.keyline import KeyLine
from paperstudy.tui.widgets.paths import PickFile
from paperstudy.tui.widgets.sheet import Prose, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from paperstudy.config import Settings
    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.study.study import Study
    from paperstudy.tui.widgets.sheet import Block

MOST = 200  # papers; the library takes a second for some dozens
_STYLES = {"apa": "APA", "ieee": "IEEE", "harvard": "Harvard"}
_FORMS = {"text": "", "html": "HTML", "markdown": "Markdown"}
_OWN = ""
_LANE = "cite"


@dataclass(frozen=True, slots=True)
class Look:
    """How references are to look: a style by name or file, as text, html or markdown."""

    style: str = "apa"
    form: str = "text"


class Cite(AppDialog[None]):
    """References of the papers with these numbers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "copy", show=False, priority=True),
        bind("y", "copy"),
        bind("s", "style"),
        bind("f", "form"),
    ]

    def __init__(self, ids: tuple[int, ...]) -> None:
        title = translate_count(
            "Reference of {count} paper", "References of {count} papers", len(ids)
        )
        super().__init__(title)
        self._ids = ids
        self._look = Look()
        self._references: tuple[str, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Yield the references, how they look, and what the keys are."""
        yield Static(id="look", classes="dialog-help")
        yield Sheet(classes="preview-sheet")
        keys = translate("⏎ copies · s style · f text, HTML or Markdown · esc leaves")
        yield KeyLine(keys)

    def on_mount(self) -> None:
        """Begin with the look that was chosen last."""
        self.query_one(".dialog").add_class("wide-dialog")
        self.query_one(Sheet).focus()
        settings = self.paperstudy.settings

        self.paperstudy.work.ask(lambda _: read_kept(settings, OUTPUTS), self._begin, lane=_LANE)

    def action_copy(self) -> None:
        """Put the references on the clipboard, one a line, and leave."""
        if not self._references:
            return
        what = translate_count("{count} reference", "{count} references", len(self._references))
        self.paperstudy.copy("\n".join(self._references), what)
        self.dismiss(None)

    def action_form(self) -> None:
        """Take the next form."""
        forms = list(_FORMS)
        at = (forms.index(self._look.form) + 1) % len(forms)
        self._read(replace(self._look, form=forms[at]))

    def action_style(self) -> None:
        """Ask for a style: one of ours, or a file."""
        choices = [(title, name, "") for name, title in _STYLES.items()]
        choices.append((translate("another: a .csl file, of zotero.org/styles"), _OWN, ""))

        def take(style: str | None) -> None:
            if style == _OWN:
                title = translate("Which style? A .csl file")
                self.app.push_screen(PickFile(title, {".csl": "CSL"}, folders=False), own)
            elif style:
                self._read(replace(self._look, style=style))

        def own(path: str | None) -> None:
            if path:
                self._read(replace(self._look, style=path))

        self.app.push_screen(Pick(translate("Style"), choices), take)

    def action_leave(self) -> None:
        """Leave, and wait for nothing any more."""
        self.paperstudy.work.drop(_LANE)
        self.dismiss(None)

    def _begin(self, kept: dict[str, str]) -> None:
        form = kept.get("cite-form", "")
        self._read(Look(kept.get("cite-style") or "apa", form if form in _FORMS else "text"))

    def _read(self, look: Look) -> None:
        """Make the references anew; until they are there, there is nothing to copy."""
        self._look = look
        self._references = ()
        self._tell("…")
        settings, ids = self.paperstudy.settings, self._ids

        def take(references: tuple[str, ...]) -> None:
            if self.is_attached:
                self._references = references
                self._tell("")
                self.query_one(Sheet).show(_blocks(references))

        def fail(error: PaperstudyError) -> None:
            if self.is_attached:
                self._references = ()
                self._tell("")
                lines = (message_of(error), hint_of(error))
                self.query_one(Sheet).show(Prose(line) for line in lines if line)

        self.paperstudy.work.ask(
            lambda study: cite(study, ids, look, settings),
            take,
            lane=_LANE,
            wait=translate("making references"),
            failed=fail,
        )

    def _tell(self, more: str) -> None:
        look = self._look
        style = _STYLES.get(look.style) or shown_path(look.style)
        form = _FORMS[look.form] or translate("text")
        said = " ".join(part for part in (f"{style} · {form}", more) if part)
        self.query_one("#look", Static).update(plain(said))


def cite(study: Study, ids: tuple[int, ...], look: Look, settings: Settings) -> tuple[str, ...]:
    """Return references in a look, which is kept for the next time.

    Raises:
        PaperstudyError: the papers are gone, or the style is none.
    """
    style = look.style
    if style not in _STYLES:
        style = str(expand_home(style))
    references = study.exporting.cite(choice_of(study, ids), style, look.form)
    kept = style if style in _STYLES else str(place_of(style))
    keep_outputs(settings, **{"cite-style": kept, "cite-form": look.form})
    return references


def _blocks(references: tuple[str, ...]) -> Iterator[Block]:
    for number, reference in enumerate(references):
        if number:
            yield Prose("")
        yield Prose(reference)
