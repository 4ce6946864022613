"""What an entry of a file says beyond what an export of its paper says already.

A file that was exported from here, and came back with a word changed, brings that word alone: that
its meeting is “NeurIPS” where the library has “NeurIPS 2016” beside the year is no news.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from typing import TYPE_CHECKING, Any

from paperstudy.domain.papers import PaperRecord, Publication
from paperstudy.formats.entry_facts import find_notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.papers import Paper

_PLAIN = ("ris", "csl")  # formats that we write and read, beside those of .bib files
_KNOWN_BY = frozenset({"source", "title", "identifiers"})
_LISTS = frozenset({"extra", "tags", "attachments"})
_EMPTY: dict[str, Any] = {
    field.name: field.default for field in fields(PaperRecord) if field.default is not MISSING
}


def find_news(said: PaperRecord, paper: Paper, note: str, folder: str) -> PaperRecord | None:
    """Return what an entry says that an export of its paper would not; None if that is nothing.

    Its title and identifiers stay, by which it is known. `note` is the group's, `folder` that of
    the file.
    """
    notes = {name for name, text in find_notes(said.extra).items() if text == note}
    extra = tuple(each for each in said.extra if each.name not in notes)
    tags = tuple(tag for tag in said.tags if tag not in paper.tags)
    rest = replace(said, extra=extra, tags=tags, note="" if said.note == note else said.note)
    known = {(each.scheme, each.value) for each in paper.identifiers}
    titles = {paper.title}
    for echo in _echoes(paper, folder) if said.source == "bibtex" else _plain_echoes(paper, folder):
        rest = _without(rest, echo, paper.publication)
        known |= {(each.scheme, each.value) for each in echo.identifiers}
        titles.add(echo.title)
    new = any((each.scheme, each.value) not in known for each in said.identifiers)
    bare = PaperRecord(said.source, said.title, identifiers=said.identifiers)
    return rest if new or said.title not in titles or rest != bare else None


def _echoes(paper: Paper, folder: str) -> Iterator[PaperRecord]:
    """Yield what comes back of a paper that goes out, by the ways that a .bib file is written."""
    from paperstudy.formats.bib_layout import in_order, lay_out_one
    from paperstudy.formats.bibtex_in import read_bibtex
    from paperstudy.formats.registry import IN_PLACE, find_entry_maker

    ((_, key),) = in_order([paper])
    for name in IN_PLACE:
        text = lay_out_one(key, *find_entry_maker(name)(paper, key))
        yield from read_bibtex(text, folder).records


def _plain_echoes(paper: Paper, folder: str) -> Iterator[PaperRecord]:
    """Yield what comes back of a paper by the formats of other tools."""
    from paperstudy.formats.readers import read_entries
    from paperstudy.formats.registry import find_writer

    for name in _PLAIN:
        text = find_writer(name)([paper])
        yield from (entry.record for entry in read_entries(text, name, folder).entries)


def _without(said: PaperRecord, echo: PaperRecord, here: Publication | None) -> PaperRecord:
    """Return a record without what an echo says as well."""
    new: dict[str, Any] = {}
    for name, empty in _EMPTY.items():
        mine, theirs = getattr(said, name), getattr(echo, name)
        if name in _KNOWN_BY or mine == empty:
            continue
        if name in _LISTS:
            new[name] = tuple(each for each in mine if each not in theirs)
        elif mine == theirs:
            new[name] = empty
    if said.authors != echo.authors or said.more_authors != echo.more_authors:
        new |= {"authors": said.authors, "more_authors": said.more_authors}
    if said.publication and echo.publication and here and "publication" not in new:
        new["publication"] = _with_own(said.publication, echo.publication, here)
    return replace(said, **new)


def _with_own(said: Publication, echo: Publication, here: Publication) -> Publication:
    """Return a publication in our words where it says what an echo does."""
    same = (each.name for each in fields(Publication))
    return replace(
        said,
        **{
            name: getattr(here, name) for name in same if getattr(said, name) == getattr(echo, name)
        },
    )
