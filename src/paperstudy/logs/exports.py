"""Zipped exports, as Notion makes them: members with numbers in their names, zips inside zips.

The names in an archive are labels only; nothing is ever written to disk.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import LogTooLargeError, PaperstudyError, UnreadableLogError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_NUMBER = re.compile(r"[ _-][0-9a-f]{32}(?=$|\.[A-Za-z]+$)")
_PART = re.compile(r"(?:^|/)[^/]*part-\d+\.zip$", re.IGNORECASE)
_UTF8_FLAG = 0x800
_MAX_MEMBERS = 20_000
_MAX_TOTAL = 200_000_000
_MAX_RATIO = 200
_SMALL = 1_000_000
_MAX_DEPTH = 2
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class ExportMember:
    """A log inside an archive, or what went wrong with it; `name` is empty for the archive.

    `labels` are the whole names, numbers and all: of the inner archives and of the log itself.
    """

    name: str
    size: int
    load: Callable[[], bytes]
    error: PaperstudyError | None = None
    labels: tuple[str, ...] = ()


def iter_export(path: Path, suffixes: frozenset[str], max_bytes: int) -> Iterator[ExportMember]:
    """Yield the logs of the archive at `path`, in order of their names; broken parts as errors."""
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        yield _failed(
            "", UnreadableLogError("the archive cannot be opened: {reason}", reason=error)
        )
        return
    with archive:
        members = _name_apart(_Walk(suffixes, max_bytes).members(archive))
        yield from sorted(members, key=lambda member: member.name)


def strip_number(name: str) -> str:
    """Return the path of a Notion page without the 32 digits behind each of its names."""
    return "/".join(_NUMBER.sub("", part) for part in name.split("/"))


def _name_apart(members: list[ExportMember]) -> list[ExportMember]:
    """Give members of one name the longer names that tell them apart.

    Those are the names with Notion's numbers, then with the inner archives' before them. A member
    that an archive holds twice is one: its last version.
    """
    named = list({member.labels: member for member in members}.values())
    for depth in (-1, 0):
        counts = Counter(member.name for member in named)
        named = [
            replace(member, name="/".join(member.labels[depth:]))
            if counts[member.name] > 1
            else member
            for member in named
        ]
    return named


@dataclass(slots=True)
class _Walk:
    suffixes: frozenset[str]
    max_bytes: int
    total: int = 0

    def members(
        self,
        archive: zipfile.ZipFile,
        inside: tuple[str, ...] = (),
        labels: tuple[str, ...] = (),
    ) -> list[ExportMember]:
        """Return the logs of an archive; those of archives inside it stand beside them.

        `inside` are the names of the archives around it as they hold them, `labels` as shown.
        """
        found: list[ExportMember] = []
        for info in archive.infolist()[:_MAX_MEMBERS]:
            name = _safe_name(_decode_name(info))
            if info.is_dir() or not name or _is_hidden(name):
                continue
            chain, names = (*inside, info.filename), (*labels, name)
            if name.lower().endswith(".zip"):
                if len(inside) < _MAX_DEPTH and _PART.search(name):
                    found.extend(self._inner(archive, info, chain, names))
            elif any(name.lower().endswith(suffix) for suffix in self.suffixes):
                found.append(self._member(archive, info, chain, names))
        return found

    def _member(
        self,
        archive: zipfile.ZipFile,
        info: zipfile.ZipInfo,
        chain: tuple[str, ...],
        labels: tuple[str, ...],
    ) -> ExportMember:
        name = strip_number(labels[-1])
        problem = self._problem(info)
        if problem is not None:
            return ExportMember(name, info.file_size, bytes, problem, labels)
        self.total += info.file_size
        source, limit = archive.filename or "", self.max_bytes
        return ExportMember(
            name, info.file_size, lambda: _load(source, chain, limit), labels=labels
        )

    def _inner(
        self,
        archive: zipfile.ZipFile,
        info: zipfile.ZipInfo,
        chain: tuple[str, ...],
        labels: tuple[str, ...],
    ) -> list[ExportMember]:
        name = strip_number(labels[-1])
        if info.file_size > _MAX_TOTAL:
            problem = LogTooLargeError("the inner archive is too large")
            return [ExportMember(name, info.file_size, bytes, problem, labels)]
        try:
            with zipfile.ZipFile(io.BytesIO(_read(archive, info.filename, _MAX_TOTAL))) as inner:
                inner.filename = archive.filename
                return self.members(inner, chain, labels)
        except _BROKEN as error:
            broken = UnreadableLogError(
                "the inner archive cannot be opened: {reason}", reason=error
            )
            return [ExportMember(name, 0, bytes, broken, labels)]

    def _problem(self, info: zipfile.ZipInfo) -> PaperstudyError | None:
        if info.flag_bits & 0x1:
            return UnreadableLogError("the page is encrypted")
        packed = max(info.compress_size, 1)
        bomb = info.file_size > _SMALL and info.file_size / packed > _MAX_RATIO
        if info.file_size > self.max_bytes or self.total + info.file_size > _MAX_TOTAL or bomb:
            return LogTooLargeError("the page unpacks to more than a log can be")
        return None


def _failed(name: str, error: PaperstudyError) -> ExportMember:
    return ExportMember(name, 0, bytes, error)


def _decode_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; archives made on Korean Windows hold CP949 without saying so."""
    if info.flag_bits & _UTF8_FLAG or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _safe_name(name: str) -> str:
    """Return a member's name as a plain label: no root, no drive, no way upward."""
    parts = re.split(r"[\\/]+", name)
    return "/".join(
        part for part in parts if part not in {"", ".", ".."} and not part.endswith(":")
    )


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return any(part.startswith(".") or part in {"node_modules", "__MACOSX"} for part in parts)


def _load(source: str, chain: tuple[str, ...], limit: int) -> bytes:
    """Read a member through the archives around it."""
    try:
        data = b""
        for depth, name in enumerate(chain):
            last = depth == len(chain) - 1
            with zipfile.ZipFile(source if depth == 0 else io.BytesIO(data)) as archive:
                data = _read(archive, name, limit if last else _MAX_TOTAL)
    except _BROKEN as error:
        raise UnreadableLogError("the page cannot be unpacked: {reason}", reason=error) from error
    return data


def _read(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Read at most `limit` bytes, whatever the archive's table says."""
    with archive.open(name) as member:
        data = member.read(limit + 1)
    if len(data) > limit:
        raise LogTooLargeError("the page unpacks to more than a log can be")
    return data
