"""`serve`: what is handed on to the app, and what is said where it cannot be served."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING

import pytest

from paperstudy.cli.app import run
from paperstudy.cli.call import Call

if TYPE_CHECKING:
    from collections.abc import Callable

browser = pytest.importorskip("paperstudy.cli.browser", reason="the extra `web` is not installed")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve nothing: be ready, and be ended at once."""

    def be_ready(self: object, ready: Callable[[], None]) -> None:
        ready()
        self._socket.close()  # type: ignore[attr-defined]

    monkeypatch.setattr(browser.Browser, "run", be_ready)
    for name in ("LIBRARY", "DATABASE", "OFFLINE", "LANG"):
        monkeypatch.delenv(f"PAPERSTUDY_{name}", raising=False)
        monkeypatch.setenv(f"PAPERSTUDY_{name}", "")


@pytest.mark.usefixtures("served")
def test_the_address_is_data_and_the_rest_is_talk(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve"], Call()) == 0
    said = capsys.readouterr()
    assert said.out.startswith("http://127.0.0.1:")
    assert len(said.out.split("/")[3]) >= 20, "nobody guesses it"
    assert said.err == "open this address in your browser; Ctrl-C ends the app\n"


@pytest.mark.usefixtures("served")
def test_options_are_handed_on_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERSTUDY_DATABASE", "/elsewhere.db")
    assert run(["--library", "vision", "--offline", "--lang", "ko", "serve"], Call()) == 0
    assert os.environ["PAPERSTUDY_LIBRARY"] == "vision"
    assert os.environ["PAPERSTUDY_OFFLINE"] == "true"
    assert os.environ["PAPERSTUDY_LANG"] == "ko"
    assert "PAPERSTUDY_DATABASE" not in os.environ, "it would outrank the library's name"


@pytest.mark.usefixtures("served")
def test_a_port_that_is_taken_is_said_where_it_was_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert run(["serve", "--port", str(port)], Call()) == 3
    said = capsys.readouterr().err
    assert f"port {port} cannot be used" in said
    assert "Leave --port out" in said


def test_the_usual_port_gives_way_to_a_free_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setattr(browser, "PORT", other.getsockname()[1])
        with browser.take_port(None) as taken:
            host, port = taken.getsockname()
    assert host == "127.0.0.1"
    assert port != browser.PORT


def test_without_the_extra_the_line_that_installs_it_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "paperstudy.cli.browser")
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    assert run(["serve"], Call()) == 2
    assert 'pip install "paperstudy[web]"' in capsys.readouterr().err
