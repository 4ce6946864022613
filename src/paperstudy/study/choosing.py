"""Which papers a command means: by cite key, by a query, or by what a document cites."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.papers import CiteKey
from paperstudy.study.finding import find_paper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from paperstudy.domain.papers import Paper
    from paperstudy.domain.queries import PaperQuery
    from paperstudy.store.views import Reader, Writer

# What may be a cite key or a mistyped one, and asks for nothing else, as `tag:thesis` does.
_KEY = re.compile(r"[A-Za-z][\w+./-]*", re.ASCII)
_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person names: keys, or words, or documents that cite; nothing names all papers.

    Words are keys where each of them is one, now or formerly; else they are a query. A word alone
    that finds nothing is a key that nobody has; and so are several that could be keys, where one
    of them has a digit, as words seldom do.
    """

    keys: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    query: PaperQuery | None = None
    cited: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The papers that are meant; `missing` are keys that a document cites and nobody here has.

    Each goes with the nearest key, or with nothing. A paper cited by another of its keys has that.
    """

    papers: tuple[Paper, ...]
    missing: tuple[tuple[str, str], ...] = ()


def choose_papers(tx: Reader | Writer, choice: Choice) -> Chosen:
    """Return the papers that `choice` names: in the order of its keys, else by cite key.

    Raises:
        NotFoundError: no paper has one of the keys; the message names the nearest.
        InvalidQueryError: the words are no query.
        InvalidFileError: a document cannot be read.
    """
    if choice.cited:
        return _choose_cited(tx, choice.cited)
    if choice.keys:
        keys = [find_paper(tx, key).key for key in choice.keys]
        return Chosen(_in_turn(tx, keys))
    known = [_find_key(tx, word) for word in choice.words]
    if known and all(known):
        return Chosen(_in_turn(tx, known))
    query = choice.query
    if choice.words:
        from paperstudy.domain.queries import parse_query

        query = parse_query(" ".join(choice.words))
    if query is None:
        return Chosen(tuple(tx.papers.all()))
    found = [row.key for row in tx.papers.search(query, offset=0, limit=None).rows]
    if not found and (any(known) or _are_keys(choice.words)):  # they are no words to search for
        for word, key in zip(choice.words, known, strict=True):
            if not key:
                find_paper(tx, word)
    return Chosen(tuple(tx.papers.all(found)))


def _are_keys(words: Sequence[str]) -> bool:
    """Tell whether words that find nothing are meant as keys."""
    shaped = bool(words) and all(map(_KEY.fullmatch, words))
    return shaped and (len(words) == 1 or any(map(_DIGIT.search, words)))


def _in_turn(tx: Reader | Writer, keys: Sequence[str]) -> tuple[Paper, ...]:
    papers = {paper.key: paper for paper in tx.papers.all(keys)}
    return tuple(papers[CiteKey(key)] for key in dict.fromkeys(keys))


def _find_key(tx: Reader | Writer, word: str) -> str:
    paper = tx.papers.find_by_key(word) or tx.papers.find_former(word)
    return paper.key if paper is not None else ""


def _choose_cited(tx: Reader | Writer, paths: Sequence[Path]) -> Chosen:
    """Return the papers that documents cite, each by the key that stands there."""
    from difflib import get_close_matches

    from paperstudy.study.citing import read_citations

    cited, everything = read_citations(paths)
    papers = {paper.key: paper for paper in tx.papers.all()} if everything else {}
    missing = []
    for key in cited:
        try:
            paper = find_paper(tx, key)
        except NotFoundError:
            near = get_close_matches(key, tx.papers.all_keys(), n=1, cutoff=0.6)
            missing.append((key, near[0] if near else ""))
        else:
            papers[CiteKey(key)] = paper._replace(key=CiteKey(key))
    return Chosen(tuple(papers[key] for key in sorted(papers)), tuple(missing))
