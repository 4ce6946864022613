"""What can be done in the inbox."""

from __future__ import annotations

from paperstudy.tui.operations.table import Operation

OPERATIONS = (
    Operation("inbox.accept", "Take the first candidate, or say yes where there is none", "a", "accept", ("inbox accept",), hint="accept"),
    Operation("inbox.choose", "Go to the candidates, and take the one under the cursor", "enter", "choose", ("inbox choose",), hint="choose"),
    Operation("inbox.find", "Search for another paper, or name another person", "s,/", "find", ("inbox choose",), hint="another"),
    Operation("inbox.reject", "Say that it means no paper, no session, nobody", "r,x,delete", "reject", ("inbox reject",), hint="reject"),
    Operation("inbox.accept_log", "Accept all that is clear in this log", "A", "accept_log", ("inbox accept",), hint="all of this log"),
    Operation("inbox.accept_all", "Accept all that is clear in every log", "", "accept_all", ("inbox accept",)),
    Operation("inbox.open", "Open the log in your editor at this line", "e", "open_log", hint="log"),
    Operation("inbox.browse", "Open the candidate in the browser", "o", "browse"),
    Operation("inbox.names", "Look through the names that were learned, and forget one", "L", "names", ("inbox names", "inbox forget")),
)  # fmt: skip
