"""Library → .bib file → library: every field is back, and ten rounds change no byte."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperstudy.config import load_settings
from paperstudy.domain.events import CancelToken, ItemFailed
from paperstudy.domain.identifiers import identifier_url
from paperstudy.domain.importing import ImportEntry
from paperstudy.domain.papers import Author, CiteKey, Paper, PaperId
from paperstudy.formats.bibtex_in import read_bibtex
from paperstudy.formats.registry import find_writer
from paperstudy.matching.merge import merge_one
from paperstudy.store.store import open_store
from paperstudy.study.study import Study
from tests.contracts.generated import as_read, make_paper
from tests.unit.formats.hostile import papers
from tests.unit.study.house import NOW

ROUNDS = 10
FEW = 500  # in every run; `make slow` takes the full size
DIALECTS = ("bibtex", "biblatex")


def paper_of(entry: ImportEntry) -> Paper:
    """Return the paper that an entry becomes in an empty library."""
    merged, state = merge_one(entry.record)
    return Paper(
        PaperId(1), CiteKey(entry.key), merged.title, merged.authors,
        more_authors=merged.more_authors, year=merged.year, venue=merged.venue,
        abstract=merged.abstract, identifiers=merged.identifiers, url=merged.url,
        categories=merged.categories, state=state, tags=entry.record.tags, kind=merged.kind,
        publication=merged.publication, entry_type=merged.entry_type, extra=merged.extra,
        attachments=merged.attachments,
    )  # fmt: skip


def check_kept(back: Paper, paper: Paper, name: str = "bibtex") -> None:
    """Compare a paper that was read with the one that was written, field by field."""
    if not paper.url:  # then the page of an identifier is written
        assert back.url in ("", *map(identifier_url, paper.identifiers))
    else:
        assert back.url == paper.url
    for field in ("key", "year", "identifiers", "attachments", "more_authors", "categories"):
        assert getattr(back, field) == getattr(paper, field), field
    assert back.title == as_read(paper.title)
    assert back.abstract == as_read(paper.abstract)
    assert {*back.tags} == {as_read(tag) for tag in paper.tags}
    lost = {"month"} if name == "biblatex" else set()  # one that is none of the twelve
    assert {each for each in paper.extra if each.name not in lost} <= {*back.extra}
    check_authors(back.authors, paper.authors)
    if paper.publication is None:  # a note of a work that is published nowhere has no venue
        assert back.publication is None
        return
    texts = ("venue", "volume", "number", "publisher")
    told: dict[str, Any] = {field: as_read(getattr(paper.publication, field)) for field in texts}
    if name == "biblatex" and paper.publication.kind == "journal":
        told["publisher"] = ""  # Biber's articles have none
    assert back.publication == replace(paper.publication, **told)


def check_authors(back: tuple[Author, ...], authors: tuple[Author, ...]) -> None:
    """Compare people: parts of a name are kept, and those that nobody told may come to light."""
    assert [author.name for author in back] == [author.name for author in authors]
    for found, author in zip(back, authors, strict=True):
        if author.family and not re.search("[가-힣]", author.name):  # those are written whole
            assert found.family == author.family
            assert author.given in ("", found.given)


@settings(deadline=None, max_examples=150)
@given(st.randoms())
def test_every_field_of_a_paper_is_back(chance: random.Random) -> None:
    paper = make_paper(chance)
    (entry,) = read_bibtex(find_writer("bibtex")([paper])).entries
    check_kept(paper_of(entry), paper)


def make_papers(number: int) -> list[Paper]:
    """Return papers made by chance, the same ones each time."""
    chance = random.Random(2026)
    return [make_paper(chance, n) for n in range(number)]


def check_fields(name: str, papers: list[Paper]) -> None:
    found = read_bibtex(find_writer(name)(papers))
    assert (len(found.entries), found.broken, found.others) == (len(papers), (), 0)
    for entry, paper in zip(found.entries, papers, strict=True):
        check_kept(paper_of(entry), paper, name)


def check_rounds(name: str, papers: list[Paper]) -> None:
    """Start from what a file can hold: braces in pairs are gone after the first reading."""
    write = find_writer(name)
    first = text = write(read_papers(write(papers)))
    for _ in range(ROUNDS):
        text = write(read_papers(text))
        assert text == first
    assert len(read_papers(text)) == len(papers)


def read_papers(text: str) -> list[Paper]:
    entries = read_bibtex(text).entries
    return [paper_of(entry)._replace(id=PaperId(n)) for n, entry in enumerate(entries)]


@pytest.mark.parametrize("name", DIALECTS)
def test_every_field_of_many_papers_is_back(name: str) -> None:
    check_fields(name, make_papers(FEW))


@pytest.mark.slow
@pytest.mark.parametrize("name", DIALECTS)
def test_every_field_of_ten_thousand_papers_is_back(name: str) -> None:
    check_fields(name, make_papers(10_000))


@pytest.mark.parametrize("name", DIALECTS)
def test_many_papers_survive_ten_rounds_byte_for_byte(name: str) -> None:
    check_rounds(name, make_papers(FEW // 4))


@pytest.mark.slow
@pytest.mark.parametrize("name", DIALECTS)
def test_a_thousand_papers_survive_ten_rounds_byte_for_byte(name: str) -> None:
    check_rounds(name, make_papers(1_000))


def through_a_library(text: str, folder: Path) -> tuple[str, list[Paper]]:
    """Return what a new library, into which a file is imported, exports and holds."""
    (folder / "refs.bib").write_text(text, encoding="utf-8")
    store = open_store(str(folder / "library.db"))
    study = Study(store, replace(load_settings(), offline=True), lambda: NOW)
    events = [*study.importing.import_([folder / "refs.bib"], cancel=CancelToken())]
    assert not [event for event in events if isinstance(event, ItemFailed)]
    written = study.exporting.export("bibtex").text
    papers = [study.library.get(key).paper for key in re.findall(r"(?m)^@\w+\{(key\d+),", text)]
    store.close()
    return written, papers


def check_library(papers: list[Paper], folder: Path) -> None:
    """Import and export ten times, each time with a new library."""
    text = find_writer("bibtex")(papers)
    for number in range(ROUNDS):
        (folder / str(number)).mkdir()
        before, (text, held) = text, through_a_library(text, folder / str(number))
        for found, paper in zip(held, papers, strict=True):
            check_kept(found, paper)
        assert number == 0 or text == before


def test_a_library_that_is_handed_on_ten_times_is_the_same(tmp_path: Path) -> None:
    check_library(make_papers(40), tmp_path)


@pytest.mark.slow
def test_a_large_library_that_is_handed_on_ten_times_is_the_same(tmp_path: Path) -> None:
    check_library(make_papers(1_000), tmp_path)


@pytest.mark.parametrize("name", DIALECTS)
@settings(deadline=None, max_examples=60)
@given(paper=papers())
def test_ten_rounds_change_no_byte_of_any_text(name: str, paper: Paper) -> None:
    write = find_writer(name)
    found = read_bibtex(write([paper])).entries
    if not found:  # no title, no number: nothing to tell it by
        return
    # A lone backslash, or half a name, is written as well as can be, and read as what it is now.
    (settled,) = read_bibtex(write([paper_of(found[0])])).entries
    first = text = write([paper_of(settled)])
    for _ in range(ROUNDS):
        (entry,) = read_bibtex(text).entries
        text = write([paper_of(entry)._replace(id=PaperId(1))])
        assert text == first
