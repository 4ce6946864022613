"""Papers out: the ways there are, and the work of writing a file, which no key waits for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.updates import updates_of
from paperstudy.study.files import (
    BIB_ENTRY,
    holds_other,
    holds_something,
    update_or_create,
    write_file,
)
from paperstudy.study.kept import keep_outputs
from paperstudy.study.paths import place_of
from paperstudy.tui.screens.paper_deeds import keys_of

if TYPE_CHECKING:
    from paperstudy.config import Settings
    from paperstudy.domain.events import CancelToken
    from paperstudy.domain.exporting import Updated
    from paperstudy.study.choosing import Choice
    from paperstudy.study.study import Study

NOTES, LIBRARY = "notes", "library"
BIB = frozenset({"bibtex", "biblatex"})
LAST = "last"
_MOST = 3  # changed entries of a file that are told one by one


@dataclass(frozen=True, slots=True)
class Way:
    """A way out: its format, its title, the file that is offered first, and what it is for."""

    name: str
    title: str
    file: str
    use: str = ""


class Mode(StrEnum):
    """How a file is written: only where there is none, in its place, or our entries in it."""

    NEW = "new"
    REPLACE = "replace"
    UPDATE = "update"


class Held(StrEnum):
    """What stands in the way: entries that can be brought up to date, or anything else."""

    ENTRIES = "entries"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: papers by number, or those that a document cites, and where to.

    Without a file the text is handed back, for the clipboard.
    """

    way: Way
    ids: tuple[int, ...]
    file: str = ""
    cited: str = ""
    ascii_only: bool = False
    mode: Mode = Mode.NEW


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order. `held` says why nothing was written; `missing` was cited in vain.

    `pending` is how many of the papers have not been fetched yet.
    """

    held: Held | None = None
    path: str = ""
    replaced: bool = False
    text: str = ""
    count: int = 0
    updated: Updated | None = None
    missing: tuple[tuple[str, str], ...] = ()
    pending: int = 0


def ways() -> tuple[Way, ...]:
    """Return the ways out, in the language in use."""
    return (
        Way("bibtex", "BibTeX", "papers.bib", "LaTeX, JabRef"),
        Way("biblatex", "BibLaTeX", "papers.bib", "Biber"),
        Way("csl", "CSL-JSON", "papers.json", "Zotero, pandoc"),
        Way("ris", "RIS", "papers.ris", "EndNote, Mendeley"),
        Way("csv", translate("Table (CSV)"), "papers.csv", translate("spreadsheets")),
        Way("json", "JSON", "papers.json", translate("programs")),
        Way("markdown", translate("List in Markdown"), "papers.md", translate("wikis, chats")),
        Way(NOTES, translate("A note for each paper"), "notes", "Obsidian"),
        Way(LIBRARY, translate("The whole library"), "library.json", translate("another machine")),
    )


def choice_of(study: Study, ids: tuple[int, ...]) -> Choice:
    """Return papers by number as a choice.

    Raises:
        NotFoundError: none of them is here any more.
    """
    from paperstudy.study.choosing import Choice

    return Choice(tuple(keys_of(study, ids)))


def carry_out(study: Study, order: Order, settings: Settings, cancel: CancelToken) -> Outcome:
    """Write what is ordered, unless it is stopped before, or would write over something.

    Raises:
        PaperstudyError: what the operations raise.
    """
    if order.mode is Mode.NEW and order.file and holds_something(order.file):
        entries = order.way.name in BIB and not holds_other(order.file, BIB_ENTRY)
        return Outcome(Held.ENTRIES if entries else Held.OTHER)
    write = _update if order.mode is Mode.UPDATE else _write
    outcome = write(study, order, cancel)
    if outcome.path:
        keep_file(settings, order)
    return outcome


def keep_file(settings: Settings, order: Order) -> None:
    """Offer this way and this file first from now on."""
    name = order.way.name
    keep_outputs(settings, **{name: str(place_of(order.file)), LAST: name})


def _not_fetched(count: int) -> str:
    papers = translate_count("{count} paper", "{count} papers", count)
    return translate("{papers} not fetched yet: S asks for them", papers=papers)


def told(outcome: Outcome) -> str:
    """Return what was written, in a sentence."""
    updated = outcome.updated
    if updated is None:
        papers = translate_count("{count} paper", "{count} papers", outcome.count)
        if outcome.replaced:
            said = translate("{path} replaced: {count}", path=outcome.path, count=papers)
        else:
            said = translate("{path}: {count}", path=outcome.path, count=papers)
        return f"{said}\n{_not_fetched(outcome.pending)}" if outcome.pending else said
    return "\n".join(updates_of(outcome.path, updated, _MOST))


def _choice(study: Study, order: Order) -> Choice:
    from paperstudy.study.choosing import Choice

    if order.cited:
        return Choice(cited=(place_of(order.cited),))
    return choice_of(study, order.ids)


def _write(study: Study, order: Order, cancel: CancelToken) -> Outcome:
    done = study.exporting.export(
        order.way.name, _choice(study, order), ascii_only=order.ascii_only
    )
    outcome = Outcome(count=done.count, missing=done.missing, pending=done.pending)
    if cancel.cancelled or not order.file or not done.count:
        return replace(outcome, text=done.text)
    path, replaced = write_file(order.file, done.content)
    return replace(outcome, path=path, replaced=replaced)


def _update(study: Study, order: Order, cancel: CancelToken) -> Outcome:
    choice, found = _choice(study, order), []

    def change(content: bytes) -> bytes:
        found.append(study.exporting.update(order.way.name, content, choice, order.file))
        return content if cancel.cancelled else found[0][0].content

    path, _ = update_or_create(order.file, change)
    updated, missing = found[0]
    return Outcome(path=path, updated=updated, missing=missing)
