"""`session repeat`, `next`, `swap`: meetings that come again, and whose turn it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.complete_people import complete_people
from paperstudy.cli.framework import NUMBER, argument, command, json_option, option, pass_call
from paperstudy.cli.me import find_me
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.render_plan import render_series, render_suggestions
from paperstudy.cli.saying_sessions import print_sessions
from paperstudy.domain.errors import InvalidInputError
from paperstudy.domain.planning import SeriesPlan

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command(
    "repeat",
    help="Let a meeting come again, and list those that do.\n\n"
    "  paperstudy session repeat friday 10:00 --holiday 2026-12-25\n"
    "  paperstudy session repeat 매주 금요일 오후 7시 --every 2\n\n"
    "Called again with the same weekday it adds holidays, or ends it with --until.",
)
@argument("weekday", nargs=-1, metavar="[WEEKDAY] [TIME]")
@option("--every", type=NUMBER, default=1, metavar="N", help="Every so many weeks.")
@option("--since", default="", metavar="DATE", help="The first day; today where it is not given.")
@option("--until", default="", metavar="DATE", help="The last day.")
@option("--holiday", "holidays", multiple=True, metavar="DATE", help="A day without a meeting.")
@option("--title", default="", metavar="TEXT", help="What the meetings are called.")
@option("--place", default="", metavar="TEXT", help="A room or a link.")
@option("--minutes", type=NUMBER, metavar="N", help="How long they take.")
@json_option
@pass_call
def repeat(call: Call, weekday: tuple[str, ...], *, as_json: bool, **options: object) -> None:
    """Let a meeting come again."""
    if not weekday:
        _list_series(call, options, as_json=as_json)
        return
    plan = SeriesPlan(" ".join(weekday), **options)  # type: ignore[arg-type]  # made by Click
    with call.open_study() as study:
        series = study.sessions.repeat(plan)
    if as_json:
        from paperstudy.study.rows_of_sessions import series_row

        write_json(series_row(series))
    else:
        write_data(render_series((series,), call.style))


def _list_series(call: Call, options: dict[str, object], *, as_json: bool) -> None:
    if any(options[name] for name in ("since", "until", "holidays", "title", "place", "minutes")):
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
    "First come those with the fewest presentations in the last year, then those whose last one "
    "is the longest ago; who cannot come or is not active is passed over. --assign writes it "
    "down, with the first papers of the reading list.",
)
@option("--count", type=NUMBER, default=1, metavar="N", help="For so many sessions.")
@option("--assign", is_flag=True, help="Give the sessions these presenters.")
@json_option
@pass_call
def next_(call: Call, *, as_json: bool, count: int, assign: bool) -> None:
    """Suggest who is next."""
    if count < 1:
        raise InvalidInputError("--count takes a number from 1 on")
    with call.open_study() as study:
        if assign:
            print_sessions(call, study.sessions.assign(count), as_json=as_json)
            return
        suggestions = study.sessions.next(count)
    if as_json:
        from paperstudy.study.rows_of_sessions import suggestion_row

        write_json([suggestion_row(one) for one in suggestions])
        return
    write_data(render_suggestions(suggestions, call.style))
    if any(one.session is not None for one in suggestions):
        call.say("to write it down: paperstudy session next --assign --count {count}", count=count)
    else:
        call.say("no meeting is planned; to plan one: paperstudy session new friday 10:00")


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
