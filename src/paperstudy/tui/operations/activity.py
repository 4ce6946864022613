"""What can be done on the screen of the activity."""

from __future__ import annotations

from paperstudy.tui.operations.table import Operation

OPERATIONS = (
    Operation("activity.cancel", "Stop the work under the cursor", "c,delete", "cancel", hint="stop"),
    Operation("activity.retry", "Do the same work again", "r", "retry", hint="again"),
    Operation("activity.cancel_all", "Stop all work", "C", "cancel_all"),
    Operation("activity.show", "Read what became of it, and what failed", "enter", "show", hint="details"),
    Operation("activity.other", "Go from the work to what was done by hand, or back", "t", "other", hint="work / by hand"),
    Operation("activity.library", "Show where the library is and how much is in it", "i", "library", ("db info",), hint="library"),
)  # fmt: skip
