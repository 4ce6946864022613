"""arXiv, through the package `arxiv` with our own transport and a strict reading before its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import islice
from typing import TYPE_CHECKING, Any

from paperstudy.domain.errors import (
    InvalidIdentifierError,
    MalformedAnswerError,
    PaperstudyError,
    SourceError,
)
from paperstudy.domain.identifiers import Identifier, Scheme, identifier_url, parse_identifier
from paperstudy.domain.idshapes import match_arxiv
from paperstudy.domain.papers import Author, PaperRecord
from paperstudy.domain.registrants import DENIED_PREFIXES
from paperstudy.domain.sources import Looked, is_withdrawn
from paperstudy.sources.facts import not_newer
from paperstudy.sources.feed import RejectedIdError, check_feed
from paperstudy.sources.http import Door, StoppedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import arxiv

    from paperstudy.domain.events import CancelToken
    from paperstudy.sources.http import Plumbing

NAME = "arxiv"
BATCH = 100
"""Ids in one request: the URL stays short, and the answer one page."""
_FOUND_BY_TITLE = 10
_INTERVAL = 3.0
_MOST_PAGES = 10
_MOST_STEPS_BACK = 3
_NO_JOURNALS = tuple(f"{prefix}/" for prefix in DENIED_PREFIXES)
_OK = 200


class ArxivSource:
    """arXiv's API; one request for up to a hundred ids, three seconds apart."""

    name = NAME
    local = False
    schemes = frozenset({Scheme.ARXIV})

    def __init__(self, plumbing: Plumbing) -> None:
        self._door = Door(
            plumbing, NAME, "https://export.arxiv.org", host="arxiv.org", interval=_INTERVAL
        )

    def lookup(self, identifiers: Sequence[Identifier], cancel: CancelToken) -> Iterator[Looked]:
        """Yield one answer per distinct identifier, in the order asked; see `Source.lookup`.

        Raises:
            SourceError: arXiv cannot be used now; what was yielded before holds.
        """
        waiting = iter(dict.fromkeys(identifiers))
        while batch := list(islice(waiting, BATCH)):
            try:
                yield from self._look_up_batch(batch, cancel)
            except StoppedError:
                return

    def search(
        self, title: str, author: str = "", year: int | None = None, *, cancel: CancelToken
    ) -> list[PaperRecord]:
        """Return up to ten papers for the words of a title, none newer than `year`.

        Raises:
            SourceError: arXiv cannot be used now.
        """
        query = _query(title, author)
        if not query:
            return []
        try:
            found = self._ask(cancel, _FOUND_BY_TITLE, query=query, max_results=_FOUND_BY_TITLE)
        except StoppedError:
            return []
        return not_newer((each.record for each in found.papers), year)

    def _look_up_batch(self, batch: list[Identifier], cancel: CancelToken) -> Iterator[Looked]:
        answers = {each: Looked(each, error=_refuse(each)) for each in batch if _refuse(each)}
        asked = [each for each in batch if each not in answers]
        if asked:
            try:
                answers |= self._look_up(asked, cancel)
            except RejectedIdError as error:
                # One id that arXiv dislikes costs all the others their answer; once more without.
                bad = [each for each in asked if _short_id(each) == error.rejected]
                if not bad:
                    raise
                answers |= {each: Looked(each, error=error) for each in bad}
                asked = [each for each in asked if each not in answers]
                answers |= self._look_up(asked, cancel) if asked else {}
        try:
            answers |= self._find_last_good(answers, cancel)
        except StoppedError:  # what needs no second request was fetched, and is kept
            whole = [each for each in batch if not _is_taken_back(answers[each])]
            yield from (answers[each] for each in whole)
            raise
        yield from (answers[each] for each in batch)

    def _find_last_good(
        self, answers: Mapping[Identifier, Looked], cancel: CancelToken
    ) -> dict[Identifier, Looked]:
        """Return answers with the facts of the last version that was not withdrawn.

        A version that is withdrawn has no text, and its title and abstract may say no more than
        that. Where the one before cannot be had, the answer stays as it is.
        """
        better: dict[Identifier, Looked] = {}
        sought = {
            each: looked.record
            for each, looked in answers.items()
            if looked.record and _is_taken_back(looked) and each.version is None
        }
        for step in range(1, _MOST_STEPS_BACK + 1):
            before = {each: _step_back(record, step) for each, record in sought.items()}
            asked = {each: one for each, one in before.items() if one is not None}
            if not asked:
                break
            try:
                found = self._look_up([*asked.values()], cancel)
            except SourceError:
                break
            for each, one in asked.items():
                good = found[one].record
                if good is not None and not good.withdrawn:
                    record = sought.pop(each)
                    kept = replace(good, withdrawn=True, comment=record.comment)
                    better[each] = Looked(each, kept)
        return better

    def _look_up(
        self, asked: Sequence[Identifier], cancel: CancelToken
    ) -> dict[Identifier, Looked]:
        # Without a limit of None the package stops at a hundred entries, silently.
        ids = [*map(_short_id, asked)]
        found = self._ask(cancel, BATCH, id_list=ids, max_results=None)
        by_id: dict[Identifier, PaperRecord] = {}
        # Pages can repeat an entry; one asked for without its version is the latest.
        for paper in sorted(found.papers, key=lambda each: each.identifier.version or 0):
            by_id[paper.identifier] = paper.record
            by_id[Identifier(Scheme.ARXIV, paper.identifier.value)] = paper.record
        return {
            each: Looked(each, by_id.get(each), None if each in by_id else found.error)
            for each in asked
        }

    def _ask(
        self,
        cancel: CancelToken,
        page_size: int,
        **search: Any,  # noqa: ANN401 - whatever the package takes
    ) -> _Found:
        import arxiv

        # Its own pause and its own tries would come on top of ours, and cannot be stopped.
        client = arxiv.Client(page_size=page_size, delay_seconds=0, num_retries=0)
        client.query_url_format = f"{self._door.base_url}/api/query?{{}}"
        # The only seam of the package for time-outs, pace and checks; a contract test watches it.
        client._session = transport = _Transport(self._door, cancel)  # noqa: SLF001
        papers: list[_Paper] = []
        try:
            for entry in client.results(arxiv.Search(**search)):
                papers.append(_read(entry))
                if transport.pages > _MOST_PAGES:
                    return _Found(papers, _incomplete())
        except arxiv.UnexpectedEmptyPageError:  # never the first page, so there are some
            return _Found(papers, _incomplete())
        except SourceError as error:
            if not papers:
                raise
            return _Found(papers, error)  # what came before it holds
        left_out = search["max_results"] is None and len(papers) < transport.entries
        return _Found(papers, _incomplete() if left_out else None)


