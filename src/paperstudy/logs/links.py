"""Links in one line of a log: Markdown, HTML anchors, autolinks and bare URLs; linear in length."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from paperstudy.logs.document import Link

_ANCHOR = re.compile(r"<a\s[^<>]{0,4000}>", re.IGNORECASE)
_ANCHOR_END = re.compile(r"</a\s*>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
_DOMAINS = "com|org|net|io|ai|kr|edu|gov|me|dev|jp|uk|de|fr|ch|eu|ly|gl|app|info|site|blog|cc|co|tv|gle|link"
_BARE = re.compile(
    r"(?:https?|ftp)://[^\s<>\"`|\\^{}\[\]（）「」『』【】、。]+"
    r"|(?<![\w@./-])www\.[^\s<>\"`|\\^{}\[\]（）「」『』【】、。]+"
    rf"|(?<![\w@./-])(?:[A-Za-z0-9-]{{1,63}}\.){{1,4}}(?:{_DOMAINS})/[^\s<>\"`|\\^{{}}\[\]（）「」『』【】、。]*",
    re.IGNORECASE,
)
# A Korean particle or word that follows a URL without a space belongs to the sentence.
_PARTICLE = re.compile(
    r"(?<=[A-Za-z0-9/)])(?:을|를|은|는|이|가|에|에서|의|로|으로|와|과|도|참고|참조)$"
)
_MAX_NAME = 200
_MAX_URL = 4000
_STOPS = ".,;:!?'\"*_~…·，；：！？"
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*'|\([^()]*\))\s*$""")
_MARKS = re.compile(r"[*_`~]{1,3}")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()\s]{0,2000}(?:\s[^()]{0,200})?\)")


@dataclass(frozen=True, slots=True)
class LinkScan:
    """The links of a line, and the spans in it that no reader sees (URLs and link markup)."""

    links: tuple[Link, ...] = ()
    hidden: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Finder:
    raw: str
    line: int
    code: bytearray
    refs: dict[str, str]
    links: list[Link] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    claimed: list[tuple[int, int]] = field(default_factory=list)

    def hide(self, start: int, end: int) -> None:
        if end > start:
            self.hidden.append((start, end))


def find_links(
    raw: str, line: int, *, code: bytearray | None = None, refs: dict[str, str] | None = None
) -> LinkScan:
    """Return the links in `raw`, by position, and the spans of their markup.

    `code` marks the offsets that are code or comment by a non-zero byte; `refs` are the
    document's reference definitions, by lower-case label. A link that takes its URL from such a
    definition has `url_start` -1: its URL stands elsewhere.
    """
    if (
        "](" not in raw
        and "://" not in raw
        and "<" not in raw
        and "[" not in raw
        and "/" not in raw
    ):
        return LinkScan()
    finder = _Finder(raw, line, code or bytearray(len(raw)), refs or {})
    if "<" in raw:
        _find_anchors(finder)
    if "[" in raw:
        _find_brackets(finder)
    if "/" in raw or "www." in raw:
        _find_bare(finder)
    finder.links.sort(key=lambda link: (link.start, link.end))
    return LinkScan(tuple(finder.links), tuple(finder.hidden))


