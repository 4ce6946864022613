"""Does a line stand in a list of papers? Told by the headings and the items that it stands under."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING

from paperstudy.logs.document import LineKind

if TYPE_CHECKING:
    from paperstudy.logs.document import Document, Line


class Rank(IntEnum):
    """How surely a place stands in a list or table of papers."""

    NONE = 0
    PERHAPS = 1
    LIST = 2


_LIST_OF_PAPERS = re.compile(
    r"\bpapers\b|reading\s*list|must.?reads?\b|bibliography|papers?\s*(?:list|candidates|to read)|"
    r"paper\s*stud(?:y|ies)|"
    r"논문\s*(?:목록|리스트|list|후보|들\b|링크|스터디\s*목록|선정|추천|모음)|"
    r"(?:참고|관련|추천|읽은|읽을|읽어볼|읽고\s*싶은|발표|선정|리뷰\s*할|리뷰\s*한|공부할|다룰|다룬|이번\s*주|다음\s*주|"
    r"참조|핵심|주요|기반)\s*논문(?!.*(?:방법|요약|정리))|"
    r"^[\W\d_]*(?:논문|papers?|논문들|参考文献|論文|참고\s*문헌)[\W\d_]*$|"
    r"論文(?:一覧|リスト|紹介)|리딩\s*리스트|참고\s*문헌",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"\bpaper\b|논문|페이퍼|references?\b|참고\s*자료|레퍼런스|\breadings?\b|further\s*reading|論文|文献|"
    r"journal\s*club|저널\s*클럽|리딩|리뷰|review",
    re.IGNORECASE,
)
_OTHER_LIST = re.compile(
    r"blog|블로그|포스팅|포스트|강의|lecture|\bcourse|영상|video|youtube|유튜브|slide|슬라이드|발표\s*자료|코드|\bcode\b|"
    r"github|깃허브|\brepo|도서|\bbooks?\b|교재|\btools?\b|라이브러리|\blibrar|참여자|참가자|멤버|members?\b|"
    r"participants|일정|schedule|규칙|룰\b|\brules?\b|읽는\s*법|방법|작성|how\s*to|FAQ|링크\s*모음|links?\b",
    re.IGNORECASE,
)
# Under a heading of papers these speak about them, and list none.
_ASIDE = re.compile(
    r"discussion|느낀|회고|질문|q\s*&\s*a|\bnotes?\b|의견|토론|토의|참고|후기|소감|요약|정리|summary|question|comment|"
    r"introduction|소개|about|abstract|method|experiment|conclusion|결론|contribution|resource|other|기타|자료|내용",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:papers|논문)[^.!?]{0,30}(?:[:：]\s*$|다음과\s*같|아래와\s*같|목록|리스트|추천)"
    r"|(?:following|below|these)\s+papers|발표\s*논문",
    re.IGNORECASE,
)
_CATEGORY = re.compile(
    r"^[\W\d_]*(?:[^A-Za-z]*|[^:：]{1,40}[:：]\s*|(?:week|day)\W*\d*\W*)$", re.IGNORECASE
)
# A short item, or a longer one that is no English title, may say what stands below it.
_ANNOUNCES = re.compile(r"(?=.{1,60}$)(?:(?:\S+\s*){1,4}$|.*[:：]$|.*[^\x00-\u024f])", re.DOTALL)
_LEAD_LENGTH = 120
_MAX_PARENTS = 4


def rank_of(text: str) -> Rank | None:
    """Rank what stands under a heading or a short item; None where it says nothing."""
    if _LIST_OF_PAPERS.search(text):
        return Rank.LIST
    perhaps = bool(_PERHAPS.search(text))
    if _OTHER_LIST.search(text):
        return Rank.PERHAPS if perhaps else Rank.NONE
    return Rank.PERHAPS if perhaps else None


class Ranks:
    """The ranks of a log's lines; asked in order of line."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sections: dict[int | None, Rank] = {None: Rank.NONE}
        self._leads: set[int | None] = set()

    def under(self, section: int | None) -> Rank:
        """Return the rank that the heading `section` gives, and those above it."""
        known = self._sections.get(section)
        if known is not None or section is None:
            return known or Rank.NONE
        heading = self._document.line(section)
        own = rank_of(heading.text)
        if own is None:
            own = self.under(heading.section)
            if _ASIDE.search(heading.text):
                own = min(own, Rank.PERHAPS)
        self._sections[section] = own
        return own

    def of(self, line: Line) -> Rank:
        """Return the rank of a list item or a line of text."""
        if line.kind is LineKind.HEADING:
            return Rank.NONE
        rank = self.under(line.section)
        if line.kind is LineKind.ITEM and line.section in self._leads:
            rank = Rank.LIST
        rank = self._under_items(line, rank)
        text = line.text.strip()
        if line.kind is LineKind.TEXT and len(text) <= _LEAD_LENGTH and _LEAD.search(text):
            self._leads.add(line.section)
        return rank

    def _under_items(self, line: Line, rank: Rank) -> Rank:
        """Return `rank` as the enclosing list items change it.

        An item that speaks of papers makes its children a list of them; below any other item,
        unless it is a category, stand notes about it.
        """
        parent = line.parent if line.kind is LineKind.ITEM else None
        for _ in range(_MAX_PARENTS):
            if parent is None:
                break
            above = self._document.line(parent)
            text = above.text.strip()
            own = rank_of(text) if _ANNOUNCES.match(text) else None
            if own is not None:
                return max(rank, own) if own else Rank.NONE
            if above.links or not _CATEGORY.match(text):
                rank = min(rank, Rank.PERHAPS)
            parent = above.parent
        return rank
