"""Which entries of one file are one paper, and which are two works that a person keeps apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperstudy.domain.events import CancelToken
from paperstudy.domain.papers import PaperEdit
from paperstudy.study import importing
from paperstudy.study.choosing import Choice
from paperstudy.study.import_values import Imported, ImportOutcome
from paperstudy.study.study import Study
from tests.unit.study.house import values

NEW, MERGED, SAME = ImportOutcome.NEW, ImportOutcome.MERGED, ImportOutcome.SAME

EDITORIAL = "title={Editorial}, author={Ditor, E.}, journal={TOIS}, volume=1, year=2010"
R = "title={R: A Language}, author={{R Core Team}}"
SORTING = "title={Fast Sorting of Strings}, author={Doe, Jane and Roe, Max}"
BOOK = "booktitle={Big Book}, year=2010, doi={10.1007/978-3-540-00000-1}"
TWO_WORKS = {
    "number": f"@article{{a, {EDITORIAL}, number=1}}\n@article{{b, {EDITORIAL}, number=2}}",
    "volume": f"@article{{a, {SORTING}, volume=1}}\n@article{{b, {SORTING}, volume={{Vol. 2}}}}",
    "edition": f"@book{{a, {SORTING}, edition={{1st}}}}\n@book{{b, {SORTING}, edition={{Second}}}}",
    "year": f"@manual{{a, {R}, year=2019}}\n@manual{{b, {R}, year=2020}}",
    "pages": f"@inbook{{a, {SORTING}, pages={{1--9}}}}\n@inbook{{b, {SORTING}, pages={{10--19}}}}",
    "type": f"@phdthesis{{a, {SORTING}, school={{MIT}}}}\n@article{{b, {SORTING}, journal={{J}}}}",
    "degree": f"@phdthesis{{a, {SORTING}}}\n@mastersthesis{{b, {SORTING}}}",
    "software": f"@software{{a, {SORTING}}}\n@article{{b, {SORTING}, journal={{JOSS}}}}",
    "journal of a talk": f"@inproceedings{{a, {SORTING}, booktitle={{SODA}}, year=2010}}\n"
    f"@article{{b, {SORTING}, journal={{SIAM J. Comput.}}, year=2011}}",
    "two that have one preprint": f"@inproceedings{{a, {SORTING}, booktitle={{SODA}}, year=2010,"
    f" eprint={{2001.00001}}}}\n@article{{b, {SORTING}, journal={{SICOMP}}, eprint={{2001.00001}}}}",
    "venue": f"@article{{a, {SORTING}, journal={{Neural Networks}}}}\n"
    f"@article{{b, {SORTING}, journal={{IEEE Transactions on Neural Networks}}}}",
    "authors": "@article{a, title={Preface}, author={Kim, A. and Lee, B.}}\n"
    "@article{b, title={Preface}, author={Kim, A. and Park, C.}}",
    "chapters with the DOI of their book": f"@incollection{{a, title={{On Ants}}, {BOOK}}}\n"
    f"@incollection{{b, title={{Of Bees and Wasps}}, {BOOK}}}",
    "titles and pages": "@article{a, title={On Ants}, pages={1-9}, doi={10.1000/x}}\n"
    "@article{b, title={Of Bees and Wasps}, pages={20-29}, doi={10.1000/x}}",
}
ONE_WORK = {
    "copy": f"@article{{a, {EDITORIAL}}}\n@article{{b, {EDITORIAL}, number=1}}",
    "same DOI": f"@article{{a, {SORTING}, doi={{10.1000/x}}, pages={{1-9}}}}\n"
    f"@inproceedings{{b, {SORTING}, doi={{10.1000/X}}, pages={{1:1-1:9}}}}",
    "preprint": f"@misc{{a, {SORTING}, year=2009, howpublished={{arXiv}}}}\n"
    f"@article{{b, {SORTING}, year=2011, journal={{SIAM J. Comput.}}, pages={{1-9}}}}",
    "CoRR": f"@article{{a, {SORTING}, journal={{CoRR}}, volume={{abs/2001.00001}}, year=2010}}\n"
    f"@article{{b, {SORTING}, journal={{SIAM J. Comput.}}, volume=40, year=2011}}",
    "versions": f"@misc{{a, {SORTING}, eprint={{2001.00001v1}}, year=2010}}\n"
    f"@misc{{b, {SORTING}, eprint={{2001.00001v3}}, year=2011}}",
    "short names": f"@article{{a, {SORTING}, journal={{SIAM J. Comput.}}, pages={{1--9}}}}\n"
    f"@article{{b, {SORTING}, journal={{SIAM Journal on Computing}}, pages={{1-9}}}}",
    "cut authors": f"@article{{a, {SORTING}, year=2010}}\n"
    "@article{b, title={Fast Sorting of Strings}, author={Doe, J. and others}, year=2010}",
    "chapter or talk": f"@incollection{{a, {SORTING}, booktitle={{ECCV}}, volume={{LNCS 12}}}}\n"
    f"@inproceedings{{b, {SORTING}, booktitle={{ECCV}}, volume=12}}",
}


def write(folder: Path, text: str, name: str = "refs.bib") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def take(study: Study, path: Path, *, dry_run: bool = False) -> list[Imported]:
    events = list(study.importing.import_([path], cancel=CancelToken(), dry_run=dry_run))
    return values(events, Imported)


def told(done: list[Imported]) -> list[tuple[str, ImportOutcome]]:
    return [(one.key, one.outcome) for one in done]


@pytest.mark.parametrize("text", TWO_WORKS.values(), ids=TWO_WORKS)
def test_entries_of_one_file_that_differ_in_what_tells_works_apart_are_two_papers(
    study: Study, tmp_path: Path, text: str
) -> None:
    path = write(tmp_path, text)
    assert told(take(study, path, dry_run=True)) == [("a", NEW), ("b", NEW)]
    assert told(take(study, path)) == [("a", NEW), ("b", NEW)]
    again = take(study, path)
    assert told(again) == [("a", SAME), ("b", SAME)]
    assert not any(one.conflicts for one in again)
    written = study.exporting.export("bibtex", Choice(keys=("a", "b"))).text
    assert written.count("\n}\n") == 2


@pytest.mark.parametrize("text", ONE_WORK.values(), ids=ONE_WORK)
def test_copies_of_an_entry_are_one_paper_and_both_keys_lead_to_it(
    study: Study, tmp_path: Path, text: str
) -> None:
    path = write(tmp_path, text)
    first, second = take(study, path)
    assert (first.key, second.key) == ("a", "a")
    assert second.outcome in {MERGED, ImportOutcome.CHANGED}
    assert study.library.get("b").paper.key == "a"
    assert told(take(study, path)) == [("a", SAME), ("a", SAME)]


def test_entries_stay_apart_however_far_they_are_in_the_file(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_AT_ONCE", 1)
    text = "\n".join(f"@article{{k{n}, {EDITORIAL}, number={n}}}" for n in range(1, 5))
    path = write(tmp_path, f"{text}\n@article{{copy, {EDITORIAL}, number=3}}")
    keys = ["k1", "k2", "k3", "k4"]
    assert told(take(study, path)) == [*((key, NEW) for key in keys), ("k3", MERGED)]
    assert {outcome for _, outcome in told(take(study, path))} == {SAME}


def test_an_entry_joins_a_paper_that_is_here_and_the_next_one_of_its_file_does_not(
    study: Study, tmp_path: Path
) -> None:
    study.library.add_manual(PaperEdit(title="Editorial", year=2010, key="mine"))
    path = write(tmp_path, TWO_WORKS["number"])
    assert [one.key for one in take(study, path)] == ["mine", "b"]
    assert told(take(study, path)) == [("mine", SAME), ("b", SAME)]


@pytest.mark.parametrize("case", ["number", "chapters with the DOI of their book"])
def test_papers_that_a_person_made_one_stay_one(study: Study, tmp_path: Path, case: str) -> None:
    path = write(tmp_path, TWO_WORKS[case])
    take(study, path)
    study.library.merge("a", "b")
    assert told(take(study, path)) == [("a", SAME), ("a", SAME)]


def test_two_files_may_call_one_work_otherwise(study: Study, tmp_path: Path) -> None:
    take(study, write(tmp_path, f"@article{{a, {EDITORIAL}, number=1}}"))
    other = write(tmp_path, f"@article{{b, {EDITORIAL}, number=2}}", "other.bib")
    assert told(take(study, other)) == [("a", SAME)]


@pytest.mark.parametrize("text", [*TWO_WORKS.values(), *ONE_WORK.values()])
def test_an_update_of_a_file_that_was_imported_just_now_changes_no_byte(
    study: Study, tmp_path: Path, text: str
) -> None:
    path = write(tmp_path, text)
    take(study, path)
    updated, _ = study.exporting.update("bibtex", path.read_bytes(), Choice(), str(path))
    assert (updated.content.decode(), updated.changed, updated.clashes) == (text, (), ())


@pytest.mark.parametrize("text", TWO_WORKS.values(), ids=TWO_WORKS)
def test_an_update_writes_what_is_news_of_one_work_into_its_own_entry_alone(
    study: Study, tmp_path: Path, text: str
) -> None:
    path = write(tmp_path, text)
    take(study, path)
    study.library.edit("b", PaperEdit(url="https://example.org/b"))
    updated, _ = study.exporting.update("bibtex", path.read_bytes(), Choice(), str(path))
    assert updated.changed == ("b",)
    assert updated.content.decode().startswith(text.partition("\n")[0])
