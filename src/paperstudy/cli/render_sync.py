"""A sync as a person reads it: what is new of each paper, and what all of it came to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.cells import display_width, wrap
from paperstudy.saying.errors import clean_fields
from paperstudy.saying.words import service

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
    summary: SyncSummary,
    papers: Sequence[Synced],
    *,
    stopped_of: int | None = None,
    never_fetched: int = 0,
) -> Iterator[str]:
    """Yield what a sync came to, and what to do next.

    `stopped_of` is the number of papers there were for one that was stopped: that comes first.
    `never_fetched` are those that a sync of what is old leaves alone.
    """
    if stopped_of is not None:
        yield translate(
            "stopped: {count} of {total} papers",
            count=f"{len(papers):,}",
            total=f"{stopped_of:,}",
        )
        yield translate("what was fetched is saved; run it again to go on")
    elif not papers:
        yield from _nothing_asked(summary, never_fetched)
    if not papers:
        return
    yield from _counts(summary, papers)
    yield from _silent(papers)
    if summary.offers > 0:
        yield translate_count(
            "{count} question for you: paperstudy inbox",
            "{count} questions for you: paperstudy inbox",
            summary.offers,
        )


def _nothing_asked(summary: SyncSummary, never_fetched: int) -> Iterator[str]:
    if never_fetched:
        yield translate_count(
            "nothing is old; {count} was never fetched: paperstudy sync",
            "nothing is old; {count} were never fetched: paperstudy sync",
            never_fetched,
        )
    elif summary.fresh:
        yield translate_count(
            "{count} paper, all fresh; --all asks again all the same",
            "{count} papers, all fresh; --all asks again all the same",
            summary.fresh,
        )
    else:
        yield translate("no papers yet; read in your logs: paperstudy scan FOLDER")


def _counts(summary: SyncSummary, papers: Sequence[Synced]) -> Iterator[str]:
    """Yield what was asked for as a sum, and each thing beside it in a sentence of its own."""
    parts = (
        translate_count("{count} changed", "{count} changed", summary.changed),
        translate_count("{count} unchanged", "{count} unchanged", summary.unchanged),
    )
    yield f"{translate('Papers')}: {', '.join(parts)}"
    locked = sum(synced.state == "needs-login" for synced in papers)
    waiting = summary.pending - locked
    if waiting > 0:
        yield translate_count(
            "{count} of them is still to be fetched",
            "{count} of them are still to be fetched",
            waiting,
        )
    if locked:
        yield translate_count(
            "{count} of them only OpenReview knows, which answers its own users; "
            "`paperstudy show` says what to set",
            "{count} of them only OpenReview knows, which answers its own users; "
            "`paperstudy show` says what to set",
            locked,
        )
    if summary.fresh > 0:
        yield translate_count(
            "{count} other paper is fresh and was not asked for",
            "{count} other papers are fresh and were not asked for",
            summary.fresh,
        )


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
