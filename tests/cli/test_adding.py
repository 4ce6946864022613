"""The ways into the library: references, files, titles, and by hand."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.errors import (
    InvalidFileError,
    InvalidIdentifierError,
    SourceUnavailableError,
    UnclearTitleError,
)
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Started
from paperstudy.domain.papers import Author, CiteKey, PaperEdit, PaperRecord, PaperState
from paperstudy.study.values import Added, FoundPaper
from tests.cli.conftest import PAPER, RECORD
from tests.cli.test_papers import write_editor

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Screen = Callable[[str, str], None]

TITLE = "Attention is all you need"
FOUND = (
    FoundPaper(
        PaperRecord(
            "arxiv",
            PAPER.title,
            authors=PAPER.authors,
            more_authors=True,
            year=2017,
            venue="NeurIPS",
            identifiers=PAPER.identifiers,
        ),
        ("same title",),
        CiteKey("vaswani2017attention"),
    ),
    FoundPaper(RECORD, ("title shares most words",)),
    FoundPaper(PaperRecord("crossref", "Attention Is Not All You Need \x1b]0;owned\x07")),
)


class Keyboard(io.StringIO):
    """What a person types at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def unclear(study: Any) -> Any:
    """Return a study in which the one reference is a title that three papers may mean."""
    error = UnclearTitleError("“{title}” is a title", title=TITLE)
    study.events = [Started(1, "add"), ItemFailed(TITLE, error), Finished(0)]
    study.candidates = FOUND
    return study


@pytest.fixture
def sit(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], io.StringIO]:
    """Return what seats a person who types `text` before stdin and stderr; it gives stderr."""

    def take_place(text: str) -> io.StringIO:
        screen = Keyboard()
        monkeypatch.setattr(sys, "stdin", Keyboard(text))
        monkeypatch.setattr(sys, "stderr", screen)
        return screen

    return take_place


# titles


def test_title_adds_nothing_and_its_candidates_are_shown(
    cli: Run, unclear: Any, screen: Screen
) -> None:
    given = cli("add", TITLE)
    assert given.code == 3
    assert [asked[0] for asked in unclear.asked] == ["add", "find"]
    assert "paperstudy add arxiv:2103.14030" in given.err
    screen("add-title", f"{given.out}--- stderr\n{given.err}")
    assert "\x1b" not in given.out
    given = cli("add", TITLE, "--plain")
    assert [line.split("\t")[:2] for line in given.out.splitlines()][1] == ["2", RECORD.title]


def test_candidates_are_an_object_in_the_array(cli: Run, unclear: Any) -> None:
    done = ItemDone("x", Added(PAPER.key, PAPER.title, PaperState.FETCHED, created=True))
    unclear.events.insert(1, done)
    given = cli("add", "1706.03762", TITLE, "--json")
    assert given.code == 8
    added, title = json.loads(given.out)
    assert added["key"] == PAPER.key
    assert title["reference"] == TITLE
    assert [row["key"] for row in title["candidates"]] == [PAPER.key, None, None]
    assert title["candidates"][0]["identifiers"] == ["arxiv:1706.03762"]
    assert title["candidates"][0]["evidence"] == ["same title"]
    error = json.loads(given.err)["error"]
    assert (error["subject"], error["exit_code"]) == (TITLE, 3)


def test_person_at_a_terminal_is_asked_and_their_choice_is_added(
    cli: Run, unclear: Any, sit: Callable[[str], io.StringIO]
) -> None:
    terminal = sit("9\nfirst\n" + "7" * 5000 + "\n2\n")
    given = cli("add", TITLE, "--tag", "vision")
    assert given.code == 0
    assert unclear.asked[-2] == ("take", FOUND[1])
    assert unclear.asked[-1][0] == "tag"
    assert given.out.endswith("  added\n")
    said = " ".join(terminal.getvalue().split())
    assert "2. Swin Transformer" in said
    assert "already here as vaswani2017attention" in said
    assert said.count("A number from 1 to 3, or Enter for none: ") == 3


