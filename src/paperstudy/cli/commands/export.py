"""`export`: papers and sessions for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.commands import export_library, export_notes, export_papers
from paperstudy.cli.framework import Group, command, option, pass_call
from paperstudy.cli.handing_out import hand_out_export
from paperstudy.domain.language import translate_count
from paperstudy.study.files import CALENDAR, refuse_loss

if TYPE_CHECKING:
    from paperstudy.cli.call import Call

_REMINDER = click.IntRange(0, 4 * 7 * 24 * 60)  # of which calendars show no more


@command(
    "ics",
    help="Write the sessions as a calendar.\n\n"
    "Import the file into any calendar, again after changes: what is there is updated, nothing "
    "is doubled, what was removed goes. Sessions without a date are left out, those called off are "
    "marked as such. A session without a time takes the whole day.",
)
@option("--output", "-o", metavar="FILE", help="Write this file, in place of what it holds.")
@option("--force", is_flag=True, help="Replace FILE also where it holds something else.")
@option("--since", metavar="DATE", help="Not before this date: 2026-11-27, 11/27, friday.")
@option("--until", metavar="DATE", help="Not after this date.")
@option("--reminder", type=_REMINDER, metavar="MINUTES", help="Remind so long before each session.")
@pass_call
def ics(
    call: Call, *, output: str | None, reminder: int | None, force: bool, **days: str | None
) -> None:
    """Export a calendar."""
    from paperstudy.cli.days import coming_day
    from paperstudy.saying.document_words import document_words

    since, until = coming_day(call, days["since"]), coming_day(call, days["until"])
    with call.open_study() as study:
        words = document_words()
        done = study.calendars.write(words, since=since, until=until, reminder=reminder)
    if not done.text:
        call.say("no session with a date fits" if since or until else "no session has a date yet")
    if done.floating:
        call.say(
            "nobody knows the time zone of these sessions, so every calendar takes their times for "
            'its own; set one, for example time_zone = "Asia/Seoul" in paperstudy.toml'
        )
    count = translate_count("{count} session", "{count} sessions", done.count)
    if not force:
        refuse_loss(output, CALENDAR)
    hand_out_export(call, done.content, output, count)


export = Group(
    "export",
    help="Write papers and sessions for other programs.",
    commands=[*export_papers.COMMANDS, ics, *export_notes.COMMANDS, *export_library.COMMANDS],
)
COMMANDS = {"export": export}
