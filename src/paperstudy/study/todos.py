"""What the logs leave to do and to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.library import TodoId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.library import Todo
    from paperstudy.domain.logs import TodoKind
    from paperstudy.store.store import Store
    from paperstudy.study.clock import Clock


class Todos:
    """To-dos and questions: a log's box opens and closes them, and so does a person."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def list(
        self, *, open_only: bool = False, kind: TodoKind | None = None, paper: str = ""
    ) -> tuple[Todo, ...]:
        """Return them by log and line.

        Raises:
            NotFoundError: the paper is not here.
        """
        from paperstudy.study.finding import find_paper

        with self._store.read() as tx:
            key = find_paper(tx, paper).key if paper else ""
            return tx.todos.all(open_only=open_only, kind=kind, paper=key)

    def set_done(self, numbers: Sequence[int], *, done: bool) -> tuple[Todo, ...]:
        """Close them by hand, or open them again; that stands until the log's own box changes.

        Raises:
            NotFoundError: one of the numbers is not there; nothing is changed then.
        """
        word = "done" if done else "open"
        said = " ".join(str(number) for number in numbers)
        with self._store.write(f"todo {word} {said}", at=self._clock()) as tx:
            known = {todo.id for todo in tx.todos.all()}
            wanted = dict.fromkeys(TodoId(number) for number in numbers)
            for number in wanted:
                if number not in known:
                    raise _unknown(number, known)
                tx.todos.set_done(number, done=done)
            after = {todo.id: todo for todo in tx.todos.all()}
            return tuple(after[number] for number in wanted)


def _unknown(number: int, known: set[TodoId]) -> NotFoundError:
    """Return the error of a number that is not there; it names the nearest one that is."""
    if not known:
        return NotFoundError(
            "there is no to-do {number}",
            hint="there are none yet; `paperstudy scan FOLDER` reads them from logs",
            number=number,
        )
    return NotFoundError(
        "there is no to-do {number}",
        hint="did you mean {near}? `paperstudy todo list` lists them with their numbers",
        number=number,
        near=min(known, key=lambda one: (abs(one - number), one)),
    )
