"""`scan`: study logs into the library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperstudy.cli.events import Tally, take_events
from paperstudy.cli.framework import argument, command, json_option, option, pass_call
from paperstudy.cli.output import write_data, write_json_line
from paperstudy.cli.progress import cancel_on_interrupt
from paperstudy.cli.render_scan import render_dry_run, render_scan, render_summary
from paperstudy.cli.typed import expand_paths

if TYPE_CHECKING:
    from paperstudy.cli.call import Call
    from paperstudy.study.scanned import ScannedLog


@command(
    "scan",
    help="Read study logs into the library.\n\n"
    "PATH is a file, a folder that is read with all below it, or a Notion export (.zip). Logs "
    "that have not changed are skipped; scanning again is always safe. What is certain goes into "
    "the library, what is not waits in the inbox.\n\n"
    "With --json a line is printed for each log: what was found, and in `change` what became of "
    "the log; of an unchanged log that is all. A log that cannot be read is an error on stderr, "
    "and the exit code is 8.",
)
@argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(path_type=Path, readable=False),
)
@option("--dry-run", is_flag=True, help="Only show what would be found; write nothing.")
@json_option
@pass_call
def scan(call: Call, paths: tuple[Path, ...], *, dry_run: bool, as_json: bool) -> int:
    """Scan logs."""
    tally = Tally(as_json=as_json, prints=as_json)
    with call.open_study() as study, cancel_on_interrupt() as cancel:
        events = study.scanning.scan(expand_paths(paths), dry_run=dry_run, cancel=cancel)
        for log in take_events(events, call, tally):
            row = _row(log, dry_run=dry_run) if as_json else None
            if row is not None:
                write_json_line(row)
    if not as_json:
        render = render_dry_run if dry_run else render_scan
        write_data(render(tally.values, call.style))
    stopped_of = (tally.total or 0) if tally.cancelled else None
    summary = render_summary(tally.summary, tally.values, dry_run=dry_run, stopped_of=stopped_of)
    for line in summary:
        call.tell(line)
    return tally.exit_code


def _row(log: ScannedLog, *, dry_run: bool) -> dict[str, object] | None:
    from paperstudy.study.rows import scan_object

    return scan_object(log, dry_run=dry_run)


COMMANDS = {"scan": scan}
