"""Which identifier a text holds: a table of cases, and what must hold for any text."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paperstudy.domain.addresses import parse_url
from paperstudy.domain.identifiers import (
    Identifier,
    Scheme,
    identifier_url,
    parse_identifier,
    year_of,
)
from paperstudy.domain.idshapes import trim_reference
from paperstudy.domain.references import iter_urls

Case = tuple[str, str, str, int | None]
TABLE = json.loads(Path(__file__).with_name("identifiers.json").read_text(encoding="utf-8"))
CASES: list[Case] = [tuple(row) for part in ("contract", "further") for row in TABLE[part]]
FOUND = [row for row in CASES if row[1] != "none"]
IDENTIFIERS = sorted({Identifier(Scheme(row[1]), row[2], row[3]) for row in FOUND}, key=str)
# What notes write before and behind an identifier; none of it belongs to it.
AROUND = [
    ("", ""),
    (" ", "\n"),
    ("\ufeff", "\u200b"),
    ("(", ")"),
    ("「", "」"),
    ("“", "”"),
    ("<", ">"),
    ("`", "`"),
    ("**", "**"),
    ("", "."),
    ("", ","),
    ("", "。"),
    ("", "에서 나온"),
    ("", "를 읽었다"),
    ("", "とその続き"),
    ("- [ ] ", " (발표: 홍길동)"),
    ("| 3주차 | ", " | 김철수 |"),
]


def told(text: str) -> tuple[str, str, int | None]:
    found = parse_identifier(text)
    return (found.scheme.value, found.value, found.version) if found else ("none", "", None)


@pytest.mark.parametrize(("text", "kind", "value", "version"), CASES, ids=[row[0] for row in CASES])
def test_a_text_holds_the_identifier_of_the_table(
    text: str, kind: str, value: str, version: int | None
) -> None:
    assert told(text) == (kind, value, version)


@pytest.mark.parametrize(("before", "behind"), AROUND)
def test_what_stands_around_a_url_is_no_part_of_it(before: str, behind: str) -> None:
    for text, kind, value, version in FOUND:
        if text.startswith("http") and text == text.strip() and text[-1].isalnum():
            assert told(before + text + behind) == (kind, value, version), text


@pytest.mark.parametrize("identifier", IDENTIFIERS, ids=str)
def test_the_printed_form_reads_back_as_itself(identifier: Identifier) -> None:
    bare = Identifier(identifier.scheme, identifier.value)
    assert parse_identifier(str(identifier)) == bare


@pytest.mark.parametrize("identifier", IDENTIFIERS, ids=str)
def test_the_page_of_an_identifier_leads_back_to_it(identifier: Identifier) -> None:
    url = identifier_url(identifier)
    assert not url or parse_identifier(url) == identifier


@pytest.mark.parametrize(
    ("identifier", "url"),
    [
        (Identifier(Scheme.ARXIV, "1706.03762"), "https://arxiv.org/abs/1706.03762"),
        (Identifier(Scheme.ARXIV, "1706.03762", 5), "https://arxiv.org/abs/1706.03762v5"),
        (Identifier(Scheme.DOI, "10.1000/a<b>c"), "https://doi.org/10.1000/a%3Cb%3Ec"),
        (Identifier(Scheme.S2, "CorpusID:1"), "https://api.semanticscholar.org/CorpusID:1"),
        (Identifier(Scheme.URL, "https://example.com/a"), "https://example.com/a"),
        (Identifier(Scheme.NEURIPS, "7181"), "https://papers.nips.cc/paper/7181"),
        (Identifier(Scheme.NEURIPS, "3f5ee243547dee91fbd053c1c4a845aa"), ""),
        (Identifier(Scheme.CVF, "A_Paper_Of_Some_Workshop"), ""),
        (
            Identifier(Scheme.CVF, "He_Deep_CVPR_2016"),
            "https://openaccess.thecvf.com/content_cvpr_2016/html/He_Deep_CVPR_2016_paper.html",
        ),
        (
            Identifier(Scheme.CVF, "Deng_ArcFace_CVPR_2019"),
            "https://openaccess.thecvf.com/content_CVPR_2019/html/Deng_ArcFace_CVPR_2019_paper.html",
        ),
        (
            Identifier(Scheme.CVF, "Liu_Swin_ICCV_2021"),
            "https://openaccess.thecvf.com/content/ICCV2021/html/Liu_Swin_ICCV_2021_paper.html",
        ),
    ],
)
def test_the_page_of_an_identifier_is_the_one_of_its_service(
    identifier: Identifier, url: str
) -> None:
    assert identifier_url(identifier) == url


@pytest.mark.parametrize(
    "text",
    [
        "acl:no-id", "openreview:a b", "github:topics/x", "cvf:a/b", "neurips:17-a", "pmlr:37",
        "s2:abc", "pwc:a/b", "openreview:abc", "url:https://example.com",
    ],
)  # fmt: skip
def test_a_scheme_before_a_value_of_another_shape_is_no_identifier(text: str) -> None:
    assert parse_identifier(text) is None


@given(st.text())
def test_any_text_is_an_identifier_or_none_and_never_an_error(text: str) -> None:
    found = parse_identifier(text)
    if found is not None:
        assert parse_identifier(str(found)) == Identifier(found.scheme, found.value)


PIECES = st.sampled_from(
    [
        "https://", "http:/", "//", "arxiv.org", "/abs/", "doi.org/", "10.1145/", "2010.11929",
        "v2", "hep-th/9901001", "math.GT/", "?id=", "&", "#", "%2F", "%", "(", ")", "[", "]", "<",
        ">", "[1:A]2.0.CO;2", "논문", " ", "\n", "\\", "_", ".", ":", "@", "github.com/", "a/b",
        "web.archive.org/web/2020/", "www.google.com/url?q=", "openreview.net/forum", "\ud800",
        "aclanthology.org/N19-1423", "paperswithcode.com/paper/", "git@github.com:", "x-1", "١",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
@example("git@github.com:10.1145/git@github.com:github.com/https://")
def test_pieces_of_addresses_in_any_order_are_read_without_error(text: str) -> None:
    found = parse_identifier(text)
    if found is not None:
        again = parse_identifier(str(found))
        assert again == Identifier(found.scheme, found.value)
        assert identifier_url(found) == "" or "\n" not in identifier_url(found)


@given(
    month=st.dates().map(lambda day: day.strftime("%y%m")),
    number=st.integers(0, 99999),
    digits=st.sampled_from([4, 5]),
)
def test_a_new_arxiv_id_has_as_many_digits_as_its_month_asks(
    month: str, number: int, digits: int
) -> None:
    text = f"{month}.{number:0{digits}}"
    four = int(month) <= 1412
    valid = number > 0 and int(month) >= 704 and len(text) == (9 if four else 10)
    assert (parse_identifier(text) is not None) == valid


@given(st.text(alphabet="()[]{}<>ab.,", max_size=20))
def test_a_trimmed_reference_has_balanced_brackets(text: str) -> None:
    trimmed = trim_reference(text)
    assert text.startswith(trimmed)
    for opening, closing in ("()", "[]", "{}", "<>"):
        assert trimmed.count(opening) == trimmed.count(closing)
    assert trim_reference(trimmed) == trimmed


def test_urls_of_a_text_are_given_with_their_places() -> None:
    text = "보기: https://arxiv.org/abs/1706.03762를 (https://example.com/a(b)). 끝"
    found = [(text[start:end], url) for start, end, url in iter_urls(text)]
    assert [url for _, url in found] == [
        "https://arxiv.org/abs/1706.03762",
        "https://example.com/a(b)",
    ]
    assert found[0][0] == found[0][1]


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://U:P@Arxiv.ORG.:8080//abs//1%2F2/?a=b%26c&d#e", ("arxiv.org", "abs/1/2")),
        ("arxiv.org/abs/1", ("arxiv.org", "abs/1")),
        ("https://arxiv.org", ("arxiv.org", "")),
        ("", ("", "")),
    ],
)
def test_a_web_address_falls_into_its_parts(url: str, parts: tuple[str, str]) -> None:
    address = parse_url(url)
    assert (address.host, address.path) == parts


def test_query_fields_are_decoded_and_asked_by_name() -> None:
    address = parse_url("https://a.b/c?x=1&Y=2%263&z")
    assert address.ask("y", "x") == "1"
    assert address.ask("y") == "2&3"
    assert address.ask("z", "none") == ""


LONG: list[str] = [
    "a", "a.", "1706.", "/", "//", "https://", "10.1111/", "%41", "(", "[", "a-", "abs/", "arxiv ",
    "arxiv.org/", "10.1111.", "corr/abs-", "v1/a1 ", "<a>1.1.CO;2", "[[", "2010.", "한글", "ⅷ",
    "math.GT/", "[1:A]", "_", "1", "@", "https://a.b/",
]  # fmt: skip


@pytest.mark.parametrize("piece", LONG)
@pytest.mark.parametrize("start", ["", "https://arxiv.org/", "https://proceedings.mlr.press/v1/"])
def test_ten_times_the_text_takes_about_ten_times_as_long(start: str, piece: str) -> None:
    def seconds(size: int) -> float:
        text = start + piece * (size // len(piece))
        began = time.process_time()
        parse_identifier(text)
        return time.process_time() - began

    short = max(min(seconds(20_000) for _ in range(2)), 0.002)
    assert seconds(200_000) < 60 * short


def test_a_megabyte_is_read_to_its_end() -> None:
    padding: Any = "가나다 " * 250_000
    assert told(padding + "https://arxiv.org/abs/1706.03762") == ("arxiv", "1706.03762", None)


def test_the_prefix_of_a_doi_alone_is_none() -> None:
    assert parse_identifier("https://doi.org/10.1145//abs") is None
    assert parse_identifier("https://https://10.1145//abs/") is None


def test_half_a_letter_in_a_doi_breaks_no_address() -> None:
    assert identifier_url(Identifier(Scheme.DOI, "10.1145/\ud800")).startswith("https://doi.org/")


@pytest.mark.parametrize(
    ("identifier", "year"),
    [
        ("arxiv:1503.04069", 2015),
        ("arxiv:0704.0001", 2007),
        ("arxiv:cs/0112017", 2001),
        ("arxiv:cmp-lg/9408001", 1994),
        ("acl:P16-1162", 2016),
        ("acl:J93-2003", 1993),
        ("acl:2020.acl-main.747", 2020),
        ("doi:10.1162/neco.1997.9.8.1735", None),
    ],
)
def test_some_numbers_tell_the_year_in_which_they_were_given(
    identifier: str, year: int | None
) -> None:
    scheme, _, value = identifier.partition(":")
    assert year_of(Identifier(Scheme(scheme), value)) == year


@given(
    st.from_regex(r"10\.[0-9]{4,5}/[A-Za-z0-9]{1,5}(?:[.-][A-Za-z0-9]{1,4}){0,3}", fullmatch=True)
)
@example("10.1109/10.PDF")
@example("10.48550/arXiv.2010.11929")
@example("10.1111/a.pdf.pdf")
def test_a_doi_alone_is_what_it_is_in_a_sentence(doi: str) -> None:
    assert told(doi) == told(f"see {doi}, please")
