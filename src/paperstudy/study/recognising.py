"""The recogniser of this group: the shipped catalogue, its own papers, the names it taught."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.recognising import LearnedName

if TYPE_CHECKING:
    from paperstudy.domain.recognising import Recogniser
    from paperstudy.store.store import Store


class Known(NamedTuple):
    """What the group knows beyond the catalogue: names it taught, papers it has."""

    learned: tuple[LearnedName, ...] = ()
    records: tuple[PaperRecord, ...] = ()


def read_known(store: Store) -> Known:
    """Return what is in the library now."""
    with store.read() as tx:
        names = tx.names.all()
        records = {
            paper_id: PaperRecord("library", title, identifiers=identifiers)
            for paper_id, title, identifiers in tx.papers.titles()
            # A paper that goes by its number has no title to be recognised by yet.
            if not any(title in str(identifier) for identifier in identifiers)
        }
    learned = [
        LearnedName(name.normalised, records[name.paper_id])
        for name in names
        if name.paper_id in records
    ]
    return Known(tuple(learned), tuple(records.values()))


def recogniser_of(known: Known) -> Recogniser:
    """Return a recogniser that knows the catalogue and `known`; it takes a while to make."""
    from paperstudy.matching.catalogue import load_catalogue
    from paperstudy.matching.recognise import NameRecogniser

    return NameRecogniser(load_catalogue(), learned=known.learned, known=known.records)
