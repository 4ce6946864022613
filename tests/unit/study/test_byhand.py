"""Papers typed by hand, and from a PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperstudy.domain.errors import (
    DuplicateError,
    InvalidEditError,
    InvalidFileError,
    InvalidIdentifierError,
)
from paperstudy.domain.events import CancelToken, Event
from paperstudy.domain.papers import Author, PaperEdit, PaperState, PaperStatus
from paperstudy.domain.queries import PaperQuery
from paperstudy.study.study import Study
from tests.unit.formats.pdf_maker import TURNED, make_pdf
from tests.unit.study.house import added, arxiv_id

BISHOP = PaperEdit(
    title="Mixture Density Networks", authors=(Author("Christopher M. Bishop"),), year=1994
)


def take(study: Study, path: Path, cancel: CancelToken | None = None) -> list[Event]:
    return list(study.library.add_file(path, cancel=cancel or CancelToken()))


def count(study: Study) -> int:
    return study.library.search(PaperQuery()).total


# By hand


def test_a_paper_without_any_number_is_added_by_hand(study: Study) -> None:
    one = study.library.add_manual(BISHOP)
    assert (one.key, one.state, one.created) == ("bishop1994mixture", PaperState.OFFLINE, True)
    detail = study.library.get(one.key)
    assert (detail.paper.title, detail.paper.year) == (BISHOP.title, 1994)
    assert set(dict(detail.paper.provenance).values()) == {"person"}
    assert study.upkeep.undo() is not None
    assert count(study) == 0


def test_key_status_and_numbers_may_be_given_with_it(study: Study) -> None:
    edit = PaperEdit(
        title="One",
        venue="A Meeting",
        abstract="Told by hand.",
        url="https://example.org/one",
        key="my-key",
        status=PaperStatus.READING,
    )
    study.library.add_manual(edit, ["10.1000/one", "https://arxiv.org/abs/2001.00001v2"])
    paper = study.library.get("my-key").paper
    assert (paper.status, paper.venue, paper.abstract, paper.url) == (
        PaperStatus.READING,
        "A Meeting",
        "Told by hand.",
        "https://example.org/one",
    )
    assert {str(each) for each in paper.identifiers} == {"arxiv:2001.00001", "doi:10.1000/one"}


@pytest.mark.parametrize("title", [None, "", "  \x1b "])
def test_a_paper_needs_a_title(study: Study, title: str | None) -> None:
    with pytest.raises(InvalidEditError):
        study.library.add_manual(PaperEdit(title=title))
    assert count(study) == 0


def test_what_is_here_already_is_not_added_again(study: Study) -> None:
    study.library.add_manual(BISHOP)
    for edit, numbers in (
        (PaperEdit(title="MIXTURE density networks!"), ()),
        (BISHOP, ("10.1000/other",)),
    ):
        with pytest.raises(DuplicateError) as caught:
            study.library.add_manual(edit, numbers)
        assert caught.value.fields["key"] == "bishop1994mixture"
    study.library.add_manual(PaperEdit(title="One"), ["10.1000/one"])
    with pytest.raises(DuplicateError):
        study.library.add_manual(PaperEdit(title="Another"), ["doi:10.1000/one"])
    study.library.add_manual(PaperEdit(title="One"), ["10.1000/two"])
    assert count(study) == 3


def test_a_bad_key_or_number_adds_nothing(study: Study) -> None:
    study.library.add_manual(BISHOP)
    for key in ("bishop1994mixture", "{no}"):
        with pytest.raises(InvalidEditError):
            study.library.add_manual(PaperEdit(title="One", key=key))
    with pytest.raises(InvalidIdentifierError):
        study.library.add_manual(PaperEdit(title="One"), ["2001.99"])
    assert count(study) == 1


# PDF


def test_a_pdf_is_added_by_the_number_it_bears(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "paper.PDF"
    path.write_bytes(make_pdf([("arXiv:2001.00001v2 [cs.LG] 3 Jan 2020", TURNED), "A Title"]))
    (one,) = added(take(study, path))
    assert study.library.get(one.key).paper.identifiers == (arxiv_id("2001.00001"),)


def test_a_pdf_that_names_nothing_or_is_none_says_so(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(make_pdf(["A title, and no number"]))
    with pytest.raises(InvalidFileError, match=r"names no arXiv id and no DOI"):
        take(study, path)
    path.write_bytes(b"<html>")
    with pytest.raises(InvalidFileError):
        take(study, path)
    assert count(study) == 0
