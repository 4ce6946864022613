"""`demo`: the whole way on sample logs, offline, in a folder of its own."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.cli.events import Tally, take_events
from paperstudy.cli.framework import command, option, pass_call
from paperstudy.cli.output import write_data
from paperstudy.cli.progress import cancel_on_interrupt
from paperstudy.cli.render_demo import render_demo
from paperstudy.places import ARCHIVE_FILE
from paperstudy.study.files import expand_home, file_error, write_file

if TYPE_CHECKING:
    from paperstudy.cli.call import Call

_LIBRARY = "demo.db"
_BIB = "demo.bib"


@command(
    "demo",
    help="Try it all on sample logs, in a folder of its own.\n\n"
    "Reads the logs that come with paperstudy into a new library, without the network, shows "
    "what it found, and writes a .bib file. Your own library is not touched.",
)
@option("--output", "-o", metavar="DIR", help="Use this folder; a new temporary one otherwise.")
@pass_call
def demo(call: Call, output: str | None) -> int:
    """Run the demonstration."""
    from paperstudy.study.demo import sample_logs

    folder = _make_folder(output)
    settings = replace(
        call.settings,
        database=str(folder / _LIBRARY),
        archive=str(folder / ARCHIVE_FILE),  # the demo finds the same on every machine
        pdf_folder=str(folder),
        offline=True,
    )
    tally = Tally()
    with (
        call.open_study(settings) as study,
        sample_logs() as logs,
        cancel_on_interrupt() as cancel,
    ):
        for _ in take_events(study.scanning.scan([logs], cancel=cancel), call, tally):
            pass
        done = study.exporting.export("bibtex")
        write_file(str(folder / _BIB), done.content)
        write_data(render_demo(study, folder, done.count, call.style))
    return tally.exit_code


def _make_folder(output: str | None) -> Path:
    if output is None:
        return Path(tempfile.mkdtemp(prefix="paperstudy-demo-"))
    folder = expand_home(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_error("{path} cannot be made ({reason})", folder, error) from error
    return Path(os.path.normpath(folder.absolute()))


COMMANDS = {"demo": demo}
