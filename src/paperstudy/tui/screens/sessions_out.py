"""What goes out of the meetings: documents to files and the clipboard, links, logs; two made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, InvalidInputError
from paperstudy.domain.language import translate
from paperstudy.saying.document_words import document_words
from paperstudy.saying.meetings import date_of, moment_of
from paperstudy.saying.names import short_path
from paperstudy.tui.places import LogPlace
from paperstudy.tui.screens.sessions_deeds import called
from paperstudy.tui.screens.sessions_detail import first_line
from paperstudy.tui.screens.sessions_turns import SessionsTurns
from paperstudy.tui.widgets.dialogs import Confirm, Pick, Prompt

if TYPE_CHECKING:
    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.study.study import Study
    from paperstudy.tui.screens.sessions_list import Meeting


_MARKERS = b"<!-- paperstudy:schedule -->\n<!-- /paperstudy:schedule -->\n"
_OURS = {"agenda", "minutes"}  # what may be written over, if a person says so


class SessionsOut(SessionsTurns):
    """The actions that hand something out."""

    def action_export(self) -> None:
        """Ask what to write, and where to."""
        one = self.rows.current_row
        self.app.push_screen(
            Pick(translate("Write"), documents(one)), lambda kind: self._ask_file(one, kind or "")
        )

    def action_copy(self) -> None:
        """Ask what to copy."""
        one = self.rows.current_row
        choices = documents(one)
        if one is not None:
            choices.append((translate("Day and time"), "when", moment_of(one.session)))

        def take(kind: str | None) -> None:
            if kind == "when" and one is not None:
                moment = moment_of(one.session)
                self.paperstudy.copy(moment, moment)
            elif kind:
                self._hand_out(one, kind, "")

        self.app.push_screen(Pick(translate("Copy"), choices), take)

    def action_browse(self) -> None:
        """Open the link where the session is held."""
        one = self.rows.current_row
        if one is None:
            return
        place = one.session.place
        if place.startswith(("http://", "https://")):
            self.paperstudy.open_page(place)
        else:
            self.paperstudy.say_error(
                InvalidInputError(
                    "nobody gave a link for this session", hint="e gives it one, as its place"
                )
            )

    async def action_log(self) -> None:
        """Open the log that tells of the session."""
        one = self.rows.current_row
        if one is None:
            return
        logs = one.session.logs
        if not logs:
            self.paperstudy.say(translate("no log tells of it: x writes one to be filled in"))
        elif len(logs) == 1:
            await self.paperstudy.open(LogPlace(logs[0], first_line(one.session)))
        else:
            await self._pick_log(logs)

    async def _pick_log(self, logs: tuple[str, ...]) -> None:
        async def take(path: str | None) -> None:
            if path:
                await self.paperstudy.open(LogPlace(path))

        choices = [(short_path(path), path, "") for path in logs]
        await self.app.push_screen(Pick(translate("Which log"), choices), take)

    def _ask_file(self, one: Meeting | None, kind: str) -> None:
        if not kind:
            return
        day = date_of(one.session) if one is not None and one.session.date else "session"
        name = {
            "agenda": f"agenda-{day}.md",
            "minutes": f"minutes-{day}.md",
            "log": f"{day}.md",
            "table": "sessions.md",
            "ics": "sessions.ics",
        }[kind]
        how = translate("a file; nothing at all puts it on the clipboard")
        if kind == "table":
            how += "\n" + translate(
                "in one with the lines <!-- paperstudy:schedule --> and "
                "<!-- /paperstudy:schedule --> only what stands between them is changed"
            )

        def take(name: str | None) -> None:
            if name is not None:
                self._hand_out(one, kind, name.strip())

        title = {text: title for title, text, _ in documents(one)}[kind]
        self.app.push_screen(Prompt(title, name, help=how), take)

    def _hand_out(self, one: Meeting | None, kind: str, name: str, *, over: bool = False) -> None:
        which = one.which if one is not None else ""

        def take(yes: bool | None) -> None:  # noqa: FBT001 - Textual's callback
            if yes:
                self._hand_out(one, kind, name, over=True)

        def fail(error: PaperstudyError) -> None:
            if isinstance(error, ConflictError) and kind in _OURS:
                said = translate("{path} is there already. Write over it?", path=name)
                self.app.push_screen(Confirm(said), take)
            else:
                self.paperstudy.say_error(error)

        def tell(written: tuple[str, str]) -> None:
            said, text = written
            if said:
                self.paperstudy.say(said)
            else:
                title = {kind: title for title, kind, _ in documents(one)}[kind]
                self.paperstudy.copy(text, title)

        self.work.ask(
            lambda study: write_out(study, kind, which, name, over=over), tell, failed=fail
        )


def documents(one: Meeting | None) -> list[tuple[str, str, str]]:
    """Return what can be written: of a session, where there is one, and of all."""
    every = translate("of all sessions")
    of_all = [(translate("Table"), "table", every), (translate("Calendar (ics)"), "ics", every)]
    if one is None:
        return of_all
    when = called(one.session)
    return [
        (translate("Agenda"), "agenda", when),
        (translate("Minutes"), "minutes", when),
        (translate("Log to be filled in"), "log", when),
        *of_all,
    ]


def write_out(study: Study, kind: str, which: str, name: str, *, over: bool) -> tuple[str, str]:
    """Write a document to a file and return what to say; without a name return its text."""
    from paperstudy.study.files import write_file, write_new_file

    text = make_document(study, kind, which)
    if not name:
        return "", text
    if kind == "log" or (kind in _OURS and not over):  # people may have written in it
        return translate("{path} written", path=write_new_file(name, text)), text
    if kind == "table":
        return _put_table(study, name, text), text
    path, replaced = write_file(name, text)
    said = translate("{path} replaced", path=path) if replaced else ""
    return said or translate("{path} written", path=path), text


def make_document(study: Study, kind: str, which: str) -> str:
    """Return a document of one session, or of all."""
    words = document_words()
    match kind:
        case "agenda":
            return study.documents.agenda(which, words)
        case "minutes":
            return study.documents.minutes(which, words)
        case "log":
            return study.documents.log(which, words)
        case "table":
            return study.documents.schedule(words).text
        case _:
            return study.calendars.write(words).text


def _put_table(study: Study, name: str, table: str) -> str:
    """Put a table between the markers of a file, which are made in a new one; say what came of it."""
    from paperstudy.study.files import expand_home, update_file, write_file

    def put(content: bytes) -> bytes:
        return study.documents.update_schedule(content, table, name)

    if not expand_home(name).exists():
        return translate("{path} written", path=write_file(name, put(_MARKERS).decode())[0])
    path, changed = update_file(name, put)
    if changed:
        return translate("{path}: the schedule is up to date", path=path)
    return translate("{path}: nothing changed", path=path)
