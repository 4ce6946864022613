"""Texts from outside that are no logs: decoded as logs are."""

from __future__ import annotations


def decode_text(data: bytes) -> str:
    """Return bytes as text: UTF-8, UTF-16 with its mark, or a Korean code page by detection.

    Raises:
        LogError: they are no text, or in characters that cannot be told.
    """
    from paperstudy.logs.reading import read_text

    return read_text(data)
