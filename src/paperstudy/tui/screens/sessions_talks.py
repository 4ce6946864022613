"""What is presented at a meeting: planned, taken out, moved, called off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.language import translate
from paperstudy.domain.logs import PresentationRole
from paperstudy.domain.planning import PresentationPlan
from paperstudy.domain.queries import PaperQuery
from paperstudy.saying.meetings import presentation_text
from paperstudy.saying.names import title_of
from paperstudy.saying.words import word
from paperstudy.tui.screens.paper_list import who_and_when
from paperstudy.tui.screens.sessions_deeds import SessionsDeeds, called, check_minutes
from paperstudy.tui.screens.sessions_detail import talk_title, told_text
from paperstudy.tui.screens.sessions_dialogs import When
from paperstudy.tui.widgets.dialogs import Confirm, Pick, Prompt
from paperstudy.tui.widgets.fields import Field, Fields, Find

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.study.study import Study
    from paperstudy.tui.screens.sessions_list import Meeting

_MOST = 50  # papers that a search for one shows


@dataclass(frozen=True, slots=True)
class What:
    """What is presented: a paper's key, or a topic; `title` is what a person reads."""

    text: str
    title: str
    topic: bool = False


class SessionsTalks(SessionsDeeds):
    """The actions on what is presented at the meeting under the cursor."""

    def action_talk(self) -> None:
        """Ask for a paper or a topic, then who presents it."""
        one = self.rows.current_row
        if one is None:
            return

        def ask(names: tuple[str, ...]) -> None:
            title = translate("What is presented on {when}", when=called(one.session))
            self.app.push_screen(
                Find(title, find_papers, _as_topic),
                lambda what: self._ask_who(one, what, names, {}),
            )

        self.paperstudy.answers.ask(lambda study: study.people.complete_names(""), ask)

    def _ask_who(
        self,
        one: Meeting,
        what: What | None,
        names: tuple[str, ...],
        values: Mapping[str, str],
    ) -> None:
        if what is None:
            return
        roles = tuple(word(role) for role in PresentationRole)
        fields = (
            Field(
                "by",
                translate("Presenters"),
                values.get("by", ""),
                names,
                translate("names with commas between; nothing for nobody yet"),
            ),
            Field("role", translate("Role"), values.get("role", roles[0]), roles),
            Field(
                "minutes",
                translate("Length"),
                values.get("minutes", ""),
                help=translate("in minutes"),
            ),
        )

        def take(given: dict[str, str] | None) -> None:
            if given is not None:
                self._present(one, what, given, lambda: self._ask_who(one, what, names, given))

        title = what.title
        self.app.push_screen(Fields(title, fields, check=check_talk).of(one.which), take)

    def _present(
        self, one: Meeting, what: What, given: Mapping[str, str], again: Callable[[], object]
    ) -> None:
        """Plan a talk; who is new to the group is added first, where the person says so."""
        plan = plan_of(what, given)

        def add(error: PaperstudyError) -> bool:
            name = str(error.fields.get("name", ""))
            if not isinstance(error, NotFoundError) or name not in plan.by:
                return False

            def take(yes: bool | None) -> None:  # noqa: FBT001 - Textual's callback
                if yes:
                    self.work.do(
                        lambda study: study.people.add(name),
                        then=lambda _: self._present(one, what, given, again),
                    )
                else:
                    again()

            near = str(error.fields.get("near", ""))
            said = (
                translate(
                    "Nobody is called “{name}” here, but {near} is. Add “{name}” to the group?",
                    name=name,
                    near=near,
                )
                if near
                else translate("Nobody is called “{name}” here. Add them to the group?", name=name)
            )
            self.app.push_screen(Confirm(said), take)
            return True

        self.change(
            lambda study: study.sessions.present(one.which, plan),
            lambda done: translate("planned: {when}", when=called(done)),
            again,
            add,
        )

    def action_change_talk(self) -> None:
        """Ask which talk, and what becomes of it."""
        one = self.rows.current_row
        if one is None:
            return
        held = one.session.presentations
        if not held:
            self.paperstudy.say(translate("nothing is planned there yet: t plans a talk"))
        elif len(held) == 1:
            self._ask_deed(one, 1)
        else:
            choices = [
                (f"{number}. {talk_title(talk)}", number, told_text(talk))
                for number, talk in enumerate(held, 1)
            ]
            self.app.push_screen(
                Pick(translate("Which talk"), choices), lambda number: self._ask_deed(one, number)
            )

    def _ask_deed(self, one: Meeting, number: int | None) -> None:
        if number is None:
            return
        count = len(one.session.presentations)
        choices = [
            (translate("Take it out"), "out", ""),
            (translate("Call it off, with a reason"), "skip", ""),
            (translate("Move it to another session"), "move", ""),
        ]
        if number > 1:
            choices.append((translate("Put it earlier"), "up", ""))
        if number < count:
            choices.append((translate("Put it later"), "down", ""))
        text = presentation_text(one.session.presentations[number - 1])[0]

        def take(deed: str | None) -> None:
            if deed:
                self._do_deed(one, number, deed)

        self.app.push_screen(Pick(text or translate("Talk"), choices), take)

    def _do_deed(self, one: Meeting, number: int, deed: str) -> None:
        which, talk = one.which, str(number)
        if deed == "out":
            self.change(
                lambda study: study.sessions.unpresent(which, talk),
                lambda _: translate("taken out"),
            )
        elif deed in {"up", "down"}:
            to = number + (1 if deed == "down" else -1)
            self.change(
                lambda study: study.sessions.reorder(which, talk, to),
                lambda _: translate("it is talk {number} now", number=to),
            )
        elif deed == "skip":
            self._ask_skip(one, talk, "")
        else:
            self._ask_where(one, talk, "")

    def _ask_skip(self, one: Meeting, talk: str, value: str) -> None:
        def take(reason: str | None) -> None:
            if reason is not None:
                self.change(
                    lambda study: study.sessions.skip(one.which, reason, talk),
                    lambda _: translate("the talk is called off"),
                    lambda: self._ask_skip(one, talk, reason),
                )

        title = translate("Call off talk {number}", number=talk)
        prompt = Prompt(title, value, help=translate("why, if you like"))
        self.app.push_screen(prompt.of(one.which), take)

    def _ask_where(self, one: Meeting, talk: str, value: str) -> None:
        def take(when: str | None) -> None:
            if when is not None and when.strip():
                self.change(
                    lambda study: study.sessions.move(one.which, when, talk),
                    lambda to: translate("moved to {when}", when=called(to)),
                    lambda: self._ask_where(one, talk, when),
                )

        title = translate("Move talk {number} to the session of", number=talk)
        self.app.push_screen(When(title, value, self.today).of(one.which), take)


