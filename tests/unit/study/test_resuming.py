"""A sync that was stopped or killed anywhere and begun again ends in the same library."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from paperstudy.domain.errors import NeedsLoginError, SourceUnavailableError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, PaperRecord, Publication, Repository
from paperstudy.domain.sources import Looked
from paperstudy.store.store import open_store
from tests.fakes.sources import FakeSource
from tests.unit.study.house import (
    ARXIV,
    BOTH,
    DOI,
    House,
    arxiv_id,
    doi_of,
    preprint,
    printed,
)

TITLES = {
    "2001.00001": "One Paper About Many Things",
    "2001.00002": "A Second Paper About Few Things",
    "2001.00003": "A Third Paper That Nobody Printed",
    "2001.00004": "A Fourth Paper That arXiv Cannot Send",
}
UNKNOWN = "2001.00009"
FORUM = Identifier(Scheme.OPENREVIEW, "abcdefghij")
DOWN = SourceUnavailableError("it does not answer")


class DiedError(BaseException):
    """Stands for a process that is killed."""


@dataclass
class Turn:
    """Counts the answers of all sources; stops or kills at the one it is told to."""

    stop_at: int = -1
    die_at: int = -1
    count: int = 0
    cancel: CancelToken = field(default_factory=CancelToken)

    def step(self) -> None:
        self.count += 1
        if self.count == self.stop_at:
            self.cancel.cancel()

    def after(self) -> None:
        if self.count == self.die_at:
            raise DiedError


@dataclass
class Counted(FakeSource):
    """A source whose answers are counted."""

    turn: Turn = field(default_factory=Turn)

    def lookup(self, identifiers: Sequence[Identifier], cancel: CancelToken) -> Iterator[Looked]:
        for looked in super().lookup(identifiers, cancel):
            self.turn.step()
            yield looked
            self.turn.after()

    def search(
        self, title: str, author: str = "", year: int | None = None, *, cancel: CancelToken
    ) -> list[PaperRecord]:
        self.turn.step()
        self.turn.after()
        return super().search(title, author, year, cancel=cancel)


def make_sources(turn: Turn) -> list[FakeSource]:
    one, second, _, fourth = TITLES
    preprints = {f"arxiv:{n}": preprint(n, title) for n, title in TITLES.items()}
    claim = Publication("Conference on Made-Up Methods", 2021, "10.1000/one", "proceedings")
    s2 = {
        name: replace(record, source="semanticscholar", citations=3)
        for name, record in preprints.items()
    }
    s2[f"arxiv:{one}"] = replace(s2[f"arxiv:{one}"], publication=claim)
    second_in_print = printed("10.1000/second", TITLES[second])
    code = Repository("https://github.com/example/one", "huggingface")
    found = replace(
        preprint("2001.00005", "A Talk That Was Written Down"), source="semanticscholar"
    )
    return [
        Counted(answers=preprints, errors={f"arxiv:{fourth}": DOWN}, turn=turn),
        Counted(
            "datacite",
            BOTH,
            {f"arxiv:{fourth}": replace(preprints[f"arxiv:{fourth}"], source="datacite")},
            turn=turn,
        ),
        Counted(
            "crossref",
            DOI,
            {
                "doi:10.1000/one": printed("10.1000/one", TITLES[one], citations=1),
                "doi:10.1000/second": replace(second_in_print, citations=2),
                "doi:10.1000/doubtful": printed("10.1000/doubtful"),
            },
            found=[second_in_print, printed("10.1000/x", TITLES["2001.00003"] + ", Extended")],
            turn=turn,
        ),
        Counted("semanticscholar", BOTH, s2, found=[found], turn=turn),
        Counted(
            "openreview",
            frozenset({Scheme.OPENREVIEW}),
            failure=NeedsLoginError("log in"),
            turn=turn,
        ),
        Counted(
            "huggingface",
            ARXIV,
            {
                f"arxiv:{one}": replace(
                    preprints[f"arxiv:{one}"], source="huggingface", repositories=(code,)
                )
            },
            turn=turn,
        ),
        Counted(
            "openalex",
            DOI,
            {"doi:10.1000/second": replace(second_in_print, source="openalex", citations=4)},
            turn=turn,
        ),
    ]


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A library with papers that nobody was asked about."""
    path = tmp_path / "begun.db"
    store = open_store(str(path))
    wanted: list[PaperRecord] = [
        PaperRecord("log", "", identifiers=(arxiv_id(n),)) for n in (*TITLES, UNKNOWN)
    ]
    wanted += [
        PaperRecord(
            "log",
            "A Talk That Was Written Down",
            authors=(Author("Ada Lovelace"),),
            year=2020,
            identifiers=(FORUM,),
        ),
        PaperRecord("log", "", identifiers=(doi_of("10.1000/doubtful"),)),
    ]
    House(store).shelve(*wanted)
    store.close()
    return path


def run(path: Path, *turns: Turn) -> tuple[list[Any], int]:
    """Sync once for each turn, as a process of its own; return what is there and the last count."""
    for turn in turns:
        store = open_store(str(path))
        house = House(store, make_sources(turn))
        try:
            house.sync(cancel=turn.cancel)
        except DiedError:
            pass
        finally:
            result = house.dump()
            store.close()
    return result, turns[-1].count


def test_a_sync_that_is_cut_at_any_answer_ends_like_one_that_was_not(
    begun: Path, tmp_path: Path
) -> None:
    def copy(name: str) -> Path:
        return Path(shutil.copy(begun, tmp_path / name))

    whole, steps = run(copy("whole.db"), Turn())
    assert steps > 25, "there is something to cut"
    again, more = run(copy("twice.db"), Turn(), Turn())
    assert again == whole, "a sync that goes on is the same as one that is done"
    assert more < steps
    for step in range(1, steps + 1):
        cut = Turn(stop_at=step) if step % 3 else Turn(die_at=step)
        resumed, _ = run(copy(f"{step}.db"), cut, Turn())
        assert resumed == whole, f"cut at answer {step}"
