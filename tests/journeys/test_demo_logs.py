"""The sample logs of the demo show what they are there to show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.logs import FindStatus, MentionKind, PresentationStatus
from paperstudy.logs.reading import read_text
from paperstudy.logs.scan import scan_log
from paperstudy.matching.catalogue import load_catalogue
from paperstudy.matching.recognise import NameRecogniser
from paperstudy.study.demo import sample_logs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paperstudy.domain.logs import LogScan

NOTION = "LoRA night 5c1f8e0b7a2d4963b8e1f0a94d27c6b3"


@pytest.fixture(scope="module")
def scans() -> Mapping[str, LogScan]:
    """Return what each sample log gives, by its stem."""
    recogniser = NameRecogniser(load_catalogue())
    with sample_logs() as folder:
        return {
            path.stem: scan_log(read_text(path.read_bytes()), str(path), recogniser)
            for path in folder.rglob("*.md")
        }


def _titles(scan: LogScan, status: FindStatus) -> set[str]:
    return {find.record.title for find in scan.finds if find.status is status}


def test_there_are_seven_logs_as_the_readme_says(scans: Mapping[str, LogScan]) -> None:
    assert len(scans) == 7


def test_an_arxiv_link_and_a_papers_with_code_link_are_one_paper(
    scans: Mapping[str, LogScan],
) -> None:
    found = [
        find for find in scans["2024-03-05-first-meeting"].finds if "16x16" in find.record.title
    ]

    assert len(found) == 1
    links = [mention for mention in found[0].mentions if mention.kind is MentionKind.LINK]
    assert [mention.line for mention in links] == [19, 20]


def test_names_in_passing_are_found_in_korean_prose(scans: Mapping[str, LogScan]) -> None:
    titles = _titles(scans["2024-03-13-yunwoo-diary"], FindStatus.CONFIDENT)

    assert {title.partition(":")[0] for title in titles} >= {
        "BERT",
        "BEiT",
        "U-Net",
        "Momentum Contrast for Unsupervised Visual Representation Learning",
    }


def test_a_name_of_two_papers_waits_with_both(scans: Mapping[str, LogScan]) -> None:
    waiting = [
        find
        for find in scans["2024-03-13-yunwoo-diary"].finds
        if find.status is FindStatus.SUGGESTED
    ]

    assert [find.mentions[0].text for find in waiting] == ["ERNIE"]
    assert len(waiting[0].candidates) == 2


def test_a_snake_and_a_film_clip_are_no_papers(scans: Mapping[str, LogScan]) -> None:
    texts = {
        mention.text.casefold()
        for name in ("2024-03-13-yunwoo-diary", "week-05")
        for find in scans[name].finds
        if find.status is FindStatus.CONFIDENT
        for mention in find.mentions
        if mention.line != 21  # where the paper is meant
    }

    assert texts.isdisjoint({"mamba", "clip"})


def test_a_title_in_a_reading_list_is_a_paper_though_the_catalogue_lacks_it(
    scans: Mapping[str, LogScan],
) -> None:
    unknown = [
        find.record for find in scans["reading-list"].finds if find.record.source != "catalogue"
    ]

    assert [record.title for record in unknown] == [
        "Efficient Training of Visual Transformers with Small Datasets"
    ]
    assert [str(identifier) for identifier in unknown[0].identifiers] == ["arxiv:2106.03746"]


def test_the_first_meeting_has_its_moderator_participants_and_presenter(
    scans: Mapping[str, LogScan],
) -> None:
    (session,) = scans["2024-03-05-first-meeting"].sessions

    assert session.date == date(2024, 3, 5)
    assert session.moderator == "나은채"
    assert len(session.participants) == 5
    assert session.presentations[0].presenters == ("백이솔",)


def test_the_minutes_tell_who_presented_and_who_will(scans: Mapping[str, LogScan]) -> None:
    held, planned = scans["2024-03-19-minutes"].sessions

    assert held.date == date(2024, 3, 19)
    assert [p.presenters for p in held.presentations] == [("Marta Soler",)]
    assert planned.date == date(2024, 3, 26)
    assert [(p.presenters, p.status) for p in planned.presentations] == [
        (("나은채",), PresentationStatus.PLANNED)
    ]


def test_the_schedule_gives_a_session_a_row(scans: Mapping[str, LogScan]) -> None:
    presenters = {
        session.date: session.presentations[0].presenters
        for session in scans["README"].sessions
        if session.presentations
    }

    assert presenters[date(2024, 3, 12)] == ("도윤우", "한결")
    assert len(presenters) == 5


def test_the_notion_page_has_its_date_and_its_todos_about_papers(
    scans: Mapping[str, LogScan],
) -> None:
    scan = scans[NOTION]

    assert scan.date == date(2024, 3, 26)
    about = [todo for todo in scan.todos if todo.about_paper]
    assert [(todo.line, todo.done) for todo in about] == [(29, False), (30, True)]
    assert scan.sessions[0].presentations[0].presenters == ("나은채",)
