"""Logs on disk: which files of a folder or a Notion export are logs, and their text.

A file that cannot be read is a value in the stream, so that the rest goes on.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from paperstudy.domain.errors import (
    BadEncodingError,
    LogTooLargeError,
    NotFoundError,
    UnreadableLogError,
)
from paperstudy.domain.events import ItemFailed
from paperstudy.logs.exports import iter_export

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".txt"})
"""The endings of files that are logs, in lower case."""

MAX_BYTES = 20_000_000
"""A larger file is no study log."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_BOM = b"\xef\xbb\xbf"
_SAMPLE = 8192
_FEW_CONTROLS = 0.02


@dataclass(frozen=True, slots=True)
class LogFile:
    """A log that can be read: `path` is what a person sees, absolute and with forward slashes.

    Inside an export it is the archive's path and the member's without Notion's numbers:
    `export.zip/Day 1.md`. `load` gives the bytes and may raise a `LogError`.
    """

    path: str
    size: int
    mtime_ns: int
    load: Callable[[], bytes] = field(compare=False, repr=False)


def iter_logs(paths: Sequence[Path]) -> Iterator[LogFile | ItemFailed]:
    """Yield the logs under `paths`, folders recursively, in a stable order, each file once.

    Hidden files and folders, `node_modules` and links that lead out of a given folder are left
    alone. A given file is read whatever it is called. What cannot be read comes as `ItemFailed`.

    Raises:
        NotFoundError: One of `paths` does not exist; raised before anything is yielded.
    """
    for path in paths:
        if not os.path.exists(path):  # noqa: PTH110 - Path's own fails on names it cannot ask for
            raise NotFoundError(
                "there is no file or folder “{path}”",
                hint="check the path for spelling",
                path=path,
            )
    return _iter_all(paths)


def read_text(data: bytes) -> str:
    """Return the text of a log: UTF-8, UTF-16 with its mark, or a Korean code page by detection.

    Raises:
        UnreadableLogError: The bytes are no text.
        BadEncodingError: They are text in characters that cannot be told.
    """
    if data.startswith(_UTF16):
        return _decode(data, "utf-16")
    try:
        text = data.decode("utf-8-sig" if data.startswith(_UTF8_BOM) else "utf-8")
    except UnicodeDecodeError:
        text = _detect(data)
    if _is_binary(text):
        raise UnreadableLogError("the file is no text", hint="only text files can be scanned")
    return text


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadEncodingError(
            "the characters of the file are not {encoding} as its mark says",
            hint="save the file as UTF-8",
            encoding=encoding.upper(),
        ) from error


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    if "\x00" in sample:
        return True
    controls = sum(char < " " and char not in "\t\n\r\f\v\x1b\x08" for char in sample)
    return controls > max(3, len(sample) * _FEW_CONTROLS)


def _detect(data: bytes) -> str:
    """Decode bytes that are not UTF-8: a Korean code page if it fits, else the best guess."""
    if b"\x00" in data[:_SAMPLE]:
        raise UnreadableLogError("the file is no text", hint="only text files can be scanned")
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        text = ""
    if text and _looks_korean(text):
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data[:1_000_000], preemptive_behaviour=False).best()
    if best is not None:
        return data.decode(best.encoding, errors="replace")
    if text:
        return text
    raise BadEncodingError(
        "the characters of the file cannot be told", hint="save the file as UTF-8"
    )


def _looks_korean(text: str) -> bool:
    """Say whether most letters beyond ASCII are Hangul; rare syllables betray another code."""
    foreign = [char for char in text[:200_000] if char > "\x7f"]
    hangul = sum("가" <= char <= "힣" for char in foreign)
    return bool(foreign) and hangul >= 0.6 * len(foreign)


def _iter_all(paths: Sequence[Path]) -> Iterator[LogFile | ItemFailed]:
    seen: set[Path] = set()
    for given in paths:
        root = given.resolve()
        files = _walk(root) if root.is_dir() else iter((root,))
        for path in files:
            if path in seen:
                continue
            seen.add(path)
            yield from _open_file(path)


def _walk(root: Path) -> Iterator[Path]:
    """Yield the logs and exports under a folder, resolved; never leaves it, never loops."""
    visited = {root}
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        below: list[Path] = []
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "node_modules":
                continue
            path = _resolve_inside(Path(entry.path), root)
            if path is None:
                continue
            if path.is_dir():
                if path not in visited:
                    visited.add(path)
                    below.append(path)
            elif path.suffix.lower() in SUFFIXES or path.suffix.lower() == ".zip":
                yield path
        folders.extend(reversed(below))


def _resolve_inside(path: Path, root: Path) -> Path | None:
    """Return where `path` leads, if that is inside `root`."""
    try:
        resolved = path.resolve() if path.is_symlink() else path
        if resolved.is_symlink() or not resolved.is_relative_to(root) or not resolved.exists():
            return None
    except (OSError, RuntimeError):
        return None
    return resolved


def _open_file(path: Path) -> Iterator[LogFile | ItemFailed]:
    shown = path.as_posix()
    try:
        facts = path.stat()
    except OSError as error:
        yield ItemFailed(shown, _unreadable(error))
        return
    if path.suffix.lower() == ".zip":
        yield from _open_export(path, shown, facts)
    elif facts.st_size > MAX_BYTES:
        yield ItemFailed(shown, _too_large())
    else:
        yield LogFile(shown, facts.st_size, facts.st_mtime_ns, lambda: _load(path))


def _open_export(path: Path, shown: str, facts: os.stat_result) -> Iterator[LogFile | ItemFailed]:
    for member in iter_export(path, SUFFIXES, MAX_BYTES):
        label = (PurePosixPath(shown) / member.name).as_posix() if member.name else shown
        if member.error is not None:
            yield ItemFailed(label, member.error)
        else:
            yield LogFile(label, member.size, facts.st_mtime_ns, member.load)


def _load(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(error) from error
    if len(data) > MAX_BYTES:
        raise _too_large()
    return data


def _unreadable(error: OSError) -> UnreadableLogError:
    return UnreadableLogError("the file cannot be opened: {reason}", reason=error.strerror or error)


def _too_large() -> LogTooLargeError:
    return LogTooLargeError(
        "the file is larger than {size} MB",
        hint="a study log is a short text",
        size=MAX_BYTES // 1_000_000,
    )
