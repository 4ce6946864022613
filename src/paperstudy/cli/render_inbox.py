"""The inbox as a person reads it: what a log says, and the papers it may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.cells import columns, crop, display_width, wrap
from paperstudy.cli.render import short_authors, short_path
from paperstudy.cli.words import evidence, word
from paperstudy.domain.language import translate, translate_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.domain.library import InboxItem, LearnedNameRow
    from paperstudy.domain.logs import Candidate
    from paperstudy.study.values import Accepted


def render_inbox(items: Sequence[InboxItem], style: Style) -> Iterator[str]:
    """Yield each item with the line of its log and its candidates, numbered."""
    for item in items:
        place = f"{short_path(item.path)}:{item.line}"
        if style.plain:
            found = "; ".join(_plain(n, c) for n, c in enumerate(item.candidates, 1))
            yield "\t".join((str(item.id), place, word(item.kind), item.text, item.excerpt, found))
            continue
        number = style.paint(f"{item.id:>5}", "cyan")
        text = crop(f"“{item.text}”  {word(item.kind)}  {place}", style.width - 7)
        yield f"{number}  {text}"
        if item.excerpt and item.excerpt != item.text:
            yield " " * 7 + style.paint(crop(item.excerpt, style.width - 7), "dim")
        for rank, candidate in enumerate(item.candidates, 1):
            yield from _candidate(rank, candidate, style)


def _candidate(rank: int, candidate: Candidate, style: Style) -> Iterator[str]:
    record = candidate.record
    names = [author.name for author in record.authors]
    facts = (
        short_authors(names, more=record.more_authors),
        str(record.year or ""),
        " ".join(str(identifier) for identifier in record.identifiers[:1]),
    )
    yield f"{rank:>9}. {crop(record.title or record.url, style.width - 11)}"
    behind = " · ".join(part for part in (*facts, evidence(candidate.evidence)) if part)
    if behind:
        yield style.paint(" " * 11 + crop(behind, style.width - 11), "dim")


def _plain(rank: int, candidate: Candidate) -> str:
    record = candidate.record
    known = " ".join(str(identifier) for identifier in record.identifiers[:1])
    return " ".join(part for part in (f"{rank}.", record.title or record.url, known) if part)


def render_names(names: Sequence[LearnedNameRow], style: Style) -> Iterator[str]:
    """Yield the learned names and the papers they stand for."""
    rows = [(row.surface, row.key, row.title) for row in names]
    if style.plain:
        yield from ("\t".join(row) for row in rows)
        return
    for cells in columns(rows, style.width, stretch=2):
        yield "  ".join(cells).rstrip()


def inbox_footer(total: int, item: InboxItem, style: Style) -> Iterator[str]:
    """Yield the sentences that say how to go on from the list."""
    yield translate_count("{count} waiting", "{count} waiting", total)
    choice = "2" if len(item.candidates) > 1 else "KEY"
    rows = [
        (f"paperstudy inbox accept {item.id}", translate("take the first candidate")),
        (f"paperstudy inbox choose {item.id} {choice}", translate("take another paper")),
        (f"paperstudy inbox reject {item.id}", translate("it is no paper")),
    ]
    column = max(len(line) for line, _ in rows)
    for line, meaning in rows if item.candidates else rows[1:]:
        if style.plain or column + 4 + display_width(meaning) <= style.width:
            yield f"  {line:{column}}  {meaning}"
        else:
            yield f"  {line}"
            yield from (f"      {piece}" for piece in wrap(meaning, style.width - 6))


def render_accepted(accepted: Sequence[Accepted], style: Style) -> Iterator[str]:
    """Yield what was decided: the paper, and the name that was learned."""
    for one in accepted:
        learned = translate("learned “{name}”", name=one.learned) if one.learned else ""
        parts = [part for part in (one.key, one.title, learned) if part]
        yield "\t".join(parts) if style.plain else crop("  ".join(parts), style.width)
