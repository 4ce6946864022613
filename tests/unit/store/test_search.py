from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from paperstudy.domain.errors import InvalidQueryError
from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.papers import PaperId, PaperRecord, PaperState, Publication, Repository
from paperstudy.domain.queries import PaperQuery
from paperstudy.store.encoding import fold
from paperstudy.store.fitting import NAME, PART, find_ids, rank
from paperstudy.store.search import SQLITE_CHECK
from paperstudy.store.store import Store

AddPaper = Callable[..., PaperId]

TITLES = {
    "attention": "Attention Is All You Need",
    "korean": "심층 학습을 이용한 한국어 언어 모델",
    "markup": '[/oops] 100% of "quotes" and under_scores AND OR NEAR(',
    "accents": "ÉCLAIR: Straße ﬁnding",
    "wide": "Ｂｅｒｔ for Ｅveryone",
}


@pytest.fixture
def filled(store: Store, add_paper: AddPaper) -> Store:
    with store.write() as tx:
        for key, title in TITLES.items():
            add_paper(tx, key, title, f"id.{key}", (f"Writer of {key}",), abstract="abstract text")
        paper = tx.papers.find_by_key("attention")
        assert paper is not None
        tx.papers.tag(paper.id, ["Übersetzung"])
        tx.papers.set_note(paper.id, "read it\nbefore Monday")
    return store


def keys(store: Store, *words: str, **filters: Any) -> list[str]:
    with store.read() as tx:
        page = tx.papers.search(PaperQuery(words, **filters))
    assert page.total == len(page.rows)
    return sorted(row.key for row in page.rows)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["학습"], ["korean"]),
        (["모"], ["korean"]),
        (["습을"], ["korean"]),
        (["한국어", "모델"], ["korean"]),
        (["학습", "attention"], []),
        (["없"], []),
        (["ATTENTION", "aLL"], ["attention"]),
        (["ttenti"], ["attention"]),
        (["is all you"], ["attention"]),
        (["éclair"], ["accents"]),
        (["é"], ["accents"]),
        (["STRASSE"], ["accents"]),
        (["finding"], ["accents"]),
        (["bert"], ["wide"]),
        (["übersetzung"], ["attention"]),
        (["monday"], ["attention"]),
        (["it before"], ["attention"]),
        (["arxiv:id.wide"], ["wide"]),
        (["writer of korean"], ["korean"]),
        (["[/oops]"], ["markup"]),
        (["[/"], ["markup"]),
        (["%"], ["markup"]),
        (["0%"], ["markup"]),
        (["_"], ["markup"]),
        (["under_"], ["markup"]),
        (["under%"], []),
        (['"quotes"'], ["markup"]),
        (['"'], ["markup"]),
        (["near("], ["markup"]),
        (["AND"], ["markup"]),
        (["*"], []),
        (["!"], []),
        (["title:attention"], []),
        (["x" * 5000], []),
        (["'; DROP TABLE papers; --"], []),
    ],
)
def test_every_word_is_found_where_it_stands_and_nowhere_else(
    filled: Store, words: list[str], found: list[str]
) -> None:
    assert keys(filled, *words) == found


@pytest.mark.parametrize("word", ["", " ", "\x00", "\u202e", "\x1b[31m"])
def test_a_word_of_nothing_is_no_condition(filled: Store, word: str) -> None:
    assert len(keys(filled, word)) == len(TITLES)


def test_a_long_phrase_is_compared_to_its_end(store: Store, add_paper: AddPaper) -> None:
    start = "long " * 30
    with store.write() as tx:
        add_paper(tx, "a", f"{start}alpha")
        add_paper(tx, "b", f"{start}beta")
    assert keys(store, f"{start}beta") == ["b"]


def test_many_words_must_all_match(store: Store, add_paper: AddPaper) -> None:
    words = [f"word{number:03}" for number in range(150)]
    with store.write() as tx:
        add_paper(tx, "a", " ".join(words))
        add_paper(tx, "b", " ".join(words[:-1]))
    assert keys(store, *words) == ["a"]
    with store.read() as tx, pytest.raises(InvalidQueryError):
        tx.papers.search(PaperQuery(tuple(f"w{number}" for number in range(201))))


