"""Which paper a person means, and the cite key they want for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidEditError, NotFoundError
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from paperstudy.domain.papers import Paper
    from paperstudy.store.views import Reader, Writer

_WORD = r"[^\W\d_]+"
_YEAR = r"(?<!\d)\d{4}(?!\d)"
_LEAST_WORD = 3
_LONGEST_NAME = 80  # letters that a paper's short name has at most
_CALLED = 50  # papers with a word that are asked what they are called


def find_paper(tx: Reader | Writer, reference: str) -> Paper:
    """Return the paper with this cite key, identifier or URL.

    Raises:
        NotFoundError: there is none; the hint names the paper that is called so, or the nearest key.
    """
    reference = clean_line(reference)
    paper = tx.papers.find_by_key(reference)
    if paper is None:
        from paperstudy.domain.identifiers import parse_identifier

        identifier = parse_identifier(reference)
        if identifier is not None:
            paper = tx.papers.find_by_identifier(identifier)
    paper = paper or tx.papers.find_former(reference)
    if paper is not None:
        return paper
    near = _find_called(tx, reference)
    near = near or find_near_key(reference, sorted(tx.papers.all_keys()))
    raise NotFoundError(
        "no paper has the key “{key}”",
        hint="did you mean {near}?" if near else "`paperstudy search` finds papers by words",
        key=reference,
        near=near,
    )


def find_papers(tx: Reader | Writer, references: Sequence[str]) -> list[Paper]:
    """Return the papers with these cite keys, identifiers or URLs, in their order.

    Raises:
        NotFoundError: there is none for one of them, as in `find_paper`.
    """
    keys = [clean_line(reference) for reference in references]
    known = {str(paper.key): paper for paper in tx.papers.all(keys)} if len(keys) > 1 else {}
    return [known.get(key) or find_paper(tx, key) for key in keys]


def _find_called(tx: Reader | Writer, name: str) -> str:
    """Return the key of the paper that sources or people call so; empty where none or several are."""
    from paperstudy.domain.queries import PaperQuery
    from paperstudy.matching.normalise import make_key

    wanted = make_key(name)
    if not wanted or len(name) > _LONGEST_NAME:
        return ""
    keys = {row.key for row in tx.names.all() if row.normalised == wanted}
    for row in tx.papers.search(PaperQuery(words=(name,)), limit=_CALLED).rows:
        names = (each for record in tx.papers.records(row.id) for each in record.names)
        if wanted in map(make_key, names):
            keys.add(row.key)
    return keys.pop() if len(keys) == 1 else ""


def find_near_key(reference: str, keys: Collection[str]) -> str:
    """Return the key that is most like what was typed; an empty string where none is.

    One that begins so comes first, then one that is written alike, then one in which an author or
    a word of the title is written alike, as for `lora2021`; the nearest year decides between those.
    """
    from difflib import get_close_matches

    typed = reference.casefold()
    begun = [key for key in keys if len(typed) >= _LEAST_WORD and key.startswith(typed)]
    near = get_close_matches(typed, begun, n=1, cutoff=0.0)
    near = near or get_close_matches(typed, keys, n=1, cutoff=0.75)
    if near:
        return near[0]
    pieces = {key: _pieces(key) for key in keys}
    known = {word for words, _ in pieces.values() for word in words}
    words, year = _pieces(typed)
    meant = {one for word in words for one in get_close_matches(word, known, n=1, cutoff=0.75)}

    def rank(key: str) -> tuple[int, int, str]:
        its_words, its_year = pieces[key]
        return -len(meant.intersection(its_words)), abs(its_year - year) if year else 0, key

    return min((key for key in keys if meant.intersection(pieces[key][0])), key=rank, default="")


def _pieces(key: str) -> tuple[list[str], int]:
    """Return the words of a key and its year, 0 where it has none: vaswani, attention and 2017."""
    words = [word for word in re.findall(_WORD, key.casefold()) if len(word) >= _LEAST_WORD]
    years = re.findall(_YEAR, key)
    return words, int(years[0]) if years else 0


def set_key(tx: Writer, paper: Paper, key: str) -> None:
    """Give a paper the cite key that a person wants.

    Raises:
        InvalidEditError: it is no key, or another paper has it.
    """
    from paperstudy.formats.citekey import is_cite_key

    if not is_cite_key(key):
        raise InvalidEditError(
            "“{key}” is no cite key", hint="use letters, digits and - _ : . + /", key=key
        )
    if tx.papers.find_by_key(key) is not None:
        raise InvalidEditError("another paper has the key “{key}”", hint="choose another", key=key)
    tx.papers.set_key(paper.id, key)
