"""What the columns of a table hold, going by its header, and what a row says beside the paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperstudy.logs.document import Row, Table


class Column(StrEnum):
    """What a table's column holds; PEOPLE are names, dates and numbers, where no paper stands."""

    NONE = ""
    PAPER = "paper"
    TOPIC = "topic"
    LINK = "link"
    FACTS = "facts"
    PEOPLE = "people"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What the other columns of a row say of its paper."""

    venue: str = ""
    year: str = ""
    authors: str = ""


_PEOPLE = re.compile(
    r"발표\s*자(?!\s*료)|presenters?\b|speakers?\b|발제|담당|이름|\bnames?\s*$|날짜|일시|일정|\bdates?\b|\btime\b|주차|\bweek\b|시간|"
    r"요일|장소|발표\s*일|moderator|사회자|scribe|서기|時間|発表者|日付|日時|担当|^\s*(?:no\.?|#|번호|순서|회차)\s*$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"status|상태|완료|조회|\bcodes?\b|코드|github|자료|slides?|video|영상|\bnotes?\b|summary|정리|blog|블로그|비고|remarks?|"
    r"comment|tags?\b|태그|分類|area|분야|category|카테고리|키워드|keywords?|프로시딩|資料",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"venue|conference|journal|학회|발표처|게재|저널|publish|출처|會議|会議", re.IGNORECASE
)
_YEAR = re.compile(r"연도|년도|\byear\b|발행|출판|연월|publish", re.IGNORECASE)
_AUTHORS = re.compile(r"저자|authors?\b|著者", re.IGNORECASE)
_LINK = re.compile(
    r"^\W*(?:links?|url|링크|주소|원문|pdf|arxiv|논문\s*링크|paper\s*link|리소스|source)\W*$",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"논문|\bpapers?\b|페이퍼|論文|文献|\barticles?\b|publication|\breadings?\b|^\W*titles?\W*$|리딩",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"topics?|주제|제목|title|내용|발표|subject|content|タイトル|テーマ|model|모델|알고리즘|algorithm",
    re.IGNORECASE,
)


def read_columns(table: Table) -> list[Column]:
    """Return what each column holds; an empty list for a table without a header."""
    return [] if table.header is None else [_read_header(cell.text) for cell in table.header.cells]


def _read_header(header: str) -> Column:
    if _LINK.search(header):
        return Column.LINK
    if _PEOPLE.search(header):
        return Column.PEOPLE
    paper = _PAPER.search(header)
    others = [found for found in (_OTHER.search(header), _facts(header)) if found]
    # `Paper / Code` holds papers, `Code of the paper` holds code.
    if paper and all(paper.start() <= other.start() for other in others):
        return Column.PAPER
    if _OTHER.search(header):
        return Column.OTHER
    if others:
        return Column.FACTS
    return Column.TOPIC if _TOPIC.search(header) else Column.NONE


def _facts(header: str) -> re.Match[str] | None:
    return _VENUE.search(header) or _YEAR.search(header) or _AUTHORS.search(header)


def read_facts(row: Row, table: Table) -> RowFacts:
    """Return the venue, year and authors that a row gives in columns of their own."""
    if table.header is None:
        return RowFacts()
    found = {"venue": "", "year": "", "authors": ""}
    kinds = (("authors", _AUTHORS), ("venue", _VENUE), ("year", _YEAR))
    for head, cell in zip(table.header.cells, row.cells, strict=False):
        for name, pattern in kinds:
            if pattern.search(head.text) and not found[name]:
                found[name] = cell.text
    return RowFacts(**found)