def find_papers(study: Study, typed: str) -> list[tuple[str, What, str]]:
    """Return papers that a text may mean; without one those of the reading list, in order."""
    words = tuple(typed.split())
    if not words:
        waiting = study.reading.list()[:_MOST]
        said = translate("reading list")
        return [(title_of(row.title), What(row.key, title_of(row.title)), said) for row in waiting]
    found = study.library.search(PaperQuery(words=words), limit=_MOST).rows
    return [
        (title_of(row.title), What(row.key, title_of(row.title)), who_and_when(row))
        for row in found
    ]


def _as_topic(typed: str) -> tuple[str, What, str]:
    if not typed:
        return translate("nothing yet, only who presents"), What("", translate("Nothing yet")), ""
    return f"“{typed}”", What(typed, typed, topic=True), translate("as a topic")


def plan_of(what: What, given: Mapping[str, str]) -> PresentationPlan:
    """Return the plan that a choice and some lines, which were checked, make."""
    return PresentationPlan(
        what=what.text,
        by=split_names(given["by"]),
        role=_role(given["role"]) or PresentationRole.PRESENT,
        minutes=int(given["minutes"]) if given["minutes"] else None,
        topic=what.topic,
    )


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a line, which have commas between them."""
    names = (name.strip() for name in text.replace("、", ",").split(","))
    return tuple(name for name in names if name)


def check_talk(values: Mapping[str, str]) -> str:
    """Return what is wrong with the lines about a talk, "" for nothing."""
    if values["role"] and _role(values["role"]) is None:
        roles = ", ".join(word(role) for role in PresentationRole)
        return translate("the role is one of {roles}", roles=roles)
    return check_minutes(values)


def _role(typed: str) -> PresentationRole | None:
    """Return the role that a word means, in the language in use or as the commands write it."""
    folded = typed.casefold()
    fitting = (role for role in PresentationRole if folded in {role.value, word(role).casefold()})
    return next(fitting, None)
