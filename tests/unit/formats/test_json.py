"""The shapes of `--json`."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from paperstudy.domain.errors import InvalidInputError
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.logs import (
    Candidate,
    FindStatus,
    LogScan,
    Mention,
    MentionKind,
    PaperFind,
    PathDraft,
    PresentationDraft,
    SessionDraft,
    TodoDraft,
    TodoKind,
)
from paperstudy.domain.papers import (
    Author,
    CiteKey,
    Paper,
    PaperId,
    PaperRecord,
    PaperState,
    PaperStatus,
    PaperSummary,
    Publication,
    Repository,
)
from paperstudy.domain.sessions import Presentation, SessionId, StudySession
from paperstudy.formats.bibtex import write_bibtex
from paperstudy.formats.json_ import paper_object, paper_row, scan_object, session_row
from paperstudy.formats.registry import FORMATS, find_writer

KEY = CiteKey("vaswani2017attention")
SESSION = StudySession(
    SessionId(3),
    date(2021, 8, 17),
    "8/17",
    "Day 12",
    "김철수",
    "",
    ("김철수", "이영희"),
    (
        Presentation(("이영희",), (KEY, "Attention Is All You Need"), "", line=7),
        Presentation((), None, "회고"),
    ),
    ("logs/day-12.md",),
)


def find(status: FindStatus, title: str, *identifiers: Identifier, url: str = "") -> PaperFind:
    record = PaperRecord("catalogue", title, identifiers=identifiers, url=url)
    mention = Mention(4, 2, "ViT", MentionKind.NAME, "vit")
    return PaperFind(status, (mention,), (Candidate(record, 1.0),))


def test_a_row_of_a_list_holds_what_the_list_shows() -> None:
    summary = PaperSummary(
        PaperId(1),
        KEY,
        "Attention Is All You Need",
        ("Ashish Vaswani",),
        more_authors=True,
        year=2017,
        identifiers=("arxiv:1706.03762",),
        status=PaperStatus.TO_READ,
        state=PaperState.OFFLINE,
        tags=("nlp",),
    )
    assert paper_row(summary) == {
        "key": "vaswani2017attention",
        "title": "Attention Is All You Need",
        "authors": ["Ashish Vaswani"],
        "more_authors": True,
        "year": 2017,
        "identifiers": ["arxiv:1706.03762"],
        "status": "to-read",
        "state": "offline",
        "tags": ["nlp"],
    }


def test_a_paper_is_told_whole() -> None:
    paper = Paper(
        PaperId(1),
        KEY,
        "Attention Is All You Need",
        (Author("Ashish Vaswani"),),
        identifiers=(Identifier(Scheme.ARXIV, "1706.03762"),),
        published=datetime(2017, 6, 12, 17, 57, 34, tzinfo=UTC),
        provenance=(("title", "arxiv"),),
    )
    told = paper_object(paper, notes=["읽자"], mentions=[("a.md", 4, "ViT")], sessions=[SESSION])
    assert json.loads(json.dumps(told)) == told
    assert told["authors"] == ["Ashish Vaswani"]
    assert told["identifiers"] == ["arxiv:1706.03762"]
    assert told["url"] == "https://arxiv.org/abs/1706.03762"
    assert told["published"] == "2017-06-12T17:57:34+00:00"
    assert told["updated"] is None
    assert told["provenance"] == {"title": "arxiv"}
    assert told["notes"] == ["읽자"]
    assert told["mentions"] == [{"log": "a.md", "line": 4, "text": "ViT"}]
    assert told["sessions"] == [session_row(SESSION)]


def test_a_paper_tells_its_code_and_its_publication() -> None:
    paper = Paper(
        PaperId(1),
        KEY,
        "Attention Is All You Need",
        version=7,
        kind="preprint",
        publication=Publication(
            "NeurIPS", 2017, "10.1/x", "proceedings", "30", "1", "1-2", "Curran"
        ),
        repositories=(Repository("https://github.com/a/b", "pwc", official=True, framework="jax"),),
        citations=0,
        upvotes=12,
        project_page="https://x.org",
        tasks=("Translation",),
        methods=("Softmax",),
        withdrawn=True,
    )
    told = paper_object(paper)
    assert json.loads(json.dumps(told)) == told
    assert told["publication"] == {
        "venue": "NeurIPS",
        "year": 2017,
        "doi": "10.1/x",
        "kind": "proceedings",
        "volume": "30",
        "number": "1",
        "pages": "1-2",
        "publisher": "Curran",
    }
    assert told["code"] == [
        {
            "url": "https://github.com/a/b",
            "official": True,
            "framework": "jax",
            "stars": None,
            "source": "pwc",
            "guessed": False,
        }
    ]
    names = ("version", "kind", "citations", "upvotes", "project_page", "withdrawn")
    assert [told[name] for name in names] == [7, "preprint", 0, 12, "https://x.org", True]
    assert (told["tasks"], told["methods"]) == (["Translation"], ["Softmax"])


def test_what_is_not_known_of_a_paper_is_null_or_empty() -> None:
    told = paper_object(Paper(PaperId(1), KEY, "T"))
    assert [told[name] for name in ("publication", "citations", "upvotes")] == [None, None, None]
    assert (told["code"], told["project_page"], told["withdrawn"]) == ([], "", False)


def test_a_session_tells_who_presented_what() -> None:
    assert session_row(SESSION) == {
        "id": 3,
        "date": "2021-08-17",
        "date_text": "8/17",
        "title": "Day 12",
        "moderator": "김철수",
        "scribe": "",
        "participants": ["김철수", "이영희"],
        "presentations": [
            {
                "presenters": ["이영희"],
                "paper": {"key": "vaswani2017attention", "title": "Attention Is All You Need"},
                "topic": "",
                "status": "done",
                "line": 7,
            },
            {"presenters": [], "paper": None, "topic": "회고", "status": "done", "line": None},
        ],
        "logs": ["logs/day-12.md"],
    }


def test_a_scan_leaves_out_what_is_only_counted_but_keeps_who_presents_it() -> None:
    arxiv = Identifier(Scheme.ARXIV, "2010.11929")
    doi = Identifier(Scheme.DOI, "10.1145/1")
    scan = LogScan(
        title="Day 12",
        date=date(2021, 8, 17),
        finds=(
            find(FindStatus.UNKNOWN, "A Title"),
            find(FindStatus.CONFIDENT, "An Image", arxiv, doi),
            find(FindStatus.SUGGESTED, "", url="https://example.com/x"),
        ),
        sessions=(
            SessionDraft(
                2,
                date(2021, 8, 17),
                presentations=(
                    PresentationDraft(("이영희",), "", 4, find=1),
                    PresentationDraft(("김철수",), "회고", 5),
                    PresentationDraft(("박민수",), "", 6, find=0),
                ),
            ),
        ),
        todos=(
            TodoDraft(9, "읽기", done=False, find=1),
            TodoDraft(10, "쓰기", done=True),
            TodoDraft(11, "왜?", done=False, find=1, kind=TodoKind.QUESTION),
            TodoDraft(13, "예약", done=False, about_paper=False),
        ),
        paths=(PathDraft(12, (1, 0)),),
    )
    told = scan_object("logs/day-12.md", scan)
    assert (told["path"], told["title"], told["date"]) == ("logs/day-12.md", "Day 12", "2021-08-17")
    evidence = [{"line": 4, "text": "ViT", "kind": "name"}]
    assert told["papers"] == [
        {
            "title": "An Image",
            "arxiv_id": "2010.11929",
            "doi": "10.1145/1",
            "openreview_id": None,
            "acl_id": None,
            "url": "https://arxiv.org/abs/2010.11929",
            "status": "confident",
            "evidence": evidence,
        },
        {
            "title": None,
            "arxiv_id": None,
            "doi": None,
            "openreview_id": None,
            "acl_id": None,
            "url": "https://example.com/x",
            "status": "suggested",
            "evidence": evidence,
        },
    ]
    (session,) = told["sessions"]
    assert (session["title"], session["moderator"]) == (None, None)
    assert [
        (row["paper_title"], row["arxiv_id"], row["topic"], row["line"])
        for row in session["presentations"]
    ] == [
        ("An Image", "2010.11929", None, 4),
        (None, None, "회고", 5),
        ("A Title", None, None, 6),
    ]
    assert told["todos"] == [
        {"line": 9, "text": "읽기", "done": False, "paper_title": "An Image"},
        {"line": 10, "text": "쓰기", "done": True, "paper_title": None},
    ]
    assert told["other_todos"] == [{"line": 13, "text": "예약", "done": False, "paper_title": None}]
    assert told["questions"] == [
        {"line": 11, "text": "왜?", "done": False, "paper_title": "An Image"}
    ]
    assert told["paths"] == [{"line": 12, "papers": ["An Image", "A Title"]}]


def test_an_empty_log_gives_an_empty_report() -> None:
    assert scan_object("a.md", LogScan()) == {
        "path": "a.md",
        "title": None,
        "date": None,
        "papers": [],
        "sessions": [],
        "todos": [],
        "other_todos": [],
        "questions": [],
        "paths": [],
    }


def test_every_format_that_is_listed_has_a_writer() -> None:
    assert find_writer("bibtex") is write_bibtex
    for name in FORMATS:
        assert find_writer(name)([], ascii_only=True).strip() in {"", "[]"} or name == "csv"


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InvalidInputError, match="“ris2”") as caught:
        find_writer("ris2")
    assert "ris" in str(caught.value.hint)
