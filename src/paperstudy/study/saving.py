"""One scanned log into the library: papers, people, sessions, to-dos; in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.library import (
    MentionRow,
    PathRow,
    PresentationRow,
    SessionRow,
    TodoRow,
)
from paperstudy.domain.logs import FindStatus, PresentationStatus
from paperstudy.domain.text import clean_line
from paperstudy.logs.authors import read_authors
from paperstudy.study.clock import is_ahead
from paperstudy.study.naming import name_people
from paperstudy.study.shelving import shelve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from paperstudy.domain.logs import (
        LogScan,
        Mention,
        PaperFind,
        PresentationDraft,
        SessionDraft,
    )
    from paperstudy.domain.papers import CiteKey, PaperId
    from paperstudy.logs.reading import LogFile
    from paperstudy.store.views import Writer

_READ = 4_000  # characters of a line that are cleaned at all
_MENTIONS = 500  # places of one log that are kept for one paper
_EXCERPT = 300  # characters of it that are kept to show

Identity = tuple[str, str, int]


def save_scan(
    tx: Writer, file: LogFile, digest: str, reading: tuple[str, LogScan], at: datetime
) -> tuple[tuple[CiteKey, ...], int]:
    """Save what a log gave; return the keys of new papers and the number of known ones.

    `reading` is the log's text and what was found in it; `at` the time now, where the group is.
    What a person decided about a mention stands, whatever the rules say now.
    """
    text, scan = reading
    log_id = tx.logs.save(file.path, digest, file.size, file.mtime_ns, scan, at)
    decided = tx.mentions.decided(log_id)
    added: list[CiteKey] = []
    known: set[CiteKey] = set()
    papers: list[PaperId | None] = []
    for find in scan.finds:
        paper, refused = _decision(find, decided)
        if paper is None and not refused and find.status is FindStatus.CONFIDENT:
            shelved = shelve(tx, find.record, at)
            paper = shelved.id
            if shelved.created:
                added.append(shelved.key)
            elif shelved.key not in added:
                known.add(shelved.key)
        papers.append(paper)
    tx.mentions.replace(log_id, _mention_rows(scan.finds, papers, text.split("\n")))
    rows = name_people(tx, log_id, _session_rows(scan, papers, at), read_authors(scan.author))
    tx.sessions.replace_for_log(log_id, rows)
    tx.todos.replace_for_log(log_id, _todo_rows(scan, papers))
    tx.paths.replace_for_log(log_id, _path_rows(scan, papers))
    return tuple(added), len(known)


def _decision(
    find: PaperFind, decided: Mapping[Identity, PaperId | None]
) -> tuple[PaperId | None, bool]:
    """Return the paper a person chose for a find, and whether all they decided was "none"."""
    answers = [decided[_identity(m)] for m in find.mentions if _identity(m) in decided]
    paper = next((answer for answer in answers if answer is not None), None)
    return paper, bool(answers) and paper is None


def _identity(mention: Mention) -> Identity:
    return mention.kind.value, mention.normalised, mention.ordinal


def _of(papers: Sequence[PaperId | None], find: int | None) -> PaperId | None:
    return papers[find] if find is not None else None


def _mention_rows(
    finds: Sequence[PaperFind], papers: Sequence[PaperId | None], lines: Sequence[str]
) -> list[MentionRow]:
    return [
        MentionRow(
            kind=mention.kind,
            normalised=mention.normalised,
            ordinal=mention.ordinal,
            line=mention.line,
            column=mention.column,
            text=mention.text,
            excerpt=clean_line(lines[mention.line - 1][:_READ])[:_EXCERPT],
            group=number,
            status=find.status,
            paper_id=papers[number],
            candidates=find.candidates,
        )
        for number, find in enumerate(finds)
        for mention in _told_apart(find.mentions)
    ]


def _told_apart(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions worth keeping: a line that says one name a thousand times says it once."""
    kept = {(mention.line, mention.kind, mention.normalised): mention for mention in mentions[::-1]}
    return sorted(kept.values(), key=lambda mention: (mention.line, mention.column))[:_MENTIONS]


def _session_rows(
    scan: LogScan, papers: Sequence[PaperId | None], now: datetime
) -> list[SessionRow]:
    return [
        SessionRow(
            date=draft.date,
            date_text=draft.date_text,
            title=draft.title,
            moderator=draft.moderator,
            scribe=draft.scribe,
            participants=draft.participants,
            presentations=tuple(
                PresentationRow(
                    p.presenters,
                    p.topic,
                    p.line,
                    _status(draft, p, now),
                    _of(papers, p.find),
                    p.find,
                    p.role,
                )
                for p in draft.presentations
            ),
            line=draft.line,
            sure=draft.sure,
            starts=draft.starts,
            place=draft.place,
            minutes=draft.minutes,
        )
        for draft in scan.sessions
    ]


def _status(draft: SessionDraft, held: PresentationDraft, now: datetime) -> PresentationStatus:
    """Return what became of a talk: of a meeting still to come, whatever a log says is a plan."""
    if held.status is PresentationStatus.DONE and is_ahead(draft.date, draft.starts, now):
        return PresentationStatus.PLANNED
    return held.status


def _todo_rows(scan: LogScan, papers: Sequence[PaperId | None]) -> list[TodoRow]:
    return [
        TodoRow(todo.line, todo.text, todo.done, _of(papers, todo.find), todo.find, todo.kind)
        for todo in scan.todos
    ]


def _path_rows(scan: LogScan, papers: Sequence[PaperId | None]) -> list[PathRow]:
    return [
        PathRow(path.line, path.finds, tuple(papers[find] for find in path.finds))
        for path in scan.paths
    ]
