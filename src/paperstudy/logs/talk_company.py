"""Which lines that may be talks are believed: by the words above them and the lines beside them.

A heading about talks, names the log knows, several lines of the same build: company makes a
nickname before a colon a presenter, and leaves `결론: …` alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.logs import MentionKind
from paperstudy.logs.document import LineKind
from paperstudy.logs.people import is_full_name
from paperstudy.logs.session_reading import MAX_TEXT, has_words, line_span
from paperstudy.logs.session_words import DUTY, NO_TALK, STRONG_MEETING
from paperstudy.logs.talk_roles import without_papers
from paperstudy.logs.talk_scene import TODO_ABOVE, context_of, look_around

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from paperstudy.logs.document import Line
    from paperstudy.logs.session_reading import SessionReading
    from paperstudy.logs.talk_people import KnownPeople
    from paperstudy.logs.talk_scene import Scene
    from paperstudy.logs.talk_values import Talk

_SENTENCE_END = re.compile(r"(?:다|요|함|음|까|임|죠|네|자|듯|ㅎ|ㅋ|ㅠ)[.!?~ㅎㅋㅠ)\s]*$|[?!]\s*$")
_TALK_WORDS = re.compile(r"발표|발제|논문|리뷰|present|paper", re.IGNORECASE)
_TITLE_WORDS = re.compile(r"특강|세미나|마스터|발표|강연", re.IGNORECASE)
_PROGRESS = re.compile(
    r"완료|진행\s?중|수강|시청|문제\s?풀이|제출|준비\s?중|작성\s?중|읽는\s?중|밀린|강\s?까지|듣기|들음|출석|지각|결석|못\s?[했함]"
)
_INITIALS = re.compile(r"[A-Z]{2,3}")
_LESSON = re.compile(r"강의|특강|lecture|course|keynote|video|blog|webinar", re.IGNORECASE)
_TASK = re.compile(
    r"읽기|읽어|읽을|공부|구현|\bread\b|\bre-?read|implement|reproduce|\bask\b|\bsend\b|circulate|読む",
    re.IGNORECASE,
)
_TELLS_TALK = re.compile(r"발표|발제|\bpresent|\btalk\b|発表", re.IGNORECASE)
# The line itself says at which meeting somebody spoke.
_SETTING = re.compile(
    r"(?:세미나|스터디|모임|랩\s?미팅|피어\s?세션|발표\s?시간)(?:에서|에|때)?\s.{0,40}(?:발표|설명|소개)"
)
_SPOKEN = re.compile(
    r"발표\s?(?:를\s?)?(?:해|하[였셨기]|했|함)|\bpresent(?:s|ed|ing)\s(?!at\b|in\b|on\b)"
)
_CHAIN = re.compile(r"[→➡:：]|[-=]>")
_QUESTION = re.compile(r"[?？]")
_SHORT_DUTY = 30
_LONG_SAYING = 100
_FEW = 2
_NEAR_LINES = 30


def accept_talks(reading: SessionReading, people: KnownPeople, talks: list[Talk]) -> Iterator[Talk]:
    """Yield the talks of one group (the same build, level and place) that are believed."""
    cleaned = []
    for talk in talks:
        line = reading.document.line(talk.line)
        names = without_papers(reading, people, line, talk.names, sure=False)
        if len(names) == len(talk.names) and not _is_duty(reading, talk):
            cleaned.append(replace(talk, names=names))
    if cleaned:
        scene = look_around(reading, people, cleaned[0].line)
        yield from _CHECKS[cleaned[0].way](scene, cleaned)


def _is_duty(reading: SessionReading, talk: Talk) -> bool:
    """Tell whether the words beside a name are what somebody looks after, a task, or a day off."""
    if talk.way in {"weak role", "sentence"} or not talk.spans:
        return False
    line = reading.document.line(talk.line)
    topic = line.text[talk.spans[0].start : min(talk.spans[0].end, MAX_TEXT)]
    if NO_TALK.fullmatch(topic):
        return True
    if (
        line.checked is not None
        and talk.way in {"left", "dash", "lead"}
        and _is_todo(reading, talk)
    ):
        return True
    if reading.presented(talk.spans):
        return line.checked is not None and _TASK.search(topic) is not None
    boxed = line.checked is not None and talk.way in {"left", "dash"}
    return boxed or (len(topic.strip()) <= _SHORT_DUTY and DUTY.search(topic) is not None)


def _is_todo(reading: SessionReading, talk: Talk) -> bool:
    """Tell whether a box stands in a list of what is to be done and says nothing of a talk."""
    near, _ = context_of(reading, talk.line)
    text = reading.document.line(talk.line).text[:MAX_TEXT]
    return TODO_ABOVE.search(near) is not None and _TELLS_TALK.search(text) is None


def _accept_weak_roles(scene: Scene, talks: list[Talk]) -> Iterator[Talk]:
    for talk in talks:
        if scene.marked(talk) or (scene.presented and not scene.other):
            yield talk


def _accept_brackets(scene: Scene, talks: list[Talk]) -> Iterator[Talk]:
    company = scene.presented and scene.company(talks) and not scene.other
    spoken = scene.speaking and len(talks) >= _FEW
    listed = [talk for talk in talks if scene.titled(talk)] if scene.talking else []
    series = len({talk.names for talk in listed}) >= _FEW
    for talk in talks:
        if _is_said(scene, talk) and not scene.titled(talk) and not scene.speaking:
            continue
        sure = scene.sure(talk) and (
            scene.marked(talk) or talk.dated or (scene.presented and not scene.other)
        )
        latin = (
            (scene.talking or talk.dated)
            and scene.marked(talk)
            and all(map(is_full_name, talk.names))
        )
        single = series and talk in listed
        group = company and (scene.talking or not talk.names[0].isascii() or scene.known(talk))
        if sure or latin or ((group or spoken or single) and scene.likely(talk)):
            yield talk


def _accept_leads(scene: Scene, talks: list[Talk]) -> Iterator[Talk]:
    initials = {name for talk in talks for name in talk.names if _INITIALS.fullmatch(name)}
    own = {"".join(word[0].upper() for word in name.split()) for name in scene.people.named}
    for talk in talks:
        if set(talk.names) <= initials:
            series = len(initials) >= _FEW and scene.strong and scene.marked(talk)
            if scene.known(talk) or own.issuperset(talk.names) or series:
                yield talk
        elif scene.sure(talk) and (scene.marked(talk) or (scene.presented and not scene.other)):
            yield talk


def _accept_lefts(scene: Scene, talks: list[Talk]) -> Iterator[Talk]:
    if scene.discussing:
        return
    likely = [
        talk for talk in talks
        if scene.likely(talk) and not _is_progress(scene, talk) and not _is_question(scene, talk)
    ]  # fmt: skip
    if scene.todo:
        yield from (talk for talk in likely if scene.sure(talk) and _tells_talk(scene, talk))
        return
    short = sum(not _is_said(scene, talk) for talk in likely)
    titled = [talk for talk in likely if scene.titled(talk)]
    mostly = len(likely) * 5 >= len(talks) * 4 and short * 2 >= len(likely)
    shown = scene.speaking or bool(titled) or any(map(scene.known, likely))
    company = mostly and shown and scene.presented and not scene.other and scene.company(likely)
    series = (
        len(titled) >= _FEW and len(titled) * 2 >= len(likely) and scene.strong and not scene.other
    )
    for talk in likely:
        paper = talk in titled
        hangul = not any(name.isascii() for name in talk.names)
        known = scene.known(talk)
        if (
            (scene.sure(talk) and _stands_alone(scene, talk, paper=paper))
            or (paper and scene.talking and not scene.other and all(map(is_full_name, talk.names)))
            or (company and (hangul or known))
            or (paper and series and (hangul or known or all(map(is_full_name, talk.names))))
            or (paper and scene.talking and (talk.dated or len(titled) >= _FEW) and len(titled) > 1)
        ):
            yield talk


def _stands_alone(scene: Scene, talk: Talk, *, paper: bool) -> bool:
    """Tell whether `이름: 주제` is believed without others of its kind."""
    if paper:
        return talk.dated or (scene.presented and (not scene.other or scene.speaking))
    listed = talk.dated and scene.strong and scene.known(talk)
    spoken = scene.strong_near or listed or _says_talk(scene, talk)
    said = _is_said(scene, talk) and not scene.marked(talk)
    return scene.presented and not scene.other and spoken and not said


def _is_said(scene: Scene, talk: Talk) -> bool:
    """Tell whether what follows a name is rather something said than a topic."""
    text = _topic_text(scene, talk).strip()
    return len(text) > _LONG_SAYING or _SENTENCE_END.search(text) is not None


def _is_question(scene: Scene, talk: Talk) -> bool:
    """Tell whether a name is followed by a question that is no part of a title."""
    text = _topic_text(scene, talk)
    if scene.speaking or not _QUESTION.search(text):
        return False
    span = talk.spans[0]
    marks = scene.reading.marks_on(talk.line)
    for mark in reversed(marks):
        start, end = max(mark.start - span.start, 0), mark.end - span.start
        end += mark.kind is not MentionKind.NAME  # the mark that ends a title
        if end > 0:
            text = text[:start] + text[end:]
    asked = _QUESTION.search(text)
    return asked is not None and (not marks or re.search(r"\w", text[asked.end() :]) is not None)


def _tells_talk(scene: Scene, talk: Talk) -> bool:
    return _TELLS_TALK.search(_topic_text(scene, talk)) is not None


def _is_progress(scene: Scene, talk: Talk) -> bool:
    """Tell whether a name is followed by how far somebody got: `강의 3강까지 수강`."""
    return not scene.speaking and _PROGRESS.search(_topic_text(scene, talk)) is not None


def _says_talk(scene: Scene, talk: Talk) -> bool:
    return _TALK_WORDS.search(_topic_text(scene, talk)) is not None


def _topic_text(scene: Scene, talk: Talk) -> str:
    texts = [
        scene.reading.document.line(span.line).text[span.start : min(span.end, MAX_TEXT)]
        for span in talk.spans
    ]
    return " ".join(texts)


def _accept_dashes(scene: Scene, talks: list[Talk]) -> Iterator[Talk]:
    listed = [talk for talk in talks if scene.titled(talk) and scene.likely(talk)]
    series = scene.talking and len({talk.names for talk in listed}) >= _FEW
    for talk in talks:
        if (scene.todo and not _tells_talk(scene, talk)) or _is_chain(scene, talk):
            continue
        paper = scene.titled(talk)
        full = paper and (scene.strong or scene.talking) and all(map(is_full_name, talk.names))
        sure = scene.sure(talk) and (
            (paper and talk.dated) or (scene.presented and (paper or not scene.other))
        )
        if full or sure or (series and talk in listed) or _heads_a_meeting(scene, talk):
            yield talk


def _is_chain(scene: Scene, talk: Talk) -> bool:
    """Tell whether a name is one of a row of turns at something: `커피 당번: 가 → 나 → 다`."""
    text = _topic_text(scene, talk)
    if not text.strip():
        return False
    names = scene.reading.only_names(_CHAIN.split(text.strip(" -=>→➡"))[-1].strip())
    return bool(names) and all(name in scene.people for name in names)


def _heads_a_meeting(scene: Scene, talk: Talk) -> bool:
    """Tell whether a line is the log's own title and names who speaks: `오피스아워 - 가나다, …`."""
    line = scene.reading.document.line(talk.line)
    if line.kind is not LineKind.HEADING or line.section is not None:
        return False
    text = line.text[:MAX_TEXT]
    meeting = _TITLE_WORDS.search(text) or STRONG_MEETING.search(text)
    return meeting is not None and all(map(is_full_name, talk.names))


