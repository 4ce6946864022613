"""A scan as a person reads it: what each log gave, and what all of it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.cells import columns, crop
from paperstudy.saying.names import short_path
from paperstudy.saying.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.domain.logs import LogScan, PaperFind
    from paperstudy.study.scanned import ScannedLog, ScanSummary


def render_scan(logs: Sequence[ScannedLog], style: Style) -> Iterator[str]:
    """Yield a line for each log that is not as it was."""
    rows = [
        (short_path(log.path), word(log.change), _found(log.scan))
        for log in logs
        if log.change != "unchanged"
    ]
    if style.plain:
        yield from ("\t".join(row) for row in rows)
        return
    for path, change, found in columns(rows, style.width, stretch=0, least=24):
        yield f"{path}  {style.paint(change, 'green')}  {found}".rstrip()


def render_dry_run(logs: Sequence[ScannedLog], style: Style) -> Iterator[str]:
    """Yield each log with the papers and sessions in it, and the lines they stand on."""
    for log in logs:
        if log.scan is None:
            continue
        date = f"  {log.scan.date.isoformat()}" if log.scan.date else ""
        yield style.paint(f"{short_path(log.path)}{date}", "bold")
        yield from render_finds(log.scan.finds, style)
        yield from _session_lines(log.scan, style)


def render_finds(finds: Sequence[PaperFind], style: Style) -> Iterator[str]:
    """Yield the papers found in a log, each with the first line that points at it."""
    for find in finds:
        if find.status == "unknown":
            continue
        mention = find.mentions[0]
        mark = " " if find.status == "confident" else "?"
        title = find.record.title or find.record.url or mention.text
        known = " ".join(str(identifier) for identifier in find.record.identifiers[:1])
        text = f"{mark} {mention.line:>5}  {title}" + (f"  {known}" if known else "")
        why = f"{word(mention.kind)}: {mention.text}"
        if style.plain:
            yield f"{text}\t{why}"
        else:
            yield crop(text, style.width)
            if mention.text != title:
                yield style.paint(" " * 9 + crop(why, style.width - 9), "dim")


def _session_lines(scan: LogScan, style: Style) -> Iterator[str]:
    for session in scan.sessions:
        date = session.date.isoformat() if session.date else session.date_text
        head = translate("session {date} {title}", date=date, title=session.title).rstrip()
        yield f"  {session.line:>5}  {head if style.plain else crop(head, style.width - 9)}"
        for presentation in session.presentations:
            if not presentation.presenters:
                continue
            who = ", ".join(presentation.presenters)
            what = presentation.topic
            if presentation.find is not None:
                what = scan.finds[presentation.find].record.title or what
            text = f"{who}: {what}" if what else who
            yield f"  {presentation.line:>5}    {text if style.plain else crop(text, style.width - 11)}"


def _found(scan: LogScan | None) -> str:
    if scan is None:
        return ""
    sure = sum(find.status == "confident" for find in scan.finds)
    asked = sum(find.status == "suggested" for find in scan.finds)
    parts = (
        translate_count("{count} paper", "{count} papers", sure),
        translate_count("{count} to decide", "{count} to decide", asked) if asked else "",
        translate_count("{count} session", "{count} sessions", len(scan.sessions))
        if scan.sessions
        else "",
        translate_count("{count} to-do", "{count} to-dos", len(scan.todos)) if scan.todos else "",
    )
    return ", ".join(part for part in parts if part)


def render_summary(
    summary: ScanSummary,
    logs: Sequence[ScannedLog],
    *,
    dry_run: bool = False,
    stopped_of: int | None = None,
) -> Iterator[str]:
    """Yield what a scan came to, and what to do next.

    `stopped_of` is the number of logs there were for a scan that was stopped: that comes first.
    """
    seen = summary.new + summary.changed + summary.unchanged + summary.renamed
    if stopped_of is not None:
        yield translate(
            "stopped: {count} of {total} logs",
            count=f"{seen + summary.failed:,}",
            total=f"{stopped_of:,}",
        )
        if seen + summary.failed:
            yield from _totals(summary, logs, dry_run=dry_run)
        return
    if seen + summary.gone + summary.failed == 0:
        yield translate("no logs here: paperstudy reads .md, .markdown, .mdx and .txt files")
        return
    if seen == summary.unchanged and not summary.gone and not summary.failed:
        yield translate_count(
            "{count} log, nothing changed", "{count} logs, nothing changed", summary.unchanged
        )
        return
    yield from _totals(summary, logs, dry_run=dry_run)
    if summary.suggested and not dry_run:
        yield translate("decide what is open: paperstudy inbox")


def _totals(summary: ScanSummary, logs: Sequence[ScannedLog], *, dry_run: bool) -> Iterator[str]:
    yield _logs_line(summary)
    if summary.new or summary.changed:
        yield _finds_line(summary, _count_sure(logs) if dry_run else None)


def _logs_line(summary: ScanSummary) -> str:
    counts = ("new", "changed", "unchanged", "renamed", "gone", "failed")
    named = [
        translate("{count} {what}", count=f"{getattr(summary, name):,}", what=word(name))
        for name in counts
        if getattr(summary, name)
    ]
    return f"{translate('Logs')}: {', '.join(named)}"


def _count_sure(logs: Sequence[ScannedLog]) -> int:
    scans = [log.scan for log in logs if log.scan is not None]
    return sum(find.status == "confident" for scan in scans for find in scan.finds)


def _finds_line(summary: ScanSummary, sure: int | None) -> str:
    """Return what was found; `sure` counts the papers of a dry run, which adds none."""
    parts = [
        translate_count("{count} paper added", "{count} papers added", summary.papers_added)
        if sure is None
        else translate_count("{count} paper", "{count} papers", sure),
        translate_count("{count} known already", "{count} known already", summary.papers_known)
        if summary.papers_known
        else "",
        translate_count("{count} to decide", "{count} to decide", summary.suggested),
        translate_count("{count} not recognised", "{count} not recognised", summary.unknown)
        if summary.unknown
        else "",
        translate_count("{count} session", "{count} sessions", summary.sessions),
        translate_count("{count} to-do", "{count} to-dos", summary.todos),
    ]
    return f"{translate('Found')}: {', '.join(part for part in parts if part)}"
