"""Reading JSON that may be anything."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.errors import MalformedAnswerError
from paperstudy.sources.http import Answer
from paperstudy.sources.jsonanswer import Fields, read_json

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("abc"), inner),
)


def answer(body: bytes, kind: str = "application/json", status: int = 200) -> Answer:
    return Answer(status, {"content-type": kind} if kind else {}, body)


@pytest.mark.parametrize("kind", ["application/json", "application/vnd.api+json", "text/plain", ""])
def test_json_is_read_whatever_the_server_calls_it(kind: str) -> None:
    assert read_json(answer(b'\xef\xbb\xbf \n{"a": [1]}', kind), "some") == {"a": [1]}


def test_what_is_no_number_reads_as_nothing() -> None:
    assert read_json(answer(b'{"a": NaN, "b": [-Infinity]}'), "some") == {"a": None, "b": [None]}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (answer(b"{}", status=404), r"some .*\(status 404, application/json\)"),
        (answer(b"{}", "", 500), r"\(status 500, no type\)"),
        (answer(b"{}", "text/html"), r"\(text/html\)"),
        (answer(b"<html>"), r"\(application/json\)"),
        (answer(b"Rate exceeded.", ""), r"\(no type\)"),
        (answer(b""), "no answer"),
        (answer(b"null"), "no answer"),
        (answer(b'"text"'), "no answer"),
        (answer(b'{"half": '), r"\(broken at character 9\)"),
        (answer(b"[" * 100_000), r"\(broken\)"),
        (answer(b'{"a": "\xff"}'), r"\(broken\)"),
        (answer(b"[" + b"1" * 5000 + b"]"), r"\(broken\)"),
    ],
)
def test_what_is_no_json_answer_is_an_error(sent: Answer, said: str) -> None:
    with pytest.raises(MalformedAnswerError, match=said):
        read_json(sent, "some")


def test_fields_are_found_on_their_way_down() -> None:
    fields = Fields({"a": {"b": [{"c": " x "}, 7]}, "n": "12", "t": True})
    assert fields.text("a", "b", 0, "c") == "x"
    assert fields.number("a", "b", 1) == 7
    assert fields.object("a").list("b") == [{"c": " x "}, 7]
    assert [each.text("c") for each in fields.objects("a", "b")] == ["x"]
    assert fields.number("n") == 12
    assert fields.flag("t")
    assert fields
    assert not fields.object("n")
    assert not Fields(None)


@pytest.mark.parametrize(
    "value", [None, 5, 1.5, True, ["x"], {"a": "x"}], ids=lambda value: type(value).__name__
)
def test_what_is_no_string_reads_as_an_empty_one(value: object) -> None:
    assert Fields({"a": value}).text("a") == ""


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (7, 7),
        (-7, -7),
        (7.0, 7),
        (" 7 ", 7),
        ("+7", 7),
        (7.5, None),
        ("7.5", None),
        ("7a", None),
        ("٧", None),
        ("", None),
        (True, None),
        (None, None),
        ([7], None),
        (float("inf"), None),
        (1e300, None),
        (2**63, None),
        ("9" * 30, None),
    ],
)
def test_a_number_is_a_whole_one(value: object, number: int | None) -> None:
    assert Fields({"a": value}).number("a") == number


def test_a_lone_value_where_a_list_is_due_is_a_list_of_one() -> None:
    assert Fields({"a": "x"}).texts("a") == ["x"]
    assert [each.text("b") for each in Fields({"a": {"b": "x"}}).objects("a")] == ["x"]
    assert Fields({"a": None}).list("a") == []
    assert Fields({"a": ["x", "", 5, None, " y "]}).texts("a") == ["x", "y"]
    assert Fields({"a": "x"}).objects("a") == []


@pytest.mark.parametrize("path", [("x",), ("a", "x"), ("b", 5), ("b", -5), (0,), ("b", "x")])
def test_a_way_that_leads_nowhere_is_nothing(path: tuple[str | int, ...]) -> None:
    assert Fields({"a": {}, "b": ["y"]}).value(*path) is None


def test_half_a_pair_of_surrogates_is_replaced() -> None:
    body = read_json(answer(b'{"a": "x\\ud800y", "b": "\\ud83d\\ude00"}'), "some")
    assert Fields(body).text("a") == "x\ufffdy"
    assert Fields(body).text("b") == "😀"


@given(ANYTHING, st.lists(st.sampled_from(["a", "b", "c", 0, 1, -1]), max_size=3))
def test_no_value_makes_a_reader_fail(value: Any, path: list[str | int]) -> None:
    fields = Fields(value)
    fields.text(*path).encode()
    fields.number(*path)
    fields.flag(*path)
    fields.texts(*path)
    fields.object(*path).text("a")
    assert all(isinstance(each, Fields) for each in fields.objects(*path))


@given(ANYTHING)
def test_every_json_document_is_read_or_refused(value: Any) -> None:
    body = json.dumps(value).encode()
    if isinstance(value, dict | list):
        read_json(answer(body), "some")
    else:
        with pytest.raises(MalformedAnswerError):
            read_json(answer(body), "some")
