"""OpenReview, for people who have a login there: it answers nobody else any more."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from paperstudy.domain.errors import MalformedAnswerError, NeedsLoginError
from paperstudy.domain.identifiers import Identifier, Scheme, identifier_url, parse_identifier
from paperstudy.domain.papers import Author, PaperRecord, Publication, Repository
from paperstudy.domain.sources import Looked
from paperstudy.sources.facts import about, no_answer, no_title, other_paper, refuse
from paperstudy.sources.http import Door, RefusedError
from paperstudy.sources.jsonanswer import Fields, read_json
from paperstudy.sources.onebyone import ask_one_by_one

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from paperstudy.domain.events import CancelToken
    from paperstudy.sources.http import Answer, Plumbing

NAME = "openreview"
OLD_NAME = "openreview1"
"""Stands for the host of the first API, where the conferences before 2023 have stayed."""
_SITE = "https://openreview.net"
_HOSTS = {NAME: "https://api2.openreview.net", OLD_NAME: "https://api.openreview.net"}
_INTERVAL = 1.0
_BAD_REQUEST, _MISSING = 400, 404
_CHALLENGE, _FORBIDDEN = "ChallengeRequiredError", "ForbiddenError"
_UNKNOWN_NOTE = "NotFoundError"
_TIMES = range(4_000_000_000_000)
_LONGEST_VENUE, _LONGEST_LINK = 300, 2000

# A venue is written for readers: "ICLR 2021 Oral", "Accepted by TMLR", "Submitted to ICLR 2024".
_REFUSED = re.compile(
    r"\b(?:submitted|submission|withdrawn|reject(?:ed)?|under review|desk|retracted)\b|^\W*$",
    re.IGNORECASE,
)
_PREPRINTS = frozenset({"corr", "arxiv", "arxiv.org", "biorxiv", "ssrn"})
_ACCEPTED_BY = re.compile(r"^accepted\s+(?:by|at|to|for)\s+", re.IGNORECASE)
_NAME_AND_YEAR = re.compile(r"^(?P<name>.*\S)\s+(?P<year>(?:19|20)[0-9]{2})\b[\s,:-]*(?P<rest>.*)$")
_FORM = re.compile(  # how a paper was presented there, which is no part of the name
    r"(?:^|\s)(?:[([]?(?:oral|spotlight|poster|notable|top[ -]\d+%|talk|long|short|regular|full|main"
    r"|paper|papers|conference|accept(?:ed)?|presentation|track|proceedings)[)\]]?[\s,;-]*)+$",
    re.IGNORECASE,
)
_JOURNALS = frozenset({"tmlr", "jmlr", "dmlr", "transactions on machine learning research"})


class OpenReviewSource:
    """OpenReview's two APIs; without a token, or a name and a password, nothing is asked."""

    name = NAME
    local = False
    schemes = frozenset({Scheme.OPENREVIEW})

    def __init__(self, plumbing: Plumbing) -> None:
        self._doors = [
            Door(plumbing, name, url, host="openreview.net", interval=_INTERVAL)
            for name, url in _HOSTS.items()
        ]
        self._login = _Login(plumbing.credentials, self._doors[0])

    def lookup(self, identifiers: Sequence[Identifier], cancel: CancelToken) -> Iterator[Looked]:
        """Yield one answer per distinct identifier, in the order asked; see `Source.lookup`.

        Raises:
            NeedsLoginError: the login does not open OpenReview; nothing more is asked.
            SourceError: OpenReview cannot be used now; what was yielded before holds.
        """
        try:
            yield from ask_one_by_one(
                identifiers,
                lambda each: self._look_up(each, cancel),
                lambda each: refuse(each, self.schemes, NAME) or self._login.lacks(),
            )
        except RefusedError as refused:
            raise _needs_login(refused.answer) from refused

    def search(
        self, title: str, author: str = "", year: int | None = None, *, cancel: CancelToken
    ) -> list[PaperRecord]:
        """Return nothing, and ask nothing: titles are found where no login is needed."""
        del title, author, year, cancel
        return []

    def _look_up(self, identifier: Identifier, cancel: CancelToken) -> Looked:
        secrets = self._login.headers(cancel)
        path = f"/notes?id={quote(identifier.value, safe='')}"
        for door in self._doors:
            try:
                answer = door.get(f"{door.base_url}{path}", cancel, secrets=secrets)
            except RefusedError as refused:
                if _error_name(refused.answer) != _FORBIDDEN:
                    raise
                error = NeedsLoginError("{id} is closed to this login", id=str(identifier))
                return Looked(identifier, error=error)
            if answer.status == _BAD_REQUEST:
                return Looked(identifier, error=about(identifier, no_answer(NAME, "status 400")))
            notes = _find_notes(answer)
            if notes is None:
                odd = no_answer(NAME, "no list of notes")
                return Looked(identifier, error=about(identifier, odd))
            if notes:
                return _read_answer(notes[0], identifier)
        return Looked(identifier)


