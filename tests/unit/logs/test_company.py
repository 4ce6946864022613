"""Ambiguous names that the sure papers beside them decide, and titles among papers."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from paperstudy.domain.identifiers import Identifier
from paperstudy.domain.logs import Candidate, FindStatus, MentionKind, PaperFind
from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.recognising import NameHit, Passage
from paperstudy.logs.papers import find_papers
from paperstudy.logs.parsing import parse_document

SURE = {"KiteNet": "rl", "BirdNav": "rl", "OwlNet": "rl", "TalkNet": "speech", "CaveNet": "cv"}
VAGUE = {"FOWL": ("rl",), "CRAB": ("speech", "graph"), "GULL": ("gen",), "SAM": ("rl",)}
TITLE = "Counting Tired Sparrows Above Foggy Harbours"
ARXIV = "https://arxiv.org/abs/"


@dataclass(frozen=True)
class FieldRecogniser:
    """Knows some names surely, others only where their field is known."""

    def recognise(self, passage: Passage) -> list[NameHit]:
        """Return the names in a passage, by position."""
        hits = []
        for match in re.finditer("|".join((*SURE, *VAGUE)), passage.text):
            name = match.group()
            sure = name in SURE
            areas = (SURE[name],) if sure else VAGUE[name]
            candidates = tuple(
                Candidate(PaperRecord(source="catalogue", title=f"{name} {area}"), 0.4, (), area)
                for area in areas
            )
            status = FindStatus.CONFIDENT if sure else FindStatus.UNKNOWN
            hits.append(NameHit(*match.span(), name, MentionKind.NAME, status, candidates))
        return hits

    def match_title(self, title: str) -> Candidate | None:
        """Return no paper: titles are unknown here."""

    def find_identifier(self, identifier: Identifier) -> PaperRecord | None:
        """Return no paper: identifiers are unknown here."""


def scan(text: str) -> tuple[PaperFind, ...]:
    return find_papers(parse_document(text), FieldRecogniser())


def titles(text: str, status: FindStatus = FindStatus.CONFIDENT) -> list[str]:
    return [find.record.title for find in scan(text) if find.status is status]


@pytest.mark.parametrize(
    "text",
    ["KiteNet, FOWL 비교", "FOWL / BirdNav", "KiteNet와 FOWL", "KiteNet and FOWL", "SAM → OwlNet"],
)
def test_an_enumeration_with_a_sure_paper_of_the_field_decides_a_name(text: str) -> None:
    assert len(titles(text)) == 2


def test_an_enumeration_picks_the_reading_of_its_field() -> None:
    assert titles("TalkNet + CRAB") == ["TalkNet speech", "CRAB speech"]


def test_fields_next_to_each_other_support_one_another() -> None:
    assert titles("CaveNet, GULL") == ["CaveNet cv", "GULL gen"]


@pytest.mark.parametrize("text", ["TalkNet, FOWL", "KiteNet를 보고 나서 SAM을 만났다", "FOWL 산책"])
def test_a_name_without_company_of_its_field_is_nothing(text: str) -> None:
    found = scan(text)
    assert not [find for find in found if find.record.title.startswith(("FOWL", "SAM"))]


def test_a_bare_name_in_a_list_of_names_of_its_field_is_sure() -> None:
    assert "SAM rl" in titles("- KiteNet\n- SAM\n- OwlNet\n")
    assert "SAM rl" not in titles("- KiteNet\n- SAM이 왔다 갔다 한 날의 이야기\n- OwlNet\n")


def test_a_log_of_one_field_decides_made_up_names_near_its_papers() -> None:
    log = "## 읽기\n\nKiteNet은 좋다\nFOWL은 어렵다\n\n## 다른 날\n\nBirdNav 그리고 OwlNet\n"
    assert "FOWL rl" in titles(log)


def test_far_from_the_papers_a_made_up_name_is_a_suggestion_unless_it_was_read() -> None:
    log = "# 가\n\nKiteNet, BirdNav, OwlNet\n\n# 나\n\n{line}\n"
    assert titles(log.format(line="FOWL이 생각남"), FindStatus.SUGGESTED) == ["FOWL rl"]
    assert "FOWL rl" in titles(log.format(line="FOWL 읽기"))
    assert titles(log.format(line="SAM이 생각남"), FindStatus.SUGGESTED) == []


# ------------------------------------------------------------- titles among papers


def test_a_title_in_a_list_of_linked_papers_is_a_paper_too() -> None:
    log = f"- May 1: Wings ({ARXIV}2301.00001)\n- May 8: {TITLE}\n- May 15: Beaks ({ARXIV}2301.00002)\n"
    assert TITLE in titles(log)


def test_a_title_in_a_column_of_papers_is_a_paper_too() -> None:
    log = (
        f"날짜 | 제목\n---|---\n5/1 | [Wings Of Tomorrow Today]({ARXIV}2301.00001)\n5/8 | {TITLE}\n"
        f"5/15 | [Beaks]({ARXIV}2301.00002)\n5/22 | 중간고사\n"
    )
    assert TITLE in titles(log)


@pytest.mark.parametrize(
    "entry",
    [
        "Tutorial On Counting Tired Sparrows Above Harbours",
        "Spring Holiday For The Whole Reading Crew",
        "Order pizza for everyone in the last session",
        "Recap of KiteNet, then counting sparrows above harbours",
        "KiteNet / BirdNav / OwlNet And Their Friends",
        f"[{TITLE}](https://velog.io/@a/b)",
    ],
)
def test_what_is_no_paper_stays_none_among_papers(entry: str) -> None:
    log = f"- Wings ({ARXIV}2301.00001)\n- {entry}\n- Beaks ({ARXIV}2301.00002)\n- {ARXIV}2301.00003\n"
    assert not [title for title in titles(log) if len(title.split()) > 3]


def test_one_paper_makes_no_list_of_papers() -> None:
    assert TITLE not in titles(f"- Wings ({ARXIV}2301.00001)\n- {TITLE}\n")


def test_the_topic_before_a_linked_paper_is_no_second_paper() -> None:
    rows = "".join(
        f"| {n} | {TITLE} -- [Grebe and Heron]({ARXIV}2301.0000{n}) |\n" for n in range(1, 5)
    )
    assert TITLE not in titles(f"| no | topic |\n|---|---|\n{rows}")


def test_a_known_name_behind_a_title_is_a_second_paper() -> None:
    assert sorted(titles(f"논문: {TITLE}, OwlNet\n")) == [TITLE, "OwlNet rl"]


@pytest.mark.parametrize("label", ["PMLR", "CVF", "Semantic Scholar", "구글", "abs"])
def test_a_link_named_after_its_host_takes_the_title_before_it(label: str) -> None:
    (find,) = scan(f"- {TITLE} [{label}](https://proceedings.mlr.press/v48/heron16.html)\n")
    assert find.record.title == TITLE


def test_an_open_access_file_tells_its_title() -> None:
    url = "https://openaccess.thecvf.com/content/CVPR2023/html/Gray_Wise-Owls_See_All_CVPR_2023_paper.html"
    (find,) = scan(f"참고 {url}\n")
    assert find.record.title == "Wise-Owls See All"
