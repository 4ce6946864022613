"""The screen of the settings: each with its value and where that comes from, to be changed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical

from paperstudy.config import DEFAULT_LIBRARY, KEYS
from paperstudy.domain.errors import PaperstudyError
from paperstudy.domain.language import LANGUAGES, translate
from paperstudy.saying.settings import origin_said, value_said
from paperstudy.study.clock import find_machine_zone
from paperstudy.study.paths import place_of
from paperstudy.tui.operations.settings import OPERATIONS
from paperstudy.tui.operations.table import bindings_of
from paperstudy.tui.places import LogPlace
from paperstudy.tui.screens.base import PaperstudyScreen
from paperstudy.tui.screens.whoami import tell_if_new
from paperstudy.tui.setting_changes import keep_setting, use_loaded, use_setting
from paperstudy.tui.setting_words import about, libraries_in, title_of_key
from paperstudy.tui.themes import DARK, LIGHT
from paperstudy.tui.widgets.columns import Column
from paperstudy.tui.widgets.dialogs import Choice, Confirm, Pick, Prompt, typed_choice
from paperstudy.tui.widgets.paths import wrong_place
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.sheet import Fact, Heading, Prose, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from paperstudy.config import Settings
    from paperstudy.study.settings_file import Value

# First what people change.
_ORDER = ("theme", "language", "logs", "library", "me", "time_zone", "offline")
_FLAGS = {"offline", "dblp"}
_BY_HAND = ("sources", "keys")
_PATHS = frozenset({"database", "pdf_folder", "archive"})
_TYPED = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as it is shown."""

    key: str
    value: object
    origin: str


