"""Talks told in a sentence: `홍길동님이 BERT 논문을 발표`, `Jane Doe walked us through the LoRA paper`.

A strong verb (발표, presented) is enough; a soft one (설명, covered) counts only where its object
is a paper and little else. Questions of form only: who is believed stands in `talk_company.py`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.logs.people import clean_name, is_full_name, is_given_name, split_names
from paperstudy.logs.people_words import LABELS
from paperstudy.logs.session_reading import Span
from paperstudy.logs.talk_values import Talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.logs.document import Line
    from paperstudy.logs.session_reading import SessionReading

_ELSEWHERE = re.compile(r"youtu|tistory|velog|blog|medium\.com|brunch", re.IGNORECASE)
_TEACHER = re.compile(r"마스터|멘토|강사|교수|특강")
_SPEAKS = re.compile(r"발표|리뷰|발제|설명|소개|세미나|차례")
_TITLE = (
    r"님|씨|캠퍼님?|조교님?|매니저님?|선배님?|팀장님?|조장님?|연구원님?|박사님?|대리님?|과장님?"
)
_WHO = rf"[가-힣]{{2,4}}?\s{{0,3}}(?:{_TITLE})?"
_KO_WHO = re.compile(
    rf"(?<!\w)(?P<names>(?:{_WHO}(?:\s?[,，&/·]\s?|(?:이?랑|와|과|하고)\s))*"
    rf"(?P<last>[가-힣]{{2,4}}?)(?P<fond>이(?=[가는]\s))?\s{{0,3}}(?P<title>{_TITLE})?)\s{{0,3}}"
    r"(?P<josa>께서는|께서|이|가|은|는|의)\s"
)
_DID = (
    r"(?=\s?(?:를|을)?\s?(?:해|하[는기였였셨실신고며면자]|한\s?(?:다|것)?|할|했|함|합니다|진행|맡|예정|준비해\s?오|들었|듣|였|이었|이다|입니다|[가이]\s?(?:있|진행|이어)|[을를]?\s?(?:후|보았|봤)"
    r"|담당|시작|[(（]|[.,!~]|$))"
)
_KO_STRONG = re.compile(rf"(?P<verb>발표|발제|리뷰|세미나){_DID}")
_KO_SOFT = re.compile(
    r"(?P<verb>설명|소개)(?=\s?(?:을|를)?\s?(?:해\s?[주줬준줌]|하[였셨심]|했|함|$))"
)
_KO_TURNED = re.compile(
    r"(?P<topic>[^.!?]{0,80}?)(?:발표|발제|리뷰|세미나)(?:를|을|는|은)\s"
    rf"(?P<names>(?:{_WHO}(?:\s?[,，&/·]\s?|(?:이?랑|와|과|하고)\s))*(?P<last>[가-힣]{{2,4}}?)\s{{0,3}}(?P<title>{_TITLE})?)"
    r"(?:께서|이|가)?\s?(?:진행|맡|하[기셨시]|했|해|담당|준비|입니다|이다|$|[.,(])"
)
# 목요일은 홍길동님 차례 -> BERT
_KO_TURN = re.compile(
    rf"(?<!\w)(?P<names>(?P<last>[가-힣]{{2,4}}?)\s{{0,3}}(?P<title>{_TITLE})?)(?:의)?\s(?:발표\s)?차례"
    r"\s?(?:->|→|=>|[:：,–-]|인데|이고|\()\s*(?P<topic>[^.!?\n]{2,80})"
)
# A soft verb is enough where the sentence says at which meeting.
_SETTING = re.compile(r"(?:세미나|스터디|모임|랩\s?미팅|피어\s?세션|발표\s?시간)(?:에서|에|때)?\s")
_STOP = re.compile(r"[.!?]\s|[다요함음]\s?[.!~ㅎㅋ]*\s{2}")
_REACH = 80

_JA_SPEAKS = re.compile(r"発表|紹介|解説|説明|担当")
_JA_SENTENCE = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<who>[\u4e00-\u9fff々]{1,4})(?:さん|くん|氏)[がは](?P<topic>[^。]{0,80}?)(?:[をの]|について)(?:発表|紹介|解説|説明|担当)"
)
# 次回は田中さんの発表
_JA_OF = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<who>[\u4e00-\u9fff々]{1,4})(?:さん|くん|氏)の(?:発表|紹介|担当)(?!資料|内容|後|スライド)"
)
_JA_TURNED = re.compile(
    r"(?:発表|担当|紹介)者?は\s?(?P<who>[\u4e00-\u9fff々]{1,4})(?:さん|くん|氏)"
)

_NAME = r"[A-Z][\w'’-]+(?:\s[A-Z](?:[\w'’-]+|\.)){0,2}"
_NAMES = rf"{_NAME}(?:(?:,\s(?:and\s)?|\sand\s|\s&\s){_NAME})*"
_WHEN = r"(?<!\d\s)(?!(?:Today|Yesterday|Then|And|Finally|First|Second|Next|Last|Lastly|Afterwards|Also|So|On|This|But|[A-Z][a-z]{2,5}day|(?:Jan|Febr)uary|March|April|August|(?:Sept|Nov|Dec)ember|October)\b)"
_EN_STRONG = (
    r"(?:will be |is going to |will |was |is |are |were )?(?:present(?:s|ed|ing)?\b|gave (?:a|the|an?\s\w+) (?:talk|presentation|review|overview)"
    r"|led\b|leads?\b|leading\b|(?:walk|talk|t[ao]k|guid)(?:e|s|ed|es|ing)?\s?(?:us|everyone|the group)\s(?:through|about)"
    r"|took (?:us|everyone|the group) through|did (?:a |the )?(?:talk|presentation|paper) on)"
)
_EN_SOFT = (
    r"(?:will |is going to )?(?:cover|introduce|discusse?|explaine?|reviewe?|summari[sz]e|talke? about|spoke about|go(?:es)? over|went over|share|did|does)"
    r"(?:s|ed|d)?\b(?:\sabout)?"
)
_EN_SENTENCE = re.compile(
    rf"(?<![\w'’-]){_WHEN}(?P<names>{_NAMES})\s(?:(?P<strong>(?i:{_EN_STRONG}))|(?P<soft>(?i:{_EN_SOFT})))\s"
)
_EN_TALK_OF = re.compile(
    rf"(?<!\w)(?P<names>{_NAME})['’]s?\s(?:\w+\s)?(?:talk|presentation|review|overview)\s(?:of|on|about)\s"
)
_EN_OPENING = re.compile(
    r"(?:^|[.,;:!\"”)]|\b(?:today|then|and|finally|first|next|week|where|while|that|day))\W*$",
    re.IGNORECASE,
)
_DID_IT = frozenset({"did", "does"})  # Jane did BERT, not: Jane did the runs with BERT
_EN_VERB = re.compile(
    r"(?:present|led |lead|through|gave|talk|cover|introduc|discuss|explain|review|summar|spoke|went|go|did|share)"
)
_NO_SUBJECT_TEXT = (
    "he she it they we this that these those there who which someone nobody google openai deepmind facebook meta microsoft"
    " authors researchers speaker speakers discussion figure section table chapter thanks but when after before while"
)
_NO_SUBJECT = frozenset(_NO_SUBJECT_TEXT.split())
_END = re.compile(r"[.!?;](?:\s|$)")


def find_told(reading: SessionReading, line: Line, text: str) -> Iterator[Talk]:
    """Yield the talks that the sentences of a line tell of."""
    if any(_ELSEWHERE.search(link.url) for link in line.links):
        return
    if _SPEAKS.search(text):
        if not _TEACHER.search(text):
            yield from _korean(reading, line, text)
    elif _JA_SPEAKS.search(text):
        yield from _japanese(line, text)
    elif _EN_VERB.search(text):
        yield from _english(reading, line, text)


def _korean(reading: SessionReading, line: Line, text: str) -> Iterator[Talk]:
    place = 0
    while (who := _KO_WHO.search(text, place)) is not None:
        place = who.end("last")
        names = _korean_names(who)
        if not names:
            continue
        verb = _verb_after(reading, line, text, who.end())
        if verb is None:
            continue
        place = verb.end()
        topic = Span(line.number, who.end(), verb.start())
        if not re.search(r"\w", text[topic.start : topic.end]):  # BERT에 대해 홍길동님이 발표
            topic = Span(line.number, _sentence_start(text, who.start()), who.start())
        bracket = re.match(r"\s?[(（]([^()（）]{2,80})[)）]", text[verb.end() :])
        if bracket is not None and reading.marks_in(
            behind := Span(line.number, verb.end(), verb.end() + bracket.end())
        ):
            topic = behind
        yield Talk(line.number, names, (topic,), "sentence", called=bool(who["title"]))
    for turn in _KO_TURN.finditer(text) if "차례" in text else ():
        names = _korean_names(turn)
        if names:
            topic = Span(line.number, *turn.span("topic"))
            yield Talk(line.number, names, (topic,), "sentence", called=bool(turn["title"]))
    for turned in _KO_TURNED.finditer(text):
        names = _korean_names(turned)
        if names:
            topic = Span(line.number, *turned.span("topic"))
            yield Talk(line.number, names, (topic,), "sentence", called=bool(turned["title"]))


def _sentence_start(text: str, place: int) -> int:
    return max(text.rfind(sign, 0, place) for sign in (". ", "! ", "? ")) + 1


def _korean_names(match: re.Match[str]) -> tuple[str, ...]:
    """Return the people before a particle: with a title, or full names; 오늘, 마지막 are none."""
    groups = match.groupdict()
    last = clean_name(match["last"])
    if groups.get("fond"):  # 가온이가, but 김소이가
        last = match["last"] + "이" if is_full_name(match["last"] + "이") else last
        return (last,) if is_full_name(last) or is_given_name(last) else ()
    if not last or last in LABELS or not (match["title"] or is_full_name(last)):
        return ()
    names = split_names(match["names"])
    return names if last in names else (last,)


def _verb_after(reading: SessionReading, line: Line, text: str, start: int) -> re.Match[str] | None:
    """Return the verb of a person's talk within the same sentence."""
    stop = _STOP.search(text, start)
    end = min(stop.start() + 1 if stop else len(text), start + _REACH)
    strong = _KO_STRONG.search(text, start, end)
    if strong is not None:
        return strong
    soft = _KO_SOFT.search(text, start, end)
    if soft is None:
        return None
    setting = _SETTING.search(text, start, soft.start())
    return soft if setting or reading.presented([Span(line.number, start, soft.start())]) else None