@pytest.mark.parametrize("typed", ["\n", "", "  \n"])
def test_person_may_choose_none(
    cli: Run, unclear: Any, sit: Callable[[str], io.StringIO], typed: str
) -> None:
    terminal = sit(typed)
    given = cli("add", TITLE)
    assert (given.code, given.out) == (0, "")
    assert unclear.asked[-1][0] == "find"
    assert terminal.getvalue().endswith(f"nothing is added for “{TITLE}”\n")


@pytest.mark.parametrize("option", ["--json", "--quiet"])
def test_nobody_is_asked_who_does_not_want_to_talk(
    cli: Run, unclear: Any, sit: Callable[[str], io.StringIO], option: str
) -> None:
    terminal = sit("1\n")
    assert cli("add", TITLE, option).code == 3
    assert "Which one" not in terminal.getvalue()
    assert unclear.asked[-1][0] == "find"


def test_interrupt_at_the_question_keeps_what_was_added(
    cli: Run, unclear: Any, sit: Callable[[str], io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    sit("")
    done = ItemDone("x", Added(PAPER.key, PAPER.title, PaperState.FETCHED, created=True))
    unclear.events.insert(1, done)

    def interrupted(*_: Any) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.stdin, "readline", interrupted)
    given = cli("add", "1706.03762", TITLE, "--tag", "nlp")
    assert given.code == 130
    assert PAPER.key in given.out
    assert unclear.asked[-1] == ("tag", [PAPER.key], ["nlp"], [])


def test_title_that_nobody_knows_names_the_way_by_hand(cli: Run, unclear: Any) -> None:
    unclear.candidates = ()
    given = cli("add", TITLE)
    assert given.code == 3
    assert "no paper was found for the title" in given.err
    assert "paperstudy add --edit" in given.err


def test_candidates_without_an_identifier_are_chosen_at_a_terminal(cli: Run, unclear: Any) -> None:
    unclear.candidates = FOUND[2:]
    assert "run this at a terminal" in cli("add", TITLE).err.lower()


def test_search_that_fails_is_said(cli: Run, unclear: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(title: str, *, cancel: Any) -> None:
        raise SourceUnavailableError("nobody answers")

    monkeypatch.setattr(unclear, "find_candidates", failing, raising=False)
    given = cli("add", TITLE)
    assert given.code == 4
    assert "nobody answers" in given.err


def test_search_that_was_stopped_asks_nobody(cli: Run, unclear: Any) -> None:
    def stop(title: str, *, cancel: Any) -> Any:
        cancel.cancel()
        return FOUND

    unclear.find_candidates = stop
    given = cli("add", TITLE)
    assert (given.code, given.out) == (130, "")


# files


def test_files_are_read_after_the_references(cli: Run, study: Any, tmp_path: Path) -> None:
    bib, pdf = tmp_path / "refs.bib", tmp_path / "Paper.PDF"
    for path in (bib, pdf):
        path.write_bytes(b"x")
    study.events = [
        ItemDone("k", Added(CiteKey("k"), "K", PaperState.OFFLINE, created=True)),
        ItemFailed("refs.bib:12", InvalidFileError("the entry has no end")),
        Finished(1),
    ]
    given = cli("add", str(bib), "1706.03762", str(pdf))
    assert [asked[:2] for asked in study.asked] == [
        ("add", ["1706.03762"]),
        ("add_file", bib),
        ("add_file", pdf),
    ]
    assert given.code == 8
    assert "refs.bib:12: the entry has no end" in given.err


def test_file_that_is_not_there_is_said_and_the_rest_goes_on(
    cli: Run, study: Any, tmp_path: Path
) -> None:
    log = tmp_path / "day-12.md"
    log.write_text("x", encoding="utf-8")
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(b"x")
    study.events = [Finished(0)]
    given = cli("add", str(tmp_path / "no.bib"), str(log), str(pdf))
    assert given.code == 2, "nothing was added"
    assert "there is no file" in given.err
    assert "is neither a .bib nor a .pdf file" in given.err
    assert study.asked == [("add_file", pdf)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "an empty text is no reference"), (" ", "an empty text"), (".", ". is a folder")],
)
def test_what_is_no_reference_is_said(cli: Run, study: Any, typed: str, said: str) -> None:
    given = cli("add", typed)
    assert (given.code, study.asked) == (2, [])
    assert said in given.err


