"""Find the paper that a text points at: tidy it, try its URLs, then a DOI, then an arXiv id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from paperstudy.domain import hosts
from paperstudy.domain.idshapes import SERIAL_PART, STOPS, find_arxiv, find_doi, trim_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

# Marks that no eye sees: soft hyphen, zero-width and direction marks, byte order mark.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x2010: "-", 0x2011: "-"}
_MARKDOWN_ESCAPE = re.compile(r"\\([_*~#%&.()-])")
_WORD = re.compile(r"\S+")
_ENCODED_SIGN = re.compile(r"%(?:2f|3a)", re.IGNORECASE)
_OWN_FORM = re.compile(
    r"(openreview|acl|cvf|neurips|pmlr|s2|pwc|github):(\S{1,300})|(corpus ?id: ?[0-9]{1,12})",
    re.IGNORECASE,
)
_OWN_SHAPES = {
    "cvf": r"[\w.'+-]+",
    "neurips": r"[0-9a-f]{32}|[0-9]+",
    "pmlr": r"[vr][0-9]+/[\w'-]+",
    "s2": r"[0-9a-f]{40}|CorpusID:[0-9]+",
    "pwc": r"[\w.-]+",
}

_LONGEST = 4096
_PLAIN_DOI = re.compile(r"10\.[0-9]{4,9}/[A-Za-z0-9]+(?:[.-](?!(?i:pdf)$)[A-Za-z0-9]+){0,9}")
_URL_BEGIN = re.compile(
    r"(?:(?:(?:git\+)?(?:https?|ssh)|git|ftp):|(?<![a-z0-9_:/.-]))//"
    r"|(?<![a-z0-9_.@/-])git@(?P<ssh>github\.com):"
    r"|(?<![a-z0-9_.@/-])(?P<host>(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,10})(?=[/?])",
    re.IGNORECASE | re.ASCII,
)
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_URL_REST = re.compile(f"(?:{SERIAL_PART}|[^{STOPS}])+")


def find_reference(text: str) -> hosts.Found | None:
    """Return (scheme, canonical value, version) of what `text` points at, else None."""
    if _PLAIN_DOI.fullmatch(text):  # as bibliographies have it
        return hosts.as_doi(text.lower())
    text = _tidy(text)
    own = _parse_own_form(text)
    if own:
        return own
    prose = []
    end = 0
    for start, next_end, url in iter_urls(text):
        found = hosts.resolve_url(url)
        if found:
            return found
        prose.append(text[end:start])
        end = next_end
    return _find_bare("\n".join((*prose, text[end:])).translate(_WIDE))


def iter_urls(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, URL) for each URL in running text, without the marks around it.

    Without a scheme only a known host makes a URL: `math.GT/0309136` looks like one as well.
    """
    place = 0
    while begin := _URL_BEGIN.search(text, place):
        place = begin.end()
        if begin["host"] and not hosts.is_known(begin["host"]):
            continue
        behind = _URL_REST.match(text, place)
        place = behind.end() if behind else place
        url = trim_reference(text[begin.start() : min(place, begin.start() + _LONGEST)])
        if begin["ssh"]:  # git@github.com:owner/repository.git, which is never anything else
            repository = _REPOSITORY.match(url.partition(":")[2])
            if repository is None:
                continue
            url = "https://github.com/" + repository[0]
        yield begin.start(), place, url


def _find_bare(prose: str) -> hosts.Found | None:
    doi = find_doi(prose)
    if doi:
        return hosts.as_doi(doi)
    found = find_arxiv(prose)
    return ("arxiv", *found) if found else None


def _tidy(text: str) -> str:
    text = _INVISIBLE.sub("", text).strip()
    # No more of HTML is decoded: `&noteId=` would become a sign of logic.
    text = text.replace("&amp;", "&").replace("&quot;", '"')
    if "\\" in text:
        text = _MARKDOWN_ESCAPE.sub(r"\1", text)
    return _WORD.sub(_decode, text) if "%" in text else text


def _decode(word: re.Match[str]) -> str:
    """Decode a word that is encoded as a whole; in a URL that is not, its own parts are."""
    encoded = "://" not in word[0] and _ENCODED_SIGN.search(word[0])
    return unquote(word[0]) if encoded else word[0]


def _parse_own_form(text: str) -> hosts.Found | None:
    form = _OWN_FORM.fullmatch(text)
    if not form:
        return None
    if form[3]:
        return "s2", "CorpusID:" + re.sub(r"\D", "", form[3]), None
    scheme, value = form[1].lower(), form[2]
    if scheme == "openreview":
        value = hosts.check_openreview(value)
    elif scheme == "acl":
        value = hosts.check_acl(value)
    elif scheme == "github":
        value = hosts.check_github(value)
    elif not re.fullmatch(_OWN_SHAPES[scheme], value):
        value = ""
    return (scheme, value, None) if value else None
