"""What a person does with logs: add folders of them, read them again, leave folders out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.domain.errors import PaperstudyError
from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.names import short_path
from paperstudy.study.paths import place_of
from paperstudy.tui.screens.base import PaperstudyScreen
from paperstudy.tui.screens.scan_jobs import start_rescan, start_scan
from paperstudy.tui.widgets.dialogs import Choice, Confirm, Pick, Prompt, typed_choice
from paperstudy.tui.widgets.paths import wrong_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperstudy.domain.logfiles import LogFacts
    from paperstudy.tui.app import PaperstudyApp
    from paperstudy.tui.widgets.rows import RowList


class LogDeeds(PaperstudyScreen):
    """The actions on logs."""

    @property
    def logs(self) -> RowList[LogFacts]:
        """The list."""
        raise NotImplementedError

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of logs that the settings name."""
        return self.paperstudy.settings.logs

    def action_add(self) -> None:
        """Ask for a folder, read it, and keep it in the settings."""
        from paperstudy.study.watching import suggest_folders

        def ask(found: tuple[tuple[str, int], ...]) -> None:
            choices = [
                (short_path(path), path, translate_count("{count} log", "{count} logs", count))
                for path, count in found
                if path not in self.folders
            ]
            if not choices:
                self._type_folder()
                return
            title = translate("Which folder holds your logs?")
            self.app.push_screen(Pick(title, choices, own), take)

        def own(typed: str) -> Choice[str]:
            return typed_choice(typed, translate("another folder: type where it is"))

        def take(path: str | None) -> None:
            if path and not _wrong_path(path):
                self.add_folder(str(place_of(path)))
            elif path is not None:
                self._type_folder(path)

        self.paperstudy.answers.ask(lambda _: suggest_folders(Path.cwd()), ask)

    def action_scan_all(self) -> None:
        """Read all logs again that have changed."""
        start_rescan(self.paperstudy, self.folders)

    def action_scan_this(self) -> None:
        """Read the chosen logs again; a file that is gone is told as gone."""
        from paperstudy.study.logbook import holder_of

        rows = [log for n in self.logs.chosen if (log := self.logs.row(n)) is not None]
        paths = list(dict.fromkeys(holder_of(log.path) for log in rows))
        if not paths:
            return
        if all(path.exists() for path in paths):
            start_scan(self.paperstudy, paths)
        else:
            start_rescan(self.paperstudy, ())

    def action_link(self) -> None:
        """Show which links the chosen logs lack, and put them in."""
        from paperstudy.tui.screens.linking import ask_link

        rows = [log for n in self.logs.chosen if (log := self.logs.row(n)) is not None]
        paths = [Path(log.path) for log in rows if not log.gone]
        if paths:
            ask_link(self.paperstudy, paths)
        elif rows:
            self.paperstudy.say(translate("this file is gone"))

    def action_import(self) -> None:
        """Take in the papers of another program, after a look at them."""
        from paperstudy.tui.screens.imports import ask_import

        ask_import(self.paperstudy)

    def action_try_out(self) -> None:
        """Ask for a folder, and tell what reading it would give."""
        self._ask_path(
            translate("What would it give? A folder or file"),
            lambda path: start_scan(self.paperstudy, [path], dry_run=True),
        )

    def action_filter(self) -> None:
        """Ask which logs to show."""
        choices = [
            (translate("all logs"), "", ""),
            (translate("with errors"), "errors", ""),
            (translate("with questions"), "waiting", ""),
            (translate("files that are gone"), "gone", ""),
        ]

        def take(which: str | None) -> None:
            if which is not None:
                self.action_only(which)

        self.app.push_screen(Pick(translate("Which logs?"), choices), take)

    def action_only(self, which: str) -> None:
        """Show only logs of a kind."""
        raise NotImplementedError

    def action_folders(self) -> None:
        """Show the folders of the settings, and ask whether to leave out the one chosen."""
        if not self.folders:
            self.paperstudy.say(translate("no folder is kept yet: a adds one"))
            return
        choices = [(short_path(one), one, "") for one in self.folders]

        def take(path: str | None) -> None:
            if path is not None:
                said = translate(
                    "Leave out {path} from now on? What it gave stays", path=short_path(path)
                )
                self.app.push_screen(Confirm(said), lambda yes: leave_out(path) if yes else None)

        def leave_out(path: str) -> None:
            keep_folders(self.paperstudy, tuple(one for one in self.folders if one != path))
            self.paperstudy.say(
                translate("left out from now on: {path}; a adds it again", path=path)
            )

        title = translate("Folders of logs; enter leaves one out")
        self.app.push_screen(Pick(title, choices), take)

    def add_folder(self, path: str) -> None:
        """Read a folder, and keep it in the settings."""
        place = Path(path)
        if place.is_dir() and path not in self.folders:
            keep_folders(self.paperstudy, (*self.folders, path))
        start_scan(self.paperstudy, [place])

    def _type_folder(self, typed: str = "") -> None:
        self._ask_path(
            translate("Where are your logs? A folder or file"),
            lambda path: self.add_folder(str(path)),
            typed,
        )

    def _ask_path(self, title: str, then: Callable[[Path], object], typed: str = "") -> None:
        def take(typed: str | None) -> None:
            if typed and typed.strip():
                then(place_of(typed))

        self.app.push_screen(path_prompt(title, typed), take)


def path_prompt(title: str, typed: str = "") -> Prompt:
    """Return what asks for a file or folder of logs, where one that was typed was none."""
    help_ = translate("a folder with .md files, or an export of Notion (.zip)")
    return Prompt(title, typed, help=_wrong_path(typed) or help_, check=_wrong_path)


def keep_folders(app: PaperstudyApp, folders: tuple[str, ...]) -> None:
    """Keep in the settings which folders hold the logs."""
    from paperstudy.tui.setting_changes import keep_setting

    origins = {key: origin for key, origin in app.settings.origins.items() if key != "logs"}
    try:
        loaded = keep_setting("logs", folders or None)
    except PaperstudyError as error:
        app.say_error(error)
    else:
        if "logs" in loaded.origins:
            origins["logs"] = loaded.origins["logs"]
    app.settings = replace(app.settings, logs=folders, origins=origins)


def _wrong_path(typed: str) -> str:
    wrong = wrong_place(typed)
    if wrong or not typed.strip() or place_of(typed).exists():
        return wrong
    return translate("there is no file or folder “{path}”", path=typed.strip())
