"""Authors as BibTeX reads names: particles and suffixes where they belong, Korean names whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from paperstudy.domain.papers import Author
from paperstudy.formats.latex import escape_latex
from paperstudy.formats.romanise import romanise_name

if TYPE_CHECKING:
    from collections.abc import Sequence

_GROUP = re.compile(
    r"\b(?:(?i:team|group|collaboration|consortium|research|labs?|inc|university|project|"
    r"community|foundation|institute|ministry|association|organi[sz]ation|committee|of|for)|AI)\b"
)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_ANDS = re.compile(r"(?<!\S)and(?!\S)", re.IGNORECASE)
_BREAKS = re.compile("[ ,]")
_ET_AL = re.compile(r",?\s+et al\b\.?$", re.IGNORECASE)
_OTHERS = " and others"
_GENERATION = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
UNTURNED = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3\u30fb]")
"""Letters that have no capitals: no name in them is turned round or cut short."""
_LETTER = "A-Za-z'\u00c0-\u024f\u1e00-\u1eff-"
_PLAIN = re.compile(rf"(?:[A-Z\u00c0-\u00de][{_LETTER}]*\.?(?: |$))+")
# Words in small letters that make a name one to look at.
_ODD = frozenset(
    {
        "and", "others", "team", "group", "collaboration", "consortium", "research", "lab", "labs",
        "inc", "inc.", "university", "project", "community", "foundation", "institute", "ministry",
        "association", "organisation", "organization", "committee", "of", "for", "ai", "jr", "jr.",
        "sr", "sr.", "ii", "iii", "iv",
    }
)  # fmt: skip
_SUFFIXED = 3  # words of a name that may end in `Jr.`


def write_authors(authors: Sequence[Author], *, more: bool, ascii_only: bool = False) -> str:
    """Return authors as a BibTeX value; `more` says that there are others, whose names are not."""
    names = [name for author in authors if (name := _author(author, ascii_only))]
    if names and more and not names[-1].endswith(_OTHERS):
        names.append("others")
    return " and ".join(names)


@lru_cache(maxsize=8192)  # who writes one paper writes others
def _author(author: Author, ascii_only: bool) -> str:  # noqa: FBT001 - called 50,000 times
    """Return one author: family first where that is known or needed, given names first, or whole."""
    name = author.name
    whole = name.isalpha() and name.lower() not in _ODD
    if not ascii_only and (whole or _is_plain(name)):  # nearly all names
        if not author.family:
            return name
        if name == f"{author.given} {author.family}":
            return f"{author.family}, {author.given}"
    latin = romanise_name(name, author.family, author.given) if ascii_only else ""
    return latin or _written(author, _Part(ascii_only=ascii_only))


def _is_plain(name: str) -> bool:
    return _PLAIN.fullmatch(name) is not None and _ODD.isdisjoint(name.lower().split(" "))


def _written(author: Author, part: _Part) -> str:
    if author.undivided and _BREAKS.search(author.name):
        return part.write(author.name, whole=True)
    name, others = _ET_AL.subn("", author.name)
    if UNTURNED.search(name) and "," not in name and not _AND.search(name):
        written = part.write(name, whole=" " in name)
    elif author.family and not author.undivided:
        written = _join_parts(split_person(author), part)
    elif _GROUP.search(name) and " " in name:
        written = part.write(name, whole=True)
    else:
        written = " and ".join(_person(each, part) for each in _split_list(name) if each)
    return written + (_OTHERS if others and written else "")


def is_whole(author: Author) -> bool:
    """Tell whether a name is never divided: a group's, a list's, or one in Korean letters."""
    name = author.name
    if author.undivided:
        return True
    if UNTURNED.search(name) and "," not in name:
        return True
    return not author.family and (
        (" " in name and _GROUP.search(name) is not None)
        or name.count(",") > 1
        or _AND.search(name) is not None
    )


def split_person(author: Author) -> tuple[str, str, str]:
    """Return family name with its particles, given names and suffix of one who has such."""
    words = author.name.split()
    suffix = words[-1] if len(words) >= _SUFFIXED and _GENERATION.fullmatch(words[-1]) else ""
    if author.family and author.given:
        told = (*author.given.split(), *author.family.split())
        return author.family, author.given, "" if suffix in told else suffix
    if author.family and author.family in author.name:
        parts = author.name.removesuffix(suffix).rpartition(author.family)
        before, after = parts[0].strip(" ,"), parts[2].strip(" ,")
        if not before:
            return author.family, after, suffix
        return author.family, before, f"{after} {suffix}".strip()
    bare = author.name.removesuffix(suffix).rstrip(" ,")  # `Robert Downey, Jr.`
    if "," in bare:
        family, _, given = bare.partition(",")
        return family.strip(), given.strip(), suffix
    words = bare.split()
    small = [n for n, word in enumerate(words[:-1]) if word[0].islower()]
    first = small[0] if small else len(words) - 1
    return " ".join(words[first:]), " ".join(words[:first]), suffix


def _join_parts(parts: tuple[str, str, str], part: _Part) -> str:
    """Return family name, suffix and given names, as far as there are any."""
    family, given, suffix = parts
    if not given:
        return part.write(family, whole=" " in family)
    return ", ".join(part.write(each) for each in (family, suffix, given) if each)


def _split_list(name: str) -> list[str]:
    """Return the names in `name`: a source that forgot to split a list gives it as one name."""
    names = [each.strip(" ,") for each in _AND.split(name)]
    parts = [part.strip() for part in name.split(",")]
    if len(names) == 1 and len(parts) > 2 and all(" " in part for part in parts):  # noqa: PLR2004
        return parts
    return names


def _person(name: str, part: _Part) -> str:
    """Return a printed name: `Laurens van der Maaten` is `van der Maaten, Laurens`."""
    if name.count(",") > 1:
        return part.write(name, whole=True)
    family, given, suffix = split_person(Author(name))
    if "," in name and not suffix:
        return part.escape(name)
    if not suffix and (not given or not any(word[0].islower() for word in family.split()[:-1])):
        return f"{{{{{name}}}}}" if name.lower() == "others" else part.write(name)
    return ", ".join(part.escape(each) for each in (family, suffix, given) if each)


@dataclass(frozen=True, slots=True)
class _Part:
    """Writes parts of names: their signs escaped first, so that no backslash meets a brace."""

    ascii_only: bool

    def write(self, text: str, *, whole: bool = False) -> str:
        """Return a part, in braces where BibTeX would divide it (or where it is `whole`)."""
        escaped = self.escape(text)
        divided = whole or "," in text or _ANDS.search(text)
        return f"{{{escaped}}}" if divided else escaped

    def escape(self, text: str) -> str:
        """Return a part as LaTeX."""
        return escape_latex(text, ascii_only=self.ascii_only)
