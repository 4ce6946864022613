from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.logs import MentionKind
from paperstudy.domain.papers import Author, PaperEdit, PaperRecord, PaperStatus
from paperstudy.domain.queries import PaperQuery

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]


def test_list_asks_for_a_page_and_says_that_there_is_more(cli: Run, study: Any) -> None:
    study.papers = study.papers * 40
    given = cli("list")
    assert study.asked == [("search", PaperQuery(), 50)]
    assert given.err == "50 of 120 papers; --all prints the rest\n"
    assert cli("list", "--all").err == ""
    assert cli("list", "--limit", "2", "-q").err == ""


def test_list_reads_its_filters_as_a_query_does(cli: Run, study: Any) -> None:
    cli("ls", "--tag", "nlp", "--author", "kim", "--year", "2015..2017", "--status", "read")
    assert study.asked[0][1] == PaperQuery(
        tags=("nlp",), authors=("kim",), years=(2015, 2017), status="read"
    )
    assert cli("list", "--year", "soon").code == 2


def test_json_list_is_one_array_of_all(cli: Run, study: Any) -> None:
    study.papers = study.papers * 40
    given = cli("list", "--json", "--lang", "ko")
    rows = json.loads(given.out)
    assert len(rows) == 120
    assert rows[0]["key"] == "vaswani2017attention"
    assert {"title", "authors", "year", "identifiers", "status", "tags"} <= set(rows[0])
    assert rows[0]["status"] == "read"


def test_piped_list_is_a_line_of_fields_for_each_paper(cli: Run) -> None:
    given = cli("list", style=None)
    assert given.out.splitlines()[0].split("\t") == [
        "vaswani2017attention",
        "Attention Is All You Need",
        "Ashish Vaswani, Noam Shazeer, Niki Parmar and others",
        "2017",
        "arxiv:1706.03762",
        "read",
        "nlp,classic",
    ]


def test_empty_library_says_how_to_fill_it(cli: Run, study: Any) -> None:
    study.papers = []
    assert "paperstudy scan" in cli("list").err
    given = cli("search", "nothing")
    assert given.code == 0
    assert given.out == ""
    assert "all words must fit" in given.err


def test_search_joins_its_words_into_one_query(cli: Run, study: Any) -> None:
    cli("search", "image", "retrieval", "tag:cv")
    assert study.asked[0][1] == PaperQuery(words=("image", "retrieval"), tags=("cv",))


def test_show_prints_one_object(cli: Run) -> None:
    shown = json.loads(cli("show", "1706.03762", "--json").out)
    assert shown["key"] == "vaswani2017attention"


def test_unknown_key_names_the_nearest(cli: Run) -> None:
    given = cli("show", "vaswani2017")
    assert given.code == 3
    assert given.out == ""
    assert given.err == (
        "error: no paper has the key “vaswani2017”. Did you mean vaswani2017attention?\n"
    )


def test_error_with_json_is_an_object_on_stderr(cli: Run) -> None:
    given = cli("show", "nobody", "--json", "--lang", "ko")
    assert given.out == ""
    assert json.loads(given.err)["error"] == {
        "kind": "not-found",
        "message": "no paper has the key “nobody”",
        "hint": "did you mean vaswani2017attention?",
        "exit_code": 3,
    }


def test_add_says_what_became_of_each(cli: Run, study: Any, added: list[Any]) -> None:
    study.events = added
    given = cli("add", "a", "b", "c")
    assert given.code == 0
    assert [line.split("  ")[-1] for line in given.out.splitlines()] == [
        "added",
        "was here already",
        "added, to be fetched",
    ]
    assert given.err == "arXiv: busy\n"


def test_add_reads_references_from_standard_input(
    cli: Run, study: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1706.03762\n\n 1512.03385 \n"))
    cli("add", "-", "2103.14030")
    assert study.asked == [("add", ["1706.03762", "1512.03385", "2103.14030"])]


def test_add_prints_an_array(cli: Run, study: Any, added: list[Any]) -> None:
    study.events = added
    rows = json.loads(cli("add", "a", "--json").out)
    assert [row["created"] for row in rows] == [True, False, True]


def test_edit_sets_what_is_given(cli: Run, study: Any) -> None:
    given = cli(
        "edit", "k", "--title", "New", "--author", "A B", "--author", "C D", "--year", "",
        "--status", "read", "--key", "new",
    )  # fmt: skip
    assert given.code == 0
    assert study.asked[-1] == (
        "edit",
        "k",
        PaperEdit(
            title="New",
            authors=(Author("A B"), Author("C D")),
            year=0,
            status=PaperStatus.READ,
            key="new",
        ),
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--year", "soon"), "“soon” is no year. Write it as 2017"),
        (("--status", "lost"), "--status takes one of: unread, to-read"),
    ],
)
def test_edit_refuses_what_is_no_value(cli: Run, arguments: tuple[str, str], said: str) -> None:
    given = cli("edit", "k", *arguments)
    assert given.code == 2
    assert said in given.err


