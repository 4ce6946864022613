"""What the reading of logs asks of the room that knows names: two small protocols."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.logs import Candidate, FindStatus, MentionKind
    from paperstudy.domain.papers import PaperRecord


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one line that may name papers, with the words that stand around it.

    `text` has code, URLs and markup blanked out by spaces, so that offsets in it are offsets in
    the line. `context` is what supports an ambiguous name: the same line, the list around it,
    the heading above. `in_list` says that it stands in a list or table of papers, where a name
    is likelier to be a paper; `heading` that it is a heading.
    """

    line: int
    text: str
    context: str = ""
    in_list: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name or title found in a passage: where it stands, what it may mean, how sure that is.

    An ambiguous name that nothing in the passage supports is `UNKNOWN`: the rest of the log may.
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    status: FindStatus
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class LearnedName:
    """What a person said a name or title means: a paper, or none (`record` is None)."""

    name: str
    record: PaperRecord | None


class Recogniser(Protocol):
    """Says which papers a text names. Pure and deterministic; holds names and titles only."""

    def recognise(self, passage: Passage) -> Sequence[NameHit]:
        """Return the names and titles in `passage`, by position, none overlapping another."""

    def match_title(self, title: str) -> Candidate | None:
        """Return the paper that a written title means: exact, cut, or misspelled; else None."""

    def find_identifier(self, identifier: Identifier) -> PaperRecord | None:
        """Return what is known offline of an identifier (a pwc slug by its title), else None."""
