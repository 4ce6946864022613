from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from paperstudy.domain.errors import (
    ConflictError,
    InvalidEditError,
    NotFoundError,
    StaleEditError,
)
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import (
    Author,
    PaperId,
    PaperRecord,
    PaperState,
    PaperStatus,
    Publication,
    Repository,
)
from paperstudy.domain.queries import PaperQuery
from paperstudy.store.bodies import read_record
from paperstudy.store.store import Store

AddPaper = Callable[..., PaperId]
ARXIV = Identifier(Scheme.ARXIV, "1706.03762")
FULL = PaperRecord(
    source="arxiv",
    title="Attention Is All You Need",
    authors=(Author("Ashish Vaswani", "Vaswani", "Ashish"), Author("Noam Shazeer")),
    more_authors=True,
    year=2017,
    venue="NeurIPS",
    abstract="The dominant models\nare based on …",
    identifiers=(replace(ARXIV, version=5), Identifier(Scheme.DOI, "10.48550/arxiv.1706.03762")),
    url="https://arxiv.org/abs/1706.03762",
    version=5,
    published=datetime(2017, 6, 12, 17, 57, tzinfo=UTC),
    updated=datetime(2023, 8, 2, tzinfo=UTC),
    categories=("cs.CL", "cs.LG"),
    comment="15 pages",
    journal_ref="NIPS 2017",
    pdf_url="https://arxiv.org/pdf/1706.03762",
    fetched_at=datetime(2026, 11, 21, tzinfo=UTC),
    cleared=("comment",),
    names=("Transformer",),
    kind="preprint",
    publication=Publication("NeurIPS", 2017, "10.5555/3295222", "proceedings", pages="1-11"),
    repositories=(
        Repository("https://github.com/a/b", "pwc", official=True, framework="tf", stars=0),
        Repository("https://github.com/c/d", "huggingface", guessed=True),
    ),
    citations=0,
    upvotes=12,
    project_page="https://example.org/attention",
    tasks=("Machine Translation",),
    methods=("Multi-Head Attention", "집중"),
    withdrawn=True,
)


def test_a_paper_comes_back_as_it_was_added(store: Store, at: datetime) -> None:
    with store.write() as tx:
        number = tx.papers.add(FULL, "vaswani2017attention", PaperState.FETCHED, at)
    with store.read() as tx:
        paper = tx.papers.get(number)
        records = tx.papers.records(number)
    assert records == (FULL,)
    for name in (
        "title",
        "authors",
        "more_authors",
        "year",
        "venue",
        "abstract",
        "identifiers",
        "url",
        "version",
        "published",
        "updated",
        "categories",
        "comment",
        "journal_ref",
        "pdf_url",
        "kind",
        "publication",
        "repositories",
        "citations",
        "upvotes",
        "project_page",
        "tasks",
        "methods",
        "withdrawn",
    ):
        assert getattr(paper, name) == getattr(FULL, name)
    assert paper.key == "vaswani2017attention"
    assert (paper.state, paper.status) == (PaperState.FETCHED, PaperStatus.UNREAD)
    assert paper.added_at == at
    provenance = dict(paper.provenance)
    assert provenance["authors"] == provenance["citations"] == provenance["publication"] == "arxiv"


def test_facts_that_are_gone_are_gone_from_the_paper_too(store: Store, at: datetime) -> None:
    bare = PaperRecord("arxiv", "Attention Is All You Need")
    with store.write() as tx:
        paper = tx.papers.add(FULL, "k", PaperState.FETCHED, at)
        tx.papers.write_fields(paper, bare, PaperState.FETCHED, {}, at)
        read = tx.papers.get(paper)
    assert (read.publication, read.repositories, read.citations) == (None, (), None)
    assert (read.tasks, read.kind, read.withdrawn) == ((), "", False)


def test_a_record_of_an_earlier_or_later_version_is_read(store: Store, at: datetime) -> None:
    old = '{"source": "arxiv", "title": "T", "identifiers": [["arxiv", "1", null]]}'
    new = (
        '{"source": "pwc", "title": "T", "mood": "good", "publication": {"year": 2020, "x": 1},'
        ' "repositories": [{"url": "https://u", "x": [1]}, {"stars": 3}]}'
    )
    assert read_record(old) == PaperRecord(
        "arxiv", "T", identifiers=(Identifier(Scheme.ARXIV, "1"),)
    )
    assert read_record(new) == PaperRecord(
        "pwc",
        "T",
        publication=Publication("", 2020),
        repositories=(Repository("https://u"), Repository("", stars=3)),
    )


