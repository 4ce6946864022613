"""What a value of a .bib file says: its pieces without braces and quotes, its macros put in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.formats.latex import is_balanced

if TYPE_CHECKING:
    from collections.abc import Mapping

# BibTeX has the short names alone; people write the long ones as if they were macros, too.
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "sept", "september",
    "october", "november", "december",
)  # fmt: skip
# What BibTeX's own styles (plain.bst of 1988) call journals.
_JOURNALS = {
    "acmcs": "ACM Computing Surveys",
    "acta": "Acta Informatica",
    "cacm": "Communications of the ACM",
    "ibmjrd": "IBM Journal of Research and Development",
    "ibmsj": "IBM Systems Journal",
    "ieeese": "IEEE Transactions on Software Engineering",
    "ieeetc": "IEEE Transactions on Computers",
    "ieeetcad": "IEEE Transactions on Computer-Aided Design of Integrated Circuits",
    "ipl": "Information Processing Letters",
    "jacm": "Journal of the ACM",
    "jcss": "Journal of Computer and System Sciences",
    "scp": "Science of Computer Programming",
    "sicomp": "SIAM Journal on Computing",
    "tocs": "ACM Transactions on Computer Systems",
    "tods": "ACM Transactions on Database Systems",
    "tog": "ACM Transactions on Graphics",
    "toms": "ACM Transactions on Mathematical Software",
    "toois": "ACM Transactions on Office Information Systems",
    "toplas": "ACM Transactions on Programming Languages and Systems",
    "tcs": "Theoretical Computer Science",
}
_BOUNDS = re.compile(r'\\.|[{}"]', re.DOTALL)
_WORD = re.compile(r"[^\s#{\"]+")
_BARE = re.compile(r"[^#{}\"=]+")
# One piece in braces, with braces of one more level in it, and none behind a backslash.
_WHOLE = re.compile(r"\{((?:[^{}\\]++|\\[^{}]|\{(?:[^{}\\]++|\\[^{}])*+\})*+)\}", re.DOTALL)
# What may be the name of a macro; `url = http://…` without its braces is none.
_MACRO = re.compile(r"[^\W\d][\w:+.*-]*")
_LONGEST = 10_000  # signs that a value with macros in it comes to: each may double the one before


def usual_macros() -> dict[str, str]:
    """Return the macros that every file has: the months, and journals of BibTeX's own styles."""
    months = {name: month[:3] for month in _MONTHS for name in (month[:3], month)}
    return {**months, **_JOURNALS}


def evaluate(value: object, macros: Mapping[str, str], unknown: list[str]) -> str | None:
    """Return a value without its braces or quotes: pieces joined by `#`, macros put in.

    A macro that nobody defines stands for its name, and is added to `unknown`. The value is None
    where a piece follows another without a `#`, or has no end: a comma, a quote or a brace is
    missing.
    """
    text = str(value).strip()
    if (
        text[:1] == "{"
        and "{" not in text[1:]
        and text.find("}") == len(text) - 1 != text.rfind("\\") + 1
    ):
        return text[1:-1]
    whole = _WHOLE.fullmatch(text)  # nearly all the others
    if whole is not None:
        return whole[1]
    pieces: list[str] = []
    names: list[str] = []
    place = 0
    joined = True
    while place < len(text):
        sign = text[place]
        if sign == "#" or sign.isspace():
            joined = joined or sign == "#"
            place += 1
            continue
        if not joined:
            return text if _BARE.fullmatch(text) else _unquoted(text)
        joined = False
        if sign in '{"':
            end = _end_of_piece(text, place)
            if end == len(text):
                return None
            pieces.append(text[place + 1 : end])
            place = end + 1
        else:
            word = _WORD.match(text, place)
            end = word.end() if word else place + 1
            name = text[place:end]
            pieces.append(macros.get(name.casefold(), name))
            names.append(name)
            place = end
    if sum(map(len, pieces)) > max(len(text), _LONGEST):
        return None
    if names:
        unknown += [n for n in names if n.casefold() not in macros and _MACRO.fullmatch(n)]
    return "".join(pieces)


def _unquoted(text: str) -> str | None:
    """Return what stands in quotes with quotes in it: `"a "new" way"`."""
    inner = text[1:-1]
    whole = len(text) > 1 and text[0] == text[-1] == '"' and "=" not in inner and is_balanced(inner)
    return inner if whole else None


def _end_of_piece(text: str, start: int) -> int:
    """Return where the brace or quote that opens at `start` is closed, else the end."""
    closing = "}" if text[start] == "{" else '"'
    depth = 0
    for found in _BOUNDS.finditer(text, start + 1):
        sign = found[0]
        if sign == closing and depth == 0:
            return found.start()
        if sign != '"':
            depth += (sign == "{") - (sign == "}")
    return len(text)
