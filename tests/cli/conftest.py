"""A study that only remembers what it was asked, and a way to run one command line on it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.cli.app import run
from paperstudy.cli.call import Call
from paperstudy.cli.output import Style
from paperstudy.config import CREDENTIALS
from paperstudy.domain.errors import NotFoundError, PaperstudyError, StaleEditError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Notice, Started
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import (
    DuplicateGroup,
    InboxItem,
    LearnedNameRow,
    LogMention,
    MentionId,
    Offer,
    OfferId,
    OfferKind,
    StoreInfo,
)
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import (
    Candidate,
    FindStatus,
    LogScan,
    Mention,
    MentionKind,
    PaperFind,
    PresentationDraft,
    PresentationStatus,
    SessionDraft,
    TodoDraft,
)
from paperstudy.domain.papers import (
    Author,
    CiteKey,
    Paper,
    PaperEdit,
    PaperId,
    PaperRecord,
    PaperState,
    PaperStatus,
    PaperSummary,
    Publication,
)
from paperstudy.domain.people import NameDoubt, Person, PersonId
from paperstudy.domain.queries import Page
from paperstudy.domain.sessions import Presentation, SessionId, StudySession
from paperstudy.study import open_study
from paperstudy.study.scanned import LogChange, ScannedLog, ScanSummary
from paperstudy.study.values import (
    Accepted,
    Added,
    Exported,
    FieldOrigin,
    FoundPaper,
    PaperDetail,
    PdfPlace,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TERMINAL = Style(width=80)
ATTENTION = PaperSummary(
    PaperId(1),
    CiteKey("vaswani2017attention"),
    "Attention Is All You Need",
    ("Ashish Vaswani", "Noam Shazeer", "Niki Parmar"),
    more_authors=True,
    year=2017,
    identifiers=("arxiv:1706.03762",),
    status=PaperStatus.READ,
    state=PaperState.FETCHED,
    tags=("nlp", "classic"),
)
KOREAN = PaperSummary(
    PaperId(2),
    CiteKey("kim2020korean"),
    "한국어 형태소 분석을 위한 사전 학습 언어 모델의 비교 연구와 그 응용에 대한 고찰",
    ("김철수", "이영희"),
    more_authors=False,
    year=2020,
    identifiers=("doi:10.5555/12345678",),
    status=PaperStatus.TO_READ,
    state=PaperState.OFFLINE,
    tags=(),
)
STUB = PaperSummary(
    PaperId(3),
    CiteKey("arxiv210100001"),
    "",
    (),
    more_authors=False,
    year=None,
    identifiers=("arxiv:2101.00001",),
    status=PaperStatus.UNREAD,
    state=PaperState.PENDING,
    tags=(),
)
PAPER = Paper(
    PaperId(1),
    CiteKey("vaswani2017attention"),
    "Attention Is All You Need",
    authors=(Author("Ashish Vaswani"), Author("Noam Shazeer"), Author("Niki Parmar")),
    more_authors=True,
    year=2017,
    venue="NeurIPS",
    abstract="The dominant sequence transduction models are based on complex recurrent or "
    "convolutional neural networks that include an encoder and a decoder.",
    identifiers=(Identifier(Scheme.ARXIV, "1706.03762"),),
    url="https://arxiv.org/abs/1706.03762",
    state=PaperState.OFFLINE,
    status=PaperStatus.READ,
    tags=("nlp",),
    provenance=(("title", "catalogue"), ("year", "catalogue"), ("venue", "person")),
)
SESSION = StudySession(
    SessionId(3),
    date(2021, 8, 17),
    "8월 17일",
    "피어 세션",
    "김민수",
    "",
    ("김민수", "박지훈", "이서연"),
    (
        Presentation(("박지훈",), (PAPER.key, PAPER.title), "", line=14),
        Presentation((), None, "다음 주 주제 정하기", PresentationStatus.PLANNED, 20),
    ),
    logs=("/logs/2021-08-17.md",),
)
RECORD = PaperRecord(
    "catalogue",
    "Swin Transformer: Hierarchical Vision Transformer using Shifted Windows",
    authors=(Author("Ze Liu"), Author("Yutong Lin")),
    more_authors=True,
    year=2021,
    identifiers=(Identifier(Scheme.ARXIV, "2103.14030"),),
)
ITEM = InboxItem(
    MentionId(31),
    LogId(1),
    "/logs/2021-08-17.md",
    22,
    "Swin",
    MentionKind.NAME,
    "- Swin 도 읽어 보기로 했다",
    (
        Candidate(RECORD, 0.62, ("name",)),
        Candidate(PaperRecord("library", "Video Swin Transformer"), 0.41),
    ),
    (MentionId(31), MentionId(32)),
)
MENTION = LogMention(
    MentionId(1),
    LogId(1),
    "/logs/2021-08-17.md",
    date(2021, 8, 17),
    14,
    3,
    MentionKind.NAME,
    "Transformer",
    "1. Transformer 논문 리뷰 (발표자: 박지훈)",
    FindStatus.CONFIDENT,
)
SCAN = LogScan(
    title="8월 17일",
    date=date(2021, 8, 17),
    finds=(
        PaperFind(
            FindStatus.CONFIDENT,
            (Mention(14, 3, "Transformer", MentionKind.NAME, "transformer"),),
            (Candidate(PaperRecord("catalogue", PAPER.title, identifiers=PAPER.identifiers), 0.9),),
        ),
        PaperFind(
            FindStatus.SUGGESTED,
            (Mention(22, 2, "Swin", MentionKind.NAME, "swin"),),
            ITEM.candidates,
        ),
        PaperFind(
            FindStatus.UNKNOWN,
            (Mention(30, 0, "Some Unknown Thing", MentionKind.TITLE, "some unknown thing"),),
            (Candidate(PaperRecord("log", "Some Unknown Thing"), 0.2),),
        ),
    ),
    sessions=(
        SessionDraft(
            12,
            date(2021, 8, 17),
            title="피어 세션",
            presentations=(
                PresentationDraft(("박지훈",), "트랜스포머", 14, find=0),
                PresentationDraft((), "아무도 없음", 15),
            ),
        ),
    ),
    todos=(TodoDraft(22, "Swin 읽기", done=False, find=1),),
)


NOW = datetime(2024, 5, 21, 12, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)  # 18:00 in Seoul
PUBLISHED = Publication("NeurIPS 2017", 2017, "10.5555/3295222")
OFFER = Offer(
    OfferId(1),
    OfferKind.PUBLICATION,
    PAPER.id,
    PAPER.key,
    PAPER.title,
    PaperRecord(
        "crossref",
        "Attention is all you need",
        authors=(Author("A. Vaswani"),),
        year=2023,
        identifiers=(Identifier(Scheme.DOI, "10.5555/3295222"),),
        publication=PUBLISHED,
    ),
    "its title differs a little",
)


def page(rows: Sequence[Any], limit: int | None) -> Page[Any]:
    return Page(tuple(rows[:limit]), len(rows))


@dataclass
class FakeStudy:
    """Holds what the operations answer, and what they were asked; it is its own subjects."""

    papers: list[PaperSummary] = field(default_factory=lambda: [ATTENTION, KOREAN, STUB])
    items: list[InboxItem] = field(default_factory=lambda: [ITEM])
    meetings: list[StudySession] = field(default_factory=lambda: [SESSION])
    learned: list[LearnedNameRow] = field(default_factory=list)
    events: list[Any] = field(default_factory=list)
    note: str = ""
    newer_note: str | None = None
    action: str | None = None
    failure: BaseException | None = None
    stopped: Any = field(default_factory=lambda: ScanSummary(new=1))
    mentions: list[LogMention] = field(default_factory=lambda: [MENTION])
    records: tuple[PaperRecord, ...] = ()
    detail: PaperDetail | None = None
    origins: tuple[FieldOrigin, ...] = ()
    candidates: tuple[FoundPaper, ...] = ()
    groups: tuple[DuplicateGroup, ...] = ()
    offered: list[Offer] = field(default_factory=list)
    unsure: list[StudySession] = field(default_factory=list)
    doubted: list[NameDoubt] = field(default_factory=list)
    place: PdfPlace = field(default_factory=lambda: PdfPlace(PAPER.key))
    tags: tuple[str, ...] = PAPER.tags
    exported: Exported = field(
        default_factory=lambda: Exported(b"@article{vaswani2017attention,\n}\n", 1)
    )
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    settings: Any = None
    display: bool = True

    def __post_init__(self) -> None:
        self.scanning = self.inbox = self.library = self.exporting = self.upkeep = self
        self.syncing = self.pdfs = self.people = self
        self.sessions = FakeSessions(self)
        self.same_meetings = SimpleNamespace(list=tuple)

    def _hear(self, *asked: Any) -> None:
        self.asked.append(asked)
        if self.failure is not None:
            raise self.failure

    def scan(self, paths: Any, *, dry_run: bool = False, cancel: Any) -> Iterator[Any]:
        self._hear("scan", paths, dry_run)
        yield from self._stream(cancel)

    def add(self, references: Any, *, cancel: Any) -> Iterator[Any]:
        self._hear("add", references)
        yield from self._stream(cancel)

    def _stream(self, cancel: Any) -> Iterator[Any]:
        for event in self.events:
            if callable(event):
                event()
            elif cancel.cancelled:
                break
            else:
                yield event
        else:
            return
        yield Finished(self.stopped, cancelled=True)

    def list(self, *, offset: int = 0, limit: int | None = None) -> Page[InboxItem]:
        self._hear("inbox", offset, limit)
        return page(self.items, limit)

    def accept(self, number: int) -> Accepted:
        self._hear("accept", number)
        self._item(number)
        return Accepted(PAPER.key, PAPER.title, 2, learned="Swin")

    def accept_all(self, *, minimum: float = 0.0) -> tuple[Accepted, ...]:
        self._hear("accept_all", minimum)
        return (Accepted(PAPER.key, PAPER.title, 2),)

    def choose(self, number: int, choice: str) -> Accepted:
        self._hear("choose", number, choice)
        return Accepted(PAPER.key, PAPER.title, 1)

    def _item(self, number: int) -> None:
        if number >= 99999:
            raise NotFoundError("nothing with the number {number} waits", number=number)

    def reject(self, number: int) -> str:
        self._hear("reject", number)
        self._item(number)
        return "Swin"

    def names(self) -> tuple[LearnedNameRow, ...]:
        self._hear("names")
        return tuple(self.learned)

    def forget(self, name: str) -> None:
        self._hear("forget", name)

    def search(self, query: Any, *, offset: int = 0, limit: int | None = None) -> Page[Any]:
        self._hear("search", query, limit)
        return page(self.papers, limit)

    def get(self, reference: str) -> PaperDetail:
        self._hear("get", reference)
        if reference not in {PAPER.key, "1706.03762"}:
            raise NotFoundError(
                "no paper has the key “{key}”",
                hint="did you mean {near}?",
                key=reference,
                near=PAPER.key,
            )
        paper = PAPER._replace(tags=self.tags)
        detail = PaperDetail(paper, self.note, tuple(self.mentions), (SESSION,), self.records)
        return self.detail or detail

    def provenance(self, reference: str) -> tuple[FieldOrigin, ...]:
        self._hear("provenance", reference)
        return self.origins

    def find_candidates(self, title: str, *, cancel: Any) -> tuple[FoundPaper, ...]:
        self._hear("find", title)
        return self.candidates

    def take(self, found: FoundPaper, *, cancel: Any) -> Iterator[Any]:
        self._hear("take", found)
        added = Added(PAPER.key, found.record.title, PaperState.FETCHED, created=not found.key)
        yield ItemDone(PAPER.key, added)
        yield Finished(1)

    def add_manual(self, edit: PaperEdit, identifiers: Any = ()) -> Added:
        self._hear("add_manual", edit, list(identifiers))
        return Added(
            CiteKey("bishop1994mixture"), edit.title or "", PaperState.OFFLINE, created=True
        )

    def add_file(self, path: Path, *, cancel: Any) -> Iterator[Any]:
        self._hear("add_file", path)
        yield from self._stream(cancel)

    def merge(self, keep: str, drop: str) -> Paper:
        self._hear("merge", keep, drop)
        return PAPER

    def duplicates(self) -> tuple[DuplicateGroup, ...]:
        self._hear("duplicates")
        return self.groups

    def sync(
        self, keys: Any = (), *, everything: bool = False, stale: bool = False, cancel: Any
    ) -> Iterator[Any]:
        self._hear("sync", keys, everything, stale)
        yield from self._stream(cancel)

    def find(self, reference: str) -> PdfPlace:
        self._hear("pdf", reference)
        return self.place

    def download(self, reference: str, *, cancel: Any) -> Iterator[Any]:
        self._hear("download", reference)
        yield from self._stream(cancel)

    def unsure_sessions(self) -> tuple[StudySession, ...]:
        return tuple(self.unsure)

    def accept_session(self, number: int) -> StudySession:
        self._hear("accept_session", number)
        self._item(number)
        return SESSION

    def reject_session(self, number: int) -> StudySession:
        self._hear("reject_session", number)
        self._item(number)
        return SESSION

    def doubts(self) -> tuple[NameDoubt, ...]:
        return tuple(self.doubted)

    def doubt(self, number: int) -> None:
        self._item(number)

    def settle(self, number: int, name: str = "") -> Person | None:
        self._hear("settle", number, name)
        self._item(number)
        return Person(PersonId(1), "김민수", ("민수",)) if name else None

    def offers(self) -> tuple[Offer, ...]:
        self._hear("offers")
        return tuple(self.offered)

    def accept_offer(self, number: int) -> Paper:
        self._hear("accept_offer", number)
        self._item(number)
        return PAPER._replace(publication=PUBLISHED)

    def reject_offer(self, number: int) -> Offer:
        self._hear("reject_offer", number)
        self._item(number)
        return OFFER

    def edit(self, reference: str, edit: PaperEdit) -> Paper:
        self._hear("edit", reference, edit)
        return PAPER

    def set_note(self, reference: str, text: str, *, expected: str | None = None) -> Paper:
        self._hear("note", reference, text, expected)
        if expected is not None and self.newer_note is not None:
            raise StaleEditError("the note on {key} has changed since", key=reference)
        return PAPER

    def append_note(self, reference: str, text: str) -> Paper:
        self._hear("append", reference, text)
        return PAPER

    def tag(self, references: Any, *, add: Any = (), remove: Any = ()) -> int:
        self._hear("tag", list(references), list(add), list(remove))
        kept = [tag for tag in self.tags if tag not in remove]
        self.tags = (*kept, *(tag for tag in add if tag not in kept))
        return len(references)

    def remove(self, references: Any) -> tuple[CiteKey, ...]:
        self._hear("remove", references)
        return tuple(CiteKey(reference) for reference in references)

    def complete_keys(self, prefix: str) -> Any:
        self._hear("complete_keys", prefix)
        return [(paper.key, paper.title) for paper in self.papers if paper.key.startswith(prefix)]

    def complete_tags(self, prefix: str) -> Any:
        self._hear("complete_tags", prefix)
        return [tag for tag in ("nlp", "vision") if tag.startswith(prefix)]

    def export(self, name: str, choice: Any = None, **options: Any) -> Exported:
        self._hear("export", name, {"choice": choice} | options)
        return self.exported

    def count_replaced(self, name: str, written: bytes, *, force: bool) -> int:
        self._hear("count_replaced", name, {"written": written, "force": force})
        return 0

    def info(self) -> StoreInfo:
        self._hear("info")
        counts = (("papers", 1234), ("logs", 25), ("surprises", 1))
        return StoreInfo("/data/default.db", "SQLite 3.40.1", "0001", 3_500_000, counts)

    @contextmanager
    def together(self, action: str) -> Iterator[None]:
        self._hear("together", action)
        yield

    def undo(self) -> str | None:
        self._hear("undo")
        return self.action

    def redo(self) -> str | None:
        self._hear("redo")
        return self.action


class FakeSessions:
    def __init__(self, study: FakeStudy) -> None:
        self.study = study

    def list(self, **filters: Any) -> tuple[StudySession, ...]:
        self.study._hear("sessions", filters)
        return tuple(self.study.meetings)

    def get(self, number: int) -> StudySession:
        self.study._hear("session", number)
        return SESSION


@dataclass
class Outcome:
    """What a command line gave."""

    code: int
    out: str
    err: str


Desk = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the keys of whoever runs the tests that other programs keep in variables."""
    for _, variable in CREDENTIALS.values():
        if variable:
            monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def study() -> FakeStudy:
    return FakeStudy()


