"""Names of authors as the entries of other tools write them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from paperstudy.domain.papers import Author
from paperstudy.formats.latex_in import decode_latex
from paperstudy.formats.name_lists import GENERATION, cut_others, split_at, split_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OTHERS = re.compile(r"others|et\.?\s*al\.?", re.IGNORECASE)
_NAMED = "{{others}}"  # somebody who is called so, as we write it
_HANGUL = re.compile("[가-힣]+")
_HANGUL_WORDS = re.compile("[가-힣 ]+")
_AND = re.compile(r"(?<!\s)\s++and\s+", re.IGNORECASE)
_JOINTS = re.compile(r"[{}]|(?<!\S)(?i:and)(?!\S)")
# BibLaTeX's extended names, by the keys that they can have; those that end in `-i` are initials.
_KEY = re.compile(
    r'"?\s*(family|given|prefix|suffix|(?:family|given|prefix|suffix|patronymic)-i|patronymic|id|hash'
    r"|gender|options|(?:use|junior|uniq|sort|label|name|nosort)[a-z]*)\s*=",
    re.IGNORECASE,
)
_OPEN = re.compile(r'(?:[^="]*=\s*)?"[^"]*')  # a value in quotes, which end behind a comma
# Of names with one comma the only ones that may be two people: `김철수, 이영희`, `A. Kim, B. Lee`.
_TWO = re.compile(r"(?:[가-힣]{3}|[^\W\d_]\.)[^,]*,")
_PAIR, _MOST = 2, 3  # parts of a name: `Family, Given`, `Family, Jr, Given`


def read_authors(
    fields: Mapping[str, str], *, latex: bool = True
) -> tuple[tuple[Author, ...], bool]:
    """Return who wrote a work, else who edited it, and whether there are more of them."""
    return read_names(fields.get("author") or fields.get("editor", ""), latex=latex)


def read_names(text: str, *, latex: bool = True) -> tuple[tuple[Author, ...], bool]:
    """Return the people of a field, and whether it says that there are more."""
    if not text:
        return (), False
    names = [name for name in _split_names(text) if name]
    more = False
    if names and is_others(names[-1]):
        del names[-1]
        more = True
    elif names and (last := cut_others(names[-1])) != names[-1]:
        more, names[-1] = True, last
    authors = [author for name in names for author in _people(name, latex=latex)]
    return tuple(authors), more


def is_others(name: str) -> bool:
    """Tell whether a name stands for those who are not named."""
    return name.lower() != _NAMED and _OTHERS.fullmatch(name.strip("{} .,")) is not None


def make_author(family: str, given: str, suffix: str = "") -> Author:
    """Return a person of whom the parts of the name are known; Hangul has no blank in it.

    BibTeX wants `Jr.` before the given names, and many write it behind them. A family without
    given names is a name that has no parts.
    """
    if suffix and GENERATION.fullmatch(given) and not GENERATION.fullmatch(suffix):
        given, suffix = suffix, given
    if not given:
        return make_whole(" ".join(filter(None, (family, suffix))))
    if not family:
        return Author(" ".join(filter(None, (given, suffix))))
    if _HANGUL.fullmatch(family) and _HANGUL.fullmatch(given):
        return Author(family + given, family=family, given=given)
    if suffix:  # no part of ours takes it
        return Author(f"{given} {family} {suffix}", family=family)
    return Author(f"{given} {family}", family=family, given=given)


def read_inverted(name: str) -> Author:
    """Read a name as RIS has it: `Family, Given, Jr.`, or whole.

    As EndNote's users write them, a comma stands behind a name that has no parts, and the first
    of those in it is doubled.
    """
    family, comma, rest = name.partition(",")
    if not comma:
        return Author(name)
    if rest.startswith(","):
        return make_whole(name.replace(",,", ",", 1))
    given, _, suffix = rest.partition(",")
    return make_author(family.strip(), given.strip(), suffix.strip())


def make_whole(name: str) -> Author:
    """Return somebody whose name is never divided; one word, and Hangul, is not in any case."""
    if (" " not in name and "," not in name) or _HANGUL_WORDS.fullmatch(name):
        return Author(name)
    return Author(name, family=name)


def _split_names(text: str) -> Iterator[str]:
    """Yield what stands between ` and ` outside of braces."""
    if "{" not in text:
        yield from (name.strip() for name in _plainly(text))
        return
    depth = start = 0
    for found in _JOINTS.finditer(text):
        sign = found[0]
        if sign in "{}":
            depth = max(0, depth + (1 if sign == "{" else -1))
        elif depth == 0:
            yield text[start : found.start()].strip()
            start = found.end()
    yield text[start:].strip()


def _plainly(text: str) -> list[str]:
    text = f" {text} "
    names = _AND.split(text)
    return [part for name in names for part in _AND.split(f" {name} ")]


@lru_cache(maxsize=8192)  # who writes one paper writes others
def _people(name: str, *, latex: bool) -> tuple[Author, ...]:
    """Read what stands between two ` and `: one name, and a list of them where that is certain."""
    if name[0] == "{" and name[1:2] != "\\" and _is_whole(name):
        author = make_whole(" ".join((decode_latex(name) if latex else name[1:-1]).split()))
        return (author,) if author.name else ()
    if "=" in name and _KEY.match(name):
        author = _author_of_parts(name, latex=latex)
    elif ";" in name or name.count(",") > 1 or ("," in name and _TWO.match(name)):
        people = split_list(name, latex=latex)
        return tuple(author for each in people if (author := _author(each, latex=latex)).name)
    else:
        author = _author(name, latex=latex)
    return (author,) if author.name else ()


def _author(name: str, *, latex: bool) -> Author:
    """Read one name: `Given Family`, `Family, Given` or `Family, Jr, Given`."""
    read = decode_latex(name) if latex else name
    if "," not in name:
        return Author(read)
    parts = split_at(name, ",")
    if read != name:
        parts = [decode_latex(part) for part in parts]
    if not all(parts):
        parts = [part for part in parts if part]
    if len(parts) < _PAIR:  # with a comma behind it
        return make_whole("".join(parts))
    if len(parts) > _MOST:  # BibTeX reads no such name
        return Author(", ".join(parts))
    return make_author(parts[0], parts[-1], " ".join(parts[1:-1]))


def _author_of_parts(name: str, *, latex: bool) -> Author:
    """Read the parts that BibLaTeX names one by one: `family=Holt, given=Ann, prefix=van`.

    What says how a name is sorted or cut short says nothing of who it is.
    """
    told: dict[str, str] = {}
    pieces: list[str] = []
    for piece in split_at(name, ","):
        if pieces and _OPEN.fullmatch(pieces[-1]):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    for piece in pieces:
        key, _, value = piece.strip('" ').partition("=")
        value = value.strip(' "')
        told[key.strip().lower()] = decode_latex(value) if latex else value.strip("{}")
    family = " ".join(filter(None, (told.get("prefix"), told.get("family"))))
    return make_author(family, told.get("given", ""), told.get("suffix", ""))


def _is_whole(name: str) -> bool:
    """Tell whether the brace that a name begins with is closed by its end."""
    depth = 0
    for place, sign in enumerate(name):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return place == len(name) - 1
    return False
