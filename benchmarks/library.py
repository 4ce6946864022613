"""A generated library to measure on: papers, and the sessions of a group over the years."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.papers import Author, CiteKey, PaperId, PaperRecord, PaperState
from paperstudy.store.store import open_store

WORDS = (
    "attention", "retrieval", "contrastive", "diffusion", "segmentation", "transformer",
    "pretraining", "language", "한국어", "모델", "학습", "graph", "sparse", "federated", "prompt",
    "adversarial", "detection", "speech", "reinforcement", "영상",
)  # fmt: skip
MEMBERS = (
    "김민수",
    "이서연",
    "박지훈",
    "최유진",
    "정하늘",
    "Ada Park",
    "강도윤",
    "윤서아",
    "임주원",
    "한지우",
)
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_FIRST = date(2026, 11, 20)
_AT_ONCE = 5_000  # papers a transaction


def make_library(database: str, *, papers: int, sessions: int = 0) -> None:
    """Fill a library; every two hundredth paper has the word needle in its title."""
    store = open_store(database)
    for start in range(0, papers, _AT_ONCE):
        with store.write() as tx:
            for number in range(start, min(papers, start + _AT_ONCE)):
                tx.papers.add(_record(number), key(number), PaperState.OFFLINE, _AT)
    for start in range(0, sessions, _AT_ONCE):
        with store.write() as tx:
            for number in range(start, min(sessions, start + _AT_ONCE)):
                tx.sessions.add(_session(number, papers))
    store.close()


def key(number: int) -> CiteKey:
    """Return the cite key of a paper."""
    return CiteKey(f"author{number}word")


def _record(number: int) -> PaperRecord:
    words = [WORDS[(number * step) % len(WORDS)] for step in (1, 3, 7, 11)]
    needle = " needle" if number % 200 == 0 else ""
    return PaperRecord(
        "catalogue",
        f"{' '.join(words).title()} {number}{needle}",
        authors=(Author(f"Ada Author{number}"), Author("김민수"), Author("B. Third")),
        year=2000 + number % 25,
        venue="NeurIPS",
        abstract=" ".join(WORDS * 4),
        identifiers=(Identifier(Scheme.ARXIV, f"{1000 + number // 100:04}.{number:05}"),),
    )


def _session(number: int, papers: int) -> SessionRow:
    people = [MEMBERS[(number + step) % len(MEMBERS)] for step in range(5)]
    talks = tuple(
        PresentationRow((person,), f"talk {number}", paper_id=PaperId(1 + (number + at) % papers))
        for at, person in enumerate(people[:2] if papers else ())
    )
    return SessionRow(
        date=_FIRST - timedelta(days=number),
        title=f"세미나 {number}",
        moderator=people[2],
        participants=tuple(people),
        presentations=talks,
        starts="19:30",
        zone="Asia/Seoul",
        place="3층 회의실",
    )
