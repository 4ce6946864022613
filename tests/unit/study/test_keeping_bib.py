"""A file that was imported is brought up to date: only what is news since changes a byte of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.events import CancelToken
from paperstudy.domain.papers import PaperEdit
from paperstudy.study.choosing import Choice

if TYPE_CHECKING:
    from paperstudy.study.study import Study

FIXTURES = sorted(Path("fixtures").rglob("*.bib"))
HAND_KEPT = r"""% my list, 내 목록
@STRING{nat = "Nature"}
@string(acm = {ACM Press})

@Article{one ,
  title = "On {B}ig \emph{Things}: $x^2$ and \TeX",
  AUTHOR = {{\"O}zg{\"u}r, Ann and {이, 영희} and van der Berg, Jan},
  journal = nat # { Physics}, % where
  volume = 3, number = {4}, pages = {1-9}, year = 2020,
  month = mar # "~12",
  keywords = {zeta; alpha, beta},
  groups = {Two, One},
  abstract = {It is \textbf{bold}\textbf{}, 50\% more
     and longer.

     Two paragraphs.},
  doi = {https://doi.org/10.5555/ABC},
  note = "mine",
}
@comment{jabref-meta: groups;}
@online{two, title = {A page}, author = {Kim, Ann}, url = {https://example.org/a_b}, year = 2021}
@inproceedings{three, title = {Talk}, author = {김, 철수}, booktitle = {Proc. of X}, publisher = acm, crossref = {book}}
@proceedings{book, title = {All of X}, editor = {Lee, Bob}, year = 2019}
@proceedings{alone, title = {All of Y}, editor = {Lee, Bob}, year = 2018}
@misc{four, title = {A Preprint}, author = {Park, Cy and others}, eprint = {2001.00001v2}, year = 2020}
@article{five, title={Scholar's}, author={Cho, Di}, journal={arXiv preprint arXiv:2002.00002}, year={2020}}
@thesis{six, title = {Long Work}, author = {Cho, Di}, type = {phdthesis}, institution = {KAIST}, date = {2015-03}}
@article{seven, title = {The day}, author = {Cho, Di}, journaltitle = {J}, date = {2015-03-02}, doi={10.5555/7}}
@conference{eight, title = {Hand}, author = {Cho, Di}, booktitle = {ICML}, year = "2015"}
the end"""


def bring(study: Study, path: Path) -> bytes:
    list(study.importing.import_([path], cancel=CancelToken()))
    return path.read_bytes()


def update(study: Study, path: Path, format_name: str = "bibtex") -> str:
    updated, _ = study.exporting.update(format_name, path.read_bytes(), Choice(), str(path))
    return updated.content.decode()


@pytest.mark.parametrize("format_name", ["bibtex", "biblatex"])
@pytest.mark.parametrize("source", FIXTURES, ids=str)
def test_a_file_that_was_imported_just_now_changes_no_byte(
    study: Study, source: Path, format_name: str
) -> None:
    before = bring(study, source)
    assert update(study, source, format_name) == before.decode()


@pytest.mark.parametrize("format_name", ["bibtex", "biblatex"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-8-sig"])
def test_a_file_of_macros_comments_and_quotes_changes_no_byte(
    study: Study, tmp_path: Path, encoding: str, format_name: str
) -> None:
    path = tmp_path / "refs.bib"
    before = HAND_KEPT.replace("\n", "\r\n" if encoding == "cp949" else "\n").encode(encoding)
    path.write_bytes(before)
    bring(study, path)
    updated, _ = study.exporting.update(format_name, before, Choice(), str(path))
    assert (updated.changed, updated.added) == ((), ())
    assert updated.content == before


def test_what_is_news_is_written_and_the_rest_of_its_entry_stays(
    study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(HAND_KEPT, encoding="utf-8")
    bring(study, path)
    study.library.edit("one", PaperEdit(year=2021))
    study.library.edit("eight", PaperEdit(venue="NeurIPS"))
    study.library.edit("two", PaperEdit(title="Another page"))
    text = update(study, path)
    one = text.partition("@article{one,")[2].partition("}\n@comment")[0]
    assert "  year = {2021},\n" in one
    assert '  title = "On {B}ig \\emph{Things}: $x^2$ and \\TeX",\n' in one
    assert "  journal = nat # { Physics},\n" in one
    assert '  month = mar # "~12",\n' in one
    assert "  keywords = {zeta; alpha, beta},\n" in one
    assert "@conference{eight,\n" in text
    assert "  booktitle = {NeurIPS},\n" in text
    assert "@online{two,\n" in text
    untouched = HAND_KEPT.partition("@inproceedings{three")[2].partition("@conference")[0]
    assert untouched in text
    path.write_text(text, encoding="utf-8")
    assert update(study, path) == text


def test_a_tag_of_a_person_goes_into_an_entry_that_has_none(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("@misc{kk, title = {A Thing}, year = 2020, abstract = {x}}\n", encoding="utf-8")
    bring(study, path)
    other = tmp_path / "other.bib"
    other.write_text(
        "@misc{kk, title = {A Thing}, year = 2020, keywords = {theirs}}\n", encoding="utf-8"
    )
    bring(study, other)
    assert "keywords" not in update(study, path), "another file said it"
    study.library.tag(["kk"], add=["thesis"])
    text = update(study, path)
    assert "  keywords = {theirs, thesis},\n" in text
    assert "groups" not in text
    study.library.tag(["kk"], add=["group:mine"])
    path.write_text(text, encoding="utf-8")
    assert "  groups = {mine},\n" in update(study, path)
