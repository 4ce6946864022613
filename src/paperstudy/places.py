"""Where the program keeps and finds what: the folders of a person, and the files of settings."""

# pathlib would cost half a bare Python at start-up, and every command comes here.
# ruff: noqa: PTH100, PTH109, PTH111, PTH113, PTH117, PTH118, PTH120

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROJECT_FILE = "paperstudy.toml"
USER_FILE = "config.toml"
ARCHIVE_FILE = "paperswithcode.db"


def find_settings_files(environ: Mapping[str, str], folder: str | None) -> Iterator[str]:
    """Yield the settings files there are, the strongest first, as seen from `folder` or here."""
    here = os.path.abspath(folder if folder is not None else _working_folder())
    while here:
        path = os.path.join(here, PROJECT_FILE)
        if os.path.isfile(path):
            yield path
            break
        above = os.path.dirname(here)
        here = "" if above == here else above
    user = os.path.join(find_config_folder(environ), USER_FILE)
    if os.path.isfile(user):
        yield user


def find_data_folder(environ: Mapping[str, str]) -> str:
    """Return the folder that holds the libraries."""
    return _folder(environ, "XDG_DATA_HOME", (".local", "share"), "user_data_dir")


def find_config_folder(environ: Mapping[str, str]) -> str:
    """Return the folder of the user's `config.toml`."""
    return _folder(environ, "XDG_CONFIG_HOME", (".config",), "user_config_dir")


def _working_folder() -> str:
    try:
        return os.getcwd()
    except OSError:  # the folder was deleted under us
        return os.sep


def _folder(environ: Mapping[str, str], variable: str, default: tuple[str, ...], name: str) -> str:
    base = environ.get(variable, "")
    if os.path.isabs(base):  # a relative one is to be ignored (XDG base directories, §Basics)
        return os.path.join(base, "paperstudy")
    if sys.platform in {"win32", "darwin"}:
        import platformdirs

        return str(getattr(platformdirs, name)("paperstudy", appauthor=False))
    home = environ.get("HOME") or os.path.expanduser("~")
    return os.path.join(home, *default, "paperstudy")
