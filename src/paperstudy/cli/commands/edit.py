"""`edit`, `note`, `tag`, `remove`: what a person changes on papers. Undo takes all of it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.complete import complete_keys, complete_keys_or_tags, complete_tags
from paperstudy.cli.editor import edit_text, keep_on_error
from paperstudy.cli.forms import edit_from_form, edit_from_options
from paperstudy.cli.framework import (
    Command,
    argument,
    command,
    json_option,
    option,
    pass_call,
)
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.typed import given_text
from paperstudy.domain.errors import InvalidInputError
from paperstudy.domain.language import translate
from paperstudy.domain.papers import PaperStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.call import Call
    from paperstudy.domain.papers import Paper
    from paperstudy.study.library import Library

_STATUSES = tuple(status.value for status in PaperStatus)


@command(
    "edit",
    help="Correct what is known of a paper.\n\n"
    "Without an option the paper opens in your editor as a form. What you set wins over what any "
    'source says; an empty value ("") clears a field.',
)
@argument("reference", metavar="KEY", shell_complete=complete_keys)
@option("--title", metavar="TEXT", help="The title.")
@option("--author", multiple=True, metavar="NAME", help="An author; once for each, in order.")
@option("--year", metavar="YEAR", help="The year of publication.")
@option("--venue", metavar="TEXT", help="Where it was published.")
@option("--url", metavar="URL", help="A link to it.")
@option("--abstract", metavar="TEXT", help="The abstract.")
@option("--status", type=click.Choice(_STATUSES), help="Where it stands for the group.")
@option("--key", metavar="KEY", help="Another cite key.")
@json_option
@pass_call
def edit(call: Call, reference: str, *, as_json: bool, **fields: object) -> None:
    """Edit a paper."""
    change = edit_from_options(fields)
    with call.open_study() as study:
        if change is not None:
            paper = study.library.edit(reference, change)
        else:
            edited = edit_from_form(
                study.library.get(reference).paper,
                lambda change: study.library.edit(reference, change),
            )
            if edited is None:
                call.say("nothing changed")
                return
            paper = edited
        if as_json:
            from paperstudy.study.rows import paper_object

            write_json(paper_object(study.library.get(paper.key)))
            return
    write_data([translate("{key} is changed: {title}", key=paper.key, title=paper.title)])


@command(
    "note",
    help="Write a note on a paper.\n\n"
    "Without an option the note opens in your editor. An empty note is removed.",
)
@argument("reference", metavar="KEY", shell_complete=complete_keys)
@option("--text", metavar="TEXT", help="The note itself.")
@option("--stdin", "from_stdin", is_flag=True, help="Read the note from standard input.")
@option("--append", is_flag=True, help="Put the text below the note that is there.")
@pass_call
def note(call: Call, reference: str, **options: object) -> None:
    """Write a note."""
    text = given_text(options)
    with call.open_study() as study:
        if text is None:
            text, paper = _edit_note(study.library, reference)
        elif options["append"]:
            paper = study.library.append_note(reference, text)
        else:
            paper = study.library.set_note(reference, text)
    if paper is None:
        call.say("nothing changed")
        return
    removed = not text.strip() and not options["append"]
    said = "note removed: {key}" if removed else "note saved: {key}"
    write_data([translate(said, key=paper.key)])


def _edit_note(library: Library, reference: str) -> tuple[str, Paper | None]:
    """Let a person edit the note; return what they wrote, and no paper where nothing changed."""
    shown = library.get(reference).note
    text = edit_text(shown, extension=".md")
    if text is None:
        return shown, None
    with keep_on_error(text, extension=".md"):
        return text, library.set_note(reference, text, expected=shown)


class _TagCommand(Command):
    """`tag`, where a word after a single dash is a tag to take off, not a row of short options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, `-todo` as `--remove todo`."""
        return super().parse_args(ctx, list(_spell_out(self, args)))


def _spell_out(command: Command, args: Sequence[str]) -> Iterator[str]:
    options = [param for param in command.params if isinstance(param, click.Option)]
    short = {name for param in options for name in param.opts}
    with_value = {name for param in options if not param.is_flag for name in param.opts}
    words = iter(args)
    for word in words:
        if word == "--":
            yield word
            break
        if word in with_value:
            yield word
            yield from (value for _, value in zip(range(1), words, strict=False))
        elif word.startswith("-") and not word.startswith("--") and word not in short:
            yield f"--remove={word[1:]}"
        else:
            yield word
    yield from words


@click.command(
    "tag",
    cls=_TagCommand,
    help="Put tags on papers, or take them off.\n\n"
    "  paperstudy tag he2015deep +vision +classic -todo\n"
    "  paperstudy tag he2015deep dosovitskiy2020image --add backbone\n\n"
    "Words with a sign are tags, the others papers.",
)
@argument(
    "words",
    nargs=-1,
    required=True,
    metavar="KEY... [+TAG...] [-TAG...]",
    shell_complete=complete_keys_or_tags,
)
@option("--add", multiple=True, metavar="TAG", shell_complete=complete_tags, help="Put on.")
@option("--remove", multiple=True, metavar="TAG", shell_complete=complete_tags, help="Take off.")
@pass_call
def tag(
    call: Call, words: tuple[str, ...], *, add: tuple[str, ...], remove: tuple[str, ...]
) -> None:
    """Tag papers."""
    papers = [word for word in words if word.strip() and not word.startswith(("+", "-"))]
    put_on = [*add, *(word[1:] for word in words if word.startswith("+"))]
    take_off = [*remove, *(word[1:] for word in words if word.startswith("-"))]
    if not papers or not (put_on or take_off):
        raise InvalidInputError(
            "name at least one paper and one tag", hint="for example: paperstudy tag KEY +nlp"
        )
    with call.open_study() as study:
        before = {paper.key: paper.tags for paper in _papers(study.library, papers)}
        study.library.tag(papers, add=put_on, remove=take_off)
        after = _papers(study.library, list(before))
    write_data(_retagged(paper.key, before[paper.key], paper.tags) for paper in after)


def _papers(library: Library, references: Sequence[str]) -> list[Paper]:
    return [library.get(reference).paper for reference in references]


def _retagged(key: str, before: Sequence[str], after: Sequence[str]) -> str:
    """Return what became of a paper's tags, in a line."""
    changes = [f"+{tag}" for tag in after if tag not in before]
    changes += [f"-{tag}" for tag in before if tag not in after]
    if not changes:
        return translate("{key}: nothing changed", key=key)
    return f"{key}: {' '.join(changes)}"


@command(
    "remove",
    help="Take papers out of the library.\n\n"
    "Nothing is asked, as `paperstudy undo` brings them back.",
)
@argument("references", nargs=-1, required=True, metavar="KEY...", shell_complete=complete_keys)
@pass_call
def remove(call: Call, references: tuple[str, ...]) -> None:
    """Remove papers."""
    with call.open_study() as study:
        keys = study.library.remove(references)
    write_data([translate("removed: {key}", key=key) for key in keys])
    call.say("to bring them back: paperstudy undo")


COMMANDS = {"edit": edit, "note": note, "tag": tag, "remove": remove}
