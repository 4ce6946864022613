"""What can be done on the sessions screen."""

from __future__ import annotations

from paperstudy.tui.operations.table import Operation

OPERATIONS = (
    Operation("sessions.new", "Plan a session, or write down one that was held", "n", "new", ("session new",), hint="plan"),
    Operation("sessions.talk", "Plan who presents what", "t", "talk", ("session present",), hint="talk"),
    Operation("sessions.turns", "See whose turn it is and why, and assign it", "a", "turns", ("session next",), hint="assign"),
    Operation("sessions.attend", "Say who comes and who cannot", "A", "attend", ("session attend",), hint="who comes"),
    Operation("sessions.minutes", "Write the minutes", "m", "minutes", ("session note",), hint="minutes"),
    Operation("sessions.done", "Say that the session was held, with all that was planned", "d", "done", ("session done",), hint="done"),
    Operation("sessions.skip", "Call the session off", "s", "skip", ("session skip",), hint="skip"),
    Operation("sessions.swap", "Let two people change places", "w", "swap", ("session swap",), hint="swap"),
    Operation("sessions.show", "Read about the session", "enter", "show", ("session show",), hint="details"),
    Operation("sessions.move", "Move the session to another day or time", "r", "move", ("session move",), hint="move"),
    Operation("sessions.edit", "Change title, time, place, length, moderator, scribe", "e", "edit", ("session edit",), hint="edit"),
    Operation("sessions.change_talk", "Change a talk: take it out, move it, call it off", "T", "change_talk", ("session unpresent", "session move", "session skip")),
    Operation("sessions.repeat", "Let a meeting come again, end it, add holidays", "R", "repeat", ("session repeat",)),
    Operation("sessions.search", "Search the sessions, as one types", "/", "search", ("session list",), hint="search"),
    Operation("sessions.filter", "Show only some of the sessions", "f", "filter", ("session list",)),
    Operation("sessions.export", "Write agenda, minutes, log, table or calendar to a file", "x", "export", ("session agenda", "session minutes", "session table", "session log", "export ics"), hint="export"),
    Operation("sessions.copy", "Copy agenda, minutes, table or the day", "y", "copy", ("session agenda", "session minutes", "session table")),
    Operation("sessions.digest", "Read the week in ten lines, and copy it for a chat", "W", "digest", ("digest",), hint="week"),
    Operation("sessions.browse", "Open the link where the session is held", "o", "browse"),
    Operation("sessions.log", "Open the log in your editor", "E", "log"),
    Operation("sessions.accept", "Say that this was a session, or is one with another", "+", "accept", ("inbox accept",)),
    Operation("sessions.refuse", "Say that this was no session, or is another", "-", "refuse", ("inbox reject",)),
    Operation("sessions.remove", "Take the session away", "D,delete", "remove", ("session remove",)),
    Operation("sessions.merge", "Make one session of two", "M", "merge", ("session merge",)),
    Operation("sessions.week_back", "Go a week back", "h,left", "days(-7)"),
    Operation("sessions.week_on", "Go a week on", "l,right", "days(7)"),
    Operation("sessions.month_back", "Go a month back", "[", "months(-1)"),
    Operation("sessions.month_on", "Go a month on", "]", "months(1)"),
    Operation("sessions.day_back", "Go a day back", "<", "days(-1)"),
    Operation("sessions.day_on", "Go a day on", ">", "days(1)"),
    Operation("sessions.today", "Go to the next session", "0", "today"),
)  # fmt: skip
