"""Who wrote a log, as people: its front matter may name a role, a blog or a template instead."""

from __future__ import annotations

import re

from paperstudy.logs.people import are_only_names

_LINK = re.compile(r"!?\[([^\[\]]{1,80})\]\([^()]{0,400}\)")
_TEMPLATE = re.compile(r"[{}<$%]|\bsite\.")
_EMAIL = re.compile(
    r"(?:(?<!\s)\s++)?(?:[<(]\s*+)?(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+\s*[>)]?"
)
_NOBODY_TEXT = """
admin administrator anonymous author authors blogger bot contributor contributors default editor
guest manager master owner root staff test unknown user username webmaster writer yourname
관리자 글쓴이 기록자 매니저 블로그 사용자 운영자 익명 작가 저자 주인장 지은이 총무 편집자
管理人 著者 筆者 匿名
"""
_NOBODY = frozenset(_NOBODY_TEXT.split())
# A group, a place on the web: nobody in particular.
_GROUP = re.compile(
    r"스터디|블로그|연구실|팀$|모임|동아리|학회|stud(?:y|ies)|blog|team|lab$|labs$|group|club|camp$|academy|university|\.(?:com|io|org|net|kr)$",
    re.IGNORECASE,
)


def read_authors(text: str) -> tuple[str, ...]:
    """Return the people that a front matter's author names, each one once."""
    plain = _EMAIL.sub(" ", _LINK.sub(r"\1", text))
    if _TEMPLATE.search(plain):
        return ()
    return tuple(
        name
        for name in are_only_names(plain)
        if name.casefold() not in _NOBODY and not _GROUP.search(name)
    )
