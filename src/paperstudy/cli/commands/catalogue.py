"""`catalogue`: the archive of Papers with Code on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperstudy.cli.asking import ask_yes, can_ask
from paperstudy.cli.events import Tally, take_events
from paperstudy.cli.framework import Group, argument, command, json_option, option, pass_call
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.progress import cancel_on_interrupt
from paperstudy.cli.render_catalogue import render_dump, render_status, size_of, status_object
from paperstudy.cli.typed import expand_paths
from paperstudy.domain.archive import DumpKind
from paperstudy.domain.errors import InvalidInputError, StoreError
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from paperstudy.cli.call import Call
    from paperstudy.domain.archive import ImportedDump
    from paperstudy.study.study import Study

_ARCHIVES = click.Choice(("pwc",), case_sensitive=False)
_MORE = [kind.value for kind in DumpKind if kind is not DumpKind.LINKS]


@command("status", help="Show what is in the archive and where it is. The default.")
@json_option
@pass_call
def status(call: Call, *, as_json: bool) -> None:
    """Show the state of the archive."""
    with call.open_study() as study:
        found = study.catalogue.status()
    if as_json:
        write_json(status_object(found))
    else:
        write_data(render_status(found, call.style))


@command(
    "pull",
    help="Download the archive and import it.\n\n"
    "ARCHIVE is pwc. The links between papers and code come first (26 MB); --with brings more: "
    "papers (560 MB), methods (5 MB), evaluation-tables (22 MB). A download that was stopped goes "
    "on where it was.",
)
@argument("archive", type=_ARCHIVES, metavar="ARCHIVE")
@option("--with", "more", metavar="NAMES", multiple=True, help="Bring these too (with commas).")
@pass_call
def pull(call: Call, archive: str, more: tuple[str, ...]) -> int:
    """Download and import dumps."""
    del archive  # there is one
    names = [DumpKind.LINKS.value, *_split(more)]
    tally = Tally()
    with call.open_study() as study, cancel_on_interrupt() as cancel:
        _show(take_events(study.catalogue.pull(names, cancel=cancel), call, tally), call)
    if tally.cancelled:
        call.say("what was downloaded is kept; run it again to go on")
    return tally.exit_code


@command(
    "import",
    help="Import files of the archive that are here already.\n\n"
    "ARCHIVE is pwc. FILE is a dump of Papers with Code as .json or .json.gz, under its old or "
    "its new name: links-between-papers-and-code, papers-with-abstracts, methods or "
    "evaluation-tables. It takes the place of one imported before, and the file itself stays.",
)
@argument(
    "words",
    nargs=-1,
    required=True,
    metavar="ARCHIVE FILE...",
    type=click.Path(path_type=Path, readable=False),
)
@pass_call
def import_(call: Call, words: tuple[Path, ...]) -> int:
    """Import dumps."""
    files = expand_paths(_files(words))
    tally = Tally()
    with call.open_study() as study, cancel_on_interrupt() as cancel:
        _show(take_events(study.catalogue.import_(files, cancel=cancel), call, tally), call)
    if tally.cancelled:
        for path in files[len(tally.values) + len(tally.errors) :][:1]:
            call.say("nothing of {path} is kept; what was imported before stays", path=path)
    return tally.exit_code


@command(
    "remove",
    help="Delete the archive from this machine.\n\n"
    "ARCHIVE is pwc, and may be left out. The library keeps what its papers have from there; the "
    "archive can be pulled again. At a terminal you are asked first.",
)
@argument("archive", type=_ARCHIVES, required=False, metavar="[ARCHIVE]")
@option("--yes", "-y", "sure", is_flag=True, help="Do not ask.")
@pass_call
def remove(call: Call, archive: str | None, *, sure: bool) -> None:
    """Delete the archive."""
    del archive  # there is one
    with call.open_study() as study:
        size = _size_of_all(study)
        question = translate("Delete the archive of Papers with Code ({size})?", size=size)
        if size and not sure and can_ask(call) and not ask_yes(question):
            call.say("nothing is deleted")
            return
        removed = study.catalogue.remove()
    if not removed:
        call.say("there is no archive")
        return
    call.say(
        "the archive is removed; {size} freed" if size else "the archive is removed", size=size
    )
    call.say("to have it again: paperstudy catalogue pull pwc")


def _size_of_all(study: Study) -> str:
    try:
        return size_of(study.catalogue.status())
    except StoreError:  # it is damaged: one more reason to delete it
        return ""


def _files(words: Sequence[Path]) -> Sequence[Path]:
    """Return the files that stand behind the archive's name.

    Raises:
        InvalidInputError: there is no such name, or no file.
    """
    name, *files = words
    if str(name).lower() not in _ARCHIVES.choices:
        raise InvalidInputError(
            "the archive is to be named before its files",
            hint="paperstudy catalogue import pwc {files}",
            files=" ".join(map(str, words)),
        )
    if not files:
        raise InvalidInputError(
            "{name} is missing",
            hint="`{command} --help` shows what it takes",
            name="FILE",
            command="paperstudy catalogue import",
        )
    return files


def _show(dumps: Iterable[ImportedDump], call: Call) -> None:
    for dump in dumps:
        write_data(render_dump(dump, call.style))


def _split(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (name.strip().lower() for name in text.split(",") if name.strip())


catalogue = Group(
    "catalogue",
    default="status",
    help="Keep the archive of Papers with Code on this machine.",
    commands=[status, pull, import_, remove],
)
COMMANDS = {"catalogue": catalogue}
