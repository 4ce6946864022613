"""What a metadata source is: asked by identifier or title, it answers with records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


class Source(Protocol):
    """One service that knows papers. Uses the network only inside its methods."""

    @property
    def name(self) -> str:
        """The name that stands in `PaperRecord.source`, such as `arxiv`."""

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


_WITHDRAWN = re.compile(r"\bwithdrawn\b", re.IGNORECASE)


def is_withdrawn(comment: str) -> bool:
    """Tell whether an arXiv comment says that the paper was taken back: there is no other sign."""
    return bool(_WITHDRAWN.search(comment))
