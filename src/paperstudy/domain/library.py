"""What crosses the seam of the library: rows written to it, and answers that are no paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from paperstudy.domain.logs import PresentationRole, PresentationStatus, TodoKind
from paperstudy.domain.sessions import SessionState

if TYPE_CHECKING:
    from datetime import date, datetime

    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.logfiles import LogId
    from paperstudy.domain.logs import Candidate, FindStatus, MentionKind
    from paperstudy.domain.papers import CiteKey, PaperId, PaperRecord, PaperState, PaperStatus
    from paperstudy.domain.people import PersonId
    from paperstudy.domain.sessions import PresentationId, SeriesId
    from paperstudy.domain.sources import Lookup

MentionId = NewType("MentionId", int)
TodoId = NewType("TodoId", int)
OfferId = NewType("OfferId", int)

# What makes a mention the same one after its line has moved: kind, normalised text, ordinal.
MentionIdentity = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One mention of a log, to be saved; `group` is the number of its find in that log.

    `excerpt` is the line, cleaned and cut short; `paper_id` the paper that the rules or an
    earlier decision point it at; `evidence` defaults to that of the first candidate.
    """

    kind: MentionKind
    normalised: str
    ordinal: int
    line: int
    column: int
    text: str
    excerpt: str
    group: int
    status: FindStatus
    paper_id: PaperId | None = None
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def identity(self) -> MentionIdentity:
        """What stays the same when the line moves."""
        return (self.kind.value, self.normalised, self.ordinal)


@dataclass(frozen=True, slots=True)
class LogMention:
    """A place in a log that points at a paper, as `show` prints it.

    `decided_by` is `person`, `rule` or, where only the scan speaks, empty.
    """

    id: MentionId
    log_id: LogId
    path: str
    log_date: date | None
    line: int
    column: int
    kind: MentionKind
    text: str
    excerpt: str
    status: FindStatus
    evidence: tuple[str, ...] = ()
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class InboxItem:
    """A find that waits for a person: all its mentions in one log, and what they may mean.

    `id` is that of its first mention, `at` when a scan saw it first; `text`, `line` and
    `excerpt` are those of the first mention in the log.
    """

    id: MentionId
    log_id: LogId
    path: str
    line: int
    text: str
    kind: MentionKind
    excerpt: str
    candidates: tuple[Candidate, ...]
    mention_ids: tuple[MentionId, ...]
    at: datetime | None = None


class OfferKind(StrEnum):
    """What a person is asked about a paper."""

    PUBLICATION = "publication"  # whether it was published there
    RECORD = "record"  # whether a source's record is of the same work


