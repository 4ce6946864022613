"""`digest`: a week in ten lines, whatever there is to tell."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.library import ReadingEntry, ReadingRow, Todo, TodoId
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import PresentationStatus, TodoKind
from paperstudy.domain.papers import CiteKey, PaperId, PaperStatus
from paperstudy.domain.sessions import Presentation, SessionId, StudySession
from paperstudy.saying.cells import display_width
from paperstudy.saying.digests import LINES, digest_lines
from paperstudy.study.digests import Digest

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Screen = Callable[[str, str], None]

ATTENTION = (CiteKey("vaswani2017attention"), "Attention Is All You Need")
HELD = StudySession(
    SessionId(3), date(2026, 11, 20), "", "피어 세션", "김민수", "", ("김민수",),
    (Presentation(("박지훈", "이서연"), ATTENTION, ""), Presentation(("Ada",), None, "뒷풀이")),
)  # fmt: skip
COMING = StudySession(
    SessionId(4), date(2026, 11, 27), "", "Paper seminar", "", "", (),
    (Presentation(("이서연",), (CiteKey("k"), "BERT"), "", PresentationStatus.PLANNED),),
    starts="19:30", place="https://meet.example.org/x",
)  # fmt: skip
ROW = ReadingRow(
    ReadingEntry(PaperId(1), PaperStatus.TO_READ, due=date(2026, 12, 4)), CiteKey("d"), "Diffusion"
)
QUESTION = Todo(
    TodoId(1), LogId(1), "/a.md", 3, "왜 d의 제곱근으로 나눌까?", done=False, kind=TodoKind.QUESTION
)
WEEK = Digest(
    since=date(2026, 11, 14),
    until=date(2026, 11, 21),
    presented=tuple((HELD, held) for held in HELD.presentations),
    coming=(COMING,),
    presenters=("김민수", "Ada"),
    reading=(ROW,),
    questions=(QUESTION,),
)
NOTHING = Digest(date(2026, 11, 14), date(2026, 11, 21), (), (), (), (), ())


class Told:
    """Digests that are told what they say."""

    def __init__(self, digest: Digest) -> None:
        self.digest = digest
        self.since: date | None = None

    def get(self, *, since: date | None = None) -> Digest:
        self.since = since
        return self.digest


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", ["digest", "digest-empty"])
def test_screen_is_as_it_was(
    cli: Run, study: Any, screen: Screen, name: str, language: str
) -> None:
    study.digests = Told(WEEK if name == "digest" else NOTHING)
    given = cli("digest", "--lang", language)
    assert (given.code, given.err) == (0, "")
    screen(f"{name}.{language}", given.out)


def test_a_digest_is_never_longer_than_ten_lines() -> None:
    full = replace(
        WEEK,
        presented=WEEK.presented * 20,
        coming=WEEK.coming * 3,
        reading=WEEK.reading * 30,
        questions=WEEK.questions * 9,
    )
    lines = list(digest_lines(full))
    assert len(lines) == LINES
    # Each part is there, and says how much it leaves out.
    for label, more in (
        ("Presented", "(+38)"),
        ("Coming", "(+1)"),
        ("To read", "(+28)"),
        ("Open question", "(+7)"),
    ):
        last = [line for line in lines if line.startswith(f"- {label}: ")][-1]
        assert last.endswith(more), label
    assert any(line.startswith("- Next to present: 김민수, Ada") for line in lines)


def test_a_line_break_in_a_question_breaks_no_line() -> None:
    asked = replace(QUESTION, text="one\ntwo " + "long " * 100)
    lines = list(digest_lines(replace(NOTHING, questions=(asked,))))
    assert len(lines) == 4
    assert "one two" in lines[-1]
    assert lines[-1].endswith("…")


def test_the_days_are_those_that_a_person_asked_for(cli: Run, study: Any) -> None:
    study.digests = told = Told(NOTHING)
    cli("digest", "--since", "2024-05-06")
    assert told.since == date(2024, 5, 6)
    cli("digest", "--since", "monday")
    assert told.since == date(2024, 5, 20)
    given = cli("digest", "--since", "moonday")
    assert given.code == 2
    assert "monday" in given.err.lower()


def test_a_digest_is_an_object(cli: Run, study: Any) -> None:
    study.digests = Told(WEEK)
    found = json.loads(cli("digest", "--json").out)
    assert (found["since"], found["until"]) == ("2026-11-14", "2026-11-21")
    assert found["presented"][0]["paper"]["key"] == ATTENTION[0]
    assert found["presented"][1]["topic"] == "뒷풀이"
    assert found["coming"][0]["date"] == "2026-11-27"
    assert found["presenters"] == ["김민수", "Ada"]
    assert found["reading"][0]["due"] == "2026-12-04"
    assert found["questions"][0]["kind"] == "question"


def test_titles_are_cropped_and_people_never() -> None:
    many = tuple(
        Presentation(
            (f"발표자{number}", f"함께{number}"), (CiteKey(f"k{number}"), "긴 제목 " * 9), ""
        )
        for number in range(4)
    )
    digest = replace(
        WEEK,
        presented=tuple((HELD, held) for held in many),
        coming=(replace(COMING, presentations=many, title="세미나 " * 30),),
    )
    shown = "\n".join(digest_lines(digest))
    coming = next(line for line in shown.splitlines() if "2026-11-27" in line)
    for number in range(4):
        assert f"발표자{number}, 함께{number}: " in coming
    assert display_width(coming) <= 120
    crowd = replace(COMING, presentations=(Presentation((*"abc", "가나다" * 40), None, "x"),))
    assert "가나다" * 40 in "\n".join(digest_lines(replace(digest, coming=(crowd,))))
