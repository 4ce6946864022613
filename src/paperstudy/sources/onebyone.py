"""The way through identifiers for services that are asked for one paper per request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import MalformedAnswerError
from paperstudy.domain.sources import Looked
from paperstudy.sources.facts import about
from paperstudy.sources.http import StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.domain.identifiers import Identifier

MOST_ODD = 3
"""So many pages in a row that are no answers at all are the service's trouble, and no paper's."""


def ask_one_by_one(
    identifiers: Sequence[Identifier],
    look_up: Callable[[Identifier], Looked],
    lacks: Callable[[Identifier], PaperstudyError | None],
) -> Iterator[Looked]:
    """Yield what `look_up` says of each distinct identifier, in the order asked.

    `lacks` tells why one is not asked for. An answer that cannot be read is the error of its own
    identifier, and the next is asked; any other failure ends the stream. After a stop it just ends.

    Raises:
        SourceError: the service cannot be used now; what was yielded before holds.
    """
    odd = 0
    for each in dict.fromkeys(identifiers):
        error = lacks(each)
        if error is not None:
            yield Looked(each, error=error)
            continue
        try:
            looked = look_up(each)
        except StoppedError:
            return
        except MalformedAnswerError as broken:
            odd += 1
            if odd == MOST_ODD:
                raise
            looked = Looked(each, error=about(each, broken))
        else:
            odd = 0
        yield looked
