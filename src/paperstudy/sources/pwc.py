"""Papers with Code: the site is gone, its archive on this machine answers without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidIdentifierError, SourceError, StoreError
from paperstudy.domain.identifiers import Scheme
from paperstudy.domain.sources import Looked
from paperstudy.sources.facts import not_newer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.events import CancelToken
    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.papers import PaperRecord
    from paperstudy.domain.sources import PaperArchive

NAME = "pwc"
_BATCH = 100
_FOUND_BY_TITLE = 10


class PwcSource:
    """The archive as a source; what it does not hold, or a stop, is no error."""

    name = NAME
    local = True
    schemes = frozenset({Scheme.ARXIV, Scheme.PWC, Scheme.OPENREVIEW})

    def __init__(self, archive: PaperArchive) -> None:
        self._archive = archive

    def lookup(self, identifiers: Sequence[Identifier], cancel: CancelToken) -> Iterator[Looked]:
        """Yield one answer per distinct identifier, in the order asked; see `Source.lookup`.

        Raises:
            SourceError: the archive cannot be read.
        """
        wanted = list(dict.fromkeys(identifiers))
        for start in range(0, len(wanted), _BATCH):
            if cancel.cancelled:
                return
            batch = wanted[start : start + _BATCH]
            known = self._find([each for each in batch if each.scheme in self.schemes])
            for each in batch:
                refused = None if each.scheme in self.schemes else _refuse(each)
                yield Looked(each, known.get(each), refused)

    def search(
        self, title: str, author: str = "", year: int | None = None, *, cancel: CancelToken
    ) -> list[PaperRecord]:
        """Return up to ten papers for the words of a title, none newer than `year`.

        The author is not asked for: half of the archive names none.

        Raises:
            SourceError: the archive cannot be read.
        """
        del author
        if not title.strip() or cancel.cancelled:
            return []
        try:
            found = self._archive.search(title, _FOUND_BY_TITLE)
        except StoreError as error:
            raise _unreadable(error) from error
        return not_newer(found, year)

    def _find(self, identifiers: Sequence[Identifier]) -> dict[Identifier, PaperRecord]:
        try:
            return self._archive.find(identifiers)
        except StoreError as error:
            raise _unreadable(error) from error


def _refuse(identifier: Identifier) -> InvalidIdentifierError:
    return InvalidIdentifierError("{id} is nothing that {source} knows", id=identifier, source=NAME)


def _unreadable(error: StoreError) -> SourceError:
    return SourceError(
        "the archive of Papers with Code cannot be read: {reason}",
        hint="take it away with `paperstudy catalogue remove`, and import the dumps again",
        reason=error,
    )
