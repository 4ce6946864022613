"""Whether two entries that a person keeps side by side are of two works. Pure.

Who has two entries under two keys in one file means two works, unless they are copies of each
other, or a preprint and what it was published as. What tells works apart must be said by both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Scheme
from paperstudy.matching.likeness import (
    Kinship,
    compare_authors,
    compare_titles,
    fold_family,
    is_head,
    title_key,
    title_words,
)
from paperstudy.matching.publications import is_denied_doi
from paperstudy.matching.venues import is_preprint_venue, is_same_venue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import Author, Paper, PaperRecord, Publication

    Facts = Paper | PaperRecord

_LIKE_TITLE = 0.75
_PREPRINT = "preprint"
_PARTS = frozenset({"chapter", "proceedings"})  # of a volume, which has a DOI of its own
# What these say is that a work is there: it may be the preprint of what another entry is of.
_SAY_LITTLE = frozenset(
    {
        "misc", "unpublished", "online", "electronic", "www", "webpage", "eprint", "preprint",
        "workingpaper",
    }
)  # fmt: skip
_THESES = {"phdthesis", "mastersthesis"}
_OF_VOLUME = ("volume", "number", "edition")
_SHARED = frozenset({Scheme.URL, Scheme.GITHUB})  # by which no work is known
_NUMBER = re.compile(r"[0-9]+")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_YEARS = range(1800, 2100)
_MANY = 30  # authors that are looked at one by one


def are_two_works(one: Facts, other: Facts) -> bool:
    """Tell whether two entries of one file say that they are of two works.

    A number of both makes them one, but that of a volume, or of a preprint that was published
    twice. Else kind, volume, number, edition, pages, year, venue and authors must agree, as far
    as both say them; of a preprint there is little to compare. Without a title an entry is known
    by its number.
    """
    schemes = {scheme for scheme, _ in _numbers(one) & _numbers(other)}
    if not schemes:
        return _differ(one, other)
    if not one.title or not other.title:
        return False
    if schemes == {Scheme.ARXIV} and _family(one) and _family(other):
        return _have_other_dois(one, other) or _differ(one, other)
    return are_two_parts(one, other)


def are_two_parts(one: Facts, other: Facts) -> bool:
    """Tell whether two entries that share a number have it of the volume that they are in.

    Their titles are other ones, and so are their authors or pages, or both are parts of a volume.
    """
    if not one.title or not other.title or _are_alike(one.title, other.title):
        return False
    parts = one.kind in _PARTS and other.kind in _PARTS
    return parts or _have_other_pages(one, other) or _have_other_authors(one, other)


def are_two_places(one: Publication | None, other: Publication | None) -> bool:
    """Tell whether two publications are of other venues, and of other pages or volumes.

    In one venue both must be other ones, as of two editorials: files often err in one of them.
    """
    if one is None or other is None or not _are_printed(one.venue, other.venue):
        return False
    if not is_one_venue(one.venue, other.venue):
        return _are_other(one.volume, other.volume) or _are_other(one.pages, other.pages)
    issues = _are_other_issues(one.volume, other.volume) or _are_other_issues(
        one.number, other.number
    )
    return issues and _are_pages_apart(one.pages, other.pages)


def _are_alike(one: str, other: str) -> bool:
    return compare_titles(one, other) >= _LIKE_TITLE or is_head(one, other)


def _numbers(record: Facts) -> set[tuple[Scheme, str]]:
    return {(each.scheme, each.value) for each in record.identifiers if each.scheme not in _SHARED}


def _family(record: Facts) -> str:
    """Return what kind of work an entry is of; parts of meetings and of books are one.

    It is empty where the entry does not say, or is of a preprint.
    """
    if record.kind == _PREPRINT or record.entry_type in _SAY_LITTLE:
        return ""
    return "part" if record.kind in _PARTS else record.kind or record.entry_type


def _differ(one: Facts, other: Facts) -> bool:
    """Tell whether two entries of one title and first author say what tells works apart."""
    if _have_other_authors(one, other):
        return True
    if _PREPRINT in (one.kind, other.kind):
        return False  # its years are those of its versions, its volume and pages are none
    families = _family(one), _family(other)
    if all(families):
        if families[0] != families[1] or {one.entry_type, other.entry_type} == _THESES:
            return True
        if _have_other_venues(one, other):
            return True
    elif any(families):  # one says only that it is there: it may be the preprint of the other
        return _have_other_numbers(one, other)
    years = {one.year, other.year} - {None}
    return len(years) > 1 or _have_other_numbers(one, other)


def _have_other_dois(one: Facts, other: Facts) -> bool:
    mine, theirs = (
        {i.value for i in each.identifiers if i.scheme is Scheme.DOI and not is_denied_doi(i.value)}
        for each in (one, other)
    )
    return bool(mine and theirs and not mine & theirs)


def _have_other_numbers(one: Facts, other: Facts) -> bool:
    return any(
        _are_other(_said(one, name), _said(other, name)) for name in _OF_VOLUME
    ) or _have_other_pages(one, other)


def _have_other_pages(one: Facts, other: Facts) -> bool:
    return _are_other_pages(_said(one, "pages"), _said(other, "pages"))


def _are_other(one: str, other: str) -> bool:
    mine, theirs = _read_numbers(one), _read_numbers(other)
    return bool(mine and theirs and mine != theirs)


def _are_other_pages(one: str, other: str) -> bool:
    """Tell whether pages begin and end elsewhere: `1:1-1:10` and `1-10` are the same ones."""
    mine, theirs = _read_numbers(one), _read_numbers(other)
    return bool(mine and theirs and mine[0] != theirs[0] and mine[-1] != theirs[-1])


def _are_other_issues(one: str, other: str) -> bool:
    """Tell whether two volumes are other ones; `PP`, `OnlineFirst` and years say nothing."""
    mine, theirs = (
        [each for each in _read_digits(text) if each not in _YEARS] for text in (one, other)
    )
    return bool(mine and theirs and mine != theirs)


def _are_pages_apart(one: str, other: str) -> bool:
    """Tell whether two runs share no page; those from page 1 may be counted by themselves."""
    (first, last), (start, end) = map(_read_run, (one, other))
    return min(first, start) > 1 and (last < start or end < first)


def _read_run(pages: str) -> tuple[int, int]:
    numbers = _read_digits(pages) or [0]
    return numbers[0], max(numbers[0], numbers[-1])


def _read_digits(text: str) -> list[int]:
    return [each for each in _read_numbers(text) if isinstance(each, int)]


def _said(record: Facts, name: str) -> str:
    published = getattr(record.publication, name, "") if record.publication else ""
    names = (name, "issue") if name == "number" else (name,)
    return published or next((each.value for each in record.extra if each.name in names), "")


def _read_numbers(text: str) -> tuple[int | str, ...]:
    """Return the numbers in a text, `2nd` and `Second` too; of one without any, its letters."""
    found = tuple(int(digits[:18]) for digits in _NUMBER.findall(text))
    if found or not text:
        return found
    ordinals = [word for word in title_words(text) if word in _ORDINALS]
    return (_ORDINALS.index(ordinals[0]) + 1,) if ordinals else (title_key(text) or text,)


# Venues and authors ------------------------------------------------------------------------------


def _have_other_venues(one: Facts, other: Facts) -> bool:
    mine, theirs = (each.publication.venue if each.publication else "" for each in (one, other))
    if not _are_printed(mine, theirs) or is_one_venue(mine, theirs):
        return False
    pages = _read_numbers(_said(one, "pages"))
    return not pages or pages != _read_numbers(_said(other, "pages"))


def _are_printed(*venues: str) -> bool:
    return all(venue and not is_preprint_venue(venue) for venue in venues)


def is_one_venue(one: str, other: str) -> bool:
    """Tell whether two names are of one venue, or one of them is short for the other."""
    return is_same_venue(one, other) or _is_short_for(one, other) or _is_short_for(other, one)


def _is_short_for(short: str, long: str) -> bool:
    """Tell whether a name abbreviates another: `SIAM J. Comput.`, or is made of its first letters."""
    words = title_words(long)
    shorts = title_words(short)
    if len(shorts) == 1 and shorts[0] == "".join(word[0] for word in words):
        return True
    rest = iter(words)
    if not all(any(_begins(word, each) for each in rest) for word in shorts):
        return False
    # “Neural Networks” is no short form of “Transactions on Neural Networks”.
    skipped = [word for word in words if not any(_begins(each, word) for each in shorts)]
    return all(len(word) <= len("the") for word in skipped)


def _begins(short: str, word: str) -> bool:
    return word.startswith(short)


def _have_other_authors(one: Facts, other: Facts) -> bool:
    """Tell whether two lists begin with other people, or each names one who is not in the other."""
    if not one.authors or not other.authors:
        return False
    if one.more_authors or other.more_authors:
        return _are_others(one.authors[0], other.authors[:1])
    mine, theirs = ({fold_family(a.family_name): a for a in each.authors} for each in (one, other))
    left = [author for family, author in mine.items() if family not in theirs][:_MANY]
    right = [author for family, author in theirs.items() if family not in mine][:_MANY]
    return (
        bool(left and right)
        and any(_are_others(author, right) for author in left)
        and any(_are_others(author, left) for author in right)
    )


def _are_others(author: Author, others: Sequence[Author]) -> bool:
    return all(compare_authors(author, each) is Kinship.OTHER for each in others)
