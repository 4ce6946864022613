"""The log of a meeting before anybody has written it: a skeleton that a scan reads back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.domain.text import clean_line
from paperstudy.formats.markdown import escape_markdown, safe_url
from paperstudy.formats.sheets import hours, names, page_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.formats.sheets import Sheet, Words


def write_log(sheet: Sheet, words: Words) -> str:
    """Return the Markdown of a log to be: front matter, who is there, who presents what."""
    return "\n".join(_lines(sheet, words)).rstrip("\n") + "\n"


def _lines(sheet: Sheet, words: Words) -> Iterator[str]:
    session = sheet.session
    title = clean_line(session.title) or words["Study session"]
    yield "---"
    yield f"title: {json.dumps(title, ensure_ascii=False)}"  # JSON's texts are YAML's too
    if session.date:
        yield f"date: {session.date.isoformat()}"
    yield "---"
    yield ""
    yield f"# {escape_markdown(title)}"
    yield ""
    yield from _head(session, words)
    yield ""
    yield f"## {words['Presentations']}"
    for held in session.presentations:
        if held.status is not PresentationStatus.SKIPPED:
            yield from _presentation(held, sheet, words)
    for part, mark in (("Open questions", "-"), ("To do", "- [ ]")):
        yield ""
        yield f"## {words[part]}"
        yield ""
        yield f"{mark} "


def _head(session: StudySession, words: Words) -> Iterator[str]:
    day = session.date.isoformat() if session.date else escape_markdown(session.date_text)
    facts = (
        ("Date", f"{day} {hours(session)}".strip()),
        ("Place", place_of(session)),
        ("Moderator", escape_markdown(session.moderator)),
        ("Scribe", escape_markdown(session.scribe)),
        ("Participants", names(session.participants)),
        ("Absent", names(session.absent)),
    )
    for label, value in facts:
        yield f"- {words[label]}: {value}".rstrip()


def _presentation(held: Presentation, sheet: Sheet, words: Words) -> Iterator[str]:
    """Yield the part of one presentation; who presents stands apart from what, which may say so."""
    title = held.paper[1] or held.paper[0] if held.paper else held.topic
    yield ""
    yield f"### {escape_markdown(title) or words['Topic']}"
    yield ""
    # A scan takes whoever is called a presenter for one, whatever else is said of them.
    label = words["Reviewer" if held.role is PresentationRole.REVIEW else "Presenter"]
    role = f" ({words['implement']})" if held.role is PresentationRole.IMPLEMENT else ""
    yield f"- {label}: {names(held.presenters)}{role}".rstrip()
    paper = sheet.papers.get(held.paper[0]) if held.paper else None
    page = safe_url(page_of(paper)) if paper else ""
    if held.paper:  # without a page the title says that it is a paper, not only a topic
        yield f"- {words['Paper']}: {page or escape_markdown(title)}"
    elif title:  # so that a topic which is called as some paper is not taken for it
        yield f"- {words['Topic']}: {escape_markdown(title)}"
    yield "- "
