"""One log as a whole: title, author, and all finders together."""

from __future__ import annotations

from datetime import date

import pytest

from paperstudy.logs.parsing import parse_document
from paperstudy.logs.scan import find_author, find_log_title, scan_log
from tests.fakes.recogniser import KITE, FakeRecogniser


@pytest.mark.parametrize(
    ("text", "path", "title"),
    [
        ("---\ntitle: '[회의] 첫날'\n---\n# 제목\n", "a.md", "[회의] 첫날"),
        ("---\ntitle:\n---\n**굵은 글**\n## **제목** 둘 #\n", "a.md", "제목 둘"),
        ("글만 있다\n", "logs/2024-01-02-peer_session.md", "peer session"),
        ("글만 있다\n", "x/Day 1 0123456789abcdef0123456789abcdef.md", "Day 1"),
        ("글만 있다\n", "2024-01-02.md", "2024-01-02"),
        ("# \u202e[/oops]\x1b[31m\n", "a.md", "[/oops]"),
        ("#\n", "a.md", "a"),
    ],
)
def test_the_title_comes_from_front_matter_heading_or_file_name(
    text: str, path: str, title: str
) -> None:
    assert find_log_title(parse_document(text), path) == title


@pytest.mark.parametrize(
    ("front", "author"),
    [
        ("author: 김하늘", "김하늘"),
        ("authors: [김하늘, 이바다]", "김하늘, 이바다"),
        ("tags: x", ""),
        ("작성자: 박산", "박산"),
    ],
)
def test_the_author_comes_from_the_front_matter(front: str, author: str) -> None:
    assert find_author(parse_document(f"---\n{front}\n---\n")) == author


LOG = """---
title: 3월 스터디
date: 2024-03-05
author: 김하늘
---
## 피어세션
- 논문 리뷰: KiteNet (발표자: 이바다)
- [ ] KiteNet 논문 읽기
"""


def test_a_log_gives_all_it_holds() -> None:
    scan = scan_log(LOG, "a.md", FakeRecogniser())
    assert (scan.title, scan.date, scan.author) == ("3월 스터디", date(2024, 3, 5), "김하늘")
    (find,) = scan.finds
    assert find.record.title == KITE.title
    assert [todo.line for todo in scan.todos] == [8]
    assert scan.sessions


def test_an_empty_log_gives_nothing() -> None:
    scan = scan_log("", "a.md", FakeRecogniser())
    assert (scan.title, scan.finds, scan.sessions, scan.todos) == ("a", (), (), ())
