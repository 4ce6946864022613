"""DataCite: where arXiv registers its DOIs, and so the first to ask when arXiv does not answer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from paperstudy.domain.errors import InvalidIdentifierError
from paperstudy.domain.identifiers import Identifier, Scheme, identifier_url
from paperstudy.domain.papers import Author, PaperRecord, Publication
from paperstudy.domain.sources import Looked, is_withdrawn
from paperstudy.sources.facts import (
    about,
    find_year,
    join_title,
    make_author,
    no_answer,
    no_title,
    not_newer,
    other_paper,
    plain_line,
    plain_text,
    published_doi,
    read_doi,
    read_moment,
    read_year,
    refuse,
)
from paperstudy.sources.http import Door, StoppedError
from paperstudy.sources.jsonanswer import Fields, read_json
from paperstudy.sources.onebyone import ask_one_by_one

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from paperstudy.domain.events import CancelToken
    from paperstudy.sources.http import Answer, Plumbing

NAME = "datacite"
_INTERVAL = 0.7
_OK, _BAD_REQUEST, _NOT_FOUND = 200, 400, 404
_FOUND_BY_TITLE = 5
_LONGEST_QUERY = 300
_ARXIV_PREFIX = "10.48550/arXiv."
_KINDS = {
    "Preprint": "preprint",
    "JournalArticle": "journal",
    "ConferencePaper": "proceedings",
    "BookChapter": "chapter",
    "Book": "book",
    "Report": "report",
    "Dissertation": "thesis",
}
_PUBLISHED = frozenset({"proceedings", "journal", "chapter", "book"})
_CATEGORY = re.compile(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)\s*$")
_VERSION = re.compile(r"v?([0-9]{1,4})")
# A break inside a paragraph; a line that begins with blanks begins a paragraph.
_BREAK = re.compile(r"\r?\n(?![ \t\r\n])")


class DataciteSource:
    """DataCite's REST API; one request per paper, with the newest version of an arXiv paper."""

    name = NAME
    local = False
    schemes = frozenset({Scheme.ARXIV, Scheme.DOI})

    def __init__(self, plumbing: Plumbing) -> None:
        self._door = Door(
            plumbing, NAME, "https://api.datacite.org", host="datacite.org", interval=_INTERVAL
        )

    def lookup(self, identifiers: Sequence[Identifier], cancel: CancelToken) -> Iterator[Looked]:
        """Yield one answer per distinct identifier, in the order asked; see `Source.lookup`.

        Raises:
            SourceError: DataCite cannot be used now; what was yielded before holds.
        """
        return ask_one_by_one(
            identifiers,
            lambda each: self._look_up(each, cancel),
            lambda each: refuse(each, self.schemes, NAME),
        )

    def search(
        self, title: str, author: str = "", year: int | None = None, *, cancel: CancelToken
    ) -> list[PaperRecord]:
        """Return up to five arXiv papers with the words of a title, none newer than `year`.

        Raises:
            SourceError: DataCite cannot be used now.
        """
        query = _query(title, author)
        if not query:
            return []
        asked = {"query": query, "client-id": "arxiv.content", "page[size]": _FOUND_BY_TITLE}
        try:
            answer = self._door.get(f"{self._door.base_url}/dois?{urlencode(asked)}", cancel)
        except StoppedError:
            return []
        found = Fields(read_json(answer, NAME))
        if not isinstance(found.value("data"), list):
            raise no_answer(NAME, "no list of papers")
        papers = [each.object("attributes") for each in found.objects("data")[:_FOUND_BY_TITLE]]
        records = [_read(paper, own) for paper in papers if (own := read_doi(paper.text("doi")))]
        return not_newer((each for each in records if each.title), year)

    def _look_up(self, identifier: Identifier, cancel: CancelToken) -> Looked:
        doi = identifier.value
        if identifier.scheme is Scheme.ARXIV:
            doi = f"{_ARXIV_PREFIX}{doi}"
        answer = self._door.get(f"{self._door.base_url}/dois/{quote(doi, safe='/')}", cancel)
        if answer.status == _NOT_FOUND and _says_unknown(answer):
            return Looked(identifier)
        if answer.status == _BAD_REQUEST:
            return Looked(identifier, error=about(identifier, no_answer(NAME, "status 400")))
        paper = Fields(read_json(answer, NAME)).object("data", "attributes")
        if not paper:
            return Looked(identifier, error=about(identifier, no_answer(NAME, "no paper")))
        if paper.text("doi").lower() != doi.lower():
            return Looked(identifier, error=other_paper(NAME, identifier))
        return _read_answer(paper, identifier)


def _read_answer(paper: Fields, identifier: Identifier) -> Looked:
    record = _read(paper, Identifier(identifier.scheme, identifier.value))
    if not record.title:
        return Looked(identifier, error=no_title(NAME, identifier))
    if identifier.version and identifier.version != _version(paper):
        return Looked(identifier, error=_only_newest(identifier))
    return Looked(identifier, record)


def _says_unknown(answer: Answer) -> bool:
    """Whether a 404 is DataCite's own, and not that of something on the way to it."""
    errors = Fields(read_json(replace(answer, status=_OK), NAME)).objects("errors")
    return any(each.number("status") == _NOT_FOUND for each in errors)


def _only_newest(identifier: Identifier) -> InvalidIdentifierError:
    return InvalidIdentifierError(
        "{source} tells of the newest version only, not of version {version} of {id}",
        source=NAME,
        version=identifier.version,
        id=str(identifier),
    )


