"""Search of the archive by the words of a title.

The index holds which title has which word, and no places: it is small and quickly made. Words
are asked for together, never alone where they are common, and no more than some hundreds of
titles are looked at one by one.
"""

from __future__ import annotations

import re
import sqlite3
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.domain.text import clean_line
from paperstudy.store.archive_text import title_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 24
_RARE = 6  # words by which a title is looked for where not all of them are right
_LOOKED_AT = 20_000  # titles that have all the words, of which the shortest are taken
_TAKEN = 100
_ENOUGH = 0.4  # of the words of two titles have to be the same
_STARTS = 0.95
_TABLES = ("papers", "coded")


class _Found(NamedTuple):
    closeness: float
    slug: str


def search_titles(link: sqlite3.Connection, title: str, limit: int) -> list[str]:
    """Return the slugs of the papers whose titles are closest to `title`, the closest first."""
    words = list(dict.fromkeys(_WORD.findall(clean_line(title).casefold())))[:_MOST_WORDS]
    key = title_key(title)
    if not words or key is None:
        return []
    best: dict[str, float] = {}
    for table in _TABLES:
        for found in _search_table(link, table, words, key):
            best[found.slug] = max(found.closeness, best.get(found.slug, 0.0))
    return sorted(best, key=lambda slug: -best[slug])[:limit]


def _search_table(
    link: sqlite3.Connection, table: str, words: Sequence[str], key: str
) -> list[_Found]:
    seen: dict[str, float] = {}
    rarest = _rarest_first(link, table, words)
    for group in _groups(rarest):
        for slug, title in _match(link, table, group):
            if slug not in seen:
                seen[slug] = _measure(words, key, title)
        if len(group) == len(words) and seen:
            break
    return [_Found(close, slug) for slug, close in seen.items() if close >= _ENOUGH]


def _groups(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the words to be found together: all, then all rare ones but one, then pairs of them."""
    yield words
    rare = words[:_RARE]
    for left_out in range(len(rare)):
        group = [word for place, word in enumerate(rare) if place != left_out]
        if len(group) > 1:
            yield group
    if len(words) > _RARE:
        yield rare
    yield from combinations(rare[: _RARE - 1], 2)


def _rarest_first(link: sqlite3.Connection, table: str, words: Sequence[str]) -> list[str]:
    marks = ", ".join("?" * len(words))
    query = f"SELECT word, papers FROM {table}_common WHERE word IN ({marks})"  # noqa: S608 - names of ours
    counts: dict[str, int] = dict(link.execute(query, tuple(words)).fetchall())
    return sorted(words, key=lambda word: (counts.get(word, 0), -len(word)))


def _match(link: sqlite3.Connection, table: str, words: Sequence[str]) -> list[tuple[str, str]]:
    """Return slugs and titles that have all the words, the shortest titles first."""
    query = (
        f"SELECT slug, title FROM {table} WHERE id IN"  # noqa: S608 - names of ours
        f" (SELECT rowid FROM {table}_words WHERE {table}_words MATCH ? LIMIT ?)"
        " ORDER BY length(title) LIMIT ?"
    )
    wanted = " AND ".join(f'"{word}"' for word in words)
    try:
        return link.execute(query, (wanted, _LOOKED_AT, _TAKEN)).fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        return []  # a sign that SQLite takes for a gap and Python for a letter


def _measure(words: Sequence[str], key: str, title: str) -> float:
    """Return how close a title is to the words asked for, 1 for the same."""
    other = title_key(title) or ""
    if other == key:
        return 1.0
    theirs = set(_WORD.findall(title.casefold()))
    common = len(theirs.intersection(words))
    dice = 2 * common / (len(theirs) + len(words))
    # A title without what stands behind its colon is that title still.
    return _STARTS if other.startswith(key) and len(words) > 2 else dice  # noqa: PLR2004
