"""Which person a name means that somebody typed; the nearest one where it means nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import AmbiguousNameError, ConfigError, NotFoundError
from paperstudy.domain.people import Person
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paperstudy.domain.people import PersonId
    from paperstudy.store.views import Reader

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
    group with the first thing that they write, unless their name is near that of somebody else.

    Raises:
        NotFoundError: nobody is called that; the hint names the nearest.
        AmbiguousNameError: the name fits several people.
        ConfigError: the name is `me`, and nobody has said who that is.
    """
    from paperstudy.store.views import Writer

    people = tx.people.all()
    meant = _meant(name, me)
    person = _find(people, meant)
    if person is not None:
        return person
    near = _find_near(people, meant)
    if is_me(name) and not near and isinstance(tx, Writer):
        return Person(tx.people.ensure(meant), meant)
    raise _nobody(meant, near, new=is_me(name))


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


def _find(people: Sequence[Person], name: str) -> Person | None:
    from paperstudy.matching.people import PersonNames

    match = PersonNames(people).resolve(name)
    if match.candidates and match.person is None:
        raise AmbiguousNameError(
            "“{name}” fits {people}",
            hint="write the whole name, or give one of them the alias: "
            "paperstudy person alias NAME {name}",
            name=name,
            people=", ".join(person.name for person in match.candidates),
        )
    return match.person


def _find_near(people: Sequence[Person], name: str) -> str:
    from paperstudy.matching.near_names import find_near_owner

    called = {each: one.id for one in people for each in (one.name, *one.aliases)}
    return find_near_owner(name, called)


def _nobody(name: str, near: str, *, new: bool) -> NotFoundError:
    """Return the error of a name that nobody has; who may be `new` is told how to join."""
    return NotFoundError(
        "nobody here is called “{name}”",
        hint="did you mean {near}? If you are new: paperstudy person add {quoted}"
        if near and new
        else "did you mean {near}?"
        if near
        else "`paperstudy person list` shows who is here, `paperstudy person add` adds somebody",
        name=name,
        near=near,
        quoted=quoted(name),
    )


def quoted(name: str) -> str:
    """Return a name as it is typed into a command line."""
    return f'"{name}"' if " " in name else name
