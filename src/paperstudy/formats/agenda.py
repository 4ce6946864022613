"""The agenda of a meeting, and its minutes, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.sessions import SessionState
from paperstudy.domain.text import clean_line
from paperstudy.formats.markdown import escape_markdown, table
from paperstudy.formats.sheets import (
    head_lines,
    names,
    noted,
    open_lines,
    paper_lines,
    section,
    time_table,
    title_of,
    what_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.formats.sheets import Sheet, Words


def write_agenda(sheet: Sheet, words: Words) -> str:
    """Return what is going to happen at a meeting: who presents what when, papers, questions."""
    return _document(_agenda(sheet, words))


def write_minutes(sheet: Sheet, words: Words) -> str:
    """Return what happened at a meeting: who was there, what was presented, what was said."""
    return _document(_minutes(sheet, words))


def _document(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _agenda(sheet: Sheet, words: Words) -> Iterator[str]:
    session = sheet.session
    yield from head_lines(session, words)
    yield from _skipped(session, words)
    yield from section(words["Time table"], _time_table(sheet, words))
    if not session.presentations:
        yield ""
        yield words["Nothing is planned yet."]
    yield from section(words["Papers"], list(_papers(sheet, words)))
    yield from section(words["Open questions"], list(open_lines(sheet.questions)))


def _time_table(sheet: Sheet, words: Words) -> list[str]:
    """Return the presentations as a table; a column that would be empty is left out."""
    session = sheet.session
    columns = [
        (words["Time"], time_table(session)),
        (words["What"], [_what(held, sheet, words) for held in session.presentations]),
        (words["Presenters"], [names(held.presenters) for held in session.presentations]),
    ]
    shown = [(head, cells) for head, cells in columns if any(cells)]
    rows = zip(*(cells for _, cells in shown), strict=True)
    return list(table([head for head, _ in shown], rows)) if shown else []


def _what(held: Presentation, sheet: Sheet, words: Words) -> str:
    if held.status is not PresentationStatus.SKIPPED:
        return what_of(held, sheet.papers, words)
    reason = f": {escape_markdown(held.reason)}" if held.reason else ""
    return noted(what_of(held, sheet.papers, words), f"{words['skipped']}{reason}")


def _papers(sheet: Sheet, words: Words) -> Iterator[str]:
    """Yield each paper once, though several people present it."""
    told: set[str] = set()
    for held in sheet.session.presentations:
        if held.paper is None or held.paper[0] in told or held.paper[0] not in sheet.papers:
            continue
        if told:
            yield ""
        told.add(held.paper[0])
        yield f"### {title_of(held, sheet.papers)}"
        yield ""
        yield from paper_lines(sheet.papers[held.paper[0]], words)


def _skipped(session: StudySession, words: Words) -> Iterator[str]:
    if session.state is SessionState.SKIPPED:
        yield ""
        reason = f": {escape_markdown(session.reason)}" if session.reason else ""
        yield f"**{words['This session is called off']}**{reason}"


# Minutes -----------------------------------------------------------------------------------


def _minutes(sheet: Sheet, words: Words) -> Iterator[str]:
    session = sheet.session
    yield from head_lines(session, words)
    yield from _skipped(session, words)
    yield from section(words["Presentations"], list(_presentations(sheet, words)))
    yield from section(words["Notes"], _note(session.note))
    yield from section(words["Open questions"], list(open_lines(sheet.questions)))
    yield from section(words["To do"], [f"- [ ]{line[1:]}" for line in open_lines(sheet.todos)])


def _note(text: str) -> list[str]:
    """Return the lines of a note, which is Markdown that the group wrote, indents kept."""
    lines = text.splitlines()
    return [" " * (len(line) - len(line.lstrip(" "))) + clean_line(line) for line in lines]


def _presentations(sheet: Sheet, words: Words) -> Iterator[str]:
    told: set[str] = set()
    for number, held in enumerate(sheet.session.presentations, 1):
        if number > 1:
            yield ""
        yield f"### {number}. {_what(held, sheet, words)}"
        yield ""
        if held.presenters:
            yield f"- **{words['Presenters']}**: {names(held.presenters)}"
        if held.minutes:
            yield f"- {words['{minutes} minutes'].format(minutes=held.minutes)}"
        paper = sheet.papers.get(held.paper[0]) if held.paper else None
        if paper is not None and paper.key not in told:
            told.add(paper.key)
            yield from paper_lines(paper, words)
