"""`digest`: this week in ten lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.days import since_day
from paperstudy.cli.framework import command, json_option, option, pass_call
from paperstudy.cli.output import write_data, write_json
from paperstudy.saying.digests import digest_lines

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command(
    "digest",
    help="Write this week in ten lines, for a chat.\n\n"
    "What was presented, what comes, who is next, what to read, and what is still asked; in "
    "Korean or English by --lang.",
)
@option("--since", metavar="DAY", help="Since this day: monday, 11/20; a week ago by default.")
@json_option
@pass_call
def digest(call: Call, *, since: str | None, as_json: bool) -> None:
    """Write a digest."""
    day = since_day(call, since)
    with call.open_study() as study:
        found = study.digests.get(since=day)
    if as_json:
        from paperstudy.study.rows_of_reading import digest_row

        write_json(digest_row(found))
    else:
        write_data(digest_lines(found))


COMMANDS = {"digest": digest}
