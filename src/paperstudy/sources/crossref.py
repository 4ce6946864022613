"""Crossref: what publishers deposit with a DOI. It knows no DOI of arXiv; those are DataCite's."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from paperstudy.domain.identifiers import Identifier, Scheme, identifier_url, parse_identifier
from paperstudy.domain.papers import Author, PaperRecord, Publication
from paperstudy.domain.sources import Looked
from paperstudy.sources.facts import (
    about,
    is_junk,
    join_title,
    make_author,
    no_answer,
    no_title,
    not_newer,
    other_paper,
    plain_line,
    plain_text,
    published_doi,
    read_count,
    read_doi,
    read_year,
    refuse,
)
from paperstudy.sources.http import Door, StoppedError
from paperstudy.sources.jsonanswer import Fields, read_json
from paperstudy.sources.onebyone import ask_one_by_one

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.events import CancelToken
    from paperstudy.sources.http import Plumbing

NAME = "crossref"
_INTERVAL = 1.0
_BAD_REQUEST, _NOT_FOUND = 400, 404
_FOUND_BY_TITLE = 5
_LONGEST_QUERY = 400
# A field that Crossref cannot select costs the whole answer; these it has known for years.
_SELECTED = (
    "DOI,title,subtitle,author,issued,published-print,published-online,type,container-title,event,"
    "volume,issue,page,publisher,relation,abstract,is-referenced-by-count"
)
_KINDS = {
    "proceedings-article": "proceedings",
    "journal-article": "journal",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "reference-entry": "chapter",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "book",
    "posted-content": "preprint",
    "report": "report",
    "dissertation": "thesis",
}
_PUBLISHED = frozenset({"proceedings", "journal", "chapter", "book"})
_DATES = ("published", "issued", "published-print", "published-online")


class CrossrefSource:
    """Crossref's REST API; one request per DOI, one second apart."""

    name = NAME
    local = False
    schemes = frozenset({Scheme.DOI})

    def __init__(self, plumbing: Plumbing) -> None:
        self._door = Door(
            plumbing, NAME, "https://api.crossref.org", host="crossref.org", interval=_INTERVAL
        )

    def lookup(self, identifiers: Sequence[Identifier], cancel: CancelToken) -> Iterator[Looked]:
        """Yield one answer per distinct DOI, in the order asked; see `Source.lookup`.

        Raises:
            SourceError: Crossref cannot be used now; what was yielded before holds.
        """
        return ask_one_by_one(
            identifiers,
            lambda each: self._look_up(each, cancel),
            lambda each: refuse(each, self.schemes, NAME),
        )

    def search(
        self, title: str, author: str = "", year: int | None = None, *, cancel: CancelToken
    ) -> list[PaperRecord]:
        """Return up to five works for the words of a title, none newer than `year`.

        Copies and preprints are among them, told by their `kind` and the lack of a publication.

        Raises:
            SourceError: Crossref cannot be used now.
        """
        words = title.split()
        if not words:
            return []
        asked = " ".join([*words, Author(author).family_name])[:_LONGEST_QUERY].strip()
        query = {"query.bibliographic": asked, "rows": _FOUND_BY_TITLE, "select": _SELECTED}
        try:
            answer = self._door.get(f"{self._door.base_url}/works?{urlencode(query)}", cancel)
        except StoppedError:
            return []
        message = Fields(read_json(answer, NAME)).object("message")
        if not isinstance(message.value("items"), list):
            raise no_answer(NAME, "no list of works")
        records = [_read(work) for work in message.objects("items")[:_FOUND_BY_TITLE]]
        return not_newer((each for each in records if each.title), year)

    def _look_up(self, identifier: Identifier, cancel: CancelToken) -> Looked:
        url = f"{self._door.base_url}/works/{quote(identifier.value, safe='')}"
        answer = self._door.get(url, cancel)
        if answer.status == _NOT_FOUND and answer.body.strip().startswith(b"Resource not found"):
            return Looked(identifier)
        if answer.status == _BAD_REQUEST:
            return Looked(identifier, error=about(identifier, no_answer(NAME, "status 400")))
        work = Fields(read_json(answer, NAME)).object("message")
        if not work:
            return Looked(identifier, error=about(identifier, no_answer(NAME, "no work")))
        if not _is_about(work, identifier):
            return Looked(identifier, error=other_paper(NAME, identifier))
        record = _read(work, identifier)
        if not record.title:
            return Looked(identifier, error=no_title(NAME, identifier))
        return Looked(identifier, record)


