"""`pdf`: the text of a paper, opened or stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.events import Tally, take_events
from paperstudy.cli.framework import argument, command, json_option, option, pass_call
from paperstudy.cli.opening import open_place
from paperstudy.cli.output import safe, write_data, write_json
from paperstudy.cli.progress import cancel_on_interrupt
from paperstudy.domain.errors import NotFoundError

if TYPE_CHECKING:
    from paperstudy.cli.call import Call
    from paperstudy.study.study import Study
    from paperstudy.study.values import PdfPlace


@command(
    "pdf",
    help="Open the PDF of a paper, or store it.\n\n"
    "Opens the file that is stored here, else the paper's page in your browser; where no window can "
    "open, its place is all that is printed. Nothing is fetched without --download.",
)
@argument("reference", metavar="KEY", shell_complete=complete_keys)
@option("--download", is_flag=True, help="Fetch the PDF and store it; do not open it.")
@json_option
@pass_call
def pdf(call: Call, reference: str, *, download: bool, as_json: bool) -> int:
    """Open or store a PDF."""
    tally = Tally(as_json=as_json)
    with call.open_study() as study:
        place = _download(call, study, reference, tally) if download else study.pdfs.find(reference)
    if place is not None:
        _print(call, place, as_json=as_json)
        if not download and not as_json and not open_place(call, _where(place)):
            call.say("no window can open here")
    return tally.exit_code


def _download(call: Call, study: Study, reference: str, tally: Tally) -> PdfPlace | None:
    """Fetch a PDF; return where it is, None where that failed or was stopped."""
    with cancel_on_interrupt() as cancel:
        for _ in take_events(study.pdfs.download(reference, cancel=cancel), call, tally):
            pass
    if tally.cancelled:
        call.say("what was fetched is saved; run it again to go on")
    return tally.values[-1] if tally.values else None


def _print(call: Call, place: PdfPlace, *, as_json: bool) -> None:
    if as_json:
        from paperstudy.study.rows import pdf_row

        write_json(pdf_row(place))
        return
    write_data([safe(_where(place))])
    if place.path is None:
        call.say("to store it: paperstudy pdf {key} --download", key=place.key)


def _where(place: PdfPlace) -> str:
    where = str(place.path or place.url)
    if not where:
        raise NotFoundError(
            "nobody knows where the PDF of {key} is",
            hint="`paperstudy edit {key} --url` gives it a page",
            key=place.key,
        )
    return where


COMMANDS = {"pdf": pdf}
