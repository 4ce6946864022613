"""A meeting with papers, plain and hostile, for the tests of what is written about meetings."""

from __future__ import annotations

from datetime import date

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import Todo, TodoId
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import PresentationRole, PresentationStatus, TodoKind
from paperstudy.domain.papers import Author, CiteKey, Paper, PaperId, Publication, Repository
from paperstudy.domain.sessions import Presentation, SessionId, StudySession
from paperstudy.formats.sheets import Sheet
from paperstudy.saying.document_words import document_words

WORDS = document_words()
# As the Korean catalogue has them, which has tests of its own.
KOREAN = WORDS | {
    "Study session": "스터디",
    "Date": "날짜",
    "Place": "장소",
    "Moderator": "모더레이터",
    "Scribe": "서기",
    "Participants": "참가자",
    "Absent": "불참자",
    "Presentations": "발표",
    "Presenter": "발표자",
    "Presenters": "발표자",
    "Reviewer": "리뷰어",
    "Paper": "논문",
    "Topic": "주제",
    "Open questions": "질문",
    "To do": "할 일",
    "implement": "구현",
    "review": "리뷰",
    "Fri": "금",
}
ATTENTION = Paper(
    PaperId(1),
    CiteKey("vaswani2017attention"),
    "Attention Is All You Need",
    authors=tuple(map(Author, ("Ashish Vaswani", "Noam Shazeer", "Niki Parmar", "J. Uszkoreit"))),
    year=2017,
    publication=Publication("NeurIPS", 2017),
    identifiers=(Identifier(Scheme.ARXIV, "1706.03762"),),
    pdf_url="https://arxiv.org/pdf/1706.03762",
    repositories=(
        Repository("https://github.com/tensorflow/tensor2tensor", official=True, framework="tf"),
        Repository("javascript:alert(1)"),
    ),
)
VIT = Paper(
    PaperId(2),
    CiteKey("dosovitskiy2021image"),
    "An Image is Worth 16x16 Words",
    authors=(Author("Alexey Dosovitskiy"),),
    year=2021,
    venue="ICLR 2021",
    url="https://openreview.net/forum?id=YicbFdNTTy",
)
PAPERS: dict[str, Paper] = {ATTENTION.key: ATTENTION, VIT.key: VIT}
PLANNED = PresentationStatus.PLANNED
MEETING = StudySession(
    SessionId(3),
    date(2026, 11, 27),
    "",
    "금요 논문 스터디",
    "김민수",
    "이서연",
    ("김민수", "박지훈", "이서연"),
    (
        Presentation(("박지훈",), (ATTENTION.key, ATTENTION.title), "", PLANNED, minutes=30),
        Presentation(
            ("이서연", "김민수"),
            (VIT.key, VIT.title),
            "",
            PLANNED,
            role=PresentationRole.IMPLEMENT,
        ),
        Presentation(("박지훈",), None, "다음 주 주제 정하기", PLANNED, minutes=20),
    ),
    starts="10:00",
    zone="Asia/Seoul",
    place="https://meet.example.org/room",
    minutes=90,
    absent=("홍길동",),
)
QUESTION = Todo(
    TodoId(1),
    LogId(1),
    "a.md",
    12,
    "Why is it *scaled* by sqrt(d_k)?",
    done=False,
    paper=(ATTENTION.key, ATTENTION.title),
    kind=TodoKind.QUESTION,
)
TASK = Todo(TodoId(2), LogId(1), "a.md", 14, "Read BERT", done=False)
SHEET = Sheet(MEETING, PAPERS, (QUESTION,), (TASK,))
HOSTILE = (
    "a | b",
    "*bold* _under_ __two__",
    "<script>alert(1)</script>",
    "[text](javascript:alert(1))",
    "![image](https://evil.example/x.png)",
    "`code` ``more``",
    "# heading",
    "- item",
    "1. first",
    "> quoted",
    "&lt;b&gt; &copy; &#60;",
    "~~gone~~",
    "--- \\* \\",
    "a\nb\r\nEND:VEVENT\r\nX-EVIL:1",
    'semi;colon,comma\\n:colon "quoted"',
    "\x1b[31mred\x00\u202eback",
    "==high==: {{ site.title }} {% include x %}",
    "https://evil.example/?a=b&c=d",
    "가나다" * 60,
    "👩🏽‍🔬" * 30,
)
