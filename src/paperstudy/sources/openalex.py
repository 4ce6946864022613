"""OpenAlex, asked by DOI only: citation counts, and what the other sources leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from paperstudy.domain.identifiers import Identifier, Scheme, identifier_url
from paperstudy.domain.papers import Author, PaperRecord, Publication
from paperstudy.domain.sources import Looked
from paperstudy.sources.facts import (
    about,
    is_junk,
    no_answer,
    no_title,
    plain_line,
    plain_text,
    read_count,
    read_doi,
    read_moment,
    read_year,
    refuse,
)
from paperstudy.sources.http import Door
from paperstudy.sources.jsonanswer import Fields, read_json
from paperstudy.sources.onebyone import ask_one_by_one

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.events import CancelToken
    from paperstudy.sources.http import Plumbing

NAME = "openalex"
_INTERVAL = 0.2
_BAD_REQUEST, _MISSING = 400, 404
_KINDS = {  # by the type of the work, then by that of the place where it stands
    "book-chapter": "chapter",
    "book": "book",
    "dissertation": "thesis",
    "preprint": "preprint",
    "report": "report",
    "conference": "proceedings",
    "journal": "journal",
    "book series": "proceedings",
    "repository": "preprint",
}
_UNPUBLISHED = frozenset({"preprint", "thesis", "report"})


class OpenAlexSource:
    """OpenAlex's record of one work by its DOI; such questions are free and need no key."""

    name = NAME
    local = False
    schemes = frozenset({Scheme.DOI})

    def __init__(self, plumbing: Plumbing) -> None:
        self._door = Door(
            plumbing, NAME, "https://api.openalex.org", host="openalex.org", interval=_INTERVAL
        )
        key = plumbing.credentials.get(NAME, "")
        self._query = f"?{urlencode({'api_key': key})}" if key else ""

    def lookup(self, identifiers: Sequence[Identifier], cancel: CancelToken) -> Iterator[Looked]:
        """Yield one answer per distinct identifier, in the order asked; see `Source.lookup`.

        Raises:
            SourceError: OpenAlex cannot be used now; what was yielded before holds.
        """
        return ask_one_by_one(
            identifiers,
            lambda each: self._look_up(each, cancel),
            lambda each: refuse(each, self.schemes, NAME),
        )

    def search(
        self, title: str, author: str = "", year: int | None = None, *, cancel: CancelToken
    ) -> list[PaperRecord]:
        """Return nothing, and ask nothing: a search costs credits that a DOI does not.

        Its best match for a famous title can be a copy under another DOI, too.
        """
        del title, author, year, cancel
        return []

    def _look_up(self, identifier: Identifier, cancel: CancelToken) -> Looked:
        if is_junk(identifier.value):
            return Looked(identifier)
        path = f"/works/doi:{quote(identifier.value, safe='/():;.-_')}"
        answer = self._door.get(f"{self._door.base_url}{path}{self._query}", cancel)
        if answer.status == _MISSING:
            known = answer.content_type in ("text/html", "application/json")
            odd = None if known else about(identifier, no_answer(NAME, "status 404"))
            return Looked(identifier, error=odd)
        if answer.status == _BAD_REQUEST:
            return Looked(identifier, error=about(identifier, no_answer(NAME, "status 400")))
        work = Fields(read_json(answer, NAME))
        if not work.text("id"):
            return Looked(identifier, error=about(identifier, no_answer(NAME, "no work")))
        # It merges works by title, and a work taken over by another has that one's DOI and year.
        if read_doi(work.text("doi")) != Identifier(Scheme.DOI, identifier.value):
            return Looked(identifier)
        record = _read(work, identifier)
        return Looked(identifier, record, None if record else no_title(NAME, identifier))


def _read(work: Fields, identifier: Identifier) -> PaperRecord | None:
    """Return the record of a work; None where it has no title."""
    title = plain_line(work.text("display_name") or work.text("title"))
    if not title:
        return None
    kind = _KINDS.get(work.text("type")) or _KINDS.get(_place(work).text("type"), "")
    venue = "" if kind in _UNPUBLISHED else plain_line(_place(work).text("display_name"))
    return PaperRecord(
        source=NAME,
        title=title,
        authors=_read_authors(work),
        more_authors=work.flag("is_authors_truncated"),
        year=read_year(work.number("publication_year")),
        venue=venue,
        abstract=_read_abstract(work),
        identifiers=(identifier,),
        url=identifier_url(identifier),
        published=read_moment(work.text("publication_date")),
        pdf_url=_read_pdf(work),
        kind=kind,
        publication=_read_publication(work, identifier, venue, kind) if venue else None,
        citations=read_count(work.number("cited_by_count")),
    )


def _place(work: Fields) -> Fields:
    return work.object("primary_location", "source")


def _read_authors(work: Fields) -> tuple[Author, ...]:
    entries = work.objects("authorships")
    names = [
        each.text("raw_author_name") or each.text("author", "display_name") for each in entries
    ]
    return tuple(Author(name) for name in names if name)


def _read_abstract(work: Fields) -> str:
    """Return the abstract, which comes as an index: each word with the places where it stands."""
    index = work.value("abstract_inverted_index")
    if not isinstance(index, dict):
        return ""
    places = Fields(index)
    words = [
        (place, word)
        for word in index
        for place in places.list(word)
        if isinstance(place, int) and place >= 0
    ]
    return plain_text(" ".join(word for _, word in sorted(words)))


def _read_pdf(work: Fields) -> str:
    for place in ("primary_location", "best_oa_location"):
        url = work.text(place, "pdf_url")
        if url.startswith(("https://", "http://")):
            return url
    return ""


def _read_publication(work: Fields, identifier: Identifier, venue: str, kind: str) -> Publication:
    first, last = work.text("biblio", "first_page"), work.text("biblio", "last_page")
    return Publication(
        venue=venue,
        year=read_year(work.number("publication_year")),
        doi=identifier.value,
        kind=kind,
        volume=work.text("biblio", "volume"),
        number=work.text("biblio", "issue"),
        pages=f"{first}-{last}" if last and last != first else first,
    )
