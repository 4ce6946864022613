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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".txt"})
"""The endings of files that are logs, in lower case."""

MAX_BYTES = 20_000_000
"""A larger file is no study log."""

_LISTS = frozenset({".bib", ".ris"})  # of other tools, which a person gives by mistake
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_BOM = b"\xef\xbb\xbf"
_SAMPLE = 8192
_FEW_CONTROLS = 0.02
_FIRST_SURROGATE, _LAST_SURROGATE = 0xD800, 0xDFFF
# A byte of a file name that is no UTF-8 is a lone surrogate from here on.
_ESCAPED_BYTES, _LAST_BYTE = 0xDC00, 0xFF


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
    alone. A given file is read whatever it is called, but for the lists of other tools. What
    cannot be read comes as `ItemFailed`.

    Raises:
        NotFoundError: One of `paths` does not exist; raised before anything is yielded.
        UnreadableLogError: One of `paths` may not be looked at; raised as early.
    """
    for path in paths:
        _check_given(path)
    return _iter_all(paths)


def _check_given(path: Path) -> None:
    try:
        path.stat()
    except PermissionError as error:
        raise _unreadable(error) from error
    except (OSError, ValueError) as error:  # not there, too long, a loop, a null character
        raise NotFoundError(
            "there is no file or folder “{path}”",
            hint="check the path for spelling",
            path=shown_path(path),
        ) from error


def shown_path(path: Path) -> str:
    r"""Return a path as text that can be saved: bytes that are no UTF-8 become `\xff`."""
    shown = path.as_posix()
    if shown.isprintable():
        return shown
    return "".join(map(_shown_char, shown))


def _shown_char(char: str) -> str:
    code = ord(char)
    if _FIRST_SURROGATE <= code <= _LAST_SURROGATE:
        raw = code - _ESCAPED_BYTES
        return f"\\x{raw:02x}" if 0 <= raw <= _LAST_BYTE else f"\\u{code:04x}"
    return char


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
    if is_binary(text):
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


def is_binary(text: str) -> bool:
    """Tell what was decoded and is no text: it holds a null, or many controls."""
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
            if isinstance(path, ItemFailed):
                yield path
            elif path not in seen:
                seen.add(path)
                yield from _open_file(path)


def _walk(root: Path) -> Iterator[Path | ItemFailed]:
    """Yield the logs and exports under a folder, resolved; never leaves it, never loops.

    A folder that cannot be read comes as a failure: what it holds is not gone.
    """
    visited = {root}
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield ItemFailed(shown_path(folder), _unreadable(error, folder=True))
            continue
        below: list[Path] = []
        for entry in entries:
            path = _inspect(entry, root)
            if isinstance(path, ItemFailed):
                yield path
            elif path is not None and path.is_dir():
                if path not in visited:
                    visited.add(path)
                    below.append(path)
            elif path is not None and _is_log_name(path.name):
                yield path
        folders.extend(reversed(below))


def _inspect(entry: os.DirEntry[str], root: Path) -> Path | ItemFailed | None:
    """Return where an entry of a folder leads, None where it is to be left alone."""
    if entry.name.startswith(".") or entry.name == "node_modules":
        return None
    path = Path(entry.path)
    try:
        return _resolve_inside(path, root)
    except PermissionError as error:
        failed = ItemFailed(shown_path(path), _unreadable(error))
        return failed if _is_wanted(entry) else None


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    """Say whether a name that may not be looked at is that of a folder or a log."""
    try:
        return entry.is_dir(follow_symlinks=False) or _is_log_name(entry.name)
    except OSError:
        return True


def _is_log_name(name: str) -> bool:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix in SUFFIXES or suffix == ".zip"


def _resolve_inside(path: Path, root: Path) -> Path | None:
    """Return where `path` leads, if that is inside `root`.

    Raises:
        PermissionError: It may not be looked at.
    """
    try:
        resolved = path.resolve() if path.is_symlink() else path
        if resolved.is_symlink() or not resolved.is_relative_to(root):
            return None
        resolved.stat()
    except PermissionError:
        raise
    except (OSError, RuntimeError):
        return None
    return resolved


def _open_file(path: Path) -> Iterator[LogFile | ItemFailed]:
    shown = shown_path(path)
    try:
        facts = path.stat()
    except OSError as error:
        yield ItemFailed(shown, _unreadable(error))
        return
    if path.suffix.lower() == ".zip":
        yield from _open_export(path, shown, facts)
    elif path.suffix.lower() in _LISTS:
        yield ItemFailed(shown, _no_log())
    elif facts.st_size > MAX_BYTES:
        yield ItemFailed(shown, _too_large())
    else:
        yield LogFile(shown, facts.st_size, facts.st_mtime_ns, lambda: _load(path))


def _open_export(path: Path, shown: str, facts: os.stat_result) -> Iterator[LogFile | ItemFailed]:
    from paperstudy.logs.exports import iter_export  # most folders hold no archive

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


def _unreadable(error: OSError, *, folder: bool = False) -> UnreadableLogError:
    return UnreadableLogError(
        "the folder cannot be opened: {reason}"
        if folder
        else "the file cannot be opened: {reason}",
        reason=error.strerror or error,
    )


def _no_log() -> UnreadableLogError:
    return UnreadableLogError(
        "the file is a list of papers, and no study log",
        hint="take it in with `paperstudy import`",
    )


def _too_large() -> LogTooLargeError:
    return LogTooLargeError(
        "the file is larger than {size} MB",
        hint="a study log is a short text",
        size=MAX_BYTES // 1_000_000,
    )
