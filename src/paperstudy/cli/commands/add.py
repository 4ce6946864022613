"""`add`: papers by identifier or URL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.events import Tally, take_events
from paperstudy.cli.framework import argument, command, json_option, pass_call
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.progress import cancel_on_interrupt
from paperstudy.cli.render_papers import render_added
from paperstudy.cli.typed import read_words
from paperstudy.domain.errors import InvalidInputError

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command(
    "add",
    help="Add papers by identifier or URL.\n\n"
    "REF is an arXiv id, a DOI, or a link to a paper; - reads them from standard input, one a "
    "line. Facts come from the network; with --offline from the catalogue that comes with "
    "paperstudy. A paper that neither knows is kept and marked to be fetched. Adding a paper "
    "twice is no error.",
)
@argument("references", nargs=-1, required=True, metavar="REF...")
@json_option
@pass_call
def add(call: Call, references: tuple[str, ...], *, as_json: bool) -> int:
    """Add papers."""
    tally = Tally(as_json=as_json)
    wanted = read_words(references)
    if not wanted:
        raise InvalidInputError("there is no reference on standard input")
    with call.open_study() as study, cancel_on_interrupt() as cancel:
        for added in take_events(study.library.add(wanted, cancel=cancel), call, tally):
            if not as_json:
                write_data(render_added(added, call.style))
    if as_json:
        from paperstudy.study.rows import added_row

        write_json([added_row(added) for added in tally.values])
    return tally.exit_code


COMMANDS = {"add": add}
