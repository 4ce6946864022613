"""Semantic Scholar: citation counts and venues for many papers in one request.

Its records mix the published version of a work with its preprint: the venue is the one's, year
and DOI may be the other's. What is told here of a publication is only what is surely its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from paperstudy.domain.errors import MalformedAnswerError
from paperstudy.domain.identifiers import Identifier, Scheme, identifier_url, parse_identifier
from paperstudy.domain.papers import Author, PaperRecord, Publication
from paperstudy.domain.sources import Looked
from paperstudy.sources.facts import (
    no_answer,
    no_title,
    not_newer,
    other_paper,
    published_doi,
    read_count,
    read_doi,
    read_year,
    refuse,
)
from paperstudy.sources.http import Door, StoppedError
from paperstudy.sources.jsonanswer import Fields, read_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.events import CancelToken
    from paperstudy.sources.http import Answer, Plumbing

NAME = "semanticscholar"
BATCH = 500
"""Ids in one request; the service takes no more."""
_PATH = "/graph/v1/paper"
_INTERVAL, _INTERVAL_WITHOUT_KEY = 1.1, 3.5
_OK, _BAD_REQUEST, _NOT_FOUND = 200, 400, 404
_FOUND_BY_TITLE = 5
_LONGEST_QUERY = 300
_FIELDS = (
    "title,abstract,year,venue,publicationVenue,publicationTypes,publicationDate,journal,"
    "externalIds,citationCount,openAccessPdf,authors"
)
_PREFIXES = {Scheme.ARXIV: "ARXIV:", Scheme.DOI: "DOI:", Scheme.ACL: "ACL:", Scheme.S2: ""}
_KINDS = {"conference": "proceedings", "journal": "journal"}
_NO_VENUES = frozenset(
    {"corr", "ssrn", "ssrnelectronicjournal", "socialscienceresearchnetwork", "biorxiv", "medrxiv"}
)
_ARXIV_MONTH = re.compile(r"(?:[a-z-]+/)?([0-9]{2})(0[1-9]|1[0-2])")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})")
_DBLP_YEAR = re.compile(r"(?:conf|journals)/(?!corr/)[^/]+/[^/]*?([0-9]{2})[a-z]?")
_ARXIV_BEGAN = 91
_CENTURY = 100


class SemanticScholarSource:
    """Semantic Scholar's graph; five hundred ids in a request, quicker with a key."""

    name = NAME
    local = False
    schemes = frozenset(_PREFIXES)

    def __init__(self, plumbing: Plumbing) -> None:
        key = plumbing.credentials.get(NAME, "")
        self._secrets = {"x-api-key": key} if key else {}
        self._door = Door(
            plumbing,
            NAME,
            "https://api.semanticscholar.org",
            host="semanticscholar.org",
            interval=_INTERVAL if key else _INTERVAL_WITHOUT_KEY,
        )

    def lookup(self, identifiers: Sequence[Identifier], cancel: CancelToken) -> Iterator[Looked]:
        """Yield one answer per distinct identifier, in the order asked; see `Source.lookup`.

        Versions are not told apart: its records are about the work.

        Raises:
            SourceError: it cannot be used now; what was yielded before holds.
        """
        waiting = iter(dict.fromkeys(identifiers))
        while batch := list(islice(waiting, BATCH)):
            # One id that is none costs the whole batch its answer.
            refused = {each: refuse(each, self.schemes, NAME) for each in batch}
            asked = [each for each in batch if not refused[each]]
            try:
                answers = self._look_up(asked, cancel) if asked else {}
            except StoppedError:
                return
            for each in batch:
                yield answers.get(each) or Looked(each, error=refused[each])

    def search(
        self, title: str, author: str = "", year: int | None = None, *, cancel: CancelToken
    ) -> list[PaperRecord]:
        """Return the work whose title is nearest to `title`, unless it is newer than `year`.

        Raises:
            SourceError: it cannot be used now.
        """
        del author  # the service matches titles alone
        words = " ".join(title.split())[:_LONGEST_QUERY]
        if not words:
            return []
        query = urlencode({"query": words, "fields": _FIELDS})
        url = f"{self._door.base_url}{_PATH}/search/match?{query}"
        try:
            answer = self._door.get(url, cancel, secrets=self._secrets)
        except StoppedError:
            return []
        if _says(answer, _NOT_FOUND, "title match not found"):
            return []
        found = Fields(read_json(answer, NAME))
        if not isinstance(found.value("data"), list):
            raise no_answer(NAME, "no list of papers")
        records = [_read(paper) for paper in found.objects("data")[:_FOUND_BY_TITLE]]
        return not_newer((each for each in records if each.title), year)

    def _look_up(
        self, asked: Sequence[Identifier], cancel: CancelToken
    ) -> dict[Identifier, Looked]:
        url = f"{self._door.base_url}{_PATH}/batch?{urlencode({'fields': _FIELDS})}"
        # Two versions of a paper are one id here; asked for twice, it might be answered once.
        names = list(dict.fromkeys(map(_name, asked)))
        answer = self._door.post_json(url, {"ids": names}, cancel, secrets=self._secrets)
        # So it says, with this status, when it knows none of them.
        if _says(answer, _BAD_REQUEST, "no valid paper ids given"):
            return {each: Looked(each) for each in asked}
        papers = read_json(answer, NAME)
        # They stand in the order asked; one too few, and each would be taken for another.
        if not isinstance(papers, list) or len(papers) != len(names):
            raise no_answer(NAME, "not as many papers as were asked for")
        by_name = dict(zip(names, papers, strict=True))
        return {each: _look_at(each, by_name[_name(each)]) for each in asked}


