"""What a step in the journal was, as a person reads it: the journal keeps it as a command."""

from __future__ import annotations

from paperstudy.domain.language import translate
from paperstudy.tui.text import line

_LONGEST = 60
# What a step begins with, to what was done; the longest beginning counts.
WORDS = {
    "accept all": "all that was clear in the inbox accepted",
    "accept": "an answer in the inbox",
    "choose": "an answer in the inbox",
    "inbox": "an answer in the inbox",
    "reject": "an answer in the inbox",
    "forget": "name forgotten",
    "add": "paper added",
    "remove": "papers removed",
    "edit": "paper corrected",
    "note": "note",
    "tag": "tags",
    "merge": "papers merged",
    "todo": "to-do",
    "reading": "reading list",
    "person add": "person added",
    "person alias": "names of a person",
    "person merge": "people merged",
    "person active": "person takes part again",
    "person active --no": "person is no longer asked to present",
    "person remove": "person removed",
    "person rename": "person renamed",
    "person": "person",
    "session new": "session planned",
    "session remove": "session removed",
    "session move": "session moved",
    "session merge": "sessions merged",
    "session": "session",
}
_NUMBERED = {"accept", "choose", "inbox", "reject"}  # by numbers that nobody sees in the app


def deed(action: str) -> str:
    """Return a step of the journal in words, with what it was done to."""
    action = line(action)
    begun = [start for start in WORDS if f"{action} ".startswith(f"{start} ")]
    if not begun:
        return _cut(action)
    start = max(begun, key=len)
    rest = action[len(start) :].strip()
    said = translate(WORDS[start])
    return _cut(f"{said}: {rest}") if rest and start not in _NUMBERED else said


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
