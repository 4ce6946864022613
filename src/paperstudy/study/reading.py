"""The reading lists: the group's, and each person's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidEditError, NotFoundError, StaleEditError
from paperstudy.domain.library import ReadingEntry
from paperstudy.domain.papers import CiteKey, PaperStatus
from paperstudy.domain.people import PersonId
from paperstudy.domain.reading import (
    BEST_RATING,
    LEAST_RATING,
    NextReading,
    ReadingOrder,
    ReadingStep,
    find_before,
)
from paperstudy.domain.text import clean_block
from paperstudy.study.finding import find_paper, find_papers
from paperstudy.study.persons_finding import find_person, get_person, is_me
from paperstudy.study.stats import is_held, presented

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paperstudy.domain.library import ReadingRow
    from paperstudy.domain.papers import Paper, PaperId
    from paperstudy.domain.people import Person
    from paperstudy.domain.reading import ReadingChange
    from paperstudy.domain.sessions import StudySession
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader, Writer
    from paperstudy.study.clock import Clock

_WAITING = (PaperStatus.READING, PaperStatus.TO_READ)
_NEWCOMER = PersonId(-1)  # who sits at the keyboard and has not written anything yet
_KNOWN = (PaperStatus.READ, PaperStatus.PRESENTED)


@dataclass(frozen=True, slots=True)
class Backed:
    """Papers that somebody wants the group to read; of `before`, they were said to before.

    `presented` are those that the group has had, with the last meeting that had them.
    """

    rows: tuple[ReadingRow, ...]
    before: tuple[ReadingRow, ...] = ()
    presented: tuple[tuple[CiteKey, StudySession], ...] = ()


class Reading:
    """The reading lists. Without a person it is the group's; `me` is who sits at the keyboard."""

    def __init__(self, store: Store, clock: Clock, me: str = "") -> None:
        self._store = store
        self._clock = clock
        self._me = me

    def list(
        self, person: str = "", *, statuses: Sequence[PaperStatus] = _WAITING
    ) -> tuple[ReadingRow, ...]:
        """Return a list by priority, votes and age; no statuses at all stand for every one.

        Raises:
            NotFoundError: nobody has that name.
            ConfigError: it is `me`, and nobody said who that is.
        """
        with self._store.read() as tx:
            rows = tx.reading.rows(self._find(tx, person))
        return tuple(row for row in rows if not statuses or row.entry.status in statuses)

    def save(
        self,
        references: Sequence[str],
        change: ReadingChange,
        person: str = "",
        *,
        expected: str | None = None,
    ) -> tuple[ReadingRow, ...]:
        """Put papers on a list, or change what it says of them; return their rows.

        Raises:
            NotFoundError: one of the papers, or the person, is not here; nothing is changed then.
            InvalidEditError: the rating is out of range.
            StaleEditError: their note is no longer what was `expected`, where that is given.
        """
        _check(change)
        with self._store.write(f"reading {' '.join(references)}", at=self._clock()) as tx:
            who = self._find(tx, person)
            papers = find_papers(tx, references)
            listed = {entry.paper_id: entry for entry in tx.reading.all(who)}
            entries = [
                listed.get(number) or self._entry(number, who)
                for number in dict.fromkeys(paper.id for paper in papers)
            ]
            if expected is not None:
                _check_notes(entries, clean_block(expected))
            tx.reading.save(*(_changed(entry, change) for entry in entries))
            return _rows_of(tx, who, papers)

    def remove(self, references: Sequence[str], person: str = "") -> tuple[CiteKey, ...]:
        """Take papers off a list; return their keys.

        Raises:
            NotFoundError: one of the papers is not here, or not on that list.
        """
        action = f"reading remove {' '.join(references)}"
        with self._store.write(action, at=self._clock()) as tx:
            who = self._find(tx, person)
            listed = {entry.paper_id for entry in tx.reading.all(who)}
            papers = find_papers(tx, references)
            for paper in papers:
                if paper.id not in listed:
                    raise _not_listed(paper)
                tx.reading.remove(paper.id, who)
            return tuple(dict.fromkeys(paper.key for paper in papers))

    def next(self, person: str = "") -> NextReading | None:
        """Return what to read next: what was begun, else the first of the list; None for nothing.

        For the group that is a paper which no coming session has yet.

        Raises:
            NotFoundError: nobody has that name.
        """
        with self._store.read() as tx:
            who = self._find(tx, person)
            rows = tx.reading.rows(who)
            planned = tx.talks.planned() if who is None else set()
            waiting = [
                row
                for status in _WAITING
                for row in rows
                if row.entry.status is status and row.key not in planned
            ]
            if not waiting:
                return None
            steps = self._before(tx, waiting[0].key, who)
        unread = tuple(step for step in steps if step.status not in _KNOWN)
        return NextReading(waiting[0], unread)

    def back(self, references: Sequence[str], by: str = "me", *, propose: bool = False) -> Backed:
        """Give a person's vote to papers, or propose them to the group, on whose list they are then.

        Raises:
            NotFoundError: one of the papers, or the person, is not here; nothing is changed then.
            ConfigError: nobody said who is at the keyboard.
        """
        action = f"reading {'nominate' if propose else 'vote'} {' '.join(references)}"
        with self._store.write(action, at=self._clock()) as tx:
            who = find_person(tx, by or "me", self._me)
            papers = find_papers(tx, references)
            listed = {entry.paper_id for entry in tx.reading.all(None)}
            for number in dict.fromkeys(paper.id for paper in papers):
                if number not in listed:
                    tx.reading.save(self._entry(number, None))
            known = [paper.id for paper in papers if not self._back(tx, paper, who, propose)]
            rows = _rows_of(tx, None, papers)
            last = [(row.key, self._last_held(tx, row.key)) for row in rows]
        before = tuple(row for row in rows if row.entry.paper_id in known)
        return Backed(rows, before, tuple((key, one) for key, one in last if one is not None))

    def unvote(self, references: Sequence[str], by: str = "me") -> tuple[CiteKey, ...]:
        """Take a person's votes for papers back; return their keys.

        Raises:
            NotFoundError: one of the papers, or the person, is not here, or there is no such vote.
            ConfigError: nobody said who is at the keyboard.
        """
        with self._store.write(f"reading unvote {' '.join(references)}", at=self._clock()) as tx:
            person = get_person(tx, by or "me", self._me)
            voted = [row.key for row in tx.reading.rows(None) if person.name in row.votes]
            papers = {paper.id: paper.key for paper in (find_paper(tx, one) for one in references)}
            for paper_id, key in papers.items():
                if key not in voted:
                    raise _no_vote(key, person, voted)
                tx.reading.unvote(paper_id, person.id)
            return tuple(papers.values())

    def orders(self, reference: str = "", person: str = "") -> tuple[ReadingOrder, ...]:
        """Return the orders of reading that the logs write, of one paper or all.

        Raises:
            NotFoundError: the paper or the person is not here.
        """
        with self._store.read() as tx:
            who = self._find(tx, person)
            paths = tx.paths.of_paper(find_paper(tx, reference).id) if reference else tx.paths.all()
            steps = _steps(tx, who, (paper for path in paths for paper in path.papers))
        return tuple(
            ReadingOrder(path.path, path.line, tuple(steps[key] for key, _ in path.papers))
            for path in paths
        )

    def before(self, reference: str, person: str = "") -> tuple[ReadingStep, ...]:
        """Return what the logs put before a paper, the first to read first.

        Raises:
            NotFoundError: the paper or the person is not here.
        """
        with self._store.read() as tx:
            return self._before(tx, find_paper(tx, reference).key, self._find(tx, person))

    def _before(self, tx: Reader, key: CiteKey, who: PersonId | None) -> tuple[ReadingStep, ...]:
        return tuple(_steps(tx, who, find_before(tx.paths.all(), key)).values())

    def _find(self, tx: Reader | Writer, person: str) -> PersonId | None:
        if not person:
            return None
        try:
            return find_person(tx, person, self._me)
        except NotFoundError as error:
            if not is_me(person) or error.fields["near"]:
                raise
            return _NEWCOMER

    def _back(self, tx: Writer, paper: Paper, who: PersonId, propose: bool) -> bool:  # noqa: FBT001 - of `back`
        """Return whether it was new that somebody wants, or proposes, a paper."""
        if propose:
            return tx.reading.nominate(paper.id, who, self._clock())
        return tx.reading.vote(paper.id, who)

    def _last_held(self, tx: Reader, key: CiteKey) -> StudySession | None:
        """Return the last meeting at which a paper was presented."""
        today = self._clock().date()
        held = [
            session
            for session in tx.sessions.all(paper=key)
            if is_held(session, today)
            and any(one.paper and one.paper[0] == key for one in presented(session))
        ]
        return max(held, key=lambda one: one.date or date.min, default=None)

    def _entry(self, number: PaperId, who: PersonId | None) -> ReadingEntry:
        """Return the entry of a paper that is put on a list now."""
        return ReadingEntry(number, PaperStatus.TO_READ, who, added_at=self._clock())


