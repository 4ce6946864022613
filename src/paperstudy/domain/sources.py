"""What a metadata source is: asked by identifier or title, it answers with records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.domain.events import CancelToken
    from paperstudy.domain.identifiers import Identifier, Scheme
    from paperstudy.domain.papers import PaperRecord


@dataclass(frozen=True, slots=True)
class Looked:
    """What a source answered for one identifier.

    Neither `record` nor `error`: the source answered well and has no such paper. With an
    `error` nothing is known, and nothing may be marked as missing.
    """

    identifier: Identifier
    record: PaperRecord | None = None
    error: PaperstudyError | None = None

    @property
    def missing(self) -> bool:
        """Whether the source says that it has no such paper."""
        return self.record is None and self.error is None


ARCHIVE = "pwc"
"""The name of the one source that answers from this machine: Papers with Code."""


class Outcome(StrEnum):
    """How a source answered when it was last asked for a paper."""

    FOUND = "found"
    MISSING = "missing"
    FAILED = "failed"
    NEEDS_LOGIN = "needs-login"


@dataclass(frozen=True, slots=True)
class Lookup:
    """That a source was asked for a paper, when, and how that ended; `message` is an error's.

    `source` is a source's name; `crossref-title` and the like where it was asked by title.
    """

    source: str
    at: datetime
    outcome: Outcome
    message: str = ""


class Source(Protocol):
    """One service that knows papers. Uses the network only inside its methods."""

    @property
    def name(self) -> str:
        """The name that stands in `PaperRecord.source`, such as `arxiv`."""

    @property
    def local(self) -> bool:
        """Whether it answers from this machine, so that it may be asked without a network."""

    @property
    def schemes(self) -> frozenset[Scheme]:
        """The schemes of identifiers that `lookup` understands."""

    def lookup(self, identifiers: Sequence[Identifier], cancel: CancelToken) -> Iterator[Looked]:
        """Yield one answer per distinct identifier, in the order asked, as batches arrive.

        What cannot be asked for, or failed alone, is an answer with an error. After a stop the
        stream just ends. An identifier with a version is answered by that version.

        Raises:
            SourceError: the source cannot be used now; what was yielded before holds.
        """

    def search(
        self, title: str, author: str = "", year: int | None = None, *, cancel: CancelToken
    ) -> list[PaperRecord]:
        """Return what the source finds for a title, its best first; not checked against it.

        Raises:
            SourceError: the source cannot be used now.
        """


class PaperArchive(Protocol):
    """The archive of Papers with Code on this machine; empty until its dumps are imported."""

    def find(self, identifiers: Sequence[Identifier]) -> dict[Identifier, PaperRecord]:
        """Return what it says of papers, by arXiv id, pwc slug or OpenReview id asked for."""

    def search(self, title: str, limit: int) -> list[PaperRecord]:
        """Return papers for the words of a title, the best first."""


_WITHDRAWN = re.compile(r"\bwithdrawn\b", re.IGNORECASE)


def is_withdrawn(comment: str) -> bool:
    """Tell whether an arXiv comment says that the paper was taken back: there is no other sign."""
    return bool(_WITHDRAWN.search(comment))
