"""What the formats of other tools say twice, or have no name for with us, is kept."""

from __future__ import annotations

import json

import pytest

from paperstudy.domain.papers import CiteKey, Paper, PaperId, PaperRecord
from paperstudy.formats.bibtex import write_bibtex
from paperstudy.formats.csl import write_csl
from paperstudy.formats.readers import read_entries
from paperstudy.formats.ris import write_ris

RIS = """TY  - JOUR
AU  - Kim, Ann
TI  - A Study of Things
T1  - Another Title
T2  - Journal of Things
J2  - J. Things
PY  - 2019
DA  - Mar 15
SN  - 1234-5678
SN  - 8765-4321
UR  - https://a.example/1
UR  - https://b.example/2
UR  - https://arxiv.org/abs/2001.00001
N2  - Second abstract
AB  - First
C1  - one
C1  - two
ER  -
"""
CSL = {
    "id": "kim",
    "type": "article-journal",
    "title": "A Study of Things",
    "author": [
        {"family": "Fontaine", "dropping-particle": "de", "non-dropping-particle": "La"},
    ],
    "director": [{"family": "Doe", "given": "Jo"}],
    "issued": {"date-parts": [[2019]], "season": 2},
    "submitted": {"date-parts": [[2018, 5, 1]]},
    "container-title": ["Journal of Things", "J. Things"],
    "ISSN": ["1234-5678", "8765-4321"],
    "issue": "3",
    "number": "17",
    "event": "Meeting",
    "event-title": "The Meeting",
    "annote": "Read it",
    "categories": ["one", "two"],
    "dimensions": "3 x 4",
    "custom": {"mine": "hers & his", "title": "odd"},
}


def record_of(text: str, name: str) -> PaperRecord:
    (entry,) = read_entries(text, name).entries
    return entry.record


def extra_of(record: PaperRecord | Paper) -> dict[str, str]:
    return {each.name: each.value for each in record.extra}


def paper_of(record: PaperRecord) -> Paper:
    """Return a record as the paper that it alone would make."""
    paper = Paper(PaperId(1), CiteKey("kim"), record.title)
    names = (
        *("authors", "year", "venue", "abstract", "identifiers", "url", "kind", "publication"),
        *("entry_type", "extra", "attachments"),
    )
    return paper._replace(**{name: getattr(record, name) for name in names})


def test_what_a_tag_of_ris_says_again_is_kept_and_a_date_in_words_hides_no_year() -> None:
    record = record_of(RIS, "ris")
    assert (record.year, record.abstract, record.url) == (2019, "First", "https://a.example/1")
    assert [str(each) for each in record.identifiers] == ["arxiv:2001.00001"]
    assert extra_of(record) == {
        "shortjournal": "J. Things",
        "issn": "1234-5678, 8765-4321",
        "ris-t1": "Another Title",
        "ris-da": "Mar 15",
        "ris-n2": "Second abstract",
        "ris-ur": "https://b.example/2",
        "ris-c1": "one; two",
    }
    again = record_of(write_ris([paper_of(record)]), "ris")
    assert (extra_of(again), again.year) == (extra_of(record), 2019)


def test_no_field_of_a_bib_file_ends_an_entry_of_ris_or_begins_another() -> None:
    forged = "ris-er={x}, ris-ty={JOUR}, ris-ti={Forged}, ris-id={forged}, ris-au={X}, ris-l1={/x}"
    paper = paper_of(
        record_of(f"@misc{{kim, title={{A Title}}, ris-c1={{c}}, {forged}}}", "bibtex")
    )
    text = write_ris([paper])
    assert [line for line in text.split() if line in ("TY", "ID", "ER", "AU", "L1")] == [
        *("TY", "ID", "ER"),
    ]
    (entry,) = read_entries(text, "ris").entries
    assert (entry.key, entry.record.title, entry.record.attachments) == ("kim", "A Title", ())
    assert extra_of(entry.record) == {"ris-c1": "c", "ris-ti": "Forged"}


def test_a_field_of_bibtex_that_is_told_twice_is_kept_twice() -> None:
    text = "@misc{a, title={A Title}, note={a}, note={b}, note={a}, NOTE={c}, x={}, x={y}}"
    extra = {"note": "a", "note-2": "b", "note-3": "c", "x": "y"}
    assert extra_of(record_of(text, "bibtex")) == extra
    rescued = text.replace("title={A Title},", "title={A Title}")  # a comma is missing
    assert extra_of(record_of(rescued, "bibtex")) == extra


def test_what_csl_has_more_of_is_kept_and_goes_out_again() -> None:
    record = record_of(json.dumps([CSL]), "csl")
    assert [author.name for author in record.authors] == ["de La Fontaine"]
    extra = extra_of(record)
    assert extra == {
        "issn": "1234-5678, 8765-4321",
        "eventtitle": "Meeting",
        "annotation": "Read it",
        "csl-number": "17",
        "csl-event-title": "The Meeting",
        "mine": r"hers \& his",
        "csl-custom-title": "odd",
        "csl-categories": "one; two",
        "csl-dimensions": "3 x 4",
        "csl-submitted": "2018-05-01",
        "csl-season": "2",
        "csl-more-container-title": "J. Things",
        "director": "Doe, Jo",
    }
    paper = paper_of(record)._replace(attachments=("/a/b.pdf", "/c; d.pdf"))
    (item,) = json.loads(write_csl([paper]))
    assert item["submitted"] == {"date-parts": [[2018, 5, 1]]}
    assert (item["dimensions"], item["custom"]["mine"]) == ("3 x 4", "hers & his")
    again = record_of(write_csl([paper]), "csl")
    assert extra_of(again) == extra
    assert again.attachments == paper.attachments


