"""Which web pages stand for which paper: one function per site, found by exact host or suffix.

A URL of any other site names a paper only by a DOI in it. Results are plain (scheme, value,
version), so that `identifiers` can stand on top of this file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.addresses import WRAPPING_HOSTS, WebAddress, parse_url, unwrap
from paperstudy.domain.idshapes import (
    arxiv_of_doi,
    find_arxiv,
    find_corr_key,
    find_doi,
    is_arxiv_doi,
    match_arxiv,
    trim_reference,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Found = tuple[str, str, int | None]


def resolve_url(url: str) -> Found | None:
    """Return the paper or repository that a URL stands for, wrappers taken off, else None."""
    address = parse_url(url)
    for _ in range(5):  # a wrapper may hold a wrapper
        inner = unwrap(address)
        if not inner:
            break
        address = parse_url(inner)
    site = _find_site(address.host)
    found = site(address) if site else None
    return found or _find_doi_in(address)


def is_known(host: str) -> bool:
    """Tell whether papers or wrappers of links live at `host`."""
    host = host.lower()
    return _find_site(host) is not None or host in WRAPPING_HOSTS


def as_doi(doi: str) -> Found | None:
    """Return what a DOI stands for: an arXiv paper for arXiv's own, else itself."""
    if is_arxiv_doi(doi):
        found = arxiv_of_doi(doi)
        return ("arxiv", *found) if found else None
    # What a site puts behind a DOI may have been all that stood behind its prefix.
    return ("doi", doi, None) if doi.partition("/")[2].strip("/") else None


def _find_site(host: str) -> Callable[[WebAddress], Found | None] | None:
    while host:
        if host in SITES:
            return SITES[host]
        host = host.partition(".")[2]
    return None


# ---------------------------------------------------------------------- DOIs

# What publishers put behind a DOI in the addresses of their pages.
_PAGE_PARTS = re.compile(
    r"(?:/(?:full|pdf|epdf|pdfdirect|abstract|abs|html|meta|fulltext|full-text|figures|references|"
    r"metrics|summary|suppl(?:_file)?|download|epub|tables)(?:[./].*)?"
    r"|\.(?:full|abstract|pdf|html?|epub|short)(?:[./].*)?)$",
    re.DOTALL,
)
_PREPRINT_VERSION = re.compile(r"(10\.(?:1101|64898)/[0-9.]+[0-9])v[0-9]+.*", re.DOTALL)


def _find_doi_in(address: WebAddress) -> Found | None:
    doi = find_doi(address.path)
    if doi:
        doi = _PREPRINT_VERSION.sub(r"\1", _PAGE_PARTS.sub("", doi))
        if address.host.endswith("academic.oup.com"):  # the journal's own number comes behind
            doi = re.sub(r"(/.+)/[0-9]+$", r"\1", doi)
        return as_doi(doi)
    for _, value in address.query:
        doi = find_doi(value)
        if doi:
            return as_doi(doi)
    return None


# --------------------------------------------------------------------- sites

_NO_PAPER_ROUTES = {"list", "a", "search", "year", "catchup", "archive", "find", "new", "help"}
_OLD_FILES = re.compile(
    r"(?:ftp|ps_cache)/([a-z-]+)/[a-z]+/[0-9]{4}/([0-9]{7}(?:v[0-9]+)?)\b", re.IGNORECASE
)


def _arxiv(address: WebAddress) -> Found | None:
    if address.path.split("/", 1)[0].lower() in _NO_PAPER_ROUTES:
        return None
    asked = address.ask("id_list", "identifier", "pid", "arxiv_id")
    if asked:
        found = find_arxiv(asked) if "," not in asked.strip(",") else None
        return ("arxiv", *found) if found else None
    old = _OLD_FILES.search(address.path)
    return _arxiv_segment(f"{old[1]}/{old[2]}" if old else address.path)


def _arxiv_segment(path: str) -> Found | None:
    """Find an arXiv id that begins at a segment of a path."""
    while path:
        found = match_arxiv(path)
        if found:
            return ("arxiv", *found)
        path = path.partition("/")[2]
    return None


def _after(*routes: str) -> Callable[[WebAddress], Found | None]:
    """Return a site that has its arXiv ids directly behind one of these routes."""

    def find(address: WebAddress) -> Found | None:
        path = address.path.lower()
        for route in routes:
            if path.startswith(route + "/"):
                found = match_arxiv(address.path[len(route) + 1 :])
                return ("arxiv", *found) if found else None
        return None

    return find


_BIBCODE = re.compile(r"\b[0-9]{4}arxiv([0-9]{4})([0-9]{4,5})[a-z]\b", re.IGNORECASE)


def _adsabs(address: WebAddress) -> Found | None:
    code = _BIBCODE.search(address.path)
    return _arxiv_segment(f"{code[1]}.{code[2]}" if code else address.path)