def _is_about(work: Fields, identifier: Identifier) -> bool:
    """Whether a work has the DOI asked for, if need be as the DOI that it had before."""
    names = [work.text("DOI"), *work.texts("aliases")]
    return any(parse_identifier(name[:_LONGEST_QUERY]) == identifier for name in names)


def _read(work: Fields, asked: Identifier | None = None) -> PaperRecord:
    """Return a work as a record; junk is no publication, whatever it calls itself."""
    junk = is_junk(work.text("DOI"))
    own = read_doi(work.text("DOI"))
    kind = "preprint" if junk else _KINDS.get(work.text("type"), "")
    known = dict.fromkeys(each for each in (asked, own, *_preprints(work)) if each is not None)
    shown = asked or own
    publication = _publication(work, kind) if kind in _PUBLISHED else None
    return PaperRecord(
        source=NAME,
        title=_title(work),
        authors=_authors(work),
        year=_year(work),
        venue=publication.venue if publication else "",
        abstract=plain_text(work.text("abstract")),
        identifiers=tuple(known),
        url=identifier_url(shown) if shown else "",
        kind=kind,
        publication=publication,
        citations=read_count(work.number("is-referenced-by-count")),
    )


def _title(work: Fields) -> str:
    titles, subtitles = (work.texts(name) for name in ("title", "subtitle"))
    return join_title(
        plain_line(titles[0]) if titles else "", plain_line(subtitles[0]) if subtitles else ""
    )


def _authors(work: Fields) -> tuple[Author, ...]:
    found = []
    for each in work.objects("author"):
        family, given, whole = (plain_line(each.text(name)) for name in ("family", "given", "name"))
        found.append(make_author(family, given, whole))
    return tuple(author for author in found if author is not None)


def _year(work: Fields) -> int | None:
    years = (read_year(work.number(name, "date-parts", 0, 0)) for name in _DATES)
    return next((year for year in years if year is not None), None)


def _publication(work: Fields, kind: str) -> Publication | None:
    doi = published_doi(work.text("DOI"))
    venue = _venue(work, kind)
    if not doi and not venue:
        return None
    return Publication(
        venue,
        _year(work),
        doi,
        kind,
        volume=_text_or_number(work, "volume"),
        number=_text_or_number(work, "issue"),
        pages=_text_or_number(work, "page"),
        publisher=plain_line(work.text("publisher")),
    )


def _venue(work: Fields, kind: str) -> str:
    """Return where a work appeared; of a book in a series (LNCS) the book, which comes last."""
    containers = [plain_line(each) for each in work.texts("container-title")]
    if not containers:
        return plain_line(work.text("event", "name"))
    return containers[0] if kind == "journal" else containers[-1]


def _preprints(work: Fields) -> list[Identifier]:
    """Return the arXiv ids that a work names as its own earlier or other form."""
    related = [
        each
        for name in ("has-preprint", "is-preprint-of")
        for each in work.objects("relation", name)
    ]
    found = [_arxiv_id(each) for each in related]
    return [each for each in found if each is not None]


def _arxiv_id(related: Fields) -> Identifier | None:
    text = related.text("id")
    if related.text("id-type").lower() == "arxiv" and not text.lower().startswith("arxiv:"):
        text = f"arxiv:{text}"
    found = read_doi(text)
    return found if found is not None and found.scheme is Scheme.ARXIV else None


def _text_or_number(work: Fields, name: str) -> str:
    number = work.number(name)
    return work.text(name) or ("" if number is None else str(number))