def test_a_paper_is_found_by_key_identifier_and_title(store: Store, add_paper: AddPaper) -> None:
    with store.write() as tx:
        number = add_paper(tx, "k1", "Swin Transformer: V2", "2103.14030")
    with store.read() as tx:
        found = [
            tx.papers.find_by_key("k1"),
            tx.papers.find_by_identifier(Identifier(Scheme.ARXIV, "2103.14030", 2)),
            next(iter(tx.papers.all_by_title("  swin  transformer v2")), None),
        ]
        assert [paper and paper.id for paper in found] == [number] * 3
        assert tx.papers.find_by_key("K1") is None
        assert tx.papers.find_by_identifier(Identifier(Scheme.DOI, "2103.14030")) is None
        assert tx.papers.all_by_title("…") == []
        ids = tx.papers.ids_by_identifiers(
            [Identifier(Scheme.ARXIV, "2103.14030"), Identifier(Scheme.ARXIV, "0")]
        )
        assert ids == {"arxiv:2103.14030": number}
        assert tx.papers.ids_by_identifiers([]) == {}


def test_a_title_in_korean_is_found_again_in_another_form(store: Store, at: datetime) -> None:
    decomposed = "\u1112\u1161\u11a8\u1109\u1173\u11b8"  # 학습 in jamo
    with store.write() as tx:
        number = tx.papers.add(PaperRecord("log", "학습"), "k", PaperState.PENDING, at)
        found = next(iter(tx.papers.all_by_title(decomposed)), None)
    assert found is not None
    assert found.id == number


def test_an_absent_number_is_not_found(store: Store) -> None:
    with store.read() as tx, pytest.raises(NotFoundError):
        tx.papers.get(PaperId(7))


def test_a_taken_key_or_identifier_is_refused(store: Store, add_paper: AddPaper) -> None:
    with store.write() as tx:
        add_paper(tx, "a", arxiv="1")
        with pytest.raises(ConflictError, match="another paper has the key a"):
            add_paper(tx, "a")
        with pytest.raises(ConflictError, match="arxiv:1 belongs to a"):
            add_paper(tx, "b", arxiv="1")
        other = add_paper(tx, "c")
        with pytest.raises(ConflictError):
            tx.papers.set_key(other, "a")
        tx.papers.set_key(other, "d")
        assert tx.papers.all_keys() == {"a", "d"}


def test_papers_may_share_a_repository_which_stays_with_the_first(
    store: Store, at: datetime
) -> None:
    code = Identifier(Scheme.GITHUB, "google/bert")
    with store.write() as tx:
        first = tx.papers.add(
            PaperRecord("a", "One", identifiers=(code,)), "a", PaperState.PENDING, at
        )
        second = tx.papers.add(
            PaperRecord("a", "Two", identifiers=(code,)), "b", PaperState.PENDING, at
        )
        assert tx.papers.get(first).identifiers == (code,)
        assert tx.papers.get(second).identifiers == ()


