"""Names of CSL-JSON: particles, suffixes and groups go in and come out."""

from __future__ import annotations

import json

import pytest

from paperstudy.domain.papers import Author, CiteKey, Paper, PaperId
from paperstudy.formats.citation_styles import STYLES, cite_papers
from paperstudy.formats.readers import read_entries
from paperstudy.formats.registry import find_writer

Person = dict[str, str | bool]


def read(*people: Person) -> Paper:
    text = json.dumps([{"id": "k", "type": "book", "title": "T", "author": people}])
    (entry,) = read_entries(text, "csl").entries
    return Paper(PaperId(1), CiteKey("k"), "T", entry.record.authors)


def write(paper: Paper) -> list[Person]:
    people: list[Person] = json.loads(find_writer("csl")([paper]))[0]["author"]
    return people


@pytest.mark.parametrize(
    ("person", "author"),
    [
        (
            {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
            Author("Ludwig van Beethoven", "Beethoven", "Ludwig van"),
        ),
        (
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            Author("Vincent van Gogh", "van Gogh", "Vincent"),
        ),
        (
            {"family": "La Fontaine", "given": "Jean", "dropping-particle": "de"},
            Author("Jean de La Fontaine", "La Fontaine", "Jean de"),
        ),
        (
            {"family": "King", "given": "Martin Luther", "suffix": "III"},
            Author("Martin Luther King III", "King"),
        ),
        (
            {"family": "Downey", "given": "Robert", "suffix": "Jr.", "comma-suffix": True},
            Author("Robert Downey, Jr.", "Downey"),
        ),
        ({"literal": "Bank of Korea"}, Author("Bank of Korea", "Bank of Korea")),
        ({"literal": "Barnes and Noble"}, Author("Barnes and Noble", "Barnes and Noble")),
        ({"literal": "한국 은행"}, Author("한국 은행")),
        ({"literal": "NASA"}, Author("NASA")),
    ],
)
def test_a_name_goes_in_and_comes_out(person: Person, author: Author) -> None:
    paper = read(person)
    assert paper.authors == (author,)
    assert write(paper) == [person]


@pytest.mark.parametrize("particle", ["dropping-particle", "non-dropping-particle"])
def test_no_blank_follows_a_particle_that_is_cut_short(particle: str) -> None:
    paper = read({"family": "Alembert", "given": "Jean", particle: "d’"})
    assert paper.authors == (Author("Jean d’Alembert", "d’Alembert", "Jean"),)


def test_a_family_name_alone_has_no_parts() -> None:
    paper = read({"family": "European Central Bank"}, {"family": "Plato"})
    assert write(paper) == [{"literal": "European Central Bank"}, {"literal": "Plato"}]


def test_small_letters_alone_make_no_particle() -> None:
    author = Author("e. e. cummings", "cummings", "e. e.")
    paper = Paper(
        PaperId(1), CiteKey("k"), "T", (author, Author("ann marie lee", "lee", "ann marie"))
    )
    assert [person["given"] for person in write(paper)] == ["e. e.", "ann marie"]


@pytest.mark.parametrize("style", STYLES)
def test_references_print_a_group_whole_and_a_suffix(style: str) -> None:
    group = read({"literal": "European Central Bank"})
    assert "European Central Bank" in cite_papers([group], style)[0]
    person: Person = {"family": "Downey", "given": "Rob", "suffix": "Jr.", "comma-suffix": True}
    assert "Jr." in cite_papers([read(person)], style)[0]


def test_a_list_without_and_is_cited_as_its_people() -> None:
    for field in ("Kim, M., Lee, S., Park, J.", "Kim, M.; Lee, S.; Park, J."):
        (entry,) = read_entries(f"@misc{{k, title={{T}}, author={{{field}}}}}", "bibtex").entries
        paper = Paper(PaperId(1), CiteKey("k"), "T", entry.record.authors)
        assert cite_papers([paper], "apa")[0].startswith("Kim, M., Lee, S., & Park, J.")
