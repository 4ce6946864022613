"""The texts of papers: found, fetched once when asked for, and nothing but PDFs kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from paperstudy.domain.errors import (
    InvalidInputError,
    MalformedAnswerError,
    NotFoundError,
    OfflineError,
    PaperstudyError,
    StoreError,
)
from paperstudy.domain.events import CancelToken, Event, Finished, Progress, Started
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import PaperRecord
from paperstudy.sources.http import Plumbing
from paperstudy.sources.pacing import LocalPacer
from paperstudy.study.pdfs import Pdfs
from paperstudy.study.values import PdfPlace
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply
from tests.unit.study.house import House, failed, preprint, values

PDF = b"%PDF-1.7\n" + b"words " * 1000
OLD = Identifier(Scheme.ARXIV, "hep-th/9711200")


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "texts" / "of papers"


@pytest.fixture
def pdfs(house: House, folder: Path, server: FakeServer) -> Pdfs:
    time = FakeTime()
    pacer = LocalPacer(time.clock, time.wait)
    plumbing = Plumbing({"arxiv": server.url}, pacer=pacer, wait=time.wait, tries=1)
    return Pdfs(house.store, folder, lambda: plumbing)


def fetch(pdfs: Pdfs, reference: str, cancel: CancelToken | None = None) -> list[Event]:
    return list(pdfs.download(reference, cancel=cancel or CancelToken()))


def place(events: list[Event]) -> PdfPlace:
    (found,) = values(events, PdfPlace)
    return found


def refusal(pdfs: Pdfs, reference: str) -> PaperstudyError:
    (item,) = failed(fetch(pdfs, reference))
    return item.error


def test_a_text_is_stored_once(house: House, pdfs: Pdfs, server: FakeServer, folder: Path) -> None:
    server.route("/pdf/2001.00001", Reply(PDF))
    (paper,) = house.shelve(preprint("2001.00001"))
    assert pdfs.find(paper.key) == PdfPlace(paper.key, None, "https://arxiv.org/pdf/2001.00001")
    assert not folder.exists()
    events = fetch(pdfs, paper.key)
    stored = folder / f"{paper.key}-{paper.id}.pdf"
    assert place(events) == PdfPlace(paper.key, stored, "https://arxiv.org/pdf/2001.00001")
    assert stored.read_bytes() == PDF
    assert isinstance(events[0], Started)
    assert Progress(len(PDF), len(PDF), paper.key) in events
    assert events[-1] == Finished(None)
    assert place(fetch(pdfs, "arxiv:2001.00001")).path == stored
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("record", "address"),
    [
        (preprint("2001.00001", pdf_url="https://example.org/a.pdf"), "https://example.org/a.pdf"),
        (preprint("2001.00001", withdrawn=True), ""),
        (preprint("hep-th/9711200", identifiers=(OLD,)), "https://arxiv.org/pdf/hep-th/9711200"),
        (
            PaperRecord("log", "A", identifiers=(Identifier(Scheme.OPENREVIEW, "YicbFdNTTy"),)),
            "https://openreview.net/pdf?id=YicbFdNTTy",
        ),
        (
            PaperRecord("log", "A", identifiers=(Identifier(Scheme.ACL, "P16-1162"),)),
            "https://aclanthology.org/P16-1162.pdf",
        ),
        (PaperRecord("log", "A", identifiers=(Identifier(Scheme.DOI, "10.1000/a"),)), ""),
    ],
)
def test_where_a_text_is_on_the_web_follows_from_the_numbers(
    house: House, pdfs: Pdfs, record: PaperRecord, address: str
) -> None:
    (paper,) = house.shelve(record)
    assert pdfs.find(paper.key).url == address


@pytest.mark.parametrize("key", ["a/b:c+d", "..", "DBLP:conf/icml/1"])
def test_a_key_that_is_no_file_name_leads_to_one_that_is(
    house: House, pdfs: Pdfs, server: FakeServer, folder: Path, key: str
) -> None:
    server.route("/pdf/*", Reply(PDF))
    first, second = house.shelve(preprint("2001.00001"), preprint("2001.00002", "Two"))
    with house.store.write() as tx:
        tx.papers.set_key(first.id, key)
        tx.papers.set_key(second.id, key.replace("/", "_") + "_")
    path = place(fetch(pdfs, key)).path
    other = place(fetch(pdfs, "arxiv:2001.00002")).path
    assert path is not None
    assert other is not None
    assert path.parent == other.parent == folder
    assert path != other
    assert path.suffix == ".pdf"


def test_a_page_that_is_no_pdf_is_refused_and_nothing_is_left(
    house: House, pdfs: Pdfs, server: FakeServer, folder: Path
) -> None:
    server.route("/pdf/*", Reply(b"<html>robot?</html>", headers={"Content-Type": "text/html"}))
    house.shelve(preprint("2001.00001"))
    assert isinstance(refusal(pdfs, "arxiv:2001.00001"), MalformedAnswerError)
    assert list(folder.iterdir()) == []
    assert pdfs.find("arxiv:2001.00001").path is None


def test_a_download_that_was_stopped_goes_on_where_it_was(
    house: House, pdfs: Pdfs, server: FakeServer, folder: Path
) -> None:
    large = b"%PDF-1.7\n" + bytes(3 * 1024 * 1024)
    reply = Reply(large, headers={"ETag": '"a"'}, ranges=True)
    server.route("/pdf/*", reply)
    house.shelve(preprint("2001.00001"))
    cancel = CancelToken()
    events = []
    for event in pdfs.download("arxiv:2001.00001", cancel=cancel):
        events.append(event)
        if isinstance(event, Progress) and event.done:
            cancel.cancel()
    assert values(events, PdfPlace) == []
    assert events[-1] == Finished(None, cancelled=True)
    assert pdfs.find("arxiv:2001.00001").path is None
    path = place(fetch(pdfs, "arxiv:2001.00001")).path
    assert path is not None
    assert path.read_bytes() == large
    assert server.requests[-1].headers["range"].startswith("bytes=")


def test_a_paper_that_nobody_has_a_text_of_says_so(house: House, pdfs: Pdfs) -> None:
    (paper,) = house.shelve(PaperRecord("person", "A Report"))
    error = refusal(pdfs, paper.key)
    assert isinstance(error, NotFoundError)
    assert paper.key in error.hint
    with pytest.raises(NotFoundError):
        fetch(pdfs, "nobody2020nothing")


def test_an_address_that_is_none_is_a_failure_of_the_item(house: House, pdfs: Pdfs) -> None:
    house.shelve(preprint("2001.00001", pdf_url="ftp://example.org/a.pdf"))
    assert isinstance(refusal(pdfs, "arxiv:2001.00001"), InvalidInputError)


def test_without_a_network_nothing_is_fetched(house: House, folder: Path) -> None:
    house.shelve(preprint("2001.00001"))
    pdfs = Pdfs(house.store, folder, lambda: Plumbing(offline=True))
    assert isinstance(refusal(pdfs, "arxiv:2001.00001"), OfflineError)


def test_a_folder_that_cannot_be_made_is_told(
    house: House, pdfs: Pdfs, server: FakeServer, folder: Path
) -> None:
    server.route("/pdf/*", Reply(PDF))
    house.shelve(preprint("2001.00001"))
    folder.parent.write_text("a file, where the folder should be", encoding="utf-8")
    error = refusal(pdfs, "arxiv:2001.00001")
    assert isinstance(error, StoreError)
    assert "cannot be written" in str(error)


def test_what_sources_say_of_the_place_wins(house: House, pdfs: Pdfs, server: FakeServer) -> None:
    server.route("/open/a.pdf", Reply(PDF))
    record = replace(preprint("2001.00001"), pdf_url=f"{server.url}/open/a.pdf")
    house.shelve(record)
    assert place(fetch(pdfs, "arxiv:2001.00001")).path is not None
    assert server.paths() == ["/open/a.pdf"]


def test_a_file_that_another_program_kept_is_opened_where_it_is(
    house: House, pdfs: Pdfs, tmp_path: Path
) -> None:
    there = tmp_path / "kept.pdf"
    names = (str(tmp_path / "gone.pdf"), str(tmp_path / "page.html"), str(there), "~nobody-here/x")
    (paper,) = house.shelve(PaperRecord("bibtex", "A Title of Words", attachments=names))
    assert pdfs.find(paper.key).path is None
    (tmp_path / "page.html").write_text("x", encoding="utf-8")
    there.write_bytes(PDF)
    assert pdfs.find(paper.key).path == there
