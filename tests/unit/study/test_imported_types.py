"""What a file says of its own entries: their types stay, whatever a person calls their venues."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.events import CancelToken
from paperstudy.domain.papers import PaperEdit

if TYPE_CHECKING:
    from pathlib import Path

    from paperstudy.study.study import Study

PEOPLE = "author={Kim, Ann}, title={Made-Up Things}"


def bring(study: Study, folder: Path, text: str, *, replace: bool = False) -> None:
    path = folder / "refs.bib"
    path.write_text(text, encoding="utf-8")
    list(study.importing.import_([path], cancel=CancelToken(), replace=replace))


def exported(study: Study, format_name: str = "bibtex") -> str:
    return study.exporting.export(format_name).text


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("article", "journal={Nature}, volume={3}, pages={1--2}, year=2020", "journal"),
        ("article", "year=2020", "journal"),
        ("incollection", "booktitle={A Book}, publisher={Pr}, year=2020", "booktitle"),
        ("inbook", "booktitle={A Book}, year=2020", "booktitle"),
        ("inproceedings", "booktitle={ICML}, year=2020", "booktitle"),
        ("conference", "year=2020", "booktitle"),
        ("book", "publisher={Pr}, year=2020", "publisher"),
        ("phdthesis", "school={KAIST}, year=2020", "school"),
        ("techreport", "institution={KAIST}, number={TR-1}, year=2020", "institution"),
    ],
)
def test_another_venue_changes_no_type_and_drops_nothing(
    study: Study, tmp_path: Path, kind: str, fields: str, told: str
) -> None:
    bring(study, tmp_path, f"@{kind}{{a1, {PEOPLE}, {fields}}}")
    before = exported(study)
    study.library.edit("a1", PaperEdit(venue="Some Place"))
    after = exported(study)
    assert after.startswith(f"@{kind}{{a1,\n")
    assert f"  {told} = {{Some Place}},\n" in after
    kept = [line for line in before.splitlines() if not line.startswith(f"  {told} =")]
    assert [line for line in after.splitlines() if not line.startswith(f"  {told} =")] == kept


def test_a_venue_that_names_its_year_is_cited_by_that(study: Study, tmp_path: Path) -> None:
    bring(study, tmp_path, f"@inproceedings{{a1, {PEOPLE}, booktitle={{X}}, year=2020}}")
    study.library.edit("a1", PaperEdit(venue="ICML 2021"))
    assert "  year = {2021},\n" in exported(study)


def test_an_article_that_a_person_takes_for_a_preprint_is_one(study: Study, tmp_path: Path) -> None:
    bring(study, tmp_path, f"@article{{a1, {PEOPLE}, journal={{Nature}}, year=2020}}")
    study.library.edit("a1", PaperEdit(venue="arXiv"))
    assert exported(study).startswith("@misc{a1,")


@pytest.mark.parametrize(
    "entry",
    [
        "@article{a1,\n  title = {Things},\n  author = {Kim, Ann},\n  journal = {Proc. of X},\n}\n",
        "@proceedings{a1,\n  title = {Things},\n  year = {2011},\n  editor = {Cho, Di},\n}\n",
        "@misc{a1,\n  title = {Things},\n  author = {Kim, Ann},\n  year = {2011},\n"
        "  school = {KAIST},\n}\n",
    ],
)
def test_an_entry_goes_out_as_it_came(study: Study, tmp_path: Path, entry: str) -> None:
    bring(study, tmp_path, entry)
    assert exported(study) == entry
