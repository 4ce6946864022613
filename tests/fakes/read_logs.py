"""What the tests of sessions and to-dos share: a log read with a few papers known by sight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.logs import Candidate, FindStatus, Mention, MentionKind, PaperFind, TodoKind
from paperstudy.domain.papers import Author, PaperRecord
from paperstudy.logs.dates import find_log_date
from paperstudy.logs.parsing import parse_document
from paperstudy.logs.paths import find_paths
from paperstudy.logs.sessions import find_sessions
from paperstudy.logs.todos import find_todos

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.domain.logs import PathDraft, SessionDraft, TodoDraft

SURFACES = {
    "https://arxiv.org/abs/1706.03762": "attention",
    "https://arxiv.org/abs/1810.04805": "bert",
    "https://arxiv.org/abs/2010.11929": "vit",
    "Attention Is All You Need": "attention",
    "Attention is all you need": "attention",
    "Deep Residual Learning for Image Recognition": "resnet",
    "BERT: Pre-training of Deep Bidirectional Transformers": "bert",
    "BERT": "bert",
    "ViT": "vit",
    "ResNet": "resnet",
    "Swin Transformer": "swin",
    "GPT-3": "gpt3",
    "YOLO": "yolo",
    "U-Net": "unet",
    "DETR": "detr",
    "LoRA": "lora",
    "DDPM": "ddpm",
}
_SURFACE = re.compile(
    r"(?<![A-Za-z0-9-])(?:" + "|".join(map(re.escape, SURFACES)) + r")(?![A-Za-z0-9-])"
)
_TITLE_LENGTH = 17


@dataclass(frozen=True)
class ReadLog:
    """A log as the finders saw it; `keys` name the papers by the index of their find."""

    keys: tuple[str, ...]
    date: date | None
    sessions: tuple[SessionDraft, ...]
    todos: tuple[TodoDraft, ...]
    paths: tuple[PathDraft, ...] = ()

    @property
    def talks(self) -> list[tuple[str, str | None]]:
        """Every (presenter, paper), in the order of the log."""
        return [(name, paper) for name, paper, _ in self.dated_talks]

    @property
    def dated_talks(self) -> list[tuple[str, str | None, str | None]]:
        """Every (presenter, paper, day of the session)."""
        return [
            (name, self._key(talk.find), session.date.isoformat() if session.date else None)
            for session in self.sessions
            for talk in session.presentations
            for name in talk.presenters
        ]

    @property
    def todo_papers(self) -> list[tuple[int, bool, str | None]]:
        """Every to-do as (line, done, paper)."""
        return [(todo.line, todo.done, self._key(todo.find)) for todo in self.todos]

    @property
    def path_papers(self) -> list[tuple[int, list[str]]]:
        """Every reading order as (line, papers)."""
        return [(path.line, [self.keys[find] for find in path.finds]) for path in self.paths]

    @property
    def questions(self) -> list[tuple[int, bool, str | None]]:
        """Every question as (line, done, paper)."""
        asked = (todo for todo in self.todos if todo.kind is TodoKind.QUESTION)
        return [(todo.line, todo.done, self._key(todo.find)) for todo in asked]

    def _key(self, find: int | None) -> str | None:
        return None if find is None else self.keys[find]


def _find_papers(text: str) -> tuple[tuple[str, ...], tuple[PaperFind, ...]]:
    mentions: dict[str, list[Mention]] = {}
    for number, raw in enumerate(text.split("\n"), 1):
        for match in _SURFACE.finditer(raw):
            surface = match[0]
            kind = MentionKind.TITLE if len(surface) >= _TITLE_LENGTH else MentionKind.NAME
            kind = MentionKind.LINK if "://" in surface else kind
            mention = Mention(number, match.start(), surface, kind, surface.casefold())
            mentions.setdefault(SURFACES[surface], []).append(mention)
    record = PaperRecord("catalogue", "x", (Author("Jacob Devlin"),))
    finds = tuple(
        PaperFind(FindStatus.CONFIDENT, tuple(found), (Candidate(record, 1.0),))
        for found in mentions.values()
    )
    return tuple(mentions), finds


def read_log(text: str, path: str = "log.md") -> ReadLog:
    """Read a text as a log whose papers are those of `SURFACES`."""
    text = text.strip("\n")
    document = parse_document(text)
    keys, finds = _find_papers(text)
    day = find_log_date(document, path)
    return ReadLog(
        keys,
        day,
        find_sessions(document, finds, day),
        find_todos(document, finds),
        find_paths(document, finds),
    )
