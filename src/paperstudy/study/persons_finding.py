"""Which person a name means that somebody typed; the nearest one where it means nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import AmbiguousNameError, ConfigError, NotFoundError
from paperstudy.domain.people import Person
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paperstudy.domain.people import PersonId
    from paperstudy.store.store import Reader, Writer

_ME = frozenset({"me", "나", "저"})


def find_person(tx: Reader, name: str, me: str = "") -> PersonId:
    """Return the number of the person whom `name` means; see `get_person`.

    Raises:
        NotFoundError: nobody is called that; the hint names the nearest.
        AmbiguousNameError: the name fits several people.
        ConfigError: the name is `me`, and nobody has said who that is.
    """
    return get_person(tx, name, me).id


def get_person(tx: Reader, name: str, me: str = "") -> Person:
    """Return the person whom `name` means: as in the logs, by alias, without family name or title.

    `me` is what the person at the keyboard is called; as a name, `me` means them. They join the
    group with the first thing that they write.

    Raises:
        NotFoundError: nobody is called that; the hint names the nearest.
        AmbiguousNameError: the name fits several people.
        ConfigError: the name is `me`, and nobody has said who that is.
    """
    from paperstudy.store.store import Writer

    people = tx.people.all()
    if isinstance(tx, Writer) and is_me(name):
        return _get(people, _meant(name, me), tx)
    return _get(people, _meant(name, me))


def get_people(tx: Reader, names: Iterable[str], me: str = "") -> tuple[Person, ...]:
    """Return the people whom names mean, each one once; one text may hold several, with commas.

    Raises:
        NotFoundError: nobody is called one of them; the hint names the nearest.
        AmbiguousNameError: one of them fits several people.
        ConfigError: one of them is `me`, and nobody has said who that is.
    """
    wanted = [part for name in names for part in map(clean_line, name.split(",")) if part]
    if not wanted:
        return ()
    found = [get_person(tx, name, me) for name in wanted]
    return tuple({person.id: person for person in found}.values())


def ensure_me(tx: Writer, me: str) -> Person:
    """Return the person at the keyboard, who joins the group with the first thing they write.

    Raises:
        AmbiguousNameError: the name fits several people.
        ConfigError: nobody has said who it is.
    """
    return get_person(tx, "me", me)


def is_me(name: str) -> bool:
    """Return whether a name stands for the person at the keyboard."""
    return clean_line(name).lower() in _ME


def _meant(name: str, me: str) -> str:
    name = clean_line(name)
    if not is_me(name):
        return name
    if not clean_line(me):
        raise ConfigError(
            "nobody has said who “{name}” is",
            hint='set PAPERSTUDY_ME, or write me = "YOUR NAME" into paperstudy.toml',
            name=name,
        )
    return clean_line(me)


def _get(people: Sequence[Person], name: str, tx: Writer | None = None) -> Person:
    from paperstudy.matching.people import PersonNames

    match = PersonNames(people).resolve(name)
    if match.person is not None:
        return match.person
    if match.candidates:
        raise AmbiguousNameError(
            "“{name}” fits {people}",
            hint="write the whole name, or give one of them the alias: "
            "paperstudy person alias NAME {name}",
            name=name,
            people=", ".join(person.name for person in match.candidates),
        )
    if tx is not None:
        return Person(tx.people.ensure(name), name)
    raise _nobody(people, name)


def _nobody(people: Sequence[Person], name: str) -> NotFoundError:
    from paperstudy.matching.near_names import find_near_name

    near = find_near_name(name, (each for one in people for each in (one.name, *one.aliases)))
    return NotFoundError(
        "nobody here is called “{name}”",
        hint="did you mean {near}?"
        if near
        else "`paperstudy person list` shows who is here, `paperstudy person add` adds somebody",
        name=name,
        near=near,
    )
