"""`stats`: the group in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.days import since_day
from paperstudy.cli.framework import command, json_option, option, pass_call
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.render_stats import render_numbers

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command(
    "stats",
    help="Show the group in numbers.\n\n"
    "Papers per month, presentations per person, what is read and unread, and what has waited "
    "longest on the group's list.",
)
@option("--since", metavar="DAY", help="Count meetings since this day or month only, as 2021-08.")
@option("--all", "everything", is_flag=True, help="Print all months, people and papers.")
@json_option
@pass_call
def stats(call: Call, *, since: str | None, everything: bool, as_json: bool) -> None:
    """Show numbers."""
    day = since_day(call, since)
    with call.open_study() as study:
        numbers = study.stats.numbers(since=day)
    if as_json:
        from paperstudy.study.rows_of_reading import numbers_row

        write_json(numbers_row(numbers))
    else:
        write_data(render_numbers(numbers, call.style, everything=everything))


COMMANDS = {"stats": stats}
