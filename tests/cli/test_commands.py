from __future__ import annotations

import json
import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.errors import StoreLockedError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Started
from paperstudy.domain.library import LearnedNameRow
from paperstudy.domain.papers import CiteKey, PaperId
from paperstudy.study.scanned import LogChange, ScannedLog, ScanSummary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]


# scan


def test_scan_prints_a_line_of_json_for_each_log(cli: Run, study: Any, scanned: list[Any]) -> None:
    study.events = scanned
    given = cli("scan", "/logs", "--dry-run", "--json", "--lang", "ko")
    (row,) = [json.loads(line) for line in given.out.splitlines()]
    assert row["path"] == "/logs/2021-08-17.md"
    assert row["date"] == "2021-08-17"
    assert [paper["status"] for paper in row["papers"]] == ["confident", "suggested"]
    error = json.loads(given.err.splitlines()[0])["error"]
    assert error["subject"] == "/logs/bad.md"
    assert error["exit_code"] == 5


def test_json_of_an_unchanged_log_says_only_that(cli: Run, study: Any) -> None:
    log = ScannedLog("/logs/a.md", LogChange.UNCHANGED)
    study.events = [ItemDone(log.path, log), Finished(ScanSummary(unchanged=1))]
    given = cli("scan", "/logs", "--json")
    row = json.loads(given.out)
    assert row["path"] == "/logs/a.md"
    assert row["change"] == "unchanged"
    assert "papers" not in row


def test_one_failed_log_among_others_ends_in_8(cli: Run, study: Any, scanned: list[Any]) -> None:
    study.events = scanned
    assert cli("scan", "/logs").code == 8


def test_only_failed_log_ends_in_its_own_code(cli: Run, study: Any, scanned: list[Any]) -> None:
    failed = next(event for event in scanned if isinstance(event, ItemFailed))
    study.events = [failed, Finished(ScanSummary(failed=1))]
    given = cli("scan", "/logs/bad.md")
    assert given.code == 5
    assert given.err.startswith("error: /logs/bad.md is no text\n")


def test_second_scan_says_that_nothing_changed(cli: Run, study: Any) -> None:
    log = ScannedLog("/logs/a.md", LogChange.UNCHANGED)
    study.events = [ItemDone(log.path, log), Finished(ScanSummary(unchanged=25))]
    given = cli("scan", "/logs")
    assert given.out == ""
    assert given.err == "25 logs, nothing changed\n"