def write_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Make a program the person's editor; `code` changes `text`."""
    import sys

    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys, os\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text(encoding='utf-8-sig')\n"
        f"{code}\n"
        "path.write_text(text, encoding='utf-8')\n"
        "os.utime(path, (1, 1))\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')


def test_edit_without_options_opens_a_form(
    cli: Run, study: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_editor(
        tmp_path,
        monkeypatch,
        "text = text.replace('year: 2017', 'year: 2018')"
        ".replace('author: Noam Shazeer\\n', '').replace('venue: NeurIPS', 'venue:')",
    )
    cli("edit", "vaswani2017attention")
    assert study.asked[-1] == (
        "edit",
        "vaswani2017attention",
        PaperEdit(authors=(Author("Ashish Vaswani"), Author("Niki Parmar")), year=2018, venue=""),
    )


def test_form_left_as_it_was_changes_nothing(
    cli: Run, study: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_editor(tmp_path, monkeypatch, "")
    given = cli("edit", "vaswani2017attention")
    assert given.err == "nothing changed\n"
    assert [asked[0] for asked in study.asked] == ["get"]


def test_form_with_a_strange_line_is_refused(
    cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_editor(tmp_path, monkeypatch, "text = 'oops\\n' + text")
    given = cli("edit", "vaswani2017attention")
    assert given.code == 2
    assert "line 1 of the form is no field: oops" in given.err


def test_editor_that_is_not_there_is_an_error(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    given = cli("note", "vaswani2017attention")
    assert given.code == 2
    assert "set EDITOR" in given.err.lower().replace("Set", "set").replace("editor", "EDITOR")


def test_note_is_written_in_the_editor(
    cli: Run, study: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.note = "old"
    write_editor(tmp_path, monkeypatch, "text = text.rstrip() + ' 그리고 새것'")
    cli("note", "vaswani2017attention")
    assert study.asked[-1] == ("note", "vaswani2017attention", "old 그리고 새것", "old")


def test_note_left_as_it_was_changes_nothing(
    cli: Run, study: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_editor(tmp_path, monkeypatch, "")
    given = cli("note", "vaswani2017attention")
    assert (given.code, given.out, given.err) == (0, "", "nothing changed\n")
    assert [asked[0] for asked in study.asked] == ["get"]


def test_edit_prints_the_paper_as_json(cli: Run) -> None:
    given = cli("edit", "vaswani2017attention", "--year", "2018", "--json")
    assert json.loads(given.out)["key"] == "vaswani2017attention"


def test_note_that_somebody_changed_meanwhile_loses_nothing(
    cli: Run, study: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.note, study.newer_note = "old", "theirs"
    write_editor(tmp_path, monkeypatch, "text = '내가 쓴 메모'")
    given = cli("note", "vaswani2017attention", "--quiet")
    assert given.code == 3
    said, error = given.err.splitlines()
    assert "has changed since" in error
    kept = Path(said.removeprefix("what you wrote is kept in "))
    assert kept.read_text(encoding="utf-8") == "내가 쓴 메모"
    kept.unlink()


def test_form_that_cannot_be_saved_is_kept(
    cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_editor(tmp_path, monkeypatch, "text = text.replace('2017', 'soon')")
    given = cli("edit", "vaswani2017attention")
    assert given.code == 2
    said, error = given.err.splitlines()
    assert "“soon” is no year" in error
    kept = Path(said.removeprefix("what you wrote is kept in "))
    assert "year: soon\n" in kept.read_text(encoding="utf-8")
    kept.unlink()


def test_note_takes_a_text_and_appends(cli: Run, study: Any) -> None:
    cli("note", "vaswani2017attention", "--text", "new")
    assert study.asked == [("note", "vaswani2017attention", "new", None)]
    given = cli("note", "vaswani2017attention", "--text", "more", "--append")
    assert study.asked[-1] == ("append", "vaswani2017attention", "more")
    assert given.out == "note saved: vaswani2017attention\n"
    given = cli("note", "vaswani2017attention", "--text", "")
    assert given.out == "note removed: vaswani2017attention\n"
    assert cli("note", "vaswani2017attention", "--append").code == 2


def test_note_reads_standard_input(cli: Run, study: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("줄 하나\n줄 둘\n"))
    cli("note", "vaswani2017attention", "--stdin")
    assert study.asked[-1][2] == "줄 하나\n줄 둘\n"


def test_tag_tells_tags_from_papers_by_their_sign(cli: Run, study: Any) -> None:
    key = "vaswani2017attention"
    given = cli("tag", key, "+cv", "-nlp", "--add", "한글", "--remove", "x", "--plain", "--", "-q")
    assert study.asked[1] == ("tag", [key], ["한글", "cv"], ["nlp", "x", "q"])
    assert given.out == f"{key}: +한글 +cv -nlp\n"


def test_tag_says_where_nothing_changed(cli: Run) -> None:
    given = cli("tag", "vaswani2017attention", "+nlp", "-quick")
    assert given.out == "vaswani2017attention: nothing changed\n"


def test_mistyped_option_is_no_tag(cli: Run, study: Any) -> None:
    given = cli("tag", "vaswani2017attention", "+nlp", "--ad", "x")
    assert (given.code, study.asked) == (2, [])
    assert "there is no option --ad" in given.err


@pytest.mark.parametrize("words", [("a",), ("+nlp",), ("", "+nlp"), (" ", "+nlp")])
def test_tag_needs_a_paper_and_a_tag(cli: Run, words: tuple[str, ...]) -> None:
    assert cli("tag", *words).code == 2


def test_remove_asks_nothing_and_names_the_way_back(cli: Run, study: Any) -> None:
    given = cli("rm", "a", "b")
    assert given.out == "removed: a\nremoved: b\n"
    assert given.err == "to bring them back: paperstudy undo\n"


@pytest.mark.parametrize(
    "line",
    [
        ("note", "vaswani2017attention", "--text", "x", "--stdin"),
        ("list", "--all", "--limit", "3"),
        ("inbox", "accept", "31", "--minimum", "0.5"),
        ("export", "bibtex", "--key", "k", "attention"),
    ],
)
def test_options_that_exclude_each_other_change_nothing(
    cli: Run, study: Any, line: tuple[str, ...]
) -> None:
    assert cli(*line).code == 2
    assert study.asked == []


def test_empty_standard_input_adds_nothing(
    cli: Run, study: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    given = cli("add", "-")
    assert (given.code, study.asked) == (2, [])
    assert "no reference on standard input" in given.err


def test_note_without_an_editor_and_a_terminal_is_an_error(
    cli: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    given = cli("note", "vaswani2017attention")
    assert given.code == 2
    assert "there is no editor to open" in given.err


def test_editor_that_fails_is_named_in_our_words(
    cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_editor(tmp_path, monkeypatch, "sys.exit(1)")
    given = cli("note", "vaswani2017attention")
    assert given.code == 2
    assert "ended with an error; nothing is saved" in given.err
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    assert "[Errno" not in cli("note", "vaswani2017attention").err


def test_show_names_what_people_call_the_paper(cli: Run, study: Any) -> None:
    study.records = (
        PaperRecord("catalogue", "", names=("Transformer", "trans-former", "트랜스포머")),
        PaperRecord("person", "", names=("Transformer", *(f"n{n}" for n in range(20)))),
    )
    (line,) = (
        line
        for line in cli("show", "vaswani2017attention", "--plain").out.splitlines()
        if line.startswith("Also called")
    )
    assert line == "Also called: Transformer, 트랜스포머, n0, n1, n2, n3, n4, n5"


def test_show_prints_the_first_of_many_mentions(cli: Run, study: Any) -> None:
    (mention,) = study.mentions
    study.mentions = [replace(mention, line=number) for number in range(1, 16)]
    study.mentions.insert(1, replace(study.mentions[0], kind=MentionKind.LINK))
    shown = cli("show", "vaswani2017attention").out
    assert "2021-08-17.md:1  2021-08-17  name, link\n" in shown
    assert "  and 3 more (--all or --json prints them)\n" in shown
    assert "2021-08-17.md:13" not in shown
    everything = cli("show", "vaswani2017attention", "--all").out
    assert "2021-08-17.md:15" in everything
    assert "more (" not in everything
