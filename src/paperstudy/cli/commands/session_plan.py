"""`session repeat`, `next`, `swap`: meetings that come again, and whose turn it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.complete_people import complete_people
from paperstudy.cli.framework import argument, command, json_option, option, pass_call
from paperstudy.cli.me import find_me
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.render_plan import left_out_line, render_series, render_suggestions
from paperstudy.cli.saying_sessions import MINUTES, WEEKS, print_sessions, say_called_off
from paperstudy.cli.warning_sessions import (
    find_earlier,
    say_presented_before,
    say_without_paper,
)
from paperstudy.domain.errors import InvalidInputError
from paperstudy.domain.planning import SeriesPlan

if TYPE_CHECKING:
    from paperstudy.cli.call import Call
    from paperstudy.domain.planning import Repeated
    from paperstudy.study.study import Study


@command(
    "repeat",
    help="Let a meeting come again, and list those that do.\n\n"
    "  paperstudy session repeat friday 10:00 --holiday 2026-12-25\n"
    "  paperstudy session repeat 매주 금요일 오후 7시 --every 2\n\n"
    "Called again with the same weekday it adds holidays, or ends it with --until. With --replace "
    "it is held at another time from now on, or is called something else.",
)
@argument("weekday", nargs=-1, metavar="[WEEKDAY] [TIME]")
@option("--every", type=WEEKS, metavar="N", help="Every so many weeks.")
@option("--since", default="", metavar="DATE", help="The first day; today where it is not given.")
@option("--until", default="", metavar="DATE", help="The last day.")
@option("--holiday", "holidays", multiple=True, metavar="DATE", help="A day without a meeting.")
@option("--title", default="", metavar="TEXT", help="What the meetings are called.")
@option("--place", default="", metavar="TEXT", help="A room or a link.")
@option("--minutes", type=MINUTES, metavar="N", help="How long they take.")
@option("--replace", is_flag=True, help="Change the one of that weekday, with what is to come.")
@json_option
@pass_call
def repeat(call: Call, weekday: tuple[str, ...], *, as_json: bool, **options: object) -> None:
    """Let a meeting come again."""
    if not weekday:
        _list_series(call, options, as_json=as_json)
        return
    plan = SeriesPlan(" ".join(weekday), **options)  # type: ignore[arg-type]  # made by Click
    with call.open_study() as study:
        repeated = study.sessions.repeat(plan)
    if as_json:
        from paperstudy.study.rows_of_sessions import series_row

        write_json(series_row(repeated.series))
    else:
        every = (repeated.before, repeated.series)
        write_data(render_series([one for one in every if one is not None], call.style))
    _say_what_was_planned(call, repeated)


def _say_what_was_planned(call: Call, repeated: Repeated) -> None:
    """Tell what became of meetings that were planned already."""
    for session in repeated.off:
        say_called_off(call, session)
    if repeated.after:
        call.say(
            "still planned after that: {days}; to call one off: paperstudy session skip DATE",
            days=", ".join(str(session.date) for session in repeated.after),
        )


def _list_series(call: Call, options: dict[str, object], *, as_json: bool) -> None:
    if any(
        options[name]
        for name in ("since", "until", "holidays", "title", "place", "minutes", "every", "replace")
    ):
        raise InvalidInputError(
            "say on which weekday", hint="for example: paperstudy session repeat friday 10:00"
        )
    with call.open_study() as study:
        every = study.sessions.series()
    if as_json:
        from paperstudy.study.rows_of_sessions import series_row

        write_json([series_row(series) for series in every])
    elif every:
        write_data(render_series(every, call.style))
    else:
        call.say("no meeting comes again; to plan one: paperstudy session repeat friday 10:00")


@command(
    "next",
    help="Suggest who presents next, and why.\n\n"
    "First comes whoever has never presented, then those whose last presentation is the longest "
    "ago, one that is planned counted too, then those with the fewest in the last year. Who cannot "
    "come or is not active is passed over, and whom only logs older than a year name. --assign "
    "writes it down, with the first papers of the reading list.",
)
@option("--count", type=WEEKS, default=1, metavar="N", help="For so many sessions.")
@option("--assign", is_flag=True, help="Give the sessions these presenters.")
@json_option
@pass_call
def next_(call: Call, *, as_json: bool, count: int, assign: bool) -> None:
    """Suggest who is next."""
    with call.open_study() as study:
        if assign:
            _assign(call, study, count, as_json=as_json)
            return
        suggestions, left_out = study.sessions.next(count), study.sessions.left_out()
    if as_json:
        from paperstudy.study.rows_of_sessions import suggestion_row

        write_json([suggestion_row(one) for one in suggestions])
        return
    write_data(render_suggestions(suggestions, call.style))
    if left_out:
        call.tell(left_out_line(len(left_out)))
    if any(one.session is not None for one in suggestions):
        call.say("to write it down: paperstudy session next --assign --count {count}", count=count)
    else:
        call.say(
            "no meeting without a presenter is planned; to plan one: "
            "paperstudy session new friday 10:00"
        )


def _assign(call: Call, study: Study, count: int, *, as_json: bool) -> None:
    sessions = study.sessions.assign(count)
    print_sessions(call, sessions, as_json=as_json)
    say_presented_before(call, find_earlier(study, sessions))
    say_without_paper(call, sessions)


@command(
    "swap",
    help="Let two people change places in what they present next.\n\n"
    "Where only one of them is to present, the other does it instead.",
)
@argument("one", metavar="NAME", shell_complete=complete_people)
@argument("other", metavar="NAME", shell_complete=complete_people)
@json_option
@pass_call
def swap(call: Call, one: str, other: str, *, as_json: bool) -> None:
    """Swap two people."""
    with call.open_study(find_me(call, one, other)) as study:
        sessions = study.sessions.swap(one, other)
    print_sessions(call, sessions, as_json=as_json)


COMMANDS = {"repeat": repeat, "next": next_, "swap": swap}
