"""`reading`, `todo`, `stats` on a real library: what a person sees and what is kept."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from paperstudy.cli.app import run
from paperstudy.cli.call import Call
from paperstudy.cli.output import Style
from paperstudy.config import Settings
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import PathRow, PresentationRow, SessionRow, TodoRow
from paperstudy.domain.logs import LogScan, PresentationStatus, TodoKind
from paperstudy.domain.papers import Author, PaperRecord
from paperstudy.store.store import open_store
from paperstudy.study.shelving import shelve
from paperstudy.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Run = Callable[..., Any]
    Screen = Callable[[str, str], None]

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PAPERS = (
    (
        "1412.3555",
        "Empirical Evaluation of Gated Recurrent Neural Networks",
        "Junyoung Chung",
        2014,
    ),
    ("1706.03762", "Attention Is All You Need", "Ashish Vaswani", 2017),
    ("1810.04805", "BERT: Pre-training of Deep Bidirectional Transformers", "Jacob Devlin", 2018),
    (
        "2010.11929",
        "한국어로 쓴 비전 트랜스포머: 이미지 한 장은 단어 몇 개인가에 대하여",
        "김철수",
        2020,
    ),
)
KEYS = ("chung2014empirical", "vaswani2017attention", "devlin2018bert")


class Desk:
    """A library with papers, people, meetings and logs, and a clock that a test moves."""

    filled: ClassVar[bytes] = b""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(
            database=str(folder / "group.db"), me="김민수", time_zone="Asia/Seoul", offline=True
        )
        self.store = open_store(self.settings.database)
        self.now = NOW

    def clock(self) -> datetime:
        return self.now

    def fill(self) -> None:
        """Put in what every test needs: once, and from then on as a copy of the file."""
        file = Path(self.settings.database)
        if Desk.filled:
            file.write_bytes(Desk.filled)
            return
        self._fill()
        self.store.close()
        Desk.filled = file.read_bytes()

    def _fill(self) -> None:
        with self.store.write() as tx:
            ids = [
                shelve(
                    tx,
                    PaperRecord(
                        "arxiv",
                        title,
                        (Author(author),),
                        year=year,
                        identifiers=(Identifier(Scheme.ARXIV, number),),
                    ),
                    NOW,
                ).id
                for number, title, author, year in PAPERS
            ]
            log = tx.logs.save("/logs/a.md", "a", 1, 1, LogScan("Day", date(2026, 11, 13)), NOW)
            tx.paths.replace_for_log(log, [PathRow(12, (0, 1, 2), tuple(ids[:3]))])
            tx.todos.replace_for_log(
                log,
                [
                    TodoRow(20, "부록의 증명 다시 읽기", paper_id=ids[1]),
                    TodoRow(21, "Why is the sum divided by the root of d?", paper_id=ids[1],
                            kind=TodoKind.QUESTION),
                    TodoRow(22, "run the code", done=True),
                ],
            )  # fmt: skip
            for name in ("김민수", "이서연", "Ada"):
                tx.people.ensure(name)
            for days, names, paper in (
                (71, ("이서연",), ids[0]),
                (15, ("김민수",), None),
                (8, ("이서연", "김민수"), ids[1]),
            ):
                held = PresentationRow(names, "" if paper else "지난 달 정리", paper_id=paper)
                planned = PresentationRow(("Ada",), "later", status=PresentationStatus.PLANNED)
                day = NOW.date() - timedelta(days=days)
                tx.sessions.add(SessionRow(date=day, presentations=(held, planned)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def at(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line on the desk's library; return (exit code, out, err)."""

    @contextmanager
    def opener(_: Settings) -> Iterator[Study]:
        yield Study(desk.store, desk.settings, desk.clock)

    def invoke(*words: str, width: int = 80, plain: bool = False) -> tuple[int, str, str]:
        capsys.readouterr()
        environ = {"PAPERSTUDY_TIME_ZONE": "Asia/Seoul", "HOME": "/nowhere"}
        style = Style(width=width, plain=plain)
        call = Call(environ, opener, drawn=style, clock=desk.clock)
        code = run(words, call)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return invoke


@pytest.fixture
def full(desk: Desk, at: Run) -> Run:
    """Return a way to run commands on a library in which much is to be read."""
    desk.fill()
    at("reading", "add", KEYS[2], "--priority", "1", "--due", "다음 주 금요일")
    at("reading", "nominate", PAPERS[3][0], "--by", "서연")
    at("reading", "vote", PAPERS[3][0])
    at("reading", "vote", PAPERS[3][0], "--by", "Ada")
    desk.now += timedelta(days=3)
    at("reading", "add", KEYS[0], "--mine", "--note", "수식 3까지 봤다", "--rating", "4")
    return at


