"""A .bib file that stays in step: entries brought up to date in place, or at every change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from paperstudy.domain.errors import ConflictError
from paperstudy.formats.bib_layout import in_order
from paperstudy.matching.likeness import compare_titles, is_head, is_turned
from paperstudy.study.choosing import choose_papers
from paperstudy.study.noted import with_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from paperstudy.domain.events import CancelToken
    from paperstudy.domain.exporting import Updated
    from paperstudy.domain.papers import Paper
    from paperstudy.store.store import Store
    from paperstudy.study.choosing import Choice

T = TypeVar("T")

_KEYS = re.compile(rb"^@[a-z]+\{([^\s,{}]+),$", re.MULTILINE)
_ALIKE = 0.9  # two titles that say one work, where the key is one
_PAUSE = 1.0  # seconds between two looks at the library


def update_content(
    store: Store, format_name: str, content: bytes, choice: Choice, name: str
) -> tuple[Updated, tuple[tuple[str, str], ...]]:
    """Return a .bib file with our entries brought up to date, and keys that are cited in vain.

    Raises:
        NotFoundError: one of the papers is not here.
        InvalidFileError: the file cannot be updated without harm.
        InvalidInputError: the format is none that a .bib file has.
    """
    from paperstudy.formats.bibfile import update_bib
    from paperstudy.formats.registry import find_entry_maker

    make = find_entry_maker(format_name)
    with store.read() as tx:
        chosen = choose_papers(tx, choice)
        papers = with_notes(tx, chosen.papers)

        def owner_of(key: str) -> int | None:
            paper = tx.papers.find_former(key)
            return None if paper is None else paper.id

        def is_called(paper: Paper, title: str) -> bool:
            if _is_same_title(paper.title, title):
                return True
            records = tx.imports.records({paper.id}).get(paper.id, ())
            return any(_is_same_title(record.title, title) for record in records)

        updated = update_bib(content, in_order(papers), make, name, owner_of, is_called=is_called)
    return updated, chosen.missing


def _is_same_title(one: str, other: str) -> bool:
    alike = compare_titles(one, other) >= _ALIKE or is_head(one, other)
    return alike and not is_turned(one, other)


def count_entries(store: Store, content: bytes, written: bytes, name: str, *, force: bool) -> int:
    """Return how many entries a .bib file has that `written` is to replace.

    What we wrote there before is ours to replace, also where its papers are gone from here; and
    so are entries of papers here. `force` takes all as ours.

    Raises:
        ConflictError: the file holds anything else.
    """
    from paperstudy.formats.bib_layout import count_laid_out
    from paperstudy.formats.bibfile import find_foreign

    count = count_laid_out(content)
    if count is not None or not content.strip():
        return count or 0
    keys = {key.decode() for key in _KEYS.findall(written)}
    with store.read() as tx:
        known = keys | tx.papers.all_keys()

        def is_ours(key: str) -> bool:
            return key in known or tx.papers.find_former(key) is not None

        count, line = find_foreign(content, is_ours)
    if line and not force:
        raise ConflictError(
            "{path} holds what is not from here (line {line}), and is left as it is",
            hint="--update changes only our entries in it, --force writes over all of it",
            path=name,
            line=line,
        )
    return count


def each_change(store: Store, make: Callable[[], T], cancel: CancelToken) -> Iterator[T]:
    """Yield what `make` gives, now and after every change of the library, until stopped."""
    seen: str | None = None
    while not cancel.cancelled:
        now = store.changes()
        if now != seen:
            seen = now
            yield make()
        if cancel.wait(_PAUSE):
            return