def test_comments_on_standard_input_are_skipped(
    cli: Run, study: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("# ours\n1706.03762\n"))
    study.events = [Finished(0)]
    cli("add", "-")
    assert study.asked == [("add", ["1706.03762"])]


def test_standard_input_may_be_of_a_korean_windows(
    cli: Run, study: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = io.BytesIO("한국어 형태소 분석\n".encode("cp949"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(data, encoding="utf-8"))
    study.events = [Finished(0)]
    cli("add", "-")
    assert study.asked == [("add", ["한국어 형태소 분석"])]


def test_standard_input_that_is_no_text_is_no_crash(
    cli: Run, study: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = io.BytesIO(b"1706.03762\n\x00\xff\xfe\n")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(data, encoding="utf-8"))
    study.events = [Finished(0)]
    cli("add", "-")
    assert study.asked[0][1][0] == "1706.03762"


@pytest.mark.parametrize("year", ["1499", "2999", "0000"])
def test_year_that_none_can_be_is_refused(cli: Run, study: Any, year: str) -> None:
    given = cli("add", "--title", "T", "--year", year)
    assert (given.code, study.asked) == (2, [])
    assert "a year is from 1500 to " in given.err


def test_json_stands_behind_the_command(cli: Run) -> None:
    given = cli("--json", "add", "1706.03762")
    assert given.code == 2
    assert "--json stands behind the command" in given.err


def test_file_that_cannot_be_read_is_said(cli: Run, study: Any, tmp_path: Path) -> None:
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(b"x")
    study.failure = InvalidFileError("{path} is no PDF", path=pdf)
    given = cli("add", str(pdf))
    assert given.code == 2
    assert "is no PDF" in given.err


def test_patterns_are_expanded_where_no_shell_did(cli: Run, study: Any, tmp_path: Path) -> None:
    for name in ("b.pdf", "a.pdf"):
        (tmp_path / name).write_bytes(b"x")
    study.events = [Finished(0)]
    cli("add", str(tmp_path / "*.pdf"))
    assert [asked[1].name for asked in study.asked] == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize(
    "reference", ["1706.03762.pdf", "https://arxiv.org/pdf/1706.03762.pdf", "10.1000/x.pdf"]
)
def test_reference_that_ends_like_a_file_is_none(cli: Run, study: Any, reference: str) -> None:
    cli("add", reference)
    assert study.asked == [("add", [reference])]


def test_stop_among_files_leaves_the_rest(cli: Run, study: Any, tmp_path: Path) -> None:
    import signal

    paths = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for path in paths:
        path.write_bytes(b"x")
    study.events = [lambda: signal.raise_signal(signal.SIGINT), Finished(0)]
    given = cli("add", *map(str, paths))
    assert given.code == 130
    assert "what was added is saved; run it again to go on\n" in given.err
    assert [asked[0] for asked in study.asked] == ["add_file"]


# by hand


def test_paper_is_made_of_options(cli: Run, study: Any) -> None:
    given = cli(
        "add", "--title", "Mixture Density Networks", "--author", "C. M. Bishop", "--author", "X",
        "--year", "1994", "--venue", "Aston University", "--doi", "10.1000/mdn",
        "--url", "https://example.org/mdn", "--tag", "density",
    )  # fmt: skip
    assert given.code == 0
    edit = PaperEdit(
        title="Mixture Density Networks",
        authors=(Author("C. M. Bishop"), Author("X")),
        year=1994,
        venue="Aston University",
        url="https://example.org/mdn",
    )
    assert study.asked == [
        ("add_manual", edit, ["10.1000/mdn"]),
        ("tag", ["bishop1994mixture"], ["density"], []),
    ]
    assert given.out == "bishop1994mixture  Mixture Density Networks  added\n"


def test_link_that_is_an_identifier_is_one(cli: Run, study: Any) -> None:
    cli("add", "--title", "T", "--url", "https://arxiv.org/abs/1706.03762", "--json")
    assert study.asked[0][2] == ["https://arxiv.org/abs/1706.03762"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("--author", "X"), "a paper needs a title"),
        (("--title", " "), "a paper needs a title"),
        (("--title", "T", "--year", "soon"), "“soon” is no year"),
        (("--title", "T", "--doi", "soon"), "“soon” is no DOI"),
        (("--title", "T", "1706.03762"), "exclude each other"),
        (("--edit", "1706.03762"), "exclude each other"),
        (("--title", "T", "--tag", "a,b"), "“a,b” is no tag"),
        (("1706.03762", "--tag", "#"), "“#” is no tag"),
        ((), "REF is missing"),
    ],
)
def test_what_cannot_be_added_changes_nothing(
    cli: Run, study: Any, line: tuple[str, ...], said: str
) -> None:
    given = cli("add", *line)
    assert given.code == 2
    assert said in given.err
    assert study.asked == []


