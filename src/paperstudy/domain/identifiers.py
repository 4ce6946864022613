"""Identifiers of papers: scheme, canonical value, version; how to read one and where it leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    """Where an identifier comes from; the value's canonical form depends on it."""

    ARXIV = "arxiv"
    DOI = "doi"
    OPENREVIEW = "openreview"
    ACL = "acl"
    CVF = "cvf"
    NEURIPS = "neurips"
    PMLR = "pmlr"
    S2 = "s2"
    PWC = "pwc"
    GITHUB = "github"
    URL = "url"


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A scheme and its canonical value, such as `arxiv:1706.03762`; `version` stands apart."""

    scheme: Scheme
    value: str
    version: int | None = None

    def __str__(self) -> str:
        return f"{self.scheme.value}:{self.value}"


def parse_identifier(text: str) -> Identifier | None:
    """Return the identifier that `text` holds, else None; pure, never raises.

    `text` may be a bare id, a URL, a citation, or a Markdown or HTML link. The first URL that
    stands for a paper or a repository decides, then a DOI, then an arXiv id that stands alone.
    The printed form of an `Identifier` reads back as itself. A URL of an unknown site is none.
    """
    # Its patterns take longer to compile than `list` takes to answer.
    from paperstudy.domain.references import find_reference

    found = find_reference(text)
    return Identifier(Scheme(found[0]), found[1], found[2]) if found else None


# The ACL Anthology's first volume is of 1965: P65 and later are of the last century.
_FIRST_YEAR = 65
# Since then the site writes its conferences in capitals, and one level deeper.
_CVF_STEM = r".+_(CVPR|ICCV|WACV)_([0-9]{4})"
_CVF_CAPITALS, _CVF_DEEPER = 2019, 2021
_PAGES = {
    Scheme.ARXIV: "https://arxiv.org/abs/{}",
    Scheme.DOI: "https://doi.org/{}",
    Scheme.OPENREVIEW: "https://openreview.net/forum?id={}",
    Scheme.ACL: "https://aclanthology.org/{}/",
    Scheme.PMLR: "https://proceedings.mlr.press/{}.html",
    Scheme.PWC: "https://paperswithcode.com/paper/{}",
    Scheme.GITHUB: "https://github.com/{}",
    Scheme.URL: "{}",
}


def year_of(identifier: Identifier) -> int | None:
    """Return the year that an identifier tells of itself, by arXiv or the ACL Anthology."""
    if identifier.scheme not in {Scheme.ARXIV, Scheme.ACL}:
        return None
    whole = re.match(r"(?:19|20)\d\d(?=\.\D)", identifier.value)  # 2020.acl-main.747
    if whole is not None:
        return int(whole.group())
    # 1706.03762, cs/9901001, P16-1162
    short = re.match(r"(?:[a-zA-Z.-]+/|[A-Z])?(\d\d)(?=\d\d\.|\d{5}|-\d)", identifier.value)
    if short is None:
        return None
    digits, new = int(short.group(1)), re.match(r"\d{4}\.", identifier.value) is not None
    return digits + (2000 if new or digits < _FIRST_YEAR else 1900)


def identifier_url(identifier: Identifier) -> str:
    """Return the page where `identifier` leads, its version included; "" where none follows.

    A hash of NeurIPS says no year, and a workshop of CVF no number: their pages cannot be told.
    """
    scheme, value = identifier.scheme, identifier.value
    if scheme is Scheme.CVF:
        return _cvf_url(value)
    if scheme is Scheme.NEURIPS:
        return f"https://papers.nips.cc/paper/{value}" if value.isdecimal() else ""
    if scheme is Scheme.S2:
        site = "api" if value.startswith("CorpusID:") else "www"
        return f"https://{site}.semanticscholar.org/{'' if site == 'api' else 'paper/'}{value}"
    if scheme is Scheme.ARXIV and identifier.version:
        value = f"{value}v{identifier.version}"
    if scheme is Scheme.DOI:
        from urllib.parse import quote

        value = quote(value, safe="/():;.-_", errors="replace")  # half a letter too
    return _PAGES[scheme].format(value)


def _cvf_url(stem: str) -> str:
    found = re.fullmatch(_CVF_STEM, stem)
    if not found:
        return ""
    name, year = found[1], int(found[2])
    if year >= _CVF_DEEPER:
        folder = f"content/{name}{year}"
    else:
        folder = f"content_{name if year >= _CVF_CAPITALS else name.lower()}_{year}"
    return f"https://openaccess.thecvf.com/{folder}/html/{stem}_paper.html"
