"""A file on its way: kept beside its place until it is whole, so that it can be gone on with."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from paperstudy.domain.errors import (
    ConflictError,
    DiskFullError,
    InvalidFileError,
    MalformedAnswerError,
)
from paperstudy.sources.transport import StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import BinaryIO

    from paperstudy.domain.events import CancelToken
    from paperstudy.sources.redirects import Call
    from paperstudy.sources.transport import Head

_OK, _PARTIAL, _BEYOND = 200, 206, 416
_HEAD = 1024
_BLOCK = 1024 * 1024
_LONGEST_MARK = 1000
_RANGE = re.compile(r"bytes (?:(\d+)-\d+|\*)/(\d+|\*)", re.ASCII)
_SHA256 = re.compile(r'"?([0-9a-f]{64})"?', re.ASCII)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class PartFile:
    """The part of `target` that has come; `done` bytes of `total`, None where nobody said.

    It is `target` with `.part`, and the mark of its version (an ETag) with `.part.etag`. Open it
    to write, for one answer after another, and `finish` it.
    """

    def __init__(
        self, target: Path, source: str, expect: Callable[[bytes], bool] | None = None
    ) -> None:
        self._target = target
        self._part = target.with_name(f"{target.name}.part")
        self._mark = target.with_name(f"{target.name}.part.etag")
        self._source = source
        self._expect = expect
        self._checked = expect is None
        self._digest = ""
        self._file: BinaryIO | None = None
        self.done = 0
        self.total: int | None = None

    def __enter__(self) -> Self:
        with self._writing():
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._part.open("ab")
            if not self._take_alone(self._file):
                self._file.close()
                raise ConflictError(
                    "{path} is being downloaded already",
                    hint="wait for the other paperstudy to finish",
                    path=str(self._target),
                )
            self.done = self._file.tell()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            with self._writing():
                self._file.close()
            self._file = None
        if isinstance(error, MalformedAnswerError) or (kind and not self.done):
            self._throw_away()

    def ask_for(self, call: Call) -> Call:
        """Return `call` for the bytes as they are stored, from where we are."""
        headers = {**call.headers, "Accept-Encoding": "identity"}
        mark = self._read_mark()
        if self.done and not mark:
            self._restart()
        elif self.done:
            headers |= {"Range": f"bytes={self.done}-", "If-Range": mark}
        return replace(call, headers=headers, raw=True)

    def begin(self, head: Head) -> bool:
        """Make ready for the body of an answer; False where it has none that belongs here.

        The file is whole then if `done` is `total`; else it has to be asked for anew.
        """
        digest = _SHA256.fullmatch(head.before.get("x-linked-etag", "").strip()) or (
            _SHA256.fullmatch(head.headers.get("x-linked-etag", "").strip())
        )
        self._digest = digest[1] if digest else ""
        place = _RANGE.fullmatch(head.headers.get("content-range", "").strip())
        if head.status == _OK:
            self._restart()
            length = head.headers.get("content-length", "")
            self.total = int(length) if length.isascii() and length.isdecimal() else None
            self._write_mark(head.headers)
            return True
        self.total = int(place[2]) if place and place[2] != "*" else None
        if head.status == _PARTIAL and place and place[1] == str(self.done):
            return True
        if head.status != _BEYOND or self.done != self.total:
            self._restart()
            self.total = None
        return False

    def write(self, chunk: bytes) -> None:
        """Add what came.

        Raises:
            MalformedAnswerError: the file does not begin as it should.
            StoreError: there is no room.
            InvalidFileError: the file cannot be written.
        """
        assert self._file is not None
        with self._writing():
            self._file.write(chunk)
        self.done += len(chunk)
        if self.done >= _HEAD:
            self._check_head()

    def finish(self, cancel: CancelToken) -> None:
        """Check the whole file and put it in its place.

        Raises:
            MalformedAnswerError: it is not what was promised; nothing is kept.
            StoppedError: a person asked to stop before it was checked.
        """
        assert self._file is not None
        self._check_head()
        with self._writing():
            self._file.close()
        if self._digest and self._hash(cancel) != self._digest:
            raise MalformedAnswerError(
                "what {source} sent is damaged: its checksum differs",
                hint="download it again",
                source=self._source,
            )
        with self._writing():
            self._part.replace(self._target)
            self._mark.unlink(missing_ok=True)

    def _take_alone(self, file: BinaryIO) -> bool:
        """Tell whether no other process writes the part, nor has just put it in its place."""
        try:
            import fcntl
        except ImportError:  # there, a file that is open cannot be replaced
            return True
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return os.path.samestat(os.fstat(file.fileno()), self._part.stat())
        except (BlockingIOError, FileNotFoundError):
            return False

    def _check_head(self) -> None:
        if self._checked or self._expect is None:
            return
        assert self._file is not None
        with self._writing():
            self._file.flush()
            with self._part.open("rb") as file:
                head = file.read(_HEAD)
        if not self._expect(head):
            raise MalformedAnswerError(
                "{source} sent another kind of file",
                hint="it does so when it is busy; ask again later",
                source=self._source,
            )
        self._checked = True

    def _hash(self, cancel: CancelToken) -> str:
        digest = hashlib.sha256()
        with self._writing(), self._part.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                if cancel.cancelled:
                    raise StoppedError
        return digest.hexdigest()

    def _restart(self) -> None:
        assert self._file is not None
        with self._writing():
            self._file.truncate(0)
            self._mark.unlink(missing_ok=True)
        self.done = 0
        self._checked = self._expect is None

    def _read_mark(self) -> str:
        try:
            mark = self._mark.read_text(encoding="latin-1")
        except OSError:
            return ""
        return mark if mark.isprintable() and len(mark) <= _LONGEST_MARK else ""

    def _write_mark(self, headers: Mapping[str, str]) -> None:
        mark = headers.get("etag", "").strip()
        if not mark or mark.startswith("W/"):  # a weak one says nothing about bytes
            mark = headers.get("last-modified", "").strip()
        if mark:
            with self._writing():
                self._mark.write_text(mark, encoding="latin-1", errors="replace")

    def _throw_away(self) -> None:
        with self._writing():
            self._part.unlink(missing_ok=True)
            self._mark.unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in _FULL:
                raise DiskFullError(
                    "there is no room for {path}",
                    hint="free some space; what has come is kept",
                    path=str(self._target),
                ) from error
            raise InvalidFileError(
                "{path} cannot be written ({reason})",
                path=str(self._target),
                reason=error.strerror or "unknown",
            ) from error
