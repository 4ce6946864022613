"""Facts that several services write in the same odd ways: DOIs, names, dates, marked-up text.

Everything here takes what a server may send, however long or broken, and never fails.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.entities import html5
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidIdentifierError, MalformedAnswerError
from paperstudy.domain.identifiers import Identifier, Scheme, parse_identifier
from paperstudy.domain.papers import Author
from paperstudy.domain.registrants import JUNK_PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from paperstudy.domain.papers import PaperRecord

_LONGEST_ID = 300
_PREFIX = re.compile(r"10\.[0-9]{4,9}(?=/)")
_YEARS = range(1600, 2200)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# Each begins at a sign that its own rest cannot hold, so that no text takes long to read.
_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*+)[^<>]*+>")
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][0-9A-Za-z]{1,31});")
_BLANKS = re.compile(r"\s+")
_BLOCKS = frozenset({"p", "sec", "title", "list", "list-item", "br", "div", "li", "ul", "ol"})
_HEADINGS = frozenset({"abstract", "summary", "abstract.", "summary."})
_LAST_CODE = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def refuse(
    identifier: Identifier, schemes: Collection[Scheme], source: str
) -> InvalidIdentifierError | None:
    """Return why `source` need not be asked for `identifier`; None where it can be."""
    bare = Identifier(identifier.scheme, identifier.value)
    if identifier.scheme in schemes and parse_identifier(str(bare)) == bare:
        return None
    return InvalidIdentifierError(
        "{source} cannot be asked for {id}", source=source, id=str(identifier)
    )


def no_answer(source: str, detail: str) -> MalformedAnswerError:
    """Return the error for an answer in a shape that the service does not promise."""
    return MalformedAnswerError(
        "{source} sent something that is no answer ({detail})",
        hint="it does so when it is busy; ask again later",
        source=source,
        detail=detail,
    )


def about(identifier: Identifier, error: MalformedAnswerError) -> MalformedAnswerError:
    """Return the error for what came instead of an answer about one paper, which it names."""
    return MalformedAnswerError(
        "{id}: {error}", hint=error.hint_template, id=str(identifier), error=error
    )


def other_paper(source: str, identifier: Identifier) -> MalformedAnswerError:
    """Return the error for an answer that is about another paper than the one asked for."""
    return MalformedAnswerError(
        "{source} answered for another paper than {id}", source=source, id=str(identifier)
    )


def no_title(source: str, identifier: Identifier) -> MalformedAnswerError:
    """Return the error for an answer that names no title: there is no such paper without one."""
    return MalformedAnswerError(
        "{source} names no title for {id}", source=source, id=str(identifier)
    )


def read_doi(text: str) -> Identifier | None:
    """Return the DOI in `text`, or the arXiv id that an arXiv DOI stands for; None for junk."""
    found = parse_identifier(text) if len(text) <= _LONGEST_ID else None
    if found is None or found.scheme not in (Scheme.DOI, Scheme.ARXIV):
        return None
    if found.scheme is Scheme.DOI and is_junk(found.value):
        return None
    return Identifier(found.scheme, found.value)


def is_junk(doi: str) -> bool:
    """Tell whether a DOI belongs to a registrant of junk."""
    found = _PREFIX.search(doi[:_LONGEST_ID])
    return found is not None and found[0] in JUNK_PREFIXES


def published_doi(text: str) -> str:
    """Return the DOI of a published version; "" for arXiv's own, for junk, for what is none."""
    found = read_doi(text)
    return found.value if found is not None and found.scheme is Scheme.DOI else ""


def make_author(family: str, given: str, name: str = "") -> Author | None:
    """Return an author by parts, or whole for a group or a single name; None without any."""
    if family and given:
        return Author(f"{given} {family}", family, given)
    whole = name or family or given
    return Author(whole) if whole else None


def read_count(number: int | None) -> int | None:
    """Return a number that can count something."""
    return number if number is not None and number >= 0 else None


def read_moment(text: str) -> datetime | None:
    """Return a date or a moment of ISO 8601 in UTC; None for a bare month, and for what is none."""
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year in _YEARS else None


def not_newer(records: Iterable[PaperRecord], year: int | None) -> list[PaperRecord]:
    """Return what a search found but for works newer than `year`; all where it is None."""
    return [each for each in records if not (year and each.year and each.year > year)]


def read_year(number: int | None) -> int | None:
    """Return a number that can be the year of a paper."""
    return number if number in _YEARS else None


def find_year(text: str) -> int | None:
    """Return the year that a date of any form begins with or holds."""
    found = _YEAR.search(text[:_LONGEST_ID])
    return read_year(int(found[0])) if found else None


def plain_text(markup: str) -> str:
    """Return JATS or HTML as plain text, a line per paragraph, without the heading "Abstract"."""
    pieces: list[str] = []
    end, hidden = 0, 0
    has_tex = "tex-math>" in markup
    for tag in _TAG.finditer(markup):
        name = tag[2].lower()
        if not hidden:
            pieces.append(_BLANKS.sub(" ", markup[end : tag.start()]))
        end = tag.end()
        # A formula stands there twice, as TeX and as MathML, of which only TeX reads as text.
        if name == "mml:math" and has_tex and not tag[0].endswith("/>"):
            hidden = max(0, hidden + (-1 if tag[1] else 1))
        elif name.rpartition(":")[2] in _BLOCKS and not hidden:
            pieces.append("\n")
    pieces.append("" if hidden else _BLANKS.sub(" ", markup[end:]))
    lines = [" ".join(line.split()) for line in _decode("".join(pieces)).split("\n")]
    lines = [line for line in lines if line]
    return "\n".join(lines[1:] if lines and lines[0].casefold() in _HEADINGS else lines)


def plain_line(markup: str) -> str:
    """Return a marked-up title or name as one plain line."""
    return " ".join(plain_text(markup).split())


def join_title(title: str, subtitle: str) -> str:
    """Return "title: subtitle", once where a service has joined them already."""
    if not title or not subtitle or title.casefold().endswith(subtitle.casefold()):
        return title or subtitle
    return f"{title} {subtitle}" if title[-1] in ":?!" else f"{title}: {subtitle}"


def _decode(text: str) -> str:
    """Read entities; twice, as some publishers deposit `&amp;lt;`."""
    for _ in range(2):
        text = _ENTITY.sub(_character, text)
    return text


def _character(entity: re.Match[str]) -> str:
    body = entity[1]
    if body[0] != "#":
        return html5.get(f"{body};", entity[0])
    code = int(f"0{body[1:]}", 0) if body[1] in "xX" else int(body[1:])
    return chr(code) if 0 < code <= _LAST_CODE and code not in _SURROGATES else ""
