r"""Where the files of an entry are: `file = {…}` as Zotero, JabRef and Mendeley write it.

`a.pdf`, `a.pdf;b.pdf`, `Full Text:files/a.pdf:PDF` with `\:`, `\;` and `\\` for the signs
themselves, and a path of Windows with its drive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELDS = ("file", "pdf", "local-url", "bdsk-file-1")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_PART = re.compile(r"((?:\\.|[^\\;])+)", re.DOTALL)
_COLON = re.compile(r"(?<!\\):")
_ESCAPED = re.compile(r"\\([\\:;_&%#{}$ ])")
_TYPE = re.compile(r"[A-Za-z][\w.+-]*(?:/[\w.+-]+)?|")


def read_attachments(fields: Mapping[str, str], folder: str = "") -> tuple[str, ...]:
    """Return the paths of the files that an entry names; a relative one begins at `folder`."""
    found: dict[str, None] = {}
    for name in _FIELDS[:3]:
        text = fields.get(name, "")
        if text and not (name != "file" and "://" in text):
            for part in _PART.findall(text):
                path = _path(part.strip())
                if path:
                    found.setdefault(resolve(path, folder))
    return tuple(found)


def resolve(path: str, folder: str) -> str:
    """Return a path as one that does not hang on where the program runs."""
    if (
        not folder
        or not path
        or path.startswith(("/", "~", "\\\\"))
        or _DRIVE.match(path)
        or "://" in path
    ):
        return path
    return f"{folder.rstrip('/')}/{path.removeprefix('./')}"


def _path(part: str) -> str:
    if _DRIVE.match(part):
        return part.rpartition(":")[0] if part.count(":") > 1 else part
    pieces = _COLON.split(part)
    if len(pieces) == 1:
        path = part
    elif len(pieces) == 2:  # noqa: PLR2004 - a description or a type beside the path
        path = pieces[0] if _TYPE.fullmatch(pieces[1]) and "." not in pieces[1] else pieces[1]
    else:
        path = ":".join(pieces[1:-1])
    return _ESCAPED.sub(r"\1", path).strip()
