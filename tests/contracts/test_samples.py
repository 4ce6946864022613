"""The samples of `fixtures/bib`: each format that can be read has one, of the same two works."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperstudy.formats.readers import FORMATS
from paperstudy.study.import_files import find_files, read_file

FOLDER = Path(__file__).parents[2] / "fixtures" / "bib"
KEYS = ["han2021lantern", "kim2022dumpling"]
SAMPLES = {
    "bibtex": "refs.bib",
    "csl": "csl.json",
    "ris": "endnote.ris",
    "zotero": "zotero.json",
    "zotero-csv": "zotero.csv",
    "papis": "papis",
    "cobib": "cobib.yaml",
    "list": "list.txt",
}


def test_every_format_that_can_be_read_has_a_sample() -> None:
    assert set(SAMPLES) == set(FORMATS)
    assert {path.name for path in FOLDER.iterdir()} == {*SAMPLES.values(), "README.md"}


@pytest.mark.parametrize("name", sorted({*FORMATS} - {"list"}))
def test_a_sample_says_the_same_of_its_works_in_any_format(name: str) -> None:
    read = [read_file(path) for path in find_files([FOLDER / SAMPLES[name]])]
    assert {file.format for file in read} == {name}
    assert [file.content.broken for file in read if file.content.broken] == []
    found = {entry.key: entry.record for file in read for entry in file.content.entries}
    assert sorted(found) == KEYS
    lantern, dumpling = found[KEYS[0]], found[KEYS[1]]
    assert lantern.title == "Lantern Networks: A Light Introduction"
    assert [author.name for author in lantern.authors] == ["Bora Han", "Ann van der Berg"]
    assert (lantern.year, str(lantern.identifiers[0])) == (2021, "doi:10.5555/lantern.1")
    assert lantern.venue == "Journal of Paper Lanterns and Kites"
    assert [author.name for author in dumpling.authors] == ["김철수", "Dumpling Research Team"]
    assert dumpling.publication is not None
    assert (dumpling.title, dumpling.publication.pages) == ("만두를 접는 로봇", "1-9")


def test_a_list_by_hand_names_both() -> None:
    records = read_file(FOLDER / SAMPLES["list"]).content.records
    assert [str(each) for each in records[0].identifiers] == ["doi:10.5555/lantern.1"]
    assert records[1].title == "만두를 접는 로봇."[:-1]
