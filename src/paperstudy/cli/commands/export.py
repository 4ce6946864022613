"""`export`: the papers for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.files import write_file
from paperstudy.cli.framework import Group, argument, command, option, pass_call
from paperstudy.domain.errors import InvalidInputError
from paperstudy.domain.language import translate_count
from paperstudy.domain.queries import parse_query

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command(
    "bibtex",
    help="Write the papers as BibTeX.\n\n"
    "All of them, or those that a QUERY finds (as in `paperstudy search`), or those named with "
    "--key. Entries are sorted by key, so that two exports compare line by line.",
)
@argument("query", nargs=-1, metavar="[QUERY...]")
@option("--key", multiple=True, metavar="KEY", shell_complete=complete_keys, help="Only this one.")
@option("--output", "-o", metavar="FILE", help="Write this file, in place of what it holds.")
@option("--ascii", "ascii_only", is_flag=True, help="Write LaTeX commands for other letters.")
@pass_call
def bibtex(call: Call, query: tuple[str, ...], **options: object) -> None:
    """Export BibTeX."""
    keys = options["key"] if isinstance(options["key"], tuple) else ()
    if keys and query:
        raise InvalidInputError("give --key or a QUERY, not both")
    wanted = parse_query(" ".join(query)) if query else None
    with call.open_study() as study:
        done = study.exporting.export(
            "bibtex", keys=keys, query=wanted, ascii_only=bool(options["ascii_only"])
        )
    if done.count == 0:
        call.say("there are no papers to write" if wanted is None else "nothing fits the query")
    if options["output"] in {None, "-"}:
        click.echo(done.text, nl=False)
        return
    path, replaced = write_file(str(options["output"]), done.text)
    count = translate_count("{count} paper", "{count} papers", done.count)
    call.say("{path} replaced: {count}" if replaced else "{path}: {count}", path=path, count=count)


export = Group("export", help="Write the papers for other programs.", commands=[bibtex])
COMMANDS = {"export": export}
