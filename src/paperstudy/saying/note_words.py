"""The words that stand in a note on a paper, in the language in use."""

from __future__ import annotations

from paperstudy.domain.language import translate

WORDS = (
    "Abstract",
    "Note",
    "Sessions",
    "Named in",
    "This paper is no longer in the library.",
    "This paper is now",
)


def note_words() -> dict[str, str]:
    """Return what each word of a note is in the language in use, by its English."""
    return {word: translate(word) for word in WORDS}
