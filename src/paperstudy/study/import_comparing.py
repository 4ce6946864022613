"""What an entry of a file says beside what is here: more of it, something else, or the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Scheme, parse_identifier
from paperstudy.formats.bib_dates import month_number
from paperstudy.formats.entry_facts import KINDS, find_notes
from paperstudy.formats.latex_in import decode_latex
from paperstudy.formats.own_latex import KEPT
from paperstudy.matching.entries import is_one_venue
from paperstudy.matching.likeness import Kinship, compare_authors, title_key, title_words
from paperstudy.study.import_values import Conflict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from paperstudy.domain.papers import Author, Paper, PaperRecord

    Facts = Paper | PaperRecord

# What a person is told of as filled: the rest follows from these or says little by itself.
_SHOWN = (
    "title", "authors", "year", "venue", "abstract", "identifiers", "url", "publication", "extra",
    "attachments",
)  # fmt: skip
_OF_PUBLICATION = ("volume", "number", "pages", "publisher")
# In these a blank or a hyphen says nothing.
_RUN_TOGETHER = frozenset({"title", "abstract", "isbn", "issn"})
_TYPE = "entry type"
_LABEL = "sort label"  # BibTeX's field `key`, which is not the key of an entry
_THESES = {"phdthesis", "mastersthesis"}
_LONGEST_TITLE = 1600  # of which `title_key` reads all


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an entry did to a paper: what it filled and changed, and what it says otherwise."""

    filled: tuple[str, ...] = ()
    changed: tuple[Conflict, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def join(self, other: Comparison) -> Comparison:
        """Return this and what another says."""
        return Comparison(
            (*self.filled, *other.filled),
            (*self.changed, *other.changed),
            (*self.conflicts, *other.conflicts),
        )


NOTHING = Comparison()


def compare_entry(was: Facts, now: Facts, said: PaperRecord) -> Comparison:
    """Compare a paper before and after an entry, and what stays with what the entry says."""
    changed = () if was is now else tuple(_changes(was, now))
    names = {each.field for each in changed}
    filled = () if was is now else tuple(_filled(was, now, names))
    conflicts = tuple(each for each in _conflicts(was, now, said) if each.field not in names)
    return Comparison(filled, changed, conflicts)


def _filled(was: Facts, now: Facts, changed: set[str]) -> Iterator[str]:
    """Yield the fields that a paper has more of than before."""
    for name in _SHOWN:
        if name == "title":
            more = _title(was) != _title(now)
        elif name == "extra":
            more = bool({each.name for each in now.extra} - {each.name for each in was.extra})
        elif name == "publication":
            more = any(
                getattr(now.publication, each, "") and not getattr(was.publication, each, "")
                for each in ("venue", "year", "doi", *_OF_PUBLICATION)
            )
        else:
            more = getattr(was, name) != getattr(now, name)
        if more and name not in changed:
            yield name


def _changes(was: Facts, now: Facts) -> Iterator[Conflict]:
    """Yield the fields that say something else than before, be it another spelling alone."""
    here = _facts(was)
    for name, value in _facts(now).items():
        if here.get(name) and value and here[name].split() != value.split():
            yield Conflict(name, here[name], value)
    if was.year and now.year and was.year not in _years(now):
        yield Conflict("year", str(was.year), str(now.year))
    yield from _other_authors(was, now, _is_spelled_otherwise)


def _conflicts(was: Facts, now: Facts, said: PaperRecord) -> Iterator[Conflict]:
    """Yield where an entry says something else than the paper that it is of."""
    note = {name for name, text in find_notes(said.extra).items() if text == said.note}
    told = {name: value for name, value in _facts(said).items() if name not in note}
    for each in _differing(_facts(now), told):
        if each.field != "url" or not _is_address(each.there, now):
            yield each
    if said.year and _years(now) and said.year not in _years(now):
        yield Conflict("year", str(now.year or max(_years(now))), str(said.year))
    yield from _other_authors(now, said, _is_other)
    for scheme in (Scheme.ARXIV, Scheme.DOI):
        here = [i.value for i in was.identifiers if i.scheme is scheme]
        there = [i.value for i in said.identifiers if i.scheme is scheme]
        if here and there and not {*here} & {*there}:
            yield Conflict(scheme.value, here[0], there[0])


def _facts(record: Facts) -> dict[str, str]:
    """Return what a paper says in words, by the names that a person is told."""
    publication = record.publication
    facts = {
        "title": _title(record),
        "venue": publication.venue if publication else record.venue,
        "abstract": record.abstract,
        "url": record.url,
    }
    if publication is not None:
        facts |= {name: getattr(publication, name) for name in _OF_PUBLICATION}
    if record.kind != "preprint":  # as what such an one is cited says nothing
        facts[_TYPE] = record.entry_type
    for each in record.extra:
        if each.name not in KEPT or decode_latex(each.value) not in facts.values():
            facts.setdefault(_LABEL if each.name == "key" else each.name, each.value)
    return facts


def _title(record: Facts) -> str:
    """Return the title; what is called by its number still waits for one."""
    return "" if record.title in map(str, record.identifiers) else record.title


def _years(record: Facts) -> set[int]:
    published = record.publication.year if record.publication else None
    return {year for year in (record.year, published) if year}


def _differing(here: Mapping[str, str], there: Mapping[str, str]) -> Iterator[Conflict]:
    for name, value in there.items():
        known = here.get(name)
        if known and value and known != value and _differ(name, known, value):
            yield Conflict(name, known, value)


def _differ(name: str, one: str, other: str) -> bool:
    """Tell whether two texts say two things, and are not one thing in two spellings."""
    if name == _TYPE:
        return _is_other_type(one, other)
    if name == "venue":
        return not is_one_venue(one, other)
    if name == "url":
        return _bare_address(one) != _bare_address(other)
    if name == "month" and month_number(one):
        return month_number(one) != month_number(other)
    return _spelled(name, one) != _spelled(name, other)


def _is_other_type(one: str, other: str) -> bool:
    """Tell whether two types of entries say two kinds of work; `misc` says none."""
    kinds = KINDS.get(one), KINDS.get(other)
    return all(kinds) and (kinds[0] != kinds[1] or {one, other} == _THESES)


def _spelled(name: str, text: str) -> object:
    if len(text) > _LONGEST_TITLE:
        return "".join(filter(str.isalnum, text.casefold()))
    return (title_key(text) if name in _RUN_TOGETHER else title_words(text)) or text


def _bare_address(url: str) -> str:
    address = url.partition("://")[2] or url
    return address.casefold().removeprefix("www.").rstrip("/")


def _is_address(url: str, paper: Facts) -> bool:
    """Tell whether an address says no more than an identifier that a paper has."""
    named = parse_identifier(url)
    return named is not None and any(
        (each.scheme, each.value) == (named.scheme, named.value) for each in paper.identifiers
    )


def _is_other(one: Author, other: Author) -> bool:
    return compare_authors(one, other) is Kinship.OTHER


def _is_spelled_otherwise(one: Author, other: Author) -> bool:
    return one.name != other.name


def _other_authors(
    here: Facts, there: Facts, differ: Callable[[Author, Author], bool]
) -> Iterator[Conflict]:
    """Yield the authors from the first that is another, or that one of two whole lists lacks."""
    mine, theirs = here.authors, there.authors
    if not mine or not theirs or mine == theirs:
        return
    pairs = enumerate(zip(mine, theirs, strict=False))
    apart = next((n for n, pair in pairs if differ(*pair)), None)
    if apart is None:
        shorter = here if len(mine) < len(theirs) else there
        if len(mine) == len(theirs) or shorter.more_authors:
            return
        apart = len(shorter.authors) - 1
    yield Conflict("authors", _names(mine[apart:]), _names(theirs[apart:]))


def _names(authors: tuple[Author, ...]) -> str:
    return ", ".join(author.name for author in authors)
