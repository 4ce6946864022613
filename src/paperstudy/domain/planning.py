"""What is planned by hand: changes to a meeting, and who presents next and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationRole

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.domain.papers import CiteKey
    from paperstudy.domain.sessions import Series, StudySession


@dataclass(frozen=True, slots=True)
class SessionEdit:
    """What a person says of a meeting; None leaves a field as it is, "" or 0 clears it.

    `starts` is a time as people write it.
    """

    title: str | None = None
    starts: str | None = None
    place: str | None = None
    minutes: int | None = None
    moderator: str | None = None
    scribe: str | None = None


@dataclass(frozen=True, slots=True)
class PresentationPlan:
    """Who is to present what: `what` is a cite key, an identifier, a title or a free topic."""

    what: str = ""
    by: tuple[str, ...] = ()
    role: PresentationRole = PresentationRole.PRESENT
    minutes: int | None = None
    topic: bool = False  # `what` is no paper, whatever it looks like


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """A meeting that shall come again; `weekday` is as people write it: `friday 10:00`.

    The days are as people write them too; "" for none. With `replace` it is one that comes again
    already, which is changed; what is not said of it stays.
    """

    weekday: str
    every: int | None = None  # weeks; None is what `weekday` says, every one where it does not
    since: str = ""
    until: str = ""
    title: str = ""
    place: str = ""
    minutes: int | None = None
    holidays: tuple[str, ...] = ()
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Repeated:
    """A meeting that comes again, and what became of those of it that were planned already.

    `off` were called off since there is a holiday now, `after` are planned for after its end.
    `before` is what it was, and stays until it is changed.
    """

    series: Series
    off: tuple[StudySession, ...] = ()
    after: tuple[StudySession, ...] = ()
    before: Series | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """That these people presented on a day, or with `planned` that they are going to."""

    day: date
    presenters: tuple[str, ...]
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody is next: an English template that a door can translate, and its fields."""

    template: str
    fields: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.fields)) if self.fields else self.template


@dataclass(frozen=True, slots=True)
class Ranked:
    """A person's place in the order of who presents next, and why they stand there."""

    person: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who should present at a meeting, and why; `session` is None where none is planned.

    `paper` is the first of the reading list that nobody has yet, `others` who come after
    `person`, `absent` who was passed over since they cannot come.
    """

    person: str
    reasons: tuple[Reason, ...]
    session: StudySession | None = None
    paper: tuple[CiteKey, str] | None = None
    others: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
