"""One value that no program would write ends no import: its entry is told, or stays readable."""

from __future__ import annotations

import json
from typing import Any

import pytest

from paperstudy.domain.importing import ImportFile
from paperstudy.formats.readers import read_entries

LONG = "9" * 5000
HALF = "a\ud800b \\ud83d \N{GRINNING FACE}"
MENDED = "a\ufffdb \\ud83d \N{GRINNING FACE}"


def titles(found: ImportFile) -> list[str]:
    return [record.title for record in found.records]


def written(name: str, items: list[dict[str, Any]]) -> str:
    return json.dumps({"items": items} if name == "zotero" else items, indent=1)


@pytest.mark.parametrize("name", ["csl", "zotero"])
def test_a_number_of_any_length_ends_no_import(name: str) -> None:
    item = {"itemType": "book", "title": "One", "volume": 1, "issued": {"date-parts": [[LONG, 1]]}}
    text = written(name, [item, {"itemType": "book", "title": "Two", "volume": "3"}])
    found = read_entries(text.replace('"volume": 1', f'"volume": {LONG}'), name)
    assert titles(found) == ["One", "Two"]


@pytest.mark.parametrize("name", ["csl", "zotero"])
def test_half_a_sign_is_none_of_a_title_a_key_or_what_is_told_of_a_broken_entry(name: str) -> None:
    entry = {"itemType": "book", "title": HALF, "citation-key": HALF}
    found = read_entries(written(name, [entry, {"note": HALF}]), name)
    assert titles(found) == [MENDED]
    assert [entry.key for entry in found.entries] == [MENDED]
    assert MENDED in json.loads(found.broken[0].text).values()


def test_items_that_are_the_same_have_their_own_lines() -> None:
    item = {"itemType": "book", "title": "한국어"}
    for name, first in (("csl", 2), ("zotero", 3)):
        found = read_entries(written(name, [item, item, item]), name)
        assert [entry.line for entry in found.entries] == [first, first + 4, first + 8]


def test_a_note_of_any_length_is_read_from_a_table() -> None:
    note = "word " * 50_000
    text = f'Key,Item Type,Title,Notes\nA,book,One,"{note}"\nB,book,Two,\n'
    found = read_entries(text, "zotero-csv")
    assert titles(found) == ["One", "Two"]
    assert found.records[0].note == note.strip()


ODD = {
    "deep": "[" * 3000 + "]" * 3000,
    "very deep": "[" * 300_000,
    "deep lists": "\n  " + "- " * 300_000,
    "deep names": "\n  " + "? " * 300_000,
    "in itself": "&a [*a]",
    "half a sign": '"\\ud800"',
    "not closed": "'a",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_yaml_that_runs_wild_is_told_and_the_rest_goes_in(odd: str) -> None:
    assert [each.line for each in read_entries(f"title: {odd}", "papis").broken] == [1]
    text = f"---\na:\n  title: {odd}\n...\n---\nb:\n  title: Two\n"
    found = read_entries(text, "cobib")
    assert titles(found) == ["Two"]
    assert [each.line for each in found.broken] == [2]


@pytest.mark.parametrize("use", ["[{}]", "{{<<: [{}]}}"])
def test_aliases_of_aliases_are_told_and_take_no_room(use: str) -> None:
    lines = ["a0: &a0 {x: word}"]
    for number in range(1, 60):
        several = ",".join([f"*a{number - 1}"] * 9)
        lines.append(f"a{number}: &a{number} {use.format(several)}")
    assert len(read_entries("\n".join([*lines, "title: *a59"]), "papis").broken) == 1


def test_values_of_yaml_are_read_as_they_are_written() -> None:
    told = "title: One\nvolume: 012\nnumber: 2.10\npages: 12:30\nisbn: ~\nissn: 0x" + "f" * 9000
    text = f"a: &a {{publisher: P}}\n{told}\n<<: *a\njournal: Q\ntype: article\n"
    record = read_entries(text, "papis").records[0]
    assert record.publication is not None
    publication = record.publication
    assert (publication.volume, publication.number) == ("012", "2.10")
    assert (publication.pages, publication.publisher) == ("12:30", "P")
    extra = {field.name: field.value for field in record.extra}
    assert [(name, len(value)) for name, value in extra.items()] == [("issn", 9002)]


def test_what_is_broken_in_one_document_is_told_once_each() -> None:
    found = read_entries("---\na: {x: 1}\nb: {title: Two}\nc: 3\n", "cobib")
    assert titles(found) == ["Two"]
    assert [json.loads(each.text) for each in found.broken] == [{"a": {"x": "1"}}, {"c": "3"}]