def plain_label(text: str) -> str:
    """Return the text of a link as a reader sees it: no markup, no images, no tags."""
    text = _IMAGE.sub(" ", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    return " ".join(_MARKS.sub("", text).replace("\\", "").split())


def _make(finder: _Finder, url: str, label: str, span: tuple[int, int], url_start: int) -> None:
    label = plain_label(label)
    if _same_url(label, url):
        label = ""
    finder.links.append(
        Link(url.replace("&amp;", "&"), label, finder.line, span[0], span[1], url_start)
    )


def _same_url(label: str, url: str) -> bool:
    def core(text: str) -> str:
        return re.sub(r"^\w+://(www\.)?|/$", "", text.strip().strip("[]<>")).casefold()

    return bool(label) and core(label) == core(url)


def _find_anchors(finder: _Finder) -> None:
    raw = finder.raw
    ends = [match.span() for match in _ANCHOR_END.finditer(raw)]
    at = 0
    for tag in _ANCHOR.finditer(raw):
        href = _HREF.search(tag.group())
        if href is None or finder.code[tag.start()]:
            continue
        while at < len(ends) and ends[at][0] < tag.end():
            at += 1
        close, end = ends[at] if at < len(ends) else (len(raw), len(raw))
        group = next(number for number in (1, 2, 3) if href.group(number) is not None)
        url = href.group(group).strip()
        if url:
            url_start = tag.start() + raw[tag.start() : tag.end()].index(url, href.start(group))
            _make(finder, url, raw[tag.end() : close], (tag.start(), end), url_start)
            finder.claimed.append(tag.span())


def _find_brackets(finder: _Finder) -> None:
    """Walk the line once with a stack of open brackets; every `]` looks at what follows it."""
    raw, code = finder.raw, finder.code
    parens = _match_parens(raw, code)
    opened: list[int] = []
    skip = 0
    for match in re.finditer(r"[\[\]]", raw):
        at = match.start()
        if code[at] or at < skip or (at and raw[at - 1] == "\\"):
            continue
        if raw[at] == "[":
            opened.append(at)
        elif opened:
            skip = max(skip, _close_bracket(finder, opened.pop(), at, parens))


def _close_bracket(finder: _Finder, start: int, close: int, parens: dict[int, int]) -> int:
    """Make the link whose label ends at `close`, if it is one; return where its URL part ends."""
    raw = finder.raw
    paren = close + 1
    if raw.startswith(" (http", paren):
        paren += 1
    if raw.startswith("(", paren) and paren in parens:
        end = parens[paren] + 1
        _inline_link(finder, (start, close), (paren, end))
        return end
    if raw.startswith("[", close + 1):
        end = raw.find("]", close + 2, close + 300)
        if end > 0:
            name = raw[close + 2 : end] or raw[start + 1 : close]
            if _reference(finder, name, (start, close), end + 1):
                return end + 1
        return 0
    if not raw.startswith(":", close + 1):
        _reference(finder, raw[start + 1 : close], (start, close), close + 1)
    return 0


def _reference(finder: _Finder, name: str, label: tuple[int, int], end: int) -> bool:
    if len(name) > _MAX_NAME or not finder.refs:
        return False
    url = finder.refs.get(" ".join(name.casefold().split()))
    if url is None:
        return False
    start, close = label
    _make(finder, url, finder.raw[start + 1 : close], (start, end), -1)
    finder.hide(start, start + 1)
    finder.hide(close, end)
    return True


def _inline_link(finder: _Finder, label: tuple[int, int], target: tuple[int, int]) -> None:
    raw = finder.raw
    start, close = label
    paren, end = target
    image = start > 0 and raw[start - 1] == "!"
    inside = raw[paren + 1 : end - 1]
    url = _TITLE.sub("", inside).strip() if len(inside) < _MAX_URL else inside.strip()
    inner = re.match(r"\[[^\[\]]*\]\((\S+)\)$", url)
    if inner:
        url = inner.group(1)
    url = url.strip("<>").strip()
    finder.claimed.append((paren, end))
    if image:
        finder.hide(start - 1, end)
        return
    finder.hide(start, start + 1)
    finder.hide(close, end)
    if url:
        url_start = raw.find(url, paren + 1 + (inside.rfind(url) if inner else 0), end)
        _make(finder, url, raw[start + 1 : close], (start, end), max(url_start, paren + 1))


def _match_parens(raw: str, code: bytearray) -> dict[int, int]:
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(r"[()]", raw):
        at = match.start()
        if code[at]:
            continue
        if raw[at] == "(":
            opened.append(at)
        elif opened:
            pairs[opened.pop()] = at
    return pairs


def _find_bare(finder: _Finder) -> None:
    """Find URLs that stand in the text; those in a link's target or tag are taken already."""
    claimed = sorted(finder.claimed)
    spans = sorted((link.start, link.end) for link in finder.links)
    taken = inside = reach = 0
    for match in _BARE.finditer(finder.raw):
        start = match.start()
        while taken < len(claimed) and claimed[taken][1] <= start:
            taken += 1
        while inside < len(spans) and spans[inside][0] <= start:
            reach = max(reach, spans[inside][1])
            inside += 1
        if finder.code[start] or (taken < len(claimed) and claimed[taken][0] <= start):
            continue
        url = trim_url(match.group())
        pointed = finder.raw[start - 1 : start] == "<"  # <https://…>
        finder.hide(start - pointed, start + len(url) + pointed)
        if start >= reach:  # else it is the label of a link, or part of one
            finder.links.append(Link(url, "", finder.line, start, start + len(url), start))


def trim_url(url: str) -> str:
    """Return a bare URL without the punctuation and the Korean particle of its sentence."""
    url = url if len(url) > _MAX_URL else _PARTICLE.sub("", url)
    end = len(url)
    surplus = url.count(")") - url.count("(")
    while end:
        last = url[end - 1]
        if last in _STOPS:
            end -= 1
        elif last == ")" and surplus > 0:
            surplus -= 1
            end -= 1
        else:
            break
    return _PARTICLE.sub("", url[:end]) if end < _MAX_URL else url[:end]