@dataclass(frozen=True, slots=True)
class _Paper:
    identifier: Identifier
    record: PaperRecord


@dataclass(frozen=True, slots=True)
class _Found:
    """Papers, and what kept the rest of them from coming."""

    papers: list[_Paper]
    error: PaperstudyError | None = None


@dataclass(frozen=True, slots=True)
class _Page:
    """As much of a `requests.Response` as the package looks at."""

    content: bytes
    status_code: int = _OK


class _Transport:
    """Stands in the package for its `requests.Session`: asks through our door, reads strictly."""

    def __init__(self, door: Door, cancel: CancelToken) -> None:
        self._door = door
        self._cancel = cancel
        self.pages = 0
        self.entries = 0

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> _Page:
        """Return a page that is a whole feed; the package's own User-Agent is not sent."""
        del headers
        answer = self._door.get(url, self._cancel)
        self.entries += check_feed(answer)
        self.pages += 1
        return _Page(answer.body)


def _refuse(identifier: Identifier) -> InvalidIdentifierError | None:
    """Return why arXiv need not be asked for `identifier`: one bad id spoils its whole batch."""
    value, version = identifier.value, identifier.version
    if identifier.scheme is Scheme.ARXIV and match_arxiv(_short_id(identifier)) == (value, version):
        return None
    return InvalidIdentifierError("{id} is no arXiv id", id=str(identifier))


def _is_taken_back(looked: Looked) -> bool:
    return looked.record is not None and looked.record.withdrawn


def _step_back(record: PaperRecord, steps: int) -> Identifier | None:
    version = (record.version or 1) - steps
    return replace(record.identifiers[0], version=version) if version > 0 else None


def _short_id(identifier: Identifier) -> str:
    return identifier.value + (f"v{identifier.version}" if identifier.version else "")


def _incomplete() -> MalformedAnswerError:
    return MalformedAnswerError(
        "arxiv left out a part of its answer", hint="it does so when it is busy; ask again later"
    )


def _query(title: str, author: str) -> str:
    words = " ".join(re.findall(r"\w+(?:[.'-]\w+)*", title))
    family = Author(author).family_name
    names = " ".join(re.findall(r"\w+", family))
    parts = [f'ti:"{words}"'] if words else []
    parts += [f'au:"{names}"'] if words and names else []
    return " AND ".join(parts)


def _read(entry: arxiv.Result) -> _Paper:
    found = match_arxiv(entry.get_short_id())
    if found is None:
        raise MalformedAnswerError("arxiv sent an entry without an arXiv id")
    identifier = Identifier(Scheme.ARXIV, *found)
    bare = Identifier(Scheme.ARXIV, identifier.value)
    doi = _read_doi(entry.doi or "")
    categories = dict.fromkeys([entry.primary_category, *entry.categories])
    comment = entry.comment or ""
    record = PaperRecord(
        source=NAME,
        title=entry.title,
        authors=tuple(Author(author.name) for author in entry.authors if author.name.strip()),
        year=entry.published.year,
        abstract=_unwrap(entry.summary),
        identifiers=(bare, doi) if doi else (bare,),
        url=identifier_url(bare),
        version=identifier.version,
        published=entry.published.astimezone(UTC),
        updated=entry.updated.astimezone(UTC),
        categories=tuple(each for each in categories if each),
        comment=comment,
        journal_ref=entry.journal_ref or "",
        pdf_url=_pdf_url(entry.pdf_url or "", identifier, comment),
        kind="preprint",
        withdrawn=is_withdrawn(comment),
    )
    return _Paper(identifier, record)


def _read_doi(text: str) -> Identifier | None:
    """Return the journal's DOI: neither arXiv's own nor one of a registrant of copies."""
    doi = parse_identifier(text) if text else None
    if doi is None or doi.scheme is not Scheme.DOI or doi.value.startswith(_NO_JOURNALS):
        return None
    return doi


def _unwrap(summary: str) -> str:
    """Return an abstract with its paragraphs as lines; arXiv breaks lines at eighty columns."""
    first, *lines = summary.strip().split("\n")
    parts = [first.rstrip()]
    for line in lines:  # a paragraph begins with blanks
        parts += ("\n" if line[:1].isspace() else " ", line.rstrip())
    return "".join(parts)


def _pdf_url(url: str, identifier: Identifier, comment: str) -> str:
    """Return where the text is; a withdrawn version is listed, but the one before has the file."""
    if not is_withdrawn(comment):
        return url
    before = (identifier.version or 1) - 1
    return f"https://arxiv.org/pdf/{identifier.value}v{before}" if before else ""
