"""Papers in: a file is picked, what would become of it is shown, and only then is it taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.imports import conflicts_of, counts_of
from paperstudy.saying.names import short_path
from paperstudy.study.apart import run_apart
from paperstudy.study.import_values import ImportSummary
from paperstudy.study.paths import places_of
from paperstudy.tui.deeds import undoable
from paperstudy.tui.screens.import_preview import ImportPreview, names_of, plan_of
from paperstudy.tui.widgets.dialogs import Confirm, Pick
from paperstudy.tui.widgets.paths import PickFile

if TYPE_CHECKING:
    from pathlib import Path

    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.study.study import Study
    from paperstudy.tui.answers import Spot
    from paperstudy.tui.app import PaperstudyApp
    from paperstudy.tui.jobs import Job
from paperstudy.tui.screens.import_preview import Plan

_FORMATS = {
    "bibtex": "BibTeX, BibLaTeX", "csl": "CSL-JSON", "ris": "RIS", "zotero": "Zotero (JSON)",
    "zotero-csv": "Zotero (CSV)", "papis": "papis (info.yaml)", "cobib": "cobib (YAML)",
}  # fmt: skip


def ask_import(app: PaperstudyApp) -> None:
    """Ask for a file or folder of another program."""

    def take(typed: str | None) -> None:
        if typed and typed.strip():
            _look(app, places_of(typed))

    title = translate(
        "Which file of papers? Several have blanks between; a folder of papis will do too"
    )
    app.push_screen(PickFile(title, _kinds()), take)


def _kinds() -> dict[str, str]:
    return {
        ".bib": "BibTeX",
        ".json": translate("CSL-JSON, Zotero, a library"),
        ".ris": "RIS",
        ".csv": "Zotero",
        ".yaml": "cobib, papis",
        ".yml": "cobib, papis",
        ".txt": translate("list of references"),
    }


def _look(
    app: PaperstudyApp, paths: tuple[Path, ...], format_name: str = "", *, replace: bool = False
) -> None:
    """Find out what would become of files; a whole library is another thing."""
    settings, cancel, spot = app.settings, CancelToken(), app.answers.spot()

    def look(study: Study) -> Plan | None:
        if not format_name and len(paths) == 1 and study.whole.holds(paths[0]):
            return None
        named = {"dry_run": True, "format_name": format_name, "replace": replace}
        events = run_apart(settings, "importing.import_", (paths,), cancel, named)
        return plan_of(paths, format_name, events, replace=replace)

    def show(plan: Plan | None) -> None:
        if plan is None:
            _ask_library(app, spot, paths[0])
        else:
            _show(app, spot, plan)

    def fail(error: PaperstudyError) -> None:
        app.say_error(error)
        unknown = not format_name and isinstance(error, InvalidFileError)
        if unknown and all(path.is_file() for path in paths):
            _ask_format(app, spot, paths)

    wait = translate("reading {path}", path=names_of(paths))
    app.work.ask(look, show, lane="import", wait=wait, cancel=cancel, failed=fail)


def _show(app: PaperstudyApp, spot: Spot, plan: Plan) -> None:
    def take(answer: str | None) -> None:
        if answer == "yes":
            _start(app, plan)
        elif answer:
            _look(app, plan.paths, plan.format_name, replace=not plan.replace)

    app.answers.show(spot, ImportPreview(plan), take)


def _ask_format(app: PaperstudyApp, spot: Spot, paths: tuple[Path, ...]) -> None:
    """Ask in which format to read what does not tell it."""
    titles = {**_FORMATS, "list": translate("list of references")}
    title = translate("Read {path} as", path=names_of(paths))

    def ask(formats: tuple[str, ...]) -> None:
        choices = [(titles.get(one, one), one, "") for one in formats]
        app.answers.show(spot, Pick(title, choices), take)

    def take(name: str | None) -> None:
        if name:
            _look(app, paths, name)

    app.work.ask(lambda study: study.importing.formats(), ask)


def _ask_library(app: PaperstudyApp, spot: Spot, path: Path) -> None:
    """Ask before a library becomes that of a file, which is not taken back."""

    def take(yes: bool | None) -> None:  # noqa: FBT001 - Textual's callback
        if yes:
            _start_library(app, path)

    said = translate(
        "{path} holds a whole library. This one, which must be empty, becomes it; undo does not "
        "take that back. Go on?",
        path=short_path(str(path)),
    )
    app.answers.show(spot, Confirm(said), take)


def _start(app: PaperstudyApp, plan: Plan) -> None:
    settings = app.settings
    named = {"format_name": plan.format_name, "replace": plan.replace}
    app.jobs.start(
        translate("taking in {path}", path=plan.named),
        lambda _, cancel: run_apart(settings, "importing.import_", (plan.paths,), cancel, named),
        said=import_said,
        step=True,
    )


def _start_library(app: PaperstudyApp, path: Path) -> None:
    settings = app.settings

    def said(job: Job) -> str:
        if not isinstance(job.summary, int):
            return translate("stopped; nothing is written")
        papers = translate_count("{count} paper", "{count} papers", job.summary)
        shown = short_path(str(path))
        return translate("the library of {path} is here now: {count}", path=shown, count=papers)

    app.jobs.start(
        translate("taking in {path}", path=short_path(str(path))),
        lambda _, cancel: run_apart(settings, "whole.take", (path,), cancel),
        said=said,
    )


def import_said(job: Job) -> str:
    """Return what an import came to."""
    done = job.summary
    if not isinstance(done, ImportSummary):
        return translate("stopped; what is done stays")
    lines = [undoable(counts_of(done))]
    if not (done.new or done.merged or done.changed):
        lines = [counts_of(done)]
    lines += conflicts_of(done)
    if job.cancel.cancelled:
        lines.append(translate("what was taken in is saved; do it again to go on"))
    return "\n".join(lines)
