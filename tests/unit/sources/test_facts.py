"""Odd forms of DOIs, dates and marked-up text that several services send."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.sources.facts import (
    find_year,
    is_junk,
    join_title,
    make_author,
    plain_line,
    plain_text,
    published_doi,
    read_doi,
    read_moment,
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("a < b and c > d", "a < b and c > d"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<jats:title>Abstract</jats:title><jats:p>It\n  is.</jats:p>", "It is."),
        ("<jats:title>Methods</jats:title><jats:p>It is.</jats:p>", "Methods\nIt is."),
        ("<title>Abstract</title>", ""),
        ("x<sup>2</sup> and <b>y</b>", "x2 and y"),
        ("&lt;b&gt; &amp;amp; &#945;&#x3B1; &nbsp;z", "<b> & αα z"),
        ("&amp;lt;", "<"),
        ("&noteId= &not; &nosuch; &#0; &#xD800; &#9999999;", "&noteId= ¬ &nosuch;"),
        ("<tex-math>$k$</tex-math><mml:math><mml:mi>k</mml:mi></mml:math> end", "$k$ end"),
        ("<tex-math>$k$</tex-math><mml:math/> end", "$k$ end"),
        ("<mml:math><mml:mi>k</mml:mi></mml:math> end", "k end"),
        ("<tex-math>$k$</tex-math><mml:math> never closed", "$k$"),
        ("", ""),
    ],
)
def test_marked_up_text_reads_as_plain(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    "markup", ["<" * 200_000, "<a" * 200_000, "<a " * 200_000, "&a" * 200_000, "<mml:math>" * 99_999,
               "<a" + "a" * 200_000, " " * 200_000 + "<p>" * 9]
)  # fmt: skip
def test_endless_markup_takes_no_endless_time(markup: str) -> None:
    plain_text(markup + "tex-math>")
    read_doi(markup)
    find_year(markup)
    is_junk(markup)


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    assert "\n" not in plain_line(text)
    for read in (plain_text, read_doi, published_doi, read_moment, find_year, is_junk):
        read(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.1109/CVPR.2016.90", Identifier(Scheme.DOI, "10.1109/cvpr.2016.90")),
        ("https://doi.org/10.1109/CVPR.2016.90", Identifier(Scheme.DOI, "10.1109/cvpr.2016.90")),
        ("10.48550/arXiv.1706.03762v2", Identifier(Scheme.ARXIV, "1706.03762")),
        ("10.48550/other", None),
        ("10.65215/copy", None),
        ("https://github.com/a/b", None),
        ("", None),
    ],
)
def test_a_doi_is_read_and_that_of_arxiv_is_its_id(text: str, found: Identifier | None) -> None:
    assert read_doi(text) == found
    doi = found.value if found is not None and found.scheme is Scheme.DOI else ""
    assert published_doi(text) == doi


@pytest.mark.parametrize(
    "text", ["10.65215/a", "https://doi.org/10.65215/a", "doi:10.65215/A", " 10.65215/a"]
)
def test_junk_is_known_in_any_spelling(text: str) -> None:
    assert is_junk(text)
    assert not is_junk(text.replace("65215", "6521"))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2017-06-12T17:57:34Z", datetime(2017, 6, 12, 17, 57, 34, tzinfo=UTC)),
        ("2017-06-12T02:00:00+09:00", datetime(2017, 6, 11, 17, tzinfo=UTC)),
        ("2017-06-12", datetime(2017, 6, 12, tzinfo=UTC)),
        ("2017-06", None),
        ("2017", None),
        ("0001-01-01", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("2017-01-01/2018-01-01", None),
        ("", None),
    ],
)
def test_a_moment_is_read_in_utc(text: str, moment: datetime | None) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    ("text", "year"), [("2017-06", 2017), ("c. 1999", 1999), ("20170612", None), ("0000", None)]
)
def test_a_year_is_found_in_a_date_of_any_form(text: str, year: int | None) -> None:
    assert find_year(text) == year


@pytest.mark.parametrize(
    ("title", "below", "whole"),
    [
        ("A", "b", "A: b"),
        ("A?", "b", "A? b"),
        ("A: b", "B", "A: b"),
        ("A", "", "A"),
        ("", "b", "b"),
        ("", "", ""),
    ],
)
def test_a_subtitle_is_joined_once(title: str, below: str, whole: str) -> None:
    assert join_title(title, below) == whole


def test_a_name_in_parts_keeps_them_and_a_whole_one_stays_whole() -> None:
    author = make_author("van der Maaten", "Laurens")
    assert author is not None
    assert (author.name, author.family_name) == ("Laurens van der Maaten", "van der Maaten")
    group = make_author("", "", "The Example Group")
    assert group is not None
    assert (group.name, group.family) == ("The Example Group", "")
    assert make_author("", "") is None
