"""How well papers fit the words of a search: who types a name looks for the paper of that name."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from paperstudy.store import queries
from paperstudy.store.encoding import fold
from paperstudy.store.link import chunks
from paperstudy.store.search import Conditions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.queries import PaperQuery
    from paperstudy.store.link import Link

_RANKED = 3000  # papers that are put in order, the newest that fit: some 30 milliseconds
FIRST_RANKED = 400  # and of those that are shown with each key
_WORDS = 8  # that are looked for as words; more find one paper anyhow
_PLACES = 8  # of a word in one text, at which is looked whether it stands there by itself

NAME, TITLE, ELSEWHERE, PART = range(4)


def find_ids(link: Link, query: PaperQuery) -> array[int]:
    """Return the numbers of all papers that meet `query`, in its order."""
    asked = Conditions(query, link.dialect)
    rows = link.rows(
        f"SELECT p.id FROM {asked.source} WHERE {asked.where} ORDER BY {asked.order}",  # noqa: S608 - constants and parameters' names
        **asked.parameters,
    )
    ids = array("q", [number for (number,) in rows])
    return best_first(link, query, ids) if is_ranked(query) else ids


def is_ranked(query: PaperQuery) -> bool:
    """Tell whether what fits best comes first: where there are words, and nobody chose an order."""
    return bool(query.words) and not query.order


def best_first(link: Link, query: PaperQuery, ids: array[int]) -> array[int]:
    """Return these numbers, those of the papers that fit best first; equals stay as they are."""
    words = tuple(word for word in dict.fromkeys(map(fold, query.words)) if word)[:_WORDS]
    newest = ids[:_RANKED]
    fits = {
        number: rank(words, key, body)
        for some in chunks(newest)
        for number, key, body in link.rows(queries.BODIES_OF, ids=list(some))
    }
    ranked = sorted(newest, key=lambda number: fits.get(number, PART))
    return array("q", ranked) + ids[_RANKED:]


def rank(words: Sequence[str], key: str, body: str) -> int:
    """Return how well a paper fits: the less the better; all in folded letters, as in the index.

    A word may be its name or all of a title; a whole word of title or key; a whole word elsewhere;
    or a part of one. Of several the worst counts, unless they are the name together.
    """
    title = body.partition("\n")[0]
    if len(words) > 1 and _is_name(" ".join(words), title, body):
        return NAME
    return max((_rank_of(word, title, key, body) for word in words), default=NAME)


def _rank_of(word: str, title: str, key: str, body: str) -> int:
    if _is_name(word, title, body):
        return NAME
    if _has_word(word, title) or (word in key.lower() and word in _words_of_key(key)):
        return TITLE
    return ELSEWHERE if _has_word(word, body) else PART


def _is_name(words: str, title: str, body: str) -> bool:
    """Tell whether a title begins with these as a name, or a line of the index is just these."""
    return title.partition(":")[0].rstrip() == words or f"\n{words}\n" in body


def _words_of_key(key: str) -> list[str]:
    """Return the words of a key, which numbers part: `devlin2019bert`."""
    return "".join(char if char.isalpha() else " " for char in fold(key)).split()


def _has_word(word: str, text: str) -> bool:
    if f" {word} " in text:
        return True
    end = 0
    for _ in range(_PLACES):
        start = text.find(word, end)
        if start < 0:
            return False
        end = start + len(word)
        if _begins(text, start) and _ends(text, end):
            return True
    return False


def _begins(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return not before.isalnum() or (_is_hangul(before) and not _is_hangul(text[start]))


def _ends(text: str, end: int) -> bool:
    """Tell whether a word ends here: a Korean particle may hang on to it, as in BERT를."""
    after = text[end : end + 1]
    return not after.isalnum() or _is_hangul(after)


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"
