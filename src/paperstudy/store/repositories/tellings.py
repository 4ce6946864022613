"""Reads what the logs of a meeting say of it together, in today's names of people and papers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.papers import PaperId
from paperstudy.domain.text import clean_line
from paperstudy.store import queries
from paperstudy.store import queries_of_meetings as meetings
from paperstudy.store.encoding import fold
from paperstudy.store.repositories.people import PersonReader
from paperstudy.store.repositories.sessions import read_row
from paperstudy.store.said import Said, read_said
from paperstudy.store.told import read_told
from paperstudy.store.uniting import unite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paperstudy.domain.library import PresentationRow, SessionRow
    from paperstudy.domain.logfiles import LogId
    from paperstudy.store.link import Link

_EDITED = 14  # of the columns of a session


class Tellings:
    """The logs' words for meetings; good for one question, since it keeps who is who."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._people = PersonReader(link)
        self._known: dict[str, str] = {}

    def united(self, session_id: int) -> SessionRow | None:
        """Return the meeting that its logs tell of; None where none does, or none is known.

        The word of a log whose file has gone, or that forgot it, counts where no other is left.
        """
        told = self._link.rows(meetings.LOGS_TELLING, id=session_id)
        heard = [row for row in told if row[3]] or told
        if not heard:
            return None
        rows: list[SessionRow] = []
        for link_id, log_id, text, _, owner in heard:
            if text:
                rows.append(self.named(read_keyed(text, link_id), log_id))
            else:
                kept = self.kept(owner, log_id)
                if kept is None:
                    return None
                rows.append(_keyed(kept, link_id))
        return unite(rows)

    def of_log(self, session_id: int, log_id: LogId) -> SessionRow | None:
        """Return what one log says of a meeting; None where an older version did not keep it."""
        for link_id, teller, text, *_ in self._link.rows(meetings.LOGS_TELLING, id=session_id):
            if teller == log_id and text:
                return self.named(read_keyed(text, link_id), log_id)
        return None

    def said(self, text: str) -> Said | None:
        """Return what people said of a meeting, in today's names; None where nothing is kept."""
        said = read_said(text)
        return said and Said(self._today(said.told), self._today(said.mine))

    def _today(self, row: SessionRow) -> SessionRow:
        return replace(
            row,
            moderator=self._name(row.moderator),
            scribe=self._name(row.scribe),
            participants=_each(self._name, row.participants),
            absent=_each(self._name, row.absent),
            presentations=tuple(
                replace(
                    held,
                    presenters=_each(self._name, held.presenters),
                    paper_id=self._paper_now(held.paper_id),
                )
                for held in row.presentations
            ),
        )

    def kept(self, session_id: int, log_id: LogId) -> SessionRow | None:
        """Return a log's word that an older version did not keep apart: the session itself.

        None where a person changed it since.
        """
        found = self._link.row(meetings.SESSION_ANY, id=session_id)
        if found is None or found[_EDITED]:
            return None
        row = read_row(self._link, found)
        held = (one for one in row.presentations if one.log_id in {None, log_id})
        return replace(row, presentations=tuple(replace(one, id=None) for one in held))

    def named(self, row: SessionRow, log_id: LogId) -> SessionRow:
        """Return a log's words with people by their names here and papers that are there."""
        settled = self._people.settled(log_id)

        def name(text: str) -> str:
            person = settled.get(fold(text))
            return self._people.get(person).name if person is not None else self._name(text)

        return replace(
            row,
            moderator=name(row.moderator),
            scribe=name(row.scribe),
            participants=_each(name, row.participants),
            absent=_each(name, row.absent),
            presentations=tuple(
                replace(
                    held,
                    presenters=_each(name, held.presenters),
                    paper_id=self._paper(held, log_id),
                    log_id=log_id,
                )
                for held in row.presentations
            ),
        )

    def _name(self, text: str) -> str:
        if not fold(text):
            return ""
        if not self._known:
            for person in self._people.all():
                for alias in person.aliases:
                    self._known.setdefault(fold(alias), person.name)
                self._known[fold(person.name)] = person.name
        return self._known.get(fold(text)) or clean_line(text)

    def _paper(self, held: PresentationRow, log_id: LogId) -> PaperId | None:
        """Return the paper of a presentation: that of its find, or the one it was told with."""
        if held.group is not None:
            found = self._link.row(queries.PAPER_OF_FIND, log_id=log_id, find=held.group)
            if found is not None:
                return PaperId(found[0]) if found[0] is not None else None
        return self._paper_now(held.paper_id)

    def _paper_now(self, paper_id: PaperId | None) -> PaperId | None:
        if paper_id is None:
            return None
        there = self._link.value(meetings.PAPER_NOW, id=paper_id)
        return PaperId(there) if there is not None else None


def read_keyed(text: str, link_id: int) -> SessionRow:
    """Read what a log told; where an older version wrote it, its talks get their keys by place."""
    return _keyed(read_told(text), link_id)


def _keyed(row: SessionRow, link_id: int) -> SessionRow:
    talks = tuple(
        held if held.keys else replace(held, keys=(f"{link_id}.{number}",))
        for number, held in enumerate(row.presentations, 1)
    )
    return replace(row, presentations=talks)


def _each(name: Callable[[str], str], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name(one) for one in names))
