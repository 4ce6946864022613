"""Files brought through the door: whole or not at all, gone on with where they broke off."""

from __future__ import annotations

import hashlib
import threading
from time import sleep
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.errors import (
    ConflictError,
    DiskFullError,
    InvalidFileError,
    MalformedAnswerError,
    OfflineError,
    RateLimitedError,
    SourceError,
    SourceUnavailableError,
)
from paperstudy.domain.events import CancelToken
from paperstudy.sources.http import Door, Downloaded, Plumbing, RefusedError, StoppedError
from paperstudy.sources.pacing import LocalPacer
from paperstudy.sources.partfile import PartFile
from paperstudy.sources.transport import Head
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply, failing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BODY = b"%PDF-1.5 " + bytes(range(256)) * 10_000
ETAG = {"ETag": '"first"'}
WHOLE = Reply(BODY, headers=ETAG, ranges=True)
SHA256 = hashlib.sha256(BODY).hexdigest()


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        yield server


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def door(server: FakeServer, time: FakeTime) -> Door:
    return make_door(server, time)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "new" / "paper.pdf"


def make_door(server: FakeServer, time: FakeTime, *, offline: bool = False) -> Door:
    pacer = LocalPacer(time.clock, time.wait)
    plumbing = Plumbing({"some": server.url}, "", offline, pacer, time.wait)
    return Door(plumbing, "some", "https://some.example", host="some.example", interval=2.0)


def download(
    door: Door, target: Path, expect: Callable[[bytes], bool] | None = None
) -> list[Downloaded]:
    url = f"{door.base_url}/file"
    return list(door.download(url, target, CancelToken(), expect=expect))


def is_pdf(head: bytes) -> bool:
    return head.startswith(b"%PDF-")


def files(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.glob("*"))


def test_a_file_comes_whole_and_says_how_far_it_is(
    door: Door, server: FakeServer, target: Path
) -> None:
    server.route("/file", WHOLE)
    told = download(door, target, is_pdf)
    assert target.read_bytes() == BODY
    assert files(target) == ["paper.pdf"]
    assert told[0] == Downloaded(0, len(BODY))
    assert told[-1] == Downloaded(len(BODY), len(BODY))
    assert len(told) == 4
    assert [each.done for each in told] == sorted(each.done for each in told)
    assert server.requests[0].headers["accept-encoding"] == "identity"


@pytest.mark.parametrize("size", [0, 1, 1023, 1024, 1025])
def test_a_small_file_comes_whole(door: Door, server: FakeServer, target: Path, size: int) -> None:
    server.route("/file", Reply(BODY[:size]))
    seen: list[bytes] = []

    def look(head: bytes) -> bool:
        seen.append(head)
        return True

    assert download(door, target, look)[-1].done == size
    assert target.read_bytes() == BODY[:size]
    assert seen == [BODY[: min(size, 1024)]]


def test_a_file_without_a_length_comes_whole(door: Door, server: FakeServer, target: Path) -> None:
    server.route("/file", Reply(BODY, unsized=True))
    told = download(door, target)
    assert target.read_bytes() == BODY
    assert (told[0], told[-1]) == (Downloaded(0, None), Downloaded(len(BODY), len(BODY)))


@pytest.mark.parametrize("kept", [10, 5000, 1_500_000])
def test_what_broke_off_is_gone_on_with(
    door: Door, server: FakeServer, target: Path, kept: int
) -> None:
    server.route("/file", Reply(BODY, headers=ETAG, truncate=kept, ranges=True), WHOLE)
    told = download(door, target, is_pdf)
    assert target.read_bytes() == BODY
    again = server.requests[1].headers
    assert (again["range"], again["if-range"]) == (f"bytes={kept}-", '"first"')
    assert [each.done for each in told].count(kept) == 1


def test_tries_begin_anew_where_much_has_come_between(
    door: Door, server: FakeServer, target: Path
) -> None:
    step = 1024 * 1024
    long = Reply(BODY * 3, headers=ETAG, truncate=step, ranges=True)
    server.route("/file", *[long] * 7, Reply(BODY * 3, headers=ETAG, ranges=True))
    download(door, target)
    assert target.read_bytes() == BODY * 3
    assert len(server.requests) == 8


def test_a_file_that_breaks_off_for_ever_is_given_up_and_its_part_kept(
    door: Door, server: FakeServer, target: Path
) -> None:
    server.route("/file", Reply(BODY, headers=ETAG, truncate=1000, ranges=True))
    with pytest.raises(SourceUnavailableError):
        download(door, target)
    assert files(target) == ["paper.pdf.part", "paper.pdf.part.etag"]
    assert len(server.requests) == 3
    server.route("/file", WHOLE)
    download(door, target)
    assert server.requests[3].headers["range"] == "bytes=3000-"
    assert target.read_bytes() == BODY
    assert files(target) == ["paper.pdf"]