def _dblp(address: WebAddress) -> Found | None:
    found = find_corr_key("/" + address.path)
    return ("arxiv", *found) if found else None


def _scholar(address: WebAddress) -> Found | None:
    asked = address.ask("arxiv_id", "q")
    found = find_arxiv(asked) if "arxiv" in asked.lower() or address.ask("arxiv_id") else None
    return ("arxiv", *found) if found else None


def _doi_resolver(_: WebAddress) -> Found | None:
    return None  # the DOI in the path says it all


def _acm(address: WebAddress) -> Found | None:
    number = re.fullmatch(r"[0-9]+\.[0-9]+", address.ask("doid"))
    return ("doi", f"10.1145/{number[0]}", None) if number else None


_NATURE = re.compile(
    r"(?:articles|[a-z]+/journal/.+/(?:full|abs|pdf))/([a-z0-9][a-z0-9-]*[0-9][a-z0-9-]*)(?=[./]|$)"
)


def _nature(address: WebAddress) -> Found | None:
    article = _NATURE.match(address.path.lower())
    return ("doi", f"10.1038/{article[1]}", None) if article else None


def check_openreview(value: str) -> str:
    """Return `value` where it has the shape of an OpenReview forum id, else an empty string."""
    return value if re.fullmatch(r"[A-Za-z0-9_-]{5,40}", value) else ""


def _openreview(address: WebAddress) -> Found | None:
    if address.path.lower() not in ("forum", "pdf", "attachment"):
        return None
    value = check_openreview(trim_reference(address.ask("id")))
    return ("openreview", value, None) if value else None


def _pwc(address: WebAddress) -> Found | None:
    parts = address.path.lower().removeprefix("api/v1/").split("/")
    if parts[0] not in ("paper", "papers"):
        return None
    if len(parts) > 1:
        slug = re.fullmatch(r"[\w.-]*\w[\w.-]*", parts[1])
        return ("pwc", parts[1], None) if slug else None
    for name, value in address.query:
        if name == "openreview" and check_openreview(value):
            return "openreview", value, None
        if name == "acl" and check_acl(value):
            return "acl", check_acl(value), None
        if name == "arxiv" and match_arxiv(value):
            return _arxiv_segment(value)
    return None


_ACL = re.compile(
    r"([a-z][0-9]{2}-[0-9]{4})|([0-9]{4}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+)", re.IGNORECASE
)
_ACL_FILE = re.compile(r"(?:v[0-9]+)?(?:\.(?:pdf|bib|xml|endf|html?))?", re.IGNORECASE)


def check_acl(value: str) -> str:
    """Return the canonical form of an ACL Anthology id, else an empty string."""
    found = _ACL.match(value)
    if not found or not _ACL_FILE.fullmatch(value[found.end() :]):
        return ""
    return found[1].upper() if found[1] else found[2].lower()


def _acl(address: WebAddress) -> Found | None:
    for segment in address.path.split("/")[:6]:
        value = check_acl(segment)
        if value:
            return "acl", value, None
    return None


_CVF = re.compile(
    r"(?:^|/)(?:html|papers|supplemental)/(?:[^/]+/){0,2}([\w.'+-]+?)(?:_paper|_supplemental)?"
    r"\.(?:html|pdf|zip)$",
    re.IGNORECASE,
)


def _cvf(address: WebAddress) -> Found | None:
    stem = _CVF.search(address.path)
    return ("cvf", stem[1], None) if stem else None


_NEURIPS = re.compile(
    r"(?:paper_files/)?paper/(?:[0-9]{4}/(?:hash|file)/([0-9a-f]{32})\b|([0-9]+)(-.+|\.pdf)?$)",
    re.IGNORECASE,
)
_YEAR_LIST = re.compile(r"(?:198[7-9]|199[0-9]|20[0-9]{2})")


def _neurips(address: WebAddress) -> Found | None:
    found = _NEURIPS.match(address.path)
    if not found:
        return None
    if found[1]:
        return "neurips", found[1].lower(), None
    # `/paper/2017` lists a year's papers; `/paper/2017-some-title` is paper number 2017.
    is_list = not found[3] and _YEAR_LIST.fullmatch(found[2])
    return None if is_list else ("neurips", found[2], None)


_PMLR = re.compile(
    r"(?:^|/)([vr][0-9]+)/(?:.*/)?([a-z][a-z_'-]*[0-9]{2}[a-z]{0,3})(?:-supp\w*)?(?:\.[a-z]+)?$",
    re.IGNORECASE,
)


def _pmlr(address: WebAddress) -> Found | None:
    found = _PMLR.search(address.path)
    return ("pmlr", f"{found[1]}/{found[2]}".lower(), None) if found else None