def _accept_alone(scene: Scene, talks: list[Talk]) -> Iterator[Talk]:
    if scene.other or not scene.presented:
        return
    likely = [
        talk for talk in talks
        if scene.likely(talk) and (talk.dated or _below(scene.reading, talk) or _under_title(scene.reading, talk))
    ]  # fmt: skip
    if len(likely) * 2 < len(talks):
        return
    company = scene.company(likely)
    for talk in likely:
        titled = (
            scene.strong_near
            or _paper_below(scene.reading, talk)
            or _under_title(scene.reading, talk)
        )
        if titled and (company or scene.sure(talk)):
            yield talk


def _below(reading: SessionReading, talk: Talk) -> list[Line]:
    """Return the lines that belong to an item or a heading, up to a few."""
    line = reading.document.line(talk.line)
    if line.kind is LineKind.ITEM:
        return reading.nested.get(talk.line, [])
    found: list[Line] = []
    for other in reading.document.lines[talk.line : talk.line + _NEAR_LINES]:
        inner = line.kind is LineKind.HEADING and other.depth > line.depth
        if other.kind is LineKind.HEADING and not inner:
            break
        if has_words(other):
            found.append(other)
        elif line.kind is LineKind.TEXT and found:
            break
    return found


def _under_title(reading: SessionReading, talk: Talk) -> bool:
    """Tell whether a name stands right under a heading that is a paper."""
    section = reading.document.line(talk.line).section
    if section is None or talk.line - section > _FEW:
        return False
    return bool(reading.presented((line_span(reading.document.line(section)),)))


