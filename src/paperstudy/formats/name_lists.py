"""People whom a field of BibTeX lists as BibTeX does not: by commas or semicolons. Pure.

BibTeX knows ` and ` alone. Where people write other signs, and whom they mean is certain, these
are read; anything else stays as it is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.formats.latex_in import decode_latex

if TYPE_CHECKING:
    from collections.abc import Sequence

GENERATION = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV", re.IGNORECASE)
"""What stands behind a name, and is no name."""

# `et al.`, also in italics; `외 3명` and `등` behind a name in Hangul say the same.
_ET_AL = re.compile(
    r"(?:[,;]|(?<![\s~,;]))[\s~]++\{?(?:\\(?:emph|textit|it|em)\b[\s{]*)?"
    r"et(?:\.?[\s~]++|\.)al\b\.?\}*[.,;]?$"
    r"|(?<=[가-힣]{2})[\s~]++(?:외|등)(?:[\s~]*\d+[\s~]*[명인])?$",
    re.IGNORECASE,
)
_ENDS = frozenset("lL.},;외등명인0123456789")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s-]*){1,4}")
_DOTTED = re.compile(r"(?:[^\W\d_a-z]\.[\s-]*)+(?:[^\W\d_][\w'’-]+(?:\s|$))+")
_FULL = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:\s[\w.'’-]+)*\s[^\W\d_a-z][\w'’-]+")
_HANGUL = re.compile("[가-힣]{2,4}")
_LONG_HANGUL = re.compile("[가-힣]{3,4}")  # longer than a family name
_FAMILY = re.compile("[가-힣]")
_PAIR, _MOST = 2, 3  # parts of a name: `Family, Given`, `Family, Jr, Given`


def cut_others(name: str) -> str:
    """Return a name without the `et al.` behind it."""
    if name[-1] not in _ENDS:  # nearly all names
        return name
    cut = _ET_AL.sub("", name)
    return cut if cut.count("{") == cut.count("}") else name


def split_list(name: str, *, latex: bool) -> list[str]:
    """Return the people whom a text without ` and ` names; the text alone where that is one."""
    if ";" in name and (people := _split_semicolons(name)):
        return people
    parts = split_at(name, ",")
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    if len(parts) < _PAIR:
        return [name]
    read = [decode_latex(part) for part in parts] if latex else parts
    if _are_pairs(read):
        return [f"{parts[n]}, {parts[n + 1]}" for n in range(0, len(parts), _PAIR)]
    if _are_people(read):
        return parts
    return [name]


def split_at(text: str, sign: str) -> list[str]:
    """Return what stands between a sign, outside of braces."""
    if "{" not in text:
        return [part.strip() for part in text.split(sign)]
    depth, parts, start = 0, [], 0
    for place, here in enumerate(text):
        depth += (here == "{") - (here == "}")
        if here == sign and depth <= 0:
            parts.append(text[start:place].strip())
            start = place + 1
    return [*parts, text[start:].strip()]


def _split_semicolons(name: str) -> list[str]:
    """Return who is parted by semicolons, unless one ends an entity or a command."""
    if "&" in name or "\\;" in name:
        return []
    people = [person for person in split_at(name, ";") if person.strip(" ,")]
    if all("," in person or " " in person or _HANGUL.fullmatch(person) for person in people):
        return people
    return []


def _are_pairs(parts: Sequence[str]) -> bool:
    """Tell whether parts are families and their initials in turn, as in `Kim, M., Lee, S.`."""
    if len(parts) <= _MOST or len(parts) % _PAIR or not all(parts):
        return False
    families, given = parts[::_PAIR], parts[1::_PAIR]
    if all(map(_FAMILY.fullmatch, families)):
        return all(map(_HANGUL.fullmatch, given)) or all(map(_FAMILY.fullmatch, given))
    if not all(map(_is_initials, given)):
        return False
    if not any(map(_is_initials, families)):
        return True
    return all("." in part for part in given) and not any("." in part for part in families)


def _is_initials(part: str) -> bool:
    short = part.isupper() and _INITIALS.fullmatch(part) is not None
    return short and GENERATION.fullmatch(part) is None


def _are_people(parts: Sequence[str]) -> bool:
    """Tell whether each part is a name: no family has initials before it, no suffix two words."""
    if all(map(_DOTTED.fullmatch, parts)):
        return True
    if len(parts) == _PAIR:
        return all(map(_LONG_HANGUL.fullmatch, parts))
    return all(map(_FULL.fullmatch, parts)) or all(map(_HANGUL.fullmatch, parts))
