"""Papers typed by hand, from a .bib file and from a PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperstudy.domain.errors import (
    DuplicateError,
    InvalidEditError,
    InvalidFileError,
    InvalidIdentifierError,
    InvalidInputError,
)
from paperstudy.domain.events import CancelToken, Event, Finished
from paperstudy.domain.papers import Author, PaperEdit, PaperState, PaperStatus
from paperstudy.domain.queries import PaperQuery
from paperstudy.study import byhand
from paperstudy.study.study import Study
from tests.unit.formats.pdf_maker import TURNED, make_pdf
from tests.unit.study.house import added, arxiv_id, failed

BISHOP = PaperEdit(
    title="Mixture Density Networks", authors=(Author("Christopher M. Bishop"),), year=1994
)
BIB = """
@inproceedings{he2016deep,
  title = {Deep Residual Learning for Image Recognition},
  author = {He, Kaiming and Zhang, Xiangyu},
  booktitle = {CVPR}, year = {2016}
}
@techreport{Bishop:94,
  title = {Mixture Density Networks}, author = {Bishop, Christopher M.}, year = 1994
}
@article{broken,
  title = {No End
@misc{vit, title = {An Image}, eprint = {2010.11929}, archivePrefix = {arXiv}, year = 2020}
"""


def take(study: Study, path: Path, cancel: CancelToken | None = None) -> list[Event]:
    return list(study.library.add_file(path, cancel=cancel or CancelToken()))


def count(study: Study) -> int:
    return study.library.search(PaperQuery()).total


def write(folder: Path, text: str) -> Path:
    path = folder / "refs.bib"
    path.write_text(text, encoding="utf-8")
    return path


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


# .bib


def test_the_entries_of_a_file_are_added_with_their_keys(study: Study, tmp_path: Path) -> None:
    events = take(study, write(tmp_path, BIB))
    assert [one.key for one in added(events)] == ["he2016deep", "Bishop:94", "vit"]
    (broken,) = failed(events)
    assert broken.label == "refs.bib:10"
    assert broken.error.fields["line"] == 10
    assert events[-1] == Finished(3)
    assert study.library.get("arxiv:2010.11929").paper.key == "vit"
    assert study.library.get("he2016deep").paper.year == 2016


def test_a_key_that_is_taken_or_none_gives_way(study: Study, tmp_path: Path) -> None:
    study.library.add_manual(PaperEdit(title="Mine", key="taken"))
    text = "@misc{taken, title={One Thing}, year=2001}\n@misc{a b, title={Another Thing}}\n"
    keys = [one.key for one in added(take(study, write(tmp_path, text)))]
    assert keys[0] != "taken"
    assert study.library.get("taken").paper.title == "Mine"


def test_a_paper_that_is_here_keeps_its_own_key(study: Study, tmp_path: Path) -> None:
    study.library.add_manual(BISHOP)
    one = added(take(study, write(tmp_path, BIB)))[1]
    assert (one.key, one.created) == ("bishop1994mixture", False)
    again = take(study, write(tmp_path, BIB))
    assert again[-1] == Finished(0)
    assert count(study) == 3


def test_a_file_is_one_step_that_can_be_taken_back(study: Study, tmp_path: Path) -> None:
    take(study, write(tmp_path, BIB))
    assert study.upkeep.undo() is not None
    assert count(study) == 0


def test_a_file_may_be_of_a_korean_windows(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes("@article{kim, title={한국어 논문의 제목}, author={김철수}}".encode("cp949"))
    assert [one.title for one in added(take(study, path))] == ["한국어 논문의 제목"]


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"<html><body>404</body></html>", bytes(range(256)) * 9, b"@string{a=1}"]
)
def test_a_file_without_an_entry_is_said(study: Study, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(data)
    with pytest.raises(InvalidFileError, match="holds no BibTeX entry"):
        take(study, path)


def test_after_a_stop_the_rest_of_the_entries_is_left(study: Study, tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    events = take(study, write(tmp_path, BIB), cancel)
    assert added(events) == []
    assert events[-1] == Finished(0, cancelled=True)


def test_a_file_that_is_not_there_or_too_large_says_so(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InvalidFileError):
        take(study, tmp_path / "none.bib")
    monkeypatch.setattr(byhand, "_LARGEST_BIB", 10)
    with pytest.raises(InvalidInputError):
        take(study, write(tmp_path, BIB))


def test_bytes_that_are_no_text_are_no_end(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(b"\xef\xbb\xbf@misc{a, title={Caf\xe9}}\n\x00\xff")
    assert [one.key for one in added(take(study, path))] == ["a"]


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


def test_works_of_one_title_by_others_or_of_another_time_are_other_works(
    study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "editorials.bib"
    path.write_text(
        "@article{smith1990, title={Editorial}, author={Smith, Ann}, year={1990}}\n"
        "@article{jones2001, title={Editorial}, author={Jones, Bob}, year={2001}}\n"
        "@article{smith2015, title={Editorial}, author={Smith, Ann}, year={2015}}\n"
        "@article{again, title={Editorial}, author={Jones, Bob}, year={2001}}\n",
        encoding="utf-8",
    )
    done = added(study.library.add_file(path, cancel=CancelToken()))
    assert [(each.key, each.created) for each in done] == [
        ("smith1990", True),
        ("jones2001", True),
        ("smith2015", True),
        ("jones2001", False),
    ]