_LINES = {
    "help-reading": ("reading", "--help"),
    "help-todo": ("todo", "--help"),
    "help-stats": ("stats", "--help"),
    "help-digest": ("digest", "--help"),
    "reading-list": ("reading",),
    "reading-mine": ("reading", "list", "--mine"),
    "reading-next": ("reading", "next"),
    "reading-path": ("reading", "path"),
    "reading-before": ("reading", "path", KEYS[2]),
    "todo-list": ("todo",),
    "stats": ("stats",),
    "show-todos": ("show", KEYS[1]),
}


@pytest.mark.parametrize("name", _LINES)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_screen_is_as_it_was(full: Run, screen: Screen, name: str, language: str) -> None:
    code, out, err = full(*_LINES[name], "--lang", language)
    assert code == 0
    screen(f"{name}.{language}", out + (f"--- stderr\n{err}" if err else ""))


@pytest.mark.parametrize(
    "name", ["reading-list", "reading-next", "reading-path", "reading-before", "todo-list", "stats"]
)
def test_plain_screen_is_as_it_was(full: Run, screen: Screen, name: str) -> None:
    code, out, _ = full(*_LINES[name], plain=True)
    assert code == 0
    assert "…" not in out
    assert "█" not in out
    screen(f"{name}.plain", out)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(full: Run, width: int) -> None:
    from paperstudy.saying.cells import display_width

    for words in (("reading",), ("stats",), ("todo",), ("reading", "path", KEYS[2])):
        _, out, _ = full(*words, width=width)
        widest = max(display_width(line) for line in out.splitlines())
        assert widest <= max(width, 36 if words == ("stats",) else 0), words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("reading",), "nothing is on this list"),
        (("reading", "--mine"), "nothing is on this list"),
        (("reading", "next"), "nothing waits to be read"),
        (("reading", "path"), "no log writes an order of reading"),
        (("todo",), "no to-dos yet"),
        (("todo", "--open"), "nothing fits"),
    ],
)
def test_an_empty_library_says_what_to_do(at: Run, words: tuple[str, ...], said: str) -> None:
    code, out, err = at(*words)
    assert (code, out) == (0, "")
    assert said in err
    if words[-1] != "next":
        code, out, _ = at(*words, "--json")
        assert (code, json.loads(out)) == (0, [])


def test_stats_of_an_empty_library_say_that_there_is_nothing_yet(at: Run) -> None:
    code, out, _ = at("stats")
    assert code == 0
    assert out.count("nothing yet") == 3


def test_backing_a_paper_once_more_says_that_nothing_is_new(full: Run) -> None:
    code, out, err = full("reading", "nominate", PAPERS[3][0], KEYS[0])
    assert code == 0
    assert "it was proposed before, by 이서연: " in err
    assert f"the group has had it: {KEYS[0]}, 2026-09-11" in err
    assert err.count("\n") == 2
    assert out.count("Proposed by") == 2
    code, _, err = full("reading", "vote", KEYS[0], PAPERS[3][0], "--by", "Ada")
    assert code == 0
    assert err.startswith("that vote was there before: ")
    code, out, err = full("reading", "unvote", KEYS[0], "--by", "서연")
    assert (code, out) == (3, "")
    assert f"이서연 has no vote for {KEYS[0]}" in err
    assert full("reading", "vote", KEYS[0], "--by", "")[0] == 0


def test_a_reading_list_is_an_array(full: Run) -> None:
    _, out, _ = full("reading", "list", "--json", "--all")
    rows = json.loads(out)
    assert rows[0]["key"] == KEYS[2]
    assert rows[0]["due"] == "2026-11-27"
    assert (rows[0]["priority"], rows[0]["status"]) == (1, "to-read")
    assert rows[1]["votes"] == ["김민수", "Ada"]
    assert rows[1]["nominated_by"] == "이서연"
    assert rows[0]["added_at"].startswith("2026-11-21T")


