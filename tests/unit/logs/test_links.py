"""Links in one line."""

from __future__ import annotations

import pytest

from paperstudy.logs.document import Link
from paperstudy.logs.links import find_links, plain_label, trim_url
from paperstudy.logs.parsing import parse_document


def links(text: str) -> list[tuple[str, str]]:
    return [(link.url, link.label) for line in parse_document(text).lines for link in line.links]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[라벨](https://e.org/a)", [("https://e.org/a", "라벨")]),
        ("[**b** `c`](https://e.org/a \"title\")", [("https://e.org/a", "b c")]),
        ("[[1712.00726] Title (arxiv.org)](https://e.org/a)", [("https://e.org/a", "[1712.00726] Title (arxiv.org)")]),
        ("([https://e.org/a](https://e.org/a))", [("https://e.org/a", "")]),
        ("[a]([https://e.org/b](https://e.org/b))", [("https://e.org/b", "a")]),
        ("[[paper]](https://e.org/a) [[code]](https://e.org/b)", [("https://e.org/a", "[paper]"), ("https://e.org/b", "[code]")]),
        ("[a](https://en.e.org/A_(b))", [("https://en.e.org/A_(b)", "a")]),
        ("[a] (https://e.org/a)", [("https://e.org/a", "a")]),
        ("[a](path with space.pdf)", [("path with space.pdf", "a")]),
        ("[![badge](https://e.org/i.svg)](https://e.org/a)", [("https://e.org/a", "")]),
        ("![그림](https://e.org/i.png)", []),
        ('<a href="https://e.org/a" target="_blank">라벨</a>', [("https://e.org/a", "라벨")]),
        ("<a name='x'><a href=https://e.org/a>라벨", [("https://e.org/a", "라벨")]),
        ('<a href="https://e.org/?a=1&amp;b=2">x</a>', [("https://e.org/?a=1&b=2", "x")]),
        ("<https://e.org/a>", [("https://e.org/a", "")]),
        ("논문: https://e.org/a를 읽자", [("https://e.org/a", "")]),
        ("(https://e.org/a_(b)).", [("https://e.org/a_(b)", "")]),
        ("www.e.org/a, wikidocs.net/60036", [("www.e.org/a", ""), ("wikidocs.net/60036", "")]),
        ("`https://e.org/a`", []),
        ("[열린 대괄호 https://e.org/a", [("https://e.org/a", "")]),
        ("없음 [x] (글) torch.nn/x", []),
        ("[]( )", []),
        ("foo@e.org/x", []),
    ],
)  # fmt: skip
def test_each_way_of_writing_a_link(text: str, found: list[tuple[str, str]]) -> None:
    assert links(text) == found


def test_offsets_are_those_of_the_line() -> None:
    raw = "보기 [a]([https://e.org/b](https://e.org/b)) 와 https://e.org/c."
    first, second = parse_document(raw).line(1).links
    assert raw[first.start : first.end] == "[a]([https://e.org/b](https://e.org/b))"
    assert raw[first.url_start :].startswith("https://e.org/b")
    assert raw[second.start : second.end] == "https://e.org/c"


def test_reference_links_take_their_address_from_the_definition() -> None:
    text = "[ViT][vit] and [vit] and [b][]\n\n[ViT]: https://e.org/vit 'title'\n[b]: <https://e.org/b>\n"
    found = [link for line in parse_document(text).lines for link in line.links]
    assert [(link.url, link.label, link.url_start >= 0) for link in found[:3]] == [
        ("https://e.org/vit", "ViT", False),
        ("https://e.org/vit", "vit", False),
        ("https://e.org/b", "b", False),
    ]
    assert [link.url for link in found[3:]] == ["https://e.org/vit", "https://e.org/b"]


def test_a_definition_shows_no_words() -> None:
    assert parse_document("[BERT]: https://e.org/bert").line(1).text.strip() == ""


def test_links_over_a_comment_are_none() -> None:
    assert links("<!-- [a](https://e.org/a) --> [b](https://e.org/b)") == [("https://e.org/b", "b")]


def test_a_plain_line_is_not_searched() -> None:
    assert find_links("그냥 글", 1).links == ()


def test_labels_lose_their_markup() -> None:
    assert plain_label("<b>**A**</b> ![x](y.png) _B_") == "A B"


@pytest.mark.parametrize(
    ("url", "trimmed"),
    [
        ("https://e.org/a).", "https://e.org/a"),
        ("https://e.org/a은", "https://e.org/a"),
        ("https://e.org/글", "https://e.org/글"),
        ("...", ""),
    ],
)
def test_a_bare_address_ends_before_its_sentence(url: str, trimmed: str) -> None:
    assert trim_url(url) == trimmed


def test_links_are_values() -> None:
    assert Link("u", "l", 1, 0, 5, 2) == Link("u", "l", 1, 0, 5, 2)
