"""Links into logs: what would change is shown as a diff, and only then written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from paperstudy.domain.errors import PaperstudyError
from paperstudy.domain.events import CancelToken, Finished, ItemDone, ItemFailed
from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.diffs import HEAD, diff_lines
from paperstudy.saying.errors import message_of
from paperstudy.saying.links import link_doubts
from paperstudy.saying.names import short_path
from paperstudy.study.apart import run_apart
from paperstudy.study.linking import LinkedLog
from paperstudy.tui.jobs import tell_unwritten
from paperstudy.tui.operations.table import bind
from paperstudy.tui.widgets.dialogs import Preview
from paperstudy.tui.widgets.sheet import Heading, Prose, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from textual.binding import BindingType

    from paperstudy.domain.events import Event
    from paperstudy.study.study import Study
    from paperstudy.tui.app import PaperstudyApp
    from paperstudy.tui.jobs import Job
    from paperstudy.tui.widgets.sheet import Block

_EVERY = "every"
_TONES = {"+": "strong", "-": ""}


@dataclass(frozen=True, slots=True)
class Links:
    """The logs that lack links, those that could not be read, and how many names get none."""

    logs: tuple[LinkedLog, ...]
    failed: tuple[ItemFailed, ...]
    unsure: int = 0
    left_out: int = 0

    @property
    def count(self) -> int:
        """How many links there are."""
        return sum(len(log.links) for log in self.logs)


class LinkPreview(Preview):
    """The diff of logs with links; `e` answers with `every`, for those on every line."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("e", f"answer('{_EVERY}')")]


def ask_link(app: PaperstudyApp, paths: Sequence[Path], *, every: bool = False) -> None:
    """Show which links the logs lack, in a diff; write them where a person says so."""
    settings, cancel, spot = app.settings, CancelToken(), app.answers.spot()

    def look(_: Study) -> Links:
        named = {"every": every}
        return _collect(run_apart(settings, "linking.link", (list(paths),), cancel, named))

    def show(links: Links) -> None:
        if not links.logs:
            app.say(_nothing(links))
            return
        keys = [
            translate("⏎ writes them"),
            "" if every else translate("e every line that names a paper"),
            translate("esc leaves it"),
        ]
        said = " · ".join(key for key in keys if key)
        title = translate_count(
            "{count} link would be put in", "{count} links would be put in", links.count
        )
        dialog = (Preview if every else LinkPreview)(title, _blocks(links), said)
        app.answers.show(spot, dialog, lambda answer: take(answer, links))

    def take(answer: str | None, links: Links) -> None:
        if answer == _EVERY:
            ask_link(app, paths, every=True)
        elif answer:
            _start(app, links)

    wait = translate("looking for names without a link")
    app.work.ask(look, show, lane="link", wait=wait, cancel=cancel)


def _write(
    study: Study, logs: Sequence[LinkedLog], cancel: CancelToken
) -> tuple[list[Path], int, list[ItemFailed]]:
    """Write logs, all as one step to undo; return those done, their links, and what failed."""
    paths: list[Path] = []
    written = 0
    failed: list[ItemFailed] = []
    with study.upkeep.together(f"link {', '.join(log.path.name for log in logs)}"):
        for log in logs:
            if cancel.cancelled:
                break
            try:
                written += len(log.links) if study.linking.write(log) else 0
            except PaperstudyError as error:
                failed.append(ItemFailed(str(log.path), error))
                continue
            paths.append(log.path)
    return paths, written, failed


def _start(app: PaperstudyApp, links: Links) -> None:
    """Write the logs, and read them again: a scan finds the same in them."""
    settings = app.settings

    def stream(study: Study, cancel: CancelToken) -> Iterator[Event]:
        paths, written, failed = _write(study, links.logs, cancel)
        yield from failed
        if paths and not cancel.cancelled:
            yield from _but_its_end(run_apart(settings, "scanning.scan", (paths,), cancel))
        yield Finished(written, cancelled=cancel.cancelled)

    def said(job: Job) -> str:
        links = job.summary if isinstance(job.summary, int) else 0
        count = translate_count("{count} link", "{count} links", links)
        return tell_unwritten(job, translate("{count} written", count=count))

    app.jobs.start(translate("writing links"), stream, said=said, step=True)


def _but_its_end(events: Iterable[Event]) -> Iterator[Event]:
    return (event for event in events if not isinstance(event, Finished))


def _collect(events: Iterable[Event]) -> Links:
    logs: list[LinkedLog] = []
    failed: list[ItemFailed] = []
    unsure = left_out = 0
    for event in events:
        if isinstance(event, ItemFailed):
            failed.append(event)
        elif isinstance(event, ItemDone) and isinstance(event.value, LinkedLog):
            logs += [event.value] if event.value.links else []
            unsure += event.value.unsure
            left_out += event.value.left_out
    return Links(tuple(logs), tuple(failed), unsure, left_out)


def _nothing(links: Links) -> str:
    said = [*link_doubts(links.unsure, links.left_out)] or [translate("no link is missing")]
    said += [f"{short_path(one.label)}: {message_of(one.error)}" for one in links.failed[:1]]
    return "\n".join(said)


def _blocks(links: Links) -> Iterator[Block]:
    for log in links.logs:
        path = log.path.as_posix()
        yield Heading(short_path(path))
        for number, text in enumerate(diff_lines(log.before, log.after, path)):
            if number < HEAD:
                continue
            if text.startswith("@"):
                yield Prose(text, "dim")
            else:
                yield Row(f"{text[:1]} ", text[1:], _TONES.get(text[:1], "dim"))
    if links.failed:
        yield Heading(translate("{count} failed", count=len(links.failed)))
    for failed in links.failed:
        yield Prose(short_path(failed.label), "strong")
        yield Prose(message_of(failed.error), indent=2)
