"""Each format of papers against the contract, read back by what other tools use."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string

from paperstudy.domain.errors import InvalidInputError
from paperstudy.domain.papers import Author, CiteKey, Paper, PaperId
from paperstudy.formats.bibtex_in import read_bibtex
from paperstudy.formats.csl_in import read_csl
from paperstudy.formats.csl_variables import TEXTS
from paperstudy.formats.latex_in import decode_latex
from paperstudy.formats.readers import find_format, find_own
from paperstudy.formats.registry import FORMATS, find_entry_maker, find_writer
from paperstudy.formats.ris_in import read_ris
from tests.contracts.format_contract import LIBRARY, FormatContract, Read
from tests.unit.formats.bib_reader import names

DAYS = {"accessed", "available-date", "event-date", "issued", "original-date", "submitted"}
PEOPLE_OF_CSL = {
    "author", "chair", "collection-editor", "compiler", "composer", "container-author",
    "contributor", "curator", "director", "editor", "editor-translator", "editorial-director",
    "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator", "organizer",
    "original-author", "performer", "producer", "recipient", "reviewed-author", "script-writer",
    "series-creator", "translator",
}  # fmt: skip


def check_csl(item: dict[str, Any]) -> None:
    """Compare an item with the schema of CSL-JSON: its names, and what each may hold."""
    for name, value in item.items():
        if name in DAYS:
            assert value.keys() in ({"date-parts"}, {"literal"})
            days = value.get("date-parts", [[1]])
            assert len(days) in (1, 2)
            assert all(1 <= len(day) <= 3 and {*map(type, day)} == {int} for day in days)
        elif name in PEOPLE_OF_CSL:
            assert value
            assert all(person and {*map(type, person.values())} == {str} for person in value)
        elif name == "custom":
            assert {*map(type, value.values())} == {str}
        elif name == "categories":
            assert {*map(type, value)} == {str}
        else:
            assert isinstance(value, str)
            assert name in {"id", "type", "title", "container-title", *TEXTS}


class TestBibtex(FormatContract):
    name = "bibtex"

    def read(self, text: str) -> list[Read]:
        entries = parse_string(text).entries
        return [self.read_one(entry.key, entry.fields_dict) for entry in entries]

    def read_one(self, key: str, fields: dict[str, Any]) -> Read:
        def told(*wanted: str) -> str:
            found = next((fields[name] for name in wanted if name in fields), None)
            return str(found.value) if found is not None else ""

        people = [
            " ".join(reversed(name.split(", "))) for name in names(told("author")) if told("author")
        ]
        year = told("year", "date")[:4]
        return Read(
            key,
            decode_latex(told("title")),
            tuple(people),
            int(year) if year.isdecimal() else None,
            told("doi"),
        )


class TestBiblatex(TestBibtex):
    name = "biblatex"


class TestCsl(FormatContract):
    name = "csl"

    def read(self, text: str) -> list[Read]:
        for item in json.loads(text):
            check_csl(item)
        return [
            Read(
                item["id"],
                item.get("title", ""),
                tuple(self.printed(person) for person in item.get("author", ())),
                item.get("issued", {}).get("date-parts", [[None]])[0][0],
                item.get("DOI", ""),
            )
            for item in json.loads(text)
        ]

    def printed(self, person: dict[str, str]) -> str:
        parts = ("given", "non-dropping-particle", "family", "literal", "suffix")
        return " ".join(person[part] for part in parts if part in person)


class TestRis(FormatContract):
    name = "ris"

    def read(self, text: str) -> list[Read]:
        assert text.count("\n") == text.count("\r\n")
        ends = [line for line in text.split("\r\n") if line.startswith(("TY", "ER"))]
        assert [line[:2] for line in ends] == ["TY", "ER"] * text.count("ER  - \r\n")
        found = []
        for block in text.split("ER  - \r\n")[:-1]:
            tags: dict[str, list[str]] = {}
            for line in block.strip("\r\n").split("\r\n"):
                match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
                assert match, line
                tags.setdefault(match[1], []).append(match[2])
            people = [" ".join(reversed(name.split(", "))) for name in tags.get("AU", ())]
            year = int(tags["PY"][0]) if "PY" in tags else None
            title = "".join(tags.get("TI", ()))
            found.append(
                Read("".join(tags["ID"]), title, tuple(people), year, "".join(tags.get("DO", ())))
            )
        return found


class TestCsv(FormatContract):
    name = "csv"

    def read(self, text: str) -> list[Read]:
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        return [
            Read(
                row["key"], row["title"], tuple(row["authors"].split("; ")),
                int(row["year"]) if row["year"] else None, row["doi"],
            )
            for row in rows
        ]  # fmt: skip


class TestJson(FormatContract):
    name = "json"

    def read(self, text: str) -> list[Read]:
        return [
            Read(item["key"], item["title"], tuple(item["authors"])) for item in json.loads(text)
        ]


class TestMarkdown(FormatContract):
    name = "markdown"

    def read(self, text: str) -> list[Read]:
        found = []
        for line in text.splitlines():
            match = re.fullmatch(r"- (.*) `([^`]+)`", line)
            assert match, line
            title = re.match(r"\[(.*?)\]\(|(.*?)\. ", match[1] + ". ")
            assert title is not None
            found.append(Read(match[2], (title[1] or title[2] or "").replace("\\", "")))
        return found


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_contract(name: str) -> None:
    tested = {each.name for each in FormatContract.__subclasses__()} | {TestBiblatex.name}
    assert name in tested


def test_a_format_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(InvalidInputError) as refused:
        find_writer("bibtec")
    assert refused.value.fields["near"] == "bibtex"
    with pytest.raises(InvalidInputError):
        find_entry_maker("ris")


@pytest.mark.parametrize("name", FORMATS)
def test_what_we_write_is_read_in_its_format_or_known_as_ours(name: str) -> None:
    text = find_writer(name)(LIBRARY)
    found = find_format(text, "papers.json")
    own = {"json": "JSON", "csv": "CSV", "markdown": "Markdown"}.get(name, "")
    assert (found, find_own(text)) == ("" if own else name.replace("biblatex", "bibtex"), own)


@pytest.mark.parametrize(
    ("name", "read"), [("bibtex", read_bibtex), ("biblatex", read_bibtex), ("csl", read_csl),
                       ("ris", read_ris)],
)  # fmt: skip
def test_our_own_reader_finds_the_same_papers(name: str, read: Any) -> None:
    entries = {entry.key: entry.record for entry in read(find_writer(name)(LIBRARY)).entries}
    assert set(entries) == {paper.key for paper in LIBRARY}
    for paper in LIBRARY:
        record = entries[paper.key]
        assert record.title == paper.title
        assert [author.name for author in record.authors] == [a.name for a in paper.authors]
        assert record.tags == paper.tags
        assert record.abstract == paper.abstract
        assert set(paper.identifiers) <= set(record.identifiers)
        if paper.publication is not None:
            assert record.publication == paper.publication


@pytest.mark.parametrize("title", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", " =1", "＝1"])
def test_a_spreadsheet_finds_no_formula_in_a_cell(title: str) -> None:
    paper = Paper(PaperId(1), CiteKey("k"), title, (Author("=x"),), url="=y", tags=("@z",))
    text = find_writer("csv")([paper])
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert not any(cell.startswith(("=", "+", "-", "@", "＝")) for cell in row.values())
    assert row["title"] == "'" + title.strip()


@pytest.mark.parametrize(
    "title",
    [
        *("One;=HYPERLINK(1)", 'One;"=A1";=A1', ";@SUM(A1)", "\ufe66cmd", "One;\ufe62A1"),
        *("One; =A1", 'One; "=A1"; " =A1" ;-1', "One;\u3000+A1", "One ;; \ufe62A1"),
    ],
)
def test_no_spreadsheet_finds_a_formula_whatever_parts_its_cells(title: str) -> None:
    for only in (True, False):
        text = find_writer("csv")([Paper(PaperId(1), CiteKey("k"), title)], ascii_only=only)
        for sign in ",;":
            for skip in (True, False):
                rows = csv.reader(io.StringIO(text), delimiter=sign, skipinitialspace=skip)
                cells = [cell.strip() for row in rows for cell in row]
                assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_no_author_is_a_formula_and_only_such_a_one_gets_an_apostrophe() -> None:
    names = ("A Kim", '=HYPERLINK("http://e")', "-x", "Jo-Ann O'Neil; Sr.")
    paper = Paper(PaperId(1), CiteKey("k"), "T", tuple(map(Author, names)))
    (row,) = csv.DictReader(io.StringIO(find_writer("csv")([paper]).removeprefix("\ufeff")))
    told = row["authors"]
    assert told == "A Kim; '=HYPERLINK(\"http://e\"); '-x; Jo-Ann O'Neil; Sr."
    assert told.replace("; '", "; ") == "; ".join(names)


def test_a_table_begins_with_the_mark_by_which_excel_knows_korean() -> None:
    assert find_writer("csv")(LIBRARY).startswith("\ufeffkey,title,authors,year")
