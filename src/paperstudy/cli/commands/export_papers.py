"""`export bibtex` and the other formats of papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.errors import INTERRUPTED, SOME_FAILED, report_error
from paperstudy.cli.framework import argument, command, option, pass_call
from paperstudy.cli.handing_out import hand_out_diff, hand_out_export
from paperstudy.domain.errors import InvalidInputError, NotFoundError
from paperstudy.domain.language import translate_count
from paperstudy.saying.updates import updates_of
from paperstudy.study.files import (
    BIB_ENTRY,
    EXPORTS,
    holds_something,
    read_current,
    refuse_loss,
    update_or_create,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperstudy.cli.call import Call
    from paperstudy.study.choosing import Choice
    from paperstudy.study.study import Study

    Command = Callable[..., object]

_MOST = 10  # changed entries of a file that are told one by one


def _which(function: Command) -> Command:
    """Declare which papers a command writes, and where."""
    function = argument("words", nargs=-1, metavar="[QUERY|KEY...]", shell_complete=complete_keys)(
        function
    )
    function = option(
        "--key", multiple=True, metavar="KEY", shell_complete=complete_keys, help="Only this one."
    )(function)
    function = option(
        "--force", is_flag=True, help="Replace FILE also where it holds something else."
    )(function)
    return option(
        "--output", "-o", metavar="FILE", help="Write this file, in place of what it holds."
    )(function)


def _of_bib(function: Command) -> Command:
    """Declare what .bib files can do beyond that."""
    path = click.Path(path_type=Path, readable=False)
    for declare in (
        option(
            "--ascii", "ascii_only", is_flag=True,
            help="Write LaTeX commands for other letters; Hangul is romanised.",
        ),
        option(
            "--update", metavar="FILE",
            help="Change only our entries in this file; every other byte of it stays.",
        ),
        option(
            "--diff", is_flag=True,
            help="Only show what --update would change, as a diff; nothing is written.",
        ),
        option(
            "--cited", multiple=True, metavar="FILE", type=path,
            help="Only what this document cites: its .aux file, or its .tex file.",
        ),
        option("--watch", is_flag=True, help="Write again whenever the library changes."),
    ):  # fmt: skip
        function = declare(function)
    return _which(function)


@command(
    "bibtex",
    help="Write the papers as BibTeX.\n\n"
    "  paperstudy export bibtex -o refs.bib\n"
    "  paperstudy export bibtex --cited paper.aux --update refs.bib\n"
    "  paperstudy export bibtex tag:thesis --watch -o refs.bib\n\n"
    "All of them, or those with these cite KEYs, or those that a QUERY finds (as in `paperstudy "
    "search`). Entries are sorted by key, so that two exports compare line by line.\n\n"
    "--update knows its entries by DOI, arXiv number or key; they keep their keys and what only "
    "the file says of them, and new ones are put at the end. --watch goes on until Ctrl-C.",
)
@_of_bib
@pass_call
def bibtex(call: Call, **options: object) -> int:
    """Export BibTeX."""
    return _export_bib(call, "bibtex", options)


@command(
    "biblatex",
    help="Write the papers as BibLaTeX.\n\n"
    "As `paperstudy export bibtex` does, in the words of BibLaTeX and Biber: @online, "
    "journaltitle, date, eprinttype.",
)
@_of_bib
@pass_call
def biblatex(call: Call, **options: object) -> int:
    """Export BibLaTeX."""
    return _export_bib(call, "biblatex", options)


@command(
    "csl",
    help="Write the papers as CSL-JSON, for Zotero, pandoc and citation processors.\n\n"
    "All of them, or those with these cite KEYs, or those that a QUERY finds.",
)
@_which
@pass_call
def csl(call: Call, **options: object) -> None:
    """Export CSL-JSON."""
    _export_plain(call, "csl", options)


@command(
    "ris",
    help="Write the papers as RIS, for EndNote, Mendeley and the like.\n\n"
    "All of them, or those with these cite KEYs, or those that a QUERY finds.",
)
@_which
@pass_call
def ris(call: Call, **options: object) -> None:
    """Export RIS."""
    _export_plain(call, "ris", options)


@command(
    "csv",
    help="Write the papers as a table for a spreadsheet.\n\n"
    "All of them, or those with these cite KEYs, or those that a QUERY finds. A cell that a "
    "spreadsheet would take for a formula has a ' before it.",
)
@_which
@pass_call
def csv(call: Call, **options: object) -> None:
    """Export CSV."""
    _export_plain(call, "csv", options)


@command(
    "json",
    help="Write the papers as JSON, a list with an object for each.\n\n"
    "All of them, or those with these cite KEYs, or those that a QUERY finds. The objects are "
    "those of `paperstudy show --json`.",
)
@_which
@pass_call
def json(call: Call, **options: object) -> None:
    """Export JSON."""
    _export_plain(call, "json", options)


@command(
    "markdown",
    help="Write the papers as a list in Markdown, with links.\n\n"
    "All of them, or those with these cite KEYs, or those that a QUERY finds.",
)
@_which
@pass_call
def markdown(call: Call, **options: object) -> None:
    """Export Markdown."""
    _export_plain(call, "markdown", options)


def _choice(options: dict[str, object]) -> Choice:
    from paperstudy.study.choosing import Choice

    keys, words, cited = (_listed(options.get(name)) for name in ("key", "words", "cited"))
    if sum(map(bool, (keys, words, cited))) > 1:
        raise InvalidInputError("give --key, a QUERY or --cited, and only one of them")
    return Choice(tuple(map(str, keys)), tuple(map(str, words)), None, tuple(map(Path, cited)))  # type: ignore[arg-type]


def _listed(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _export_plain(call: Call, name: str, options: dict[str, object]) -> None:
    with call.open_study() as study:
        done = study.exporting.export(name, _choice(options))
    if _is_nothing(call, done.count, options):
        return
    if not options["force"]:
        refuse_loss(options["output"], EXPORTS[name])
    hand_out_export(call, done.content, options["output"], _counted(done.count))
    _say_pending(call, done.pending)


def _export_bib(call: Call, name: str, options: dict[str, object]) -> int:
    if options["update"] and options["output"]:
        raise InvalidInputError("give -o or --update, not both")
    if options["watch"] and not (options["output"] or options["update"]):
        raise InvalidInputError("--watch needs a file", hint="give it with -o or --update")
    if options["diff"] and (options["watch"] or not options["update"]):
        raise InvalidInputError(
            "--diff shows what --update would change, once",
            hint="paperstudy export bibtex --update FILE --diff",
        )
    write = _update if options["update"] else _write
    with call.open_study() as study:
        if options["watch"]:
            return _watch(call, study, lambda: write(call, study, name, options))
        return write(call, study, name, options)


def _write(call: Call, study: Study, name: str, options: dict[str, object]) -> int:
    done = study.exporting.export(name, _choice(options), ascii_only=bool(options["ascii_only"]))
    nothing = _is_nothing(call, done.count, options)
    if not done.count and not done.missing:
        _say_uncited(call, options)
    if options["watch"]:  # a file that stays the same is not touched: others watch it in turn
        if not options["force"]:
            _replaceable(study, options, done.content)
            options["force"] = True  # from here on the file is ours
        path, _ = update_or_create(str(options["output"]), lambda _: done.content)
        call.say("{path}: {count}", path=path, count=_counted(done.count))
    elif not nothing and (done.count or not done.missing):
        had = _replaceable(study, options, done.content) if done.content else 0
        fewer = had if had > done.count else 0
        hand_out_export(call, done.content, options["output"], _counted(done.count), fewer)
        _say_pending(call, done.pending)
    for key, written in done.renamed:
        call.say("“{key}” is cited, and stands in the file as {written}", key=key, written=written)
    return _report_missing(done.missing, some=done.count > 0)


def _replaceable(study: Study, options: dict[str, object], written: bytes) -> int:
    """Return how many entries the file has that is to be replaced.

    Raises:
        ConflictError: it holds anything else, and nobody says that it may go.
    """
    output, force = options["output"], bool(options["force"])
    if output in {None, "-"}:
        return 0
    if not force:
        refuse_loss(output, BIB_ENTRY, nothing=not written)
    return study.exporting.count_replaced(str(output), written, force=force)


def _update(call: Call, study: Study, name: str, options: dict[str, object]) -> int:
    path, choice, told = str(options["update"]), _choice(options), []
    if not options["force"]:
        refuse_loss(path, BIB_ENTRY, adding=True)

    def change(content: bytes) -> bytes:
        told.append(study.exporting.update(name, content, choice, path))
        return told[0][0].content

    if options["diff"]:
        _hand_out_diff(call, path, change)
    else:
        path, _ = update_or_create(path, change)
    updated, missing = told[0]
    for line in updates_of(path, updated, _MOST, written=not options["diff"]):
        call.tell(line)
    some = bool(updated.same or updated.changed or updated.added or updated.own)
    if not (some or missing):
        _say_uncited(call, options)
    return _report_missing(missing, some=some)


def _hand_out_diff(call: Call, path: str, change: Callable[[bytes], bytes]) -> None:
    from paperstudy.study.import_text import decode

    held = read_current(path)
    before, after = (decode(content, Path(path)).text for content in (held, change(held)))
    hand_out_diff(call, before, after, path)


def _watch(call: Call, study: Study, write: Callable[[], int]) -> int:
    from paperstudy.cli.progress import cancel_on_interrupt

    with cancel_on_interrupt() as cancel:
        for _ in study.exporting.each_change(write, cancel):
            call.say("waiting for changes; Ctrl-C ends it")
    return INTERRUPTED


def _report_missing(missing: Sequence[tuple[str, str]], *, some: bool) -> int:
    error = None
    for key, near in missing:
        error = NotFoundError(
            "“{key}” is cited, and no paper here has this key",
            hint="did you mean {near}?" if near else "`paperstudy add` takes it in",
            key=key,
            near=near,
        )
        report_error(error, as_json=False)
    if error is None:
        return 0
    return SOME_FAILED if some else error.exit_code


def _is_nothing(call: Call, count: int, options: dict[str, object]) -> bool:
    """Tell whether no paper goes into a file that is not there yet; say so of any without papers."""
    if count == 0 and not options.get("cited"):
        asked = options["words"] or options["key"]
        call.say("nothing fits the query" if asked else "there are no papers to write")
    output = options["output"]
    return count == 0 and output not in {None, "-"} and not holds_something(str(output))


def _say_uncited(call: Call, options: dict[str, object]) -> None:
    for path in _listed(options["cited"]):
        call.say("{path} cites no paper", path=path)


def _say_pending(call: Call, count: int) -> None:
    if count:
        call.say(
            "{papers} not fetched yet: `paperstudy sync` asks for them", papers=_counted(count)
        )


def _counted(count: int) -> str:
    return translate_count("{count} paper", "{count} papers", count)


COMMANDS = (bibtex, biblatex, csl, ris, csv, json, markdown)
