"""PDFs from the web: from arXiv at arXiv's pace, from others at theirs, and PDFs only."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperstudy.domain.errors import (
    InvalidInputError,
    MalformedAnswerError,
    OfflineError,
    SourceError,
)
from paperstudy.domain.events import CancelToken
from paperstudy.sources.http import Plumbing, StoppedError
from paperstudy.sources.pacing import LocalPacer
from paperstudy.sources.pdf import download_pdf
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply

PDF = b"%PDF-1.7\n" + b"words " * 1000
HTML = Reply(
    b"<html>please prove that you are no robot</html>", headers={"Content-Type": "text/html"}
)


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def plumbing(time: FakeTime) -> Plumbing:
    return Plumbing(pacer=LocalPacer(time.clock, time.wait), wait=time.wait, tries=1)


def fetch(plumbing: Plumbing, url: str, target: Path, cancel: CancelToken | None = None) -> None:
    for _ in download_pdf(plumbing, url, target, cancel or CancelToken()):
        pass


@pytest.mark.parametrize(
    "address",
    [
        "https://arxiv.org/pdf/2001.00001v2",
        "http://arxiv.org/pdf/2001.00001v2",
        "https://www.arxiv.org/pdf/2001.00001v2",
        "https://export.arxiv.org/pdf/2001.00001v2",
    ],
)
def test_a_pdf_of_arxiv_comes_from_where_arxiv_is_set_to_be(
    address: str, time: FakeTime, tmp_path: Path
) -> None:
    with FakeServer() as server:
        server.route("/pdf/2001.00001v2", Reply(PDF))
        plumbing = Plumbing({"arxiv": server.url}, pacer=LocalPacer(time.clock, time.wait))
        for name in ("a.pdf", "b.pdf"):
            fetch(plumbing, address, tmp_path / name)
            assert (tmp_path / name).read_bytes() == PDF
    assert time.waits == [3.0]


def test_a_pdf_from_elsewhere_keeps_its_query(plumbing: Plumbing, tmp_path: Path) -> None:
    with FakeServer() as server:
        server.route("/pdf", Reply(PDF))
        fetch(plumbing, f"{server.url}/pdf?id=abc&x=1", tmp_path / "a.pdf")
        assert server.paths() == ["/pdf?id=abc&x=1"]


def test_signs_before_the_mark_are_allowed_as_readers_allow_them(
    plumbing: Plumbing, tmp_path: Path
) -> None:
    with FakeServer() as server:
        server.route("/a", Reply(b"\n" * 100 + PDF))
        fetch(plumbing, f"{server.url}/a", tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").exists()


def test_a_page_that_is_no_pdf_leaves_nothing_behind(plumbing: Plumbing, tmp_path: Path) -> None:
    with FakeServer() as server:
        server.route("/a", HTML)
        server.route("/b", Reply(b"x" * 2000 + PDF))
        server.route("/c", Reply(b""))
        for path in "abc":
            with pytest.raises(MalformedAnswerError):
                fetch(plumbing, f"{server.url}/{path}", tmp_path / "a.pdf")
        with pytest.raises(SourceError):
            fetch(plumbing, f"{server.url}/missing", tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    ["", "paper.pdf", "ftp://example.org/a.pdf", "file:///etc/passwd", "https://", "http://[::1/a"],
)
def test_what_is_no_address_of_the_web_is_refused(
    address: str, plumbing: Plumbing, tmp_path: Path
) -> None:
    with pytest.raises(InvalidInputError):
        fetch(plumbing, address, tmp_path / "a.pdf")


def test_without_a_network_nothing_is_fetched(tmp_path: Path) -> None:
    with pytest.raises(OfflineError):
        fetch(Plumbing(offline=True), "https://arxiv.org/pdf/2001.00001", tmp_path / "a.pdf")


def test_a_stop_is_heeded(plumbing: Plumbing, tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with FakeServer() as server:
        server.route("/a", Reply(PDF))
        with pytest.raises(StoppedError):
            fetch(plumbing, f"{server.url}/a", tmp_path / "a.pdf", cancel)
