"""How many entries an import saves at once makes no difference, and neither does a second run."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from paperstudy.domain.events import CancelToken
from paperstudy.domain.papers import Paper, PaperRecord, PaperState
from paperstudy.store.store import Store, open_store
from paperstudy.study import importing
from paperstudy.study.exporting import Exporting
from paperstudy.study.import_matching import Work
from paperstudy.study.import_values import Conflict, Imported, ImportOutcome
from paperstudy.study.importing import Importing
from tests.unit.study.house import NOW, values

SAME = ImportOutcome.SAME
# A preprint, another paper, and an entry that has the identifiers of both.
BOTH = """
@misc{pre, title={Towards Better Nets}, author={Kim, A}, year=2020, eprint={2001.00004}, archivePrefix={arXiv}}
@article{pub, title={A Theory of Robust Policies}, author={Kim, A}, year=2021, doi={10.1000/x3}, journal={Nature}}
@article{both, title={Towards Better Nets}, author={Kim, A}, year=2021, doi={10.1000/x3}, eprint={2001.00004}, archivePrefix={arXiv}}
"""
# An entry with the DOI of another paper, and papers of its title.
WRONG = """
@article{growth, title={On Growth and Form}, author={Thompson, D}, year=1917, doi={10.1000/x1}}
@misc{nets20, title={Deep Nets for All}, doi={10.1000/x1}}
@misc{nets, title={Deep Nets for All}}
@inproceedings{full, title={Deep Nets for All}, author={Thompson, Eve}, year=1920, booktitle={NeurIPS}}
"""
# The first entry of a tag is not of the first paper.
TAGS = """
@misc{one, title={Deep Nets for All}}
@misc{two, title={Sparse Attention}, keywords={ml}}
@misc{three, title={Deep Nets for All}, keywords={ML}}
"""
# What has no title yet is called by its number until a later entry tells one.
UNTITLED = """
@misc{one, eprint={2001.00004}, archivePrefix={arXiv}}
@misc{two, title={Sparse Attention}}
@misc{one, title={Sparse Attention}, eprint={2001.00004}, archivePrefix={arXiv}}
@misc{, title={Sparse Attention}}
"""
# Two articles without a title, and one number.
NUMBERED = """
@article{one, annote={read it}}
@article{one, eprint={2001.00002}, journal={Nature}}
@article{two, eprint={2001.00002}, journal={JMLR}}
"""
# What an entry adds to one paper makes that one fit the entries before it too.
FITTING = """
@article{a, author={Kim, A}, doi={10.1000/x1}}
@article{a, ids={b}, title={Deep Nets for All}}
@article{a, author={Kim, A}, doi={10.1000/x1}, title={Deep Nets for All}}
"""
# An entry without a title, and one of the same number that says to be of another kind.
KINDS = """
@phdthesis{, eprint={2001.00001}, archivePrefix={arXiv}}
@inproceedings{, eprint={2001.00001}, archivePrefix={arXiv}, title={Deep Nets for All}}
"""
# Fields that one entry has, and a paper has from two.
ORDER = """
@misc{, title={Sparse Attention}, isbn={9780262033848}, month={June}}
@article{, title={Sparse Attention}, langid={en}}
"""
FIELDS = {
    "title": ("Deep Nets for All", "Deep nets for all", "Sparse Attention", "Introduction"),
    "author": ("Kim, A", "Lee, Bo and Kim, A", "Park, C"),
    "year": ("2019", "2021", "2026"),
    "doi": ("10.1000/x1", "10.1000/x2"),
    "eprint": ("2001.00001", "2001.00002"),
    "keywords": ("ml", "ML, vision", "x"),
    "annote": ("read it", "great"),
    "month": ("June",),
    "editor": ("Doe, J",),
    "journal": ("JMLR", "Nature", "Journal of Machine Learning Research"),
    "url": ("https://github.com/x/a",),
    "ids": ("b", "c"),
}


@st.composite
def entries(draw: st.DrawFn) -> str:
    """Make an entry that overlaps with others in this and that."""
    kind = draw(st.sampled_from(["article", "misc"]))
    key = draw(st.sampled_from(["a", "b", "c", "d", ""]))
    names = draw(st.sets(st.sampled_from(sorted(FIELDS)), min_size=1, max_size=6))
    fields = [f"{name}={{{draw(st.sampled_from(FIELDS[name]))}}}" for name in sorted(names)]
    return f"@{kind}{{{key}, {', '.join(fields)}}}\n"


@dataclass(frozen=True, slots=True)
class Came:
    """What an import told of its entries, and what is in the library then."""

    rows: list[Imported]
    papers: list[tuple[Paper, str, tuple[str, ...]]]
    exported: str


def look(store: Store, name: str) -> tuple[list[tuple[Paper, str, tuple[str, ...]]], str]:
    """Return all of the library that an import may write, and how it is exported."""
    with store.read() as tx:
        papers = [
            (paper._replace(provenance=()), tx.papers.note(paper.id), tx.imports.aliases(paper.id))
            for paper in tx.papers.all()  # all of it is from the file
        ]
    content = Exporting(store, name).export("bibtex").content
    return papers, content.decode()


def take(text: str, size: int, *, replacing: bool = False) -> Came:
    """Import a text into a new library in pieces; what is tried before and after changes nothing."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, "_AT_ONCE", size)
        path, name = Path(folder, "refs.bib"), str(Path(folder, "library.db"))
        path.write_text(text, encoding="utf-8")
        store = open_store(name)

        def run(*, dry_run: bool = False) -> list[Imported]:
            taken = Importing(store, lambda: NOW).import_(
                [path], cancel=CancelToken(), dry_run=dry_run, replace=replacing
            )
            return [replace(one, path="") for one in values(list(taken), Imported)]

        dry, rows = run(dry_run=True), run()
        found = look(store, name)
        again = run()
        assert dry == rows
        assert look(store, name) == found
        assert {one.outcome for one in again} <= {SAME}
        store.close()
    return Came(rows, *found)


