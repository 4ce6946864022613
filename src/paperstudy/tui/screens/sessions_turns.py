"""Whose turn it is, people who change places, and meetings that come again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.planning import SeriesPlan
from paperstudy.saying.meetings import moment_of, rhythm_of
from paperstudy.tui.screens.sessions_deeds import check_minutes
from paperstudy.tui.screens.sessions_dialogs import Turns
from paperstudy.tui.screens.sessions_talks import SessionsTalks
from paperstudy.tui.widgets.dialogs import Pick
from paperstudy.tui.widgets.fields import Field, Fields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from paperstudy.domain.planning import Repeated, Suggestion
    from paperstudy.domain.sessions import Series, StudySession
    from paperstudy.tui.screens.sessions_list import Meeting

_TURNS = 6  # sessions that are suggested for at once
_AHEAD = {"next", "planned"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class SessionsTurns(SessionsTalks):
    """The actions on the coming meetings."""

    def action_turns(self) -> None:
        """Show whose turn it is and why, and assign as many sessions as wanted."""

        def take(shown: tuple[Suggestion, ...] | None) -> None:
            if shown:
                self.work.do(lambda study: study.sessions.assign(shown=shown), said=self._assigned)

        def show(read: tuple[tuple[Suggestion, ...], tuple[str, ...]]) -> None:
            self.app.push_screen(Turns(*read), take)

        self.paperstudy.answers.ask(
            lambda study: (study.sessions.next(_TURNS), study.sessions.left_out()), show
        )

    def _assigned(self, sessions: Sequence[StudySession]) -> str:
        self.wanted = sessions[0].id
        if len(sessions) == 1:
            names = ", ".join(n for held in sessions[0].presentations for n in held.presenters)
            when = moment_of(sessions[0])
            return translate("{when}: {name} presents", when=when, name=names)
        return translate_count(
            "{count} session assigned",
            "{count} sessions assigned",
            len(sessions),
        )

    def action_swap(self) -> None:
        """Ask for two people, and let them change places."""
        turns = self._turns()
        if not turns:
            self.paperstudy.say(translate("nobody is to present yet: a says whose turn it is"))
            return
        choices = [(name, name, when) for name, when in turns.items()]

        def ask(one: str | None) -> None:
            if one:
                self.paperstudy.answers.ask(
                    lambda study: [
                        each.person.name for each in study.people.list(active_only=True)
                    ],
                    lambda names: self._ask_other(one, names, turns),
                )

        self.app.push_screen(Pick(translate("Who gives their turn away"), choices), ask)

    def _ask_other(self, one: str, names: Sequence[str], turns: Mapping[str, str]) -> None:
        others = [name for name in dict.fromkeys((*turns, *names)) if name != one]
        choices = [(name, name, turns.get(name, "")) for name in others]

        def take(other: str | None) -> None:
            if other:
                self.work.do(
                    lambda study: study.sessions.swap(one, other),
                    said=lambda _: translate(
                        "{one} and {other} changed places", one=one, other=other
                    ),
                )

        self.app.push_screen(
            Pick(translate("Who takes it instead of {name}", name=one), choices), take
        )

    def _turns(self) -> dict[str, str]:
        """Return who is to present and when first; those of the session under the cursor first."""
        ahead = [one for one in self.meetings if one.state in _AHEAD]
        turns: dict[str, str] = {}
        for one in ahead:
            for name in _planned(one):
                turns.setdefault(name, moment_of(one.session))
        here = self.rows.current_row
        first = _planned(here) if here is not None else ()
        return {name: turns[name] for name in (*first, *turns) if name in turns}

    def action_repeat(self) -> None:
        """Ask which meeting that comes again to change, or plan a new one."""
        self.paperstudy.answers.ask(lambda study: study.sessions.series(), self._ask_series)

    def _ask_series(self, every: Sequence[Series]) -> None:
        if not every:
            self._ask_new_series({})
            return
        choices: list[tuple[str, Series | str, str]] = [
            (series_text(series), series, _span(series)) for series in every
        ]
        choices.append((translate("A new one"), "new", ""))

        def take(chosen: Series | str | None) -> None:
            if chosen == "new":
                self._ask_new_series({})
            elif chosen is not None and not isinstance(chosen, str):
                self._ask_change(chosen, {})

        self.app.push_screen(Pick(translate("Which comes again"), choices), take)

    def _ask_new_series(self, values: Mapping[str, str]) -> None:
        fields = (
            Field("weekday", translate("When"), values.get("weekday", ""), (), "friday 10:00"),
            Field("every", translate("Weeks apart"), values.get("every", ""), (), "1"),
            Field("since", translate("From"), values.get("since", ""), (), translate("today")),
            *_last_fields(values, translate("for ever"), ("", "", "")),
        )

        def take(given: dict[str, str] | None) -> None:
            if given is not None:
                self._repeat(plan_of(given), lambda: self._ask_new_series(given))

        title = translate("A meeting that comes again")
        self.app.push_screen(Fields(title, fields, check=check_series), take)

    def _ask_change(self, series: Series, values: Mapping[str, str]) -> None:
        when = f"{translate(_WEEKDAYS[series.weekday])} {series.starts}".rstrip()
        there = (series.title, series.place, str(series.minutes or ""))
        fields = (
            Field("weekday", translate("When"), values.get("weekday", when)),
            Field("every", translate("Weeks apart"), values.get("every", str(series.every))),
            *_last_fields(values, until_text(series), there),
        )

        def take(given: dict[str, str] | None) -> None:
            if given is not None:
                plan = replace(plan_of(given), replace=True)
                self._repeat(plan, lambda: self._ask_change(series, given))

        title = series_text(series)
        self.app.push_screen(Fields(title, fields, check=check_series), take)

    def _repeat(self, plan: SeriesPlan, again: Callable[[], object]) -> None:
        self.work.do(
            lambda study: study.sessions.repeat(plan),
            said=repeated_text,
            failed=self.paperstudy.answers.again(again),
        )


def _last_fields(
    values: Mapping[str, str], until: str, there: tuple[str, str, str]
) -> tuple[Field, ...]:
    """Return the lines for what may be said of every meeting that comes again."""
    title, place, minutes = there
    length = translate("in minutes")
    return (
        Field("until", translate("Until"), values.get("until", ""), (), until),
        Field("holidays", translate("Without"), values.get("holidays", ""), (), "12/25, 1/1"),
        Field("title", translate("Title"), values.get("title", title)),
        Field("place", translate("Place"), values.get("place", place)),
        Field("minutes", translate("Length"), values.get("minutes", minutes), (), length),
    )


def repeated_text(done: Repeated) -> str:
    """Return that a meeting comes again, and what became of those planned already."""
    said = translate("comes again: {meeting}", meeting=series_text(done.series))
    lines = [said]
    if done.off:
        days = ", ".join(str(one.date) for one in done.off)
        lines.append(translate("called off, as there is a holiday: {days}", days=days))
    if done.after:
        days = ", ".join(str(one.date) for one in done.after)
        lines.append(translate("still planned after that: {days}; s calls one off", days=days))
    return "\n".join(lines)


def plan_of(given: Mapping[str, str]) -> SeriesPlan:
    """Return the plan that lines, which were checked, make."""
    days = (day.strip() for day in given.get("holidays", "").split(","))
    return SeriesPlan(
        weekday=given["weekday"],
        every=int(given["every"]) if given.get("every") else None,
        since=given.get("since", ""),
        until=given.get("until", ""),
        title=given.get("title", ""),
        place=given.get("place", ""),
        minutes=int(given["minutes"]) if given.get("minutes") else None,
        holidays=tuple(day for day in days if day),
    )


def check_series(values: Mapping[str, str]) -> str:
    """Return what is wrong with the lines about a meeting that comes again, "" for nothing."""
    every = values["every"]
    if not values["weekday"]:
        return translate("say on which weekday, as friday 10:00")
    if every and not (every.isascii() and every.isdecimal()):
        return translate("“{text}” is no number of weeks", text=every)
    return check_minutes(values)


def series_text(series: Series) -> str:
    """Return a meeting that comes again in a line: when, how often, what it is called."""
    parts = (translate(_WEEKDAYS[series.weekday]), series.starts, rhythm_of(series), series.title)
    return "  ".join(part for part in parts if part)


def _span(series: Series) -> str:
    if series.until is None:
        return translate("from {day}", day=series.since.isoformat())
    return until_text(series)


def until_text(series: Series) -> str:
    """Return until when a meeting comes again."""
    if series.until is None:
        return translate("for ever")
    return translate("until {day}", day=series.until.isoformat())


def _planned(one: Meeting) -> list[str]:
    """Return who is to present at a session."""
    held = one.session.presentations
    return [name for talk in held if talk.status == "planned" for name in talk.presenters]
