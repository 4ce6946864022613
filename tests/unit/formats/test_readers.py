"""The files of Zotero, EndNote, papis, cobib and people to records."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.errors import InvalidFileError, InvalidInputError
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.importing import ImportEntry, ImportFile
from paperstudy.domain.papers import Author, ExtraField, Publication
from paperstudy.formats.attachments import read_attachments
from paperstudy.formats.moments_in import read_moment
from paperstudy.formats.readers import FORMATS, find_format, read_entries
from paperstudy.formats.ris_in import read_ris

DOI = Identifier(Scheme.DOI, "10.1000/x_y")
CSL = json.dumps(
    [
        {
            "id": "kim2020work",
            "type": "paper-conference",
            "title": "A Work on <i>Escherichia</i> & 50%",
            "author": [
                {"family": "Berg", "given": "Ann", "non-dropping-particle": "van den"},
                {"family": "김", "given": "철수"},
                {"literal": "The Big Group"},
                {"family": "King", "given": "Martin", "suffix": "Jr."},
            ],
            "issued": {"date-parts": [[2020, 6, 12]]},
            "container-title": "Proceedings of Q&A",
            "volume": "3",
            "page": "1-9",
            "DOI": "10.1000/X_Y",
            "URL": "https://example.org/a_b",
            "keyword": "one, two",
            "ISBN": "1-2",
            "editor": [{"family": "Doe", "given": "Jo"}],
            "custom": "50%",
        },
        {"id": "9", "type": "book", "note": "nothing"},
    ],
    ensure_ascii=False,
    indent=1,
)
RIS = """TY  - JOUR
ID  - kim2020
TI  - A Work & More
AU  - Kim, Ann
AU  - 김, 철수
A2  - Doe, Jo
T2  - Journal of Things
PY  - 2020/06/12/
VL  - 3
IS  - 4
SP  - 1
EP  - 9
DO  - 10.1000/x_y
KW  - one
KW  - two
N1  - A note
  that goes on
AB  - About it.
L1  - files/a.pdf
XX  - odd
ER  -

TY  - BOOK
PB  - Nobody
ER  -
AU  - Lost, Ann
ER  -
TY  - GEN
TI  - No end
TY  - GEN
TI  - Last
"""
ZOTERO = json.dumps(
    {
        "config": {"label": "BetterBibTeX JSON"},
        "collections": {"C1": {"name": "To read", "items": [7]}},
        "items": [
            {
                "itemID": 7,
                "itemType": "conferencePaper",
                "citationKey": "kim2020work",
                "title": "A <i>Work</i>",
                "creators": [
                    {"creatorType": "author", "firstName": "Ann", "lastName": "van den Berg"},
                    {"creatorType": "author", "name": "The Big Group"},
                    {"creatorType": "editor", "firstName": "Jo", "lastName": "Doe"},
                ],
                "date": "2020-06-12",
                "proceedingsTitle": "Proceedings of Q&A",
                "DOI": "10.1000/x_y",
                "extra": "arXiv: 2001.00001 [cs]\nSeen at the fair",
                "tags": [{"tag": "one"}, {"tag": "two, three"}],
                "notes": [{"note": "<p>A &amp; B</p><p>C</p>"}],
                "attachments": [{"path": "/home/a/x.pdf"}],
                "dateAdded": "2024-01-02T03:04:05Z",
            },
            {"itemType": "note", "note": "alone"},
            {"itemType": "book", "title": ""},
        ],
    }
)
CSV = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Date",'
    '"Date Added","Pages","Notes","File Attachments","Manual Tags","Extra"\n'
    '"AB12","journalArticle","2020","Kim, Ann; 김, 철수","A Work, with ""quotes""","Nature",'
    '"10.1000/x_y","2020-06","2024-01-02 03:04:05","1-9","<p>Note</p>","/a/b.pdf; /c.pdf",'
    '"one; two","Citation Key: kim2020work"\n'
    '"CD34","attachment","","","PDF","","","","","","","","",""\n'
)
PAPIS = """author: Berg, Ann van den
author_list:
- {family: van den Berg, given: Ann}
- {family: 김, given: 철수}
doi: 10.1000/x_y
files: [paper.pdf, more/b.pdf]
journal: Nature
ref: berg2020
tags: [one, two]
time-added: 2024-01-02-03:04:05
title: A Work
type: article
year: 2020
"""
COBIB = """---
berg2020:
  ENTRYTYPE: article
  author:
  - {first: Ann, last: Berg, particle: van den}
  doi: 10.1000/x_y
  file: [/a/b.pdf]
  journal: Nature
  month: jun
  tags: [one, two]
  title: A Work
  year: 2020
...
---
other:
  ENTRYTYPE: misc
  title: "Odd: {B}races"
...
---
broken: [
...
"""
LIST = """# what to read
- 1706.03762
2. https://doi.org/10.1000/x_y
[3] Kim. "A Work of Some Words." Nature, 2020.
Lost words
"""


