"""What a step in the journal was, as a person reads it: the journal keeps it as a command."""

from __future__ import annotations

import re

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
    "import": "file imported",
    "link": "links put into logs",
    "rekey": "cite keys made anew",
    "add": "paper added",
    "remove": "papers removed",
    "edit": "paper corrected",
    "note": "note",
    "tag": "tags",
    "merge": "papers merged",
    "todo": "to-do",
    "todo done": "to-do done",
    "todo open": "to-do open again",
    "reading": "reading list",
    "reading remove": "off the reading list",
    "reading nominate": "proposed to the group",
    "reading vote": "vote",
    "reading unvote": "vote taken back",
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
    "session edit": "session changed",
    "session present": "talk planned",
    "session unpresent": "talk taken out",
    "session skip": "called off",
    "session done": "session held",
    "session attend": "who comes",
    "session note": "minutes",
    "session swap": "places changed",
    "session repeat": "meeting that comes again",
    "session next --assign --count": "sessions assigned",
    "session": "session",
}
_NUMBERS = re.compile(r"(?:[psn]?\d+(?: |$))+")  # that nobody sees in the app
_NUMBERED = {"accept", "choose", "inbox", "reject", "todo done", "todo open"}


def deed(action: str) -> str:
    """Return a step of the journal in words, with what it was done to."""
    action = line(action)
    begun = [start for start in WORDS if f"{action} ".startswith(f"{start} ")]
    if not begun:
        return _cut(action)
    start = max(begun, key=len)
    rest = action[len(start) :].strip()
    if start in _NUMBERED:
        numbers, colon, what = rest.partition(":")
        rest = what.strip() if colon else _NUMBERS.sub("", numbers)
    said = translate(WORDS[start])
    return _cut(f"{said}: {rest}") if rest else said


def undoable(said: str) -> str:
    """Return what was done, and behind its first line how to take that back."""
    first, *rest = said.split("\n", 1)
    return "\n".join((translate("{said} · u undoes it", said=first), *rest))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
