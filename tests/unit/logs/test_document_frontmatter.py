"""Front matter in the forms that people write it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperstudy.logs.document import LineKind
from paperstudy.logs.frontmatter import read_front_matter
from paperstudy.logs.parsing import parse_document


def front(text: str) -> dict[str, object]:
    return parse_document(text).front


def test_simple_keys_lists_and_comments_are_read() -> None:
    text = (
        "---\ntitle: 회의록 # 둘째\n# 주석\ndate: '2024-01-02'\nTags:\n  - nlp\n  - cv\n"
        'cats: [a, b]\nempty:\nquoted: "a: b" # c\n---\n본문\n'
    )
    assert front(text) == {
        "title": "회의록",
        "date": "2024-01-02",
        "tags": ["nlp", "cv"],
        "cats": ["a", "b"],
        "empty": None,
        "quoted": "a: b",
    }


def test_a_byte_order_mark_and_blank_lines_may_stand_before() -> None:
    document = parse_document("\ufeff\n\n---\ntitle: 가\n---\n본문\n")
    assert document.front == {"title": "가"}
    assert document.line(6).kind is LineKind.TEXT
    assert {line.kind for line in document.lines[:5]} == {LineKind.HIDDEN}


def test_nested_yaml_keeps_texts_and_lists_of_texts() -> None:
    text = "---\nauthor:\n  name: Kim\nscope:\n  - path: x\nnote: >\n  두\n  줄\nlist: ['a, b', c]\n---\n"
    assert front(text) == {"author": "Kim", "scope": [], "note": "두 줄", "list": ["a, b", "c"]}


def test_toml_is_read() -> None:
    assert front('+++\ntitle = "가"\ndate = 2024-01-02\ntags = ["a"]\n+++\n') == {
        "title": "가",
        "date": "2024-01-02",
        "tags": ["a"],
    }


def test_broken_toml_gives_what_can_be_read() -> None:
    assert front("+++\ntitle = '가'\ntags = [\n+++\n")["title"] == "가"


@pytest.mark.parametrize(
    "body",
    [
        'title: "열린 따옴표\ndate: 2024-01-02\n',
        "title: 가: 나\ndate: 2024-01-02\nlist: [a, b\n",
        "title: @bad\ndate: 2024-01-02\n",
        "title: 가\n\tdate: x\ndate: 2024-01-02\n  odd: [\n",
        "title: *anchor\ndate: 2024-01-02\n",
    ],
)
def test_broken_yaml_still_gives_its_plain_keys(body: str) -> None:
    assert front(f"---\n{body}---\n본문\n")["date"] == "2024-01-02"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    document = parse_document("---\n\n오늘은 쉬었다.\n\n---\n")
    assert document.front == {}
    assert document.line(3).kind is LineKind.TEXT


def test_a_fence_that_nothing_closes_takes_the_keys_below_it() -> None:
    document = parse_document("---\ntitle: 가\ndate: 2024-01-02\n\n# 제목\n")
    assert document.front == {"title": "가", "date": "2024-01-02"}
    assert document.line(5).kind is LineKind.HEADING
    assert parse_document("---\ntitle: 가\n").front == {}


def test_keys_without_an_opening_fence_end_with_one() -> None:
    assert front("title: 가\ndate: 2024-01-02\n---\n본문\n")["title"] == "가"
    assert front("title: 가\n본문이 이어진다\n---\n") == {}


def test_deep_nesting_and_aliases_do_no_harm() -> None:
    assert front("---\ntitle: 가\nx: " + "[" * 50_000 + "\n---\n")["title"] == "가"
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
    assert front(f"---\n{bomb}---\n")["b"] == []


def test_too_much_yaml_is_read_line_by_line() -> None:
    assert front("---\ntitle: 가\nx: {" + "a" * 70_000 + "}\n---\n")["title"] == "가"


@given(
    st.lists(
        st.sampled_from(
            [
                "---",
                "+++",
                "title: x",
                "a:",
                "  - b",
                "\t- c",
                "[",
                "{",
                '"',
                "# c",
                "",
                "x = 1",
                "글",
            ]
        )
    )
)
@settings(max_examples=200, deadline=None)
def test_any_lines_are_read_without_an_exception(rows: list[str]) -> None:
    found = read_front_matter(rows)
    assert 0 <= found.length <= len(rows)
    for key, value in found.values.items():
        assert key == key.casefold()
        assert value is None or isinstance(value, str | list)
