"""The shapes of arXiv ids and DOIs, and how to find one in a text; nothing about hosts.

Rules of arXiv: https://info.arxiv.org/help/arxiv_identifier.html. An id is numbers under a
calendar, so a date, a version or a page number looks like one: every part is checked.
"""

from __future__ import annotations

import re

ARCHIVES = (  # arXiv's closed list, with those that live on only in old ids
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas "
    "cond-mat cs dg-ga econ eess funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th "
    "nlin nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio q-fin quant-ph solv-int stat supr-con"
)

# What ends a URL or a DOI in running text: blanks, quotes, brackets that hold links, and all
# letters and signs of Chinese, Japanese and Korean, which notes glue to it without a blank.
STOPS = (
    "\\s\"'`<>\\[\\]{}|\\\\\u00ab\u00bb\u1100-\u11ff\u2018-\u201f\u2026\u3000-\u318f\u3400-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
)
# Publishers of the nineties put `<693::AID-ASI4>3.0.CO;2` or `[1:AB]2.0.CO;2` into their DOIs.
SERIAL_PART = r"[<\[][^\s<>\[\]]{1,40}[>\]]\d\.\d\.[cC][oO];2"

_ARCHIVE = "(?:" + "|".join(sorted(ARCHIVES.split(), key=len, reverse=True)) + ")"
_ARXIV = (
    r"(?:(?P<month>[0-9]{4})\.(?P<number>[0-9]{4,5})"
    rf"|(?<![a-z]-)(?P<archive>{_ARCHIVE})(?:\.[a-z-]{{2,20}})?/(?P<old>[0-9]{{7}}))"
    r"(?:v(?P<version>[0-9]{1,3}))?"
    r"(?![0-9a-z])(?!\.[0-9])(?! ?%)"
)
_ARXIV_WHOLE = re.compile(r"(?:arxiv[:.])?" + _ARXIV, re.IGNORECASE | re.ASCII)
_ARXIV_BARE = re.compile(
    r"(?<![0-9a-z./@])(?<![0-9][-,])"
    r"(?:(?:oai|arxiv(?:\.org)?|corr|e-?print|abs|pdf|html|id)[\s:./_=-]{0,4}){0,4}" + _ARXIV,
    re.IGNORECASE | re.ASCII,
)
_NUMBER = re.compile(r"[0-9]{4}")
# A key of DBLP for arXiv's own series: a hyphen stands for the dot.
_CORR_KEY = re.compile(r"(?:^|[/:])corr/abs-([0-9]{4})-([0-9]{4,5})(?![0-9a-z])", re.IGNORECASE)

_FIRST_NEW, _LAST_FOUR_DIGITS = 704, 1412
_FIRST_OLD, _LAST_OLD = 199107, 200703
_MONTHS = 12

_DOI = re.compile(
    r"(?:(?<![0-9A-Za-z.])|(?<=[dD][oO][iI]))"
    rf"(10\.[0-9]{{4,9}}(?:\.[0-9]{{1,9}}){{0,5}})/((?:{SERIAL_PART}|[^{STOPS}?#]){{1,500}})"
)
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_BRACKET = re.compile(r"[()\[\]{}<>]")
_TRAILING = ".,;:!?*_~/&=+$\u00b7\u2013\u2014"
_ARXIV_DOI = "10.48550/"


def match_arxiv(text: str) -> tuple[str, int | None] | None:
    """Return (canonical id, version) where `text` begins with an arXiv id, else None."""
    found = _ARXIV_WHOLE.match(text)
    return _check_arxiv(found) if found else None


def find_arxiv(text: str) -> tuple[str, int | None] | None:
    """Return the first arXiv id standing alone in running text, with its version, else None."""
    if not _NUMBER.search(text):  # most of prose, which the pattern below reads slowly
        return None
    for found in _ARXIV_BARE.finditer(text):
        checked = _check_arxiv(found)
        if checked:
            return checked
    return find_corr_key(text)


def find_corr_key(text: str) -> tuple[str, int | None] | None:
    """Return the arXiv id that a DBLP key such as `journals/corr/abs-2010-11929` stands for."""
    found = _CORR_KEY.search(text)
    return match_arxiv(f"{found[1]}.{found[2]}") if found else None


def _check_arxiv(found: re.Match[str]) -> tuple[str, int | None] | None:
    version = int(found["version"]) if found["version"] else None
    if version == 0:
        return None
    if found["month"]:
        valid = _is_new_scheme(found["month"], found["number"])
        value = f"{found['month']}.{found['number']}"
    else:
        valid = _is_old_scheme(found["old"])
        value = f"{found['archive'].lower()}/{found['old']}"
    return (value, version) if valid else None


def _is_new_scheme(month: str, number: str) -> bool:
    # arXiv itself fills a four-digit number of 2015 and later with a zero; a dropped digit
    # is likelier, and would name another paper.
    digits = 4 if int(month) <= _LAST_FOUR_DIGITS else 5
    return (
        int(month) >= _FIRST_NEW
        and 1 <= int(month[2:]) <= _MONTHS
        and len(number) == digits
        and int(number) > 0
    )


def _is_old_scheme(digits: str) -> bool:
    century = 1900 if digits[0] == "9" else 2000
    year, month = century + int(digits[:2]), int(digits[2:4])
    in_time = _FIRST_OLD <= year * 100 + month <= _LAST_OLD
    return in_time and 1 <= month <= _MONTHS and int(digits[4:]) > 0


def find_doi(text: str) -> str | None:
    """Return the first DOI in `text`, lower case, without what only surrounds it, else None."""
    for found in _DOI.finditer(text):
        suffix = trim_reference(found[2])
        if suffix.lower().endswith(".pdf"):
            suffix = suffix[:-4]
        if suffix:
            return f"{found[1]}/{suffix}".lower()
    return None


def arxiv_of_doi(doi: str) -> tuple[str, int | None] | None:
    """Return the arXiv id of a DOI that arXiv itself gave out, else None."""
    return match_arxiv(doi.removeprefix(_ARXIV_DOI)) if is_arxiv_doi(doi) else None


def is_arxiv_doi(doi: str) -> bool:
    """Tell whether arXiv registered the (lower-case) DOI."""
    return doi.startswith(_ARXIV_DOI)


def trim_reference(text: str) -> str:
    """Return a URL or DOI cut before the first unbalanced bracket, without trailing marks."""
    if not _BRACKET.search(text):  # nearly all of them
        return text.rstrip(_TRAILING)
    waiting: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        if sign in "([{<":
            waiting.append((sign, place))
        elif sign in _BRACKETS:
            if not waiting or waiting[-1][0] != _BRACKETS[sign]:
                text = text[:place]
                break
            waiting.pop()
    if waiting:
        text = text[: waiting[0][1]]
    return text.rstrip(_TRAILING)
