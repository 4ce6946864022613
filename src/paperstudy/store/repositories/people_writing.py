"""Members of the group as they are written: names, merges, and what doubtful names mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, InvalidEditError, NotFoundError
from paperstudy.domain.people import DoubtId
from paperstudy.domain.text import clean_line
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.encoding import fold
from paperstudy.store.repositories.merging import joined_entry
from paperstudy.store.repositories.people import People, read_numbers
from paperstudy.store.repositories.sessions_writing import SessionWriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paperstudy.domain.logfiles import LogId
    from paperstudy.domain.people import Person, PersonId

# Tables in which a person stands once for each of the others, and the column of those.
_ONCE = {"attendance": "session_id", "presenters": "presentation_id", "votes": "paper_id"}

# Tables in which stands what a person did beside the meetings.
_KEPT = ("reading_entries", "votes", "nominations", "name_doubts")


class PersonWriter(People):
    """The members of the group, to be changed."""

    def add_alias(self, person_id: PersonId, alias: str) -> None:
        """Say that the logs write a person's name in another way too.

        Raises:
            ConflictError: the alias means somebody else.
            InvalidEditError: it is empty.
        """
        known = self.find(alias)
        if known is None:
            self._insert_alias(person_id, clean_line(alias))
        elif known != person_id:
            raise ConflictError("“{alias}” is the name of somebody else", alias=alias)

    def remove_alias(self, person_id: PersonId, alias: str) -> None:
        """Say that a name does not mean this person.

        Raises:
            NotFoundError: it is no alias of theirs.
        """
        row_id = self._link.value(queries.ALIAS_ID, id=person_id, folded=fold(alias))
        if row_id is None:
            name = self.get(person_id).name
            raise NotFoundError("“{alias}” is no alias of {name}", alias=alias, name=name)
        self._rows.delete("person_aliases", row_id)

    def set_active(self, person_id: PersonId, *, active: bool) -> None:
        """Say whether a person still takes part."""
        self._rows.update("people", person_id, {"active": active, "by_hand": True})

    def rename(self, person_id: PersonId, name: str) -> None:
        """Give a person another name; the one so far, which logs write, becomes an alias.

        Raises:
            ConflictError: somebody else has the name.
            InvalidEditError: it is empty.
        """
        person = self.get(person_id)
        known = self.find(name)
        name = clean_line(name)
        if not name:
            raise InvalidEditError("a person's name cannot be empty")
        if known is not None and known != person_id:
            raise ConflictError("“{alias}” is the name of somebody else", alias=name)
        self._call(person, name)
        self._rows.update("people", person_id, {"by_hand": True})

    def call_fuller(self, person_id: PersonId, name: str) -> None:
        """Call a person by a fuller name that a log writes, unless somebody chose theirs."""
        chosen = (self._rows.image("people", person_id) or {}).get("by_hand")
        if not chosen and self.find(name) in {None, person_id}:
            self._call(self.get(person_id), clean_line(name))

    def remove(self, person_id: PersonId) -> bool:
        """Take a person away with their names; return False where something is known of them.

        Whom meetings name that are none, or wait in the inbox, is only no member any more.
        """
        if self.history(person_id) or any(
            self._link.rows(queries.ROWS_OF_PERSON[table], id=person_id) for table in _KEPT
        ):
            return False
        for row_id, *_ in self._link.rows(queries.ALIASES_OF, id=person_id):
            self._rows.delete("person_aliases", row_id)
        if self._rows.in_use("people", person_id):
            self._rows.update("people", person_id, {"by_hand": False})
        else:
            self._rows.delete("people", person_id)
        return True

    def merge(self, keep: PersonId, drop: PersonId) -> None:
        """Make two people one: all that names `drop` names `keep`, whose aliases grow.

        Raises:
            ConflictError: they are one already.
            NotFoundError: one of them is not there.
        """
        kept, dropped = self.get(keep), self.get(drop)
        if keep == drop:
            raise ConflictError("{name} cannot be merged with itself", name=kept.name)
        for column, sql in queries.PEOPLE_POINTING.items():
            for (row_id,) in self._link.rows(sql, id=drop):
                self._rows.update("sessions", row_id, {column: keep})
        for table in _ONCE:
            self._move_once(table, keep, drop)
        self._move_entries(keep, drop)
        for table in ("nominations", "name_doubts"):
            for row_id, _ in self._link.rows(queries.ROWS_OF_PERSON[table], id=drop):
                self._rows.update(table, row_id, {"person_id": keep})
        self._move_candidates(keep, drop)
        for row_id, *_ in self._link.rows(queries.ALIASES_OF, id=drop):
            self._rows.update("person_aliases", row_id, {"person_id": keep})
        if dropped.active and not kept.active:
            self._rows.update("people", keep, {"active": True})
        self._rows.update("people", keep, {"by_hand": True})
        self._rows.delete("people", drop)
        self._insert_alias(keep, dropped.name)

    def add_doubt(self, log_id: LogId, name: str, candidates: Sequence[PersonId]) -> DoubtId | None:
        """Ask whom a name in a log means; None where a person said so already."""
        folded = fold(name)
        numbers = "\n".join(str(number) for number in candidates)
        known = self._link.row(queries.DOUBT_ID, log_id=log_id, folded=folded)
        if known is None:
            values = {
                "log_id": log_id,
                "name": clean_line(name),
                "folded": folded,
                "candidates": numbers,
                "settled": False,
                "person_id": None,
            }
            return DoubtId(self._rows.insert("name_doubts", values))
        if known[1]:
            return None
        self._rows.update("name_doubts", known[0], {"candidates": numbers})
        return DoubtId(known[0])

    def replace_doubts(self, log_id: LogId, doubts: Mapping[str, Sequence[PersonId]]) -> None:
        """Save which names of a log are in doubt now; what a person said of others stands."""
        named = {fold(name) for name in doubts}
        for row_id, folded, settled in self._link.rows(queries.DOUBTS_OF_LOG, log_id=log_id):
            if not settled and folded not in named:
                self._rows.delete("name_doubts", row_id)
        for name, candidates in doubts.items():
            self.add_doubt(log_id, name, candidates)

    def settle_doubt(self, doubt_id: DoubtId, person_id: PersonId | None) -> None:
        """Take a person's word whom a doubtful name means in its log: one of its own where None.

        Raises:
            NotFoundError: there is no such doubt.
        """
        found = self._link.row(queries.DOUBT, id=doubt_id)
        if found is None:
            raise NotFoundError("no doubtful name has the number {number}", number=doubt_id)
        sessions = SessionWriter(self._link, self._rows)
        before = sessions.told_by(found[1])
        self._rows.update("name_doubts", doubt_id, {"settled": True, "person_id": person_id})
        sessions.retell(before)
        stranger = self.find(found[2])
        if stranger is not None and self._link.rows(queries.STRANGERS, ids=[stranger]):
            self._rows.delete("people", stranger)  # who stood for one of the candidates

    def _call(self, person: Person, name: str) -> None:
        self._drop_alias(person.id, name)
        self._rows.update("people", person.id, {"name": name, "folded": fold(name)})
        if fold(person.name) != fold(name):
            self._insert_alias(person.id, person.name)

    def _insert_alias(self, person_id: PersonId, alias: str) -> None:
        if not alias:
            raise InvalidEditError("a person's name cannot be empty")
        values = {"person_id": person_id, "name": alias, "folded": fold(alias)}
        self._rows.insert("person_aliases", values)

    def _drop_alias(self, person_id: PersonId, alias: str) -> None:
        row_id = self._link.value(queries.ALIAS_ID, id=person_id, folded=fold(alias))
        if row_id is not None:
            self._rows.delete("person_aliases", row_id)

    def _move_once(self, table: str, keep: PersonId, drop: PersonId) -> None:
        sql = queries.ROWS_OF_PERSON[table]
        there = {other: row_id for row_id, other in self._link.rows(sql, id=keep)}
        for row_id, other in self._link.rows(sql, id=drop):
            if other not in there:
                self._rows.update(table, row_id, {"person_id": keep})
                continue
            image = self._rows.image(table, row_id) or {}
            if image.get("absent") is False:  # one who came under either name came
                self._rows.update(table, there[other], {"absent": False})
            self._rows.delete(table, row_id)

    def _move_entries(self, keep: PersonId, drop: PersonId) -> None:
        sql = queries.ROWS_OF_PERSON["reading_entries"]
        there = {paper_id: row_id for row_id, paper_id in self._link.rows(sql, id=keep)}
        for row_id, paper_id in self._link.rows(sql, id=drop):
            if paper_id not in there:
                self._rows.update("reading_entries", row_id, {"person_id": keep})
                continue
            mine = self._rows.image("reading_entries", there[paper_id])
            other = self._rows.image("reading_entries", row_id)
            assert mine is not None
            assert other is not None
            self._rows.delete("reading_entries", row_id)
            self._rows.update("reading_entries", there[paper_id], joined_entry(mine, other))

    def _move_candidates(self, keep: PersonId, drop: PersonId) -> None:
        for row_id, text in self._link.rows(queries.DOUBTS_NAMING):
            numbers = read_numbers(text)
            if drop in numbers:
                new = dict.fromkeys(keep if one == drop else one for one in numbers)
                joined = "\n".join(str(number) for number in new)
                self._rows.update("name_doubts", row_id, {"candidates": joined})
