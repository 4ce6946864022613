"""Names of files and folders, as far as a person has typed them."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from paperstudy.domain.errors import InvalidFileError
from paperstudy.study.files import expand_home

_MOST = 500  # of a folder; who types on sees the others


def list_paths(typed: str) -> tuple[str, ...]:
    """Return what a path that is begun may become, folders with a `/` behind; as it was typed.

    Hidden names come only where a dot is typed. A folder that cannot be read holds nothing.
    """
    head, begun = _split(typed)
    try:
        with os.scandir(expand_home(head) if head else Path()) as entries:
            found = [entry for entry in entries if _fits(entry.name, begun)]
            names = [entry.name + (os.sep if entry.is_dir() else "") for entry in found]
    except (OSError, ValueError, InvalidFileError):
        return ()
    names.sort(key=lambda name: (name.casefold(), name))
    return tuple(head + name for name in names[:_MOST])


def place_of(typed: str) -> Path:
    """Return the place that a person typed, whole.

    Raises:
        InvalidFileError: it begins with the home of nobody.
    """
    return Path(os.path.abspath(expand_home(typed.strip())))  # noqa: PTH100 - links stay as typed


def places_of(typed: str) -> tuple[Path, ...]:
    """Return the places that a line names: one as it stands, or several, as a shell parts them.

    Raises:
        InvalidFileError: one begins with the home of nobody.
    """
    whole = place_of(typed)
    if whole.exists():
        return (whole,)
    try:
        several = tuple(map(place_of, shlex.split(typed)))
    except ValueError:  # a quotation mark alone
        return (whole,)
    return several if any(place.exists() for place in several) else (whole,)


def shown_path(path: str) -> str:
    """Return a whole path as a person would type it here: from this folder, or from home."""
    for start, begin in ((Path.cwd(), ""), (Path.home(), f"~{os.sep}")):
        if path.startswith(f"{start}{os.sep}") and start.parent != start:
            return begin + path[len(str(start)) + 1 :]
    return path


def _split(typed: str) -> tuple[str, str]:
    """Part a path before its last name, which is only begun; `~` alone is a folder."""
    typed = typed.strip()
    if typed == "~":
        return f"~{os.sep}", ""
    cut = max(typed.rfind(sep) for sep in (os.sep, os.altsep or os.sep)) + 1
    return typed[:cut], typed[cut:]


def _fits(name: str, begun: str) -> bool:
    if name.startswith(".") and not begun.startswith("."):
        return False
    return name.casefold().startswith(begun.casefold())