@dataclass(frozen=True, slots=True)
class Offer:
    """What a source says of a paper and the rules would not take without a person's word.

    `reason` is a sentence in English that a door can translate.
    """

    id: OfferId
    kind: OfferKind
    paper_id: PaperId
    key: CiteKey
    title: str
    record: PaperRecord
    reason: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SyncRow:
    """A paper as `sync` looks at it: what it is known by, and who was asked about it when."""

    id: PaperId
    key: CiteKey
    title: str
    state: PaperState
    identifiers: tuple[Identifier, ...]
    lookups: tuple[Lookup, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper to be added: its key, what one source says of it, and the fields that it is to show.

    `aliases` are more keys for it. It counts as added at `added_at`, whenever it is saved (`at`).
    """

    key: CiteKey
    record: PaperRecord
    shown: PaperRecord
    state: PaperState
    at: datetime
    added_at: datetime
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LearnedNameRow:
    """A name that a person accepted for a paper: `surface` as it was written."""

    normalised: str
    surface: str
    paper_id: PaperId
    key: CiteKey
    title: str


@dataclass(frozen=True, slots=True)
class PresentationRow:
    """Who presents what, to be saved; `group` is the number of the find in the log `log_id`.

    One with an `id` is the presentation that has this number already. `keys` is what tells it
    from the others that its logs tell of, whatever they call it by now; the library sees to them.
    """

    presenters: tuple[str, ...]
    topic: str
    line: int | None = None
    status: PresentationStatus = PresentationStatus.DONE
    paper_id: PaperId | None = None
    group: int | None = None
    role: PresentationRole = PresentationRole.PRESENT
    minutes: int | None = None
    reason: str = ""
    id: PresentationId | None = None
    log_id: LogId | None = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A meeting that comes again, to be saved; the fields are those of `Series`."""

    weekday: int
    since: date
    starts: str = ""
    zone: str = ""
    title: str = ""
    until: date | None = None
    every: int = 1
    place: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One meeting, to be saved; `line` is where its log tells of it.

    `sure` is False for one that a person should look at before it is taken.
    """

    date: date | None = None
    date_text: str = ""
    title: str = ""
    moderator: str = ""
    scribe: str = ""
    participants: tuple[str, ...] = ()
    presentations: tuple[PresentationRow, ...] = ()
    line: int | None = None
    sure: bool = True
    starts: str = ""  # "19:30", in the session's own time zone
    zone: str = ""  # "Asia/Seoul"
    place: str = ""
    minutes: int | None = None
    note: str = ""
    state: SessionState = SessionState.OPEN
    reason: str = ""
    absent: tuple[str, ...] = ()
    series: SeriesId | None = None


@dataclass(frozen=True, slots=True)
class TodoRow:
    """Something a log says is still to do, to be saved; `group` as in `MentionRow`."""

    line: int
    text: str
    done: bool = False
    paper_id: PaperId | None = None
    group: int | None = None
    kind: TodoKind = TodoKind.TASK


@dataclass(frozen=True, slots=True)
class PathRow:
    """An order in which to read, to be saved; `groups` as in `MentionRow`, `papers` beside them."""

    line: int
    groups: tuple[int, ...]
    papers: tuple[PaperId | None, ...]


@dataclass(frozen=True, slots=True)
class ReadingPath:
    """An order in which to read, from a log: (cite key, title) of each paper."""

    path: str
    line: int
    papers: tuple[tuple[CiteKey, str], ...]


@dataclass(frozen=True, slots=True)
class Todo:
    """Something a log says is still to do; `paper` is (cite key, title) or None.

    `by_hand` says that a person closed or opened it, whatever the log's box says.
    """

    id: TodoId
    log_id: LogId
    path: str
    line: int
    text: str
    done: bool
    paper: tuple[CiteKey, str] | None = None
    kind: TodoKind = TodoKind.TASK
    by_hand: bool = False
    log_date: date | None = None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One thing a person did: what `undo` takes back, or `redo` does again if `undone`.

    One that is `stuck` was tried in vain, since others changed the same things; both pass over it.
    """

    id: int
    action: str
    at: datetime | None
    undone: bool
    stuck: bool = False


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What the library is and holds.

    `revision` is empty for a library that does not exist yet, `size` in bytes; `counts` are
    (word, number) in a fixed order: papers, authors, logs, mentions, and so on.
    """

    database: str
    engine: str
    revision: str
    size: int
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingEntry:
    """A paper's place on a reading list: the group's where `person` is None.

    `priority` counts from 1 (first); `rating` from 1 to 5; None means not said.
    """

    paper_id: PaperId
    status: PaperStatus
    person: PersonId | None = None
    priority: int | None = None
    due: date | None = None
    rating: int | None = None
    note: str = ""
    added_at: datetime | None = None
    nominated_by: PersonId | None = None


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A line of a reading list as it is shown; `votes` are the names of those who want it."""

    entry: ReadingEntry
    key: CiteKey
    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    votes: tuple[str, ...] = ()
    nominated_by: str = ""


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """A paper as it is compared with the others.

    `authors` are family names, in order; `identifiers` its own, and those its records claim.
    """

    id: PaperId
    key: CiteKey
    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why papers are taken for one: an English template that a door can translate, its fields."""

    template: str
    fields: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.fields)) if self.fields else self.template


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Papers that look like one work, oldest first; `sure` where an identifier says so."""

    papers: tuple[DuplicateRow, ...]
    evidence: tuple[Likeness, ...]
    sure: bool
