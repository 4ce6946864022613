"""The bars of every screen: where one can go, above; what one can do here, below."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from paperstudy.domain.language import translate
from paperstudy.saying.cells import crop, display_width
from paperstudy.tui.modes import MODES
from paperstudy.tui.operations.every import EVERY
from paperstudy.tui.operations.table import APP
from paperstudy.tui.text import line
from paperstudy.tui.widgets.bars import Bar, Piece, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.tui.app import PaperstudyApp
    from paperstudy.tui.operations.table import Operation

_LEAST_LABEL = 8  # cells
_SPIN = "|/-\\"


class TopBar(Bar):
    """The screens with their numbers and counts, what is under way, and the library's name."""

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return as much as there is room for: the name goes first, then blanks, then names."""
        behind = self._behind()
        for roomy in (2, 1, 0):
            before = self._modes(roomy)
            blank = width - width_of(before) - width_of(behind)
            if blank >= 0:
                return [*before, Piece(" " * blank), *behind]
            before = self._modes(roomy)
            blank = width - width_of(before) - width_of(behind[:-1])
            if blank >= 0:
                return [*before, Piece(" " * blank), *behind[:-1]]
        before = [*self._modes(-1), Piece(" ")]
        over = width_of(before) + width_of(behind[:-1]) - width
        return [*before, *self._behind(over)[:-1]]

    def _modes(self, roomy: int) -> list[Piece]:
        """Return the screens: with blanks, with fewer, or all but the present one as a number."""
        app = cast("PaperstudyApp", self.app)
        blank, between = " " * (roomy > 1), " " * (roomy > 0)
        pieces: list[Piece] = []
        for number, mode in enumerate(MODES, start=1):
            here = mode.name == app.current_mode
            title = translate(mode.title) if roomy >= 0 or here else ""
            count = app.counts.get(mode.name, "")
            action = f"app.go('{mode.name}')"
            tone = "on" if here else ""
            pieces.append(Piece(f"{blank}{number}{between}", tone or "dim", action))
            label = title + (f" {count}" if count else "")
            pieces.append(Piece(f"{label}{blank or ' '}", tone, action))
        return pieces

    def _behind(self, over: int = 0) -> list[Piece]:
        """Return what is under way, and the library; what that is `over` goes from the words."""
        app = cast("PaperstudyApp", self.app)
        pieces = [Piece(f"{wait} … ", "dim") for wait in app.work.waits[:1]]
        ready = app.answers.titles[:1]
        pieces += [Piece(f"f2 {line(title)} ", "key", "app.answer") for title in ready]
        for job in app.jobs.running[:1]:
            far = f"{job.done:,}/{job.total:,}" if job.total else f"{job.done:,}"
            sign = _SPIN[job.done % len(_SPIN)]
            label = line(job.label)
            if over > 0:
                label = crop(label, max(_LEAST_LABEL, display_width(label) - over))
            pieces.append(Piece(f"{sign} {label} {far} ", "key", "app.go('activity')"))
            if app.current_mode != "activity":  # where a key is named below
                stop = translate("8 stops it")
                pieces.append(Piece(f"{stop} ", "dim", "app.go('activity')"))
        return [*pieces, Piece(f" {app.settings.library} ", "dim")]


class KeyBar(Bar):
    """The keys that matter most on this screen."""

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return keys and what they do: as many of the screen as fit, then those of the app."""
        behind = [piece for one in _hinted(APP) for piece in _pieces(one)]
        room = width - width_of(behind)
        pieces = [Piece(" "), *self._back()]
        for operation in _hinted(getattr(self.screen, "NAME", "")):
            more = _pieces(operation)
            if width_of(pieces) + width_of(more) > room:
                break
            pieces += more
        return [*pieces, Piece(" " * max(0, room - width_of(pieces))), *behind]

    def _back(self) -> list[Piece]:
        """Return the way back to the list, where what is open has taken its place."""
        if not (self.screen.has_class("narrow") and self.screen.has_class("detail")):
            return []
        said = translate("back to the list")
        return [Piece("esc ", "key", "screen.back"), Piece(f"{said}  ", "", "screen.back")]


def _hinted(where: str) -> list[Operation]:
    return [one for one in EVERY if one.hint and one.where == where]


def _pieces(operation: Operation) -> list[Piece]:
    key = operation.shown_keys.partition(" ")[0]
    said = translate(operation.hint)
    return [Piece(f"{key} ", "key", operation.action), Piece(f"{said}  ", "", operation.action)]
