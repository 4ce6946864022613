"""The command line on the real house, with every service on this machine: from `add` to BibTeX."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.cli.app import run
from paperstudy.cli.call import Call
from paperstudy.cli.output import Style
from paperstudy.sources.pacing import LocalPacer
from paperstudy.store.store import open_store
from paperstudy.study.study import Study
from tests.cli.conftest import NOW, TERMINAL, Outcome
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply
from tests.fakes.world import ATTENTION, PDF, RESNET, VIT, serve_world

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from paperstudy.config import Settings
    from paperstudy.sources.http import Plumbing

    Run = Callable[..., Outcome]

KEY = "vaswani2017attention"


class HurriedStudy(Study):
    """The real operations, but for pauses that go by at once."""

    time = FakeTime()

    def _plumbing(self, **options: Any) -> Plumbing:
        pacer = LocalPacer(self.time.clock, self.time.wait)
        plumbing = super()._plumbing(**options)
        return replace(plumbing, pacer=pacer, wait=self.time.wait)


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as serving:
        yield serving


@pytest.fixture
def moment() -> list[datetime]:
    """Return the time, for a test to move."""
    return [NOW]


@pytest.fixture
def world(
    server: FakeServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    moment: list[datetime],
) -> Run:
    """Return what runs a command line in a world where every service answers."""
    for name, url in serve_world(server).items():
        monkeypatch.setenv(name, url)
    monkeypatch.delenv("DISPLAY", raising=False)

    @contextmanager
    def opener(settings: Settings) -> Iterator[Study]:
        store = open_store(settings.database)
        try:
            yield HurriedStudy(store, settings, lambda: moment[0])
        finally:
            store.close()

    def invoke(*arguments: str, style: Style = TERMINAL) -> Outcome:
        capsys.readouterr()
        call = Call(
            environ=dict(os.environ),
            opener=opener,
            drawn=style,
            clock=lambda: moment[0],
            launch=lambda _: False,
        )
        code = run(arguments, call)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return invoke


def test_paper_that_was_added_has_its_facts(world: Run) -> None:
    given = world("add", "https://arxiv.org/abs/1706.03762v5", "--tag", "nlp")
    assert given.code == 0, given.err
    assert given.out == f"{KEY}  Attention Is All You Need  added\n"
    shown = json.loads(world("show", KEY, "--json").out)
    assert (shown["title"], shown["year"], shown["state"]) == (ATTENTION.title, 2017, "fetched")
    assert len(shown["authors"]) == ATTENTION.authors
    assert shown["tags"] == ["nlp"]
    assert shown["fetched_at"] == NOW.isoformat()
    assert {"title", "abstract"} <= {row["field"] for row in shown["fields"]}
    assert "fetched just now" in world("show", KEY).out


def test_sync_adds_what_the_other_services_know(world: Run) -> None:
    world("add", "1706.03762", "2010.11929", "1512.03385", "--offline")
    given = world("sync")
    assert given.code == 0, given.err
    assert KEY in given.out
    assert "github.com/tensorflow/tensor2tensor" in given.out
    assert "3 changed" in given.err
    shown = json.loads(world("show", KEY, "--json").out)
    assert shown["code"][0]["url"] == ATTENTION.repository
    assert shown["year"] == 2017
    resnet = json.loads(world("show", "1512.03385", "--json").out)
    assert resnet["publication"]["doi"] == RESNET.doi
    assert resnet["publication"]["year"] == RESNET.venue_year
    again = json.loads(world("sync", KEY, "--json").out)
    assert (again["changes"], again["failed"]) == ([], [])
    assert "fresh" in world("sync").err
    table = world("show", KEY, "--provenance").out
    assert "arXiv" in table
    assert "just now" in table


def test_sync_goes_on_without_a_source_that_fails(world: Run, server: FakeServer) -> None:
    world("add", "1706.03762", "--offline")
    server.route("/api/query", Reply(status=503))
    given = world("sync", KEY)
    assert given.code == 4
    assert "no answer from: arXiv (1 paper)" in given.err
    shown = json.loads(world("show", KEY, "--json").out)
    assert dict(shown["provenance"])["abstract"] == "datacite"
    assert "since then no answer from: arXiv" in " ".join(world("show", KEY).out.split())


def test_without_a_network_everything_waits(world: Run) -> None:
    given = world("add", "2104.12255", "--offline")
    assert (given.code, given.out.rstrip().endswith("added, to be fetched")) == (0, True)
    assert "paperstudy sync" in world("show", "2104.12255").out
    given = world("sync", "--offline")
    assert given.code == 0
    assert "papers without fetched facts: 1" in given.err
    assert world("sync").code == 0
    assert json.loads(world("show", "2104.12255", "--json").out)["title"] == "0"


def test_paper_of_openreview_says_that_it_needs_a_login(
    world: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.fakes import openreview_api

    unknown = "https://openreview.net/forum?id=AbCdEf12345"
    reference = "https://openreview.net/forum?id=2dnO3LLiJ1"
    given = world("add", unknown, reference)
    assert given.code == 0
    assert "needs a login at OpenReview" in given.out
    shown = " ".join(world("show", unknown).out.split())
    assert "PAPERSTUDY_OPENREVIEW_USERNAME" in shown
    assert "needs a login" in world("list").out
    monkeypatch.setenv("PAPERSTUDY_OPENREVIEW_TOKEN", openreview_api.TOKEN)
    assert world("sync").code == 0
    assert json.loads(world("show", reference, "--json").out)["state"] == "fetched"


def test_title_is_settled_by_a_person(world: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    given = world("add", ATTENTION.title)
    assert given.code == 3
    assert "arxiv:1706.03762" in given.out
    assert json.loads(world("list", "--json").out) == []

    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Keyboard("1\n"))
    monkeypatch.setattr(sys, "stderr", Keyboard())
    assert world("add", ATTENTION.title).code == 0
    (row,) = json.loads(world("list", "--json").out)
    assert row["identifiers"][0] == "arxiv:1706.03762"


def test_bibliography_and_paper_by_hand_are_added(world: Run, tmp_path: Path) -> None:
    bib = tmp_path / "refs.bib"
    bib.write_text(
        "@article{he2016deep, title={Deep Residual Learning for Image Recognition}, "
        "author={He, Kaiming and Zhang, Xiangyu}, year={2016}, eprint={1512.03385}, "
        "archivePrefix={arXiv}}\n@article{broken, title={No end\n",
        encoding="utf-8",
    )
    given = world("add", str(bib))
    assert given.code == 8
    assert "he2016deep" in given.out
    assert "refs.bib:" in given.err
    by_hand = ("add", "--title", "Mixture Density Networks", "--author", "C. M. Bishop")
    assert world(*by_hand, "--year", "1994").code == 0
    given = world(*by_hand, "--year", "1994")
    assert given.code == 3
    assert "is here already" in given.err
    assert world("sync").code == 0
    assert "bishop1994mixture" in world("export", "bibtex").out


def test_pdf_is_stored_when_asked_for(world: Run, server: FakeServer) -> None:
    world("add", "1706.03762", "--offline")
    before = len(server.requests)
    given = world("pdf", KEY)
    assert given.code == 0
    assert "1706.03762" in given.out
    assert len(server.requests) == before
    given = world("pdf", KEY, "--download")
    assert given.code == 0, given.err
    path = json.loads(world("pdf", KEY, "--json").out)["path"]
    with open(path, "rb") as stream:  # noqa: PTH123 - the text of a path
        assert stream.read() == PDF


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_interrupt_ends_a_wait_at_once(world: Run, server: FakeServer, tmp_path: Path) -> None:
    world("add", "1706.03762", "--offline")
    gate = threading.Event()
    server.route("/api/query", Reply(gate=gate))
    database = json.loads(world("db", "info", "--json").out)["database"]
    process = subprocess.Popen(
        [sys.executable, "-m", "paperstudy", "sync", "--database", database],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert server_was_asked(server)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    finally:
        gate.set()
        process.kill()
    assert process.returncode == 130
    assert b"run it again to go on" in said
    assert b"Traceback" not in said


def server_was_asked(server: FakeServer) -> bool:
    """Wait until a process of its own has come to ask."""
    for _ in range(2000):
        if server.requests:
            return True
        threading.Event().wait(0.01)
    return False


def test_two_stubs_of_one_paper_are_merged(world: Run) -> None:
    world("add", "2010.11929", "--offline")
    world("add", "https://openreview.net/forum?id=YicbFdNTTy", "--offline", "--tag", "vision")
    keys = [row["key"] for row in json.loads(world("list", "--json").out)]
    if len(keys) == 2:
        merged = world("merge", "2010.11929", "https://openreview.net/forum?id=YicbFdNTTy")
        assert merged.code == 0, merged.err
    (row,) = json.loads(world("list", "--json").out)
    assert {"arxiv:2010.11929", "openreview:YicbFdNTTy"} <= set(row["identifiers"])
    assert row["tags"] == ["vision"]
    assert VIT.title == row["title"]
    assert world("undo").code == 0


def test_nothing_of_a_key_is_said(world: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "sEcReT-4711"
    monkeypatch.setenv("PAPERSTUDY_SEMANTICSCHOLAR_KEY", secret)
    monkeypatch.setenv("PAPERSTUDY_OPENREVIEW_PASSWORD", secret)
    monkeypatch.setenv("PAPERSTUDY_OPENREVIEW_USERNAME", "me")
    given = world("add", "1706.03762", "https://openreview.net/forum?id=2dnO3LLiJ1")
    said = given.out + given.err
    for line in (("sync", "--all"), ("show", KEY, "--json"), ("config",), ("config", "--json")):
        given = world(*line)
        said += given.out + given.err
    assert secret not in said
