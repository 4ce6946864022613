"""A change of settings: written to the person's file, then used at once."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.config import KEYS, load_settings
from paperstudy.domain.language import get_language, set_language, translate
from paperstudy.saying.settings import origin_said, value_said
from paperstudy.tui.modes import MODES
from paperstudy.tui.setting_words import title_of_key
from paperstudy.tui.themes import DARK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperstudy.config import Settings
    from paperstudy.study.settings_file import Value
    from paperstudy.tui.app import PaperstudyApp

# What hangs on a setting, and is read with it.
_WITH = {"library": ("library", "database", "pdf_folder")}


def keep_setting(key: str, value: Value | None) -> Settings:
    """Write a setting into the person's file, None for its default; return what holds now.

    Raises:
        ConfigError: the value is none for this key, or the file cannot be changed.
    """
    from paperstudy.study.settings_file import save_setting

    save_setting(key, value, os.environ)
    return load_settings()


async def use_setting(app: PaperstudyApp, key: str, loaded: Settings) -> str:
    """Go on with what the files say of a setting now; return what the person is to be told."""
    await use_loaded(app, loaded, [key])
    said = translate(
        "{key} is {value} now", key=title_of_key(key), value=value_said(getattr(loaded, key))
    )
    origin = loaded.origins.get(key, "default")
    if origin in {"default", "locale"} or origin.endswith(".toml"):
        return said
    return f"{said}\n" + translate("{origin} has the last word", origin=origin_said(origin))


async def use_loaded(app: PaperstudyApp, loaded: Settings, keys: Iterable[str] = KEYS) -> None:
    """Go on with some of the settings that were read, but for what an option of this run says."""
    before = app.settings
    free = [key for key in keys if not before.origins.get(key, "").startswith("--")]
    names = dict.fromkeys(name for key in free for name in _WITH.get(key, (key,)))
    values = {name: getattr(loaded, name) for name in names}
    origins = dict(before.origins)
    for name in names:
        origins.pop(name, None)
        if name in loaded.origins:
            origins[name] = loaded.origins[name]
    after = replace(before, **values, origins=origins)
    if after == before:
        return
    app.theme = after.theme if after.theme in app.available_themes else DARK.name
    speaks_on = after.language == get_language()
    set_language(after.language)
    if not speaks_on or after.database != before.database:
        app.settings = after
        await remake_all(app)
    app.use_settings(after)


async def remake_all(app: PaperstudyApp) -> None:
    """Make every screen anew, the one in sight too: for another language, or another library."""
    here = app.current_mode
    beside = next(mode.name for mode in MODES if mode.name != here)
    await remake_others(app)
    await app.switch_mode(beside)
    await _remake(app, [here])
    await app.switch_mode(here)


async def remake_others(app: PaperstudyApp) -> None:
    """Make the screens anew that are not in sight, without the dialogs that are open there."""
    await _remake(app, [mode.name for mode in MODES if mode.name != app.current_mode])


async def _remake(app: PaperstudyApp, names: Iterable[str]) -> None:
    makers = {mode.name: mode.make for mode in MODES}
    for name in names:
        await app.remove_mode(name)
        app.add_mode(name, makers[name])
