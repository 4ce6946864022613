"""`person`: who is in the group, and by which names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.complete_people import complete_people
from paperstudy.cli.framework import Group, argument, command, json_option, option, pass_call
from paperstudy.cli.me import find_me
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.render_people import render_changed, render_people, render_person
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from paperstudy.cli.call import Call
    from paperstudy.domain.people import Person


@command("list", help="List the people by name, with how often they presented. The default.")
@option("--active", is_flag=True, help="Only those who still take part.")
@json_option
@pass_call
def list_(call: Call, *, active: bool, as_json: bool) -> None:
    """List people."""
    with call.open_study() as study:
        people = study.people.list(active_only=active)
    if as_json:
        from paperstudy.study.people_rows import person_summary_row

        write_json([person_summary_row(summary) for summary in people])
    elif people:
        write_data(render_people(people, call.style))
    elif active:
        call.say("nobody takes part now")
    else:
        call.say("nobody yet; logs name people, and so does: paperstudy person add NAME")


@command(
    "show",
    help="Show a person: names, presentations, reading list, meetings.\n\n"
    "NAME is any name that fits one person; `me` is you.",
)
@argument("name", metavar="NAME", shell_complete=complete_people)
@json_option
@pass_call
def show(call: Call, name: str, *, as_json: bool) -> None:
    """Show a person."""
    with call.open_study(find_me(call, name)) as study:
        detail = study.people.get(name)
    if as_json:
        from paperstudy.study.people_rows import person_object

        write_json(person_object(detail))
    else:
        write_data(render_person(detail, call.style))


@command("add", help="Add a person whom no log names yet.\n\nWith `me` for a name, that is you.")
@argument("name", metavar="NAME")
@option("--alias", "aliases", multiple=True, metavar="NAME", help="Another name; may be repeated.")
@json_option
@pass_call
def add(call: Call, name: str, *, aliases: tuple[str, ...], as_json: bool) -> None:
    """Add a person."""
    with call.open_study(find_me(call, name)) as study:
        person = study.people.add(name, aliases)
        alike = study.people.alike(person)
    for other in alike:
        call.say(
            "{other} may be the same person; if so: paperstudy person merge “{other}” “{name}”",
            other=other.name,
            name=person.name,
        )
    _print(call, person, as_json=as_json)


@command(
    "alias",
    help="Say by which other names a person goes.\n\n"
    "A nickname, a handle, an id, another spelling: from now on a log that says it means them.",
)
@argument("name", metavar="NAME", shell_complete=complete_people)
@argument("aliases", nargs=-1, metavar="ALIAS...")
@option("--remove", multiple=True, metavar="ALIAS", help="A name that is not theirs.")
@json_option
@pass_call
def alias(
    call: Call, name: str, *, aliases: tuple[str, ...], remove: tuple[str, ...], as_json: bool
) -> None:
    """Give a person other names."""
    with call.open_study(find_me(call, name)) as study:
        if aliases or remove:
            person = study.people.alias(name, aliases, remove)
        else:
            person = study.people.get(name).person
    _print(call, person, as_json=as_json)


@command(
    "merge",
    help="Make one person of two.\n\n"
    "KEEP keeps their name. They take over what DROP has: meetings, presentations, reading lists, "
    "votes and names; then DROP is gone. `paperstudy undo` brings both back.",
)
@argument("keep", metavar="KEEP", shell_complete=complete_people)
@argument("drop", metavar="DROP", shell_complete=complete_people)
@json_option
@pass_call
def merge(call: Call, keep: str, drop: str, *, as_json: bool) -> None:
    """Merge two people."""
    with call.open_study(find_me(call, keep, drop)) as study:
        person = study.people.merge(keep, drop)
    _print(call, person, as_json=as_json)


@command("rename", help="Call a person by another name. The name they had stays an alias.")
@argument("name", metavar="NAME", shell_complete=complete_people)
@argument("new", metavar="NEW")
@json_option
@pass_call
def rename(call: Call, name: str, new: str, *, as_json: bool) -> None:
    """Rename a person."""
    with call.open_study(find_me(call, name)) as study:
        person = study.people.rename(name, new)
    _print(call, person, as_json=as_json)


@command(
    "remove",
    help="Take away a person of whom nothing is known but names.\n\n"
    "Somebody whom sessions, reading lists or votes name stays: make them one with who they "
    "really are (`person merge`), or say that they left (`person active NAME --no`).",
)
@argument("name", metavar="NAME", shell_complete=complete_people)
@json_option
@pass_call
def remove(call: Call, name: str, *, as_json: bool) -> None:
    """Remove a person."""
    with call.open_study(find_me(call, name)) as study:
        person = study.people.remove(name)
    if as_json:
        _print(call, person, as_json=True)
    else:
        write_data([translate("removed: {key}", key=person.name)])


@command(
    "active",
    help="Say that a person takes part, or with --no that they no longer do.\n\n"
    "Who no longer does is not asked to present.",
)
@argument("name", metavar="NAME", shell_complete=complete_people)
@option("--no", "gone", is_flag=True, help="They no longer take part.")
@json_option
@pass_call
def active(call: Call, name: str, *, gone: bool, as_json: bool) -> None:
    """Say whether a person takes part."""
    with call.open_study(find_me(call, name)) as study:
        person = study.people.set_active(name, active=not gone)
    _print(call, person, as_json=as_json)


def _print(call: Call, person: Person, *, as_json: bool) -> None:
    if as_json:
        from paperstudy.study.people_rows import person_row

        write_json(person_row(person))
    else:
        write_data(render_changed(person, call.style))


person = Group(
    "person",
    default="list",
    help="See who is in the group, and by which names.\n\n"
    "Without a command the people are listed. Logs name people; a name that fits one of them by "
    "alias, without the family name or in Latin letters is that person, one that fits two waits in "
    "the inbox.",
    commands=[list_, show, add, alias, merge, rename, active, remove],
)
COMMANDS = {"person": person}