def _changed(entry: ReadingEntry, change: ReadingChange) -> ReadingEntry:
    if change.status is not None:
        entry = replace(entry, status=change.status)
    if change.priority is not None:
        entry = replace(entry, priority=change.priority or None)
    if change.rating is not None:
        entry = replace(entry, rating=change.rating or None)
    if change.due is not None or change.no_due:
        entry = replace(entry, due=change.due)
    if change.note is not None:
        entry = replace(entry, note=clean_block(change.note))
    return entry


def _check_notes(entries: Sequence[ReadingEntry], expected: str) -> None:
    for entry in entries:
        if entry.note != expected:
            raise StaleEditError(
                "somebody changed this note on the list meanwhile",
                hint="look at the note as it is now, and write yours again",
                now=entry.note,
            )


def _check(change: ReadingChange) -> None:
    rating = change.rating
    if rating is not None and rating != 0 and not LEAST_RATING <= rating <= BEST_RATING:
        raise InvalidEditError(
            "{rating} is no rating",
            hint="a rating is from {least} to {best}; 0 takes it away",
            rating=rating,
            least=LEAST_RATING,
            best=BEST_RATING,
        )
    if change.status is PaperStatus.UNREAD:
        raise InvalidEditError(
            "what is on a list is not {status}",
            hint="`paperstudy reading remove` takes it off",
            status=change.status.value,
        )


