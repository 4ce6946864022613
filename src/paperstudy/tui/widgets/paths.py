"""Dialogs that ask for a file: a line that completes itself, and a list to go through folders."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.language import translate
from paperstudy.saying.errors import told_of
from paperstudy.study.paths import list_paths, place_of
from paperstudy.tui.text import line
from paperstudy.tui.widgets.completing import PathSuggester
from paperstudy.tui.widgets.dialogs import Help, Prompt
from paperstudy.tui.widgets.fields import Find
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.work import work_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.suggester import Suggester

    from paperstudy.study.study import Study
    from paperstudy.tui.widgets.dialogs import Choice


def wrong_place(typed: str) -> str:
    """Return what is wrong with a path that was typed, "" for nothing: it may not be there yet."""
    try:
        place_of(typed)
    except InvalidFileError as error:
        return told_of(error)
    return ""


class PathPrompt(Prompt):
    """Asks for the path of a file or folder, which may not be there yet."""

    def __init__(self, title: str, value: str = "", *, help: str = "") -> None:  # noqa: A002
        super().__init__(title, value, help=help, check=wrong_place)

    def _suggester(self) -> Suggester | None:
        return PathSuggester(work_of(self))


class PickFile(Find[str]):
    """Asks for a file or folder that is there: typed, or found by going from folder to folder.

    `kinds` says for the end of a name, in small letters, what such a file is: they come first.
    Enter goes into a folder; the folder itself is the first thing in it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(self, title: str, kinds: dict[str, str], *, folders: bool = True) -> None:
        super().__init__(title, self._list, lambda _: None)
        self._kinds = kinds
        self._takes_folders = folders

    def compose_body(self) -> ComposeResult:
        """Yield the line, what is found, the keys, and room for what is wrong."""
        yield from super().compose_body()
        yield Help("")

    @property
    def keys(self) -> str:
        """What the keys do, in words."""
        return translate("⏎ takes it, or goes into the folder · tab completes · esc leaves")

    def action_complete(self) -> None:
        """Put the path under the cursor into the line."""
        number = self.query_one(RowList).current
        if number is not None:
            self._fill(self._choices[number][0])

    def _take(self, choice: str) -> None:
        if choice.endswith(os.sep):
            self._fill(choice)
        elif wrong := wrong_place(choice):
            self.query_one(Help).say(wrong, "bold")
        else:
            self.dismiss(choice)

    def _fill(self, path: str) -> None:
        there = self.query_one(Input)
        there.value = line(path)
        there.cursor_position = len(there.value)

    def _list(self, _: Study, typed: str) -> Sequence[Choice[str]]:
        """Return what is in the folder that is typed: what can be read, folders, the rest."""
        known: list[Choice[str]] = []
        folders: list[Choice[str]] = []
        rest: list[Choice[str]] = []
        for path in list_paths(typed):
            kind = self._kinds.get(os.path.splitext(path)[1].lower())  # noqa: PTH122 - a text
            if path.endswith(os.sep):
                if path == line(path):  # it must go through the line as it is
                    folders.append((path, path, translate("folder")))
            elif kind is not None:
                known.append((path, path, kind))
            else:
                rest.append((path, path, ""))
        whole = typed.rstrip(os.sep)
        is_folder = typed.endswith(os.sep) and whole and not wrong_place(typed)
        if self._takes_folders and is_folder and place_of(typed).is_dir():
            known.insert(0, (typed, whole, translate("this whole folder")))
        found = sorted([*known, *folders, *rest], key=lambda choice: choice[1] != typed)
        if typed and not any(path in {typed, whole} for _, path, _ in found):
            found.append((typed, whole or typed, translate("as typed")))
        return found
