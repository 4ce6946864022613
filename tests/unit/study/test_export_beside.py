"""Two processes that write one .bib file: the same text as from one, and no harm when one fails."""

from __future__ import annotations

import sys

import pytest

from paperstudy.config import Settings
from paperstudy.domain.papers import Author, PaperEdit, PaperRecord
from paperstudy.domain.queries import PaperQuery
from paperstudy.store.store import open_store
from paperstudy.study import export_beside
from paperstudy.study.choosing import Choice
from paperstudy.study.shelving import shelve
from paperstudy.study.study import Study
from tests.unit.study.house import NOW

NUMBERS = range(1, 8)


@pytest.fixture
def shelf(study: Study, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Study:
    with open_store(settings.database) as store, store.write() as tx:
        for number in NUMBERS:
            record = PaperRecord(
                "bibtex", f"한국어 {{B}} {number}%", authors=(Author(f"Ø Holt {number}"),)
            )
            shelve(tx, record, NOW)
    monkeypatch.setattr(export_beside, "WORTH_IT", 2)
    return study


def keys(study: Study) -> list[str]:
    return [row.key for row in study.library.search(PaperQuery()).rows]


def alone(study: Study, format_name: str, *, ascii_only: bool = False) -> str:
    """Return what one process writes: that of papers who are named is never shared out."""
    named = Choice(tuple(keys(study)))
    return study.exporting.export(format_name, named, ascii_only=ascii_only).text


@pytest.mark.parametrize("format_name", ["bibtex", "biblatex"])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_the_text_is_that_of_one_process(shelf: Study, format_name: str, ascii_only: bool) -> None:
    done = shelf.exporting.export(format_name, ascii_only=ascii_only)
    assert done.text == alone(shelf, format_name, ascii_only=ascii_only)
    assert done.count == len(NUMBERS)


def test_a_helper_that_cannot_be_started_costs_only_time(
    shelf: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert shelf.exporting.export("bibtex").text == alone(shelf, "bibtex")


def test_what_changes_meanwhile_does_not_show(
    shelf: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = alone(shelf, "bibtex")
    start = export_beside._start

    def start_late(request: object) -> object:
        for key in keys(shelf):
            shelf.library.edit(key, PaperEdit(title="Another"))
        return start(request)

    monkeypatch.setattr(export_beside, "_start", start_late)
    assert shelf.exporting.export("bibtex").text == before
    assert alone(shelf, "bibtex") != before
