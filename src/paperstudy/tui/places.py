"""What a line on the screen leads to; the app knows how to open each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LogPlace:
    """A line of a log, to be opened in the person's editor."""

    path: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class WebPlace:
    """A page, to be opened in the browser."""

    url: str


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """A paper, to be shown on the screen of the papers."""

    key: str


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """The papers that a search finds, written as people type it."""

    query: str


@dataclass(frozen=True, slots=True)
class SessionPlace:
    """A session, to be shown on the screen of the sessions."""

    number: int


@dataclass(frozen=True, slots=True)
class PersonPlace:
    """A person, to be shown on the screen of the people."""

    name: str


Place = LogPlace | WebPlace | PaperPlace | SearchPlace | SessionPlace | PersonPlace
SCREEN_OF: dict[type, str] = {
    PaperPlace: "papers",
    SearchPlace: "papers",
    SessionPlace: "sessions",
    PersonPlace: "people",
}
