"""The words that stand in documents, in the language in use."""

from __future__ import annotations

from paperstudy.domain.language import translate

WORDS = (
    "Study session",
    "Study sessions",
    "Date",
    "Place",
    "Moderator",
    "Scribe",
    "Participants",
    "Absent",
    "Session",
    "Time",
    "Time table",
    "What",
    "Topic",
    "Presenter",
    "Presenters",
    "Reviewer",
    "Presentations",
    "Paper",
    "Papers",
    "Key",
    "Code",
    "official",
    "Notes",
    "Open questions",
    "To do",
    "Nothing is planned yet.",
    "This session is called off",
    "called off",
    "skipped",
    "present",
    "review",
    "implement",
    "{minutes} minutes",
    "Mon",
    "Tue",
    "Wed",
    "Thu",
    "Fri",
    "Sat",
    "Sun",
)


def document_words() -> dict[str, str]:
    """Return what each word of a document is in the language in use, by its English."""
    return {word: translate(word) for word in WORDS}