def _query(title: str, author: str) -> str:
    """Return a query by title and family name, of words alone: other signs have a meaning there."""
    words = " ".join(re.findall(r"\w+", title))[:_LONGEST_QUERY]
    names = " ".join(re.findall(r"\w+", Author(author).family_name))[:_LONGEST_QUERY]
    parts = [f'titles.title:"{words}"'] if words else []
    parts += [f'creators.familyName:"{names}"'] if words and names else []
    return " AND ".join(parts)


def _read(paper: Fields, own: Identifier) -> PaperRecord:
    if own.scheme is not Scheme.ARXIV:
        return _read_deposit(paper, own)
    comment = _description(paper, "Other")
    withdrawn = is_withdrawn(comment)
    published, updated = _moments(paper, "Submitted"), _moments(paper, "Updated")
    version = _version(paper)
    return PaperRecord(
        source=NAME,
        title=_title(paper),
        authors=_authors(paper),
        year=published[0].year if published else _year(paper),
        abstract=_BREAK.sub(" ", _description(paper, "Abstract")),
        identifiers=(own,),
        url=identifier_url(own),
        # The version that was taken back is a notice; the one before it is the last good one.
        version=(version - 1 or None) if version and withdrawn else version,
        published=published[0] if published else None,
        updated=[*published, *updated][-1] if published or updated else None,
        categories=_categories(paper),
        comment=comment,
        kind="preprint",
        publication=_claim(paper),
        withdrawn=withdrawn,
    )


def _read_deposit(paper: Fields, own: Identifier) -> PaperRecord:
    """Return what has another DOI of DataCite's: a report, a thesis, a journal's article."""
    kind = _KINDS.get(paper.text("types", "resourceTypeGeneral"), "")
    container = paper.object("container")
    venue = plain_line(container.text("title"))
    publication = _claim(paper)
    if kind in _PUBLISHED and venue:
        pages = "-".join(each for each in map(container.text, ("firstPage", "lastPage")) if each)
        publication = Publication(
            venue,
            _year(paper),
            published_doi(own.value),
            kind,
            volume=container.text("volume"),
            number=container.text("issue"),
            pages=pages,
            publisher=plain_line(paper.text("publisher") or paper.text("publisher", "name")),
        )
    return PaperRecord(
        source=NAME,
        title=plain_line(_title(paper)),
        authors=_authors(paper),
        year=_year(paper),
        venue=venue if publication and publication.venue else "",
        abstract=plain_text(_description(paper, "Abstract")),
        identifiers=(own,),
        url=identifier_url(own),
        kind=kind,
        publication=publication,
    )


def _title(paper: Fields) -> str:
    titles = paper.objects("titles")
    main = [each.text("title") for each in titles if not each.text("titleType")]
    below = [each.text("title") for each in titles if each.text("titleType") == "Subtitle"]
    return join_title(next(filter(None, main), ""), next(filter(None, below), ""))


def _authors(paper: Fields) -> tuple[Author, ...]:
    found = [_author(each) for each in paper.objects("creators")]
    return tuple(author for author in found if author is not None)


def _author(creator: Fields) -> Author | None:
    """Return an author the right way round; DataCite prints names inverted, but not a group's."""
    family, given, name = map(creator.text, ("familyName", "givenName", "name"))
    if not given and creator.text("nameType") != "Organizational" and name.count(",") == 1:
        family, _, given = (part.strip() for part in name.partition(","))
    return make_author(family, given, name)


def _year(paper: Fields) -> int | None:
    """Return the year told for the work; arXiv's is that of version 1, not the newest one's."""
    told = read_year(paper.number("publicationYear"))
    dates = paper.objects("dates")
    issued = [find_year(each.text("date")) for each in dates if each.text("dateType") == "Issued"]
    return next(filter(None, issued), told)


def _moments(paper: Fields, kind: str) -> list[datetime]:
    dates = [each for each in paper.objects("dates") if each.text("dateType") == kind]
    found = [read_moment(each.text("date")) for each in dates]
    return sorted(moment for moment in found if moment is not None)


def _version(paper: Fields) -> int | None:
    number = paper.number("version")
    found = _VERSION.fullmatch(paper.text("version") if number is None else str(number))
    return int(found[1]) or None if found else None


def _categories(paper: Fields) -> tuple[str, ...]:
    """Return codes such as `cs.CL`, which stand in brackets behind the names of arXiv's subjects."""
    subjects = [
        each.text("subject")
        for each in paper.objects("subjects")
        if each.text("subjectScheme").lower() == "arxiv"
    ]
    found = [_CATEGORY.search(subject) for subject in subjects]
    return tuple(dict.fromkeys(match[1] for match in found if match))


def _description(paper: Fields, kind: str) -> str:
    told = [
        each.text("description")
        for each in paper.objects("descriptions")
        if each.text("descriptionType") == kind
    ]
    return "; ".join(each for each in told if each)


def _claim(paper: Fields) -> Publication | None:
    """Return the published version that the author named, of which the DOI alone is known."""
    for each in paper.objects("relatedIdentifiers"):
        if each.text("relationType") == "IsVersionOf":
            doi = published_doi(each.text("relatedIdentifier"))
            if doi and each.text("relatedIdentifierType").upper() == "DOI":
                return Publication("", doi=doi)
    return None
