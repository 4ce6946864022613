"""Which paper a person means, and the cite key they want for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidEditError, NotFoundError
from paperstudy.domain.identifiers import parse_identifier
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from paperstudy.domain.papers import Paper
    from paperstudy.store.store import Reader, Writer


def find_paper(tx: Reader | Writer, reference: str) -> Paper:
    """Return the paper with this cite key, identifier or URL.

    Raises:
        NotFoundError: there is none; the message names the nearest key.
    """
    reference = clean_line(reference)
    paper = tx.papers.find_by_key(reference)
    if paper is None:
        identifier = parse_identifier(reference)
        if identifier is not None:
            paper = tx.papers.find_by_identifier(identifier)
    paper = paper or tx.papers.find_former(reference)
    if paper is not None:
        return paper
    from difflib import get_close_matches

    keys = tx.papers.all_keys()
    begun = [key for key in keys if key.startswith(reference)]
    near = get_close_matches(reference, begun, n=1)
    near = near or get_close_matches(reference, keys, n=1, cutoff=0.75)
    if near:
        raise NotFoundError(
            "no paper has the key “{key}”", hint="did you mean {near}?", key=reference, near=near[0]
        )
    raise NotFoundError(
        "no paper has the key “{key}”",
        hint="`paperstudy search` finds papers by words",
        key=reference,
    )


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
