"""What can be done on the screen of the reading lists."""

from __future__ import annotations

from paperstudy.tui.operations.table import Operation

OPERATIONS = (
    Operation("reading.forward", "Move papers on: to read, reading, read, presented", ">,L", "shift(1)", ("reading set",), hint="on"),
    Operation("reading.back", "Move papers back", "<,H", "shift(-1)", ("reading set",), hint="back"),
    Operation("reading.mine", "Show your own list, or the group's", "g", "mine", ("reading list",), hint="mine"),
    Operation("reading.todos", "Show what the logs leave to do and to answer", "t", "todos", ("todo list",), hint="to do"),
    Operation("reading.add", "Put a paper on the list", "a", "add", ("reading add",), hint="add"),
    Operation("reading.status", "Say where papers stand", "m", "status", ("reading set",), hint="status"),
    Operation("reading.sooner", "Read sooner: a higher priority", "+,=", "priority(-1)", ("reading set",), hint="sooner"),
    Operation("reading.later", "Read later: a lower priority", "-", "priority(1)", ("reading set",)),
    Operation("reading.due", "Say by when papers are to be read", "w", "due", ("reading set",), hint="by when"),
    Operation("reading.rate", "Say how good papers are", "r", "rate", ("reading set",), hint="rate"),
    Operation("reading.note", "Write a note on the list", "n", "note", ("reading set",), hint="note"),
    Operation("reading.vote", "Vote for papers: the group should read them", "v", "vote", ("reading vote",), hint="vote"),
    Operation("reading.unvote", "Take your vote back", "V", "unvote", ("reading unvote",)),
    Operation("reading.nominate", "Propose papers to the group", "p", "nominate", ("reading nominate",), hint="propose"),
    Operation("reading.next", "Go to what to read next", "N", "next", ("reading next",), hint="next paper"),
    Operation("reading.path", "Show the orders of reading that the logs write", "b", "path", ("reading path",)),
    Operation("reading.remove", "Take papers off the list", "d,delete", "remove", ("reading remove",), hint="off the list"),
    Operation("reading.whose", "Show the list of somebody else", "P", "whose", ("reading list",)),
    Operation("reading.search", "Show only what has these words", "/", "search", hint="search"),
    Operation("reading.show", "Read about the paper", "enter", "show"),
    Operation("reading.left", "Go to the column on the left", "left,h", "column(-1)"),
    Operation("reading.right", "Go to the column on the right", "right,l", "column(1)"),
    Operation("reading.done", "Close to-dos, or open them again", "x", "done", ("todo done", "todo open"), hint="done"),
    Operation("reading.which", "Choose which to-dos to show", "f", "which", ("todo list",), hint="filter"),
    Operation("reading.edit", "Open the log of the to-do in your editor", "e", "edit"),
    Operation("reading.tag", "Tag papers, or take tags off", "T", "tag", ("tag",)),
    Operation("reading.copy", "Copy key, BibTeX, link or title", "y", "copy"),
    Operation("reading.browse", "Open the paper in the browser", "o", "browse"),
)  # fmt: skip
