"""How well papers fit the words of a search: who types a name looks for the paper of that name."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from paperstudy.store import queries
from paperstudy.store.encoding import fold
from paperstudy.store.link import chunks
from paperstudy.store.search import Conditions, escape_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.queries import PaperQuery
    from paperstudy.store.link import Link

_RANKED = 3000  # papers that are put in order, the newest that fit: some 30 milliseconds
_AT_ONCE = 200  # of those, where a page alone is wanted
FIRST_RANKED = 400  # and of those that are shown with each key
_WORDS = 8  # that are looked for as words; more find one paper anyhow
_LONG = 60  # letters of a word; what is longer finds one paper anyhow too
_PLACES = 8  # of a word in one text, at which is looked whether it stands there by itself

NAME, TITLE, ELSEWHERE, PART = range(4)


def find_ids(link: Link, query: PaperQuery, wanted: int | None = None) -> array[int]:
    """Return the numbers of all papers that meet `query`, the first `wanted` in its order."""
    asked = Conditions(query, link.dialect)
    rows = link.rows(
        f"SELECT p.id FROM {asked.source} WHERE {asked.where} ORDER BY {asked.order}",  # noqa: S608 - constants and parameters' names
        **asked.parameters,
    )
    ids = array("q", [number for (number,) in rows])
    return best_first(link, query, ids, wanted) if is_ranked(query) else ids


def is_ranked(query: PaperQuery) -> bool:
    """Tell whether what fits best comes first: where there are words, and nobody chose an order."""
    return bool(query.words) and not query.order


def best_first(
    link: Link, query: PaperQuery, ids: array[int], wanted: int | None = None
) -> array[int]:
    """Return these numbers, those of the papers that fit best first; equals stay as they are.

    Where not all are `wanted`, no more than these many are sure to be at their places.
    """
    words = tuple(word for word in dict.fromkeys(map(fold, query.words)) if word)[:_WORDS]
    newest = ids[:_RANKED]
    if wanted is None or wanted >= len(newest) or any(len(word) > _LONG for word in words):
        fits = _read_fits(link, words, newest)
    else:
        fits = _read_best(link, words, newest, wanted)
    ranked = sorted(newest, key=lambda number: fits.get(number, PART))
    return array("q", ranked) + ids[_RANKED:]


def _read_best(
    link: Link, words: Sequence[str], newest: Sequence[int], wanted: int
) -> dict[int, int]:
    """Return how well papers fit: those of a fitting title, and others until all wanted are found.

    The texts of the rest, most of them, are not read.
    """
    fits = _read_fits(link, words, newest, titled=True)
    found = sum(fit <= TITLE for fit in fits.values())
    for some in chunks(newest, _AT_ONCE):
        if found >= wanted:
            break
        fits |= _read_fits(link, words, [number for number in some if number not in fits])
        found += sum(fits.get(number) == ELSEWHERE for number in some)
    return fits


def _read_fits(
    link: Link, words: Sequence[str], ids: Sequence[int], *, titled: bool = False
) -> dict[int, int]:
    """Return how well papers fit; of all that are `titled` so or named so, perhaps, or of all."""
    where, parameters = _titled(words, link.dialect) if titled else ("true", {})
    return {
        number: rank(words, key, body)
        for some in chunks(ids)
        for number, key, body in link.rows(
            f"{queries.BODIES_OF} AND {where}", ids=list(some), **parameters
        )
    }


def _titled(words: Sequence[str], dialect: str) -> tuple[str, dict[str, object]]:
    """Return what is true of each paper whose rank may be `TITLE` or less, as SQL."""
    place = "instr" if dialect == "sqlite" else "strpos"
    parameters: dict[str, object] = {"feed": "\n", "line": _line(" ".join(words))}
    clauses: list[str] = []
    for number, word in enumerate(words):
        parameters |= {f"word{number}": word, f"line{number}": _line(word)}
        clauses.append(
            f"({place}(i.body, :word{number}) < {place}(i.body, :feed)"
            f" OR {place}(lower(p.key), :word{number}) > 0"
            f" OR i.body LIKE :line{number} ESCAPE '!')"
        )
    every = " AND ".join(clauses) or "true"
    return f"({every} OR i.body LIKE :line ESCAPE '!' OR {place}(i.body, :feed) = 0)", parameters


def _line(words: str) -> str:
    return f"%\n{escape_pattern(words)}\n%"


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
