"""Many papers at once, and steps of several transactions."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from paperstudy.domain.errors import StaleEditError
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import NewPaper
from paperstudy.domain.papers import Author, CiteKey, ExtraField, PaperId, PaperRecord, PaperState
from paperstudy.domain.queries import PaperQuery
from paperstudy.store.encoding import fold_title
from paperstudy.store.recorder import Step
from paperstudy.store.store import Store

DOI = Identifier(Scheme.DOI, "10.1000/x")
CODE = Identifier(Scheme.GITHUB, "a/b")


def new(key: str, at: datetime, *identifiers: Identifier, **facts: object) -> NewPaper:
    record = PaperRecord(
        "bibtex", f"Title of {key}", identifiers=identifiers, **facts,  # type: ignore[arg-type]
    )  # fmt: skip
    return NewPaper(CiteKey(key), record, record, PaperState.OFFLINE, at, at - timedelta(days=1))


def test_papers_added_together_are_as_if_added_one_by_one(store: Store, at: datetime) -> None:
    facts: dict[str, object] = {
        "authors": (Author("Ann Kim", "Kim", "Ann"), Author("김철수")),
        "year": 2020,
        "entry_type": "article",
        "extra": (ExtraField("month", "jan"),),
        "attachments": ("/a.pdf",),
        "tags": ("One", "two"),
        "note": "A note",
    }
    one = new("one", at, DOI, CODE, **facts)
    with store.write() as tx:
        kept = tx.papers.add(one.record, "one", PaperState.OFFLINE, one.added_at)
        tx.papers.tag(kept, add=("One", "two"))
        tx.papers.set_note(kept, "A note")
        wanted = (tx.papers.get(kept), tx.papers.records(kept))
        tx.papers.remove(kept)
    with store.write() as tx:
        numbers = tx.imports.add_all([one, new("two", at, CODE, tags=("ONE",))])
        assert len(set(numbers)) == 2
        assert kept not in numbers
    with store.read() as tx:
        paper = tx.papers.get(numbers[0])
        assert paper.id > wanted[0].id
        for name in ("key", "title", "authors", "year", "identifiers", "state", "tags", "added_at",
                     "provenance", "entry_type", "extra", "attachments"):  # fmt: skip
            assert getattr(paper, name) == getattr(wanted[0], name), name
        assert tx.papers.records(numbers[0]) == wanted[1]
        assert tx.papers.note(numbers[0]) == "A note"
        other = tx.papers.get(numbers[1])
        assert (other.tags, other.identifiers) == (("One",), ())
        assert tx.papers.search(PaperQuery(("title of one",))).total == 1


def test_a_step_of_several_transactions_is_undone_and_redone_whole(
    store: Store, at: datetime
) -> None:
    step = Step("import refs.bib", at)
    for number in range(3):
        with store.write(step=step) as tx:
            tx.imports.add_all([new(f"k{number}", at, tags=("x",))])
    with store.write("by hand", at=at) as tx:
        tx.papers.set_key(PaperId(tx.imports.ids_by_keys(["k0"])["k0"]), "mine")
    with store.read() as tx:
        assert [entry.action for entry in tx.journal.entries()] == ["by hand", "import refs.bib"]
    assert store.undo() == "by hand"
    assert store.undo() == "import refs.bib"
    with store.read() as tx:
        assert tx.papers.all_keys() == set()
        assert tx.papers.tags() == []
    assert store.redo() == "import refs.bib"
    with store.read() as tx:
        assert tx.papers.all_keys() == {"k0", "k1", "k2"}


def whole(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of what an import brings, as they are."""
    with store.read() as tx:
        tables = ("papers", "records", "authors", "identifiers", "paper_tags", "notes")
        return {
            name: [tuple(row.items()) for row in held]
            for name, held in tx.whole.tables()
            if name in tables
        }


def test_the_journal_keeps_no_texts_of_new_papers_until_they_are_taken_back(
    store: Store, at: datetime
) -> None:
    abstract = "about nothing but networks " * 20 + "here"
    step = Step("import refs.bib", at)
    papers = [
        new(f"k{n}", at, abstract=abstract, tags=("x",), authors=(Author("김철수"),))
        for n in range(3)
    ]
    with store.write(step=step) as tx:
        tx.imports.add_all(papers)
    assert not journal_of(store).count(abstract)
    before = whole(store)
    for _ in range(2):
        assert store.undo()
        assert whole(store)["papers"] == whole(store)["records"] == []
        assert store.redo()
        assert whole(store) == before
    assert journal_of(store).count(abstract) == 6  # of each paper and its record


def journal_of(store: Store) -> str:
    with store.read() as tx:
        return str(tx._link.rows("SELECT * FROM journal_changes"))


def test_what_came_to_a_paper_between_is_not_done_again_with_it(store: Store, at: datetime) -> None:
    with store.write(step=Step("import refs.bib", at)) as tx:
        first, second = tx.imports.add_all([new("k0", at), new("k1", at)])
        before = tx.papers.get(first)
    with store.write() as tx:
        record = PaperRecord("arxiv", "A fuller title")
        tx.papers.save_record(first, record)
        told = {"title": "arxiv"}
        tx.papers.write_fields(first, record, PaperState.FETCHED, told, at + timedelta(hours=1))
    assert store.undo()
    unmerged: list[PaperId] = []
    assert store.redo(lambda _, paper_id: unmerged.append(paper_id))
    assert unmerged == [first]
    with store.read() as tx:
        assert [record.source for record in tx.papers.records(first)] == ["bibtex"]
        assert tx.papers.get(first).state == before.state
        assert tx.papers.get(second).title == "Title of k1"


