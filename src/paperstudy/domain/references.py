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
_ENCODED = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_OWN_FORM = re.compile(
    r"(openreview|acl|cvf|neurips|pmlr|s2|pwc|github):(\S{1,300})|(corpus ?id: ?[0-9]{1,12})",
    re.IGNORECASE,
)
_OWN_SHAPES = {
    Scheme.CVF: re.compile(r"[\w.'+-]+"),
    Scheme.NEURIPS: re.compile(r"[0-9a-f]{32}|[0-9]+"),
    Scheme.PMLR: re.compile(r"[vr][0-9]+/[\w'-]+"),
    Scheme.S2: re.compile(r"[0-9a-f]{40}|CorpusID:[0-9]+"),
    Scheme.PWC: re.compile(r"[\w.-]+"),
}


def parse_identifier(text: str) -> Identifier | None:
    """Return the identifier that `text` holds, else None; pure, never raises.

    `text` may be a bare id, a URL, a citation, or a Markdown or HTML link. The first URL that
    stands for a paper or a repository decides, then a DOI, then an arXiv id that stands alone.
    The printed form of an `Identifier` reads back as itself. A URL of an unknown site is none.
    """
    text = _tidy(text)
    own = _parse_own_form(text)
    if own:
        return own
    rest = []
    end = 0
    for start, next_end, url in hosts.iter_urls(text):
        found = hosts.resolve_url(url)
        if found:
            return _make(found)
        rest.append(text[end:start])
        end = next_end
    prose = "\n".join((*rest, text[end:])).translate(_WIDE)
    doi = find_doi(prose)
    if doi:
        found = hosts.as_doi(doi)
        return _make(found) if found else None
    bare = find_arxiv(prose)
    return Identifier(Scheme.ARXIV, *bare) if bare else None


def _make(found: hosts.Found) -> Identifier:
    scheme, value, version = found
    return Identifier(Scheme(scheme), value, version)


def _tidy(text: str) -> str:
    text = _INVISIBLE.sub("", text).strip()
    # No more of HTML is decoded: `&noteId=` would become a sign of logic.
    text = text.replace("&amp;", "&").replace("&quot;", '"')
    if "\\" in text:
        text = _MARKDOWN_ESCAPE.sub(r"\1", text)
    if "://" not in text and _ENCODED.search(text) and not re.search(r"\s", text):
        text = unquote(text)
    return text


def _parse_own_form(text: str) -> Identifier | None:
    form = _OWN_FORM.fullmatch(text)
    if not form:
        return None
    if form[3]:
        return Identifier(Scheme.S2, "CorpusID:" + re.sub(r"\D", "", form[3]))
    scheme, value = Scheme(form[1].lower()), form[2]
    if scheme is Scheme.OPENREVIEW:
        value = hosts.check_openreview(value)
    elif scheme is Scheme.ACL:
        value = hosts.check_acl(value)
    elif scheme is Scheme.GITHUB:
        value = hosts.check_github(value)
    elif not _OWN_SHAPES[scheme].fullmatch(value):
        value = ""
    return Identifier(scheme, value) if value else None


