"""What somebody does with a paper at a meeting: present it, review it, implement it.

The words of the paper's own name say nothing of it (`A Review of …`); a line that calls its
people presenters has them present.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationRole
from paperstudy.logs.session_reading import MAX_TEXT, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.logs.session_reading import SessionReading

_IMPLEMENT = (
    r"(?:코드\s?|논문\s?|모델\s?|직접\s?)?구현(?!\s?(?:체|된|되|상|방법|결과|방식|과정|능력|여부|논문|코드\s?(?:링크|주소)))|(?<![가-힣])재현(?=\s?(?:해|하|실험|코드|구현))"
    r"|(?<!\w)(?:re-?)?implement(?:s|ed|ing|ations?|er)?(?!\w)|(?<!\w)reproduc(?:e[sd]?|ing|tion)(?!\w)|from\sscratch|実装"
)
_REVIEW = r"리뷰|(?<!\w)(?:code\s)?review(?:s|ed|er|ers|ing)?(?!\w)|レビュー"
_WORD = re.compile(rf"(?P<implement>{_IMPLEMENT})|(?P<review>{_REVIEW})", re.IGNORECASE)
_PRESENTS = re.compile(r"발표|발제|(?<!\w)(?:present|speaker|talk)|発表", re.IGNORECASE)
# 리뷰한 논문, 리뷰 논문: a survey, or a paper that somebody else reviewed.
_SURVEY = re.compile(r"\s?(?:한\s?)?(?:논문|paper|article|자료)(?!\s?(?:구현|리뷰))", re.IGNORECASE)


def role_in(words: str) -> PresentationRole:
    """Return the role that words beside a paper say: `코드 리뷰`, `구현 담당`, `implementation`.

    Where several are said the last one counts, as the head of a phrase does.
    """
    found = PresentationRole.PRESENT
    for match in _WORD.finditer(words[:MAX_TEXT]):
        if match["implement"]:
            found = PresentationRole.IMPLEMENT
        elif _SURVEY.match(words, match.end()) is None:
            found = PresentationRole.REVIEW
    if found is PresentationRole.REVIEW and _PRESENTS.search(words):
        return PresentationRole.PRESENT
    return found


def role_on(reading: SessionReading, spans: Sequence[Span]) -> PresentationRole:
    """Return the role that stretches of lines say beside the papers they name."""
    return role_in(" ".join(_beside_papers(reading, span) for span in spans))


def role_of_line(reading: SessionReading, number: int) -> PresentationRole:
    """Return the role that a line says beside the papers it names."""
    line = reading.document.line(number)
    return role_on(reading, [Span(number, 0, len(line.raw) + 1)])


def _beside_papers(reading: SessionReading, span: Span) -> str:
    line = reading.document.line(span.line)
    text = line.text[: MAX_TEXT * 2]
    for mark in reading.marks_on(span.line):
        text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text[span.start : span.end]
