"""What can be done on the statistics screen."""

from __future__ import annotations

from paperstudy.tui.operations.table import Operation

OPERATIONS = (
    Operation("stats.open", "Go to the papers or the person behind a bar", "enter", "open_bar", hint="go there"),
    Operation("stats.range", "Choose the year or month that is counted", "r", "range", ("stats",), hint="range"),
    Operation("stats.before", "See the time before", "[", "shift(-1)", hint="before"),
    Operation("stats.after", "See the time after", "]", "shift(1)", hint="after"),
    Operation("stats.counted", "Count what was presented, or the whole library", "w", "counted", hint="what"),
    Operation("stats.other", "Go to the bars on the other side", "tab", "other"),
    Operation("stats.all", "Show all bars, or the longest", "a", "all_bars", hint="all"),
)  # fmt: skip
