"""Words that are values in the program and in JSON, and sentences to a person.

What stands here is all that `word` is called with; the translators read it.
"""

from __future__ import annotations

from paperstudy.domain.language import translate

WORDS = (
    # status of a paper
    "unread",
    "to-read",
    "reading",
    "read",
    "presented",
    "dropped",
    # state of its facts
    "pending",
    "offline",
    "fetched",
    # kinds of mention
    "link",
    "name",
    "title",
    "indirect",
    # how sure a find is
    "confident",
    "suggested",
    "unknown",
    # what became of a log
    "new",
    "changed",
    "unchanged",
    "renamed",
    "gone",
    "failed",
    # presentations
    "done",
    "planned",
    "skipped",
    # what a library holds
    "papers",
    "authors",
    "identifiers",
    "records",
    "tags",
    "notes",
    "logs",
    "mentions",
    "waiting",
    "decisions",
    "learned names",
    "people",
    "sessions",
    "presentations",
    "to-dos",
    "steps",
)

# Why a candidate is offered; what follows a colon is quoted from the log.
REASONS = (
    "link",
    "name",
    "title",
    "title, cut",
    "title, misspelled",
    "unambiguous name",
    "learned name",
    "misspelled name",
    "name among others",
    "context",
    "part of the title",
    "list of papers",
    "in the library",
    "software",
)


def word(value: str) -> str:
    """Return a value of the program in the language in use."""
    return translate(value) if value in WORDS else value


def evidence(reasons: tuple[str, ...]) -> str:
    """Return the reasons for a candidate as one phrase, in the language in use."""
    return "; ".join(_reason(reason) for reason in reasons)


def _reason(reason: str) -> str:
    head, colon, rest = reason.partition(":")
    return (translate(head) if head in REASONS else head) + colon + rest
