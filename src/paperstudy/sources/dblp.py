"""DBLP, asked by title only, and only by those who switched it on: its doorkeeper takes us for a bot."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from paperstudy.domain.identifiers import Identifier, Scheme, parse_identifier
from paperstudy.domain.papers import Author, PaperRecord, Publication
from paperstudy.domain.sources import Looked
from paperstudy.sources.facts import (
    is_junk,
    no_answer,
    not_newer,
    published_doi,
    read_year,
    refuse,
)
from paperstudy.sources.http import Door, StoppedError
from paperstudy.sources.jsonanswer import Fields, read_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.events import CancelToken
    from paperstudy.sources.http import Plumbing

NAME = "dblp"
_INTERVAL = 2.0
_FOUND_BY_TITLE = 10
_LONGEST_LINK = 300
_OK = "200"
_KINDS = {
    "Conference and Workshop Papers": "proceedings",
    "Journal Articles": "journal",
    "Parts in Books or Collections": "chapter",
    "Books and Theses": "book",
    "Informal and Other Publications": "preprint",
}
_PREPRINTS = frozenset({"corr"})
_NAMESAKE = re.compile(r"(?<!\s)\s+[0-9]{4}$")
"""The number by which DBLP tells people of one name apart: "Jian Sun 0001"."""


class DblpSource:
    """DBLP's search for publications, two seconds apart."""

    name = NAME
    local = False
    schemes: frozenset[Scheme] = frozenset()

    def __init__(self, plumbing: Plumbing) -> None:
        self._door = Door(plumbing, NAME, "https://dblp.org", host="dblp.org", interval=_INTERVAL)

    def lookup(self, identifiers: Sequence[Identifier], cancel: CancelToken) -> Iterator[Looked]:
        """Refuse every identifier: DBLP is asked by title only."""
        del cancel
        for each in dict.fromkeys(identifiers):
            yield Looked(each, error=refuse(each, self.schemes, NAME))

    def search(
        self, title: str, author: str = "", year: int | None = None, *, cancel: CancelToken
    ) -> list[PaperRecord]:
        """Return up to ten publications for the words of a title, none newer than `year`.

        Raises:
            SourceError: DBLP cannot be used now, as when its doorkeeper sends a page.
        """
        words = re.findall(r"\w+", f"{title} {Author(author).family_name}" if title.strip() else "")
        if not words:
            return []
        query = urlencode({"q": " ".join(words), "format": "json", "h": _FOUND_BY_TITLE})
        url = f"{self._door.base_url}/search/publ/api?{query}"
        try:
            answer = self._door.get(url, cancel)
        except StoppedError:
            return []
        result = Fields(read_json(answer, NAME)).object("result")
        hits = result.object("hits")
        if result.text("status", "@code") not in ("", _OK) or hits.number("@total") is None:
            raise no_answer(NAME, "no list of hits")
        records = [_read(hit.object("info")) for hit in hits.objects("hit")[:_FOUND_BY_TITLE]]
        return not_newer((each for each in records if each.title), year)


def _read(info: Fields) -> PaperRecord:
    title = unescape(info.text("title"))
    kind = _KINDS.get(info.text("type"), "")
    venue = _read_venue(info)
    year = read_year(info.number("year"))
    doi = published_doi(info.text("doi"))
    return PaperRecord(
        source=NAME,
        title=title.removesuffix(".") if not title.endswith("..") else title,
        authors=_read_authors(info),
        year=year,
        venue=venue,
        identifiers=_read_identifiers(info, doi),
        url=_read_url(info),
        kind=kind,
        publication=_read_publication(info, venue, doi, kind) if venue else None,
    )


def _read_authors(info: Fields) -> tuple[Author, ...]:
    names = [_NAMESAKE.sub("", each.text("text")) for each in info.objects("authors", "author")]
    return tuple(Author(unescape(name)) for name in names if name)


def _read_venue(info: Fields) -> str:
    """Return where it appeared; "" for CoRR, under which DBLP keeps arXiv."""
    names = [name for name in info.texts("venue") if name.casefold() not in _PREPRINTS]
    return unescape(names[0]) if names else ""


def _read_identifiers(info: Fields, doi: str) -> tuple[Identifier, ...]:
    if doi:
        return (Identifier(Scheme.DOI, doi),)
    for text in (*info.texts("doi"), *info.texts("ee"), info.text("key")):
        found = parse_identifier(text[:_LONGEST_LINK])
        if found is not None and not is_junk(found.value):
            return (Identifier(found.scheme, found.value),)
    return ()


def _read_url(info: Fields) -> str:
    links = [*info.texts("ee"), info.text("url")]
    return next((each for each in links if each.startswith(("https://", "http://"))), "")


def _read_publication(info: Fields, venue: str, doi: str, kind: str) -> Publication:
    return Publication(
        venue,
        read_year(info.number("year")),
        doi,
        kind,
        volume=info.text("volume"),
        number=info.text("number"),
        pages=info.text("pages"),
        publisher=unescape(info.text("publisher")),
    )
