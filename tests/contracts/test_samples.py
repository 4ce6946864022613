"""The samples of `fixtures/bib`: each format that can be read has one, of the same two works."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperstudy.domain.importing import ImportFile
from paperstudy.formats.readers import FORMATS, read_entries
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
    content = read_file(FOLDER / SAMPLES["list"]).content
    assert isinstance(content, ImportFile)
    records = content.records
    assert [str(each) for each in records[0].identifiers] == ["doi:10.5555/lantern.1"]
    assert records[1].title == "만두를 접는 로봇."[:-1]


# What stands before the works of a sample, by its last sign, and behind them, by its first.
AROUND = {"csl": ("[", "]"), "zotero": ("[", "]"), "zotero-csv": ("\n", ""), "bibtex": ("\n\n", "")}


def multiply(name: str, times: int) -> list[str]:
    """Return files with the works of a sample many times over, each time with other keys."""
    place = FOLDER / SAMPLES[name]
    if place.is_dir():  # a file a work
        works = [path.read_text(encoding="utf-8") for path in find_files([place])]
        return [anew(work, number) for number in range(times) for work in works]
    text = place.read_text(encoding="utf-8")
    before, after = AROUND.get(name, ("", ""))
    start = text.index(before) + len(before)
    end = text.rindex(after) if after else len(text)
    works = [anew(text[start:end], number) for number in range(times)]
    return [text[:start] + (",\n" if after else "\n").join(works) + text[end:]]


def anew(work: str, number: int) -> str:
    return work.replace("lantern", f"lantern{number}").replace("dumpling", f"dumpling{number}")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("times", [500, pytest.param(5_000, marks=pytest.mark.slow)])
def test_a_thousand_works_are_all_read(name: str, times: int) -> None:
    read = [read_entries(text, name) for text in multiply(name, times)]
    entries = [entry for found in read for entry in found.entries]
    assert (len(entries), [found.broken for found in read if found.broken]) == (2 * times, [])
    assert len({entry.key or entry.record.identifiers for entry in entries}) >= times
    lines = [entry.line for entry in entries]
    assert lines == sorted(lines)


@pytest.mark.parametrize("name", FORMATS)
def test_what_holds_nothing_has_no_entry(name: str) -> None:
    text = "[]" if name in ("csl", "zotero") else "\n"
    assert read_entries(text, name).entries == ()