def test_form_of_a_new_paper_is_filled_in(
    cli: Run, study: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_editor(
        tmp_path,
        monkeypatch,
        "assert [line.partition(':')[0] for line in text.splitlines()[2:]] == "
        "['title', 'author', 'year', 'venue', 'url', 'doi', 'abstract']\n"
        "text = text.replace('title:', 'title: 혼합 밀도').replace('author:', 'author: 김\\nauthor: 이')"
        ".replace('doi:', 'doi: 10.1000/mdn').replace('abstract:', 'abstract:\\n한 줄\\n두 줄')",
    )
    assert cli("add", "--edit").code == 0
    edit = PaperEdit(
        title="혼합 밀도", authors=(Author("김"), Author("이")), abstract="한 줄\n두 줄"
    )
    assert study.asked == [("add_manual", edit, ["10.1000/mdn"])]


def test_form_that_options_filled_in_needs_no_change(
    cli: Run, study: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_editor(tmp_path, monkeypatch, "")
    cli("add", "--edit", "--title", "T", "--author", "A", "--author", "B")
    assert study.asked == [
        ("add_manual", PaperEdit(title="T", authors=(Author("A"), Author("B"))), [])
    ]


def test_empty_form_adds_nothing(
    cli: Run, study: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_editor(tmp_path, monkeypatch, "")
    given = cli("add", "--edit")
    assert (given.code, given.out, given.err) == (0, "", "nothing is added\n")
    assert study.asked == []


def test_form_without_a_title_is_kept(
    cli: Run, study: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_editor(tmp_path, monkeypatch, "text = text.replace('year:', 'year: 1994')")
    given = cli("add", "--edit")
    assert given.code == 2
    said, error = given.err.splitlines()
    assert "a paper needs a title" in error
    Path(said.removeprefix("what you wrote is kept in ")).unlink()
    assert study.asked == []


# what became of it


@pytest.mark.parametrize(
    ("state", "created", "said"),
    [
        (PaperState.FETCHED, True, "added"),
        (PaperState.OFFLINE, True, "added"),
        (PaperState.PENDING, True, "added, to be fetched"),
        (PaperState.NEEDS_LOGIN, True, "added, needs a login at OpenReview"),
        (PaperState.FETCHED, False, "was here already"),
        (PaperState.PENDING, False, "was here already, to be fetched"),
        (PaperState.NEEDS_LOGIN, False, "was here already, needs a login at OpenReview"),
    ],
)
def test_what_became_of_a_reference_is_said(
    cli: Run, study: Any, state: PaperState, created: bool, said: str
) -> None:
    title = "Ein sehr langer Titel, der die Zeile für sich allein schon ganz füllen würde " * 2
    study.events = [ItemDone("a", Added(CiteKey("k"), title, state, created=created)), Finished(1)]
    (line,) = cli("add", "a").out.splitlines()
    assert line.endswith(f"…  {said}")
    assert len(line) <= 80
    assert cli("add", "a", "--plain").out.rstrip().split("\t")[-1] == said


def test_tags_go_on_all_that_was_named(cli: Run, study: Any, added: list[Any]) -> None:
    study.events = [*added[:-1], ItemFailed("x", InvalidIdentifierError("no")), added[-1]]
    given = cli("add", "a", "b", "c", "x", "--tag", "nlp", "--tag", "1주차")
    assert study.asked[-1] == ("tag", [PAPER.key, "stub"], ["nlp", "1주차"], [])
    assert given.code == 8
