"""What can be done everywhere."""

from __future__ import annotations

from paperstudy.tui.operations.table import Operation

OPERATIONS = (
    Operation("app.inbox", "Go to the inbox", "1", "app.go('inbox')", ("inbox list",)),
    Operation("app.papers", "Go to the papers", "2", "app.go('papers')", ("list",)),
    Operation(
        "app.reading", "Go to the reading lists", "3", "app.go('reading')", ("reading list",)
    ),
    Operation("app.sessions", "Go to the sessions", "4", "app.go('sessions')", ("session list",)),
    Operation("app.people", "Go to the people", "5", "app.go('people')", ("person list",)),
    Operation("app.logs", "Go to the logs", "6", "app.go('logs')"),
    Operation("app.stats", "Go to the statistics", "7", "app.go('stats')", ("stats",)),
    Operation("app.activity", "Go to the long work", "8", "app.go('activity')"),
    Operation("app.settings", "Go to the settings", "9", "app.go('settings')", ("config show",)),
    Operation("app.undo", "Undo the last change made by hand", "u", "app.undo", ("undo",)),
    Operation("app.redo", "Do again what was undone", "ctrl+r", "app.redo", ("redo",)),
    Operation(
        "app.answer", "Open the answer that came while you did something else", "f2", "app.answer"
    ),
    Operation("app.keys", "Show the keys of this screen", "?", "app.keys", hint="keys"),
    Operation("app.palette", "Find anything that can be done", ":,ctrl+p", "app.palette"),
    Operation("app.theme", "Choose a theme", "", "app.choose_theme"),
    Operation("app.refresh", "Read the library again", "f5", "app.reread"),
    Operation(
        "app.first_run",
        "Begin: choose a folder of logs, or sample logs",
        "",
        "app.first_run",
        ("demo", "scan"),
    ),
    Operation("app.quit", "Leave paperstudy", "q,ctrl+q", "app.leave", hint="quit"),
)