@pytest.fixture
def cli(study: FakeStudy, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run a command line as on a terminal of 80 columns without colour."""

    @contextmanager
    def opener(settings: Any) -> Iterator[Any]:
        study.settings = settings
        yield study

    def launched(place: str) -> bool:
        study.asked.append(("launch", place))
        return study.display

    def invoke(*arguments: str, style: Style | None = TERMINAL) -> Outcome:
        capsys.readouterr()
        call = Call(
            environ=dict(os.environ),
            opener=opener,
            drawn=style,
            clock=lambda: NOW,
            launch=launched,
        )
        code = run(arguments, call)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return invoke


@pytest.fixture
def empty_desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """Run command lines one after another on one library that does not exist yet, on a Saturday."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAPERSTUDY_DATABASE", str(tmp_path / "desk.db"))
    monkeypatch.setenv("PAPERSTUDY_OFFLINE", "1")

    def invoke(*arguments: str, style: Style | None = TERMINAL) -> Outcome:
        capsys.readouterr()
        call = Call(
            environ=dict(os.environ),
            opener=lambda settings: open_study(settings, clock=lambda: SATURDAY),
            drawn=style,
            clock=lambda: SATURDAY,
        )
        code = run(arguments, call)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return invoke


@pytest.fixture(scope="session")
def made() -> dict[tuple[tuple[str, ...], ...], bytes]:
    """The libraries that command lines made, each kept as its file."""
    return {}


