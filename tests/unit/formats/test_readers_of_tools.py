"""What the libraries of Zotero, papis and cobib hold beyond the usual fields comes in whole."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, CiteKey, ExtraField, Paper, PaperId, PaperRecord
from paperstudy.formats.readers import read_entries
from paperstudy.formats.registry import find_writer


def zotero(**told: Any) -> PaperRecord:
    item = {"itemType": "journalArticle", "title": "A Work", **told}
    return read_entries(json.dumps({"items": [item]}), "zotero").entries[0].record


def extra(record: PaperRecord) -> dict[str, str]:
    return {field.name: field.value for field in record.extra}


def test_fields_of_zotero_without_a_place_keep_their_names() -> None:
    record = zotero(
        archive="A & B",
        archiveLocation="Box 3",
        section="News",
        number="12",
        numberOfVolumes="3",
        eventPlace="Seoul",
        originalDate="1938",
        runningTime="22 min",
        dateModified="2024-05-06T07:08:09Z",
        version=17,
        libraryID=1,
        uri="http://zotero.org/x",
    )
    assert extra(record) == {
        "archive": r"A \& B",
        "archivelocation": "Box 3",
        "section": "News",
        "number": "12",
        "volumes": "3",
        "venue": "Seoul",
        "origdate": "1938",
        "runningtime": "22 min",
        "date-modified": "2024-05-06T07:08:09Z",
    }


def test_an_item_of_a_type_of_zotero_alone_says_which() -> None:
    record = zotero(itemType="map", creators=[{"creatorType": "cartographer", "name": "K2 Lab"}])
    assert (record.entry_type, record.authors) == ("misc", (Author("K2 Lab", "K2 Lab"),))
    assert extra(record) == {"entrysubtype": "map"}


def test_lines_of_extra_that_are_for_bibtex_become_its_fields() -> None:
    text = "tex.howpublished: In print & online\ntex.shorttitle= {\\'E}t\\'e\nSeen: at the fair"
    whole = zotero(extra=text)
    assert extra(whole) == {
        "howpublished": r"In print \& online",
        "shorttitle": "Été",
        "note": "Seen: at the fair",
    }
    assert zotero(extra=text.split("\n")) == whole


def test_what_zotero_has_beside_bibtex_goes_out_with_it() -> None:
    record = zotero(
        notes=["<p>One & <b>two</b></p><p>three</p>"],
        dateAdded="2024-01-02T03:04:05Z",
        creators=[
            {"creatorType": "author", "lastName": "Kim", "firstName": "Ann"},
            {"creatorType": "editor", "name": "The Big Group"},
            {"creatorType": "editor", "lastName": "Doe", "firstName": "Jo"},
        ],
    )
    assert record.note == "One & two\nthree"
    assert extra(record) == {
        "date-added": "2024-01-02T03:04:05Z",
        "editor": "{The Big Group} and Doe, Jo",
        "annotation": "One \\& two\nthree",
    }


def test_a_book_without_authors_is_by_its_editors() -> None:
    record = zotero(
        itemType="book",
        creators=[{"creatorType": "editor", "lastName": "Doe", "firstName": "Jo"}],
    )
    assert record.authors == (Author("Jo Doe", "Doe", "Jo"),)
    assert extra(record) == {"editor": "Doe, Jo"}


def test_tags_are_written_alike_wherever_they_are_from() -> None:
    assert zotero(tags=[{"tag": "#one"}, {"tag": "a; b,  c"}, "#"]).tags == ("one", "a b c")


def test_columns_of_zotero_beyond_the_usual_come_in() -> None:
    text = (
        '"Key","Item Type","Publication Year","Author","Title","Date Added","Date Modified",'
        '"Series Number","Version","Archive","Editor","Book Author","Notes","Extra"\n'
        '"AB12","bookSection","2020","Kim, Ann","A Work","2024-01-02 03:04:05",'
        '"2024-02-03 04:05:06","7","2.1","NL","The Big Group; Doe, Jo","이, 영희","<p>A</p><p>B</p>",'
        '"tex.eid: 12"\n'
    )
    (entry,) = read_entries(text, "zotero-csv").entries
    assert (entry.added_at, entry.record.year) == (datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC), 2020)
    assert extra(entry.record) == {
        "date-added": "2024-01-02 03:04:05",
        "date-modified": "2024-02-03 04:05:06",
        "number": "7",
        "version": "2.1",
        "archive": "NL",
        "bookauthor": "이영희",
        "editor": "{The Big Group} and Doe, Jo",
        "eid": "12",
        "annotation": "A\nB",
    }


COBIB = """---
kim2020:
  ENTRYTYPE: article
  author:
  - 김철수
  - 이영희
  - '{The Big Group}'
  - {first: Jan, last: '{van Berg}'}
  - others
  editor:
  - {first: Jo, last: 'M{\\"u}ller'}
  title: 'On {BERT} & more'
  notes: ~/notes/kim2020.md
  timestamp: '2021-03-04'
...
---
lee2021:
  ENTRYTYPE: misc
  author: Lee, Ann and Doe, Jo
  title: Other
  notes: ~/secret.md
