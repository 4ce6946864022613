"""`duplicates`, `merge` and `pdf` at the terminal."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.cli.call import Call
from paperstudy.cli.opening import open_place
from paperstudy.cli.output import Style
from paperstudy.domain.errors import MalformedAnswerError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Progress, Started
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import DuplicateGroup, DuplicateRow, Likeness
from paperstudy.domain.papers import CiteKey, PaperId
from paperstudy.study.desktop import has_display
from paperstudy.study.values import PdfPlace
from tests.cli.conftest import PAPER

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Screen = Callable[[str, str], None]

GROUPS = (
    DuplicateGroup(
        (
            DuplicateRow(
                PAPER.id, PAPER.key, PAPER.title, ("Vaswani", "Shazeer"), 2017, PAPER.identifiers
            ),
            DuplicateRow(
                PaperId(9),
                CiteKey("vaswani2017attention2"),
                "Attention is all you need",
                ("Vaswani",),
                2017,
                (Identifier(Scheme.DOI, "10.5555/3295222"),),
            ),
            DuplicateRow(PaperId(11), CiteKey("stub"), ""),
        ),
        (Likeness("both are {identifier}", (("identifier", "arxiv:1706.03762"),)),),
        sure=True,
    ),
    DuplicateGroup(
        (
            DuplicateRow(PaperId(3), CiteKey("kim2020"), "한국어", ("김",), 2020),
            DuplicateRow(PaperId(4), CiteKey("kim2021"), "한국어", ("김",), 2021),
        ),
        (Likeness("same title and first author"),),
        sure=False,
    ),
)


def test_duplicates_stand_with_the_command_that_merges_them(
    cli: Run, study: Any, screen: Screen
) -> None:
    study.groups = GROUPS
    screen("duplicates", cli("duplicates").out)
    for width in (40, 60):
        lines = cli("duplicates", style=Style(width=width)).out.splitlines()
        assert all(len(line) <= width or "paperstudy merge" in line for line in lines)


def test_plain_duplicates_are_a_line_for_each_group(cli: Run, study: Any) -> None:
    study.groups = GROUPS
    assert cli("duplicates", "--plain").out.splitlines()[1] == (
        "kim2020 kim2021\tperhaps: same title and first author\tpaperstudy merge kim2020 kim2021"
    )


def test_duplicates_are_an_array(cli: Run, study: Any) -> None:
    assert json.loads(cli("duplicates", "--json").out) == []
    assert cli("duplicates").err == "no two papers look like one\n"
    study.groups = GROUPS
    first, second = json.loads(cli("duplicates", "--json").out)
    assert first["sure"]
    assert [paper["key"] for paper in second["papers"]] == ["kim2020", "kim2021"]
    assert first["evidence"] == ["both are arxiv:1706.03762"]


def test_merging_names_both_and_the_way_back(cli: Run, study: Any) -> None:
    given = cli("merge", PAPER.key, "stub\x1b[31m")
    assert study.asked == [("merge", PAPER.key, "stub\x1b[31m")]
    assert given.out == ("stub is part of vaswani2017attention now: Attention Is All You Need\n")
    assert given.err == "to have both back: paperstudy undo\n"


def test_merging_with_json_prints_the_paper(cli: Run) -> None:
    assert json.loads(cli("merge", PAPER.key, "stub", "--json").out)["key"] == PAPER.key


# pdf


def test_stored_pdf_is_opened(cli: Run, study: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    study.place = PdfPlace(PAPER.key, path, "https://arxiv.org/pdf/1706.03762")
    given = cli("pdf", PAPER.key)
    assert (given.code, given.out, given.err) == (0, f"{path}\n", "")
    assert study.asked == [("pdf", PAPER.key), ("launch", str(path))]


def test_page_is_opened_where_nothing_is_stored(cli: Run, study: Any) -> None:
    study.place = PdfPlace(PAPER.key, None, "https://arxiv.org/pdf/1706.03762")
    given = cli("pdf", PAPER.key)
    assert study.asked[-1] == ("launch", "https://arxiv.org/pdf/1706.03762")
    assert given.err == "to store it: paperstudy pdf vaswani2017attention --download\n"


def test_place_is_printed_where_no_window_opens(cli: Run, study: Any) -> None:
    study.place = PdfPlace(PAPER.key, None, "https://arxiv.org/pdf/1706.03762")
    study.display = False
    given = cli("pdf", PAPER.key)
    assert (given.code, given.out) == (0, "https://arxiv.org/pdf/1706.03762\n")
    assert "no window can open here" in given.err


def test_json_opens_nothing(cli: Run, study: Any) -> None:
    study.place = PdfPlace(PAPER.key, None, "https://arxiv.org/pdf/1706.03762")
    assert json.loads(cli("pdf", PAPER.key, "--json").out) == {
        "key": PAPER.key,
        "path": None,
        "url": "https://arxiv.org/pdf/1706.03762",
    }
    assert study.asked == [("pdf", PAPER.key)]


def test_pdf_that_nobody_knows_is_an_error(cli: Run) -> None:
    given = cli("pdf", PAPER.key)
    assert given.code == 3
    assert "nobody knows where the PDF of vaswani2017attention is" in given.err


def test_pdf_is_stored_only_when_asked_for(cli: Run, study: Any, tmp_path: Path) -> None:
    place = PdfPlace(PAPER.key, tmp_path / "a.pdf", "https://arxiv.org/pdf/1706.03762")
    study.events = [
        Started(1, "pdf"),
        Progress(5, 10, PAPER.key),
        ItemDone(PAPER.key, place),
        Finished(None),
    ]
    given = cli("pdf", PAPER.key, "--download")
    assert (given.code, given.out, given.err) == (0, f"{place.path}\n", "")
    assert study.asked == [("download", PAPER.key)]


def test_download_that_fails_is_said(cli: Run, study: Any) -> None:
    error = MalformedAnswerError("{source} sent no PDF", source="arxiv")
    study.events = [Started(1, "pdf"), ItemFailed(PAPER.key, error), Finished(None)]
    given = cli("pdf", PAPER.key, "--download")
    assert given.code == 4
    assert given.out == ""


def test_stopped_download_says_what_is_saved(cli: Run, study: Any) -> None:
    study.events = [Started(1, "pdf"), lambda: signal.raise_signal(signal.SIGINT), Finished(None)]
    given = cli("pdf", PAPER.key, "--download")
    assert given.code == 130
    assert "run it again to go on" in given.err


@pytest.mark.parametrize(
    ("environ", "platform", "shown"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
        ({"SSH_CONNECTION": "1 2"}, "darwin", False),
        ({"SSH_CONNECTION": "1 2", "DISPLAY": ":10"}, "linux", True),
    ],
)
def test_window_needs_a_display(environ: dict[str, str], platform: str, shown: bool) -> None:
    assert has_display(environ, platform) is shown


@pytest.mark.parametrize("place", ["javascript:alert(1)", "file:///etc/passwd", "--help", "", "x"])
def test_only_pages_and_files_are_handed_to_a_program(place: str) -> None:
    asked: list[str] = []

    def launch(place: str) -> bool:
        asked.append(place)
        return True

    assert not open_place(Call(environ={}, launch=launch), place)
    assert asked == []


def test_nothing_opens_without_a_display() -> None:
    assert not open_place(Call(environ={}), "https://example.org")


@pytest.mark.parametrize(("answer", "opened"), [(0, True), (1, False), (OSError(), False)])
def test_program_of_the_desktop_is_asked(
    monkeypatch: pytest.MonkeyPatch, answer: Any, opened: bool
) -> None:
    def launch(place: str) -> int:
        if isinstance(answer, OSError):
            raise answer
        assert isinstance(answer, int)
        return answer

    monkeypatch.setattr("click.launch", launch)
    call = Call(environ={"DISPLAY": ":0"})
    assert open_place(call, str(Path.cwd() / "a.pdf")) is opened