def test_the_index_follows_every_change(filled: Store) -> None:
    with filled.write() as tx:
        paper = tx.papers.find_by_key("attention")
        assert paper is not None
        tx.papers.tag(paper.id, remove=["Übersetzung"])
        tx.papers.set_key(paper.id, "vaswani")
    assert keys(filled, "übersetzung") == []
    assert keys(filled, "vaswani") == ["vaswani"]
    with filled.write() as tx:
        tx.papers.remove(paper.id)
    assert keys(filled, "vaswani") == []
    check_index(filled)


def check_index(store: Store) -> None:
    """The index is what is made of the papers anew, and FTS5 agrees with it."""

    def rows() -> list[Any]:
        with store.write() as tx:
            if tx._link.dialect == "sqlite":
                tx._link.rows(SQLITE_CHECK)
            return tx._link.rows("SELECT * FROM paper_index ORDER BY paper_id")

    before = rows()
    with store.write() as tx:
        ids = [paper_id for paper_id, *_ in tx.papers.titles()]
        tx._rows.mark(ids)
    assert [row[0] for row in before] == ids
    assert rows() == before


def test_pages_are_newest_first_and_know_the_whole(store: Store, at: Any) -> None:
    with store.write() as tx:
        for number in range(10):
            when = at + timedelta(days=number % 5)
            tx.papers.add(
                PaperRecord("a", f"Title {number}"), f"k{number}", PaperState.PENDING, when
            )
    with store.read() as tx:
        whole = [row.key for row in tx.papers.search(PaperQuery()).rows]
        assert whole == ["k9", "k4", "k8", "k3", "k7", "k2", "k6", "k1", "k5", "k0"]
        page = tx.papers.search(PaperQuery(("title",)), 3, 4)
        assert [row.key for row in page.rows] == whole[3:7]
        assert (page.total, page.offset) == (10, 3)
        assert tx.papers.search(PaperQuery(), 100, 5).total == 10
        assert tx.papers.search(PaperQuery(), 0, 0).total == 10
        assert tx.papers.search(PaperQuery(("zz",)), 5, 5).total == 0


def test_orders(store: Store, add_paper: AddPaper) -> None:
    with store.write() as tx:
        add_paper(tx, "b", "Zebra", year=2001)
        add_paper(tx, "a", "Ant", year=None)
        add_paper(tx, "c", "monkey", year=2010)
    with store.read() as tx:
        order = {
            name: [row.key for row in tx.papers.search(PaperQuery(order=name)).rows]
            for name in ("added", "year", "title", "key")
        }
        with pytest.raises(InvalidQueryError):
            tx.papers.search(PaperQuery(order="size"))
    assert order == {
        "added": ["c", "a", "b"],
        "year": ["c", "b", "a"],
        "title": ["a", "c", "b"],
        "key": ["a", "b", "c"],
    }


def test_filters(store: Store, add_paper: AddPaper, save_log: Any, make_row: Any) -> None:
    with store.write() as tx:
        old = add_paper(tx, "old", "Old", authors=("Yann LeCun",), year=1998)
        new = add_paper(tx, "new", "New", authors=("Ashish Vaswani", "Y. LeCun"), year=2017)
        add_paper(tx, "undated", "Undated")
        tx.papers.tag(old, ["CNN"])
        tx.papers.tag(new, ["CNN", "attention"])
        log = save_log(tx, "/logs/2021 여름/Day-1.md")
        tx.mentions.replace(log, [make_row("new", paper_id=new)])
        held = PresentationRow(("김 철수",), "topic", paper_id=new)
        tx.sessions.replace_for_log(log, [SessionRow(presentations=(held,))])
        tx.people.add_alias(tx.people.ensure("김 철수"), "Chulsoo Kim")
    assert keys(store, tags=("cnn",)) == ["new", "old"]
    assert keys(store, tags=("cnn", "ATTENTION")) == ["new"]
    assert keys(store, tags=("cn",)) == []
    assert keys(store, authors=("lecun",)) == ["new", "old"]
    assert keys(store, authors=("lecun", "vaswani")) == ["new"]
    assert keys(store, authors=("%",)) == []
    assert keys(store, years=(1998, 1998)) == ["old"]
    assert keys(store, years=(1999, None)) == ["new"]
    assert keys(store, years=(None, 2016)) == ["old"]
    assert keys(store, years=(None, None)) == ["new", "old", "undated"]
    assert keys(store, status="presented") == ["new"]
    assert keys(store, status="unread") == ["old", "undated"]
    assert keys(store, presenter="철수") == ["new"]
    assert keys(store, presenter="chulsoo") == ["new"]
    assert keys(store, presenter="영희") == []
    assert keys(store, log="여름/day") == ["new"]
    assert keys(store, log="day-2") == []
    assert keys(store, "ne", tags=("cnn",), years=(2000, 2020), log="여름") == ["new"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(st.text(max_size=12), max_size=4), other=st.text(max_size=8))
