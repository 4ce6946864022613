"""Names of authors as the entries of other tools write them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from paperstudy.domain.papers import Author
from paperstudy.formats.latex_in import decode_latex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OTHERS = re.compile(r"others|et\.?\s*al\.?", re.IGNORECASE)
_NAMED = "{{others}}"  # somebody who is called so, as we write it
_GENERATION = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV", re.IGNORECASE)
_HANGUL = re.compile("[가-힣]+")
_AND = re.compile(r"(?<!\s)\s++and\s+", re.IGNORECASE)
_JOINTS = re.compile(r"[{}]|(?<!\S)(?i:and)(?!\S)")
_NAME_PARTS = re.compile(r"(?:^|,)\s*(family|given|prefix|suffix)\s*=\s*", re.IGNORECASE)


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
    more = bool(names) and is_others(names[-1])
    authors = [_author(name, latex=latex) for name in (names[:-1] if more else names)]
    return tuple(author for author in authors if author.name), more


def is_others(name: str) -> bool:
    """Tell whether a name stands for those who are not named."""
    return name.lower() != _NAMED and _OTHERS.fullmatch(name.strip("{} .,")) is not None


def make_author(family: str, given: str, suffix: str = "") -> Author:
    """Return a person of whom the parts of the name are known; Hangul has no blank in it.

    BibTeX wants `Jr.` before the given names, and many write it behind them.
    """
    if suffix and _GENERATION.fullmatch(given) and not _GENERATION.fullmatch(suffix):
        given, suffix = suffix, given
    if not given or not family:
        return Author(" ".join(filter(None, (given, family, suffix))))
    if _HANGUL.fullmatch(family) and _HANGUL.fullmatch(given):
        return Author(family + given, family=family, given=given)
    if suffix:  # no part of ours takes it
        return Author(f"{given} {family} {suffix}", family=family)
    return Author(f"{given} {family}", family=family, given=given)


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
def _author(name: str, *, latex: bool) -> Author:
    """Read one name: `Given Family`, `Family, Given`, `Family, Jr, Given` or `{A Whole Name}`."""
    if name[0] == "{" and name[1:2] != "\\" and _is_whole(name):
        return Author(decode_latex(name) if latex else name[1:-1])
    if "=" in name and _NAME_PARTS.match(name):
        return _author_of_parts(name, latex=latex)
    parts = _split_commas(name) if "," in name else [name]
    if latex:
        parts = [decode_latex(part) for part in parts]
    if len(parts) == 1 or not all(parts):
        return Author(" ".join(filter(None, parts)))
    return make_author(parts[0], parts[-1], " ".join(parts[1:-1]))


def _author_of_parts(name: str, *, latex: bool) -> Author:
    """Read the parts that BibLaTeX names one by one: `family=Holt, given=Ann, prefix=van`."""
    pieces = _NAME_PARTS.split(name)[1:]
    told = {
        key.lower(): decode_latex(value.strip(' ,"')) if latex else value.strip(' ,"')
        for key, value in zip(pieces[::2], pieces[1::2], strict=True)
    }
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


def _split_commas(name: str) -> list[str]:
    if "{" not in name:
        return [part.strip() for part in name.split(",")]
    depth, parts, start = 0, [], 0
    for place, sign in enumerate(name):
        depth += (sign == "{") - (sign == "}")
        if sign == "," and depth <= 0:
            parts.append(name[start:place].strip())
            start = place + 1
    return [*parts, name[start:].strip()]
