"""A metadata source that answers from a table, for tests of what is done with its answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from paperstudy.domain.errors import PaperstudyError, SourceError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.sources import Looked


@dataclass
class FakeSource:
    """Answers by `str(identifier)`; fails where it is told to, after `good` answers.

    `found` is what every search finds; `asked` and `searched` keep what it was asked for.
    """

    name: str = "arxiv"
    schemes: frozenset[Scheme] = frozenset({Scheme.ARXIV})
    answers: dict[str, PaperRecord] = field(default_factory=dict)
    errors: dict[str, PaperstudyError] = field(default_factory=dict)
    failure: SourceError | None = None
    good: int = 0
    found: list[PaperRecord] = field(default_factory=list)
    local: bool = False
    asked: list[list[str]] = field(default_factory=list)
    searched: list[str] = field(default_factory=list)

    def lookup(self, identifiers: Sequence[Identifier], cancel: CancelToken) -> Iterator[Looked]:
        """Answer each identifier in order."""
        self.asked.append([str(identifier) for identifier in identifiers])
        for number, identifier in enumerate(identifiers):
            if self.failure is not None and number >= self.good:
                raise self.failure
            if cancel.cancelled:
                return
            name = str(identifier)
            error = self.errors.get(name)
            yield Looked(identifier, None if error else self.answers.get(name), error)

    def search(
        self, title: str, author: str = "", year: int | None = None, *, cancel: CancelToken
    ) -> list[PaperRecord]:
        """Find the same for every title."""
        self.searched.append(title)
        if self.failure is not None:
            raise self.failure
        return self.found