DATES_AND_PEOPLE = {
    "issued": {"date-parts": [[2017, 6, 12], [2017, 6, 15]]},
    "accessed": {"literal": "last spring"},
    "event-date": {"date-parts": [[2017, 6], [2017, 7]]},
    "original-date": {"literal": "ca. 1900"},
    "submitted": {"date-parts": [[1900], [1901]]},
    "available-date": {"date-parts": [[-301]]},
    "director": [{"family": "Doe", "given": "Jo"}, {"literal": "홍길동"}],
    "recipient": [{"literal": "The Study Group"}],
    "categories": ["one", "two"],
    "number-of-volumes": "3",
}


def test_dates_and_people_of_csl_that_have_no_place_here_go_out_as_they_came() -> None:
    item = {"id": "kim", "type": "book", "title": "T", **DATES_AND_PEOPLE}
    paper = paper_of(record_of(json.dumps([item]), "csl"))
    (back,) = json.loads(write_csl([paper]))
    assert {name: back.get(name) for name in DATES_AND_PEOPLE} == DATES_AND_PEOPLE
    assert extra_of(record_of(write_csl([paper]), "csl")) == extra_of(paper)


def test_a_date_of_csl_in_words_stays_words_and_a_name_becomes_a_person() -> None:
    item = {"title": "T", "submitted": {"raw": "spring 2000"}, "recipient": "Kim"}
    (back,) = json.loads(write_csl([paper_of(record_of(json.dumps([item]), "csl"))]))
    assert back["submitted"] == {"literal": "spring 2000"}
    assert back["recipient"] == [{"literal": "Kim"}]


@pytest.mark.parametrize(
    "name", ["csl-issued", "csl-author", "csl-editor", "csl-accessed", "csl-id", "csl-foo", "csl-x"]
)
def test_what_a_bib_file_calls_a_field_of_csl_takes_the_place_of_none(name: str) -> None:
    text = f"@book{{kim, author={{Kim, Ann}}, title={{T}}, year=2001, {name}={{foo}}}}"
    paper = paper_of(record_of(text, "bibtex"))
    (plain,) = json.loads(write_csl([paper._replace(extra=())]))
    assert json.loads(write_csl([paper])) == [{**plain, "custom": {name: "foo"}}]
    assert extra_of(record_of(write_csl([paper]), "csl")) == {name: "foo"}


@pytest.mark.parametrize("name", ["isbn", "pmid", "timestamp", "urldate", "date", "note", "any"])
def test_a_number_or_date_of_csl_is_no_command_of_a_bib_file(name: str) -> None:
    item = {"title": "T", "ISBN": "1-2", "custom": {name: "\\input{/etc/passwd} 2020"}}
    if name == "isbn":
        item["ISBN"] = "\\input{/etc/passwd}"
    paper = paper_of(record_of(json.dumps([item]), "csl"))
    assert "\\input" not in write_bibtex([paper])
    assert "input" in write_bibtex([paper])


@pytest.mark.parametrize("name", ["files", "arxiv", "csl-custom-files"])
def test_no_field_of_a_bib_file_takes_the_place_of_our_own_in_csl(name: str) -> None:
    paper = paper_of(record_of(f"@misc{{kim, title={{T}}, {name}={{/x}}}}", "bibtex"))
    paper = paper._replace(attachments=("/a.pdf",))
    again = record_of(write_csl([paper]), "csl")
    assert again.attachments == ("/a.pdf",)
    assert "/x" in extra_of(again).values()


@pytest.mark.parametrize("name", ["annote", "comment", "review", "my-field", "month"])
def test_a_field_of_bibtex_comes_back_from_csl(name: str) -> None:
    record = record_of(f"@misc{{a, title={{T}}, {name}={{It is so}}}}", "bibtex")
    again = record_of(write_csl([paper_of(record)]), "csl")
    assert "It is so" in extra_of(again).values()


def test_numbers_of_zotero_stay_and_extra_replaces_none() -> None:
    item = {
        "itemType": "journalArticle",
        "title": "A Work",
        "DOI": "10.1000/own",
        "runningTime": 1.5,
        "isOpen": True,
        "extra": "DOI: 10.1000/other\nPMID: 1\nPMID: 2\nISBN: 1-2\ntex.doi2: x",
    }
    record = record_of(json.dumps({"items": [item]}), "zotero")
    assert [each.value for each in record.identifiers] == ["10.1000/own"]
    assert extra_of(record) == {
        "runningtime": "1.5",
        "isopen": "true",
        "pmid": "1",
        "isbn": "1-2",
        "doi2": "x",
        "note": "DOI: 10.1000/other; PMID: 2",
    }
