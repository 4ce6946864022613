"""Where exporters are found by name: add one by adding a line; its library is imported on use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from paperstudy.domain.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import Paper

# The file of this room that writes each format, in a function called `write_` and its name.
_FILES = {
    "bibtex": "bibtex",
    "biblatex": "biblatex",
    "csl": "csl",
    "ris": "ris",
    "csv": "csv_",
    "json": "json_papers",
    "markdown": "markdown_papers",
}
FORMATS = tuple(_FILES)
IN_PLACE = ("bibtex", "biblatex")
"""Formats whose entries can be brought up to date in a file that a person keeps."""


class PaperWriter(Protocol):
    """Writes papers in one format: pure, in an order of its own, readable by its format's tools."""

    def __call__(self, papers: Sequence[Paper], *, ascii_only: bool = False) -> str:
        """Return `papers` as text, with `ascii_only` in ASCII as far as the format has ways."""


class EntryMaker(Protocol):
    """Makes one entry of a .bib file."""

    def __call__(
        self, paper: Paper, key: str, *, ascii_only: bool = False
    ) -> tuple[str, dict[str, str]]:
        """Return the type of the entry and its fields, in order; their values are LaTeX."""


def find_writer(name: str) -> PaperWriter:
    """Return what writes the format called `name`.

    Raises:
        InvalidInputError: no format has this name.
    """
    writer: PaperWriter = _find(name, FORMATS, "write_{}")
    return writer


def find_entry_maker(name: str) -> EntryMaker:
    """Return what makes the entries of the format called `name`.

    Raises:
        InvalidInputError: it is none that a .bib file has.
    """
    maker: EntryMaker = _find(name, IN_PLACE, "{}_entry")
    return maker


def _find(name: str, known: Sequence[str], function: str) -> Any:  # noqa: ANN401 - by its name
    if name in known:
        module = import_module(f"paperstudy.formats.{_FILES[name]}")
        return getattr(module, function.format(name))
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    raise InvalidInputError(
        "no format is called “{name}”",
        hint="did you mean {near}?" if near else "known: {known}",
        name=name,
        near=near[0] if near else "",
        known=", ".join(known),
    )
