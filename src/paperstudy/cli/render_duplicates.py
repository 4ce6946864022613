"""Papers that may be one, as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.saying.cells import crop, display_width, pad
from paperstudy.saying.errors import clean_fields
from paperstudy.saying.names import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.domain.library import DuplicateGroup, DuplicateRow, Likeness

_KEY_WIDTH = 32


def render_duplicates(groups: Sequence[DuplicateGroup], style: Style) -> Iterator[str]:
    """Yield each group: its papers, why they may be one, and the commands that merge them."""
    for number, group in enumerate(groups):
        if style.plain:
            keys = " ".join(paper.key for paper in group.papers)
            yield "\t".join((keys, _why(group), "; ".join(_commands(group))))
            continue
        if number:
            yield ""
        column = min(max(display_width(paper.key) for paper in group.papers), _KEY_WIDTH)
        for paper in group.papers:
            key = style.paint(pad(crop(paper.key, column), column), "cyan")
            yield f"{key}  {crop(title_of(paper.title), style.width - column - 2)}"
            facts = _facts(paper)
            if facts:
                yield style.paint("  " + crop(facts, style.width - 2), "dim")
        yield "  " + crop(_why(group), style.width - 2)
        yield from (f"  {command}" for command in _commands(group))


def _facts(paper: DuplicateRow) -> str:
    first = paper.authors[0] if paper.authors else ""
    names = translate("{first} et al.", first=first) if len(paper.authors) > 1 else first
    facts = (names, str(paper.year or ""), " ".join(map(str, paper.identifiers)))
    return " · ".join(fact for fact in facts if fact)


def _why(group: DuplicateGroup) -> str:
    said = "; ".join(_say(reason) for reason in group.evidence)
    return said if group.sure else translate("perhaps: {reasons}", reasons=said)


def _say(reason: Likeness) -> str:
    return translate(reason.template, **clean_fields(reason.fields))


def _commands(group: DuplicateGroup) -> list[str]:
    keep, *rest = (paper.key for paper in group.papers)
    return [f"paperstudy merge {keep} {drop}" for drop in rest]
