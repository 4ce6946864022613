"""One line as prose: everything that a reader does not read as words is blanked, offsets kept."""

from __future__ import annotations

import re
from html import unescape

from paperstudy.logs.links import LinkScan, find_links

_TICKS = re.compile(r"`+")
_MARKUP = re.compile("[`<>&$*_~=\\\\|{}%\\[!\u200b-\u200d\ufeff\u00ad]|://|www\\.|/")
_IMAGE = re.compile(
    r"!\[[^\[\]]{0,500}\]\([^()\s]{0,2000}(?:\s[^()]{0,200})?\)|!\[\[[^\[\]]{0,500}\]\]"
)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
_CODE_TAG = re.compile(r"<(code|kbd|samp)\b[^<>]*>[^<]*</\1\s*>", re.IGNORECASE)
_WIKI = re.compile(r"\[\[(?:([^\[\]|]{1,300})\|)?([^\[\]|]{1,300})\]\]")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\]:?|^\s*(?:>\s*)+\[![A-Za-z]{2,20}\][+-]?")
_MATH = re.compile(
    r"(?<![\\$\w])\$(?=[^\s$])[^$]{1,300}(?<=[^\s\\])\$(?![\d\w])|\$\$[^$]{1,600}\$\$"
)
_LIQUID = re.compile(r"\{%[^{}]{0,300}%\}|\{\{[^{}]{0,300}\}\}|\{:[^{}]{0,200}\}")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,10});")
_EMPHASIS = re.compile(
    r"(?<!\\)(?:\*{2,}|~~|==|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])"
    r"|(?<![\w_])_+(?=[^\s_])|(?<=[^\s_])_+(?![\w_]))"
)
_MARKS = (
    ("![", _IMAGE),
    ("<", _CODE_TAG),
    ("<", _TAG),
    ("{", _LIQUID),
    ("$", _MATH),
    ("[^", _NOTE),
    ("[!", _NOTE),
)
_ESCAPES = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,32});")
_BARE = re.compile(r"(\\.)|(?<=\S)\*{1,3}|\*{1,3}(?=\S)|~~|`+")
_KEPT_ENTITIES = {"&amp;": "&", "&quot;": '"', "&#39;": "'", "&apos;": "'", "&rsquo;": "'"}
# Odd spaces and invisible marks become plain spaces, one for one.
_ODD_SPACES = (
    "\t\v\f\r\x85\xa0\xad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_SPACES = str.maketrans(_ODD_SPACES, " " * len(_ODD_SPACES))


def even_spaces(text: str) -> str:
    """Return `text` with every odd space or invisible mark as a plain space, length kept."""
    return text.translate(_SPACES)


def read_escapes(raw: str) -> str:
    """Return what Markdown shows of a piece of text: escaped signs as signs, without marks."""
    bare = _BARE.sub(lambda match: match[1] or "", raw)
    return _ESCAPES.sub(lambda match: match[1] or unescape(match[0]), bare)


def code_spans(raw: str) -> list[tuple[int, int]]:
    """Return the spans of inline code in `raw`: a run of backticks to the next of equal length.

    An escaped run opens none.
    """
    runs = [match.span() for match in _TICKS.finditer(raw)]
    following: dict[int, int] = {}
    partner = [-1] * len(runs)
    for number in range(len(runs) - 1, -1, -1):
        width = runs[number][1] - runs[number][0]
        partner[number] = following.get(width, -1)
        following[width] = number
    spans: list[tuple[int, int]] = []
    number = 0
    while number < len(runs):
        if partner[number] < 0 or raw[: runs[number][0]].endswith("\\"):
            number += 1
        else:
            spans.append((runs[number][0], runs[partner[number]][1]))
            number = partner[number] + 1
    return spans


def read_inline(
    raw: str,
    line: int,
    *,
    begin: int = 0,
    hidden: list[tuple[int, int]] | None = None,
    refs: dict[str, str] | None = None,
) -> tuple[str, LinkScan]:
    """Return the prose of a line and its links.

    `begin` is where its content starts, behind list marks and the like; `hidden` are spans that
    a comment or a tag broken over lines takes.
    """
    text = even_spaces(raw)
    if begin:
        text = " " * begin + text[begin:]
    if not hidden and not _MARKUP.search(raw, begin):
        return text, LinkScan()
    code = bytearray(len(raw))
    unread = [*(hidden or ()), *(code_spans(raw) if "`" in raw else ())]
    for start, end in unread:
        code[start:end] = b"\x01" * (end - start)
    scan = find_links(raw, line, code=code, refs=refs)
    out = list(text)
    for start, end in scan.hidden:
        out[start:end] = " " * (end - start)
    _blank_markup(raw, out, scan)
    for start, end in unread:
        out[start:end] = " " * (end - start)
    masked = _blank_marks("".join(out))
    return " " * begin + masked[begin:], scan


def _blank_markup(raw: str, out: list[str], scan: LinkScan) -> None:
    """Blank images, tags, liquid and math; keep what wiki links and entities show."""
    for sign, pattern in _MARKS:
        if sign in raw:
            for match in pattern.finditer(raw):
                out[match.start() : match.end()] = " " * (match.end() - match.start())
    if "[[" in raw:
        _blank_wiki(raw, out, scan)
    if "&" in raw:
        for match in _ENTITY.finditer(raw):
            shown = _KEPT_ENTITIES.get(match.group(), " ")
            out[match.start() : match.end()] = shown.ljust(match.end() - match.start())


def _blank_wiki(raw: str, out: list[str], scan: LinkScan) -> None:
    taken = {link.start for link in scan.links} | {link.start - 1 for link in scan.links}
    for match in _WIKI.finditer(raw):
        if match.start() not in taken:
            out[match.start() : match.start(2)] = " " * (match.start(2) - match.start())
            out[match.end() - 2 : match.end()] = "  "


def _blank_marks(text: str) -> str:
    text = _EMPHASIS.sub(lambda match: " " * len(match.group()), text)
    if "\\" in text:
        text = re.sub(r"\\(?=[!-/:-@\[-`{-~])", " ", text)
    return text
