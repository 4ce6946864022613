"""Study logs and what was found in them: mentions, papers, sessions, to-dos."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.papers import PaperRecord


class MentionKind(StrEnum):
    """How a log points at a paper."""

    LINK = "link"
    NAME = "name"
    TITLE = "title"
    INDIRECT = "indirect"


class FindStatus(StrEnum):
    """How sure a find is; it decides where the find goes."""

    CONFIDENT = "confident"  # into the library
    SUGGESTED = "suggested"  # into the inbox
    UNKNOWN = "unknown"  # counted, looked up later


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper offered for a mention.

    `record` is what is known of it, `score` lies in 0..1, `evidence` are reasons as short
    message ids (`link`, `unambiguous name`, `context: contrastive, image`), in English: a door
    translates them. `area` is the field of research (`nlp`) where the source says it.
    """

    record: PaperRecord
    score: float
    evidence: tuple[str, ...] = ()
    area: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a log that points at a paper.

    `line` is 1-based and counts line feeds; `column` is the 0-based offset of `text` in that line
    as it stands in the file. `text` is the exact surface (a URL for a link), `normalised` what
    its identity is made of, `ordinal` its number among equal mentions of the log, from 0.
    """

    line: int
    column: int
    text: str
    kind: MentionKind
    normalised: str
    ordinal: int = 0
    identifier: Identifier | None = None


@dataclass(frozen=True, slots=True)
class PaperFind:
    """One paper found in a log, with all the mentions that point at it, in order of line.

    `candidates` come best first; an ambiguous name has several, an unknown title one whose
    record's source is `log`. `status` is the decision of the rules.
    """

    status: FindStatus
    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]

    @property
    def record(self) -> PaperRecord:
        """What is known of the best candidate."""
        return self.candidates[0].record


class PresentationStatus(StrEnum):
    """Whether a presentation has been held."""

    DONE = "done"
    PLANNED = "planned"
    SKIPPED = "skipped"


class PresentationRole(StrEnum):
    """What somebody does with a paper at a meeting."""

    PRESENT = "present"
    REVIEW = "review"
    IMPLEMENT = "implement"


@dataclass(frozen=True, slots=True)
class PresentationDraft:
    """Who presents what, as a log says it; `find` is an index into `LogScan.finds`."""

    presenters: tuple[str, ...]
    topic: str
    line: int
    status: PresentationStatus = PresentationStatus.DONE
    find: int | None = None
    role: PresentationRole = PresentationRole.PRESENT


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """One meeting as a log tells it; `date` only where day, month and year follow from the log.

    `sure` is False for a draft that a person should look at before it is taken.
    """

    line: int
    date: date | None = None
    date_text: str = ""
    title: str = ""
    moderator: str = ""
    scribe: str = ""
    participants: tuple[str, ...] = ()
    presentations: tuple[PresentationDraft, ...] = ()
    sure: bool = True
    starts: str = ""  # "19:30", local time
    place: str = ""  # a room or a link
    minutes: int | None = None  # how long it took, where the log gives its end


class TodoKind(StrEnum):
    """Whether something is to be done or to be answered."""

    TASK = "task"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class TodoDraft:
    """Something a log says is still to do; `find` indexes `LogScan.finds`.

    `about_paper` is False for a box that only its heading makes a to-do: it has no paper.
    """

    line: int
    text: str
    done: bool
    find: int | None = None
    kind: TodoKind = TodoKind.TASK
    about_paper: bool = True


@dataclass(frozen=True, slots=True)
class PathDraft:
    """An order in which to read, as a log writes it: `RNN → LSTM → GRU`; `finds` index the log's."""

    line: int
    finds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LogScan:
    """All that one study log gave."""

    title: str = ""
    date: date | None = None
    author: str = ""
    finds: tuple[PaperFind, ...] = ()
    sessions: tuple[SessionDraft, ...] = ()
    todos: tuple[TodoDraft, ...] = ()
    paths: tuple[PathDraft, ...] = ()
