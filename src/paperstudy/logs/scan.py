"""All that one log gives: title, date, author, papers, sessions and to-dos; pure."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from paperstudy.domain.logs import LogScan
from paperstudy.domain.text import clean_line
from paperstudy.logs.dates import find_log_date
from paperstudy.logs.document import Document, LineKind
from paperstudy.logs.exports import strip_number
from paperstudy.logs.papers import find_papers
from paperstudy.logs.parsing import parse_document
from paperstudy.logs.paths import find_paths
from paperstudy.logs.sessions import find_sessions
from paperstudy.logs.todos import find_todos

if TYPE_CHECKING:
    from paperstudy.domain.recognising import Recogniser

_FILE_DATE = re.compile(r"^(?:\d{4}[-_.]?\d{2}[-_.]?\d{2}|\d{6})[-_. ]+")
_BOLD_DEPTH = 7
_AUTHOR_KEYS = ("author", "authors", "writer", "작성자", "글쓴이")


def scan_log(text: str, path: str, recogniser: Recogniser) -> LogScan:
    """Read one log; `path` gives a title or a date where the text has none."""
    document = parse_document(text)
    finds = find_papers(document, recogniser)
    log_date = find_log_date(document, path)
    return LogScan(
        title=find_log_title(document, path),
        date=log_date,
        author=find_author(document),
        finds=finds,
        sessions=find_sessions(document, finds, log_date),
        todos=find_todos(document, finds),
        paths=find_paths(document, finds),
    )


def find_log_title(document: Document, path: str) -> str:
    """Return the title: of the front matter, else the first heading, else from the file name."""
    written = document.front.get("title")
    if isinstance(written, str) and clean_line(written):
        return clean_line(written)
    for line in document.lines:
        if line.kind is LineKind.HEADING and line.depth < _BOLD_DEPTH:
            shown = clean_line(line.text)
            if shown:
                return shown
    stem = PurePosixPath(strip_number(path)).stem
    return clean_line(_FILE_DATE.sub("", stem).replace("_", " ") or stem)


def find_author(document: Document) -> str:
    """Return who wrote the log, as its front matter says."""
    for key in _AUTHOR_KEYS:
        value = document.front.get(key)
        if isinstance(value, list):
            value = ", ".join(str(name) for name in value)
        if isinstance(value, str) and clean_line(value):
            return clean_line(value)
    return ""
