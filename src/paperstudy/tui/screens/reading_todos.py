"""What the logs leave to do and to answer, beside the reading lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.logs import TodoKind
from paperstudy.tui.places import LogPlace
from paperstudy.tui.screens.reading_board import Lane, TodoList, WhoseBar
from paperstudy.tui.screens.reading_deeds import ReadingDeeds
from paperstudy.tui.widgets.dialogs import Pick

if TYPE_CHECKING:
    from paperstudy.domain.library import Todo

_OPEN, _QUESTIONS, _TASKS, _ALL = "open", "questions", "tasks", "all"


class ReadingTodos(ReadingDeeds):
    """The actions on to-dos."""

    def __init__(self) -> None:
        super().__init__()
        self._which = _OPEN
        self._said = ""

    @property
    def todos(self) -> TodoList:
        """The list of them."""
        return self.query_one(TodoList)

    @property
    def current_list(self) -> Lane | TodoList:
        """The list that has the keys, or had them last."""
        return self.todos if self.has_class("todos") else self.lane

    def load_todos(self) -> None:
        """Read them."""
        which = self._which
        kind = {_QUESTIONS: TodoKind.QUESTION, _TASKS: TodoKind.TASK}.get(which)
        self.work.ask(
            lambda study: study.todos.list(open_only=which != _ALL, kind=kind),
            self._take_todos,
            lane="reading-todos",
        )

    def show_todos(self, *, on: bool) -> None:
        """Show the to-dos in place of the columns, or the columns again."""
        if on == self.has_class("todos"):
            return
        self.set_class(on, "todos")
        self.remove_class("detail")
        self.tell_whose(self._said)
        self.current_list.focus()

    def tell_whose(self, said: str) -> None:
        """Say whose list it is, and how much is to do."""
        self._said = said
        bar = self.query_one(WhoseBar)
        bar.person, bar.todos = self.person, self.has_class("todos")
        bar.said = self._which_said() if bar.todos else said
        bar.refresh()

    def action_todos(self) -> None:
        """Go to the to-dos, or back."""
        self.show_todos(on=not self.has_class("todos"))

    def action_mine(self) -> None:
        """Go from the group's list to one's own, or back."""
        from paperstudy.tui.screens.whoami import as_me

        if self.person:
            self.action_whose_list("")
        else:
            as_me(self, lambda: self.action_whose_list("me"))

    def action_whose(self) -> None:
        """Ask whose list to show."""

        def ask(names: tuple[str, ...]) -> None:
            choices = [(translate("the group's list"), "", ""), *((one, one, "") for one in names)]
            self.app.push_screen(Pick(translate("Whose list?"), choices), take)

        def take(person: str | None) -> None:
            if person is not None:
                self.action_whose_list(person)

        self.paperstudy.answers.ask(
            lambda study: tuple(one.person.name for one in study.people.list()), ask
        )

    def action_list(self) -> None:
        """Go from the to-dos back to the columns."""
        self.show_todos(on=False)

    def action_whose_list(self, person: str) -> None:
        """Show the list of the group, "", of who is at the keyboard, or of somebody else."""
        self.show_todos(on=False)
        if person != self.person:
            self.person = person
            self.load()

    def action_done(self) -> None:
        """Close to-dos, or open them again, by the first of them."""
        chosen = [one for n in self.todos.chosen if (one := self.todos.row(n)) is not None]
        if not chosen or not self.has_class("todos"):
            return
        done = not chosen[0].done
        numbers = [int(one.id) for one in chosen]
        self.todos.unmark()

        def said(todos: tuple[Todo, ...]) -> str:
            if done:
                return translate_count(
                    "{count} to-do is done",
                    "{count} to-dos are done",
                    len(todos),
                )
            return translate_count(
                "{count} to-do is open again",
                "{count} to-dos are open again",
                len(todos),
            )

        self.work.do(lambda study: study.todos.set_done(numbers, done=done), said=said)

    def action_which(self) -> None:
        """Ask which to-dos to show."""
        self.show_todos(on=True)
        choices = [
            (translate("all that is open"), _OPEN, ""),
            (translate("open questions"), _QUESTIONS, ""),
            (translate("open tasks"), _TASKS, ""),
            (translate("also what is done"), _ALL, ""),
        ]

        def take(which: str | None) -> None:
            if which:
                self._which = which
                self.load_todos()

        self.app.push_screen(Pick(translate("Which to-dos?"), choices), take)

    async def action_edit(self) -> None:
        """Open the log at the line of the to-do."""
        todo = self.todos.current_row
        if self.has_class("todos") and todo is not None:
            await self.paperstudy.open(LogPlace(todo.path, todo.line))

    def _take_todos(self, todos: tuple[Todo, ...]) -> None:
        self.todos.empty = translate("nothing is to do: boxes and questions in your logs come here")
        rows = [(int(todo.id), todo) for todo in todos]
        self.todos.show([number for number, _ in rows], rows)
        if self._which == _OPEN:
            self.query_one(WhoseBar).waiting = len(todos)
        self.tell_whose(self._said)

    def _which_said(self) -> str:
        return {
            _OPEN: "",
            _QUESTIONS: translate("open questions"),
            _TASKS: translate("open tasks"),
            _ALL: translate("also what is done"),
        }[self._which]
