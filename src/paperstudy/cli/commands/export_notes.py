"""`export notes`: a Markdown note a paper, for Obsidian and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.events import Tally, take_events
from paperstudy.cli.framework import argument, command, option, pass_call
from paperstudy.cli.progress import cancel_on_interrupt
from paperstudy.saying.note_words import note_words

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command(
    "notes",
    help="Write a Markdown note for each paper, for Obsidian and the like.\n\n"
    "  paperstudy export notes -o ~/Vault/Papers\n"
    "  paperstudy export notes tag:thesis -o ~/Vault/Papers\n\n"
    "All of them, or those with these cite KEYs, or those that a QUERY finds. A note is called "
    "by the key; its front matter has title, authors, year, key, tags, status and url, and below "
    "stand abstract and note, the sessions with their people, and the logs that name the paper.\n\n"
    "Written again, only what stands between the two markers and those names of the front matter "
    "change: what you write anywhere else stays, and so do your own tags. A note may be moved "
    "within the folder. When a paper gets another key, its note is renamed; when a paper is gone, "
    "its note goes too, unless you have written in it.",
)
@argument("words", nargs=-1, metavar="[QUERY|KEY...]", shell_complete=complete_keys)
@option("--output", "-o", required=True, metavar="FOLDER", help="The folder of the notes.")
@pass_call
def notes(call: Call, *, words: tuple[str, ...], output: str) -> int:
    """Export notes."""
    from paperstudy.study.choosing import Choice
    from paperstudy.study.note_folder import write_notes

    tally = Tally(prints=False)
    with call.open_study() as study, cancel_on_interrupt() as cancel:
        choice = Choice(words=words)
        events = write_notes(study.noting, output, choice, note_words(), cancel=cancel)
        for _ in take_events(events, call, tally):
            pass  # each is told in the sum
    if not tally.total:
        call.say("nothing fits the query" if words else "there are no papers to write")
    done = tally.summary
    call.say(
        "{path}: {written} written, {gone} removed",
        path=done.folder, written=done.written, gone=done.gone,
    )  # fmt: skip
    return tally.exit_code


COMMANDS = (notes,)
