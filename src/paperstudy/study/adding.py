"""Adding papers by reference: asked of a source in batches, saved one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidIdentifierError, PaperstudyError, SourceError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Notice, Started
from paperstudy.domain.identifiers import Identifier
from paperstudy.study.recognising import Known, recogniser_of
from paperstudy.study.references import offline_record, read_reference
from paperstudy.study.shelving import shelve
from paperstudy.study.values import Added

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.domain.papers import PaperRecord
    from paperstudy.store.store import Store
    from paperstudy.study.clock import Clock
    from paperstudy.study.network import Network


def add_references(
    store: Store,
    clock: Clock,
    network: Network,
    references: Sequence[str],
    cancel: CancelToken,
) -> Iterator[Event]:
    """Add each reference once; yield `Added`, a failure, or a notice why a paper is a stub."""
    yield Started(len(references), "add")
    wanted: dict[str, Identifier] = {}
    for reference in dict.fromkeys(references):
        try:
            wanted[reference] = read_reference(reference)
        except InvalidIdentifierError as error:
            yield ItemFailed(reference, error)
    fetched: dict[Identifier, PaperRecord] = {}
    if not network.offline:
        news = [identifier for identifier in wanted.values() if not _here(store, identifier)]
        for told in _fetch(network, news, cancel):
            if isinstance(told, Notice):
                yield told
            else:
                fetched[_bare(told[0])] = told[1]
    recogniser = recogniser_of(Known())
    count = 0
    for reference, identifier in wanted.items():
        if cancel.cancelled:
            break
        record = fetched.get(_bare(identifier)) or offline_record(identifier, recogniser)
        with store.write(f"add {reference}", at=clock()) as tx:
            paper = shelve(tx, record, clock())
        count += paper.created
        yield ItemDone(reference, Added(paper.key, paper.title, paper.state, paper.created))
    yield Finished(count, cancelled=cancel.cancelled)


def _here(store: Store, identifier: Identifier) -> bool:
    with store.read() as tx:
        paper = tx.papers.find_by_identifier(identifier)
        return paper is not None and paper.state.value == "fetched"


def _fetch(
    network: Network, identifiers: Sequence[Identifier], cancel: CancelToken
) -> Iterator[Notice | tuple[Identifier, PaperRecord]]:
    """Ask each source for what it knows; a source that fails is a notice, and the next is asked."""
    open_ = {_bare(identifier) for identifier in identifiers}
    for source in network.sources() if open_ else ():
        mine = sorted(i for i in open_ if i.scheme in source.schemes)
        try:
            for looked in source.lookup(mine, cancel):
                if looked.record is not None:
                    open_.discard(_bare(looked.identifier))
                    yield looked.identifier, looked.record
                elif looked.error is not None:
                    yield _why(looked.error)
        except SourceError as error:
            yield _why(error)


def _why(error: PaperstudyError) -> Notice:
    return Notice("{reason}", (("reason", error),))


def _bare(identifier: Identifier) -> Identifier:
    return Identifier(identifier.scheme, identifier.value)
