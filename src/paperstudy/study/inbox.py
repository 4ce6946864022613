"""The inbox: what waits for a person's word, mentions of logs and offers of sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    StaleEditError,
)
from paperstudy.domain.identifiers import parse_identifier
from paperstudy.domain.library import OfferKind
from paperstudy.domain.logs import MentionKind
from paperstudy.domain.papers import PaperRecord
from paperstudy.matching.normalise import make_key
from paperstudy.study.meetings import step_of
from paperstudy.study.recognising import known_offline, recogniser_of
from paperstudy.study.references import offline_record
from paperstudy.study.shelving import Shelved, merge_fields, shelve
from paperstudy.study.values import Accepted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.library import InboxItem, LearnedNameRow, Offer
    from paperstudy.domain.logfiles import LogId
    from paperstudy.domain.papers import Paper
    from paperstudy.domain.queries import Page
    from paperstudy.domain.sessions import SessionId, StudySession
    from paperstudy.store.archive import Archive
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader, Writer
    from paperstudy.study.clock import Clock
    from paperstudy.study.context import LogLines


class Inbox:
    """Shows what waits for a decision, and takes the decision."""

    def __init__(self, store: Store, clock: Clock, archive: Callable[[], Archive | None]) -> None:
        self._store = store
        self._clock = clock
        self._archive = archive

    def list(self, *, offset: int = 0, limit: int | None = None) -> Page[InboxItem]:
        """Return what waits, by log and line."""
        with self._store.read() as tx:
            return tx.mentions.pending(limit=limit, offset=offset)

    def count(self) -> int:
        """Return how many questions wait: of logs, of sources, about sessions and about names."""
        with self._store.read() as tx:
            return tx.questions.count()

    def context(self, path: str, line: int, excerpt: str) -> LogLines:
        """Return the lines of a log around the one that an item is about."""
        from paperstudy.study.context import read_around

        return read_around(path, line, excerpt)

    def session_context(self, number: SessionId) -> LogLines | None:
        """Return the lines of a log where it begins to tell of a session; None where none does."""
        from paperstudy.study.context import read_around

        with self._store.read() as tx:
            places = tx.sessions.told_at(number)
        return read_around(*places[0], "") if places else None

    def accept(self, item_id: int, *, shown: PaperRecord | None = None) -> Accepted:
        """Take the best candidate of an item as the paper meant: the one that was `shown`.

        Raises:
            NotFoundError: nothing with this number waits.
            ConflictError: the item has no candidate, or several that are equally likely.
            StaleEditError: another than the one that was shown is the best now.
        """
        with self._store.write(self._step("accept", item_id), at=self._clock()) as tx:
            item = _item(tx, item_id)
            _must_be_clear(item)
            _must_be_shown(item, item.candidates[0].record, shown)
            paper = shelve(tx, item.candidates[0].record, self._clock())
            return self._settle(tx, item, paper, _by_name(tx))

    def accept_all(self, *, minimum: float = 0.0, log: LogId | None = None) -> tuple[Accepted, ...]:
        """Accept every item whose best candidate stands alone and scores at least `minimum`.

        With `log` only what that log says; what says the same elsewhere is decided with it.
        """
        accepted: list[Accepted] = []
        settled: set[int] = set()
        with self._store.write("accept all", at=self._clock()) as tx:
            waiting = _by_name(tx)
            for name, items in waiting.items():
                for item in items:
                    if item.id in settled or not is_clear(item):
                        continue
                    if log is not None and item.log_id != log:
                        continue
                    if item.candidates[0].score < minimum:
                        continue
                    paper = shelve(tx, item.candidates[0].record, self._clock())
                    accepted.append(self._settle(tx, item, paper, {name: items}))
                    settled.update(twin.id for twin in items if _is_named(item) or twin is item)
        return tuple(accepted)

    def choose(self, item_id: int, choice: str, *, shown: PaperRecord | None = None) -> Accepted:
        """Take another paper: the number of a candidate from 1, a cite key, an identifier, a URL.

        Raises:
            StaleEditError: the candidate of this number is not the one that was `shown`.
            NotFoundError: nothing with this number waits, or no paper has this key.
            InvalidInputError: the choice is none of these.
        """
        identifier = None if choice.isdecimal() else parse_identifier(choice)
        # The catalogue takes a while to load: not while we keep other writers waiting.
        known = known_offline(self._archive())
        named = offline_record(identifier, recogniser_of(known)) if identifier else None
        with self._store.write(self._step("choose", item_id), at=self._clock()) as tx:
            item = _item(tx, item_id)
            if choice.isdecimal() and 0 < int(choice) <= len(item.candidates):
                _must_be_shown(item, item.candidates[int(choice) - 1].record, shown)
            paper = self._chosen(tx, item, choice, named)
            return self._settle(tx, item, paper, _by_name(tx))

    def is_choice(self, text: str) -> bool:
        """Tell whether `choose` takes a text as it is: a cite key, an identifier or a URL."""
        if not text.isdecimal() and parse_identifier(text) is not None:
            return True
        with self._store.read() as tx:
            return tx.papers.find_by_key(text) is not None

    def reject(self, item_id: int) -> str:
        """Say that an item means no paper; return its text. A later scan does not ask again.

        Raises:
            NotFoundError: nothing with this number waits.
        """
        with self._store.write(self._step("reject", item_id), at=self._clock()) as tx:
            item = _item(tx, item_id)
            tx.mentions.decide(item.mention_ids, None, "person", self._clock())
            return item.text

    def unsure_sessions(self) -> tuple[StudySession, ...]:
        """Return the sessions that logs tell of and no rule is sure about, by date."""
        with self._store.read() as tx:
            return tx.sessions.unsure()

    def accept_session(self, number: int) -> StudySession:
        """Say that there was, or will be, such a session.

        Raises:
            NotFoundError: no session with this number waits.
        """
        with self._store.write(self._session_step("accept", number), at=self._clock()) as tx:
            session = _unsure(tx, number)
            tx.sessions.take(session.id)
            return tx.sessions.get(session.id) or session

    def reject_session(self, number: int) -> StudySession:
        """Say that there was no such session; a later scan does not ask again.

        Raises:
            NotFoundError: no session with this number waits.
        """
        with self._store.write(self._session_step("reject", number), at=self._clock()) as tx:
            session = _unsure(tx, number)
            tx.sessions.refuse(session.id)
            return session

    def offers(self) -> tuple[Offer, ...]:
        """Return what sources say of papers and only a person can take, the oldest first."""
        with self._store.read() as tx:
            return tx.offers.open()

    def accept_offer(self, number: int) -> Paper:
        """Take what a source says of a paper: where it was published, or that it is the same work.

        Raises:
            NotFoundError: no offer with this number waits.
        """
        at = self._clock()
        with self._store.write(self._offer_step("accept", number), at=at) as tx:
            offer = _offer(tx, number)
            record = offer.record
            if offer.kind is OfferKind.PUBLICATION:
                record = _own_publication(tx.papers.records(offer.paper_id), record)
            # First, for the others that wait for this paper are withdrawn when it is settled.
            tx.offers.decide(offer.id, accepted=True, at=at)
            _must_be_free(tx, offer, tx.papers.save_record(offer.paper_id, record))
            merge_fields(tx, offer.paper_id, at)
            return tx.papers.get(offer.paper_id)

    def reject_offer(self, number: int) -> Offer:
        """Say that an offer is wrong; it is not made again.

        Raises:
            NotFoundError: no offer with this number waits.
        """
        at = self._clock()
        with self._store.write(self._offer_step("reject", number), at=at) as tx:
            offer = _offer(tx, number)
            tx.offers.decide(offer.id, accepted=False, at=at)
            return offer

    def names(self) -> tuple[LearnedNameRow, ...]:
        """Return the names that were learned from what people accepted."""
        with self._store.read() as tx:
            return tuple(tx.names.all())

    def forget(self, name: str) -> None:
        """Forget a learned name; what it decided stays decided.

        Raises:
            NotFoundError: no such name was learned.
        """
        with self._store.write(f"forget {name}", at=self._clock()) as tx:
            if make_key(name) not in {row.normalised for row in tx.names.all()}:
                raise NotFoundError(
                    "no name “{name}” was learned",
                    hint="`paperstudy inbox names` lists those that were",
                    name=name,
                )
            tx.names.forget(make_key(name))

    def _step(self, verb: str, item_id: int) -> str:
        """Return what the journal calls an answer: undo has to say to what it was one."""
        with self._store.read() as tx:
            return f"{verb} {item_id}: {_item(tx, item_id).text}"

    def _session_step(self, verb: str, number: int) -> str:
        with self._store.read() as tx:
            return step_of(verb, _unsure(tx, number))

    def _offer_step(self, verb: str, number: int) -> str:
        with self._store.read() as tx:
            return f"{verb} p{number}: {_offer(tx, number).title}"

    def _settle(
        self,
        tx: Writer,
        item: InboxItem,
        paper: Shelved,
        waiting: Mapping[str, Sequence[InboxItem]],
    ) -> Accepted:
        """Decide an item, and with it what says the same in other logs; learn its name."""
        at = self._clock()
        tx.mentions.decide(item.mention_ids, paper.id, "person", at)
        count = len(item.mention_ids)
        if not _is_named(item):
            return Accepted(paper.key, paper.title, count)
        name = make_key(item.text)
        tx.names.learn(name, item.text, paper.id, at)
        for other in waiting.get(name, ()):
            if other.id != item.id and _is_named(other):
                tx.mentions.decide(other.mention_ids, paper.id, "rule", at)
                count += len(other.mention_ids)
        return Accepted(paper.key, paper.title, count, learned=item.text)

    def _chosen(
        self, tx: Writer, item: InboxItem, choice: str, named: PaperRecord | None
    ) -> Shelved:
        numbers = {str(n): candidate for n, candidate in enumerate(item.candidates, start=1)}
        if choice in numbers:
            return shelve(tx, numbers[choice].record, self._clock())
        paper = tx.papers.find_by_key(choice)
        if paper is not None:
            return Shelved(paper.id, paper.key, paper.title, paper.state, created=False)
        if named is None:
            raise InvalidInputError(
                "“{choice}” is no candidate, no cite key and no identifier",
                hint="candidates are numbered from 1 to {count}",
                choice=choice,
                count=len(item.candidates),
            )
        return shelve(tx, named, self._clock())


def _by_name(tx: Writer) -> dict[str, list[InboxItem]]:
    """Return all that waits, by the folded text of its first mention."""
    waiting: dict[str, list[InboxItem]] = {}
    for item in tx.mentions.pending(limit=None, offset=0).rows:
        waiting.setdefault(make_key(item.text), []).append(item)
    return waiting


def _is_named(item: InboxItem) -> bool:
    return item.kind in {MentionKind.NAME, MentionKind.TITLE}


def _must_be_clear(item: InboxItem) -> None:
    if not item.candidates:
        raise ConflictError(
            "item {number} has no candidate to accept",
            hint="name the paper: paperstudy inbox choose {number} <arXiv id, DOI, URL or key>",
            number=item.id,
        )
    if not is_clear(item):
        raise ConflictError(
            "“{text}” fits {count} papers equally well",
            hint="pick one by its number: paperstudy inbox choose {number} 1",
            text=item.text,
            count=len(item.candidates),
            number=item.id,
        )


def _must_be_shown(item: InboxItem, record: PaperRecord, shown: PaperRecord | None) -> None:
    """Refuse to take another paper than the one a person saw: a scan may have come between."""
    if shown is not None and (record.identifiers, record.title) != (
        shown.identifiers,
        shown.title,
    ):
        raise StaleEditError(
            "“{text}” has other candidates now",
            hint="look at them, and choose again",
            text=item.text,
        )


def is_clear(item: InboxItem) -> bool:
    """Tell whether the best candidate of an item stands alone, so that it can be accepted."""
    scores = [candidate.score for candidate in item.candidates]
    return bool(scores) and (len(scores) == 1 or scores[0] > scores[1])


def _must_be_free(tx: Writer, offer: Offer, clashes: Sequence[Identifier]) -> None:
    for identifier in clashes:
        other = tx.papers.find_by_identifier(identifier)
        if other is not None:
            raise ConflictError(
                "{identifier} belongs to {other} already",
                hint="if both are one work: paperstudy merge {key} {other}",
                identifier=str(identifier),
                other=other.key,
                key=offer.key,
            )


def _offer(tx: Reader | Writer, number: int) -> Offer:
    offer = tx.offers.get(number)
    if offer is None:
        raise NotFoundError(
            "nothing with the number p{number} waits in the inbox",
            hint="`paperstudy inbox` lists what waits",
            number=number,
        )
    return offer


def _unsure(tx: Reader | Writer, number: int) -> StudySession:
    found = next((one for one in tx.sessions.unsure() if one.id == number), None)
    if found is None:
        raise NotFoundError(
            "no session with the number s{number} waits in the inbox",
            hint="`paperstudy inbox` lists what waits",
            number=number,
        )
    return found


def _own_publication(records: Sequence[PaperRecord], offered: PaperRecord) -> PaperRecord:
    """Return the person's record with the publication they took: it stands from now on."""
    own = next((r for r in records if r.source == "person"), PaperRecord("person", ""))
    return replace(own, publication=offered.publication)


def _item(tx: Reader | Writer, item_id: int) -> InboxItem:
    item = tx.mentions.item(item_id)
    if item is None:
        raise NotFoundError(
            "nothing with the number {number} waits in the inbox",
            hint="`paperstudy inbox` lists what waits",
            number=item_id,
        )
    return item
