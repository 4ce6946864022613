"""The names in a scanned log as those of people: who is known already, new, or in doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.logs import folders
from paperstudy.matching.people import PersonNames, is_fuller

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from paperstudy.domain.library import SessionRow
    from paperstudy.domain.logfiles import LogId
    from paperstudy.domain.people import Person, PersonId
    from paperstudy.matching.people import PersonMatch
    from paperstudy.store.views import Writer


def name_people(
    tx: Writer, log_id: LogId, rows: Sequence[SessionRow], authors: Sequence[str] = ()
) -> list[SessionRow]:
    """Return the sessions of a log with each person called as the library calls them.

    Another spelling is learned. A name that fits several people stays as it is written and is
    offered to a person; what is no name goes. `authors` wrote the log and are in the group too.
    """
    groups = [*(group for row in rows for group in _groups(row) if group), tuple(authors)]
    doubts = tx.people.doubts()
    if groups == [()] and not doubts:
        return list(rows)
    waiting = {doubt.name.casefold() for doubt in doubts}
    people = [
        person
        for person in tx.people.all()
        # One of a name in doubt only stands for whoever it will turn out to be.
        if person.aliases or person.name.casefold() not in waiting
    ]
    matches = _learn(tx, PersonNames(people).resolve_all(groups))
    elsewhere = {doubt.name.casefold() for doubt in doubts if doubt.log_id != log_id}
    tx.people.replace_doubts(log_id, _doubts(tx, matches, elsewhere))
    for author in authors:
        person = matches[author].person
        if person is not None:
            _number(tx, person)
    return [_renamed(row, matches) for row in rows]


def find_owners(paths: Iterable[str], people: Iterable[Person]) -> dict[str, str]:
    """Return by path who wrote a log, where each member of the group has a folder for theirs."""
    names = PersonNames(people)
    return folders.find_owners(paths, lambda name: names.resolve(name).person is not None)


def _groups(row: SessionRow) -> list[tuple[str, ...]]:
    """Return the lists of names of a session; who leads it may stand in any of them."""
    alone = [(name,) for name in (row.moderator, row.scribe) if name]
    return [*alone, row.participants, *(held.presenters for held in row.presentations)]


def _learn(tx: Writer, matches: Mapping[str, PersonMatch]) -> dict[str, PersonMatch]:
    """Keep the new spellings; return the matches with people called by the fullest of them."""
    fuller: dict[PersonId, str] = {}
    for match in matches.values():
        person = match.person
        if person is None:
            continue
        if match.alias and tx.people.find(match.alias) is None:
            tx.people.add_alias(_number(tx, person), match.alias)
        if person.id > 0 and is_fuller(match.name, person.name):
            fuller[person.id] = match.name
    for person_id, name in fuller.items():
        tx.people.call_fuller(person_id, name)
    called = {person_id: tx.people.get(person_id) for person_id in fuller}
    return {
        written: replace(match, person=called.get(match.person.id, match.person))
        if match.person is not None
        else match
        for written, match in matches.items()
    }


def _number(tx: Writer, person: Person) -> PersonId:
    """Return a person's number in the library; one seen just now gets theirs."""
    return person.id if person.id > 0 else tx.people.ensure(person.name, by_hand=False)


def _doubts(
    tx: Writer, matches: Mapping[str, PersonMatch], elsewhere: Container[str]
) -> dict[str, list[PersonId]]:
    """Return the candidates for each name in doubt; what another log has asked is not asked again."""
    return {
        match.name: [_number(tx, person) for person in match.candidates]
        for match in matches.values()
        if match.person is None and match.candidates and match.name.casefold() not in elsewhere
    }


def _called(name: str, matches: Mapping[str, PersonMatch]) -> str:
    match = matches[name]
    if match.nobody:
        return ""
    return match.name if match.person is None else match.person.name


def _renamed(row: SessionRow, matches: Mapping[str, PersonMatch]) -> SessionRow:
    def called(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, (_called(name, matches) for name in names))))

    return replace(
        row,
        moderator=_called(row.moderator, matches) if row.moderator else "",
        scribe=_called(row.scribe, matches) if row.scribe else "",
        participants=called(row.participants),
        presentations=tuple(
            replace(held, presenters=called(held.presenters)) for held in row.presentations
        ),
    )
