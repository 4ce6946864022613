"""What sources say of papers and only a person can take: offered once, until it is decided."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

from paperstudy.domain.library import Offer, OfferId, OfferKind
from paperstudy.domain.papers import CiteKey, PaperId
from paperstudy.store import queries
from paperstudy.store.bodies import read_record, record_text
from paperstudy.store.encoding import fold, fold_title, read_time, some_time_text

if TYPE_CHECKING:
    from datetime import datetime

    from paperstudy.domain.papers import PaperRecord
    from paperstudy.store.link import Link, Row
    from paperstudy.store.rows import Rows

_ACCEPTED = "accepted"
_REJECTED = "rejected"


class OfferReader:
    """The offers that wait."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def open(self) -> tuple[Offer, ...]:
        """Return what waits for a person, the oldest first."""
        return tuple(_offer(row) for row in self._link.rows(queries.OFFERS))

    def get(self, offer_id: int) -> Offer | None:
        """Return an offer that waits, None where it waits no longer."""
        row = self._link.row(queries.OFFER, id=offer_id)
        return _offer(row) if row is not None else None


class OfferWriter(OfferReader):
    """The offers, to be changed."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows

    def add(
        self, kind: OfferKind, paper_id: PaperId, record: PaperRecord, reason: str, at: datetime
    ) -> OfferId | None:
        """Offer a record; None where the same was offered before, whatever became of it.

        What is the same is told by what is asked: a publication by its venue, year and DOI, a
        record by its title, year and identifiers. Counts and the time of fetching are no matter.
        """
        digest = _digest(kind, record)
        known = self._link.value(
            queries.OFFER_KNOWN, paper_id=paper_id, kind=kind.value, digest=digest
        )
        if known is not None:
            return None
        values = {
            "paper_id": paper_id,
            "kind": kind.value,
            "digest": digest,
            "body": record_text(record),
            "reason": reason,
            "at": some_time_text(at),
            "decided": "",
            "decided_at": None,
        }
        return OfferId(self._rows.insert("offers", values))

    def decide(self, offer_id: int, accepted: bool, at: datetime) -> None:  # noqa: FBT001 - a decision is yes or no
        """Take a person's word on an offer; it is not made again."""
        values = {
            "decided": _ACCEPTED if accepted else _REJECTED,
            "decided_at": some_time_text(at),
        }
        self._rows.update("offers", offer_id, values)

    def withdraw(self, paper_id: PaperId, kind: OfferKind) -> None:
        """Take back what waits of a kind, since the rules no longer offer it."""
        for row_id, _ in self._open(kind, paper_id):
            self._rows.delete("offers", row_id)

    def _open(self, kind: OfferKind, paper_id: PaperId) -> list[Row]:
        return self._link.rows(queries.OFFERS_OPEN, paper_id=paper_id, kind=kind.value)


def _offer(row: Row) -> Offer:
    return Offer(
        id=OfferId(row[0]),
        kind=OfferKind(row[1]),
        paper_id=PaperId(row[2]),
        key=CiteKey(row[3]),
        title=row[4],
        record=read_record(row[5]),
        reason=row[6],
        at=read_time(row[7]),
    )


def _digest(kind: OfferKind, record: PaperRecord) -> str:
    """Return what makes two offers of a kind the same for a person."""
    published = record.publication
    told: list[object]
    if kind is OfferKind.PUBLICATION and published is not None:
        told = [fold(published.venue), published.year, fold(published.doi)]
    else:
        identifiers = sorted({str(identifier) for identifier in record.identifiers})
        told = [fold_title(record.title), record.year, fold(record.venue), *identifiers]
    text = json.dumps(told, ensure_ascii=False)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
