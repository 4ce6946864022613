"""The shapes of `--json`: plain dicts and lists of what the library holds and a scan finds.

Keys and their meaning are a promise to scripts: add, never rename. Nothing is translated here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperstudy.domain.identifiers import Scheme, identifier_url

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.logs import (
        LogScan,
        PaperFind,
        PresentationDraft,
        SessionDraft,
        TodoKind,
    )
    from paperstudy.domain.papers import (
        Paper,
        PaperRecord,
        PaperSummary,
        Publication,
        Repository,
    )
    from paperstudy.domain.sessions import Presentation, StudySession

Row = dict[str, Any]


def paper_row(paper: PaperSummary) -> Row:
    """Return one row of `list` or `search`."""
    return {
        "key": paper.key,
        "title": paper.title,
        "authors": list(paper.authors),
        "more_authors": paper.more_authors,
        "year": paper.year,
        "identifiers": list(paper.identifiers),
        "status": paper.status.value,
        "state": paper.state.value,
        "tags": list(paper.tags),
    }


def paper_object(
    paper: Paper,
    *,
    notes: Sequence[str] = (),
    mentions: Sequence[tuple[str, int, str]] = (),
    sessions: Sequence[StudySession] = (),
) -> Row:
    """Return the object of `show`; `mentions` are (log, line, text), `sessions` where it was held."""
    return {
        "key": paper.key,
        "title": paper.title,
        "authors": [author.name for author in paper.authors],
        "more_authors": paper.more_authors,
        "year": paper.year,
        "venue": paper.venue,
        "abstract": paper.abstract,
        "identifiers": [str(identifier) for identifier in paper.identifiers],
        "version": paper.version,
        "url": paper.url or first_url(paper.identifiers),
        "pdf_url": paper.pdf_url,
        "categories": list(paper.categories),
        "comment": paper.comment,
        "journal_ref": paper.journal_ref,
        "published": _moment(paper.published),
        "updated": _moment(paper.updated),
        "added_at": _moment(paper.added_at),
        "status": paper.status.value,
        "state": paper.state.value,
        "tags": list(paper.tags),
        "kind": paper.kind,
        "withdrawn": paper.withdrawn,
        "publication": publication_object(paper.publication),
        "code": [_repository(repository) for repository in paper.repositories],
        "project_page": paper.project_page,
        "citations": paper.citations,
        "upvotes": paper.upvotes,
        "tasks": list(paper.tasks),
        "methods": list(paper.methods),
        "provenance": dict(paper.provenance),
        "notes": list(notes),
        "mentions": [{"log": log, "line": line, "text": text} for log, line, text in mentions],
        "sessions": [session_row(session) for session in sessions],
    }


def publication_object(publication: Publication | None) -> Row | None:
    """Return where a paper was published, None where nobody knows."""
    if publication is None:
        return None
    return {
        "venue": publication.venue,
        "year": publication.year,
        "doi": publication.doi,
        "kind": publication.kind,
        "volume": publication.volume,
        "number": publication.number,
        "pages": publication.pages,
        "publisher": publication.publisher,
    }


def _repository(repository: Repository) -> Row:
    return {
        "url": repository.url,
        "official": repository.official,
        "framework": repository.framework,
        "stars": repository.stars,
        "source": repository.source,
        "guessed": repository.guessed,
    }


def session_row(session: StudySession) -> Row:
    """Return one row of `session list`, or the object of `session show`."""
    return {
        "id": session.id,
        "date": _day(session.date),
        "date_text": session.date_text,
        "title": session.title,
        "moderator": session.moderator,
        "scribe": session.scribe,
        "participants": list(session.participants),
        "presentations": [_presentation(held) for held in session.presentations],
        "logs": list(session.logs),
    }


def _presentation(presentation: Presentation) -> Row:
    paper = presentation.paper
    return {
        "presenters": list(presentation.presenters),
        "paper": {"key": paper[0], "title": paper[1]} if paper else None,
        "topic": presentation.topic,
        "status": presentation.status.value,
        "line": presentation.line,
    }


def scan_object(path: str, scan: LogScan) -> Row:
    """Return what a scan found in one log; finds that are only counted are left out."""
    from paperstudy.domain.logs import FindStatus, TodoKind  # `list --json` shall not wait for them

    shown = [find for find in scan.finds if find.status is not FindStatus.UNKNOWN]
    return {
        "path": path,
        "title": scan.title or None,
        "date": _day(scan.date),
        "papers": [_find(find) for find in shown],
        "sessions": [_session(session, scan) for session in scan.sessions],
        "todos": _todos(scan, TodoKind.TASK),
        "other_todos": _todos(scan, TodoKind.TASK, about_paper=False),
        "questions": _todos(scan, TodoKind.QUESTION),
        "paths": [
            {"line": path.line, "papers": [_title(_record(scan, find)) for find in path.finds]}
            for path in scan.paths
        ],
    }


def _todos(scan: LogScan, kind: TodoKind, *, about_paper: bool = True) -> list[Row]:
    return [
        {
            "line": todo.line,
            "text": todo.text,
            "done": todo.done,
            "paper_title": _title(_record(scan, todo.find)),
        }
        for todo in scan.todos
        if todo.kind == kind and todo.about_paper is about_paper
    ]


def _find(find: PaperFind) -> Row:
    record = find.record
    ids = {identifier.scheme: identifier.value for identifier in reversed(record.identifiers)}
    return {
        "title": _title(record),
        "arxiv_id": ids.get(Scheme.ARXIV),
        "doi": ids.get(Scheme.DOI),
        "openreview_id": ids.get(Scheme.OPENREVIEW),
        "acl_id": ids.get(Scheme.ACL),
        "url": record.url or first_url(record.identifiers) or None,
        "status": find.status.value,
        "evidence": [
            {"line": mention.line, "text": mention.text, "kind": mention.kind.value}
            for mention in find.mentions
        ],
    }


def _session(session: SessionDraft, scan: LogScan) -> Row:
    return {
        "date": _day(session.date),
        "title": session.title or None,
        "moderator": session.moderator or None,
        "participants": list(session.participants),
        "presentations": [_draft(draft, scan) for draft in session.presentations],
        "starts": session.starts or None,
        "minutes": session.minutes,
        "place": session.place or None,
        "sure": session.sure,
    }


def _draft(draft: PresentationDraft, scan: LogScan) -> Row:
    record = _record(scan, draft.find)
    identifiers = record.identifiers if record else ()
    arxiv = [each.value for each in identifiers if each.scheme is Scheme.ARXIV]
    return {
        "presenters": list(draft.presenters),
        "paper_title": _title(record),
        "arxiv_id": arxiv[0] if arxiv else None,
        "topic": draft.topic or None,
        "line": draft.line,
        "role": draft.role.value,
        "status": draft.status.value,
    }


def _record(scan: LogScan, find: int | None) -> PaperRecord | None:
    return None if find is None else scan.finds[find].record


def _title(record: PaperRecord | None) -> str | None:
    return (record.title or None) if record else None


def first_url(identifiers: Sequence[Identifier]) -> str:
    """Return the page of the first identifier that leads to one, else an empty string."""
    return next((url for url in map(identifier_url, identifiers) if url), "")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
