from __future__ import annotations

import pytest

from paperstudy.domain.errors import InvalidQueryError
from paperstudy.domain.queries import PaperQuery, parse_query


@pytest.mark.parametrize(
    "text",
    [
        'author:"ashish vaswani" "image retrieval" bert',
        "author:“ashish vaswani” “image retrieval” bert",
        "author:„ashish vaswani“ „image retrieval“ bert",
    ],
)
def test_phrases_stand_in_quotes_of_any_shape(text: str) -> None:
    assert parse_query(text) == PaperQuery(
        words=("image retrieval", "bert"), authors=("ashish vaswani",)
    )


def test_years_are_a_span_that_runs_forwards() -> None:
    assert parse_query("year:2010..2020").years == (2010, 2020)
    assert parse_query("year:2020-2020").years == (2020, 2020)
    assert parse_query("year:2020..").years == (2020, None)
    with pytest.raises(InvalidQueryError, match="backwards") as caught:
        parse_query("year:2020..2010")
    assert caught.value.hint == "write year:2010..2020"


def test_papers_are_asked_for_by_what_is_known_of_them() -> None:
    assert parse_query("has:Code bert") == PaperQuery(words=("bert",), code=True)
    assert parse_query("has:venue has:code") == PaperQuery(code=True, publication=True)
    with pytest.raises(InvalidQueryError, match="has:pdf") as caught:
        parse_query("has:pdf")
    assert caught.value.hint == "one of code, venue"
