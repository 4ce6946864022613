"""Code of a paper, and what it reached, as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.render import indented
from paperstudy.domain.language import translate
from paperstudy.saying.cells import crop, display_width
from paperstudy.saying.facts import repository_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.domain.papers import Repository, Result


def render_code(code: Sequence[Repository], style: Style, limit: int | None) -> Iterator[str]:
    """Yield the repositories of a paper, each with who told of it."""
    for repository in code[:limit]:
        facts = " · ".join(fact for fact in repository_facts(repository) if fact)
        if style.plain:
            yield f"  {repository.url}\t{facts}"
        elif display_width(repository.url) + display_width(facts) + 4 <= style.width:
            yield f"  {repository.url}  {style.paint(facts, 'dim')}"
        else:
            yield f"  {repository.url}"  # in one piece, so that it can be opened
            yield from (style.paint(line, "dim") for line in indented(facts, style, by=4))
    yield from _more(len(code), limit, style)


def render_results(results: Sequence[Result], style: Style, limit: int | None) -> Iterator[str]:
    """Yield what models of the paper reached, a line for each."""
    for result in results[:limit]:
        place = " · ".join(part for part in (result.task, result.dataset) if part)
        reached = ", ".join(f"{name} {value}".strip() for name, value in result.metrics)
        text = "  ".join(part for part in (f"{place}:", result.model, reached) if part)
        yield "  " + (text if style.plain else crop(text, style.width - 2))
    yield from _more(len(results), limit, style)


def _more(count: int, limit: int | None, style: Style) -> Iterator[str]:
    more = 0 if limit is None else count - limit
    if more > 0:
        said = translate("and {count} more (--all or --json prints them)", count=f"{more:,}")
        yield from indented(said, style)
