"""What goes out of the meetings: documents to files and the clipboard, links, logs; two made one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, InvalidInputError
from paperstudy.domain.language import translate
from paperstudy.saying.meetings import moment_of
from paperstudy.saying.names import short_path
from paperstudy.study.clock import find_today
from paperstudy.study.kept import OUTPUTS, read_kept
from paperstudy.study.paths import shown_path
from paperstudy.tui.places import LogPlace
from paperstudy.tui.screens.sessions_detail import first_line
from paperstudy.tui.screens.sessions_papers import (
    OF_ALL,
    OURS,
    Document,
    documents,
    fields_of,
    file_of,
    read_fields,
    write_out,
    wrong_in,
)
from paperstudy.tui.screens.sessions_turns import SessionsTurns
from paperstudy.tui.widgets.dialogs import Pick
from paperstudy.tui.widgets.fields import Fields
from paperstudy.tui.widgets.paths import PathPrompt

if TYPE_CHECKING:
    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.tui.screens.sessions_list import Meeting


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
                title = {text: title for title, text, _ in choices}[kind]
                self._hand_out(Document(kind, one.which if one is not None else ""), title)

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

    def action_digest(self) -> None:
        """Show this week in ten lines, to be copied."""
        from paperstudy.tui.screens.digesting import Week

        self.app.push_screen(Week())

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
        settings = self.paperstudy.settings
        document = Document(kind, one.which if one is not None else "")
        title = {text: title for title, text, _ in documents(one)}[kind]
        if kind in OF_ALL:
            self.paperstudy.answers.ask(
                lambda _: read_kept(settings, OUTPUTS),
                lambda kept: self._ask_fields(document, title, kept.get(kind, "")),
            )
            return

        def take(name: str | None) -> None:
            if name is not None:
                self._hand_out(replace(document, file=name.strip()), title)

        how = translate("a file; nothing at all puts it on the clipboard")
        self.app.push_screen(PathPrompt(title, file_of(one, kind), help=how), take)

    def _ask_fields(self, document: Document, title: str, kept: str) -> None:
        """Ask for the file and the days of a document of all meetings."""
        today = find_today(self.paperstudy.clock, self.paperstudy.settings.time_zone)
        kind = document.kind
        file = shown_path(kept) if kept else file_of(None, kind)

        def take(values: dict[str, str] | None) -> None:
            if values is not None:
                self._hand_out(read_fields(document, values, today), title)

        note = ""
        if kind == "table":
            note = translate(
                "in one with the lines <!-- paperstudy:schedule --> and "
                "<!-- /paperstudy:schedule --> only what stands between them is changed"
            )
        dialog = Fields(
            title, fields_of(kind, file), check=lambda values: wrong_in(values, today), note=note
        )
        self.app.push_screen(dialog, take)

    def _hand_out(self, document: Document, title: str) -> None:
        settings, spot = self.paperstudy.settings, self.paperstudy.answers.spot()

        def fail(error: PaperstudyError) -> None:
            if isinstance(error, ConflictError) and document.kind in OURS:
                over = replace(document, over=True)
                self.paperstudy.answers.ask_over(
                    spot, document.file, lambda: self._hand_out(over, title)
                )
            else:
                self.paperstudy.say_error(error)

        def tell(written: tuple[str, str]) -> None:
            said, text = written
            if said:
                self.paperstudy.say(said)
            else:
                self.paperstudy.copy(text, title)

        self.work.ask(
            lambda study: write_out(study, document, settings),
            tell,
            failed=fail,
            wait=translate("writing {what}", what=title),
        )
