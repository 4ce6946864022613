"""A library in a temporary folder, and short ways to fill it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import MentionRow
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import Candidate, FindStatus, LogScan, MentionKind
from paperstudy.domain.papers import Author, PaperId, PaperRecord, PaperState
from paperstudy.store.store import Store, open_store
from paperstudy.store.views import Writer
from tests.fakes.postgres import Server, why_not

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

AddPaper = Callable[..., PaperId]
MakeRow = Callable[..., MentionRow]


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "group" / "library.db")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, made by the first test that asks for one."""
    missing = why_not()
    if missing:
        pytest.skip(missing)
    running = Server()
    try:
        if not running.runs:
            pytest.skip("PostgreSQL is installed and does not start")
        yield running
    finally:
        running.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A library that holds nothing, on each of the engines; in SQLite it does not exist yet."""
    if request.param == "sqlite":
        address = request.getfixturevalue("database")
    else:
        address = request.getfixturevalue("server").empty_library()
    with open_store(address, busy_seconds=0.1) as opened:
        yield opened


@pytest.fixture
def sqlite_store(database: str) -> Iterator[Store]:
    """A library in a file that does not exist yet."""
    with open_store(database, busy_seconds=0.05) as opened:
        yield opened


@pytest.fixture
def add_paper() -> AddPaper:
    """Add a paper inside a transaction: `add_paper(tx, "key", "Title", "arxiv id", …)`."""

    def add(  # noqa: PLR0917 - short calls in many tests
        tx: Writer,
        key: str,
        title: str = "A title",
        arxiv: str = "",
        authors: tuple[str, ...] = (),
        year: int | None = None,
        abstract: str = "",
    ) -> PaperId:
        record = PaperRecord(
            "catalogue",
            title,
            tuple(map(Author, authors)),
            year=year,
            abstract=abstract,
            identifiers=(Identifier(Scheme.ARXIV, arxiv),) if arxiv else (),
        )
        return tx.papers.add(record, key, PaperState.OFFLINE, AT)

    return add


@pytest.fixture
def make_row() -> MakeRow:
    """Make a mention as a scan does: `make_row("bert", line=3)`."""

    def make(  # noqa: PLR0917 - short calls in many tests
        name: str,
        line: int = 1,
        ordinal: int = 0,
        group: int = 0,
        status: FindStatus = FindStatus.SUGGESTED,
        paper_id: PaperId | None = None,
    ) -> MentionRow:
        candidate = Candidate(PaperRecord("catalogue", name.upper()), 0.5, ("ambiguous name",))
        return MentionRow(
            MentionKind.NAME,
            name,
            ordinal,
            line,
            0,
            name.upper(),
            f"we read {name}",
            group,
            status,
            paper_id,
            (candidate,),
        )

    return make


@pytest.fixture
def save_log() -> Callable[..., LogId]:
    def save(tx: Writer, path: str = "/logs/day1.md", digest: str = "d1") -> LogId:
        return tx.logs.save(path, digest, 10, 20, LogScan("Day 1"), AT)

    return save