def test_a_file_that_changed_meanwhile_is_begun_anew(
    door: Door, server: FakeServer, target: Path
) -> None:
    other = b"%PDF-1.7 another" * 100
    server.route(
        "/file",
        Reply(BODY, headers=ETAG, truncate=5000, ranges=True),
        Reply(other, headers={"ETag": '"second"'}, ranges=True),
    )
    download(door, target, is_pdf)
    assert target.read_bytes() == other


@pytest.mark.parametrize(
    ("headers", "again"),
    [
        ({}, None),
        ({"ETag": 'W/"weak"'}, None),
        ({"ETag": 'W/"weak"', "Last-Modified": "Sat, 21 Nov 2026 08:00:00 GMT"}, "bytes=50-"),
        ({"ETag": "\x01odd"}, None),
        ({"ETag": f'"{"e" * 2000}"'}, None),
    ],
)
def test_only_a_file_that_can_be_told_apart_is_gone_on_with(
    door: Door, server: FakeServer, target: Path, headers: dict[str, str], again: str | None
) -> None:
    server.route("/file", Reply(BODY, headers=headers, truncate=50), Reply(BODY, headers=headers))
    download(door, target)
    assert server.requests[1].headers.get("range") == again
    assert target.read_bytes() == BODY


@pytest.mark.parametrize("place", ["bytes 7-8/9", "nonsense", "", "bytes */*"])
def test_a_part_from_another_place_is_not_taken(
    door: Door, server: FakeServer, target: Path, place: str
) -> None:
    wrong = Reply(b"wrong", 206, {"Content-Range": place})
    server.route("/file", Reply(BODY, headers=ETAG, truncate=5000, ranges=True), wrong, WHOLE)
    download(door, target)
    assert target.read_bytes() == BODY
    assert "range" not in server.requests[2].headers


def test_a_part_that_is_whole_already_needs_no_more_bytes(
    door: Door, server: FakeServer, target: Path
) -> None:
    target.parent.mkdir()
    target.with_name("paper.pdf.part").write_bytes(BODY)
    target.with_name("paper.pdf.part.etag").write_text('"first"')
    server.route("/file", WHOLE)
    assert download(door, target, is_pdf) == [Downloaded(len(BODY), len(BODY))]
    assert target.read_bytes() == BODY
    assert len(server.requests) == 1


def test_a_part_that_is_longer_than_the_file_is_begun_anew(
    door: Door, server: FakeServer, target: Path
) -> None:
    target.parent.mkdir()
    target.with_name("paper.pdf.part").write_bytes(BODY + b"more")
    target.with_name("paper.pdf.part.etag").write_text('"first"')
    server.route("/file", WHOLE)
    download(door, target)
    assert target.read_bytes() == BODY


@pytest.mark.parametrize("truncate", [3, None])
def test_another_kind_of_file_is_not_kept(
    door: Door, server: FakeServer, target: Path, truncate: int | None
) -> None:
    page = Reply(b"<html>" * 9, headers=ETAG, truncate=truncate, ranges=True)
    server.route("/file", page, Reply(b"<html>" * 9, headers=ETAG, ranges=True))
    with pytest.raises(MalformedAnswerError, match="another kind of file"):
        download(door, target, is_pdf)
    assert files(target) == []


def test_a_file_that_fits_its_checksum_is_kept(
    server: FakeServer, door: Door, target: Path
) -> None:
    with FakeServer() as store:
        store.route("/blob", Reply(BODY))
        goal = {"Location": f"{store.url}/blob?signed=1", "X-Linked-Etag": f'"{SHA256}"'}
        server.route("/file", Reply(status=302, headers=goal))
        url = f"{door.base_url}/file"
        list(door.download(url, target, CancelToken(), secrets={"Authorization": "Bearer key"}))
        assert "authorization" not in store.requests[0].headers
    assert server.requests[0].headers["authorization"] == "Bearer key"
    assert target.read_bytes() == BODY


def test_a_file_that_is_damaged_is_thrown_away(
    server: FakeServer, door: Door, target: Path
) -> None:
    server.route("/file", Reply(BODY[:-1] + b"?", headers={**ETAG, "X-Linked-ETag": SHA256}))
    with pytest.raises(MalformedAnswerError, match="damaged"):
        download(door, target)
    assert files(target) == []


def test_a_checksum_of_another_kind_says_nothing(
    server: FakeServer, door: Door, target: Path
) -> None:
    server.route("/file", Reply(BODY, headers={"X-Linked-Etag": '"' + "a" * 40 + '"'}))
    download(door, target)
    assert target.read_bytes() == BODY


