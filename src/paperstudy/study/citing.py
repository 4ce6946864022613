"""What a LaTeX document cites, with all the files that it reads in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidFileError, LogError
from paperstudy.formats.citations import EVERYTHING, Cited, read_aux, read_tex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LARGEST = 50_000_000  # bytes
_DOCUMENTS = frozenset({".aux", ".tex", ".ltx", ".latex"})  # one may cite nothing yet


def read_citations(paths: Sequence[Path]) -> tuple[tuple[str, ...], bool]:
    """Return the keys that documents cite, each once, in order, and whether they cite everything.

    A file is an `.aux` file by its name, else the source of a document. What it reads in turn is
    looked for in the folder of the first one, then in that of the file that reads it; one that is
    not there is passed over.

    Raises:
        InvalidFileError: a document cannot be read, or is none by its name and cites nothing.
    """
    keys: dict[str, None] = {}
    for path in paths:
        waiting, seen, cites = [path], {path}, False
        while waiting:
            current = waiting.pop(0)
            cited = _read(current, named=current == path)
            keys |= dict.fromkeys(cited.keys)
            cites = cites or bool(cited.keys)
            inputs = [_find(name, path.parent, current.parent) for name in cited.inputs]
            waiting += [each for each in dict.fromkeys(inputs) if each not in seen]
            seen |= set(inputs)
        if not cites and path.suffix.lower() not in _DOCUMENTS:
            raise InvalidFileError(
                "{path} cites nothing",
                hint="give the .aux file of the document, or its .tex file",
                path=str(path),
            )
    everything = keys.pop(EVERYTHING, 0) is None
    return tuple(keys), everything


def _find(name: str, *folders: Path) -> Path:
    """Return where a file is, else where it would be."""
    places = [folder / name for folder in folders]
    return next((place for place in places if place.is_file()), places[0])


def _read(path: Path, *, named: bool) -> Cited:
    from paperstudy.study.texts import decode_text

    try:
        if not named and not path.is_file():
            return Cited()
        if path.stat().st_size > _LARGEST:
            raise InvalidFileError("{path} is too large for a document", path=str(path))
        data = path.read_bytes()
    except OSError as error:
        raise InvalidFileError(
            "{path} cannot be read ({reason})", path=str(path), reason=error.strerror or ""
        ) from error
    try:
        text = decode_text(data)
    except LogError:  # keys are ASCII nearly always
        text = data.decode("utf-8-sig", "replace")
    return read_aux(text) if path.suffix.lower() == ".aux" else read_tex(text)