def only(text: str, name: str, folder: str = "") -> ImportEntry:
    return read_entries(text, name, folder).entries[0]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        (CSL, "a", "csl"),
        (RIS, "a", "ris"),
        ("\n\n" + RIS, "a.txt", "ris"),
        (ZOTERO, "a.json", "zotero"),
        (CSV, "a", "zotero-csv"),
        ("\ufeff" + CSV, "a", "zotero-csv"),
        (PAPIS, "info.yaml", "papis"),
        (COBIB, "a", "cobib"),
        ("% hello\n@article{a, title={T}}", "a.txt", "bibtex"),
        (LIST, "a.txt", "list"),
        ("words", "a.bib", "bibtex"),
        ("# A log\n\n- 1706.03762", "log.md", ""),
        ('{"a": 1}', "a.json", ""),
        ("", "a", ""),
    ],
)
def test_the_content_tells_the_format(text: str, name: str, found: str) -> None:
    assert find_format(text, name) == found


def test_csl_items_are_read() -> None:
    found = read_entries(CSL, "csl")
    (entry,) = found.entries
    record = entry.record
    assert (entry.key, entry.line, record.source) == ("kim2020work", 2, "import")
    assert record.title == "A Work on Escherichia & 50%"
    assert record.authors == (
        Author("Ann van den Berg", "van den Berg", "Ann"),
        Author("김철수", "김", "철수"),
        Author("The Big Group", "The Big Group"),
        Author("Martin King Jr.", "King"),
    )
    assert record.publication == Publication(
        "Proceedings of Q&A", 2020, "10.1000/x_y", "proceedings", "3", pages="1-9"
    )
    assert (record.identifiers, record.url) == ((DOI,), "https://example.org/a_b")
    assert record.tags == ("one", "two")
    assert record.extra == (
        ExtraField("date", "2020-06-12"),
        ExtraField("isbn", "1-2"),
        ExtraField("csl-custom", r"50\%"),
        ExtraField("editor", "Doe, Jo"),
    )
    assert [(each.line, json.loads(each.text)["id"]) for each in found.broken] == [(49, "9")]


def test_ris_entries_are_read() -> None:
    found = read_entries(RIS, "ris", "/home/ann")
    assert [(entry.key, entry.record.title) for entry in found.entries] == [
        ("kim2020", "A Work & More"),
        ("", "No end"),
        ("", "Last"),
    ]
    record = found.entries[0].record
    assert record.authors == (Author("Ann Kim", "Kim", "Ann"), Author("김철수", "김", "철수"))
    assert record.publication == Publication(
        "Journal of Things", 2020, "10.1000/x_y", "journal", "3", "4", "1-9"
    )
    assert (record.tags, record.note) == (("one", "two"), "A note that goes on")
    assert record.attachments == ("/home/ann/files/a.pdf",)
    assert record.abstract == "About it."
    assert record.extra == (
        ExtraField("date", "2020-06-12"),
        ExtraField("ris-xx", "odd"),
        ExtraField("editor", "Doe, Jo"),
        ExtraField("annotation", "A note that goes on"),
    )
    assert [each.line for each in found.broken] == [23, 26]


