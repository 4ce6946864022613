"""`identify`: which identifier a text is. It needs no library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.framework import argument, command, json_option, pass_call
from paperstudy.cli.output import safe, write_data, write_json
from paperstudy.cli.typed import read_lines, read_words, stdin_waits
from paperstudy.domain.errors import InvalidInputError
from paperstudy.domain.identifiers import Scheme, parse_identifier
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.cli.call import Call
    from paperstudy.cli.output import Style


@command(
    "identify",
    help="Say which identifier a text is: of arXiv, a DOI, OpenReview, the ACL Anthology and so "
    "on.\n\n"
    "Without a TEXT, or with -, lines are read from standard input. With --json an array of "
    '{"input", "kind", "id", "version"} is printed; what is no identifier has the kind "none".',
)
@argument("texts", nargs=-1, metavar="[TEXT...]")
@json_option
@pass_call
def identify(call: Call, texts: tuple[str, ...], *, as_json: bool) -> None:
    """Identify texts."""
    if not texts and not stdin_waits():
        raise InvalidInputError("give a text, or pipe lines in")
    rows = [_row(text) for text in (read_words(texts) if texts else read_lines())]
    if as_json:
        write_json(rows)
    else:
        write_data(_lines(rows, call.style))


def _row(text: str) -> dict[str, object]:
    found = parse_identifier(text)
    if found is None or found.scheme is Scheme.URL:  # a scan alone gives `url`
        return {"input": text, "kind": "none", "id": "", "version": None}
    return {
        "input": text,
        "kind": found.scheme.value,
        "id": found.value,
        "version": found.version,
    }


def _lines(rows: list[dict[str, object]], style: Style) -> Iterator[str]:
    for row in rows:
        version = f"v{row['version']}" if row["version"] is not None else ""
        if style.plain:
            yield "\t".join((safe(row["input"]), str(row["kind"]), str(row["id"]), version))
        elif row["kind"] == "none":
            yield translate("{text}: no identifier", text=safe(row["input"]))
        else:
            yield f"{row['kind']}:{row['id']}{' ' + version if version else ''}"


COMMANDS = {"identify": identify}
