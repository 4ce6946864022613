"""What a file says of its own entries: their types stay, whatever a person calls their venues."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.events import CancelToken
from paperstudy.domain.papers import PaperEdit
from paperstudy.study.import_values import Conflict, Imported, ImportOutcome
from tests.unit.study.house import values

if TYPE_CHECKING:
    from pathlib import Path

    from paperstudy.study.study import Study

PEOPLE = "author={Kim, Ann}, title={Made-Up Things}"


def bring(study: Study, folder: Path, text: str, *, replace: bool = False) -> None:
    path = folder / "refs.bib"
    path.write_text(text, encoding="utf-8")
    list(study.importing.import_([path], cancel=CancelToken(), replace=replace))


def listed(study: Study, folder: Path, text: str) -> list[Imported]:
    path = folder / "refs.bib"
    path.write_text(text, encoding="utf-8")
    return values(list(study.importing.import_([path], cancel=CancelToken())), Imported)


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


def changed(study: Study, folder: Path, text: str, *, replace: bool = False) -> Imported:
    bring(study, folder, text.partition("\n")[0])
    path = folder / "second.bib"
    path.write_text(text.partition("\n")[2], encoding="utf-8")
    events = list(study.importing.import_([path], cancel=CancelToken(), replace=replace))
    (one,) = values(events, Imported)
    return one


def test_a_thesis_that_is_replaced_by_an_article_is_one_and_that_is_said(
    study: Study, tmp_path: Path
) -> None:
    text = (
        f"@phdthesis{{a1, {PEOPLE}, school={{KAIST}}, year=2020}}\n"
        f"@article{{a1, {PEOPLE}, school={{KAIST Univ}}, year=2020}}"
    )
    one = changed(study, tmp_path, text, replace=True)
    assert one.changed == (
        Conflict("venue", "KAIST", "KAIST Univ"),
        Conflict("entry type", "phdthesis", "article"),
    )
    assert exported(study).startswith("@article{a1,\n")
    assert "booktitle" not in exported(study)
    assert "  school = {KAIST Univ},\n" in exported(study)


@pytest.mark.parametrize(
    ("kind", "field", "texts", "conflict"),
    [
        ("article", "journal", ("Nature", "Nature Physics"), True),
        ("techreport", "institution", ("MIT", "M.I.T."), False),
        ("article", "publisher", ("Pr", "Pr."), False),
        ("article", "abstract", ("Deep nets", "deep nets"), False),
    ],
)
def test_each_change_is_listed_and_each_difference_that_is_more_than_a_spelling(
    study: Study, tmp_path: Path, kind: str, field: str, texts: tuple[str, str], *, conflict: bool
) -> None:
    before, after = texts
    fields = {"journal": "X"} if kind == "article" else {}
    first, second = (
        ", ".join(f"{name}={{{value}}}" for name, value in (fields | {field: each}).items())
        for each in (before, after)
    )
    text = f"@{kind}{{a1, {PEOPLE}, {first}}}\n@{kind}{{a1, {PEOPLE}, {second}}}"
    name = "venue" if field in ("journal", "institution") else field
    one = changed(study, tmp_path, text)
    assert one.conflicts == ((Conflict(name, before, after),) if conflict else ())
    one = changed(study, tmp_path, text, replace=True)
    assert (one.filled, one.changed) == ((), (Conflict(name, before, after),))


def test_another_spelling_of_a_name_that_replaces_one_is_listed(
    study: Study, tmp_path: Path
) -> None:
    text = "@misc{a1, title={Some Things}, author={Kim, A.}}\n@misc{a1, title={Some Things}, author={Kim, Ann}}"
    assert changed(study, tmp_path, text).conflicts == ()
    one = changed(study, tmp_path, text, replace=True)
    assert one.changed == (Conflict("authors", "A. Kim", "Ann Kim"),)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("article", "inproceedings", True),
        ("mastersthesis", "phdthesis", True),
        ("conference", "inproceedings", False),
        ("thesis", "phdthesis", False),
        ("misc", "article", False),
    ],
)
def test_another_type_is_a_difference_where_it_says_another_kind_of_work(
    study: Study, tmp_path: Path, one: str, other: str, *, differ: bool
) -> None:
    text = f"@{one}{{a1, {PEOPLE}, year=2020}}\n@{other}{{a1, {PEOPLE}, year=2020}}"
    told = [each.field for each in changed(study, tmp_path, text).conflicts]
    assert told == (["entry type"] if differ else [])


@pytest.mark.parametrize("file", [("csl", "a.json"), ("ris", "a.ris")])
@pytest.mark.parametrize(
    "work",
    [
        ("phdthesis", "school"),
        ("mastersthesis", "school"),
        ("techreport", "institution"),
    ],
)
def test_a_thesis_comes_back_from_other_formats_with_its_degree_and_its_house(
    study: Study, tmp_path: Path, file: tuple[str, str], work: tuple[str, str]
) -> None:
    (format_name, name), (kind, house) = file, work
    bring(study, tmp_path, f"@{kind}{{a1, {PEOPLE}, {house}={{KAIST}}, year=2020}}")
    path = tmp_path / name
    path.write_text(exported(study, format_name), encoding="utf-8")
    study.library.remove(["a1"])
    list(study.importing.import_([path], cancel=CancelToken()))
    text = exported(study)
    assert text.startswith(f"@{kind}{{a1,\n")
    assert f"  {house} = {{KAIST}},\n" in text
    assert "publisher" not in text


def test_a_label_by_which_a_style_sorts_is_kept_and_is_no_key(study: Study, tmp_path: Path) -> None:
    bring(study, tmp_path, "@misc{korea, key={KOR}, title={KS X 1001}, year={1987}}")
    text = exported(study)
    assert "key = {KOR}" in text
    assert "key = {korea}" not in text
    assert "key = {KOR}" in exported(study, "biblatex")
    (other,) = listed(study, tmp_path, text.replace("KOR", "ROK"))
    assert other.conflicts == (Conflict("sort label", "KOR", "ROK"),)
    (same,) = listed(study, tmp_path, text)
    assert (same.outcome, same.conflicts) == (ImportOutcome.SAME, ())


@pytest.mark.parametrize(
    ("kind", "old"),
    [
        ("collection", "book"),
        ("mvbook", "book"),
        ("mvcollection", "book"),
        ("reference", "book"),
        ("mvreference", "book"),
        ("mvproceedings", "proceedings"),
        ("bookinbook", "inbook"),
        ("suppbook", "inbook"),
        ("suppcollection", "incollection"),
        ("incollection", "incollection"),
        ("inreference", "incollection"),
        ("suppperiodical", "article"),
        ("periodical", "misc"),
    ],
)
@pytest.mark.parametrize("placed", [True, False])
def test_a_type_of_biblatex_comes_out_again_and_in_bibtex_as_the_nearest_old_one(
    study: Study, tmp_path: Path, kind: str, old: str, *, placed: bool
) -> None:
    place = {"incollection": "booktitle={B}, ", "inbook": "booktitle={B}, ",
             "article": "journaltitle={J}, "}.get(old, "publisher={Pr}, ")  # fmt: skip
    bring(study, tmp_path, f"@{kind}{{a1, {PEOPLE}, {place if placed else ''}date={{2020}}}}")
    assert exported(study, "biblatex").startswith(f"@{kind}{{a1,\n")
    assert exported(study).startswith(f"@{old}{{a1,\n")


def test_a_person_who_names_a_journal_changes_a_type_of_biblatex_no_more_than_one_of_bibtex(
    study: Study, tmp_path: Path
) -> None:
    bring(study, tmp_path, f"@inreference{{a1, {PEOPLE}, booktitle={{B}}, date={{2020}}}}")
    study.library.edit("a1", PaperEdit(venue="Some Place"))
    assert exported(study, "biblatex").startswith("@inreference{a1,\n")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("address={Berlin}, year=2010, month=jun", ["DA  - 2010/06", "CY  - Berlin"]),
        ("location={Berlin}, date={2010-06}", ["DA  - 2010/06", "CY  - Berlin"]),
        ("address={B}, location={Berlin}, year=2010, month={March}", ["DA  - 2010/03", "CY  - Berlin"]),
        ('year=2010, month=jun # "~12"', ["DA  - 2010/06/12"]),
        ("year=2010, month={Spring}", []),
        ("month=jun", []),
    ],
)  # fmt: skip
def test_ris_says_place_and_month_as_bibtex_or_biblatex_name_them(
    study: Study, tmp_path: Path, fields: str, told: list[str]
) -> None:
    bring(study, tmp_path, f"@incollection{{a1, {PEOPLE}, booktitle={{B}}, {fields}}}")
    lines = exported(study, "ris").splitlines()
    assert {line for line in lines if line.startswith(("DA", "CY"))} == {*told}


@pytest.mark.parametrize("name", ["publisher", "series", "booktitle"])
@pytest.mark.parametrize("latex", ["Addison--Wesley", "Tom ``T.'' Press", "Proc.~of Things"])
def test_dashes_quotes_and_ties_go_out_as_they_came(
    study: Study, tmp_path: Path, name: str, latex: str
) -> None:
    kind = "incollection" if name == "booktitle" else "book"
    bring(study, tmp_path, f"@{kind}{{a1, {PEOPLE}, {name}={{{latex}}}, year=2010}}")
    assert f"{name} = {{{latex}}}" in exported(study)


@pytest.mark.parametrize(
    ("here", "there", "differ"),
    [
        ("March", "mar", False),
        ("{Mar.}", "3", False),
        ("mar", "apr", True),
        ("Spring", "May", True),
    ],
)
def test_months_are_compared_by_what_they_mean(
    study: Study, tmp_path: Path, here: str, there: str, *, differ: bool
) -> None:
    entry = f"@misc{{a1, {PEOPLE}, year=2010, month={{%s}}}}"
    one = changed(study, tmp_path, f"{entry % here}\n{entry % there}")
    assert bool(one.conflicts) == differ
