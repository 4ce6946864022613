"""Notes for Obsidian: whatever a library holds stands in them, and a person's words stay."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, CiteKey, Paper, PaperId, PaperStatus
from paperstudy.domain.sessions import Presentation, SessionId, StudySession
from paperstudy.domain.text import clean_block, clean_line
from paperstudy.formats.note_front import put_front, read_front, split_front, tell_tags
from paperstudy.formats.notes import (
    END,
    NotePaper,
    begin_marker,
    end_note,
    make_note,
    note_name,
    owner_key,
)
from paperstudy.saying.note_words import WORDS

NAMES = {word: word for word in WORDS}
HOSTILE = st.text(
    st.sampled_from("a한 \n\t\r\x00\x85\u2028:-#'\"[]{}<>!|%&*?@`\\$,.=~\U0001f600")
    | st.characters(codec="utf-8"),
    max_size=40,
) | st.sampled_from(
    ["yes", "null", "2020-01-01", "1e3", "---", "- a", "# x", END, begin_marker("k"), "[[x]]"]
)


def paper(**facts: Any) -> Paper:
    told: dict[str, Any] = {"authors": (Author("Ada Lovelace"),), "year": 2017, **facts}
    key = CiteKey(told.pop("key", "lovelace2017"))
    return Paper(PaperId(1), key, told.pop("title", "A Title"), **told)


def make(told: NotePaper, content: bytes = b"") -> bytes:
    return make_note(content, told, NAMES, "note.md")


def front(content: bytes) -> dict[str, Any]:
    told = yaml.safe_load(split_front(content.decode())[0])
    assert isinstance(told, dict)
    return told


def test_a_note_holds_what_is_known() -> None:
    held = Presentation(("한결", "Marta"), (CiteKey("lovelace2017"), "A Title"), "")
    session = StudySession(SessionId(1), date(2026, 11, 21), "", "", "", "", (), (held,))
    told = NotePaper(
        paper(
            identifiers=(Identifier(Scheme.ARXIV, "2010.11929"),),
            tags=("to read", "고전"),
            status=PaperStatus.READ,
            abstract="One.\nTwo.",
        ),
        "read\n\nit",
        (session,),
        (("day 1", "../logs/day 1.md"), ("inside", "")),
    )
    assert make(told).decode() == (
        "---\n"
        'title: "A Title"\n'
        'authors: ["Ada Lovelace"]\n'
        "year: 2017\n"
        'key: "lovelace2017"\n'
        'tags: ["to-read", "고전"]\n'
        'status: "read"\n'
        'url: "https://arxiv.org/abs/2010.11929"\n'
        "---\n"
        "<!-- paperstudy:paper lovelace2017 #to-read #고전 -->\n"
        "# [A Title](https://arxiv.org/abs/2010.11929)\n\n"
        "Ada Lovelace\n\n"
        "2017\n\n"
        "> [!abstract]- Abstract\n> One.\n> Two.\n\n"
        "> [!note] Note\n> read\n>\n> it\n\n"
        "## Sessions\n\n"
        "- [[2026-11-21]]: [[한결]], [[Marta]]\n\n"
        "## Named in\n\n"
        "- [day 1](../logs/day%201.md)\n"
        "- inside\n"
        "<!-- /paperstudy:paper -->\n"
    )


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_any_text_is_harmless_and_a_second_time_changes_nothing(
    title: str, author: str, note: str, tag: str
) -> None:
    facts = paper(title=title, authors=(Author(author),), abstract=note, tags=(tag,))
    told = NotePaper(facts, note, logs=((title, f"../{author}"),))
    content = make(told)
    assert front(content).get("title", "") == clean_line(title)
    assert front(content).get("authors", [""]) in ([clean_line(author)], [""])
    assert front(content).keys() <= {"title", "authors", "year", "key", "tags", "status"}
    assert make(told, content) == content
    assert owner_key(content) == "lovelace2017"
    assert end_note(content, NAMES, "note.md") is None


FOREIGN = [
    '<img src="https://evil.example/?x">',
    "![x](https://evil.example/x.png) and [a link](https://evil.example)",
    "~~~dataviewjs\nevil()\n~~~",
    "```dataviewjs\nevil()\n```",
    "`$= dv.evil()` and `= this.evil`",
    "[[A note of mine]] ![[another]]",
    "[!danger] Read this\n[x]: https://evil.example",
    "# Heading\n- list\n1. list\n> quoted\nTitle\n===",
    "$<img src=x>$ $`evil`$ $[[note]]$ $\\href{https://evil.example}{x}$ $$x$$",
    "$[a](https://evil.example)$",
]
PAGE = MarkdownIt("commonmark", {"html": True}).enable("strikethrough")


def page_of(told: NotePaper) -> tuple[str, str]:
    """Return what a page of a note shows below its title, with its tags and without them."""
    page = PAGE.render(split_front(make(told).decode())[1])
    below = page.partition("<blockquote>")[2].partition("</blockquote>")[0]
    return below, html.unescape(re.sub("<[^>]*>", "", below)).strip()


@pytest.mark.parametrize("text", FOREIGN)
def test_an_abstract_is_shown_as_it_is_and_nothing_in_it_acts(text: str) -> None:
    below, shown = page_of(NotePaper(paper(abstract=text)))
    assert set(re.findall(r"<(\w+)", below)) == {"p"}
    assert shown == f"[!abstract]- Abstract\n{text}"
    assert not re.search(
        r"(?<!\\)\[\[|^> (?:~~~|```)", make(NotePaper(paper(abstract=text))).decode()
    )


@given(st.text(st.sampled_from("ab1 \n$`[]()<>*_~!#|&\\{}%-+=.:"), max_size=40))
def test_any_abstract_is_shown_as_it_is(text: str) -> None:
    abstract = clean_block(text).strip()
    if abstract and "$" not in abstract:  # a formula is for Obsidian to show
        below, shown = page_of(NotePaper(paper(abstract=text)))
        assert set(re.findall(r"<(\w+)", below)) <= {"p"}
        assert shown.split() == ["[!abstract]-", "Abstract", *abstract.split()]


def test_a_formula_of_an_abstract_stays_one_and_a_price_is_none() -> None:
    abstract = r"Of $\mathcal{O}(n^2)$ and $x_i \in [0, 1]$, for $5 or $6; a*b*c $\frac{{1}}{2}$"
    text = make(NotePaper(paper(abstract=abstract))).decode()
    kept = (
        r"> Of $\mathcal{O}(n^2)$ and $x_i \in [0, 1]$, for \$5 or \$6; a\*b\*c \$\\frac&#123;{1}}"
    )
    assert kept in text


@pytest.mark.parametrize("text", ["<% tp.evil() %>", "<%* evil() %>", "{{evil}}", "{% evil %}"])
def test_no_text_from_outside_is_a_template(text: str) -> None:
    told = paper(title=text, authors=(Author(text),), abstract=text, venue=text, tags=(text,))
    content = make(NotePaper(told, text, imported=(text,)))
    assert not re.search(r"<%|\{[{%]", content.decode())
    assert front(content)["title"] == text
    assert front(content)["authors"] == [text]
    assert make(NotePaper(told, text, imported=(text,)), content) == content


def test_the_groups_own_note_is_markdown_and_the_lines_of_an_imported_one_are_text() -> None:
    note = "See [[My ideas]] and **this**\n<b>imported</b>\n- mine"
    text = make(NotePaper(paper(), note, imported=("One\n<b>imported</b> ",))).decode()
    assert (
        "> [!note] Note\n> See [[My ideas]] and **this**\n> \\<b>imported\\</b>\n> - mine\n" in text
    )


WORDS_OF_A_PERSON = st.text(st.sampled_from("a 한\n-#[x]`*>"), max_size=30)


@given(WORDS_OF_A_PERSON, WORDS_OF_A_PERSON, st.booleans(), st.booleans())
def test_what_a_person_wrote_stays_byte_for_byte(
    above: str, below: str, windows: bool, marked: bool
) -> None:
    first = make(NotePaper(paper(tags=("ours", "old")))).decode()
    mine = "rating: 5 # mine\n# a word\nlinks:\n- '[[x]]'\ncssclasses: [wide]\n"
    text = first.replace("---\n", f"---\n{mine}", 1)
    text = text.replace('tags: ["ours", "old"]', "tags:\n  - mine\n  - ours\n  - old")
    text = text.replace("<!-- paperstudy", f"{above}\n<!-- paperstudy", 1) + below
    ending = "\r\n" if windows else "\n"
    content = (("\ufeff" if marked else "") + text.replace("\n", ending)).encode()
    now = make(NotePaper(paper(title="Another", year=None, tags=("new", "ours"))), content)
    told = now.decode()
    assert told.removeprefix("\ufeff").startswith("---" + ending + mine.replace("\n", ending))
    assert f"{above}\n<!-- paperstudy".replace("\n", ending) in told
    assert told.endswith(f"{END}\n{below}".replace("\n", ending))
    assert told.count("\n") == told.count(ending)
    assert told.startswith("\ufeff") == marked
    values = front(now.removeprefix(b"\xef\xbb\xbf"))
    assert values["title"] == "Another"
    assert "year" not in values
    assert values["tags"] == ["mine", "ours", "new"]
    assert values["rating"] == 5
    kept = end_note(now, NAMES, "note.md")
    assert kept is not None
    assert "no longer in the library" in kept.decode()
    assert end_note(kept, NAMES, "note.md") == kept


def test_what_obsidian_wrote_otherwise_and_means_the_same_stays() -> None:
    told = NotePaper(paper(tags=("a", "b")))
    written = make(told).decode()
    other = written.replace('authors: ["Ada Lovelace"]', "authors:\n  - Ada Lovelace")
    other = other.replace('tags: ["a", "b"]', "tags: a, b").replace('"A Title"', "A Title")
    assert make(told, other.encode()) == other.encode()


def test_a_front_matter_that_was_taken_away_comes_back_and_a_broken_one_keeps_its_lines() -> None:
    told = NotePaper(paper())
    content = make(told)
    bare = split_front(content.decode())[1]
    assert make(told, bare.encode()) == content
    broken = content.decode().replace("---\n", "---\ntags: [a, b\nmine: {\n", 1)
    kept = make(told, broken.encode()).decode()
    assert "tags: [a, b\nmine: {\n" in kept
    assert kept == broken


@pytest.mark.parametrize(
    "text",
    [
        "no marker",
        begin_marker("k"),
        f"{END}\n{begin_marker('k')}",
        f"{begin_marker('k')}\n{END}\n{begin_marker('k')}\n{END}",
    ],
)
def test_markers_that_are_not_as_they_should_be_are_refused(text: str) -> None:
    with pytest.raises(InvalidFileError, match="markers"):
        make(NotePaper(paper()), text.encode())


def test_a_file_in_other_characters_is_refused() -> None:
    with pytest.raises(InvalidFileError, match="UTF-8"):
        make(NotePaper(paper()), f"{begin_marker('k')} 한 {END}".encode("cp949"))


def test_a_paper_that_went_into_another_leads_there() -> None:
    content = make(NotePaper(paper())) + b"my words\n"
    ended = end_note(content, NAMES, "note.md", "other2020:b")
    assert ended is not None
    assert "This paper is now [[other2020-b]]\n" in ended.decode()


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("lovelace2017", "lovelace2017"),
        ("DBLP:conf/nips/X", "DBLP-conf-nips-X"),
        ("김철수2020", "김철수2020"),
        ("con", "_con"),
        ("..", "paper"),
        ("a" * 300, "a" * 120),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(key: str, name: str) -> None:
    assert note_name(key) == name


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
def test_the_marker_tells_the_key(key: str) -> None:
    if not clean_line(key) or key != clean_line(key):
        return
    content = f"{begin_marker(key, ('tag',))}\n{END}".encode()
    assert owner_key(content) == key


def test_front_matter_is_read_in_its_ways() -> None:
    assert read_front("'a b': 1\n\"c\": [x]\nd:\n  - 1\n") == {"a b": "1", "c": ["x"], "d": ["1"]}
    assert tell_tags("a, #b c") == ["a", "b", "c"]
    assert put_front("x", {"year": 1}, ((), ())) == "---\nyear: 1\n---\nx"


def test_tags_that_run_wild_are_left_as_they_stand() -> None:
    named = "".join(
        f"  - &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" if n else "  - &a0 [x]\n" for n in range(40)
    )
    for wild in (f"tags:\n{named}", "tags: " + "[" * 50_000 + "\n"):
        text = f"---\n{wild}---\n"
        assert wild in put_front(text, {"title": "One"}, (["week"], []))


def test_a_list_of_authors_that_is_cut_says_so() -> None:
    content = make(NotePaper(paper(more_authors=True)))
    assert front(content)["authors"] == ["Ada Lovelace", "et al."]
