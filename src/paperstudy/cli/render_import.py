"""An import as a person reads it: what became of each entry, and what all of it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperstudy.domain.language import translate
from paperstudy.saying.cells import columns, crop
from paperstudy.saying.imports import conflicts_of, counts_of, remarks_of
from paperstudy.saying.names import title_of
from paperstudy.saying.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.study.import_values import Conflict, Imported, ImportSummary

_INDENT = 4
_TOLD = ("merged", "changed")


def render_import(
    done: Sequence[Imported], style: Style, *, everything: bool = False
) -> Iterator[str]:
    """Yield what became of entries: of those that are told at all, first the plain new ones."""
    told = [one for one in done if everything or one.conflicts or one.outcome in _TOLD]
    rows = [(word(one.outcome), one.key, title_of(one.title)) for one in told]
    if style.plain:
        for row, one in zip(rows, told, strict=True):
            yield "\t".join((*row, "; ".join(remarks_of(one))))
        return
    for (outcome, key, title), one in zip(
        columns(rows, style.width, stretch=2, least=20), told, strict=True
    ):
        yield f"{style.paint(outcome, 'green')}  {style.paint(key, 'cyan')}  {title}".rstrip()
        for remark in remarks_of(one):
            yield style.paint(" " * _INDENT + crop(remark, style.width - _INDENT), "dim")


def render_import_sum(
    summary: ImportSummary | None, *, dry_run: bool, stopped: bool
) -> Iterator[str]:
    """Yield what an import came to."""
    if summary is None:
        return
    counts = counts_of(summary)
    yield translate("nothing is written yet: {counts}", counts=counts) if dry_run else counts
    yield from conflicts_of(summary)
    if stopped:
        yield translate("what was taken in is saved; run it again to go on")


def import_row(one: Imported) -> dict[str, Any]:
    """Return one entry as an object for JSON."""
    return {
        "outcome": one.outcome.value,
        "key": one.key,
        "title": one.title,
        "entry": one.entry or None,
        "path": one.path,
        "line": one.line or None,
        "filled": list(one.filled),
        "changed": _differences(one.changed),
        "conflicts": _differences(one.conflicts),
    }


def _differences(told: Sequence[Conflict]) -> list[dict[str, str]]:
    return [{"field": each.field, "here": each.here, "there": each.there} for each in told]
