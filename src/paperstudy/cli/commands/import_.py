"""`import`: the papers of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperstudy.cli.events import Tally, take_events
from paperstudy.cli.framework import argument, command, json_option, option, pass_call
from paperstudy.cli.output import safe, write_data, write_json_line
from paperstudy.cli.progress import cancel_on_interrupt
from paperstudy.cli.render_import import import_row, render_import, render_import_sum
from paperstudy.cli.typed import expand_paths
from paperstudy.domain.errors import InvalidInputError
from paperstudy.domain.language import translate_count
from paperstudy.saying.imports import rejects_text
from paperstudy.study.files import check_new, write_new_file

if TYPE_CHECKING:
    from paperstudy.cli.call import Call
    from paperstudy.study.study import Study


@command(
    "import",
    help="Take in the papers of other programs.\n\n"
    "  paperstudy import references.bib --dry-run\n"
    "  paperstudy import zotero.json library.ris\n"
    "  paperstudy import ~/papers\n\n"
    "FILE is BibTeX or BibLaTeX, CSL-JSON, RIS, what Zotero writes (Better BibTeX, its JSON, or "
    "CSV), the library of cobib, a list of references, one a line, or the folder of a papis "
    "library. Its content tells the format; --format says it where that fails.\n\n"
    "Keys, tags, groups, notes, the paths of PDFs and all fields that have no place here are "
    "kept. A paper that is here already gets what it lacks; what differs is listed, and stays as "
    "it is here, unless --replace says that these files are right and not those of before; what "
    "you wrote and what arXiv and the like say stays even so. The key of a file leads to its paper from then on. Importing again changes "
    "nothing that has not changed, and `paperstudy undo` takes all of an import back. A file of "
    "`paperstudy export library` becomes the library, which must be empty; that is not undone.\n\n"
    "An entry that cannot be read is an error on stderr, with its line, and the exit code is 8; "
    "--rejects keeps its text, to be mended and imported.",
)
@argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path, readable=False),
)
@option("--format", "format_name", metavar="NAME", default="", help="Read the files as this.")
@option("--dry-run", is_flag=True, help="Only show what would become of them; write nothing.")
@option("--replace", is_flag=True, help="Believe these files before those of former imports.")
@option("--rejects", metavar="FILE", help="Write what cannot be read to this new file.")
@json_option
@pass_call
def import_(call: Call, files: tuple[Path, ...], **options: object) -> int:
    """Import files."""
    paths = expand_paths(files)
    with call.open_study() as study:
        whole = next((path for path in paths if study.whole.holds(path)), None)
        if whole is not None:
            if len(paths) > 1 or options["format_name"]:
                raise InvalidInputError(
                    "{path} holds a whole library, which goes in alone and in no other format",
                    path=safe(whole),
                )
            return _import_library(call, study, whole, options)
        return _import_entries(call, study, paths, options)


def _import_entries(call: Call, study: Study, paths: list[Path], options: dict[str, object]) -> int:
    """Take in the papers of files."""
    if options["rejects"]:  # before anything is taken in
        check_new(str(options["rejects"]))
    as_json, dry_run = bool(options["as_json"]), bool(options["dry_run"])
    tally = Tally(as_json=as_json, prints=as_json)
    with cancel_on_interrupt() as cancel:
        events = study.importing.import_(
            paths, cancel=cancel, format_name=str(options["format_name"]), dry_run=dry_run,
            replace=bool(options["replace"]),
        )  # fmt: skip
        for imported in take_events(events, call, tally):
            if as_json:
                write_json_line(import_row(imported))
    if not as_json:
        write_data(render_import(tally.values, call.style, everything=dry_run))
    for line in render_import_sum(tally.summary, dry_run=dry_run, stopped=tally.cancelled):
        call.tell(line)
    if options["rejects"] and tally.summary.rejected:
        path = write_new_file(str(options["rejects"]), rejects_text(tally.summary.rejected))
        call.say("what cannot be read is in {path}", path=path)
    return tally.exit_code


def _import_library(call: Call, study: Study, path: Path, options: dict[str, object]) -> int:
    """Make the library of a file that holds a whole one."""
    if options["dry_run"]:
        raise InvalidInputError(
            "a whole library goes in as it is: there is nothing to show before",
            hint="import it into one of its own: `paperstudy --library NAME import FILE`",
        )
    count = study.whole.import_(path)
    if options["as_json"]:
        write_json_line({"library": safe(path), "papers": count})
    papers = translate_count("{count} paper", "{count} papers", count)
    call.say("the library of {path} is here now: {count}", path=safe(path), count=papers)
    call.say(
        "`paperstudy undo` does not take this back; to be rid of it, delete {database}",
        database=call.settings.database,
    )
    return 0


COMMANDS = {"import": import_}