def _jmlr(address: WebAddress) -> Found | None:
    # The proceedings stood here before they had a site of their own; the journal is no PMLR.
    return _pmlr(address) if address.path.startswith("proceedings/") else None


_S2_HASH = re.compile(r"(?:^|/)([0-9a-f]{40})(?=[/.]|$)", re.IGNORECASE)
_S2_SPLIT = re.compile(r"(?:^|/)([0-9a-f]{4})/([0-9a-f]{36})\.pdf$", re.IGNORECASE)
_S2_CORPUS = re.compile(r"(?:^|/)corpusid:\s*([0-9]+)(?=/|$)", re.IGNORECASE)
_S2_PREFIX = re.compile(r"(?:^|/)(?:arxiv[:/]|acl:)([^/]+(?:/[0-9]{7}\S*)?)$", re.IGNORECASE)


def _s2(address: WebAddress) -> Found | None:
    corpus = _S2_CORPUS.search(address.path)
    if corpus:
        return "s2", f"CorpusID:{int(corpus[1])}", None
    named = _S2_PREFIX.search(address.path)
    if named:
        acl = check_acl(named[1])
        return ("acl", acl, None) if acl else _arxiv_segment(named[1])
    whole = _S2_HASH.search(address.path) if not address.path.startswith("author") else None
    if whole:
        return "s2", whole[1].lower(), None
    split = _S2_SPLIT.search(address.path)
    return ("s2", (split[1] + split[2]).lower(), None) if split else None


_GITHUB_PAGES = {
    "about", "apps", "collections", "contact", "customer-stories", "enterprise", "events",
    "explore", "features", "issues", "join", "login", "marketplace", "new", "notifications",
    "orgs", "pricing", "pulls", "readme", "search", "security", "settings", "site", "sponsors",
    "stars", "topics", "trending", "users",
}  # fmt: skip
_REPOSITORY = re.compile(r"([a-z0-9](?:[a-z0-9-]{0,38}))/([\w.-]{1,100})", re.IGNORECASE | re.ASCII)


def check_github(value: str) -> str:
    """Return `owner/repo` where `value` begins with one, its letter case kept, else nothing."""
    found = _REPOSITORY.match(value)
    if not found or found[1].lower() in _GITHUB_PAGES:
        return ""
    name = found[2].removesuffix(".git").rstrip(".")
    return f"{found[1]}/{name}" if name else ""


def _github(address: WebAddress) -> Found | None:
    path = address.path
    if address.host.startswith("gist."):
        return None
    if address.host.startswith("api."):
        path = path.removeprefix("repos/") if path.startswith("repos/") else ""
    value = check_github(path)
    return ("github", value, None) if value else None


def _raw_github(address: WebAddress) -> Found | None:
    # PMLR keeps the PDF files of its newer volumes here.
    if address.path.lower().startswith("mlresearch/"):
        return _pmlr(address)
    return _github(address)


SITES: dict[str, Callable[[WebAddress], Found | None]] = {
    "arxiv.org": _arxiv,
    "xxx.lanl.gov": _arxiv,
    "arxiv.lanl.gov": _arxiv,
    "ar5iv.org": _arxiv,
    "alphaxiv.org": _arxiv,
    "arxiv-vanity.com": _arxiv,
    "arxiv-sanity.com": _arxiv,
    "arxiv-sanity-lite.com": _arxiv,
    "huggingface.co": _after("papers", "api/papers", "api/arxiv"),
    "hf.co": _after("papers", "api/papers", "api/arxiv"),
    "hf-mirror.com": _after("papers", "api/papers"),
    "scirate.com": _after("arxiv"),
    "papers.cool": _after("arxiv"),
    "inspirehep.net": _after("arxiv", "api/arxiv"),
    "catalyzex.com": _after("paper"),
    "ui.adsabs.harvard.edu": _adsabs,
    "dblp.org": _dblp,
    "dblp.uni-trier.de": _dblp,
    "dblp.dagstuhl.de": _dblp,
    "scholar.google.com": _scholar,
    "scholar.google.co.kr": _scholar,
    "semanticscholar.org": _s2,
    "connectedpapers.com": _s2,
    "doi.org": _doi_resolver,
    "dl.acm.org": _acm,
    "nature.com": _nature,
    "openreview.net": _openreview,
    "paperswithcode.com": _pwc,
    "aclanthology.org": _acl,
    "aclweb.org": _acl,
    "aclanthology.info": _acl,
    "aclanthology.coli.uni-saarland.de": _acl,
    "openaccess.thecvf.com": _cvf,
    "cv-foundation.org": _cvf,
    "neurips.cc": _neurips,
    "nips.cc": _neurips,
    "proceedings.mlr.press": _pmlr,
    "jmlr.org": _jmlr,
    "github.com": _github,
    "raw.githubusercontent.com": _raw_github,
}