@pytest.mark.parametrize(
    "outcome",
    [
        (403, RefusedError, 1),
        (404, SourceError, 1),
        (500, SourceUnavailableError, 3),
        (429, RateLimitedError, 3),
    ],
)
def test_what_is_no_file_leaves_nothing_behind(
    server: FakeServer, door: Door, target: Path, outcome: tuple[int, type[SourceError], int]
) -> None:
    status, kind, requests = outcome
    server.route("/file", Reply(b"no", status))
    with pytest.raises(kind):
        download(door, target)
    assert files(target) == []
    assert len(server.requests) == requests


def test_a_passing_failure_is_tried_again(server: FakeServer, door: Door, target: Path) -> None:
    server.route("/file", *failing(2, WHOLE))
    download(door, target)
    assert target.read_bytes() == BODY


def test_a_redirect_astray_is_said(server: FakeServer, door: Door, target: Path) -> None:
    server.route("/file", Reply(status=302, headers={"Location": "ftp://a/b"}))
    with pytest.raises(MalformedAnswerError, match="elsewhere"):
        download(door, target)
    assert files(target) == []


def test_offline_nothing_is_begun(server: FakeServer, time: FakeTime, target: Path) -> None:
    with pytest.raises(OfflineError):
        download(make_door(server, time, offline=True), target)
    assert server.requests == []
    assert files(target) == []


@pytest.mark.parametrize("stop_by_closing", [True, False])
def test_after_a_stop_the_part_is_kept(
    server: FakeServer, door: Door, target: Path, stop_by_closing: bool
) -> None:
    gate = threading.Event()
    server.route("/file", Reply(BODY * 2, headers=ETAG, ranges=True, truncate=len(BODY)))
    cancel = CancelToken()
    coming = door.download(f"{door.base_url}/file", target, cancel)
    for told in coming:
        if told.done >= 1024 * 1024:
            break
    if stop_by_closing:
        coming.close()  # type: ignore[attr-defined]
    else:
        cancel.cancel()
        with pytest.raises(StoppedError):
            list(coming)
    gate.set()
    assert files(target) == ["paper.pdf.part", "paper.pdf.part.etag"]
    kept = target.with_name("paper.pdf.part").read_bytes()
    assert 1024 * 1024 <= len(kept) <= len(BODY)
    assert (BODY * 2).startswith(kept)


def test_a_reader_that_takes_its_time_loses_nothing(
    server: FakeServer, door: Door, target: Path
) -> None:
    server.route("/file", Reply(BODY * 4))
    coming = door.download(f"{door.base_url}/file", target, CancelToken())
    next(coming)
    sleep(0.08)
    assert list(coming)[-1].done == len(BODY) * 4
    assert target.read_bytes() == BODY * 4


def test_one_file_is_not_downloaded_twice_at_once(
    server: FakeServer, door: Door, target: Path
) -> None:
    pytest.importorskip("fcntl")
    server.route("/file", Reply(BODY, headers=ETAG, ranges=True))
    coming = door.download(f"{door.base_url}/file", target, CancelToken())
    next(coming)
    with pytest.raises(ConflictError, match="already"):
        download(door, target)
    assert list(coming)[-1].done == len(BODY)
    assert target.read_bytes() == BODY
    assert files(target) == ["paper.pdf"]


def test_a_stop_while_the_checksum_is_made_keeps_the_part(tmp_path: Path) -> None:
    stopped = CancelToken()
    stopped.cancel()
    with PartFile(tmp_path / "file", "some") as part:
        assert part.begin(Head(200, {"etag": '"a"', "x-linked-etag": SHA256}, {}))
        part.write(BODY)
        with pytest.raises(StoppedError):
            part.finish(stopped)
    assert (tmp_path / "file.part").read_bytes() == BODY


def test_a_folder_that_cannot_be_written_is_said(
    server: FakeServer, door: Door, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    server.route("/file", WHOLE)
    with pytest.raises(InvalidFileError, match="cannot be written"):
        download(door, tmp_path / "file" / "paper.pdf")
    assert server.requests == []


def test_a_full_disk_is_said_and_what_came_is_kept(
    server: FakeServer, door: Door, target: Path
) -> None:
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    server.route("/file", WHOLE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, limits[1]))
    try:
        with pytest.raises(DiskFullError, match="no room"):
            download(door, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert files(target) == ["paper.pdf.part", "paper.pdf.part.etag"]
    download(door, target)
    assert server.requests[1].headers["range"] == "bytes=1500000-"
    assert target.read_bytes() == BODY