def _not_listed(paper: Paper) -> NotFoundError:
    return NotFoundError(
        "{key} is not on that list",
        hint="`paperstudy reading list --all` shows what is",
        key=paper.key,
    )


def _no_vote(key: CiteKey, person: Person, voted: Sequence[CiteKey]) -> NotFoundError:
    """Return the error of a vote that there is not; it names the nearest of theirs."""
    from difflib import get_close_matches

    near = get_close_matches(key, voted, n=1, cutoff=0.0)
    return NotFoundError(
        "{name} has no vote for {key}",
        hint="did you mean {near}?" if near else "`paperstudy reading list` shows what has votes",
        name=person.name,
        key=key,
        near=near[0] if near else "",
    )


def _rows_of(tx: Writer, who: PersonId | None, papers: Sequence[Paper]) -> tuple[ReadingRow, ...]:
    rows = {row.entry.paper_id: row for row in tx.reading.rows(who)}
    return tuple(rows[paper_id] for paper_id in dict.fromkeys(paper.id for paper in papers))


def _steps(
    tx: Reader, who: PersonId | None, papers: Iterable[tuple[CiteKey, str]]
) -> dict[CiteKey, ReadingStep]:
    """Return papers, in order, with where they stand: for a person, else for the group."""
    titles = dict(papers)
    if who is None:
        stands = {paper.key: paper.status for paper in tx.papers.all(list(titles))}
    else:
        stands = {row.key: row.entry.status for row in tx.reading.rows(who)}
    return {
        key: ReadingStep(key, title, stands.get(key, PaperStatus.UNREAD))
        for key, title in titles.items()
    }
