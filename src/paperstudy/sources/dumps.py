"""Dumps of Papers with Code, read as a stream: any size, in little memory, or not at all.

A dump is one JSON array of objects, mostly packed with gzip, without promises about its lines.
What is in a row is the business of `dumprows`.
"""

from __future__ import annotations

import codecs
import json
import re
import zlib
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from paperstudy.domain.archive import DumpKind
from paperstudy.domain.errors import InvalidFileError
from paperstudy.sources.dumprows import READERS, tell_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from paperstudy.domain.archive import DumpRow
    from paperstudy.domain.events import CancelToken

CHUNK = 1024 * 1024
"""Bytes read, and unpacked, at a time."""
LARGEST_ROW = 64 * 1024 * 1024
"""Characters; the largest tree of leaderboards has a few millions."""
_BATCH = 200
_GAP = re.compile(r"[\s,\ufeff]*")
_GZIP = b"\x1f\x8b"
_AUTO = 47  # zlib's word for a gzip header, with its check sum
# An error of the JSON reader so near to the end of what is read may be gone with the next piece.
_EDGE = 16

_NAMES = (
    ("links-between-paper", DumpKind.LINKS),  # the later parquet set says `paper`
    ("papers-with-abstracts", DumpKind.PAPERS),
    ("evaluation-tables", DumpKind.RESULTS),
    ("methods", DumpKind.METHODS),
)
_DATED = re.compile(r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-(\d{1,2})-")
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_LAST_YEAR = 2025  # of the site: names tell a month and a day of it, and no year
_WANTED = (
    "give a dump of Papers with Code: links-between-papers-and-code, papers-with-abstracts, "
    "methods or evaluation-tables, as .json or .json.gz"
)


class Dump:
    """One dump on disk: its kind, its size in bytes, and how many of them have been read."""

    def __init__(self, path: Path, kind: DumpKind, size: int, cancel: CancelToken) -> None:
        self.path = path
        self.kind = kind
        self.size = size
        self.done = 0
        self.skipped = 0
        self._cancel = cancel

    @property
    def dated(self) -> date | None:
        """The day that the file's name tells, None where it tells none."""
        found = _DATED.match(self.path.name.lower())
        try:
            return date(_LAST_YEAR, _MONTHS.index(found[1]) + 1, int(found[2])) if found else None
        except ValueError:
            return None

    def batches(self) -> Iterator[list[DumpRow]]:
        """Yield the rows, some hundreds at a time; after a stop the stream just ends.

        Raises:
            InvalidFileError: the file is cut off or damaged; what was yielded may not be kept.
        """
        read = READERS[self.kind]
        objects = _iter_objects(self.path, self._count)
        try:
            while chunk := list(islice(objects, _BATCH)):
                rows: list[DumpRow] = list(read(chunk))
                self.skipped += max(0, len(chunk) - len(rows))
                if self._cancel.cancelled:
                    return
                yield rows
        finally:
            objects.close()

    def _count(self, done: int) -> bool:
        self.done = done
        return self._cancel.cancelled


def read_dump(path: Path, cancel: CancelToken) -> Dump:
    """Open a dump; its kind is told by the fields of its first row, else by its name.

    Raises:
        InvalidFileError: the file cannot be read, is no dump, or one of no use here.
    """
    try:
        size = path.stat().st_size
        objects = _iter_objects(path, lambda _: cancel.cancelled)
        try:
            first = next(objects, None)
        finally:
            objects.close()
    except OSError as error:
        raise InvalidFileError(
            "{path} cannot be read ({reason})",
            hint="check the name and that you may read it",
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error
    named = next((kind for part, kind in _NAMES if part in path.name.lower()), None)
    kind = named if cancel.cancelled else tell_fields(first) if first else None
    if kind is None:
        raise _no_dump(path, empty=first is None and named is not None)
    return Dump(path, kind, size, cancel)


def _no_dump(path: Path, *, empty: bool) -> InvalidFileError:
    if empty:
        return InvalidFileError("{path} holds no row", hint="download it again", path=path)
    return InvalidFileError("{path} is no dump that is of use here", hint=_WANTED, path=path)


def _iter_objects(
    path: Path, passed: Callable[[int], bool]
) -> Generator[dict[str, Any], None, None]:
    """Yield the objects of a JSON array, or those that stand one a line.

    `passed` is told how many bytes of the file are read, and answers whether to stop.
    """
    decode = json.JSONDecoder(strict=False).raw_decode
    with path.open("rb") as file:
        pieces = _iter_text(path, file, passed)
        text, place, array = "", 0, _Array(path)
        while True:
            gap = _GAP.match(text, place)
            place = gap.end() if gap else place
            if place == len(text):
                text, place = next(pieces, ""), 0
                if not text:
                    break
            elif text[place] != "{" or array.closed:
                array.take(text[place])
                place += 1
            else:
                try:
                    value, place = decode(text, place)
                except (ValueError, RecursionError) as error:
                    more = _read_on(pieces, len(text) - place) if _is_cut(error, text) else ""
                    if not more and not passed(file.tell()):
                        raise _damaged(path, array.row + 1) from error
                    text, place = (text[place:] + more, 0) if more else ("", 0)
                    continue
                array.row += 1
                yield value
        if array.opened and not array.closed and not passed(file.tell()):
            raise _damaged(path, array.row + 1)


class _Array:
    """What stands around the objects: the brackets of a list, or nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.row = 0
        self.opened = self.closed = False

    def take(self, sign: str) -> None:
        """Take a sign that begins no object; nothing else may stand there."""
        if sign == "[" and not self.opened and not self.row:
            self.opened = True
        elif sign == "]" and self.opened and not self.closed:
            self.closed = True
        elif self.row:
            raise _damaged(self._path, self.row + 1)
        else:
            raise _no_dump(self._path, empty=False)


def _is_cut(error: Exception, text: str) -> bool:
    """Whether an object may just go on behind the end of `text`."""
    if not isinstance(error, json.JSONDecodeError):
        return False  # nested too deep, or a number of thousands of digits
    return error.msg.startswith("Unterminated") or error.pos >= len(text) - _EDGE


def _read_on(pieces: Iterator[str], size: int) -> str:
    """Return as much again as is at hand, so that a large row is not read over and over."""
    more: list[str] = []
    have = 0
    while have < max(size, 1) and size < LARGEST_ROW:
        piece = next(pieces, "")
        if not piece:
            break
        more.append(piece)
        have += len(piece)
    return "".join(more)


def _iter_text(path: Path, file: BinaryIO, passed: Callable[[int], bool]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    for data in _iter_unpacked(path, file, passed):
        text = decoder.decode(data)
        if text:
            yield text


def _iter_unpacked(path: Path, file: BinaryIO, passed: Callable[[int], bool]) -> Iterator[bytes]:
    """Yield the bytes in the file, unpacked where it is packed; end early after a stop."""
    data = file.read(max(CHUNK, len(_GZIP)))
    if data.startswith(_GZIP):
        yield from _iter_unzipped(path, file, data, passed)
        return
    while data and not passed(file.tell()):
        yield data
        data = file.read(CHUNK)


def _iter_unzipped(
    path: Path, file: BinaryIO, data: bytes, passed: Callable[[int], bool]
) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_AUTO)
    while data:
        if passed(file.tell()):
            return
        try:
            unpacked = unpacker.decompress(data, CHUNK)
        except zlib.error as error:
            raise _damaged_packing(path) from error
        if unpacked:
            yield unpacked
        data = unpacker.unconsumed_tail
        if unpacker.eof:
            # gzip allows several members one after the other, and zeros behind the last.
            data = (unpacker.unused_data or file.read(CHUNK)).lstrip(b"\0")
            unpacker = zlib.decompressobj(_AUTO) if data else unpacker
        data = data or file.read(CHUNK)
    if not unpacker.eof:
        raise _damaged_packing(path)


def _damaged(path: Path, row: int) -> InvalidFileError:
    return InvalidFileError(
        "{path} is cut off or damaged at row {row}",
        hint="nothing of it was kept; download it again",
        path=path,
        row=row,
    )


def _damaged_packing(path: Path) -> InvalidFileError:
    return InvalidFileError(
        "{path} is cut off or damaged: its packing is broken",
        hint="nothing of it was kept; download it again",
        path=path,
    )