def test_a_paper_goes_through_its_stations(full: Run) -> None:
    code, out, _ = full("reading", "set", KEYS[0], "--mine", "--status", "read", "--rating", "5")
    assert code == 0
    assert "★★★★★ 5/5" in out
    _, out, _ = full("reading", "list", "--mine", "--status", "read", "--json")
    assert [row["rating"] for row in json.loads(out)] == [5]
    _, out, _ = full("reading", "set", KEYS[2], KEYS[0], "--due", "none", "--json")
    assert [row["due"] for row in json.loads(out)] == [None, None]
    _, out, _ = full("reading", "remove", KEYS[2])
    assert KEYS[2] in out
    code, out, _ = full("reading", "unvote", PAPERS[3][0], "--by", "Ada")
    assert code == 0
    _, out, _ = full("reading", "next", "--json")
    assert json.loads(out)["votes"] == ["김민수"]


def test_next_is_null_where_nothing_waits(at: Run) -> None:
    assert json.loads(at("reading", "next", "--json")[1]) is None


def test_next_tells_what_to_read_before(full: Run) -> None:
    _, out, _ = full("reading", "next", "--json")
    found = json.loads(out)
    assert found["key"] == KEYS[2]
    # The other two were presented.
    assert found["before"] == []
    _, out, _ = full("reading", "next", "--person", "Ada", "--json")
    assert json.loads(out) is None
    full("reading", "add", KEYS[2], "--person", "Ada")
    _, out, _ = full("reading", "next", "--person", "Ada")
    assert out.index("Before it") < out.index("Gated Recurrent") < out.index(KEYS[1])


def test_orders_of_reading_as_json(full: Run) -> None:
    _, out, _ = full("reading", "path", "--json")
    (order,) = json.loads(out)
    assert (order["log"], order["line"]) == ("/logs/a.md", 12)
    assert [paper["key"] for paper in order["papers"]] == list(KEYS)
    _, out, _ = full("reading", "path", KEYS[1], "--json")
    found = json.loads(out)
    assert [step["key"] for step in found["before"]] == [KEYS[0]]
    assert found["paths"] == [order]
    _, _, err = full("reading", "path", KEYS[0])
    assert "no log says" in err


def test_a_to_do_is_closed_and_opened_by_hand(full: Run) -> None:
    code, out, _ = full("todo", "done", "1", "2")
    assert code == 0
    assert out.count("[x]") == 2
    assert "(marked by hand)" in out
    assert full("todo", "list", "--open")[1] == ""
    _, out, _ = full("todo", "open", "2", "--json")
    (todo,) = json.loads(out)
    assert (todo["kind"], todo["done"], todo["by_hand"]) == ("question", False, True)
    assert todo["paper"]["key"] == KEYS[1]
    _, out, _ = full("todo", "--questions", "--json")
    assert [row["id"] for row in json.loads(out)] == [2]
    _, out, _ = full("todo", "--tasks", "--paper", KEYS[1], "--json")
    assert [row["id"] for row in json.loads(out)] == [1]


def test_a_paper_shows_what_is_still_asked_about_it(full: Run) -> None:
    _, out, _ = full("show", KEYS[1], "--json")
    assert [todo["id"] for todo in json.loads(out)["todos"]] == [1, 2]
    full("todo", "done", "1")
    _, out, _ = full("show", KEYS[1])
    assert "[?] Why is the sum" in out
    assert "부록" not in out
    _, out, _ = full("show", KEYS[1], "--all")
    assert "부록" in out


def test_numbers_are_an_object(full: Run) -> None:
    _, out, _ = full("stats", "--json")
    numbers = json.loads(out)
    assert [month["month"] for month in numbers["months"]] == ["2026-09", "2026-10", "2026-11"]
    assert [month["papers"] for month in numbers["months"]] == [1, 0, 1]
    assert numbers["people"][0]["name"] == "김민수"
    assert numbers["statuses"]["presented"] == 2
    assert numbers["waiting"][0]["days"] == 3
    _, out, _ = full("stats", "--json", "--since", "last friday")
    assert [month["sessions"] for month in json.loads(out)["months"]] in ([], [1])


def test_a_list_of_people_is_cut_and_says_so(full: Run, desk: Desk) -> None:
    with desk.store.write() as tx:
        for number in range(20):
            tx.people.ensure(f"person {number}")
    _, out, _ = full("stats")
    assert "and 11 more" in out
    _, out, _ = full("stats", "--all")
    assert "more" not in out


def test_what_is_late_says_so_until_it_is_read(full: Run, desk: Desk) -> None:
    desk.now += timedelta(days=30)
    assert "was due 2026-11-27" in full("reading")[1]
    full("reading", "set", KEYS[2], "--status", "read")
    out = full("reading", "--all")[1]
    assert "due 2026-11-27" in out
    assert "was due" not in out