def test_patterns_are_expanded_where_no_shell_did(cli: Run, study: Any, tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "c.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    study.events = [Finished(ScanSummary())]
    cli("scan", str(tmp_path / "*.md"), str(tmp_path / "none*.md"))
    assert study.asked[0][1] == [
        tmp_path / "a.md",
        tmp_path / "b.md",
        tmp_path / "none*.md",
    ]


def test_scan_of_an_empty_folder_says_what_is_read(cli: Run, study: Any) -> None:
    study.events = [Started(0, "scan"), Finished(ScanSummary())]
    assert "no logs here" in cli("scan", "/logs").err


def test_first_interrupt_stops_in_good_order(cli: Run, study: Any, scanned: list[Any]) -> None:
    def interrupt() -> None:
        signal.raise_signal(signal.SIGINT)

    study.events = [*scanned[:2], interrupt, *scanned[2:]]
    given = cli("scan", "/logs")
    assert given.code == 130
    assert "2021-08-17.md" in given.out
    assert "press Ctrl-C again" not in given.err, "there was no need to"


def test_interrupt_that_takes_its_time_says_that_there_is_a_second(
    cli: Run, study: Any, scanned: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paperstudy.cli.progress._PATIENCE", 0.0)

    def interrupt() -> None:
        signal.raise_signal(signal.SIGINT)
        deadline = time.monotonic() + 5
        while threading.active_count() > before and time.monotonic() < deadline:
            time.sleep(0.001)

    before = threading.active_count()
    study.events = [*scanned[:2], interrupt, *scanned[2:]]
    assert "stopping; press Ctrl-C again" in cli("scan", "/logs").err


def test_second_interrupt_stops_at_once(cli: Run, study: Any, scanned: list[Any]) -> None:
    def interrupt() -> None:
        signal.raise_signal(signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    study.events = [*scanned[:2], interrupt, interrupt, *scanned[2:]]
    given = cli("scan", "/logs")
    assert given.code == 130
    assert given.out == ""
    assert signal.getsignal(signal.SIGINT) is before


def test_foreign_text_cannot_drive_the_terminal(cli: Run, study: Any) -> None:
    from paperstudy.domain.errors import UnreadableLogError

    path = "/logs/\x1b]0;owned\x07[/oops].md"
    study.events = [
        ItemFailed(path, UnreadableLogError("{path} is no text", path=path)),
        ItemDone(path, ScannedLog(path, LogChange.NEW)),
        Finished(ScanSummary(new=1, failed=1)),
    ]
    given = cli("scan", "/logs")
    assert "\x1b" not in given.out + given.err
    assert "[/oops]" in given.out
    assert "[/oops]" in given.err


# inbox


def test_inbox_lists_by_default(cli: Run, study: Any) -> None:
    assert cli("inbox").out == cli("inbox", "list").out
    assert [asked[0] for asked in study.asked] == ["inbox", "offers"] * 2


def test_inbox_prints_an_array(cli: Run) -> None:
    (row,) = json.loads(cli("inbox", "--json").out)
    assert row["id"] == 31
    assert row["text"] == "Swin"


def test_empty_inbox_says_so(cli: Run, study: Any) -> None:
    study.items = []
    given = cli("inbox")
    assert (given.code, given.out, given.err) == (0, "", "nothing waits for a decision\n")


def test_accepting_takes_numbers_or_all(cli: Run, study: Any) -> None:
    given = cli("inbox", "accept", "31", "40")
    assert "learned “Swin”" in given.out
    cli("inbox", "accept", "--all", "--minimum", "0.5")
    assert study.asked == [
        ("together", "accept 31 40"),
        ("accept", 31),
        ("accept", 40),
        ("accept_all", 0.5),
    ]
    assert cli("inbox", "accept").code == 2
    assert cli("inbox", "accept", "31", "--all").code == 2
    assert cli("inbox", "accept", "first").code == 2


def test_choosing_rejecting_and_forgetting_reach_the_inbox(cli: Run, study: Any) -> None:
    cli("inbox", "choose", "31", "2")
    cli("inbox", "reject", "31", "32")
    cli("inbox", "forget", "Swin")
    assert study.asked == [
        ("choose", 31, "2"),
        ("together", "reject 31 32"),
        ("reject", 31),
        ("reject", 32),
        ("forget", "Swin"),
    ]


def test_learned_names_are_listed(cli: Run, study: Any) -> None:
    assert "no names learned" in cli("inbox", "names").err
    study.learned = [LearnedNameRow("swin", "Swin", PaperId(1), CiteKey("liu2021"), "Swin T")]
    assert cli("inbox", "names").out == "Swin  liu2021  Swin T\n"
    assert cli("inbox", "names", "--plain").out == "Swin\tliu2021\tSwin T\n"
    assert json.loads(cli("inbox", "names", "--json").out)[0]["key"] == "liu2021"


# sessions, upkeep, settings


def test_sessions_are_filtered_by_date_person_and_paper(cli: Run, study: Any) -> None:
    from datetime import date

    cli("session", "list", "--since", "2021-08-01", "--person", "민수", "--paper", "k")
    assert study.asked == [
        (
            "sessions",
            {
                "since": date(2021, 8, 1),
                "until": None,
                "person": "민수",
                "paper": "k",
            },
        )
    ]
    given = cli("session", "--until", "soon")
    assert given.code == 2
    assert "“soon” is no date" in given.err


def test_sessions_are_an_array_and_one_is_an_object(cli: Run, study: Any) -> None:
    assert json.loads(cli("session", "--json").out)[0]["date"] == "2021-08-17"
    assert json.loads(cli("session", "show", "3", "--json").out)["id"] == 3
    study.meetings = []
    assert "paperstudy scan" in cli("session").err
    assert "no session fits" in cli("session", "--person", "x").err


def test_undo_and_redo_say_what_they_did(cli: Run, study: Any) -> None:
    assert cli("undo").err == "there is nothing to undo\n"
    assert cli("redo").err == "there is nothing to redo\n"
    study.action = "edit vaswani2017attention"
    assert cli("undo").out == "undone: edit vaswani2017attention\n"
    assert cli("redo").out == "redone: edit vaswani2017attention\n"


def test_database_is_described(cli: Run) -> None:
    info = json.loads(cli("db", "--json").out)
    assert info["counts"]["papers"] == 1234
    assert info["schema"] == "0001"


def test_settings_are_shown_with_their_origin(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERSTUDY_DATABASE", "postgresql+psycopg://me:secret@host/db")
    monkeypatch.setenv("PAPERSTUDY_ARXIV_URL", "http://127.0.0.1:9")
    given = cli("config", "show", "--offline", "--plain")
    rows = dict(line.split("\t", 1) for line in given.out.splitlines())
    assert rows["offline"] == "yes\t--offline"
    assert rows["database"] == "postgresql+psycopg://***@host/db\tPAPERSTUDY_DATABASE"
    assert rows["sources.arxiv"] == "http://127.0.0.1:9\tPAPERSTUDY_ARXIV_URL"
    monkeypatch.setenv("PAPERSTUDY_OPENREVIEW_PASSWORD", "hidden")
    monkeypatch.setenv("HF_TOKEN", "hidden")
    said = cli("config", "--json").out
    assert "secret" not in said
    assert "hidden" not in said + cli("config").out + cli("config", "--plain").out
    keys = {row["key"]: row for row in json.loads(said) if row["key"].startswith("keys.")}
    assert keys["keys.huggingface"]["value"] == "set"
    assert keys["keys.huggingface"]["origin"] == "HF_TOKEN"
    assert keys["keys.openreview_password"]["origin"] == "PAPERSTUDY_OPENREVIEW_PASSWORD"
    assert "기본값" in cli("config", "--lang", "ko").out


# export, demo, identify, completion


def test_export_writes_to_standard_output(cli: Run, study: Any) -> None:
    given = cli("export", "bibtex", "tag:cv", "--ascii")
    assert given.out == "@article{vaswani2017attention,\n}\n"
    _, name, options = study.asked[0]
    assert name == "bibtex"
    assert options["choice"].words == ("tag:cv",)
    assert options["ascii_only"]


def test_export_replaces_a_file_and_never_appends(cli: Run, study: Any, tmp_path: Path) -> None:
    target = tmp_path / "폴더" / "papers.bib"
    target.parent.mkdir()
    given = cli("export", "bibtex", "-o", str(target), "--key", "k")
    assert given.out == ""
    assert given.err == f"{target}: 1 paper\n"
    if os.name == "posix":
        target.chmod(0o640)
    given = cli("export", "bibtex", "-o", str(target))
    assert given.err == f"{target} replaced: 1 paper\n"
    assert target.read_bytes() == b"@article{vaswani2017attention,\n}\n"
    assert os.name != "posix" or target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in target.parent.iterdir()] == ["papers.bib"]


def test_export_to_a_dash_is_to_standard_output(cli: Run) -> None:
    assert cli("export", "bibtex", "-o", "-").out.startswith("@article")


def test_export_to_a_place_that_is_none_is_an_error(cli: Run, tmp_path: Path) -> None:
    assert cli("export", "bibtex", "-o", str(tmp_path)).code == 2
    given = cli("export", "bibtex", "-o", str(tmp_path / "no" / "such.bib"))
    assert given.code == 2
    assert "cannot be written" in given.err


@pytest.mark.skipif(os.name == "nt", reason="a link needs a privilege there")
def test_export_through_a_link_keeps_the_link(cli: Run, tmp_path: Path) -> None:
    target = tmp_path / "real.bib"
    target.write_text("@misc{old}\n", encoding="utf-8")
    link = tmp_path / "link.bib"
    link.symlink_to(target)
    cli("export", "bibtex", "-o", str(link))
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("@article")


def test_export_without_a_format_shows_the_formats(cli: Run) -> None:
    given = cli("export")
    assert given.code == 0
    assert "bibtex" in given.out


def test_identify_prints_an_array_and_keeps_the_input(cli: Run) -> None:
    rows = json.loads(cli("identify", "arXiv:1706.03762v5", "no paper at all", "--json").out)
    assert rows == [
        {"input": "arXiv:1706.03762v5", "kind": "arxiv", "id": "1706.03762", "version": 5},
        {"input": "no paper at all", "kind": "none", "id": "", "version": None},
    ]


def test_identify_reads_lines(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("1706.03762\nfoo\n"))
    assert cli("identify").out == "arxiv:1706.03762\nfoo: no identifier\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(" 1706.03762 \r\n\n"))
    assert json.loads(cli("identify", "--json").out)[0]["input"] == " 1706.03762 "
    monkeypatch.setattr("sys.stdin", io.StringIO("1706.03762\n"))
    assert cli("identify", "--plain").out == "1706.03762\tarxiv\t1706.03762\t\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(cli: Run, shell: str) -> None:
    given = cli("completion", shell)
    assert given.code == 0
    assert "_PAPERSTUDY_COMPLETE" in given.out


def test_keys_and_tags_are_completed(study: Any) -> None:
    from contextlib import nullcontext

    from click.shell_completion import ShellComplete

    from paperstudy.cli.app import App
    from paperstudy.cli.call import Call

    call = Call(environ={"HOME": "/nowhere"}, opener=lambda _: nullcontext(study))

    def complete(*words: str) -> list[str]:
        made = ShellComplete(App(), {"obj": call}, "paperstudy", "_PAPERSTUDY_COMPLETE")
        return [item.value for item in made.get_completions(list(words[:-1]), words[-1])]

    assert complete("se") == ["search", "session", "serve"]
    assert complete("show", "vas") == ["vaswani2017attention"]
    assert complete("list", "--tag", "n") == ["nlp"]
    assert complete("remove", "a", "kim") == ["kim2020korean"]
    assert complete("inbox", "ch") == ["choose"]
    assert complete("tag", "k", "+vi") == ["+vision"]
    study.failure = StoreLockedError("locked")
    assert complete("show", "vas") == []
    assert complete("list", "--tag", "n") == []


# errors and options


def test_store_error_ends_in_6(cli: Run, study: Any) -> None:
    study.failure = StoreLockedError("another process holds the library")
    given = cli("list")
    assert given.code == 6
    assert given.err == "error: another process holds the library\n"


def test_interrupt_ends_in_130(cli: Run, study: Any) -> None:
    study.failure = KeyboardInterrupt()
    assert cli("list").code == 130


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lst",), "there is no command “lst”. Did you mean paperstudy list?"),
        (("qqqqqq",), "there is no command “qqqqqq”. `paperstudy --help` lists the commands"),
        (("inbox", "acept"), "Did you mean paperstudy inbox accept?"),
        (("list", "--jsn"), "there is no option --jsn. Did you mean --json?"),
        (("list", "extra"), "“extra” is more than paperstudy list takes."),
        (("show",), "KEY is missing. `paperstudy show --help` shows what it takes"),
        (("list", "--limit", "x"), "--limit takes a whole number"),
        (("list", "--limit"), "--limit needs a value"),
        (("list", "--order", "x"), "--order takes one of: added, year, title, key"),
        (("session", "show"), "SESSION is missing"),
    ],
)
def test_wrong_command_line_is_explained(cli: Run, arguments: tuple[str, ...], said: str) -> None:
    given = cli(*arguments)
    assert given.code == 2
    assert given.out == ""
    assert given.err.startswith("error: ")
    assert said in given.err


def test_wrong_command_line_with_json_is_an_object(cli: Run) -> None:
    assert json.loads(cli("show", "--json").err)["error"]["kind"] == "invalid-input"


def test_global_options_stand_before_or_after_the_command(cli: Run, study: Any) -> None:
    for line in (
        ("--library", "team", "list"),
        ("list", "--library", "team"),
        ("--library=team", "session"),
        ("session", "--library", "team"),
        ("session", "list", "--library", "team"),
    ):
        cli(*line)
        assert study.settings.library == "team", line
        assert study.settings.database.endswith("team.db")


def test_later_language_wins_over_the_environment(
    cli: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert "사용법" in cli("--help").out
    assert "Usage" in cli("--lang", "en", "--help").out
    assert "Usage" in cli("--help", "--lang=en").out
    monkeypatch.setenv("PAPERSTUDY_LANG", "en")
    assert "Usage" in cli("--help").out


def test_bad_setting_is_reported_but_help_still_works(
    cli: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERSTUDY_OFFLINE", "perhaps")
    assert cli("--help").code == 0
    given = cli("list")
    assert given.code == 2
    assert "PAPERSTUDY_OFFLINE: offline cannot be 'perhaps'" in given.err


def test_no_arguments_print_the_help(cli: Run) -> None:
    given = cli()
    assert given.code == 0
    assert given.out == cli("--help").out


def test_version_is_answered_after_a_command_too(cli: Run) -> None:
    assert cli("--plain", "--version").out.startswith("paperstudy ")
