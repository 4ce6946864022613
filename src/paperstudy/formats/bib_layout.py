"""Entries as text of a .bib file: what bibtexparser's writer makes of them, without its copies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from paperstudy.formats.latex import is_balanced
from paperstudy.formats.romanise import to_ascii

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paperstudy.domain.papers import Paper, PaperHead

    Keyed = TypeVar("Keyed", Paper, PaperHead)

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Letters of any script, digits, and signs that end a key for none of BibTeX, Biber, TeX, Markdown.
_NO_KEY = re.compile(r"[^\w:./+-]")
_MONTH = re.compile(rf"(?<![A-Za-z\\{{])({'|'.join(MONTHS)})(?![A-Za-z}}])")
_OPENING = re.compile(rb"@[a-z]+\{([^\s,{}]+),")
_FIELD = re.compile(
    rb"[A-Za-z][\w:./+*-]* = (?:\{(?:[^{}]*+|(.*))\}|(?:\{[^{}]*\} # )*+[a-z]{3}(?: # (?:\{[^{}]*\}|[a-z]{3}))*+),",
    re.DOTALL,
)


class BibNames(NamedTuple):
    """An entry by its key, the line it begins on, and the names of its fields in small letters."""

    key: str
    line: int
    names: frozenset[str]


def lay_out(entries: Iterable[tuple[str, str, Mapping[str, str]]]) -> str:
    """Return entries of (key, type, fields) as text.

    Values are LaTeX already, their braces balanced. In a month BibTeX's twelve macros stand
    without braces.
    """
    return "\n".join(lay_out_one(*entry) for entry in entries)


def lay_out_one(key: str, kind: str, fields: Mapping[str, str]) -> str:
    """Return one entry as text, its line ending behind it."""
    lines = [
        f"  {name} = {{{value}}},\n" if name != "month" else f"  {lay_out_field(name, value)}\n"
        for name, value in fields.items()
        if value
    ]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def lay_out_field(name: str, value: str) -> str:
    """Return a field as it stands in an entry, its comma behind it."""
    if name == "month":
        return f"month = {_lay_out_month(value)},"
    return f"{name} = {{{value}}},"


def _lay_out_month(value: str) -> str:
    """Return a month by its macro, with what stands beside it: `mar # {~12}`."""
    if value in MONTHS:  # nearly all
        return value
    pieces = _MONTH.split(value)
    if not all(is_balanced(piece) for piece in pieces[::2]):
        return f"{{{value}}}"
    told = (piece if index % 2 else f"{{{piece}}}" for index, piece in enumerate(pieces) if piece)
    return " # ".join(told) or "{}"


def in_order(papers: Sequence[Keyed], *, ascii_only: bool = False) -> list[tuple[Keyed, str]]:
    """Return each paper once, with a key that BibTeX takes and, ignoring letter case, tells apart.

    A paper that comes with two keys has two entries. With `ascii_only` Hangul is romanised.
    """
    each = {(paper.id, paper.key): paper for paper in papers}
    ordered = sorted(each.values(), key=lambda paper: (paper.key.casefold(), paper.id))
    used: set[str] = set()
    keyed = []
    for paper in ordered:
        wanted = to_ascii(paper.key) if ascii_only else paper.key
        base = key = wanted if wanted.isalnum() else _NO_KEY.sub("", wanted) or f"paper{paper.id}"
        number = 1
        while key.casefold() in used:
            number += 1
            key = f"{base}-{number}"
        used.add(key.casefold())
        keyed.append((paper, key))
    return keyed


def count_laid_out(content: bytes) -> int | None:
    """Return how many entries a file has, where each byte of it is as `lay_out` writes it.

    It is None where a person put something between, or another tool wrote it.
    """
    *entries, rest = _cut(content)
    if rest or not entries:
        return None
    keys = []
    for entry in entries:
        head, *fields = entry.split(b"\n  ")
        opening = _OPENING.fullmatch(head, 1)
        if opening is None or not head.startswith(b"\n") or not all(map(_is_laid_out, fields)):
            return None
        keys.append(opening[1].decode("utf-8", "replace").casefold())
    return len(keys) if keys == sorted(set(keys)) else None


def find_changed(content: bytes, written: bytes) -> list[BibNames]:
    """Return the entries of a file that another has not byte by byte; both are laid out."""
    same = set(_cut(written))
    found = []
    line = 1
    for entry in _cut(content)[:-1]:
        if entry not in same:
            found.append(_names_of(entry, line))
        line += entry.count(b"\n") + 2
    return found


def find_names(content: bytes) -> dict[str, frozenset[str]]:
    """Return the names of the fields that the entries of a file have, by key; it is laid out."""
    entries = (_names_of(entry) for entry in _cut(content)[:-1])
    return {each.key: each.names for each in entries}


def _cut(content: bytes) -> list[bytes]:
    """Return the entries, each with the end of the line before it, and what is behind the last."""
    return b"\n".join((b"", content)).split(b"\n}\n")


def _names_of(entry: bytes, line: int = 0) -> BibNames:
    head, *fields = entry.split(b"\n  ")
    opening = _OPENING.match(head, 1)
    names = (field.partition(b" = ")[0].decode("utf-8", "replace").lower() for field in fields)
    key = opening[1].decode("utf-8", "replace") if opening else ""
    return BibNames(key, line, frozenset(names))


def _is_laid_out(field: bytes) -> bool:
    found = _FIELD.fullmatch(field)
    return found is not None and (not found[1] or is_balanced(found[1].decode("latin-1")))
