"""The command line: which commands there are, and how one is run.

A command's module is found by its name and imported when it is called, so that `--help` and
`list` do not pay for the rest. The first line of each command's help stands in a table here
for the same reason; a test holds the two together.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from paperstudy.cli.call import Call
from paperstudy.cli.framework import Group, global_options
from paperstudy.cli.output import drop_output, prepare_streams
from paperstudy.config import load_settings
from paperstudy.domain.errors import PaperstudyError
from paperstudy.domain.language import (
    find_locale_language,
    match_language,
    set_language,
    translate,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Entry(NamedTuple):
    """A command: its name, the module of `cli/commands` it is in, and its help's first line."""

    name: str
    module: str
    summary: str


SECTIONS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "Logs",
        (
            Entry("demo", "demo", "Try it all on sample logs, in a folder of its own"),
            Entry("scan", "scan", "Read study logs into the library"),
            Entry("inbox", "inbox", "Decide what a scan or a sync was not sure about"),
        ),
    ),
    (
        "Papers",
        (
            Entry("list", "papers", "List the papers, newest first"),
            Entry("search", "papers", "Search the papers"),
            Entry("show", "papers", "Show one paper with its logs, sessions and note"),
            Entry("add", "add", "Add papers by identifier, URL, title or file"),
            Entry("sync", "sync", "Fetch what the sources know of the papers"),
            Entry("pdf", "pdf", "Open the PDF of a paper, or store it"),
            Entry("edit", "edit", "Correct what is known of a paper"),
            Entry("note", "edit", "Write a note on a paper"),
            Entry("tag", "edit", "Put tags on papers, or take them off"),
            Entry("remove", "edit", "Take papers out of the library"),
            Entry("duplicates", "merge", "List papers that may be one and the same"),
            Entry("merge", "merge", "Make one paper of two"),
            Entry("identify", "identify", "Say which identifier a text is"),
        ),
    ),
    (
        "Sessions",
        (
            Entry("session", "session", "Plan the meetings, and see who presented what"),
            Entry("person", "person", "See who is in the group, and by which names"),
            Entry("reading", "reading", "Keep the reading lists, the group's and your own"),
            Entry("todo", "todo", "List what the logs leave to do and to answer"),
            Entry("stats", "stats", "Show the group in numbers"),
            Entry("digest", "digest", "Write this week in ten lines, for a chat"),
        ),
    ),
    (
        "Exchange",
        (
            Entry("import", "import_", "Take in the papers of other programs"),
            Entry("export", "export", "Write papers and sessions for other programs"),
            Entry("link", "link", "Put the links of papers into the logs that name them"),
            Entry("cite", "cite", "Write references, ready to paste"),
            Entry("rekey", "rekey", "Give papers new cite keys, by the template of the settings"),
        ),
    ),
    (
        "Library",
        (
            Entry("undo", "upkeep", "Take back the last change made by hand"),
            Entry("redo", "upkeep", "Redo what undo took back"),
            Entry("db", "upkeep", "Look at the library's database"),
            Entry("catalogue", "catalogue", "Keep the archive of Papers with Code on this machine"),
            Entry("config", "config", "Show the settings and where they come from"),
            Entry("serve", "serve", "Run the app in a browser, for you on this machine alone"),
            Entry("completion", "completion", "Set up completion for your shell"),
        ),
    ),
)
TITLES = ("Logs", "Papers", "Sessions", "Exchange", "Library")
ALIASES = (
    ("ls", "list"),
    ("find", "search"),
    ("rm", "remove"),
    ("delete", "remove"),
    ("sessions", "session"),
    ("people", "person"),
    ("todos", "todo"),
    ("tags", "tag"),
    ("notes", "note"),
)
COMPLETION = "_PAPERSTUDY_COMPLETE"
_HELP = (
    "Find the papers and sessions in a study group's logs, keep them in one library, and write "
    "BibTeX.\n\nWithout a command, `paperstudy` opens the app on a terminal; --library, --database, "
    "--offline and --lang go with it.\n\nOptions of paperstudy itself may stand before or after the command."
)


class App(Group):
    """The commands by section, each imported when it is asked for."""

    def __init__(self) -> None:
        super().__init__(
            "paperstudy", help=_HELP, aliases=ALIASES, subcommand_metavar="COMMAND [ARGS]..."
        )
        self.params = global_options(hidden=False)
        self.params.append(_version_option())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names, as the help lists them."""
        del ctx
        return [entry.name for _, entries in SECTIONS for entry in entries]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and return the command; None where there is none."""
        del ctx
        for _, entries in SECTIONS:
            for entry in entries:
                if entry.name == cmd_name:
                    return _load(entry)
        return None

    def sections(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the sections of the help with each command's name and first line."""
        return [
            (title, [(entry.name, translate(entry.summary)) for entry in entries])
            for title, entries in SECTIONS
        ]


def _load(entry: Entry) -> click.Command:
    from importlib import import_module

    module = import_module(f"paperstudy.cli.commands.{entry.module}")
    commands: dict[str, click.Command] = module.COMMANDS
    return commands[entry.name]


def _version_option() -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - Click's
        if value and not ctx.resilient_parsing:
            from paperstudy import __version__

            click.echo(f"paperstudy {__version__}")
            ctx.exit()

    return click.Option(
        ["--version", "-V"], is_flag=True, expose_value=False, is_eager=True, callback=show,
        hidden=True,
    )  # fmt: skip


def run(arguments: Sequence[str], call: Call | None = None) -> int:
    """Run one command line; return its exit code. `call` is a test's own."""
    call = call or Call()
    prepare_streams(call.environ)
    set_language(_language(arguments, call.environ))
    if call.environ.get(COMPLETION):
        from click.shell_completion import shell_complete

        asked = call.environ[COMPLETION]
        return shell_complete(App(), {"obj": call}, "paperstudy", COMPLETION, asked)
    return _invoke(list(arguments), call)


def _invoke(arguments: list[str], call: Call) -> int:
    """Run a command. Click's own `main` would answer a broken pipe with a failure of its own."""
    as_json = "--json" in arguments
    app = App()
    try:
        with app.make_context("paperstudy", arguments, obj=call) as ctx:
            code = app.invoke(ctx)
    except click.exceptions.Exit as done:
        return done.exit_code
    except (PaperstudyError, click.ClickException, OSError) as error:
        return _report(error, as_json=as_json)
    except (KeyboardInterrupt, click.Abort):
        from paperstudy.cli.errors import INTERRUPTED

        return INTERRUPTED
    return code if isinstance(code, int) else 0


def _report(error: PaperstudyError | click.ClickException | OSError, *, as_json: bool) -> int:
    """Say an error and return its exit code; what the system says of no file of ours is a bug."""
    from paperstudy.cli.errors import from_click, from_full, report_error
    from paperstudy.study.files import is_full

    if isinstance(error, OSError):
        if not is_full(error):
            raise error
        drop_output(sys.stdout)
        return report_error(from_full(error), as_json=as_json)
    own = from_click(error) if isinstance(error, click.ClickException) else error
    return report_error(own, as_json=as_json)


def _language(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return the language to speak; a setting that cannot be read is reported later."""
    for number, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            wanted = value or "".join(arguments[number + 1 : number + 2])
            return match_language(wanted) or find_locale_language(environ)
    try:
        return load_settings(environ=environ).language
    except PaperstudyError:
        return find_locale_language(environ)
