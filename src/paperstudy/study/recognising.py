"""The recogniser of this group: the shipped catalogue, its own papers, the names it taught."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.recognising import LearnedName

if TYPE_CHECKING:
    from paperstudy.domain.recognising import Recogniser
    from paperstudy.store.store import Store


def make_recogniser(store: Store) -> Recogniser:
    """Return a recogniser that knows the catalogue and all that is in the library now."""
    from paperstudy.matching.catalogue import load_catalogue
    from paperstudy.matching.recognise import NameRecogniser

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
    return NameRecogniser(load_catalogue(), learned=learned, known=tuple(records.values()))
