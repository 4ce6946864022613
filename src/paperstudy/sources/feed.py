"""The strict reading of arXiv's feed, before the package `arxiv` reads it leniently.

The package takes a bot page, an error entry and a cut feed for an empty or a shorter answer. Here
each is an error, so that nothing is ever taken for missing, or kept half.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from paperstudy.domain.errors import MalformedAnswerError

if TYPE_CHECKING:
    from paperstudy.sources.http import Answer

_ATOM = "{http://www.w3.org/2005/Atom}"
_ID, _TITLE = f"{_ATOM}id", f"{_ATOM}title"
_DATES = (f"{_ATOM}published", f"{_ATOM}updated")
_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
_BAD_REQUEST = 400
_OK = 200
_REJECTED = re.compile(r"incorrect id format for (\S+)")


class RejectedIdError(MalformedAnswerError):
    """arXiv refuses the whole batch because of one id, `rejected`."""

    def __init__(self, rejected: str) -> None:
        super().__init__("arxiv takes {id} for no id", id=rejected)
        self.rejected = rejected


def check_feed(answer: Answer) -> int:
    """Return how many entries there are, where `answer` is a whole feed of whole entries.

    Raises:
        RejectedIdError: an id of the batch is malformed, in arXiv's eyes.
        MalformedAnswerError: anything else that is no such feed.
    """
    if answer.status not in (_OK, _BAD_REQUEST) or "html" in answer.content_type:
        raise _no_feed(f"status {answer.status}, {answer.content_type or 'no type'}")
    root = _parse(answer.body)
    entries = root.findall(f"{_ATOM}entry")
    for entry in entries:
        _check_entry(entry)
    if answer.status != _OK:
        raise _no_feed(f"status {answer.status}")
    total, start = (_number(root, name) for name in ("totalResults", "startIndex"))
    if not entries and total > start:
        raise _no_feed(f"no entry of {total}")
    return len(entries)


def _parse(body: bytes) -> ET.Element:
    head = body[:2000].lstrip(b"\xef\xbb\xbf \r\n\t")
    # No declarations means no entities, so the parser below has nothing to expand.
    if not head.startswith(b"<") or b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise _no_feed("no XML")
    try:
        root = ET.fromstring(body)  # noqa: S314 - see above
    except ET.ParseError as error:
        raise _no_feed(f"broken at line {error.position[0]}") from error
    if root.tag != f"{_ATOM}feed":
        raise _no_feed("another document")
    return root


def _check_entry(entry: ET.Element) -> None:
    fields = {field.tag: field for field in reversed(entry)}  # the first counts
    if "/api/errors" in entry.findtext(_ID, ""):
        summary = " ".join(entry.findtext(f"{_ATOM}summary", "").split())
        rejected = _REJECTED.search(summary)
        if rejected:
            raise RejectedIdError(rejected[1])
        raise MalformedAnswerError("arxiv answers with an error: {summary}", summary=summary)
    for name in (_ID, _TITLE, *_DATES):
        found = fields.get(name)
        if found is None or len(found) or not (found.text or "").strip():
            raise _no_feed(f"an entry has no {name.removeprefix(_ATOM)}")
    if f"{_ATOM}author" not in fields:
        raise _no_feed("an entry has no author")
    for name in _DATES:
        _check_date((fields[name].text or "").strip())


def _check_date(text: str) -> None:
    # As the package reads it, which fails on anything else with an error that is not its own.
    try:
        datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _no_feed("a date is none") from error


def _number(root: ET.Element, name: str) -> int:
    text = root.findtext(f"{_SEARCH}{name}", "").strip()
    return int(text) if text.isascii() and text.isdecimal() else 0


def _no_feed(detail: str) -> MalformedAnswerError:
    return MalformedAnswerError(
        "arxiv sent something that is no feed ({detail})",
        hint="it does so when it is busy; ask again later",
        detail=detail,
    )
