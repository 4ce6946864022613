"""A sync as a person reads it: what is new of each paper, and what all of it came to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from paperstudy.cli.cells import display_width, wrap
from paperstudy.cli.errors import clean_fields
from paperstudy.cli.words import service
from paperstudy.domain.language import translate, translate_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.study.values import Change, Synced, SyncSummary

_DOT = " · "


def render_synced(synced: Synced, style: Style) -> Iterator[str]:
    """Yield what is new of a paper, behind its key; nothing where nothing is."""
    if not synced.changes:
        return
    said = [_say(change) for change in synced.changes]
    if style.plain:
        yield "\t".join((synced.key, _DOT.join(said)))
        return
    indent = display_width(synced.key) + 2
    if indent > style.width // 2:
        yield style.paint(synced.key, "cyan")
        yield from ("    " + line for line in wrap(_DOT.join(said), style.width - 4))
        return
    first, *rest = wrap(_DOT.join(said), style.width - indent)
    yield f"{style.paint(synced.key, 'cyan')}  {first}"
    yield from (" " * indent + line for line in rest)


def _say(change: Change) -> str:
    return translate(change.template, **clean_fields(change.fields))


def render_sync_summary(
    summary: SyncSummary, papers: Sequence[Synced], *, stopped_of: int | None = None
) -> Iterator[str]:
    """Yield what a sync came to, and what to do next.

    `stopped_of` is the number of papers there were for one that was stopped: that comes first.
    """
    if stopped_of is not None:
        yield translate(
            "stopped: {count} of {total} papers",
            count=f"{len(papers):,}",
            total=f"{stopped_of:,}",
        )
        yield translate("what was fetched is saved; run it again to go on")
    elif not papers:
        yield from _nothing_asked(summary)
    if not papers:
        return
    yield from _counts(summary)
    yield from _silent(papers)
    if summary.offers:
        yield translate_count(
            "{count} question for you: paperstudy inbox",
            "{count} questions for you: paperstudy inbox",
            summary.offers,
        )


def _nothing_asked(summary: SyncSummary) -> Iterator[str]:
    if summary.fresh:
        yield translate_count(
            "{count} paper, all fresh; --all asks again all the same",
            "{count} papers, all fresh; --all asks again all the same",
            summary.fresh,
        )
    else:
        yield translate("no papers yet; read in your logs: paperstudy scan FOLDER")


def _counts(summary: SyncSummary) -> Iterator[str]:
    parts = [
        translate_count("{count} changed", "{count} changed", summary.changed),
        translate_count("{count} unchanged", "{count} unchanged", summary.unchanged),
        translate_count("{count} fresh", "{count} fresh", summary.fresh) if summary.fresh else "",
        translate_count(
            "{count} still to be fetched", "{count} still to be fetched", summary.pending
        )
        if summary.pending
        else "",
        translate_count("{count} failed", "{count} failed", summary.failed)
        if summary.failed
        else "",
    ]
    yield f"{translate('Papers')}: {', '.join(part for part in parts if part)}"


def _silent(papers: Sequence[Synced]) -> Iterator[str]:
    """Yield which sources did not answer, and for how many papers."""
    counted = Counter(
        name for synced in papers for name in dict.fromkeys(map(service, synced.failed))
    )
    named: list[str] = []
    for name, count in counted.most_common():
        many = translate_count("{count} paper", "{count} papers", count)
        named.append(f"{name} ({many})")
    if named:
        yield translate(
            "no answer from: {sources}; what they said before is kept", sources=", ".join(named)
        )