@pytest.fixture
def furnish(
    empty_desk: Desk, tmp_path: Path, made: dict[tuple[tuple[str, ...], ...], bytes]
) -> Callable[..., Desk]:
    """Run command lines that go well on the empty desk; the same ones are run once for all."""
    database = tmp_path / "desk.db"
    done: list[tuple[str, ...]] = []

    def prepare(*lines: tuple[str, ...]) -> Desk:
        done.extend(lines)
        kept = made.get(tuple(done))
        if kept is not None:
            database.write_bytes(kept)
            return empty_desk
        for line in lines:
            given = empty_desk(*line)
            assert given.code == 0, given.err
        assert not list(tmp_path.glob("desk.db-*"))  # all is in the one file
        made[tuple(done)] = database.read_bytes()
        return empty_desk

    return prepare


@pytest.fixture
def screen() -> Callable[[str, str], None]:
    """Compare with a screen kept as text; UPDATE_SCREENS=1 writes it anew, to be read in review."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "screens" / f"{name}.txt"
        if os.environ.get("UPDATE_SCREENS"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def scanned() -> list[Any]:
    """Return the events of a scan of two logs, one of which cannot be read."""
    return [
        Started(2, "scan"),
        ItemDone(
            "/logs/2021-08-17.md",
            ScannedLog("/logs/2021-08-17.md", LogChange.NEW, SCAN, (PAPER.key,)),
        ),
        ItemFailed("/logs/bad.md", UnreadableError("{path} is no text", path="/logs/bad.md")),
        Finished(ScanSummary(new=1, failed=1, papers_added=1, suggested=1, unknown=1, sessions=1)),
    ]


class UnreadableError(PaperstudyError):
    exit_code = 5
    kind = "log"


@pytest.fixture
def added() -> list[Any]:
    """Return the events of adding a known, a new and a stub paper."""
    return [
        Started(3, "add"),
        Notice("{source}: {reason}", (("source", "arxiv"), ("reason", "busy"))),
        ItemDone("a", Added(PAPER.key, PAPER.title, PaperState.FETCHED, created=True)),
        ItemDone("b", Added(PAPER.key, PAPER.title, PaperState.FETCHED, created=False)),
        ItemDone("c", Added(CiteKey("stub"), "", PaperState.PENDING, created=True)),
        Finished(2),
    ]
