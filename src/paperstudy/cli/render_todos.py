"""To-dos and questions as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.render import indented
from paperstudy.domain.language import translate
from paperstudy.domain.logs import TodoKind
from paperstudy.saying.cells import crop
from paperstudy.saying.names import short_path
from paperstudy.saying.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.domain.library import Todo


def render_todos(todos: Sequence[Todo], style: Style) -> Iterator[str]:
    """Yield to-dos: number, box, text; below, the paper and the place in the log."""
    for todo in todos:
        if style.plain:
            yield "\t".join(_fields(todo))
            continue
        first, *rest = indented(todo.text, style, by=10)
        number = style.paint(f"{todo.id:>4}", "cyan")
        yield f"{number}  {_box(todo)} {first.strip()}"
        yield from rest
        facts = " · ".join(fact for fact in (_title(todo), _place(todo)) if fact)
        yield style.paint(" " * 10 + crop(facts, style.width - 10), "dim")


def render_todos_of_paper(todos: Sequence[Todo], style: Style) -> Iterator[str]:
    """Yield the to-dos of one paper as a part of what is known of it."""
    for todo in todos:
        line = f"{_box(todo)} {todo.text}  ({_place(todo)})"
        yield from indented(line, style)


def _fields(todo: Todo) -> tuple[str, ...]:
    return (
        str(todo.id),
        word(todo.kind),
        word("done") if todo.done else translate("open"),
        todo.text,
        todo.paper[0] if todo.paper else "",
        f"{short_path(todo.path)}:{todo.line}",
    )


def _box(todo: Todo) -> str:
    """Return what stands before it: a question mark for what is asked, in a box that is ticked."""
    sign = "?" if todo.kind is TodoKind.QUESTION else " "
    return f"[{'x' if todo.done else sign}]"


def _title(todo: Todo) -> str:
    return todo.paper[1] or todo.paper[0] if todo.paper else ""


def _place(todo: Todo) -> str:
    by_hand = f" ({translate('marked by hand')})" if todo.by_hand else ""
    return f"{short_path(todo.path)}:{todo.line}{by_hand}"