def test_no_text_makes_a_search_fail(filled: Store, words: list[str], other: str) -> None:
    with filled.read() as tx:
        asked = PaperQuery(
            tuple(words), tags=(other,), authors=(other,), presenter=other, log=other
        )
        assert tx.papers.search(asked, 0, 3).total >= 0


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_piece_of_a_title_finds_its_paper(filled: Store, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(TITLES)))
    text = fold(TITLES[key])
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, len(text)))]
    expected = sorted(k for k, title in TITLES.items() if fold(piece) in fold(title))
    assert set(expected) <= set(keys(filled, piece))
    assert key in keys(filled, piece)


def test_papers_with_code_or_a_venue_are_found(store: Store, add_paper: AddPaper, at: Any) -> None:
    code = (Repository("https://github.com/a/b"),)
    with store.write() as tx:
        add_paper(tx, "bare", "Alpha")
        for key, record in {
            "code": PaperRecord("pwc", "Beta", repositories=code),
            "published": PaperRecord("crossref", "Gamma", publication=Publication("ICLR", 2021)),
            "both": PaperRecord("person", "Delta", venue="제주 학회", repositories=code),
        }.items():
            tx.papers.add(record, key, PaperState.FETCHED, at)
    assert keys(store, code=True) == ["both", "code"]
    assert keys(store, code=False) == ["bare", "published"]
    assert keys(store, publication=True) == ["both", "published"]
    assert keys(store, publication=False) == ["bare", "code"]
    assert keys(store, code=True, publication=True) == ["both"]
    assert keys(store, "delta", code=True) == ["both"]
    assert keys(store, "iclr") == ["published"]


SHELF = (  # the oldest first
    ("devlin2019bert", "BERT: Pre-training of Deep Bidirectional Transformers", ""),
    ("liu2019roberta", "RoBERTa: A Robustly Optimized Approach", "we train BERT for longer"),
    ("sanh2019distil", "A distilled version of BERT를 위한 글", ""),
    ("kim2020", "문서를 읽는 모델", "BERT가 쓰였다"),
    ("raffel2020t5", "Exploring the Limits of Transfer Learning", "as robert said"),
)


@pytest.fixture
def shelf(store: Store, add_paper: AddPaper) -> Store:
    with store.write() as tx:
        for number, (key, title, abstract) in enumerate(SHELF):
            add_paper(tx, key, title, f"id.{number}", ("Robert Writer",), abstract=abstract)
    return store


def listed(store: Store, *words: str, **filters: Any) -> list[str]:
    query = PaperQuery(words, **filters)
    with store.read() as tx:
        rows: list[str] = [row.key for row in tx.papers.search(query).rows]
        pages = [row.key for n in range(len(rows)) for row in tx.papers.search(query, n, 1).rows]
        ids = tx.lists.paper_ids(query)
        first = tx.lists.first_paper_ids(query, len(rows))
        assert [row.key for row in tx.lists.summaries(ids)] == rows == pages
        assert first is None or list(first) == list(ids)
    return rows


def test_the_paper_of_a_name_comes_before_those_that_say_it(shelf: Store) -> None:
    assert listed(shelf, "bert") == [
        "devlin2019bert",  # its name
        "sanh2019distil",  # a word of the title
        "kim2020",  # a word elsewhere, the newest first
        "liu2019roberta",
        "raffel2020t5",  # a part of a word
    ]
    assert listed(shelf, "t5") == ["raffel2020t5"]
    assert listed(shelf, "transfer", "limits")[0] == "raffel2020t5"


