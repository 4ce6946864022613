"""What can be done on the people screen."""

from __future__ import annotations

from paperstudy.tui.operations.table import Operation

OPERATIONS = (
    Operation("people.search", "Search among the people, as one types", "/", "search", hint="search"),
    Operation("people.show", "Read about the person", "enter", "show", ("person show",), hint="details"),
    Operation("people.heat", "See who presented in which week", "v", "heat", hint="year"),
    Operation("people.add", "Add a person whom no log names", "a", "add", ("person add",), hint="add"),
    Operation("people.alias", "Say by which other names a person goes", "n", "alias", ("person alias",), hint="names"),
    Operation("people.merge", "Make one person of two", "M", "merge", ("person merge",), hint="merge"),
    Operation("people.active", "Say whether a person takes part", "x", "active", ("person active",), hint="in/out"),
    Operation("people.rename", "Call a person by another name", "r", "rename", ("person rename",), hint="rename"),
    Operation("people.remove", "Take away a person of whom nothing is known", "d,delete", "remove", ("person remove",)),
    Operation("people.doubts", "Settle names that fit several people", "i", "doubts"),
    Operation("people.filter", "Show only those who take part, or all", "f", "filter", ("person list",)),
    Operation("people.sort", "Sort the people", "s", "sort", ("person list",)),
    Operation("people.before", "See the year before", "[", "year(-1)"),
    Operation("people.after", "See the year after", "]", "year(1)"),
    Operation("people.copy", "Copy the name", "y", "copy"),
)  # fmt: skip
