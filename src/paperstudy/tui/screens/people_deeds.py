"""What a person does with people: the marked ones, else the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, InvalidInputError
from paperstudy.domain.language import translate, translate_count
from paperstudy.tui.screens.base import PaperstudyScreen
from paperstudy.tui.widgets.dialogs import Pick, Prompt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.domain.people import Person
    from paperstudy.study.study import Study
    from paperstudy.tui.screens.people_list import PersonRow
    from paperstudy.tui.widgets.rows import RowList

_TWO = 2


class PeopleDeeds(PaperstudyScreen):
    """The actions of a screen with a list of people."""

    @property
    def people(self) -> RowList[PersonRow]:
        """The list."""
        raise NotImplementedError

    @property
    def everybody(self) -> Sequence[PersonRow]:
        """All people, also those the list does not show."""
        raise NotImplementedError

    @property
    def person(self) -> Person | None:
        """The person under the cursor."""
        row = self.people.current_row
        return row.person if row is not None else None

    def want(self, name: str) -> None:
        """Put the cursor on a person, as soon as they are there."""
        raise NotImplementedError

    @property
    def chosen(self) -> list[Person]:
        """The marked people, else the one under the cursor."""
        return [row.person for row in self.chosen_rows]

    @property
    def chosen_rows(self) -> list[PersonRow]:
        """The rows of the marked people, else that under the cursor."""
        rows = [self.people.row(number) for number in self.people.chosen]
        return [row for row in rows if row is not None]

    def action_add(self) -> None:
        """Ask for a name, and add that person."""
        self._ask_new("")

    def _ask_new(self, value: str) -> None:
        def take(typed: str | None) -> None:
            names = [one.strip() for one in (typed or "").split(",") if one.strip()]
            if names:
                self.work.do(
                    lambda study: study.people.add(names[0], names[1:]),
                    said=_added,
                    then=lambda person: self.want(person.name),
                    failed=self.paperstudy.answers.again(lambda: self._ask_new(typed or "")),
                )

        how = translate("a name; other names they go by, behind commas")
        self.app.push_screen(Prompt(translate("Who is new?"), value, help=how), take)

    def action_rename(self) -> None:
        """Ask for another name of the person."""
        if self.person is not None:
            self._ask_name(self.person, self.person.name)

    def _ask_name(self, person: Person, value: str) -> None:
        def take(typed: str | None) -> None:
            if typed and typed.strip() and typed.strip() != person.name:
                self.work.do(
                    lambda study: study.people.rename(person.name, typed),
                    said=lambda now: translate(
                        "{before} is called {name} now",
                        before=person.name,
                        name=now.name,
                    ),
                    failed=self.paperstudy.answers.again(lambda: self._ask_name(person, typed)),
                )

        title = translate("What is {name} called?", name=person.name)
        how = translate("the name they had stays one of their names, since logs use it")
        self.app.push_screen(Prompt(title, value, help=how), take)

    def action_alias(self) -> None:
        """Have the other names of a person written down anew."""
        if self.person is not None:
            self._ask_aliases(self.person, ", ".join(self.person.aliases))

    def _ask_aliases(self, person: Person, value: str) -> None:
        def take(typed: str | None) -> None:
            if typed is None:
                return
            wanted = [one.strip() for one in typed.split(",") if one.strip()]
            more = [one for one in wanted if one not in person.aliases]
            less = [one for one in person.aliases if one not in wanted]
            if more or less:
                self.work.do(
                    lambda study: study.people.alias(person.name, more, less),
                    said=_aliases_said,
                    failed=self.paperstudy.answers.again(lambda: self._ask_aliases(person, typed)),
                )

        title = translate("Other names of {name}", name=person.name)
        how = translate(
            "with commas between; a log that says one of them means {name}", name=person.name
        )
        self.app.push_screen(Prompt(title, value, help=how), take)

    def action_active(self) -> None:
        """Say of people that they take part, or where they all do, that they no longer do."""
        rows = self.chosen_rows
        if not rows:
            return
        active = not all(one.takes_part for one in rows)
        names = [one.person.name for one in rows if one.takes_part != active]

        action = "person active" if active else "person active --no"

        def change(study: Study) -> int:
            with study.upkeep.together(f"{action} {', '.join(names)}"):
                for name in names:
                    study.people.set_active(name, active=active)
            return len(names)

        def said(count: int) -> str:
            if count > 1:
                return (
                    translate("{count} people take part again", count=count)
                    if active
                    else translate("{count} people are inactive now", count=count)
                )
            if active:
                return translate("{name} takes part again", name=names[0])
            return translate("{name} is no longer asked to present", name=names[0])

        self.work.do(change, said=said)

    def action_remove(self) -> None:
        """Take away people of whom nothing is known; the library says no where something is."""
        names = [one.name for one in self.chosen]
        if not names:
            return
        kept: list[PaperstudyError] = []

        def remove(study: Study) -> list[str]:
            gone = []
            with study.upkeep.together(f"person remove {', '.join(names)}"):
                for name in names:
                    try:
                        gone.append(study.people.remove(name).name)
                    except ConflictError as error:
                        kept.append(error)
            if not gone:
                raise kept[0]
            return gone

        def tell(_: list[str]) -> None:
            for error in kept[:1]:
                self.paperstudy.say_error(error)

        self.work.do(
            remove,
            said=lambda gone: translate("removed {name}", name=", ".join(gone)),
            then=tell,
        )

    def action_merge(self) -> None:
        """Make one person of the two that are marked, or of this one and another."""
        people = self.chosen
        if len(people) > _TWO:
            self.paperstudy.say_error(
                InvalidInputError(
                    "two people are made one, not {count}",
                    hint="mark two with space",
                    count=len(people),
                )
            )
        elif len(people) == _TWO:
            self._ask_which_name(*people)
        elif people:
            self._ask_whom(people[0])

    def action_copy(self) -> None:
        """Copy the name."""
        if self.person is not None:
            self.paperstudy.copy(self.person.name, self.person.name)

    def _ask_whom(self, person: Person) -> None:
        """Ask who is the same person; who is most like them comes first."""

        def ask(alike: tuple[Person, ...]) -> None:
            near = {one.id for one in alike}
            others = [one.person for one in self.everybody if one.person.id != person.id]
            others.sort(key=lambda one: one.id not in near)
            choices = [(one.name, one, ", ".join(one.aliases)) for one in others]
            title = translate("Who is the same person as {name}?", name=person.name)

            def take(other: Person | None) -> None:
                if other is not None:
                    self._ask_which_name(person, other)

            self.app.push_screen(Pick(title, choices), take)

        self.paperstudy.answers.ask(lambda study: study.people.alike(person), ask)

    def _ask_which_name(self, one: Person, other: Person) -> None:
        title = translate("One person: which name stays? The other becomes one they go by too")
        choices = [
            (one.name, (one, other), self._talks(one)),
            (other.name, (other, one), self._talks(other)),
        ]

        def take(pair: tuple[Person, Person] | None) -> None:
            if pair is None:
                return
            keep, drop = pair
            self.people.unmark()
            self.work.do(
                lambda study: study.people.merge(keep.name, drop.name),
                said=lambda kept: translate(
                    "{drop} is {keep} from now on", drop=drop.name, keep=kept.name
                ),
                then=lambda kept: self.want(kept.name),
            )

        self.app.push_screen(Pick(title, choices), take)

    def _talks(self, person: Person) -> str:
        row = next((row for row in self.everybody if row.person.id == person.id), None)
        count = row.summary.counts.presentations if row else 0
        return translate_count("{count} presentation", "{count} presentations", count)


def _added(person: Person) -> str:
    return translate("added {name}", name=person.name)


def _aliases_said(person: Person) -> str:
    names = ", ".join(person.aliases)
    if not names:
        return translate("{name} has no other name now", name=person.name)
    return translate("{name} is also called {names}", name=person.name, names=names)