def _japanese(line: Line, text: str) -> Iterator[Talk]:
    told_of: set[str] = set()
    for match in _JA_SENTENCE.finditer(text):
        told = Span(line.number, match.end("who"), match.end("topic"))
        told_of.add(match["who"])
        yield Talk(line.number, (match["who"],), (told,), "sentence", called=True)
    for match in _JA_TURNED.finditer(text):
        rest = Span(line.number, match.end(), len(line.raw) + 1)
        yield Talk(line.number, (match["who"],), (rest,), "sentence", called=True)
    for match in _JA_OF.finditer(text):
        if match["who"] not in told_of:
            rest = Span(line.number, match.end(), len(line.raw) + 1)
            yield Talk(line.number, (match["who"],), (rest,), "sentence", called=True)


def _english(reading: SessionReading, line: Line, text: str) -> Iterator[Talk]:
    for match in _EN_TALK_OF.finditer(text):
        names = split_names(match["names"])
        topic = Span(line.number, match.end(), min(match.end() + _REACH, len(line.raw) + 1))
        if names and (reading.presented([topic]) or reading.only_mark([topic])):
            yield Talk(line.number, names, (topic,), "sentence", called=True)
    for match in _EN_SENTENCE.finditer(text):
        if not _EN_OPENING.search(text[: match.start("names")]):
            continue
        names = split_names(match["names"])
        if not names or any(_NO_SUBJECT & set(name.casefold().split()) for name in names):
            continue
        stop = _END.search(text, match.end())
        nearest = _EN_SENTENCE.search(text, match.end())
        end = stop.start() if stop else len(line.raw) + 1
        if nearest is not None:
            end = min(end, nearest.start("names"))
        topic = Span(line.number, match.end(), end)
        plain = reading.presented([topic])
        papers = plain or reading.only_mark([topic])
        if match["soft"] and not (papers if match["soft"] not in _DID_IT else plain):
            continue
        if papers or all(map(is_full_name, names)):
            yield Talk(line.number, names, (topic,), "sentence", called=bool(papers))
        else:
            yield Talk(line.number, names, (topic,), "sentence")
