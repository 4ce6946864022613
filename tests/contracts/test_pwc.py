"""The archive of Papers with Code keeps the promises of a source that fit one without a network."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperstudy.domain.errors import PaperstudyError, SourceError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.sources import Source
from paperstudy.sources.pwc import PwcSource
from paperstudy.store.archive import open_archive
from tests.fakes.dumps import make_archive

KNOWN = (
    Identifier(Scheme.ARXIV, "1706.03762"),
    Identifier(Scheme.PWC, "an-image-is-worth-16x16-words-transformers-1"),
    Identifier(Scheme.OPENREVIEW, "YicbFdNTTy"),
)
UNKNOWN = Identifier(Scheme.ARXIV, "1905.99999")
TITLE = "Attention Is All You Need"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return PwcSource(make_archive(tmp_path_factory.mktemp("pwc") / "archive.db"))


def test_it_answers_from_this_machine(source: Source) -> None:
    assert source.local
    assert source.name == "pwc"


def test_a_known_paper_is_answered_by_a_record_that_names_it(source: Source) -> None:
    (looked,) = source.lookup(KNOWN[:1], CancelToken())
    assert looked.error is None
    assert looked.record is not None
    assert looked.record.title == TITLE
    assert looked.record.source == source.name
    assert looked.record.fetched_at is None


def test_answers_come_in_the_order_asked_and_once_each(source: Source) -> None:
    many = [Identifier(Scheme.ARXIV, f"1905.{number:05}") for number in range(30_000, 30_250)]
    asked = [*reversed(KNOWN), UNKNOWN, *KNOWN, *many]
    answers = list(source.lookup(asked, CancelToken()))
    assert [each.identifier for each in answers] == list(dict.fromkeys(asked))
    for each in answers:
        assert each.record is None or each.identifier in each.record.identifiers


def test_an_unknown_paper_is_missing_and_no_error(source: Source) -> None:
    looked = list(source.lookup([KNOWN[0], UNKNOWN], CancelToken()))
    assert [each.missing for each in looked] == [False, True]


def test_an_identifier_of_another_scheme_is_refused(source: Source) -> None:
    asked = [Identifier(Scheme.DOI, "10.1/x"), KNOWN[0]]
    refused, found = source.lookup(asked, CancelToken())
    assert isinstance(refused.error, PaperstudyError)
    assert found.record is not None


def test_nothing_asked_and_a_stop_are_answered_by_nothing(source: Source) -> None:
    stopped = CancelToken()
    stopped.cancel()
    assert list(source.lookup([], CancelToken())) == []
    assert list(source.lookup(KNOWN, stopped)) == []
    assert source.search(TITLE, cancel=stopped) == []
    assert source.search("  ", cancel=CancelToken()) == []


def test_a_title_is_found_and_none_that_is_newer_than_the_year(source: Source) -> None:
    (record,) = source.search(TITLE, "Vaswani", 2017, cancel=CancelToken())
    assert record.title == TITLE
    assert source.search(TITLE, year=2016, cancel=CancelToken()) == []


def test_an_archive_that_cannot_be_read_marks_nothing_missing(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(b"no archive" * 100)
    source = PwcSource(open_archive(path))
    with pytest.raises(SourceError, match="cannot be read"):
        list(source.lookup(KNOWN, CancelToken()))
    with pytest.raises(SourceError, match="cannot be read"):
        source.search(TITLE, cancel=CancelToken())


def test_without_an_archive_every_paper_is_missing(tmp_path: Path) -> None:
    source = PwcSource(open_archive(tmp_path / "archive.db"))
    assert all(each.missing for each in source.lookup(KNOWN, CancelToken()))
