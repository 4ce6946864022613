"""Having a person write a text: what they leave unsaved stays, and nothing of others is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from paperstudy.domain.errors import StaleEditError
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.study.study import Study
    from paperstudy.tui.answers import Answers, Spot
    from paperstudy.tui.drafts import Drafts
    from paperstudy.tui.work import Work

Answer = TypeVar("Answer")


class Desk(Protocol):
    """What writing needs of the app."""

    @property
    def work(self) -> Work:
        """The way to the operations."""

    @property
    def answers(self) -> Answers:
        """The dialogs that wait to be looked at."""

    @property
    def drafts(self) -> Drafts:
        """What was not saved in the library that is open."""

    def say(self, text: str) -> None:
        """Tell the person what happened."""

    def say_error(self, error: PaperstudyError) -> None:
        """Tell the person what went wrong, and what to do."""

    def edit_outside(self, text: str) -> str | None:
        """Have a person go on with a text in their editor; None where that cannot be."""


class Kind(Enum):
    """What is written: a text, one with what it looks like beside it, or fields to fill in."""

    TEXT = auto()
    MARKDOWN = auto()
    FORM = auto()  # of which only what was changed is saved


@dataclass(frozen=True, slots=True)
class Writing(Generic[Answer]):
    """A text to be written; `text` is what stands there now.

    `save` takes, in a thread, what was written and the text that this was begun from; `said` tells
    what came of it.
    """

    title: str
    text: str
    save: Callable[[Study, str, str], Answer]
    said: Callable[[Answer], str]
    kind: Kind = Kind.TEXT


def ask_to_write(app: Desk, writing: Writing[Answer], spot: Spot | None = None) -> None:
    """Open a dialog to write in, where the person is at `spot`; else it waits for them.

    It is a draft until the library has it: the same title opens it again.
    """
    from paperstudy.tui.widgets.previewing import WriteMarkdown
    from paperstudy.tui.widgets.writing import Write

    title, drafts = writing.title, app.drafts
    begun, base = _begin(app, writing)

    def keep(draft: str) -> None:
        if draft == writing.text:
            drafts.pop(title, None)
        else:
            drafts.keep(title, draft, base)

    def take(written: str | None) -> None:
        if written is not None:
            drafts.keep(title, written, base)
            _save(app, writing, written, base)

    kind = WriteMarkdown if writing.kind is Kind.MARKDOWN else Write
    dialog = kind(title, begun, keep=keep, outside=app.edit_outside)
    app.answers.show(spot or app.answers.spot(), dialog, take)


def _save(app: Desk, writing: Writing[Answer], written: str, base: str) -> None:
    spot, drafts = app.answers.spot(), app.drafts

    def save(study: Study) -> Answer:
        answer = writing.save(study, written, base)
        drafts.drop(writing.title, written)
        return answer

    def fail(error: PaperstudyError) -> None:
        app.say_error(error)
        if app.drafts is not drafts:
            return  # another library is open: it would be saved there
        now = error.fields.get("now") if isinstance(error, StaleEditError) else None
        again = replace(writing, text=now) if isinstance(now, str) else writing
        ask_to_write(app, again, spot)

    app.work.do(save, said=writing.said, failed=fail)


def _begin(app: Desk, writing: Writing[Answer]) -> tuple[str, str]:
    """Return the text to begin with, and the one that it is a change of.

    Where somebody else has written since the draft was begun, a text holds both; a form says what
    the person changed, by what stood there when they did.
    """
    drafts: Drafts = app.drafts
    draft, now = drafts.get(writing.title), writing.text
    base = drafts.base(writing.title)
    if draft is None or base is None or now in (base, draft):
        return now if draft is None else draft, now
    if writing.kind is Kind.FORM:
        app.say(translate("somebody changed this meanwhile: only what you changed is saved"))
        return draft, base
    app.say(translate("somebody changed this meanwhile: below your draft is what stands there now"))
    between = translate("--- what stands there now ---")
    return f"{draft.rstrip()}\n\n{between}\n{now}", now
