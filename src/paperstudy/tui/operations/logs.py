"""What can be done on the screen of the logs."""

from __future__ import annotations

from paperstudy.tui.operations.table import Operation

OPERATIONS = (
    Operation("logs.add", "Add a folder of logs and read it", "a", "add", ("scan",), hint="add a folder"),
    Operation("logs.scan_all", "Read all logs again that have changed", "R", "scan_all", ("scan",), hint="read all again"),
    Operation("logs.scan_this", "Read this log again", "r", "scan_this", ("scan",), hint="read again"),
    Operation("logs.watch", "Take changes of logs as they are saved, or stop that", "w", "watch", hint="watch"),
    Operation("logs.edit", "Open the log in your editor", "e", "edit", hint="edit"),
    Operation("logs.filter", "Show all logs, or those with errors or questions", "f", "filter", hint="filter"),
    Operation("logs.search", "Show only logs with these words", "/", "search", hint="search"),
    Operation("logs.show", "Read the log, its finds marked", "enter", "show", hint="read it"),
    Operation("logs.next_find", "Go to the next find", "n", "next_find"),
    Operation("logs.inbox", "Decide what waits", "i", "app.go('inbox')"),
    Operation("logs.folders", "Show the folders; choose one to leave out from now on", "F", "folders"),
    Operation("logs.import", "Take in the papers of other programs", "I", "import", ("import",)),
    Operation("logs.link", "Put the links of papers into logs that name them", "l", "link", ("link",), hint="link"),
    Operation("logs.try", "See what a folder would give, writing nothing", "t", "try_out", ("scan",)),
)  # fmt: skip
