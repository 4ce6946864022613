"""What can be done on the screen of the papers."""

from __future__ import annotations

from paperstudy.tui.operations.table import Operation

OPERATIONS = (
    Operation("papers.search", "Search, as one types", "/", "search", ("search",), hint="search"),
    Operation("papers.show", "Read about the paper", "enter", "show", ("show",), hint="details"),
    Operation("papers.add", "Add papers by identifier, link, title or file", "a", "add", ("add", "identify"), hint="add"),
    Operation("papers.tag", "Tag papers, or take tags off", "t", "tag", ("tag",), hint="tag"),
    Operation("papers.status", "Say where papers stand", "m", "status", ("reading set",), hint="status"),
    Operation("papers.remove", "Remove papers from the library", "d,delete", "remove", ("remove",), hint="remove"),
    Operation("papers.filter", "Add a filter", "f", "filter", ("list",), hint="filter"),
    Operation("papers.sort", "Sort the list", "s", "sort", ("list",), hint="sort"),
    Operation("papers.export", "Write papers for other programs", "x", "export", ("export bibtex", "export biblatex", "export csl", "export ris", "export csv", "export json", "export markdown", "export notes", "export library"), hint="export"),
    Operation("papers.cite", "Make references of papers, to be pasted", "c", "cite", ("cite",), hint="cite"),
    Operation("papers.copy", "Copy key, BibTeX, link or title", "y", "copy", hint="copy"),
    Operation("papers.edit", "Correct what is known of the paper", "e", "edit", ("edit",), hint="edit"),
    Operation("papers.note", "Write a note on the paper", "n", "note", ("note",)),
    Operation("papers.import", "Take in the papers of other programs", "i", "import", ("import",), hint="import"),
    Operation("papers.sync", "Fetch what the sources know of papers", "S", "sync", ("sync",), hint="sync"),
    Operation("papers.sync_all", "Fetch what is still unknown of all papers", "", "sync_all", ("sync",)),
    Operation("papers.pdf", "Open the PDF", "p", "pdf", ("pdf",), hint="PDF"),
    Operation("papers.store_pdf", "Store the PDF on this machine", "P", "store_pdf", ("pdf",)),
    Operation("papers.browse", "Open the paper in the browser", "o", "browse"),
    Operation("papers.by_hand", "Add a paper by what you know of it", "A", "add_by_hand", ("add",)),
    Operation("papers.merge", "Make one paper of the two that are marked", "M", "merge", ("merge",)),
    Operation("papers.rekey", "Give papers the keys that the template makes", "K", "rekey", ("rekey",)),
    Operation("papers.duplicates", "Find papers that may be one and the same", "D", "duplicates", ("duplicates",)),
)  # fmt: skip
