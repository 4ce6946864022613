"""Texts from outside that are no logs: decoded as logs are, or known as our own."""

from __future__ import annotations

from pathlib import Path

from paperstudy.domain.errors import InvalidFileError

_SMALL = 5_000_000  # bytes
_OURS = b"paperstudy:paper"  # in what is none, no more is looked for, nor loaded to look with


def decode_text(data: bytes) -> str:
    """Return bytes as text: UTF-8, UTF-16 with its mark, or a Korean code page by detection.

    Raises:
        LogError: they are no text, or in characters that cannot be told.
    """
    from paperstudy.logs.reading import read_text

    return read_text(data)


def is_own_note(data: bytes) -> bool:
    """Tell a note that we wrote on a paper, among the logs that a person wrote."""
    if _OURS not in data:
        return False
    from paperstudy.formats.notes import is_note

    return is_note(data)


def read_small(name: str) -> bytes:
    """Return what a file holds that can only be small.

    Raises:
        InvalidFileError: it cannot be read, or is too large.
    """
    path = Path(name)
    try:
        if path.stat().st_size > _SMALL:
            raise InvalidFileError("{path} is too large", path=name)
        return path.read_bytes()
    except OSError as error:
        raise InvalidFileError(
            "{path} cannot be read ({reason})", path=name, reason=error.strerror or ""
        ) from error
