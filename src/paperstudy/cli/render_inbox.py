"""The inbox as a person reads it: what a log says, and the papers it may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.render import heading
from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.cells import columns, crop, display_width, wrap
from paperstudy.saying.names import short_authors, short_path, title_of
from paperstudy.saying.words import evidence, service, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.domain.library import InboxItem, LearnedNameRow, Offer
    from paperstudy.domain.logs import Candidate
    from paperstudy.domain.papers import Paper
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


def render_offers(offers: Sequence[Offer], style: Style) -> Iterator[str]:
    """Yield what sources say of papers, under a heading, each with its number."""
    if style.plain:
        for offer in offers:
            known = " ".join(str(identifier) for identifier in offer.record.identifiers[:1])
            parts = (_number(offer), offer.key, offer.title, _said(offer), known)
            yield "\t".join((*parts, translate(offer.reason), *_otherwise(offer)))
        return
    if offers:
        yield from heading(translate("What sources say of your papers"), style)
    for offer in offers:
        title = crop(f"{offer.key}  {title_of(offer.title)}", style.width - 7)
        yield f"{style.paint(f'{_number(offer):>5}', 'cyan')}  {title}"
        yield " " * 7 + crop(_said(offer), style.width - 7)
        yield from _details(offer, style)


def _details(offer: Offer, style: Style) -> Iterator[str]:
    record = offer.record
    facts = (
        *_otherwise(offer),
        str(record.year or ""),
        " ".join(str(identifier) for identifier in record.identifiers[:1]),
    )
    for line in (" · ".join(fact for fact in facts if fact), translate(offer.reason)):
        if line:
            yield style.paint(" " * 9 + crop(line, style.width - 9), "dim")


def _said(offer: Offer) -> str:
    """Return who says it, and what."""
    source = service(offer.record.source)
    return translate("{source}: {what}", source=source, what=_offered(offer))


def _otherwise(offer: Offer) -> tuple[str, str]:
    """Return the title that the source has, where it is another, and its authors."""
    record = offer.record
    names = [author.name for author in record.authors]
    return (
        record.title if record.title != offer.title else "",
        short_authors(names, more=record.more_authors),
    )


def _number(offer: Offer) -> str:
    return f"p{offer.id}"


def _offered(offer: Offer) -> str:
    """Return what a person is asked to take."""
    published = offer.record.publication
    if offer.kind == "publication" and published is not None:
        doi = f" ({published.doi})" if published.doi else ""
        return translate("published at {venue}", venue=f"{published}{doi}")
    return translate("may know this paper")


def inbox_footer(
    total: int, items: Sequence[InboxItem], offers: Sequence[Offer], style: Style
) -> Iterator[str]:
    """Yield the sentences that say how to go on from the list of finds and offers."""
    rows: list[tuple[str, str]] = []
    if items:
        yield translate_count("{count} waiting", "{count} waiting", total)
        rows += _item_rows(items[0])
    if offers:
        yield translate_count(
            "{count} question about a paper", "{count} questions about papers", len(offers)
        )
        number = _number(offers[0])
        rows += [
            (f"paperstudy inbox accept {number}", translate("take what the source says")),
            (f"paperstudy inbox reject {number}", translate("leave the paper as it is")),
        ]
    yield from explained(rows, style)


def explained(rows: Sequence[tuple[str, str]], style: Style) -> Iterator[str]:
    """Yield command lines, each with what it does beside it, or below where there is no room."""
    column = max((len(line) for line, _ in rows), default=0)
    for line, meaning in rows:
        if style.plain or column + 4 + display_width(meaning) <= style.width:
            yield f"  {line:{column}}  {meaning}"
        else:
            yield f"  {line}"
            yield from (f"      {piece}" for piece in wrap(meaning, style.width - 6))


def _item_rows(item: InboxItem) -> list[tuple[str, str]]:
    choice = "2" if len(item.candidates) > 1 else "KEY"
    rows = [
        (f"paperstudy inbox accept {item.id}", translate("take the first candidate")),
        (f"paperstudy inbox choose {item.id} {choice}", translate("take another paper")),
        (f"paperstudy inbox reject {item.id}", translate("it is no paper")),
    ]
    return rows if item.candidates else rows[1:]


def render_settled(paper: Paper, style: Style) -> Iterator[str]:
    """Yield a paper after a person took what a source says of it."""
    said = (
        translate("published at {venue}", venue=str(paper.publication))
        if paper.publication
        else translate("taken")
    )
    parts = (paper.key, said, paper.title)
    yield "\t".join(parts) if style.plain else crop("  ".join(parts), style.width)


def render_accepted(accepted: Sequence[Accepted], style: Style) -> Iterator[str]:
    """Yield what was decided: the paper, and the name that was learned."""
    for one in accepted:
        learned = translate("learned “{name}”", name=one.learned) if one.learned else ""
        parts = [part for part in (one.key, one.title, learned) if part]
        yield "\t".join(parts) if style.plain else crop("  ".join(parts), style.width)
