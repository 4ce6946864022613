"""Reading logs as long work: in a child process, with what came of it in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.study.apart import run_apart
from paperstudy.study.scanned import ScanSummary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.study.study import Study
    from paperstudy.tui.app import PaperstudyApp
    from paperstudy.tui.jobs import Job


def start_scan(app: PaperstudyApp, paths: Sequence[Path], *, dry_run: bool = False) -> Job:
    """Read files and folders; a dry run writes nothing."""
    label = translate("looking into logs") if dry_run else translate("reading logs")
    settings, named = app.settings, {"dry_run": dry_run}
    return app.jobs.start(
        label,
        lambda _, cancel: run_apart(settings, "scanning.scan", (list(paths),), cancel, named),
        said=tried_said if dry_run else scan_said,
    )


def start_rescan(app: PaperstudyApp, folders: Sequence[str]) -> Job:
    """Read all known logs again that have changed, and what is new in those folders there are."""
    settings = app.settings

    def stream(_: Study, cancel: CancelToken) -> Iterator[Event]:
        there = [path for path in map(Path, folders) if path.is_dir()]  # a disk may be far away
        return run_apart(settings, "logbook.rescan", (there,), cancel)

    return app.jobs.start(translate("reading logs"), stream, said=scan_said)


def scan_said(job: Job) -> str:
    """Return what came of reading logs."""
    done = job.summary
    if not isinstance(done, ScanSummary):
        return translate("stopped")
    read = done.new + done.changed + done.renamed
    parts = [translate_count("{count} log read", "{count} logs read", read)]
    if done.papers_added:
        count = done.papers_added
        parts.append(translate_count("{count} new paper", "{count} new papers", count))
    if done.waiting:
        count = done.waiting
        parts.append(
            translate_count(
                "{count} question in the inbox", "{count} questions in the inbox", count
            )
        )
    if done.gone:
        parts.append(translate_count("{count} log is gone", "{count} logs are gone", done.gone))
    if done.failed:
        parts.append(_failed(done.failed))
    if not read and not done.gone and not done.failed:
        return translate("no log has changed")
    return " · ".join(parts)


def tried_said(job: Job) -> str:
    """Return what reading would give."""
    done = job.summary
    if not isinstance(done, ScanSummary):
        return translate("stopped")
    return translate(
        "nothing was written; new {new}, changed {changed}, unchanged {same}, sessions {sessions}, "
        "to-dos {todos}, questions {questions}",
        new=done.new,
        changed=done.changed,
        same=done.unchanged,
        sessions=done.sessions,
        todos=done.todos,
        questions=done.suggested,
    )


def _failed(count: int) -> str:
    return translate_count(
        "{count} log could not be read: 8 shows why",
        "{count} logs could not be read: 8 shows why",
        count,
    )