class _Login:
    """What a person gave to be let in; a name and a password buy a token, once."""

    def __init__(self, credentials: Mapping[str, str], door: Door) -> None:
        self._token = credentials.get("openreview_token", "")
        self._username = credentials.get("openreview_username", "")
        self._password = credentials.get("openreview_password", "")
        self._door = door

    def lacks(self) -> NeedsLoginError | None:
        """Return the error for a person who gave no login."""
        if self._token or (self._username and self._password):
            return None
        return NeedsLoginError(
            "openreview answers its own users only",
            hint="give a token, or a user name and a password, under [keys] in the settings",
        )

    def headers(self, cancel: CancelToken) -> dict[str, str]:
        """Return the headers that let us in.

        Raises:
            NeedsLoginError: the name and the password are not taken.
        """
        if not self._token:
            self._token = self._log_in(cancel)
        return {"Authorization": f"Bearer {self._token}"}

    def _log_in(self, cancel: CancelToken) -> str:
        body = {"id": self._username, "password": self._password}
        answer = self._door.post_json(f"{self._door.base_url}/login", body, cancel)
        if answer.status == _BAD_REQUEST:
            raise _needs_login()
        token = Fields(read_json(answer, NAME)).text("token")
        if not token:
            raise NeedsLoginError(
                "openreview wants a second proof of who you are",
                hint="log in with a browser, and give the token instead of the password",
            )
        return token


def _needs_login(answer: Answer | None = None) -> NeedsLoginError:
    if answer is not None and _error_name(answer) == _CHALLENGE:
        return NeedsLoginError(
            "openreview wants to see that a person asks",
            hint="log in with a browser, and give that login's token under [keys] in the settings",
        )
    return NeedsLoginError(
        "openreview does not accept the login",
        hint="check the token, or the user name and the password, under [keys] in the settings",
    )


def _error_name(answer: Answer) -> str:
    try:
        return Fields(read_json(replace(answer, status=200), NAME)).text("name")
    except MalformedAnswerError:
        return ""


def _find_notes(answer: Answer) -> list[Fields] | None:
    """Return the notes of an answer: none where the other API may have it; None without a list.

    Raises:
        MalformedAnswerError: the answer cannot be read at all.
    """
    if answer.status == _MISSING and _error_name(answer) == _UNKNOWN_NOTE:
        return []
    found = Fields(read_json(answer, NAME))
    return found.objects("notes") if isinstance(found.value("notes"), list) else None


def _read_answer(note: Fields, identifier: Identifier) -> Looked:
    if identifier.value not in (note.text("id"), note.text("forum")):
        return Looked(identifier, error=other_paper(NAME, identifier))
    content = _unwrap(note.object("content"))
    if not content.text("title"):
        return Looked(identifier, error=no_title(NAME, identifier))
    return Looked(identifier, _read(note, content, identifier))


def _unwrap(content: Fields) -> Fields:
    """Return the fields of a note without the wrapping of the second API, each by itself."""
    found = content.value()
    plain = {
        name: value["value"] if isinstance(value, dict) and "value" in value else value
        for name, value in found.items()
    }
    return Fields(plain)


def _read(note: Fields, content: Fields, identifier: Identifier) -> PaperRecord:
    published = _read_time(note, "pdate") or _read_time(note, "cdate")
    return PaperRecord(
        source=NAME,
        title=content.text("title"),
        authors=_read_authors(content),
        year=published.year if published else None,
        abstract=content.text("abstract"),
        identifiers=(identifier,),
        url=identifier_url(identifier),
        published=published,
        pdf_url=_read_pdf(content.text("pdf")),
        publication=_read_publication(content, _read_time(note, "pdate")),
        repositories=_read_repositories(content),
    )


def _read_time(note: Fields, name: str) -> datetime | None:
    """Return a moment that is counted in milliseconds since 1970."""
    number = note.number(name)
    if number is None or number not in _TIMES:
        return None
    return datetime.fromtimestamp(number // 1000, UTC)


def _read_authors(content: Fields) -> tuple[Author, ...]:
    entries = content.list("authors")
    names = [
        Fields({"name": each}).text("name") or Fields(each).text("fullname") for each in entries
    ]
    return tuple(Author(name) for name in names if name and name != "Anonymous")


def _read_pdf(place: str) -> str:
    if place.startswith("/") and not place.startswith("//"):
        return f"{_SITE}{place}"
    return place if place.startswith("https://") else ""


def _read_repositories(content: Fields) -> tuple[Repository, ...]:
    found = parse_identifier(content.text("code")[:_LONGEST_LINK])
    if found is None or found.scheme is not Scheme.GITHUB:
        return ()
    return (Repository(identifier_url(found), NAME),)


def _read_publication(content: Fields, day: datetime | None) -> Publication | None:
    """Return where a paper was accepted; None for one that waits, went away or was refused."""
    venue = " ".join(content.text("venue").split())[:_LONGEST_VENUE]
    group = content.text("venueid")[:_LONGEST_VENUE].casefold()
    if _REFUSED.search(venue) or _REFUSED.search(re.sub(r"[_/]", " ", f"venue {group}")):
        return None
    venue = _ACCEPTED_BY.sub("", venue)
    found = _NAME_AND_YEAR.match(venue)
    name = found["name"] if found else _FORM.sub("", venue)
    if name.casefold() in _PREPRINTS or group.startswith("dblp.org/journals/corr") or not name:
        return None
    journal = name.casefold() in _JOURNALS or group.startswith("dblp.org/journals/")
    kind = "journal" if journal else "proceedings"
    if found is None:
        return Publication(name, day.year if day and journal else None, kind=kind)
    # What is left is a workshop or a track, and so another place than the conference itself.
    rest = _FORM.sub("", found["rest"])
    year = found["year"]
    return Publication(f"{name} {year} {rest}" if rest else name, int(year), kind=kind)