class SettingsScreen(PaperstudyScreen):
    """The settings."""

    NAME = "settings"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(OPERATIONS)]

    def compose_body(self) -> Iterable[Widget]:
        """Yield the list, and what a setting is for beside it, or below where it is narrow."""
        columns: tuple[Column[Setting], ...] = (
            Column(translate("Setting"), 20, lambda one: title_of_key(one.key)),
            Column(translate("Value"), 0, _shown),
            Column(
                translate("Source"), 26, lambda one: origin_said(one.origin), least=70, dim=True
            ),
        )
        with Horizontal(classes="settings"):
            with Vertical(classes="main"):
                yield RowList(columns, id="settings")
            with Vertical(classes="pane"):
                yield Sheet(id="about")

    @property
    def rows(self) -> RowList[Setting]:
        """The list."""
        return self.query_one("#settings", RowList)

    def load(self) -> None:
        """Show the settings."""
        settings = self.paperstudy.settings
        shown = [
            Setting(key, _value(key, settings), settings.origins.get(key, "default"))
            for key in (*_ORDER, *(key for key in KEYS if key not in _ORDER))
        ]
        tables = {"sources": settings.source_urls, "keys": settings.credentials}
        for table, values in tables.items():
            for name, value in values.items():
                said = translate("set") if table == "keys" else value
                key = f"{table}.{name}"
                shown.append(Setting(key, said, settings.origins.get(key, "default")))
        self.rows.show(range(len(shown)), enumerate(shown))

    def on_row_list_moved(self) -> None:
        """Say what the setting is for."""
        setting = self.rows.current_row
        sheet = self.query_one(Sheet)
        if setting is None:
            return
        sheet.show(
            (
                Heading(title_of_key(setting.key), "title"),
                Prose(about(setting.key)),
                Prose(""),
                Fact(translate("Value"), _shown(setting)),
                Fact(translate("Source"), origin_said(setting.origin)),
                Fact(translate("Key"), setting.key),
            )
        )

    def on_row_list_opened(self) -> None:
        """Change it."""
        self.action_change()

    def action_change(self, key: str = "") -> None:
        """Ask for another value of a setting, else of the one under the cursor."""
        setting = self.rows.current_row
        key = key or (setting.key if setting is not None else "")
        if not key:
            return
        if key.partition(".")[0] in _BY_HAND:
            self.paperstudy.say(translate("this is kept in your file: o opens it"))
        elif key in _FLAGS:
            self._save(key, not getattr(self.paperstudy.settings, key))
        elif key == "logs":
            self.run_worker(self._to_logs(), exclusive=True)
        else:
            self._ask(key)

    def action_clear(self) -> None:
        """Ask, and take a setting out of the file, so that the default holds."""
        setting = self.rows.current_row
        if setting is None or setting.key not in KEYS:
            return
        if setting.origin in {"default", "locale"}:
            self.paperstudy.say(translate("this is the default already"))
            return
        key = setting.key

        def take(yes: bool | None) -> None:  # noqa: FBT001 - Textual's callback
            if yes:
                self._save(key, None)

        said = translate(
            "Take “{key}” ({value}) out of your settings file? The default holds then, and undo "
            "does not bring it back",
            key=title_of_key(key),
            value=_shown(setting),
        )
        self.app.push_screen(Confirm(said), take)

    async def action_file(self) -> None:
        """Open the person's settings file in their editor, and read it again afterwards."""
        from paperstudy.config import load_settings
        from paperstudy.study.settings_file import user_file

        path = user_file(os.environ)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        except OSError:
            pass  # then it cannot be opened either, and that is told
        await self.paperstudy.open(LogPlace(str(path)))
        try:
            await use_loaded(self.paperstudy, load_settings())
        except PaperstudyError as error:
            self.paperstudy.say_error(error)

    def action_archive(self) -> None:
        """Show the archive of Papers with Code."""
        from paperstudy.tui.screens.archive import ArchiveDialog

        self.app.push_screen(ArchiveDialog())

    def go_to(self, key: str) -> None:
        """Put the cursor on a setting."""
        for number in self.rows.ids:
            row = self.rows.row(number)
            if row is not None and row.key == key:
                self.rows.select(number)

    def go_back(self) -> None:
        """From the pane to the list."""
        self.rows.focus()

    def _ask(self, key: str) -> None:
        choices = self._choices(key)
        if not choices:
            self._type(key)
            return

        def take(value: str | None) -> None:
            if value == _TYPED:
                self._type(key)
            elif value is not None:
                self._save(key, value)

        def own(typed: str) -> Choice[str] | None:
            if key != "library":
                return None
            return typed_choice(typed, translate("another: type it"))

        self.app.push_screen(Pick(title_of_key(key), choices, own), take)

    def _choices(self, key: str) -> Sequence[Choice[str]]:
        if key == "theme":
            ours = [DARK.name, LIGHT.name]
            rest = sorted(set(self.app.available_themes) - set(ours))
            return [(name, name, "") for name in (*ours, *rest)]
        if key == "language":
            names = {"en": "English", "ko": "한국어"}
            return [(names[one], one, "") for one in LANGUAGES]
        if key == "time_zone":
            import zoneinfo

            zones = sorted(zoneinfo.available_timezones())
            return [(name, name, "") for name in zones]
        if key == "library":
            found = libraries_in(self.paperstudy.settings.data_folder)
            return [(one, one, "") for one in found or (DEFAULT_LIBRARY,)]
        return ()

    def _type(self, key: str) -> None:
        value = getattr(self.paperstudy.settings, key)
        shown = "" if key == "database" and "://" in str(value) else str(value)

        def is_path(typed: str) -> bool:
            return bool(key in _PATHS and typed.strip() and "://" not in typed)

        def take(typed: str | None) -> None:
            if typed is not None:
                text = str(place_of(typed)) if is_path(typed) else typed.strip()
                self._save(key, text or None)

        def wrong(typed: str) -> str:
            return wrong_place(typed) if is_path(typed) else ""

        prompt = Prompt(title_of_key(key), shown, help=about(key), check=wrong)
        self.app.push_screen(prompt, take)

    async def _to_logs(self) -> None:
        """Folders are added and left out on the screen of the logs."""
        await self.paperstudy.action_go("logs")
        await self.app.run_action(
            "folders" if self.paperstudy.settings.logs else "add", self.app.screen
        )

    def _save(self, key: str, value: Value | None) -> None:
        # Of the app, not of this screen: a new language makes the screen anew.
        self.app.run_worker(self._change(key, value), exclusive=True, group="settings")

    async def _change(self, key: str, value: Value | None) -> None:
        app = self.paperstudy
        try:
            said = await use_setting(app, key, keep_setting(key, value))
        except PaperstudyError as error:
            app.say_error(error)
            return
        app.say(said)
        here = app.screen
        if isinstance(here, SettingsScreen):  # made anew by a new language
            here.call_later(here.go_to, key)
        if key == "me" and value:
            tell_if_new(app, str(value))


def _value(key: str, settings: Settings) -> object:
    """Return the value that holds: where no time zone is set, the machine's own."""
    value: object = getattr(settings, key)
    return find_machine_zone(os.environ) if key == "time_zone" and not value else value


def _shown(setting: Setting) -> str:
    return value_said(setting.value)
