"""`list`, `search`, `show`: what a person waits for, so nothing heavy is imported here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.complete import complete_keys, complete_statuses, complete_tags
from paperstudy.cli.framework import NUMBER, argument, command, json_option, option, pass_call
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.render_papers import render_papers
from paperstudy.domain.errors import InvalidInputError
from paperstudy.domain.queries import ORDERS, PaperQuery, parse_query

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperstudy.cli.call import Call

    Function = Callable[..., object]

_PAGE = 50


def _paging(function: Function) -> Function:
    function = option(
        "--limit",
        type=NUMBER,
        metavar="N",
        help="Print at most N papers (50 in text, all of them in JSON).",
    )(function)
    return option("--all", "everything", is_flag=True, help="Print all of them.")(function)


@command(
    "list",
    help="List the papers, newest first.\n\n"
    "With --plain, or into a pipe, a paper is one line with tabs between key, title, authors, "
    "year, identifiers, status and tags.",
)
@option("--tag", multiple=True, shell_complete=complete_tags, help="Only with this tag.")
@option("--author", multiple=True, metavar="NAME", help="Only by this author.")
@option(
    "--status",
    metavar="STATUS",
    shell_complete=complete_statuses,
    help="Only with this status, such as to-read or read.",
)
@option("--year", metavar="YEARS", help="Only of this year or span: 2017, 2015..2017.")
@option("--order", type=click.Choice(ORDERS), help="Sort by added (the default), year, title, key.")
@_paging
@json_option
@pass_call
def list_(call: Call, **options: object) -> None:
    """List papers, by filters."""
    _print_papers(call, _filters(options), options)


@command(
    "search",
    help="Search the papers.\n\n"
    "All words must be in the title, authors, key, abstract, identifiers, notes or tags, also "
    "as a part of a word. Filters: tag:cv author:vaswani year:2015..2017 status:read "
    'presenter:민수 log:week3 has:code order:year. A phrase stands in quotes: "image retrieval".',
)
@argument("words", nargs=-1, required=True, metavar="QUERY...")
@_paging
@json_option
@pass_call
def search(call: Call, words: tuple[str, ...], **options: object) -> None:
    """Search papers by words and filters."""
    _print_papers(call, parse_query(" ".join(words)), options)


@command(
    "show",
    help="Show one paper with its logs, sessions and note.\n\n"
    "Also its code, where it was published, what models of it reached, and how old these facts "
    "are; --provenance tells for each fact who said it.",
)
@argument("reference", metavar="KEY", shell_complete=complete_keys)
@option("--all", "everything", is_flag=True, help="Print all mentions, code and results.")
@option("--provenance", is_flag=True, help="Print where each field comes from.")
@json_option
@pass_call
def show(call: Call, reference: str, *, everything: bool, provenance: bool, as_json: bool) -> None:
    """Show a paper by key, identifier or URL."""
    from paperstudy.cli.render_detail import render_detail, render_provenance

    with call.open_study() as study:
        detail = study.library.get(reference)
        origins = study.library.provenance(reference) if provenance or as_json else ()
    if as_json:
        from paperstudy.study.rows import paper_object

        write_json(paper_object(detail, origins))
    elif provenance:
        write_data(render_provenance(detail, origins, call.style, call.now))
    else:
        write_data(render_detail(detail, call.style, call.now, everything=everything))


def _filters(options: dict[str, object]) -> PaperQuery:
    """Return the query that the options of `list` ask for; they are read as a query's terms."""
    query = PaperQuery()
    for name in ("year", "status", "order"):
        if options.get(name):
            term = parse_query(f"{name}:{options[name]}")
            key = "years" if name == "year" else name
            query = query._replace(**{key: getattr(term, key)})
    tags, authors = options.get("tag"), options.get("author")
    return query._replace(
        tags=tags if isinstance(tags, tuple) else (),
        authors=authors if isinstance(authors, tuple) else (),
    )


def _print_papers(call: Call, query: PaperQuery, options: dict[str, object]) -> None:
    as_json = bool(options["as_json"])
    limit = options["limit"] if isinstance(options["limit"], int) else None
    if limit is not None and options["everything"]:
        raise InvalidInputError("give --limit or --all, not both")
    if limit is None and not as_json and not options["everything"]:
        limit = _PAGE
    with call.open_study() as study:
        page = study.library.search(query, limit=limit)
    if as_json:
        from paperstudy.study.rows import paper_row

        write_json([paper_row(paper) for paper in page.rows])
        return
    write_data(render_papers(page.rows, call.style))
    if page.total == 0:
        _say_nothing_found(call, query)
    elif len(page.rows) < page.total:
        call.say(
            "{shown} of {total} papers; --all prints the rest",
            shown=f"{len(page.rows):,}",
            total=f"{page.total:,}",
        )


def _say_nothing_found(call: Call, query: PaperQuery) -> None:
    if query == PaperQuery(order=query.order):
        call.say("no papers yet; read in your logs: paperstudy scan FOLDER")
    else:
        call.say("nothing fits; all words must fit, so try fewer of them")


COMMANDS = {"list": list_, "search": search, "show": show}
