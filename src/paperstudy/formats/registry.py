"""Where exporters are found by name: add one by adding a line; its library is imported on use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from paperstudy.domain.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import Paper

FORMATS = ("bibtex",)


class PaperWriter(Protocol):
    """Writes papers in one format: pure, in an order of its own, readable by its format's tools."""

    def __call__(self, papers: Sequence[Paper], *, ascii_only: bool = False) -> str:
        """Return `papers` as text, with `ascii_only` in ASCII as far as the format has ways."""


def find_writer(name: str) -> PaperWriter:
    """Return what writes the format called `name`.

    Raises:
        InvalidInputError: no format has this name.
    """
    if name == "bibtex":
        from paperstudy.formats.bibtex import write_bibtex

        return write_bibtex
    raise InvalidInputError(
        "no format is called “{name}”", hint="known: {known}", name=name, known=", ".join(FORMATS)
    )
