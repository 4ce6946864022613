"""`export notes`: a Markdown note a paper, for Obsidian and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.events import Tally, take_events
from paperstudy.cli.framework import argument, command, option, pass_call
from paperstudy.cli.output import safe
from paperstudy.cli.progress import cancel_on_interrupt
from paperstudy.domain.errors import InvalidInputError, PaperstudyError
from paperstudy.domain.language import translate
from paperstudy.study.files import apply_note, expand_home, file_error

if TYPE_CHECKING:
    from pathlib import Path

    from paperstudy.cli.call import Call
    from paperstudy.study.noting import NoteChange

WORDS = (
    "Abstract",
    "Note",
    "Sessions",
    "Named in",
    "This paper is no longer in the library.",
    "This paper is now",
)


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

    folder = _folder(output)
    told = {word: translate(word) for word in WORDS}
    tally = Tally(prints=False)
    with call.open_study() as study, cancel_on_interrupt() as cancel:
        events = study.noting.notes(folder, Choice(words=words), told, cancel=cancel)
        done = [c for c in take_events(events, call, tally) if _apply(c, tally)]
    if not tally.total:
        call.say("nothing fits the query" if words else "there are no papers to write")
    gone = sum(change.after is None for change in done)
    call.say(
        "{path}: {written} written, {gone} removed",
        path=folder, written=len(done) - gone, gone=gone,
    )  # fmt: skip
    return tally.exit_code


def _apply(change: NoteChange, tally: Tally) -> bool:
    """Change one note; its failure is told, the rest goes on."""
    try:
        apply_note(change)
    except PaperstudyError as error:
        tally.fail(error, safe(change.path))
        return False
    return True


def _folder(name: str) -> Path:
    """Return the folder, made where it is missing."""
    folder = expand_home(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise InvalidInputError("{path} is no folder", path=folder) from error
    except OSError as error:
        raise file_error("{path} cannot be written ({reason})", folder, error) from error
    return folder


COMMANDS = (notes,)
