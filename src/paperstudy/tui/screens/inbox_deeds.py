"""What a person answers in the inbox; each question goes at once, and the next one comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from paperstudy.domain.errors import (
    InvalidInputError,
    NotFoundError,
    PaperstudyError,
    StoreError,
)
from paperstudy.domain.events import CancelToken, ItemDone, ItemFailed
from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.library import InboxItem, Offer
from paperstudy.domain.people import NameDoubt
from paperstudy.study.same_meetings import SameMeeting
from paperstudy.tui.screens.base import PaperstudyScreen
from paperstudy.tui.screens.inbox_answers import accept, one_now, reject
from paperstudy.tui.screens.inbox_answers import said_of as _said
from paperstudy.tui.screens.inbox_items import text_of
from paperstudy.tui.screens.paper_in import beside
from paperstudy.tui.widgets.dialogs import Pick, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperstudy.domain.library import LearnedNameRow
    from paperstudy.domain.people import Person
    from paperstudy.study.study import Study
    from paperstudy.study.values import Accepted, FoundPaper
    from paperstudy.tui.answers import Spot
    from paperstudy.tui.screens.inbox_items import Choice, Waiting
    from paperstudy.tui.widgets.rows import RowList

T = TypeVar("T")


def _step(verb: str, items: Sequence[Waiting]) -> str:
    """Return what the journal calls several answers: their numbers and the first of them."""
    more = f" (+{len(items) - 1})" if len(items) > 1 else ""
    return f"{verb} {' '.join(str(item.id) for item in items)}: {text_of(items[0])}{more}"


def _answer_each(
    items: Sequence[Waiting], answer: Callable[[Waiting], str], failed: list[PaperstudyError]
) -> int:
    """Answer questions, and keep what could not be; return how many have their answer."""
    written = False
    for item in items:
        try:
            answer(item)
            written = True
        except NotFoundError:
            continue  # another that says the same has answered it
        except StoreError:
            raise  # the next would fail as well
        except PaperstudyError as error:
            failed.append(error)
    return len(items) - len(failed) if written else 0


class InboxDeeds(PaperstudyScreen):
    """The actions of the inbox."""

    @property
    def questions(self) -> RowList[Waiting]:
        """All that waits."""
        raise NotImplementedError

    @property
    def choice(self) -> Choice | None:
        """The candidate under the cursor."""
        raise NotImplementedError

    def asked(self) -> Waiting | None:
        """Return the question under the cursor; where nothing waits, say so."""
        item = self.questions.current_row
        if item is None and not self.questions.ids:
            self.paperstudy.say(translate("nothing waits for a decision; 6 reads your logs"))
        return item

    def can_choose(self) -> bool:
        """Tell whether there is anything to choose from; where there is not, say what can be done."""
        item = self.asked()
        if isinstance(item, InboxItem) and not item.candidates:
            self.paperstudy.say(translate("s searches for the paper; r says that it is none"))
        elif item is not None and not isinstance(item, InboxItem | NameDoubt | SameMeeting):
            self.paperstudy.say(translate("there is nothing to choose from: a says yes, r says no"))
        else:
            return item is not None
        return False

    def action_accept(self) -> None:
        """Answer yes, or with the one candidate that stands out."""
        if self.questions.marked:
            self._answer_marked("accept", accept)
            return
        item = self.asked()
        if isinstance(item, NameDoubt):
            self.paperstudy.say(translate("choose who it is: enter, then enter again"))
        elif isinstance(item, SameMeeting) and item.others[1:]:
            self.paperstudy.say(translate("choose which it is: enter, then enter again"))
        elif item is not None:
            self._answer(lambda study: accept(study, item), lambda said: said)

    def action_reject(self) -> None:
        """Answer no."""
        if self.questions.marked:
            self._answer_marked("reject", reject)
            return
        item = self.asked()
        if item is not None:
            self._answer(lambda study: reject(study, item), lambda said: said)

    def action_accept_log(self) -> None:
        """Accept all that is clear in the log of this question."""
        item = self.asked()
        if isinstance(item, InboxItem):
            log = item.log_id
            self._accept_all(lambda study: study.inbox.accept_all(log=log))
        elif isinstance(item, NameDoubt):
            self.paperstudy.say(translate("choose who it is: enter, then enter again"))
        elif item is not None:
            self.paperstudy.say(
                translate("A takes the papers that are clear in a log: here a says yes, r says no")
            )

    def action_accept_all(self) -> None:
        """Accept all that is clear."""
        self._accept_all(lambda study: study.inbox.accept_all())

    def action_find(self) -> None:
        """Ask for words, and search for the paper meant; for a name, ask who it is."""
        item = self.asked()
        if isinstance(item, InboxItem):
            self._ask_words(item, item.text)
        elif isinstance(item, NameDoubt):
            self.paperstudy.answers.ask(
                lambda study: [one.person for one in study.people.list()],
                lambda people: self._ask_person(item, people),
            )
        elif item is not None:
            self.paperstudy.say(translate("there is nothing to choose from: a says yes, r says no"))

    def action_browse(self) -> None:
        """Open the candidate under the cursor, else the first, in the browser."""
        item = self.asked()
        record = self.choice.record if self.choice else None
        if record is None and isinstance(item, InboxItem) and item.candidates:
            record = item.candidates[0].record
        if record is None and isinstance(item, Offer):
            record = item.record
        if record is not None and record.url:
            self.paperstudy.open_page(record.url)
        elif item is not None:
            self.paperstudy.say(translate("nobody told where it is on the web"))

    def action_names(self) -> None:
        """Show what was learned; the one that is chosen is forgotten."""

        def show(names: tuple[LearnedNameRow, ...]) -> None:
            if not names:
                self.paperstudy.say(
                    translate("no names learned yet; accepting an item teaches its name")
                )
                return
            choices = [(f"{row.surface} = {row.title}", row.surface, row.key) for row in names]
            self.app.push_screen(
                Pick(translate("Names learned; enter forgets one"), choices), self._forget
            )

        self.paperstudy.answers.ask(lambda study: study.inbox.names(), show)

    def choose(self, choice: Choice) -> None:
        """Answer with a candidate."""
        item = self.questions.current_row
        if isinstance(item, InboxItem):
            number, wanted = int(item.id), str(choice.number)
            self._answer(
                lambda study: study.inbox.choose(number, wanted, shown=choice.record), _said
            )
        elif isinstance(item, NameDoubt):
            self._settle(item, item.candidates[choice.number - 1].name)
        elif isinstance(item, SameMeeting):
            one, other = int(item.id), str(item.others[choice.number - 1].id)
            self._answer(lambda study: study.same_meetings.accept(one, other), one_now)

    def _settle(self, doubt: NameDoubt, name: str) -> None:
        number = int(doubt.id)
        self._answer(
            lambda study: study.people.settle(number, name),
            lambda person: translate(
                "“{name}” is {person}",
                name=doubt.name,
                person=person.name if person else "",
            ),
        )

    def _ask_person(self, doubt: NameDoubt, people: list[Person]) -> None:
        choices = [(one.name, one.name, ", ".join(one.aliases)) for one in people]

        def take(name: str | None) -> None:
            if name:
                self._settle(doubt, name)

        self.app.push_screen(Pick(translate("Who is “{name}”?", name=doubt.name), choices), take)

    def _forget(self, name: str | None) -> None:
        if name:
            self.work.do(
                lambda study: study.inbox.forget(name),
                said=lambda _: translate("“{name}” is forgotten", name=name),
            )

    def _ask_words(self, item: InboxItem, words: str) -> None:
        """Ask which paper is meant."""
        asked = Words(
            translate("Which paper is it?"),
            words,
            help=translate("a title, an author, an identifier, a URL, or a cite key"),
        ).of(item.id)
        self.app.push_screen(asked, lambda typed: self._search(item, typed or ""))

    def _search(self, item: InboxItem, typed: str) -> None:
        """Take an identifier or a key as it is; search for anything else."""
        typed = typed.strip()
        if not typed:
            return
        number = int(item.id)
        cancel, spot = CancelToken(), self.paperstudy.answers.spot()

        def look(study: Study) -> tuple[FoundPaper, ...] | None:
            if study.inbox.is_choice(typed):
                return None
            return study.library.find_candidates(typed, by_words=True, cancel=cancel)

        fail = self.paperstudy.answers.again(lambda: self._ask_words(item, typed))

        def take(found: tuple[FoundPaper, ...] | None) -> None:
            if found is None:
                self._answer_of(item, lambda study: study.inbox.choose(number, typed))
            elif found:
                self._pick_found(spot, item, found)
            else:
                fail(
                    InvalidInputError(
                        "no paper was found for “{text}”",
                        hint="try other words, or give its arXiv id, DOI or URL",
                        text=typed,
                    )
                )

        wait = translate("searching for “{text}”", text=typed)
        self.work.ask(look, take, lane="inbox-find", wait=wait, failed=fail, cancel=cancel)

    def _pick_found(self, spot: Spot, item: InboxItem, found: tuple[FoundPaper, ...]) -> None:
        choices = [(one.record.title, one, beside(one.record)) for one in found]

        def take(one: FoundPaper | None) -> None:
            if one is not None:
                self._answer_of(item, lambda study: _choose_found(study, item, one))

        self.paperstudy.answers.show(spot, Pick(translate("Which paper is it?"), choices), take)

    def _answer_of(self, item: InboxItem, operation: Callable[[Study], Accepted]) -> None:
        """Answer a question that the person went away from to search."""
        current = self.questions.current_row
        if isinstance(current, InboxItem) and current.id == item.id:
            self._answer(operation, _said)
        else:
            self.work.do(operation, said=_said)

    def _answer(self, operation: Callable[[Study], T], said: Callable[[T], str]) -> None:
        """Answer the question under the cursor, which goes at once; it comes back on an error."""
        number = self.questions.current
        if number is None:
            return
        self.questions.drop(number)
        self.questions.focus()  # the next question begins there, not among its candidates
        self.work.do(operation, said=said, failed=self._fail)

    def _fail(self, error: PaperstudyError) -> None:
        """Say what went wrong; what was taken out of the list comes back."""
        self.paperstudy.say_error(error)
        self.load()

    def _answer_marked(self, verb: str, answer: Callable[[Study, Waiting], str]) -> None:
        """Answer all marked questions, as one step; those that cannot be answered so come back."""
        marked = self.questions.marked
        items = [item for number in marked if (item := self.questions.row(number)) is not None]
        failed: list[PaperstudyError] = []
        if not items:
            return
        self.questions.drop(*marked)
        self.questions.focus()

        def run(study: Study) -> int:
            with study.upkeep.together(_step(verb, items)):
                return _answer_each(items, lambda item: answer(study, item), failed)

        def tell(_: int) -> None:
            for error in failed[:1]:
                self.paperstudy.say_error(error)

        def said(count: int) -> str:
            if not count:
                return translate("no question answered")
            return _accepted(count) if verb == "accept" else _rejected(count)

        self.work.do(run, said=said, then=tell, failed=self._fail)

    def _accept_all(self, operation: Callable[[Study], tuple[Accepted, ...]]) -> None:
        self.questions.focus()
        self.work.do(
            operation,
            said=lambda accepted: (
                translate_count("accepted {count} item", "accepted {count} items", len(accepted))
                if accepted
                else translate("nothing is clear enough: each of them needs a look")
            ),
        )


def _accepted(count: int) -> str:
    return translate_count(
        "{count} question answered with yes",
        "{count} questions answered with yes",
        count,
    )


def _rejected(count: int) -> str:
    return translate_count(
        "{count} question answered with no",
        "{count} questions answered with no",
        count,
    )


def _choose_found(study: Study, item: InboxItem, found: FoundPaper) -> Accepted:
    """Take what a search found: by key or number, else add it first, in the same step."""
    number = int(item.id)
    if found.key:
        return study.inbox.choose(number, found.key)
    if found.record.identifiers:
        return study.inbox.choose(number, str(found.record.identifiers[0]))
    with study.upkeep.together(_step("choose", [item])):
        for event in study.library.take(found, cancel=CancelToken()):
            if isinstance(event, ItemFailed):
                raise event.error
            key = getattr(event.value, "key", "") if isinstance(event, ItemDone) else ""
            if key:
                return study.inbox.choose(number, key)
    raise InvalidInputError("it could not be added", hint="try again")
