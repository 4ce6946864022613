"""What became of a reference, as a person reads it, and the papers that a title may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.saying.cells import crop, display_width, wrap
from paperstudy.saying.names import short_authors, title_of
from paperstudy.saying.words import evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.study.values import Added, FoundPaper

_INDENT = 7


def render_added(added: Added, style: Style) -> Iterator[str]:
    """Yield what became of one reference."""
    said = _became(added)
    if style.plain:
        yield "\t".join((added.key, title_of(added.title), said))
        return
    key = style.paint(added.key, "cyan")
    room = style.width - display_width(added.key) - 4
    title = crop(title_of(added.title), max(room - display_width(said), room // 3))
    yield f"{key}  {title}  {style.paint(crop(said, room - display_width(title)), 'dim')}"


def _became(added: Added) -> str:
    if added.state == "needs-login":
        if added.created:
            return translate("added, needs a login at OpenReview")
        return translate("was here already, needs a login at OpenReview")
    if added.state == "pending":
        if added.created:
            return translate("added, to be fetched")
        return translate("was here already, to be fetched")
    return translate("added") if added.created else translate("was here already")


def render_found(title: str, found: Sequence[FoundPaper], style: Style) -> Iterator[str]:
    """Yield the papers that a title may mean, numbered, with what speaks for each."""
    if style.plain:
        for number, paper in enumerate(found, 1):
            yield "\t".join((str(number), title_of(paper.record.title), *_facts(paper)))
        return
    yield crop(translate("“{title}” may mean:", title=title), style.width)
    for number, paper in enumerate(found, 1):
        name = crop(title_of(paper.record.title), style.width - _INDENT)
        yield f"{style.paint(f'{number:>4}.', 'cyan')}  {name}"
        facts = " · ".join(fact for fact in _facts(paper) if fact)
        for line in wrap(facts, style.width - _INDENT):
            yield style.paint(" " * _INDENT + line, "dim")


def _facts(found: FoundPaper) -> tuple[str, ...]:
    record = found.record
    names = [author.name for author in record.authors]
    published = record.publication
    return (
        short_authors(names, more=record.more_authors),
        str(record.year or ""),
        published.venue if published else record.venue,
        " ".join(str(identifier) for identifier in record.identifiers[:1]),
        translate("already here as {key}", key=found.key) if found.key else "",
        evidence(found.evidence),
    )
