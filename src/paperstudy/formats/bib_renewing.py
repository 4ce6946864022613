"""An entry of a file that a person keeps, brought up to date: what says the same stays as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.formats.bib_blocks import CODE, bare, read_letters
from paperstudy.formats.bib_encoding import VERBATIM
from paperstudy.formats.bib_layout import lay_out_field
from paperstudy.formats.entry_facts import GROUP, KINDS
from paperstudy.formats.latex_in import decode_latex
from paperstudy.formats.names_in import read_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from paperstudy.formats.bib_blocks import Block
    from paperstudy.formats.bib_encoding import Encoding

    Entry = tuple[str, Mapping[str, str]]

# An entry has one of these: where ours names it anew, the old one goes.
_PLACES = frozenset(
    {"journal", "journaltitle", "booktitle", "howpublished", "school", "institution"}
)
_SAME = ({"journal", "journaltitle"}, {"year", "date"}, {"archiveprefix", "eprinttype"},
         {"primaryclass", "eprintclass"}, {"school", "institution"}, {"number", "issue"})  # fmt: skip
_MONTHED = re.compile(r"[0-9]{4}-[0-9]{2}")
# What a person who keeps a file by hand has left out on purpose.
_TAGS = frozenset({"keywords", "groups"})
_UNASKED = _TAGS | {"abstract", "file", "key"}
_WEAK = frozenset({"misc", "online"})
_NAMES = frozenset({"author", "editor"})
_LETTERS = re.compile(r"[^\W_]+")
_COMMAS = re.compile(r"[;,]")


def leave_unasked(
    block: Block, values: Mapping[str, str], own_tags: Iterable[str]
) -> dict[str, str]:
    """Return the fields of ours that a file is to have.

    Those that a person left out are none of them, unless it is a tag that was put on here since.
    """
    theirs = dict(block.fields)
    asked = {"groups" if tag.startswith(GROUP) else "keywords" for tag in own_tags}
    return {
        name: value
        for name, value in values.items()
        if value and (name not in _UNASKED or name in theirs or name in asked)
    }


def renew(
    block: Block, entry: Entry, alone: Callable[[], Entry], encoding: Encoding
) -> tuple[bytes, tuple[str, ...]] | None:
    """Return an entry brought up to date by ours, and what is new in it.

    None where it says all of that already; another type of entry is new as `@book`.

    `alone` tells what ours would be if nothing but this entry were known: what is the same in
    both is no news.
    """
    theirs = dict(reversed(block.fields))
    kind, ours = entry[0], dict(entry[1])
    for name in {"year", "date"} & ours.keys():
        if bare(theirs.get("date", "")).startswith(f"{ours[name]}-"):
            del ours[name]  # a year, of which the file knows the day
    if kind in _WEAK or (KINDS.get(kind) and KINDS.get(kind) == KINDS.get(block.kind)):
        kind = block.kind
    news = {name for name in ours if _is_new(name, ours[name], theirs, encoding)}
    if news or kind != block.kind:
        known_kind, known = alone()
        news = {name for name in news if not _is_same(name, ours[name], known.get(name, ""))}
        kind = block.kind if kind == known_kind else kind
    if not news and kind == block.kind:
        return None
    told = () if kind == block.kind else (f"@{kind}",)
    names = tuple(name for name in ours if name in news)
    return _lay_out(block, (kind, ours), news, encoding), told + names


def _lay_out(block: Block, entry: Entry, news: set[str], encoding: Encoding) -> bytes:
    """Return an entry with what is new in it, the rest as and where it was written."""
    kind, ours = entry
    names = {name.lower() for name in news}
    replaced = set().union(names, *(same for same in _SAME if same & names))
    if "date" in news and _MONTHED.match(ours["date"]):
        replaced.add("month")
    if names & _PLACES and kind != block.kind:
        replaced |= _PLACES
    spelled = {name.lower(): name for name in ours}
    new = {name.lower(): lay_out_field(name, ours[name]) for name in ours if name in news}
    lines = []
    for name, value in block.fields:
        if name in new:
            lines.append(encoding.encode(f"  {new.pop(name)}\n"))
        elif name not in replaced:
            lines.append(_line(f"{spelled.get(name, name)} = {value},", encoding))
    lines += [encoding.encode(f"  {line}\n") for line in new.values()]
    lines += [_line(comment, encoding) for comment in block.rest]
    head = encoding.encode(f"@{kind}{{KEY,\n").replace(b"{KEY,", b"{" + block.written + b",", 1)
    return b"".join((head, *lines, b"}"))


def _line(text: str, encoding: Encoding) -> bytes:
    return f"  {text}".encode(CODE) + encoding.ending


def _is_new(name: str, value: str, theirs: Mapping[str, str], encoding: Encoding) -> bool:
    """Tell whether a field of ours says something that the entry in the file does not."""
    there = theirs.get(name.lower())
    if there is None:
        return True
    if bare(there) == bare(encoding.recode(value)):
        return False
    return not _is_same(name, value, bare(read_letters(there.encode(CODE))))


def _is_same(name: str, one: str, other: str) -> bool:
    """Tell whether two values of a field say the same, however they are written."""
    if one == other or not one or not other:
        return one == other
    if name in _TAGS:
        return _words(one) == _words(other)
    if name in _NAMES:
        return read_names(one) == read_names(other) or _names(one) == _names(other)
    return name not in VERBATIM and decode_latex(one) == decode_latex(other)


def _names(text: str) -> list[str]:
    """Return the words of names in order: how they are parted is the writer's own affair."""
    return [word for word in _LETTERS.findall(decode_latex(text).casefold()) if word != "and"]


def _words(text: str) -> set[str]:
    return {" ".join(decode_latex(word).split()) for word in _COMMAS.split(text)} - {""}
