"""Documents of the meetings: which there are, what is asked for each, and writing them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, InvalidDateError, NotFoundError
from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.moments import read_day
from paperstudy.saying.document_words import document_words
from paperstudy.saying.errors import told_of
from paperstudy.saying.meetings import date_of
from paperstudy.study.kept import keep_outputs
from paperstudy.study.paths import place_of
from paperstudy.tui.screens.sessions_deeds import called
from paperstudy.tui.widgets.fields import Field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from paperstudy.config import Settings
    from paperstudy.study.study import Study
    from paperstudy.tui.screens.sessions_list import Meeting

_MARKERS = b"<!-- paperstudy:schedule -->\n<!-- /paperstudy:schedule -->\n"
_LONGEST = 4 * 7 * 24 * 60  # minutes before a meeting: calendars show no more
_SPAN = ("since", "until")
OURS = frozenset({"agenda", "minutes", "ics"})  # what may be written over, if a person says so
OF_ALL = frozenset({"table", "ics"})


@dataclass(frozen=True, slots=True)
class Document:
    """A document that is asked for: its kind, the session, where to, and of which days.

    Without a file its text is handed back, for the clipboard.
    """

    kind: str
    which: str = ""
    file: str = ""
    since: date | None = None
    until: date | None = None
    reminder: int | None = None
    over: bool = False


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


def file_of(one: Meeting | None, kind: str) -> str:
    """Return the file that is offered for a document first."""
    day = date_of(one.session) if one is not None and one.session.date else "session"
    return {
        "agenda": f"agenda-{day}.md",
        "minutes": f"minutes-{day}.md",
        "log": f"{day}.md",
        "table": "sessions.md",
        "ics": "sessions.ics",
    }[kind]


def fields_of(kind: str, file: str) -> list[Field]:
    """Return what is asked for a document of all meetings."""
    day = translate("2026-11-27, 11/27, friday; none: all")
    fields = [
        Field("file", translate("File"), file, help=translate("none: the clipboard"), path=True),
        Field("since", translate("Since"), help=day),
        Field("until", translate("Until"), help=day),
    ]
    if kind == "ics":
        how = translate("minutes before each; none: no reminder")
        fields.append(Field("reminder", translate("Reminder"), help=how))
    return fields


def read_fields(document: Document, values: Mapping[str, str], today: date) -> Document:
    """Return the document that the values ask for.

    Raises:
        InvalidDateError: one is no day, or the last is before the first.
    """
    since, until = (read_day(values[one], today) if values[one] else None for one in _SPAN)
    if since and until and until < since:
        raise InvalidDateError(
            "{until} is before {since}", since=since.isoformat(), until=until.isoformat()
        )
    reminder = values.get("reminder", "")
    return replace(
        document,
        file=values["file"],
        since=since,
        until=until,
        reminder=int(reminder) if reminder else None,
    )


def wrong_in(values: Mapping[str, str], today: date) -> str:
    """Return what is wrong with values, "" for nothing."""
    reminder = values.get("reminder", "")
    if reminder and not (reminder.isdecimal() and int(reminder) <= _LONGEST):
        return translate("a reminder is a number of minutes, {most} at most", most=_LONGEST)
    try:
        read_fields(Document(""), {**values, "reminder": ""}, today)
    except InvalidDateError as error:
        return told_of(error)
    return ""


def write_out(study: Study, document: Document, settings: Settings) -> tuple[str, str]:
    """Write a document to a file and return what to say; without a file return its text.

    Raises:
        ConflictError: a file is there that would be written over.
        NotFoundError: there is nothing to write.
        PaperstudyError: what the operations raise.
    """
    from paperstudy.study.files import write_file, write_new_file

    text, said = make_document(study, document)
    kind, name = document.kind, document.file
    if not name:
        return "", text
    if kind == "table":
        written = _put_table(study, name, text)
    elif kind != "ics" and not document.over:  # people may have written in it
        written = translate("{path} written", path=write_new_file(name, text))
    else:
        _check(document)
        path, replaced = write_file(name, text)
        written = translate("{path} replaced", path=path) if replaced else ""
        written = written or translate("{path} written", path=path)
    if kind in OF_ALL:  # what was refused is not offered the next time
        keep_outputs(settings, **{kind: str(place_of(name))})
    return "\n".join(part for part in (written, said) if part), text


def make_document(study: Study, document: Document) -> tuple[str, str]:
    """Return a document of one session or of all, and what is to say of it.

    Raises:
        NotFoundError: there is no such session, or none with a date.
    """
    words, which = document_words(), document.which
    span = {"since": document.since, "until": document.until}
    match document.kind:
        case "agenda":
            return study.documents.agenda(which, words), ""
        case "minutes":
            return study.documents.minutes(which, words), ""
        case "log":
            return study.documents.log(which, words), ""
        case "table":
            return study.documents.schedule(words, **span).text, ""
        case _:
            done = study.calendars.write(words, **span, reminder=document.reminder)
            if not done.text:
                raise NotFoundError("no session with a date is there to write")
            said = translate_count("{count} session", "{count} sessions", done.count)
            return done.text, f"{said}\n{_floating()}" if done.floating else said


def _floating() -> str:
    return translate(
        "nobody knows the time zone of these sessions, so every calendar takes their times for its "
        "own: the settings (9) have one"
    )


def _check(document: Document) -> None:
    """Refuse to write a calendar over a file that holds something else."""
    from paperstudy.study.files import CALENDAR, holds_other

    if document.kind == "ics" and not document.over and holds_other(document.file, CALENDAR):
        raise ConflictError("{path} holds no calendar, and is left as it is", path=document.file)


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