@settings(max_examples=10, deadline=None)
@given(st.lists(entries(), min_size=2, max_size=8).map("".join), st.integers(1, 4), st.booleans())
@example(BOTH, 1, False)
@example(WRONG, 1, False)
@example(WRONG, 2, True)
@example(TAGS, 1, False)
@example(UNTITLED, 1, False)
@example(NUMBERED, 1, False)
@example(FITTING, 1, False)
@example(KINDS, 1, False)
@example(ORDER, 2, False)
def test_any_size_of_a_piece_makes_the_same_library(text: str, size: int, replacing: bool) -> None:
    assert take(text, size, replacing=replacing) == take(text, 500, replacing=replacing)


def test_what_belongs_to_another_paper_stays_there_and_is_told() -> None:
    came = take(BOTH, 500)
    assert Conflict("doi", "", "10.1000/x3") in came.rows[2].conflicts
    found = {row[0].key: [str(each) for each in row[0].identifiers] for row in came.papers}
    assert found == {"pre": ["arxiv:2001.00004"], "pub": ["doi:10.1000/x3"]}
    assert came.exported.count("doi = {10.1000/x3}") == 1


def test_a_wrong_number_takes_no_later_entries_along() -> None:
    rows = take(WRONG, 500).rows
    assert [one.key for one in rows] == ["growth", "growth", "nets", "nets"]


def test_a_tag_is_spelled_as_the_first_entry_spells_it() -> None:
    papers = [row[0] for row in take(TAGS, 500).papers]
    assert {paper.tags for paper in papers} == {("ml",)}


def test_two_works_of_which_the_same_is_said_are_two() -> None:
    record = PaperRecord("bibtex", "Introduction")
    one, other = (Work(None, (record,), record, PaperState.OFFLINE) for _ in range(2))
    assert one != other
