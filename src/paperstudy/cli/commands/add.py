"""`add`: papers by identifier, URL, title or file, or by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.adding import Adding, check_tags
from paperstudy.cli.complete import complete_tags
from paperstudy.cli.framework import argument, command, json_option, option, pass_call
from paperstudy.cli.output import write_json
from paperstudy.cli.typed import read_words
from paperstudy.domain.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.cli.call import Call


@command(
    "add",
    help="Add papers by identifier, URL, title or file.\n\n"
    "  paperstudy add 1706.03762 https://doi.org/10.1109/5.771073\n"
    '  paperstudy add "Attention Is All You Need"\n'
    "  paperstudy add references.bib paper.pdf\n"
    '  paperstudy add --title "Mixture Density Networks" --author "C. M. Bishop"\n\n'
    "REF is an arXiv id, a DOI, a link to a paper, a title in quotes, or a .bib or .pdf file; - "
    "reads them from standard input, one a line, without lines that begin with #. Of a title the papers that it may mean are shown, "
    "and you choose one by its number. Of a PDF the first pages tell the identifier.\n\n"
    "Facts come from the network; with --offline from the catalogue that comes with paperstudy and "
    "the archive of Papers with Code if you have it. A paper that neither knows is kept and marked "
    "to be fetched. Adding a paper twice is no error.\n\n"
    "A paper that no service knows is added by hand, with --title and the options below it, or "
    "with --edit in your editor.",
)
@argument("references", nargs=-1, metavar="[REF...]")
@option("--tag", multiple=True, shell_complete=complete_tags, help="Put this tag on all of them.")
@option("--title", metavar="TEXT", help="By hand: the title.")
@option("--author", multiple=True, metavar="NAME", help="An author; once for each, in order.")
@option("--year", metavar="YEAR", help="The year of publication.")
@option("--venue", metavar="TEXT", help="Where it was published.")
@option("--url", metavar="URL", help="A link to it.")
@option("--doi", metavar="DOI", help="Its DOI.")
@option("--abstract", metavar="TEXT", help="The abstract.")
@option("--edit", "in_editor", is_flag=True, help="By hand, as a form in your editor.")
@json_option
@pass_call
def add(call: Call, references: tuple[str, ...], **options: object) -> int:
    """Add papers."""
    as_json, in_editor = bool(options.pop("as_json")), bool(options.pop("in_editor"))
    tags = check_tags(options.pop("tag"))
    by_hand = in_editor or any(value not in {None, ()} for value in options.values())
    words = _words(references, by_hand=by_hand)
    with call.open_study() as study:
        adding = Adding(call, study, as_json=as_json)
        try:
            if by_hand:
                adding.take_by_hand(options, in_editor=in_editor)
            else:
                adding.take_words(words)
        finally:  # also after an interrupt, on what was added before it
            adding.put_tags(tags)
    if as_json:
        write_json(adding.rows)
    return adding.exit_code


def _words(references: Sequence[str], *, by_hand: bool) -> list[str]:
    """Return what is to be added; nothing for a paper that is made by hand."""
    if by_hand and references:
        raise InvalidInputError(
            "a REF and --title or --edit exclude each other",
            hint="add the REF first, then correct it: paperstudy edit KEY",
        )
    if by_hand:
        return []
    if not references:
        raise InvalidInputError(
            "{name} is missing",
            hint="`{command} --help` shows what it takes",
            name="REF",
            command="paperstudy add",
        )
    words = [word for word in read_words(references, comments=True) if word.strip()]
    if not words:
        raise InvalidInputError(
            "there is no reference on standard input"
            if "-" in references
            else "an empty text is no reference",
            hint="`paperstudy add --help` shows what it takes",
        )
    return words


COMMANDS = {"add": add}
