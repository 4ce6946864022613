"""`session agenda`, `minutes`, `table`, `log` and `export ics` at the terminal."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from paperstudy.formats.markdown import BEGIN, END
from tests.cli.conftest import Desk
from tests.unit.formats.ics_reader import read_calendar

TITLE = "Attention is All you Need"


@pytest.fixture(autouse=True)
def in_seoul(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERSTUDY_TIME_ZONE", "Asia/Seoul")


@pytest.fixture
def desk(furnish: Callable[..., Desk]) -> Desk:
    """A library with a meeting on Friday and a paper for it."""
    return furnish(
        ("person", "add", "Bob"),
        ("add", "1706.03762"),
        ("session", "new", "friday", "10:00", "--title", "Vision", "--minutes", "60"),
        ("session", "present", "1", "1706.03762", "--by", "Bob"),
    )


# Agenda and minutes --------------------------------------------------------------------------


def test_an_agenda_goes_to_the_terminal_or_a_file(desk: Desk, tmp_path: Path) -> None:
    shown = desk("session", "agenda", "next")
    assert shown.code == 0
    assert shown.out.startswith("# Vision\n\n- **Date**: 2026-11-27 (Fri) 10:00–11:00 Asia/Seoul\n")
    assert f"| 10:00–11:00 | [{TITLE}](https://arxiv.org/abs/1706.03762) | Bob |" in shown.out
    assert desk("session", "agenda", "1", "-o", "agenda.md").err == "agenda.md written\n"
    assert (tmp_path / "agenda.md").read_text(encoding="utf-8") == shown.out
    assert desk("session", "agenda", "1", "-o", "agenda.md").err == "agenda.md: nothing changed\n"


def test_minutes_go_to_the_terminal(desk: Desk) -> None:
    desk("session", "note", "1", "--text", "All agreed.")
    shown = desk("session", "minutes", "friday")
    assert shown.out.startswith("# Vision\n")
    assert "\n## Notes\n\nAll agreed.\n" in shown.out


@pytest.mark.parametrize("document", ["agenda", "minutes", "log"])
def test_a_session_that_is_not_there_is_an_error_with_the_nearest(
    desk: Desk, document: str
) -> None:
    missing = desk("session", document, "7")
    assert (missing.code, missing.out) == (3, "")
    assert "there is no session 7" in missing.err
    assert "The nearest number is 1;" in missing.err
    assert desk("session", document, "11/20").code == 3
    assert desk("session", document, "nonsense").code == 2


def test_a_file_without_a_name_is_an_error(desk: Desk) -> None:
    wrong = desk("session", "agenda", "1", "-o", "")
    assert wrong.code == 2
    assert "the name of the file is empty" in wrong.err


@pytest.mark.parametrize("document", ["agenda", "minutes", "log"])
def test_what_somebody_wrote_into_a_document_is_written_over_by_force_alone(
    desk: Desk, tmp_path: Path, document: str
) -> None:
    file = tmp_path / "doc.md"
    file.write_text("", encoding="utf-8")  # an empty file is nobody's work
    assert desk("session", document, "1", "-o", "doc.md").code == 0
    made = file.read_text(encoding="utf-8")
    file.write_text(f"{made}corrected\n", encoding="utf-8")
    refused = desk("session", document, "1", "-o", "doc.md")
    assert (refused.code, refused.out) == (3, "")
    assert "doc.md is there already, and says something else" in refused.err
    assert "--force" in refused.err
    assert file.read_text(encoding="utf-8") == f"{made}corrected\n"
    forced = desk("session", document, "1", "-o", "doc.md", "--force")
    assert (forced.code, forced.err) == (0, "doc.md replaced\n")
    assert file.read_text(encoding="utf-8") == made
    again = desk("session", document, "1", "-o", "doc.md")
    assert (again.code, again.err) == (0, "doc.md: nothing changed\n")


# The table ---------------------------------------------------------------------------------


def test_a_table_is_kept_up_to_date_in_a_file(desk: Desk, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_bytes(f"# 스터디\r\n\r\n{BEGIN}\r\n{END}\r\n\tend".encode())
    readme.chmod(0o640)
    table = desk("session", "table")
    assert table.out.splitlines()[2].startswith("| 2026-11-27 10:00 | Vision | [")
    done = desk("session", "table", "--update", "README.md")
    assert (done.code, done.out, done.err) == (0, "", "README.md: the schedule is up to date\n")
    wanted = (
        f"# 스터디\r\n\r\n{BEGIN}\r\n{table.out.replace(chr(10), chr(13) + chr(10))}{END}\r\n\tend"
    )
    assert readme.read_bytes() == wanted.encode()
    if os.name != "nt":
        assert readme.stat().st_mode & 0o777 == 0o640
    before = readme.stat().st_mtime_ns
    again = desk("session", "table", "--update", "README.md")
    assert again.err == "README.md: nothing changed\n"
    assert readme.stat().st_mtime_ns == before
    assert desk("session", "table", "--update", "README.md", "--until", "11/22").code == 0
    assert "Vision" not in readme.read_text(encoding="utf-8")


def test_a_title_that_holds_a_marker_breaks_no_file(desk: Desk, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"{BEGIN}\n{END}\nend\n", encoding="utf-8")
    desk("session", "edit", "1", "--title", f"{END} {BEGIN}", "--place", END)
    desk("session", "present", "1", "--topic", f"`{END}` \\{BEGIN}", "--by", "Bob")
    for code in (0, 0, 0):
        assert desk("session", "table", "--update", "README.md").code == code
        desk("session", "edit", "1", "--title", f"now {END}")
    text = readme.read_text(encoding="utf-8")
    assert (text.count(BEGIN), text.count(END)) == (1, 1)
    assert text.endswith(f"{END}\nend\n")


def test_the_table_says_a_role_that_is_not_the_usual_one(desk: Desk) -> None:
    desk("session", "present", "1", "--topic", "CRF", "--by", "Bob", "--role", "implement")
    shown = desk("session", "table").out
    assert "| CRF (implement) | Bob |" in shown
    assert "(present)" not in shown
    assert "| CRF (구현) | Bob |" in desk("--lang", "ko", "session", "table").out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", f"there is no marker {BEGIN} in README.md"),
        (f"{BEGIN}\n{END}\n{BEGIN}", "2 times, in lines 1, 3"),
        (f"{END}\n{BEGIN}", "stands before"),
    ],
)
def test_a_file_without_its_two_markers_is_left_alone(
    desk: Desk, tmp_path: Path, content: str, said: str
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(content, encoding="utf-8")
    wrong = desk("session", "table", "--update", "README.md")
    assert wrong.code == 2
    assert said in wrong.err
    assert readme.read_text(encoding="utf-8") == content


def test_a_file_that_is_not_there_or_no_text_is_an_error(desk: Desk, tmp_path: Path) -> None:
    missing = desk("session", "table", "--update", "README.md")
    assert missing.code == 2
    assert "README.md cannot be read (No such file or directory)" in missing.err
    (tmp_path / "cp949.md").write_bytes("가".encode("cp949"))
    assert "cp949.md is no text in UTF-8" in desk("session", "table", "--update", "cp949.md").err


def test_a_file_that_cannot_be_written_is_an_error_and_stays_whole(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("paperstudy.study.files.tempfile.mkstemp", refuse)
    wrong = desk("session", "table", "--update", "README.md")
    assert wrong.code == 2
    assert "README.md cannot be written (Read-only file system)" in wrong.err
    assert readme.read_text(encoding="utf-8") == f"{BEGIN}\n{END}\n"


def test_a_log_for_which_there_is_no_room_leaves_no_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def full(path: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if "x" not in mode:
            return opened(path, mode, *rest, **named)
        opened(path, mode).close()
        return opened(Path("/dev/full"), "wb", buffering=0)

    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    monkeypatch.setattr(Path, "open", full)
    wrong = desk("session", "new", "12/4", "--log", "next.md")
    assert wrong.code == 6
    assert "next.md cannot be written (No space left on device)" in wrong.err
    assert not (tmp_path / "next.md").exists()


def test_a_link_to_a_file_stays_a_link(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    (tmp_path / "README.md").symlink_to("real.md")
    assert desk("session", "table", "--update", "README.md").code == 0
    assert (tmp_path / "README.md").is_symlink()
    assert "Vision" in (tmp_path / "real.md").read_text(encoding="utf-8")


def test_a_day_that_nobody_can_read_is_an_error(desk: Desk) -> None:
    for command in (("session", "table"), ("export", "ics")):
        wrong = desk(*command, "--since", "fridya")
        assert wrong.code == 2
        assert "fridya" in wrong.err


# The next log ------------------------------------------------------------------------------


def test_a_log_is_written_once_and_scanned_as_its_session(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    done = desk("session", "log", "1", "-o", "logs/next.md")
    assert done.err == "logs/next.md written; when it is filled in: paperstudy scan logs/next.md\n"
    assert "### Attention is All you Need" in (folder / "next.md").read_text(encoding="utf-8")
    assert "- Presenter: Bob" in desk("session", "log", "1").out
    assert desk("scan", "logs").code == 0
    assert len(desk("session", "list", "--json").out.split('"id"')) == 2, "one session"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_log_of_a_session_scanned_before_and_after_it_is_that_session(
    desk: Desk, tmp_path: Path, language: str
) -> None:
    title = '[x] "quoted" {{ *stars* }} <b> | `code` # 가나'
    for arguments in (
        ("edit", "1", "--title", title, "--place", "- [301호] | <A>", "--moderator", "Bob"),
        ("present", "1", "--topic", f"- {title}", "--by", "Bob", "--role", "review"),
        ("attend", "1", "Bob"),
    ):
        done = desk("session", *arguments)
        assert done.code == 0, done.err
    before = desk("session", "show", "1", "--json").out
    assert desk("--lang", language, "session", "log", "1", "-o", "next.md").code == 0
    assert desk("scan", "next.md").code == 0
    (session,) = json.loads(desk("session", "list", "--json").out)
    told, now = json.loads(before), json.loads(desk("session", "show", "1", "--json").out)
    assert [session["id"], now.pop("logs")] == [1, [str(tmp_path / "next.md")]]
    told.pop("logs")
    for held in (*told["presentations"], *now["presentations"]):
        held.pop("line")  # where the log says it
    assert now == told


def test_a_log_in_a_folder_that_is_not_there_is_an_error(desk: Desk) -> None:
    wrong = desk("session", "log", "1", "-o", "nowhere/next.md")
    assert wrong.code == 2
    assert "nowhere/next.md cannot be written (No such file or directory)" in wrong.err


def test_a_new_session_comes_with_its_log(desk: Desk, tmp_path: Path) -> None:
    done = desk("session", "new", "12/4", "10:00", "--title", "NLP", "--log", "nlp.md")
    assert done.code == 0, done.err
    text = (tmp_path / "nlp.md").read_text(encoding="utf-8")
    assert text.startswith(
        '---\ntitle: "NLP"\ndate: 2026-12-04\n---\n\n# NLP\n\n- Date: 2026-12-04 10:00\n'
    )
    refused = desk("session", "new", "12/11", "--log", "nlp.md")
    assert refused.code == 3
    assert "nlp.md is there already" in refused.err
    assert desk("session", "show", "12/11").code == 3, "no session without its log"


# The calendar ------------------------------------------------------------------------------


def test_a_calendar_goes_to_a_file_or_the_terminal(desk: Desk, tmp_path: Path) -> None:
    done = desk("export", "ics", "-o", "study.ics", "--reminder", "30")
    assert (done.code, done.out, done.err) == (0, "", "study.ics: 1 session\n")
    (event,) = read_calendar((tmp_path / "study.ics").read_bytes())
    assert event.starts == datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
    assert event.reminders == [timedelta(minutes=-30)]
    assert desk("export", "ics", "-o", "study.ics").err == "study.ics replaced: 1 session\n"
    shown = desk("export", "ics").out
    assert shown.startswith("BEGIN:VCALENDAR\r\n")


def test_a_calendar_of_the_same_library_has_the_same_events_wherever_it_is_asked_for(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk("export", "ics", "-o", "a.ics")
    (tmp_path / "else").mkdir()
    monkeypatch.chdir(tmp_path / "else")
    desk("export", "ics", "-o", "../b.ics")
    one, other = ((tmp_path / name).read_bytes() for name in ("a.ics", "b.ics"))
    assert [event.uid for event in read_calendar(one)] == [
        event.uid for event in read_calendar(other)
    ]


def test_a_calendar_of_nothing_says_so_and_replaces_nothing(
    empty_desk: Desk, tmp_path: Path
) -> None:
    empty = empty_desk("export", "ics")
    assert (empty.code, empty.out, empty.err) == (0, "", "no session has a date yet\n")
    assert empty_desk("export", "ics", "--since", "11/27").err == "no session with a date fits\n"
    (tmp_path / "old.ics").write_text("BEGIN:VCALENDAR", encoding="utf-8")
    refused = empty_desk("export", "ics", "-o", "old.ics")
    assert refused.code == 3
    assert (tmp_path / "old.ics").read_text(encoding="utf-8") == "BEGIN:VCALENDAR"


@pytest.mark.parametrize("minutes", ["-1", "99999", "soon"])
def test_a_reminder_that_no_calendar_could_keep_is_an_error(desk: Desk, minutes: str) -> None:
    wrong = desk("export", "ics", "--reminder", minutes)
    assert wrong.code == 2
    assert "--reminder takes a whole number from 0 to 40320" in wrong.err


def test_days_narrow_a_calendar(desk: Desk) -> None:
    desk("session", "new", "12/4", "--title", "NLP")
    (event,) = read_calendar(desk("export", "ics", "--since", "12/1").out.encode())
    assert (event.summary, event.starts) == ("NLP", date(2026, 12, 4))