def test_zotero_items_are_read() -> None:
    found = read_entries(ZOTERO, "zotero")
    (entry,) = found.entries
    record = entry.record
    assert (entry.key, found.others, len(found.broken)) == ("kim2020work", 1, 1)
    assert entry.added_at == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert record.title == "A Work"
    assert record.authors == (
        Author("Ann van den Berg", "van den Berg", "Ann"),
        Author("The Big Group", "The Big Group"),
    )
    assert record.identifiers == (Identifier(Scheme.ARXIV, "2001.00001"), DOI)
    assert record.tags == ("one", "two three", "group:To read")
    assert record.note == "A & B\nC"
    assert record.attachments == ("/home/a/x.pdf",)
    assert ExtraField("note", "Seen at the fair") in record.extra
    assert ExtraField("editor", "Doe, Jo") in record.extra


def test_zotero_csv_is_read() -> None:
    found = read_entries(CSV, "zotero-csv")
    (entry,) = found.entries
    record = entry.record
    assert (entry.key, entry.line, found.others) == ("kim2020work", 2, 1)
    assert entry.added_at == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert record.title == 'A Work, with "quotes"'
    assert [author.name for author in record.authors] == ["Ann Kim", "김철수"]
    assert record.publication == Publication("Nature", 2020, "10.1000/x_y", "journal", pages="1-9")
    assert (record.tags, record.note) == (("one", "two"), "Note")
    assert record.attachments == ("/a/b.pdf", "/c.pdf")


def test_papis_works_are_read() -> None:
    entry = only(PAPIS, "papis", "/lib/berg")
    record = entry.record
    assert (entry.key, record.title, record.year) == ("berg2020", "A Work", 2020)
    assert entry.added_at == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert [author.name for author in record.authors] == ["Ann van den Berg", "김철수"]
    assert record.publication == Publication("Nature", 2020, "10.1000/x_y", "journal")
    assert record.tags == ("one", "two")
    assert record.attachments == ("/lib/berg/paper.pdf", "/lib/berg/more/b.pdf")
    assert record.extra == (ExtraField("date-added", "2024-01-02 03:04:05"),)


@pytest.mark.parametrize("text", ["a: [", "- 1", "year: 2020", ""])
def test_what_is_no_work_of_papis_is_told(text: str) -> None:
    assert [each.line for each in read_entries(text, "papis").broken] == [1]


def test_cobib_entries_are_read() -> None:
    found = read_entries(COBIB, "cobib")
    assert [(entry.key, entry.line) for entry in found.entries] == [("berg2020", 2), ("other", 15)]
    record = found.entries[0].record
    assert record.authors == (Author("Ann van den Berg", "van den Berg", "Ann"),)
    assert record.publication == Publication("Nature", 2020, "10.1000/x_y", "journal")
    assert (record.tags, record.attachments) == (("one", "two"), ("/a/b.pdf",))
    assert record.extra == (ExtraField("month", "jun"),)
    assert [each.line for each in found.broken] == [20]


def test_a_list_of_references_is_read() -> None:
    found = read_entries(LIST, "list")
    assert [(entry.line, entry.record.identifiers) for entry in found.entries] == [
        (2, (Identifier(Scheme.ARXIV, "1706.03762"),)),
        (3, (DOI,)),
        (4, ()),
    ]
    assert found.entries[2].record.title == "A Work of Some Words"
    assert [each.line for each in found.broken] == [5]


@pytest.mark.parametrize(
    ("line", "named", "said"),
    [
        ("10.1145/3292500.3330701, 10.18653/v1/N19-1423", 2, False),
        ("arXiv:1706.03762; doi:10.18653/v1/N19-1423 1810.04805", 3, False),
        ("see 10.1145/3292500.3330701 and 10.18653/v1/N19-1423", 1, True),
        ("Ann, “A Work of Words”, arXiv:1706.03762, doi:10.1145/3292500.3330701", 1, False),
        ("https://arxiv.org/abs/1706.03762 https://arxiv.org/pdf/1706.03762", 1, False),
    ],
)
def test_no_identifier_of_a_line_is_dropped_without_a_word(
    line: str, named: int, said: bool
) -> None:
    found = read_entries(f"- {line}\n", "list")
    assert (len(found.entries), len(found.broken)) == (named, int(said))


