"""`sync`: the papers' facts from the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.errors import SOME_FAILED
from paperstudy.cli.events import Tally, take_events
from paperstudy.cli.framework import argument, command, json_option, option, pass_call
from paperstudy.cli.output import write_data, write_json_line
from paperstudy.cli.progress import cancel_on_interrupt
from paperstudy.cli.render_sync import render_sync_summary, render_synced
from paperstudy.domain.errors import InvalidInputError, SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.cli.call import Call
    from paperstudy.study.study import Study
    from paperstudy.study.values import Synced


@command(
    "sync",
    help="Fetch what the sources know of the papers.\n\n"
    "Without a KEY those papers are asked for that some source never answered for, or answered "
    "too long ago: arXiv and Semantic Scholar after a week, Hugging Face after a day, the others "
    "after a month. A KEY is asked for whatever its age.\n\n"
    "A line is printed for each paper that has changed: a new version, a place of publication, "
    "code. What you set by hand is never changed, and a source that does not answer takes nothing "
    "away. Every answer is saved at once, so a sync that was stopped goes on where it was.\n\n"
    "With --json a line is printed for each paper that was asked for. The exit code is 8 where "
    "some source did not answer for some of them.",
)
@argument("keys", nargs=-1, metavar="[KEY...]", shell_complete=complete_keys)
@option("--all", "everything", is_flag=True, help="Ask for all papers, also for what is fresh.")
@option("--stale", is_flag=True, help="Only ask again for what was fetched long ago.")
@json_option
@pass_call
def sync(call: Call, keys: tuple[str, ...], *, everything: bool, stale: bool, as_json: bool) -> int:
    """Sync papers."""
    if everything and (stale or keys):
        raise InvalidInputError("--all goes without --stale and without a KEY")
    tally = Tally(as_json=as_json)
    with call.open_study() as study, cancel_on_interrupt() as cancel:
        events = study.syncing.sync(keys, everything=everything, stale=stale, cancel=cancel)
        for synced in take_events(events, call, tally):
            _print(call, synced, as_json=as_json)
        idle = stale and not tally.values and not tally.cancelled
        never_fetched = _count_never_fetched(study, keys) if idle else 0
    stopped_of = (tally.total or 0) if tally.cancelled else None
    summary = render_sync_summary(
        tally.summary, tally.values, stopped_of=stopped_of, never_fetched=never_fetched
    )
    for line in summary:
        call.tell(line)
    return _exit_code(tally)


def _print(call: Call, synced: Synced, *, as_json: bool) -> None:
    if as_json:
        from paperstudy.study.rows import synced_row

        write_json_line(synced_row(synced))
    else:
        write_data(render_synced(synced, call.style))


def _count_never_fetched(study: Study, keys: Sequence[str]) -> int:
    """Return how many papers, of those that are named, no source told anything of yet."""
    from paperstudy.domain.papers import PaperState
    from paperstudy.domain.queries import PaperQuery

    return sum(
        row.state in {PaperState.PENDING, PaperState.OFFLINE}
        for row in study.library.search(PaperQuery()).rows
        if not keys or row.key in keys
    )


def _exit_code(tally: Tally) -> int:
    """Return 8 where a source did not answer for some; where it was so for all, its code."""
    if tally.cancelled or tally.errors or not any(one.failed for one in tally.values):
        return tally.exit_code
    well = any(not one.failed for one in tally.values)
    return SOME_FAILED if well else SourceError.exit_code


COMMANDS = {"sync": sync}
