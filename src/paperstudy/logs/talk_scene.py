"""What stands around the lines that may be talks: the words above them, the people of the log."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.logs.document import LineKind
from paperstudy.logs.people import is_full_name, is_given_name, is_kanji_name, may_be_nickname
from paperstudy.logs.session_reading import MAX_TEXT, has_words
from paperstudy.logs.session_words import (
    OTHER_CONTEXT,
    PRESENT_CONTEXT,
    STRONG_CONTEXT,
    TALK_CONTEXT,
)

if TYPE_CHECKING:
    from paperstudy.logs.session_reading import SessionReading
    from paperstudy.logs.talk_people import KnownPeople
    from paperstudy.logs.talk_values import Talk

_SPEAKING = re.compile(r"발표|발제|presenters?|speakers?|発表", re.IGNORECASE)
_DISCUSSION = re.compile(
    r"(?:^|·)[^\w·]*(?:discussions?|토론|토의|질의(?:\s?응답)?|qna|質疑(?:応答)?|議論|ディスカッション)[^\w·]*(?:·|$)",
    re.IGNORECASE,
)
_TALKS_ABOVE = re.compile(r"(?:발표(?:\s?시간)?|presentations?|発表)\W*$", re.IGNORECASE)
TODO_ABOVE = re.compile(
    r"할\s?일|to-?\s?do|action|숙제|과제|homework|next steps?|宿題|やること", re.IGNORECASE
)
_SHORT_INTRO = 60
_FEW = 2
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands around a group of lines, as answers: is it about talks, about something else?"""

    reading: SessionReading
    people: KnownPeople
    presented: bool
    talking: bool
    strong: bool
    strong_near: bool
    speaking: bool
    other: bool
    discussing: bool
    todo: bool

    def marked(self, talk: Talk) -> bool:
        """Tell whether a paper is named on the line."""
        return bool(self.reading.marks_on(talk.line))

    def titled(self, talk: Talk) -> bool:
        """Tell whether the topic beside the name is a paper."""
        return bool(talk.spans) and bool(self.reading.presented(talk.spans))

    def sure(self, talk: Talk) -> bool:
        """Tell whether all names are surely people: known here, or Korean or Japanese full names."""
        return talk.called or all(
            name in self.people or (is_full_name(name) and not name.isascii())
            for name in talk.names
        )

    def known(self, talk: Talk) -> bool:
        """Tell whether the log itself shows all names to be people."""
        return all(name in self.people for name in talk.names)

    def likely(self, talk: Talk) -> bool:
        """Tell whether all names could be people: full or given names, or nicknames."""
        return talk.called or all(
            name in self.people
            or is_full_name(name)
            or is_given_name(name)
            or is_kanji_name(name)
            or may_be_nickname(name)
            for name in talk.names
        )

    def company(self, talks: list[Talk]) -> bool:
        """Tell whether enough names of a group are known or look like given names."""
        known = sum(
            all(
                name in self.people or is_given_name(name) or is_full_name(name)
                for name in talk.names
            )
            for talk in talks
        )
        return len(talks) >= _FEW and known >= _FEW and known * 5 >= len(talks) * 2


def context_of(reading: SessionReading, number: int) -> tuple[str, str]:
    """Return (near, wide): the words just above a line, and those of all its headings."""
    document = reading.document
    line = document.line(number)
    near: list[str] = []
    parent = line.parent if line.kind is LineKind.ITEM else None
    for _ in range(8):
        if parent is None or parent == number:
            break
        near.append(document.line(parent).text[:MAX_TEXT].strip())
        parent = document.line(parent).parent
    section = document.line(line.section) if line.section is not None else None
    if section is not None:
        near.append(section.text[:MAX_TEXT].strip())
    while section is not None and section.depth > _DEEPEST and section.section is not None:
        section = document.line(section.section)  # a line in bold stands under a real heading
        near.append(section.text[:MAX_TEXT].strip())
    headings = [heading.text[:MAX_TEXT].strip() for heading in document.headings_above(number)]
    return " · ".join(near), " · ".join([*near, *headings, reading.title])


def look_around(reading: SessionReading, people: KnownPeople, number: int) -> Scene:
    """Return what stands around line `number`."""
    above, headings = context_of(reading, number)
    near = f"{above} · {_intro(reading, number)}"
    wide = f"{headings} · {near}"
    talks_above = _says_talks(reading, number)
    return Scene(
        reading,
        people,
        presented=PRESENT_CONTEXT.search(wide) is not None,
        talking=TALK_CONTEXT.search(wide) is not None,
        strong=STRONG_CONTEXT.search(wide) is not None,
        strong_near=STRONG_CONTEXT.search(near) is not None,
        speaking=_SPEAKING.search(near) is not None,
        other=OTHER_CONTEXT.search(near) is not None and not talks_above,
        discussing=_DISCUSSION.search(above) is not None,
        todo=TODO_ABOVE.search(above) is not None and not talks_above,
    )


def _says_talks(reading: SessionReading, number: int) -> bool:
    """Tell whether the heading above a line says that talks follow: `숙제 발표`, `Presentations`."""
    section = reading.document.line(number).section
    if section is None:
        return False
    return _TALKS_ABOVE.search(reading.document.line(section).text[:MAX_TEXT]) is not None


def _intro(reading: SessionReading, number: int) -> str:
    """Return the short line that stands before a list."""
    for line in reversed(reading.document.lines[max(0, number - 4) : number - 1]):
        if not has_words(line):
            continue
        text = line.text.strip()
        return text if len(text) <= _SHORT_INTRO and line.kind is not LineKind.ROW else ""
    return ""