def test_a_paper_of_an_import_that_a_person_has_changed_is_not_taken_back(
    store: Store, at: datetime
) -> None:
    with store.write(step=Step("import refs.bib", at)) as tx:
        (number,) = tx.imports.add_all([new("k0", at)])
    with store.write() as tx:
        tx.papers.set_key(number, "mine")
    with pytest.raises(StaleEditError):
        store.undo()
    assert journal_of(store).count("Title of") == 0


def test_a_step_that_was_undone_meanwhile_goes_on_as_another(store: Store, at: datetime) -> None:
    step = Step("import refs.bib", at)
    with store.write(step=step) as tx:
        tx.imports.add_all([new("k0", at)])
    store.undo()
    with store.write(step=step) as tx:
        tx.imports.add_all([new("k1", at)])
    assert store.undo() == "import refs.bib"
    with store.read() as tx:
        assert tx.papers.all_keys() == set()


def test_many_new_papers_are_found_by_search_as_few_are(store: Store, at: datetime) -> None:
    papers = [new(f"key{number}", at, abstract=f"about 네트워크 {number}") for number in range(120)]
    with store.write() as tx:
        tx.imports.add_all(papers)
    with store.write() as tx:
        tx.imports.add_all([new("later", at, abstract="about 네트워크")])
        tx.papers.remove(tx.imports.ids_by_keys(["key7"])["key7"])
    with store.read() as tx:
        assert tx.papers.search(PaperQuery(("네트워크",))).total == 120
        assert tx.papers.search(PaperQuery(("네트워크 119",))).total == 1


def test_an_old_key_leads_to_its_paper_until_another_has_it(store: Store, at: datetime) -> None:
    with store.write() as tx:
        one, two = tx.imports.add_all([new("one", at), new("two", at)])
        tx.papers.set_key(one, "first")
        assert tx.papers.find_former("one") == tx.papers.get(one)
        assert tx.imports.aliases(one) == ("one",)
        assert tx.papers.add_alias(one, "extra")
        assert not tx.papers.add_alias(two, "extra")
        assert not tx.papers.add_alias(two, "first")
        tx.papers.set_key(two, "one")
        assert tx.papers.find_former("one") is None
        tx.papers.merge(two, one, ())
        assert {*tx.imports.aliases(two)} == {"two", "extra"}
        tx.papers.remove(two)
    with store.read() as tx:
        assert tx.papers.all_keys() == set()


def test_many_papers_leave_the_search_with_undo_and_are_found_again_with_redo(
    store: Store, at: datetime
) -> None:
    step = Step("import refs.bib", at)
    for piece in range(3):
        papers = [
            new(f"key{piece}x{number}", at, abstract=f"about 네트워크 {number}", tags=("x",))
            for number in range(60)
        ]
        with store.write(step=step) as tx:
            tx.imports.add_all(papers)
    found = PaperQuery(("네트워크",))
    for _ in range(2):
        assert store.undo() == "import refs.bib"
        with store.write() as tx:
            (other,) = tx.imports.add_all([new("other", at, abstract="of 네트워크")])
        with store.read() as tx:
            assert [row.key for row in tx.papers.search(found).rows] == ["other"]
        with store.write() as tx:
            tx.papers.remove(other)
        assert store.redo() == "import refs.bib"
        with store.read() as tx:
            assert tx.papers.search(found).total == 180
            assert tx.papers.search(PaperQuery(("네트워크 59",))).total == 3
            assert tx.papers.get(tx.imports.ids_by_keys(["key2x59"])["key2x59"]).tags == ("x",)


def test_a_paper_that_stays_after_all_is_in_the_index_again(store: Store, at: datetime) -> None:
    with store.write() as tx:
        numbers = tx.imports.add_all([new(f"key{number}", at) for number in range(60)])
    with store.write() as tx:
        tx._rows.unindex(numbers)  # as a step that is taken back does first
    with store.read() as tx:
        assert tx.papers.search(PaperQuery(("title of key",))).total == 60


@pytest.mark.parametrize("count", [1, 49, 50, 51, 120])
def test_long_lists_are_looked_up_as_short_ones_are(store: Store, at: datetime, count: int) -> None:
    keys = [f'k"{number}\\한' for number in range(count)]
    with store.write() as tx:
        numbers = tx.imports.add_all([new(key, at) for key in keys])
    with store.read() as tx:
        assert tx.imports.ids_by_keys([*keys, "none"]) == dict(zip(keys, numbers, strict=True))
        titles = tx.imports.ids_by_titles([fold_title(f"Title of {key}") for key in keys])
        assert {number for some in titles.values() for number in some} == {*numbers}
        assert {paper.key for paper in tx.papers.all([CiteKey(key) for key in keys])} == {*keys}