def test_lines_that_stand_between_two_entries_belong_to_neither() -> None:
    text = "TY  - JOUR\nTI  - One\nER  - \nAB  - stray\nTY  - JOUR\nTI  - Two\nER  - \n"
    found = read_ris(text)
    assert [(each.title, each.abstract) for each in found.records] == [("One", ""), ("Two", "")]
    assert [(each.line, each.text) for each in found.broken] == [(4, "AB  - stray")]


@pytest.mark.parametrize("name", ["csl", "zotero"])
def test_what_is_no_json_names_its_line(name: str) -> None:
    with pytest.raises(InvalidFileError, match="line 2"):
        read_entries("[\n}", name)


def test_an_unknown_format_names_those_that_are_known() -> None:
    with pytest.raises(InvalidInputError, match="no format is called") as caught:
        read_entries("", "word")
    assert "bibtex" in caught.value.hint


@given(st.sampled_from(FORMATS), st.text(max_size=60) | st.sampled_from([CSL, RIS, CSV, COBIB]))
def test_no_text_is_too_odd(name: str, text: str) -> None:
    try:
        found = read_entries(text, name)
    except InvalidFileError:
        found = ImportFile()
    for entry in found.entries:
        assert entry.record.title or entry.record.identifiers


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["id", "type", "title", "author", "issued", "date-parts", "items", "creators", "tags",
             "notes", "attachments", "collections", "itemType", "data", "note", "extra", "family"]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(st.sampled_from(["csl", "zotero"]), _JSON)
def test_no_json_is_too_odd(name: str, value: object) -> None:
    read_entries(json.dumps(value), name)


@pytest.mark.parametrize("name", ["papis", "cobib"])
@given(value=_JSON)
def test_no_yaml_is_too_odd(name: str, value: object) -> None:
    read_entries(json.dumps(value), name)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a.pdf", ["/f/a.pdf"]),
        ("/a b.pdf; /c.pdf", ["/a b.pdf", "/c.pdf"]),
        ("Full Text:files/a.pdf:application/pdf", ["/f/files/a.pdf"]),
        (r":C\:/Users/Ann/a.pdf:PDF", ["C:/Users/Ann/a.pdf"]),
        (r"One\: two\; three:/x\;y.pdf:PDF", ["/x;y.pdf"]),
        (r"C:\Users\a.pdf", [r"C:\Users\a.pdf"]),
        (r"PDF:C\:\\Users\\a.pdf:application/pdf;Snap:/s.html:text/html", [r"C:\Users\a.pdf", "/s.html"]),
        ("a.pdf:PDF", ["/f/a.pdf"]),
        (":;;:", []),
    ],
)  # fmt: skip
def test_paths_of_files_are_read_as_tools_write_them(text: str, found: list[str]) -> None:
    assert list(read_attachments({"file": text}, "/f")) == found


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-01-02T03:04:05Z", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2024-01-02 03:04:05 +0900", datetime(2024, 1, 1, 18, 4, 5, tzinfo=UTC)),
        ("2024.01.02", datetime(2024, 1, 2, tzinfo=UTC)),
        ("2024-13-02", None),
        ("Fri, 02 Jun 2017 20:47:58 +0200", None),
        ("0001-01-01T00:00:00+23:00", None),
    ],
)
def test_moments_are_read_as_tools_write_them(text: str, moment: datetime | None) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize("last", ["others", "et al.", "et al.,", "Others"])
def test_others_are_no_author_in_ris(last: str) -> None:
    (record,) = read_ris(f"TY  - JOUR\nTI  - T\nAU  - Kim, Ann\nAU  - {last}\nER  - \n").records
    assert ([author.name for author in record.authors], record.more_authors) == (["Ann Kim"], True)
