"""The archive from file to use: pulled or imported, whole or not at all."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from paperstudy.domain.archive import DumpKind, ImportedDump
from paperstudy.domain.errors import (
    InvalidFileError,
    InvalidInputError,
    MalformedAnswerError,
    OfflineError,
    SourceError,
    StoreCorruptError,
)
from paperstudy.domain.events import (
    CancelToken,
    Finished,
    ItemDone,
    ItemFailed,
    Notice,
    Progress,
    Started,
)
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.sources import dumps
from paperstudy.sources.http import Plumbing
from paperstudy.sources.pacing import LocalPacer
from paperstudy.sources.pulls import FILES
from paperstudy.store.archive import Archive, open_archive
from paperstudy.study.catalogue import Catalogue
from tests.fakes.dumps import ALL, AT, LINKS, PAPERS, write_dump
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply

ROUTE = "/datasets/pwc-archive/files/resolve/main/"
ATTENTION = Identifier(Scheme.ARXIV, "1706.03762")
ETAG = {"ETag": '"one"'}


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        for kind, path in zip(DumpKind, ALL_BY_KIND, strict=True):
            body = gzip.compress(path.read_bytes())
            server.route(ROUTE + FILES[kind], Reply(body, headers=ETAG, ranges=True))
        yield server


ALL_BY_KIND = (ALL[0], ALL[1], ALL[2], ALL[3])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "catalogue"


@pytest.fixture
def archive(folder: Path) -> Archive:
    return open_archive(folder / "paperswithcode.db")


@pytest.fixture
def catalogue(archive: Archive, folder: Path, server: FakeServer) -> Catalogue:
    return make_catalogue(archive, folder, server)


def make_catalogue(
    archive: Archive, folder: Path, server: FakeServer, *, offline: bool = False
) -> Catalogue:
    time = FakeTime()
    pacer = LocalPacer(time.clock, time.wait)

    def plumbing() -> Plumbing:
        return Plumbing({"pwc": server.url}, offline=offline, pacer=pacer, wait=time.wait)

    return Catalogue(archive, folder, plumbing, lambda: AT)


def done(events: list[Any]) -> list[ImportedDump]:
    values = [event.value for event in events if isinstance(event, ItemDone)]
    assert all(isinstance(value, ImportedDump) for value in values)
    return values  # type: ignore[return-value]  # just seen to be


def failures(events: list[Any]) -> list[Exception]:
    return [event.error for event in events if isinstance(event, ItemFailed)]


def test_links_are_pulled_and_imported_by_default(
    catalogue: Catalogue, archive: Archive, folder: Path, server: FakeServer
) -> None:
    events = list(catalogue.pull(cancel=CancelToken()))
    assert events[0] == Started(1, "catalogue")
    (dump,) = done(events)
    assert dump.kind is DumpKind.LINKS
    assert dump.file == FILES[DumpKind.LINKS]
    assert dump.imported_at == AT
    assert events[-1] == Finished((dump,))
    assert catalogue.status().dumps == (dump,)
    assert archive.find([ATTENTION])
    assert server.paths() == [ROUTE + FILES[DumpKind.LINKS]]
    assert [path.name for path in folder.iterdir()] == ["paperswithcode.db"], "no download is left"


def test_progress_is_told_in_bytes_of_the_download_and_then_of_the_import(
    catalogue: Catalogue,
) -> None:
    steps = [e for e in catalogue.pull(cancel=CancelToken()) if isinstance(e, Progress)]
    size = len(gzip.compress(LINKS.read_bytes()))
    assert steps[0].done == 0
    assert {step.total for step in steps} == {size}
    assert [step.done for step in steps].count(size) >= 2
    assert {step.label for step in steps} == {FILES[DumpKind.LINKS]}


def test_more_is_pulled_on_request_and_what_is_here_is_not_asked_for_again(
    catalogue: Catalogue, server: FakeServer
) -> None:
    list(catalogue.pull(cancel=CancelToken()))
    names = ["links", "methods", "evaluation-tables", "papers", "methods"]
    events = list(catalogue.pull(names, cancel=CancelToken()))
    assert [dump.kind.value for dump in done(events)] == names[:4]
    assert [e for e in events if isinstance(e, Notice)] == [
        Notice("{file} is imported already", (("file", FILES[DumpKind.LINKS]),))
    ]
    assert len(server.requests) == 4


def test_a_name_that_is_none_is_refused_before_anything_is_asked(
    catalogue: Catalogue, server: FakeServer
) -> None:
    with pytest.raises(InvalidInputError, match="datasets"):
        catalogue.pull(["links", "datasets"], cancel=CancelToken())
    assert server.requests == []


def test_offline_nothing_is_pulled(archive: Archive, folder: Path, server: FakeServer) -> None:
    catalogue = make_catalogue(archive, folder, server, offline=True)
    with pytest.raises(OfflineError):
        list(catalogue.pull(cancel=CancelToken()))
    assert server.requests == []
    assert not archive.status().dumps


def test_a_download_that_was_stopped_goes_on_where_it_was(
    catalogue: Catalogue, server: FakeServer, folder: Path, archive: Archive
) -> None:
    rows = [
        {"paper_url": f"/paper/p{n}", "paper_title": f"{n * 7919}", "repo_url": f"https://x.org/{n}"}
        for n in range(60_000)
    ]  # fmt: skip
    body = gzip.compress(json.dumps(rows).encode(), 0)
    server.route(ROUTE + FILES[DumpKind.LINKS], Reply(body, headers=ETAG, ranges=True))
    token = CancelToken()
    events = []
    for event in catalogue.pull(cancel=token):
        events.append(event)
        if isinstance(event, Progress) and event.done:
            token.cancel()
    assert events[-1] == Finished((), cancelled=True)
    part = folder / f"{FILES[DumpKind.LINKS]}.whole.part"
    assert 0 < part.stat().st_size < len(body)
    assert archive.status().dumps == ()
    (dump,) = done(list(catalogue.pull(cancel=CancelToken())))
    assert dump.rows == 60_000
    assert "range" in server.requests[-1].headers
    assert [path.name for path in folder.iterdir()] == ["paperswithcode.db"]


def test_an_import_that_was_stopped_needs_no_second_download(
    catalogue: Catalogue, server: FakeServer
) -> None:
    token = CancelToken()
    size = len(gzip.compress(LINKS.read_bytes()))
    for event in catalogue.pull(cancel=token):
        if isinstance(event, Progress) and event.done == size:
            token.cancel()
    assert catalogue.status().dumps == ()
    (dump,) = done(list(catalogue.pull(cancel=CancelToken())))
    assert dump.rows == 8
    assert len(server.requests) == 1


def test_after_a_stop_the_next_dump_is_not_begun(catalogue: Catalogue, server: FakeServer) -> None:
    token = CancelToken()
    token.cancel()
    events = list(catalogue.pull(["links", "methods"], cancel=token))
    assert events == [Started(2, "catalogue"), Finished((), cancelled=True)]
    assert server.requests == []


@pytest.mark.parametrize(
    "body",
    [gzip.compress(b"[]"), gzip.compress(LINKS.read_bytes())[:-9], gzip.compress(b"hello")],
    ids=["empty", "cut", "no dump"],
)
def test_what_came_damaged_is_told_and_thrown_away(
    catalogue: Catalogue, server: FakeServer, folder: Path, body: bytes
) -> None:
    server.route(ROUTE + FILES[DumpKind.LINKS], Reply(body, headers=ETAG))
    (error,) = failures(list(catalogue.pull(cancel=CancelToken())))
    assert isinstance(error, MalformedAnswerError)
    assert catalogue.status().dumps == ()
    assert not list(folder.glob("*.gz*"))


@pytest.mark.parametrize(
    "reply", [Reply(b"<html>", 200, {"Content-Type": "text/html"}), Reply(b"no", 404)]
)
def test_one_that_cannot_be_had_does_not_keep_the_next_from_coming(
    catalogue: Catalogue, server: FakeServer, reply: Reply
) -> None:
    server.route(ROUTE + FILES[DumpKind.LINKS], reply)
    events = list(catalogue.pull(["links", "methods"], cancel=CancelToken()))
    assert [dump.kind for dump in done(events)] == [DumpKind.METHODS]
    (error,) = failures(events)
    assert isinstance(error, SourceError)


def test_files_on_disk_are_imported_and_stay(
    catalogue: Catalogue, archive: Archive, tmp_path: Path
) -> None:
    packed = tmp_path / "papers-with-abstracts.json.gz"
    packed.write_bytes(gzip.compress(PAPERS.read_bytes()))
    events = list(catalogue.import_([LINKS, packed], cancel=CancelToken()))
    assert [dump.kind for dump in done(events)] == [DumpKind.LINKS, DumpKind.PAPERS]
    assert [event.label for event in events if isinstance(event, ItemDone)] == [
        str(LINKS),
        str(packed),
    ]
    assert packed.exists()
    assert archive.find([ATTENTION])[ATTENTION].year == 2017


def test_a_bad_file_fails_alone_and_leaves_what_was_there(
    catalogue: Catalogue, archive: Archive, tmp_path: Path
) -> None:
    list(catalogue.import_([LINKS], cancel=CancelToken()))
    cut = tmp_path / "links.json"
    cut.write_bytes(LINKS.read_bytes()[:-20])
    nothing = write_dump(tmp_path / "nothing.json", [{"paper_url": None, "repo_url": None}])
    events = list(
        catalogue.import_([cut, nothing, tmp_path / "absent", PAPERS], cancel=CancelToken())
    )
    assert [type(error) for error in failures(events)] == [InvalidFileError] * 3
    assert [dump.kind for dump in done(events)] == [DumpKind.PAPERS]
    assert [dump.file for dump in archive.status().dumps] == [LINKS.name, PAPERS.name]


def test_an_archive_that_is_none_ends_it(catalogue: Catalogue, folder: Path) -> None:
    folder.mkdir()
    (folder / "paperswithcode.db").write_bytes(b"somebody's file" * 100)
    with pytest.raises(StoreCorruptError):
        list(catalogue.import_([LINKS], cancel=CancelToken()))


def test_a_stop_of_an_import_leaves_what_was_there(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dumps, "CHUNK", 4096)
    list(catalogue.import_([LINKS], cancel=CancelToken()))
    before = catalogue.status().dumps
    rows = [{"paper_url": f"/paper/{n}", "repo_url": f"https://x.org/{n}"} for n in range(2000)]
    token = CancelToken()
    events = []
    for event in catalogue.import_([write_dump(tmp_path / "l.json", rows)], cancel=token):
        events.append(event)
        if isinstance(event, Progress):
            token.cancel()
    assert events[-1] == Finished((), cancelled=True)
    assert catalogue.status().dumps == before


def test_remove_deletes_the_archive_and_our_downloads_alone(
    catalogue: Catalogue, folder: Path
) -> None:
    list(catalogue.import_([LINKS], cancel=CancelToken()))
    theirs = folder / FILES[DumpKind.LINKS]
    ours = folder / f"{FILES[DumpKind.PAPERS]}.whole.part"
    for path in (theirs, ours):
        path.write_bytes(b"x")
    assert catalogue.remove()
    assert [path.name for path in folder.iterdir()] == [theirs.name]
    assert not catalogue.remove()
    assert catalogue.status().dumps == ()