def _paper_below(reading: SessionReading, talk: Talk) -> bool:
    return any(reading.presented((line_span(line),)) for line in _below(reading, talk)[:3])


def _accept_words(scene: Scene, talks: list[Talk]) -> Iterator[Talk]:
    for talk in talks:
        told = scene.sure(talk) and (talk.dated or scene.talking)
        announced = talk.dated and scene.strong and scene.likely(talk) and talk.names[0].isascii()
        if scene.titled(talk) and (told or announced):
            yield talk


def _accept_sentences(scene: Scene, talks: list[Talk]) -> Iterator[Talk]:
    for told in talks:
        talk = replace(told, names=tuple(_called(scene, name) for name in told.names))
        sure = talk.called or all(name in scene.people or is_full_name(name) for name in talk.names)
        marked = scene.marked(talk)
        shown = scene.presented or (marked and not _is_lesson(scene, talk))
        line = scene.reading.document.line(talk.line).text[:MAX_TEXT]
        own = (talk.called and _SETTING.search(line)) or (
            scene.known(talk) and _SPOKEN.search(line)
        )
        if (sure and shown and (marked or not scene.other)) or (
            own and not _is_lesson(scene, talk)
        ):
            yield talk


def _called(scene: Scene, name: str) -> str:
    """Return a name without the 이 by which friends are called (소율이가), if the log knows it so."""
    short = name[:-1]
    return (
        short
        if name.endswith("이") and short in scene.people and name not in scene.people
        else name
    )


def _is_lesson(scene: Scene, talk: Talk) -> bool:
    """Tell whether a line speaks of a lecture or a video, where others than the group present."""
    return _LESSON.search(scene.reading.document.line(talk.line).text[:MAX_TEXT]) is not None


_CHECKS: dict[str, Callable[[Scene, list[Talk]], Iterator[Talk]]] = {
    "weak role": _accept_weak_roles,
    "bracket": _accept_brackets,
    "lead": _accept_leads,
    "left": _accept_lefts,
    "dash": _accept_dashes,
    "alone": _accept_alone,
    "word": _accept_words,
    "sentence": _accept_sentences,
}