def test_an_order_that_somebody_chose_is_kept(shelf: Store) -> None:
    newest = [key for key, _, _ in reversed(SHELF)]
    assert listed(shelf, "bert", order="added") == newest
    assert listed(shelf, "bert", order="key") == sorted(newest)
    assert listed(shelf) == newest


def test_what_a_paper_is_called_beside_its_title_counts_too(
    shelf: Store, add_paper: AddPaper
) -> None:
    with shelf.write() as tx:
        add_paper(tx, "newer2024", "On EFG and others", "id.n1", ("A. Writer",))
        paper = tx.papers.find_by_key("raffel2020t5")
        assert paper is not None
        tx.papers.tag(paper.id, ["efg"])
    assert listed(shelf, "efg") == ["raffel2020t5", "newer2024"]


@given(st.lists(st.text(min_size=1, max_size=8), max_size=4), st.text(), st.text())
def test_any_text_is_ranked(words: list[str], key: str, body: str) -> None:
    assert NAME <= rank([fold(word) for word in words], key, fold(body)) <= PART


# Titles, abstracts and keys that have `bert` and `gan` as names, words, parts of words, or not.
shelved = st.lists(
    st.tuples(
        st.sampled_from(["", "bert", "GAN: bert", "A bert", "roberta", "on gan bert를", "else"]),
        st.sampled_from(["gan, roberta", "bert gan", "bert를 begun", "gan%bert", "begun bert"]),
        st.sampled_from(["x", "Bert", "roberta", "bert-gan", "gan"]),
    ),
    min_size=2,
    max_size=6,
)
asked = st.sampled_from(["bert", "bert", "gan", "b", "gan%", "bert gan"])


class _TakenBackError(Exception):
    """Ends a transaction, so that the next example has the library as it was."""


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(papers=shelved, words=st.lists(asked, min_size=1, max_size=2), wanted=st.integers(1, 4))
@example(papers=[("on gan", "gan", "x"), ("else", "gan", "gan")], words=["gan"], wanted=1)
@example(papers=[("else", "gan", "x"), ("on gan", "gan", "x")], words=["gan"], wanted=1)
@example(papers=[("gan and more", "", "x"), ("on gan", "", "x")], words=["gan"], wanted=1)
@example(
    papers=[("bert", "gan", "x"), ("else", "gan", "x"), ("on gan bert", "", "x")],
    words=["bert", "gan"],
    wanted=2,
)
def test_a_page_is_what_it_would_be_if_all_were_read(
    store: Store,
    add_paper: AddPaper,
    papers: list[tuple[str, str, str]],
    words: list[str],
    wanted: int,
) -> None:
    query = PaperQuery(tuple(words))
    with suppress(_TakenBackError), store.write() as tx:
        for number, (title, abstract, key) in enumerate(papers):
            paper = add_paper(tx, f"{key}{number}", title, abstract=abstract)
            tx.papers.tag(paper, [["gan"], ["bert gan"], []][number % 3])
        tx._rows.flush()
        every = find_ids(tx._link, query)
        some = find_ids(tx._link, query, wanted)
        assert list(some[:wanted]) == list(every[:wanted])
        assert sorted(some) == sorted(every)
        raise _TakenBackError


def test_of_many_papers_the_best_are_found_with_few_texts_read(
    store: Store, add_paper: AddPaper
) -> None:
    with store.write() as tx:
        add_paper(tx, "gan2014", "On other things")
        add_paper(tx, "title", "What a GAN is")
        for number in range(450):
            add_paper(tx, f"k{number}", f"Title {number}", abstract="it says gan, and begun")
    with store.write() as tx:
        query = PaperQuery(("gan",))
        every = find_ids(tx._link, query)
        for wanted in (1, 3, 210, 451):
            assert list(find_ids(tx._link, query, wanted)[:wanted]) == list(every[:wanted])
        first = [row.key for row in tx.papers.search(query, 0, 3).rows]
        assert first == ["title", "gan2014", "k449"]
