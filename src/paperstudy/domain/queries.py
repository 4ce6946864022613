"""What can be asked of the library: queries and pages of answers.

They are no dataclasses: `list` would wait until those are made.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from paperstudy.domain.errors import InvalidQueryError
from paperstudy.domain.summaries import PaperStatus
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")


class PaperQuery(NamedTuple):
    """A question to the library: all `words` and all filters must hold; empty asks for all.

    `words` match title, authors, key, abstract, identifiers, notes and tags, as substrings,
    whatever the letter case. `order` is one of `ORDERS`: newest first for `added` and `year`, from
    A to Z for the others, and the other way round if `reverse`. Where nobody chose one, what fits
    the words best comes first, then the newest.
    `code` asks whether a repository is known, `publication` whether a venue is; None for either.
    """

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    years: tuple[int | None, int | None] | None = None  # inclusive
    status: str = ""
    presenter: str = ""
    log: str = ""
    order: str = ""
    reverse: bool = False
    code: bool | None = None
    publication: bool | None = None


class Page(NamedTuple, Generic[T]):
    """A slice of an answer and the size of the whole."""

    rows: tuple[T, ...]
    total: int
    offset: int = 0


# Compiled where a query is read: a list without one takes no time for it.
_TERM = r'(?i)(?:([a-z]+):)?(?:["“”„]([^"“”„]*)["“”„]?|(\S+))'
_YEARS = r"(\d{4})?(\.\.|-)?(\d{4})?"
_KNOWN = ("code", "venue")
_FILTERS = {"tag", "author", "presenter", "log", "year", "status", "has", "order"}
ORDERS = ("added", "year", "title", "key", "author", "status")


def parse_query(text: str) -> PaperQuery:
    """Read a query as people type it: words, "phrases", `tag:cv author:vaswani has:code`.

    A word with a colon whose first part is no filter (`arxiv:1706.03762`) is a plain word.

    Raises:
        InvalidQueryError: a filter has a value it cannot take.
    """
    query = PaperQuery()
    for match in re.finditer(_TERM, clean_line(text)):
        name, quoted, plain = match.groups()
        if plain is not None and plain.endswith(":") and plain[:-1].lower() in _FILTERS:
            continue  # a filter whose value is still to be typed
        value = quoted if quoted is not None else plain
        query = _with_term(query, (name or "").lower(), value, match.group())
    return query


def split_terms(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the terms of a query as they were typed, each with whether it is a filter."""
    for match in re.finditer(_TERM, clean_line(text)):
        yield match.group(), (match[1] or "").lower() in _FILTERS


def _with_term(query: PaperQuery, name: str, value: str, term: str) -> PaperQuery:
    match name if value else "":
        case "tag":
            query = query._replace(tags=(*query.tags, value))
        case "author":
            query = query._replace(authors=(*query.authors, value))
        case "presenter":
            query = query._replace(presenter=value)
        case "log":
            query = query._replace(log=value)
        case "year":
            query = query._replace(years=_years(value))
        case "status":
            query = query._replace(status=_choice(value, "status", [s.value for s in PaperStatus]))
        case "has":
            query = _with_known(query, _choice(value, "has", _KNOWN))
        case "order":
            order = _choice(value.removeprefix("-"), "order", ORDERS)
            query = query._replace(order=order, reverse=value.startswith("-"))
        case _ if value:
            query = query._replace(words=(*query.words, value if not name else term))
        case _:
            pass
    return query


def _with_known(query: PaperQuery, name: str) -> PaperQuery:
    return query._replace(code=True) if name == "code" else query._replace(publication=True)


def _years(value: str) -> tuple[int | None, int | None]:
    match = re.fullmatch(_YEARS, value)
    if match is None or not (match[1] or match[3]) or (match[3] and not match[2]):
        raise InvalidQueryError(
            "year:{value} is no year or range",
            hint="write year:2017 or year:2015..2017",
            value=value,
        )
    first, span, last = match.groups()
    since = int(first) if first else None
    until = int(last) if last else None
    if since and until and since > until:
        raise InvalidQueryError(
            "year:{value} runs backwards",
            hint="write year:{until}..{since}",
            value=value,
            since=since,
            until=until,
        )
    return (since, until) if span else (since, since)


def _choice(value: str, name: str, known: tuple[str, ...] | list[str]) -> str:
    if value.lower() not in known:
        raise InvalidQueryError(
            "{name}:{value} is not known",
            hint="one of {known}",
            name=name,
            value=value,
            known=", ".join(known),
        )
    return value.lower()