def _name(identifier: Identifier) -> str:
    value = identifier.value
    if identifier.scheme is Scheme.S2:
        return re.sub(r"^CorpusID:", "CorpusId:", value)
    return f"{_PREFIXES[identifier.scheme]}{value}"


def _says(answer: Answer, status: int, sentence: str) -> bool:
    """Whether an answer with this status is an error of the service's own with this sentence."""
    if answer.status != status:
        return False
    try:
        error = Fields(read_json(replace(answer, status=_OK), NAME)).text("error")
    except MalformedAnswerError:
        return False
    return sentence in error.lower()


def _look_at(identifier: Identifier, paper: object) -> Looked:
    if paper is None:
        return Looked(identifier)
    if not isinstance(paper, dict):
        return Looked(identifier, error=no_answer(NAME, "no paper"))
    record = _read(Fields(paper), Identifier(identifier.scheme, identifier.value))
    told = {each.value for each in record.identifiers if each.scheme is Scheme.ARXIV}
    if identifier.scheme is Scheme.ARXIV and told != {identifier.value}:
        return Looked(identifier, error=other_paper(NAME, identifier))
    if not record.title:
        return Looked(identifier, error=no_title(NAME, identifier))
    return Looked(identifier, record)


def _read(paper: Fields, asked: Identifier | None = None) -> PaperRecord:
    own = _identifiers(paper)
    known = tuple(dict.fromkeys([*([asked] if asked else []), *own]))
    arxiv = next((each for each in own if each.scheme is Scheme.ARXIV), None)
    publication = _publication(paper, arxiv)
    kind = "preprint" if arxiv else ""
    return PaperRecord(
        source=NAME,
        title=paper.text("title"),
        authors=tuple(
            Author(name) for each in paper.objects("authors") if (name := each.text("name"))
        ),
        year=read_year(paper.number("year")),
        venue=publication.venue if publication else "",
        abstract=paper.text("abstract"),
        identifiers=known,
        url=identifier_url(known[0]) if known else "",
        kind=publication.kind if publication and not arxiv else kind,
        publication=publication,
        citations=read_count(paper.number("citationCount")),
        pdf_url=_web_address(paper.text("openAccessPdf", "url")),
    )


def _identifiers(paper: Fields) -> list[Identifier]:
    """Return the ids that surely are the work's: the DOI may be that of its published version."""
    ids = paper.object("externalIds")
    corpus = ids.number("CorpusId")
    told = [
        (Scheme.ARXIV, ids.text("DOI")),  # arXiv's own DOI is the arXiv id
        (Scheme.ARXIV, f"arxiv:{ids.text('ArXiv')}"),
        (Scheme.ACL, f"acl:{ids.text('ACL')}"),
        (Scheme.S2, "" if corpus is None else f"s2:CorpusID:{corpus}"),
    ]
    read = [(scheme, parse_identifier(text[:_LONGEST_QUERY])) for scheme, text in told]
    found = [each for scheme, each in read if each is not None and each.scheme is scheme]
    return list(dict.fromkeys(Identifier(each.scheme, each.value) for each in found))


def _publication(paper: Fields, arxiv: Identifier | None) -> Publication | None:
    venue = _venue(paper)
    doi = published_doi(paper.text("externalIds", "DOI"))
    if not venue and not doi:
        return None
    journal = paper.object("journal")
    own = read_doi(paper.text("externalIds", "DOI"))
    mixed = not _is_venue(journal.text("name")) or (own is not None and own.scheme is Scheme.ARXIV)
    return Publication(
        venue,
        None if mixed else _year(paper, arxiv),
        doi,
        _kind(paper) if venue else "",
        volume="" if mixed else journal.text("volume"),
        pages="" if mixed else journal.text("pages"),
    )


def _venue(paper: Fields) -> str:
    names = (paper.text("publicationVenue", "name"), paper.text("venue"))
    return next((name for name in names if name and _is_venue(name)), "")


def _is_venue(name: str) -> bool:
    """Whether a name is that of a place where papers are reviewed, and not of a server."""
    key = re.sub(r"[\W_]+", "", name.casefold())
    return not key.startswith("arxiv") and key not in _NO_VENUES


def _kind(paper: Fields) -> str:
    # Its publication types call every preprint a journal article, so they only tell conferences.
    told = _KINDS.get(paper.text("publicationVenue", "type").lower(), "")
    return told or ("proceedings" if "Conference" in paper.texts("publicationTypes") else "")


def _year(paper: Fields, arxiv: Identifier | None) -> int | None:
    """Return the year of publication; None where it may be that of the preprint.

    A work is dated by its earliest copy: where that came out with the arXiv paper, the year says
    nothing about the venue, unless the key of DBLP, which ends with the year of the venue, agrees.
    """
    year = read_year(paper.number("year"))
    if year is None or arxiv is None or _dblp_agrees(paper, year):
        return year
    first = _arxiv_month(arxiv)
    day = _DAY.match(paper.text("publicationDate"))
    if day:
        return None if abs(int(day[1]) * 12 + int(day[2]) - first) <= 1 else year
    return None if year <= first // 12 else year


def _dblp_agrees(paper: Fields, year: int) -> bool:
    found = _DBLP_YEAR.fullmatch(paper.text("externalIds", "DBLP"))
    return found is not None and int(found[1]) == year % _CENTURY


def _arxiv_month(arxiv: Identifier) -> int:
    """Return the month in which an arXiv paper came out, counted from the year nought."""
    found = _ARXIV_MONTH.match(arxiv.value)
    assert found is not None
    year = int(found[1])
    return (year + (1900 if year >= _ARXIV_BEGAN else 2000)) * 12 + int(found[2])


def _web_address(url: str) -> str:
    return url if url.startswith("https://") else ""
