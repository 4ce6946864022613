"""Cleaning of text that comes from outside: control, escape and direction characters."""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls, DEL, zero-width and direction marks, byte order mark, and the tags of
# U+E0000, in which a text can hide from its reader. ZWJ (U+200D) stays: it holds emoji together
# and draws nothing by itself.
# Compiled where they are needed, which is not where a list of papers is printed.
_UNSAFE = (
    "[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_TYPED = rf"(?![\n\t]){_UNSAFE}"
_ESCAPE = r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-_])"
_SHORT = 60  # signs
_PRINTED = bytes(range(ord(" "), ord("~") + 1))
_SURROGATES = "[\ud800-\udfff]"


def clean_line(text: str) -> str:
    """Return `text` as one safe line: NFC, no control or direction marks, single spaces."""
    # Nearly all text ends here. What is printable holds none of the signs above; the bytes of a
    # long text are looked through six times faster than `isprintable` does it.
    if text.isascii():
        long = len(text) > _SHORT
        clean = not text.encode().translate(None, _PRINTED) if long else text.isprintable()
    else:
        clean = text.isprintable() and unicodedata.is_normalized("NFC", text)
    if clean and "  " not in text:
        return text.strip()
    # Composed first: in `ESC À` the letter A alone would end an escape sequence.
    text = re.sub(_ESCAPE, "", unicodedata.normalize("NFC", text))
    text = re.sub(_SURROGATES, "\ufffd", text)
    text = re.sub(_UNSAFE, " ", unicodedata.normalize("NFC", text))
    return " ".join(text.split())


def clean_block(text: str) -> str:
    """Return `text` as safe lines, line breaks kept, trailing blanks dropped."""
    if "\n" not in text and "\r" not in text:
        return clean_line(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(clean_line(line) for line in lines).strip("\n")


def clean_typed(text: str) -> str:
    """Return `text` as it is laid out, for somebody to write on: blanks, tabs and lines stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(_SURROGATES, "\ufffd", re.sub(_ESCAPE, "", unicodedata.normalize("NFC", text)))
    return re.sub(_TYPED, "", unicodedata.normalize("NFC", text))
