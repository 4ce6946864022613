"""`catalogue`: the archive of Papers with Code on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperstudy.cli.events import Tally, take_events
from paperstudy.cli.framework import Group, argument, command, json_option, option, pass_call
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.progress import cancel_on_interrupt
from paperstudy.cli.render_catalogue import render_dump, render_status, status_object
from paperstudy.cli.typed import expand_paths
from paperstudy.domain.archive import DumpKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperstudy.cli.call import Call
    from paperstudy.domain.archive import ImportedDump

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
    return tally.exit_code


@command(
    "import",
    help="Import files of the archive that are here already.\n\n"
    "ARCHIVE is pwc. FILE is a dump of Papers with Code as .json or .json.gz, under its old or "
    "its new name: links-between-papers-and-code, papers-with-abstracts, methods or "
    "evaluation-tables. It takes the place of one imported before, and the file itself stays.",
)
@argument("archive", type=_ARCHIVES, metavar="ARCHIVE")
@argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path, readable=False),
)
@pass_call
def import_(call: Call, archive: str, files: tuple[Path, ...]) -> int:
    """Import dumps."""
    del archive
    tally = Tally()
    with call.open_study() as study, cancel_on_interrupt() as cancel:
        events = study.catalogue.import_(expand_paths(files), cancel=cancel)
        _show(take_events(events, call, tally), call)
    return tally.exit_code


@command(
    "remove",
    help="Delete the archive from this machine.\n\n"
    "The library keeps what its papers have from there; the archive can be pulled again.",
)
@pass_call
def remove(call: Call) -> None:
    """Delete the archive."""
    with call.open_study() as study:
        removed = study.catalogue.remove()
    call.say("the archive is removed" if removed else "there is no archive")


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