def test_a_record_replaces_what_its_source_said_and_reports_foreign_identifiers(
    store: Store, add_paper: AddPaper
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a", "Title", "1")
        add_paper(tx, "b", "Other", "2")
        fresh = PaperRecord(
            "catalogue", "Better title", identifiers=(Identifier(Scheme.ARXIV, "2"), ARXIV)
        )
        clashes = tx.papers.save_record(paper, fresh)
        assert clashes == (Identifier(Scheme.ARXIV, "2"),)
        assert tx.papers.records(paper) == (fresh,)
        assert {str(i) for i in tx.papers.get(paper).identifiers} == {"arxiv:1", str(ARXIV)}
        assert tx.papers.get(paper).title == "Title"


def test_merged_fields_replace_the_old_ones(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a", "Working title", authors=("Somebody",))
        tx.papers.write_fields(paper, FULL, PaperState.FETCHED, {"title": "arxiv"}, at)
    with store.read() as tx:
        changed = tx.papers.get(paper)
        assert changed.title == FULL.title
        assert changed.authors == FULL.authors
        assert changed.identifiers == FULL.identifiers
        assert changed.provenance == (("title", "arxiv"),)
        assert changed.key == "a"
        assert tx.papers.search(PaperQuery(("somebody",))).total == 0
        assert tx.papers.search(PaperQuery(("shazeer",))).total == 1


def test_tags_are_the_same_whatever_their_letter_case(store: Store, add_paper: AddPaper) -> None:
    with store.write() as tx:
        a, b = add_paper(tx, "a"), add_paper(tx, "b")
        tx.papers.tag(a, add=["CV", "학습", "cv "])
        tx.papers.tag(b, add=["cv"], remove=["nothing"])
        assert tx.papers.get(a).tags == ("CV", "학습")
        assert tx.papers.get(b).tags == ("CV",)
        assert tx.papers.tags() == [("CV", 2), ("학습", 1)]
        assert tx.papers.tags("학") == [("학습", 1)]
        tx.papers.tag(a, remove=["cV"])
        assert tx.papers.get(a).tags == ("학습",)
        with pytest.raises(InvalidEditError):
            tx.papers.tag(a, add=[" \x00"])


def test_a_note_is_written_changed_and_taken_away(store: Store, add_paper: AddPaper) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
        tx.papers.set_note(paper, "")
        assert tx.papers.note(paper) == ""
        for text in ("first\nlines\x1b[31m", "second", ""):
            tx.papers.set_note(paper, text)
            assert tx.papers.note(paper) == text.removesuffix("\x1b[31m")
            assert tx.papers.search(PaperQuery(("second",))).total == (text == "second")


def test_status_is_the_groups_entry(store: Store, add_paper: AddPaper) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
        for status in (PaperStatus.TO_READ, PaperStatus.READ, PaperStatus.UNREAD):
            tx.papers.set_status(paper, status)
            assert tx.papers.get(paper).status is status
            assert tx.papers.search(PaperQuery(status=status.value)).rows[0].status is status


def test_all_papers_come_in_order_of_their_keys(store: Store, add_paper: AddPaper) -> None:
    with store.write() as tx:
        for key in ("c", "a", "b"):
            paper = add_paper(tx, key, f"Title {key}", key, authors=(f"Author {key}",))
            tx.papers.tag(paper, [key])
    with store.read() as tx:
        assert [paper.key for paper in tx.papers.all()] == ["a", "b", "c"]
        some = tx.papers.all(["c", "a", "zz", "a"])
        assert [paper.key for paper in some] == ["a", "c"]
        assert some == [paper for paper in tx.papers.all() if paper.key != "b"]
        assert some[1].authors == (Author("Author c"),)
        assert some[1].tags == ("c",)
        assert tx.papers.all([]) == []


def test_keys_are_completed_from_their_beginning(store: Store, add_paper: AddPaper) -> None:
    with store.write() as tx:
        for key in ("vaswani2017", "vas%2", "bert"):
            add_paper(tx, key, f"T {key}")
        assert tx.papers.keys("VAS") == [("vas%2", "T vas%2"), ("vaswani2017", "T vaswani2017")]
        assert tx.papers.keys("vas%") == [("vas%2", "T vas%2")]
        assert len(tx.papers.keys(limit=2)) == 2


def test_titles_name_every_paper_and_its_identifiers(store: Store, add_paper: AddPaper) -> None:
    with store.write() as tx:
        a, b = add_paper(tx, "a", "One", "1"), add_paper(tx, "b", "Two")
        assert tx.papers.titles() == [
            (a, "One", (Identifier(Scheme.ARXIV, "1"),)),
            (b, "Two", ()),
        ]


def test_a_removed_paper_leaves_nothing_behind(
    store: Store, add_paper: AddPaper, at: datetime, make_row: Any, save_log: Any
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a", "One", "1", ("X Y",))
        tx.papers.tag(paper, ["t"])
        tx.papers.set_note(paper, "note")
        tx.papers.set_status(paper, PaperStatus.READ)
        tx.names.learn("one", "One", paper, at)
        log = save_log(tx)
        tx.mentions.replace(log, [make_row("one", paper_id=paper)])
        tx.papers.remove(paper)
        assert tx.papers.find_by_identifier(Identifier(Scheme.ARXIV, "1")) is None
        assert tx.papers.search(PaperQuery()).total == 0
        assert tx.names.all() == []
        assert tx.papers.tags() == []
        with pytest.raises(NotFoundError):
            tx.papers.remove(paper)
    with store.write() as tx:
        assert add_paper(tx, "a", "One", "1") != paper  # a number is never used twice


def test_naive_times_are_a_bug(store: Store, at: datetime) -> None:
    with store.write() as tx, pytest.raises(ValueError, match="without a zone"):
        tx.papers.add(FULL, "k", PaperState.FETCHED, at.replace(tzinfo=None))


def test_lines_are_put_below_a_note(store: Store, add_paper: Any) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
        for text in ("one", "", "two\n\nthree\n", "\n"):
            tx.papers.append_note(paper, text)
        assert tx.papers.note(paper) == "one\ntwo\n\nthree"


def test_a_note_that_has_changed_since_it_was_read_is_not_overwritten(
    store: Store, add_paper: Any
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
        tx.papers.set_note(paper, "one", expected="")
        tx.papers.set_note(paper, "two", expected="one\n")
    for expected in ("", "one"):
        with pytest.raises(StaleEditError, match="a has changed"), store.write() as tx:
            tx.papers.set_note(paper, "three", expected=expected)
    with store.read() as tx:
        assert tx.papers.note(paper) == "two"