...
"""


def test_people_of_cobib_without_parts_stay_apart() -> None:
    one, two = read_entries(COBIB, "cobib", "/lib").entries
    assert one.record.authors == (
        Author("김철수"),
        Author("이영희"),
        Author("The Big Group", "The Big Group"),
        Author("Jan van Berg", "van Berg", "Jan"),
    )
    assert one.record.more_authors
    assert one.record.title == "On BERT & more"
    assert extra(one.record)["editor"] == "Müller, Jo"
    assert one.added_at == datetime(2021, 3, 4, tzinfo=UTC)
    assert [author.name for author in two.record.authors] == ["Ann Lee", "Jo Doe"]


PAPIS = """author: 러셀, 버트런드
author_list:
- {given_name: Bertrand, surname: Russell}
editor_list:
- {family: Doe, given: Jo}
file: ':a.pdf:PDF'
files: [paper.pdf]
notes: [notes.md]
title: On {Logic} at ~ann
type: article
"""


def test_what_papis_took_over_from_bibtex_is_not_told_twice() -> None:
    (entry,) = read_entries(PAPIS, "papis", "/lib/x").entries
    assert entry.record.title == "On Logic at ~ann"
    assert entry.record.authors == (Author("Bertrand Russell", "Russell", "Bertrand"),)
    assert extra(entry.record) == {"editor": "Doe, Jo"}
    assert entry.record.attachments == ("/lib/x/paper.pdf",)
    assert entry.note_file == "/lib/x/notes.md"


def test_the_lines_of_a_note_stay_lines() -> None:
    text = "@misc{a, title = {T}, annote = {One {\\o}f\n  two.\n\n  Three.}}"
    assert read_entries(text, "bibtex").entries[0].record.note == "One øf\ntwo.\n\nThree."


def test_a_paper_called_by_its_number_still_waits_for_its_title() -> None:
    text = "@misc{a, title = {arxiv:2004.07348}, eprint = {2004.07348}, archivePrefix = {arXiv}}"
    (entry,) = read_entries(text, "bibtex").entries
    assert (entry.record.title, entry.record.extra) == ("", ())


IMPORTED = Paper(
    PaperId(1),
    CiteKey("kim2020"),
    "A Work",
    authors=(Author("Ann Kim", "Kim", "Ann"),),
    year=2020,
    url="https://openreview.net/forum?id=x",
    identifiers=(Identifier(Scheme.ARXIV, "2001.00001"),),
    entry_type="misc",
    extra=(
        ExtraField("editor", '{The Big Group} and M{\\"u}ller, Jo'),
        ExtraField("isbn", "978-3-16-148410-0"),
        ExtraField("issn", "1234-567X"),
        ExtraField("location", "Seoul \\& Busan"),
        ExtraField("date", "2020-06-12"),
        ExtraField("annotation", "Mine"),
        ExtraField("owner", "ann"),
    ),
)


@pytest.mark.parametrize("form", ["csl", "ris"])
def test_what_an_entry_held_goes_out_where_the_format_has_a_place(form: str) -> None:
    (entry,) = read_entries(find_writer(form)([IMPORTED], ascii_only=False), form).entries
    kept = extra(entry.record)
    assert kept["editor"] == "{The Big Group} and Müller, Jo"
    assert kept["location"] == r"Seoul \& Busan"
    assert kept["date"] == "2020-06-12"
    assert kept["annotation"] == "Mine"
    assert (kept["isbn"], kept["issn"]) == ("978-3-16-148410-0", "1234-567X")
    assert entry.record.identifiers[0] == Identifier(Scheme.ARXIV, "2001.00001")


def test_the_number_of_a_preprint_in_csl_is_that_of_arxiv() -> None:
    paper = Paper(
        PaperId(1),
        CiteKey("kim2020"),
        "A Work",
        identifiers=(Identifier(Scheme.ARXIV, "2001.00001"),),
    )
    (entry,) = read_entries(find_writer("csl")([paper], ascii_only=False), "csl").entries
    assert entry.record.identifiers == paper.identifiers
    assert entry.record.extra == ()


@pytest.mark.parametrize(
    ("written", "name", "kept"),
    [
        ("Fulton, James E., Jr.", "James E. Fulton Jr.", "Fulton, Jr., James E."),
        ("Fulton, Jr., James E.", "James E. Fulton Jr.", "Fulton, Jr., James E."),
        ("Sa, M. CM.: Kascheres, A.", "A. Sa M. CM.: Kascheres", "Sa, M. CM.: Kascheres, A."),
    ],
)
def test_no_part_of_a_name_with_two_commas_is_lost(written: str, name: str, kept: str) -> None:
    record = read_entries(f"@misc{{a, title = {{T}}, author = {{{written}}}}}", "bibtex").entries[0]
    assert [author.name for author in record.record.authors] == [name]
    paper = Paper(PaperId(1), CiteKey("a"), "T", authors=record.record.authors)
    assert f"author = {{{kept}}}" in find_writer("bibtex")([paper], ascii_only=False)
