"""Hugging Face Papers: what the readers of a preprint added to it, its code first of all."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from paperstudy.domain.errors import SourceError
from paperstudy.domain.identifiers import Identifier, Scheme, identifier_url, parse_identifier
from paperstudy.domain.papers import Author, PaperRecord, Repository
from paperstudy.domain.sources import Looked
from paperstudy.sources.facts import (
    about,
    no_answer,
    no_title,
    not_newer,
    other_paper,
    read_count,
    read_moment,
    refuse,
)
from paperstudy.sources.http import Door, RefusedError, StoppedError
from paperstudy.sources.jsonanswer import Fields, read_json
from paperstudy.sources.onebyone import ask_one_by_one

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.events import CancelToken
    from paperstudy.sources.http import Answer, Plumbing

NAME = "huggingface"
_INTERVAL = 0.7
_FOUND_BY_TITLE = 10
_BAD_REQUEST, _UNKNOWN_TOKEN, _MISSING = 400, 401, 404
_LONGEST_ID, _LONGEST_LINK = 300, 2000


class HuggingFaceSource:
    """Hugging Face's pages of papers; it knows a preprint when somebody once looked it up there.

    That it does not know a paper says nothing about arXiv.
    """

    name = NAME
    local = False
    schemes = frozenset({Scheme.ARXIV})

    def __init__(self, plumbing: Plumbing) -> None:
        self._door = Door(
            plumbing, NAME, "https://huggingface.co", host="huggingface.co", interval=_INTERVAL
        )
        token = plumbing.credentials.get(NAME, "")
        self._secrets = {"Authorization": f"Bearer {token}"} if token else {}

    def lookup(self, identifiers: Sequence[Identifier], cancel: CancelToken) -> Iterator[Looked]:
        """Yield one answer per distinct identifier, in the order asked; see `Source.lookup`.

        Raises:
            SourceError: Hugging Face cannot be used now; what was yielded before holds.
        """
        return ask_one_by_one(
            identifiers,
            lambda each: self._look_up(each, cancel),
            lambda each: refuse(each, self.schemes, NAME),
        )

    def search(
        self, title: str, author: str = "", year: int | None = None, *, cancel: CancelToken
    ) -> list[PaperRecord]:
        """Return up to ten papers for the words of a title; it knows no search by `author`.

        Raises:
            SourceError: Hugging Face cannot be used now.
        """
        del author
        if not title.strip():
            return []
        query = urlencode({"q": title.strip(), "limit": _FOUND_BY_TITLE})
        try:
            answer = self._ask(f"/api/papers/search?{query}", cancel)
        except StoppedError:
            return []
        found = read_json(answer, NAME)
        if not isinstance(found, list):
            raise no_answer(NAME, "no list of papers")
        # Here the facts of a paper stand one level deeper than in the answer for one paper.
        records = [_read(each.object("paper")) for each in Fields(found).objects()]
        found = (each for each in records[:_FOUND_BY_TITLE] if each is not None)
        return not_newer(found, year)

    def _look_up(self, identifier: Identifier, cancel: CancelToken) -> Looked:
        answer = self._ask(f"/api/papers/{quote(identifier.value, safe='')}", cancel)
        if answer.status == _MISSING:
            known = answer.content_type == "application/json"
            odd = None if known else about(identifier, no_answer(NAME, "status 404"))
            return Looked(identifier, error=odd)
        if answer.status == _BAD_REQUEST:
            return Looked(identifier, error=about(identifier, no_answer(NAME, "status 400")))
        paper = Fields(read_json(answer, NAME))
        if _read_id(paper) != Identifier(Scheme.ARXIV, identifier.value):
            return Looked(identifier, error=other_paper(NAME, identifier))
        record = _read(paper)
        return Looked(identifier, record, None if record else no_title(NAME, identifier))

    def _ask(self, path: str, cancel: CancelToken) -> Answer:
        try:
            return self._door.get(f"{self._door.base_url}{path}", cancel, secrets=self._secrets)
        except RefusedError as refused:
            if not self._secrets or refused.answer.status != _UNKNOWN_TOKEN:
                raise
            raise SourceError(
                "{source} does not know the token",
                hint="mend it under [keys] in the settings, or leave it out: none is needed",
                source=NAME,
            ) from refused


def _read_id(paper: Fields) -> Identifier | None:
    found = parse_identifier(paper.text("id")[:_LONGEST_ID])
    known = found is not None and found.scheme is Scheme.ARXIV
    return Identifier(Scheme.ARXIV, found.value) if found is not None and known else None


def _read(paper: Fields) -> PaperRecord | None:
    """Return the record of a paper; None where it has no title, or an id that is none."""
    identifier, title = _read_id(paper), paper.text("title")
    if identifier is None or not title:
        return None
    published = read_moment(paper.text("publishedAt"))
    names = [author.text("name") for author in paper.objects("authors")]
    return PaperRecord(
        source=NAME,
        title=title,
        authors=tuple(Author(name) for name in names if name),
        year=published.year if published else None,
        abstract=paper.text("summary"),
        identifiers=(identifier,),
        url=identifier_url(identifier),
        published=published,
        repositories=_read_repositories(paper),
        upvotes=read_count(paper.number("upvotes")),
        project_page=_web_address(paper.text("projectPage")),
        withdrawn=bool(paper.text("withdrawnAt")),
    )


def _read_repositories(paper: Fields) -> tuple[Repository, ...]:
    url = _web_address(paper.text("githubRepo"))
    known = parse_identifier(url) if url else None
    if known is not None and known.scheme is Scheme.GITHUB:
        url = identifier_url(known)
    elif not url.startswith("https://"):
        return ()
    # A machine looked for the code and took what seemed to fit; only a reader knows that it does.
    guessed = paper.text("githubRepoAddedBy") == "auto"
    return (Repository(url, NAME, stars=read_count(paper.number("githubStars")), guessed=guessed),)


def _web_address(text: str) -> str:
    """Return `text` where it is a plain address of a page; "" for anything else."""
    if len(text) > _LONGEST_LINK:
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return ""
    plain = text.isprintable() and " " not in text and "@" not in parts.netloc
    return text if parts.scheme in ("http", "https") and "." in host and plain else ""
