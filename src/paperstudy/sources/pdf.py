"""The text of a paper as a file: streamed, and checked to be a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from paperstudy.domain.errors import InvalidInputError
from paperstudy.sources.http import Door

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperstudy.domain.events import CancelToken
    from paperstudy.sources.http import Downloaded, Plumbing

_ARXIV = "arxiv.org"
_ARXIV_INTERVAL = 3.0
_INTERVAL = 1.0
_SIGN = b"%PDF-"
_HEAD = 1024  # readers of PDF look for the sign so far in, and publishers rely on it


def download_pdf(
    plumbing: Plumbing, url: str, target: Path, cancel: CancelToken
) -> Iterator[Downloaded]:
    """Fetch a PDF into `target`; what came before a stop is kept beside it and continued.

    Raises:
        SourceError: the server does not give it, or what it gives is no PDF.
        InvalidInputError: the address is none of the web.
        StoppedError: a person asked to stop.
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no IPv6 address
        parts = urlsplit("")
    host = (parts.hostname or "").removeprefix("www.").removeprefix("export.")
    if parts.scheme not in {"http", "https"} or not host:
        raise InvalidInputError("{url} is no address of a PDF", url=url)
    if host == _ARXIV:
        door = Door(plumbing, "arxiv", f"https://{_ARXIV}", host=_ARXIV, interval=_ARXIV_INTERVAL)
    else:
        base = f"{parts.scheme}://{parts.netloc}"
        door = Door(plumbing, host, base, host=host, interval=_INTERVAL)
    query = f"?{parts.query}" if parts.query else ""
    address = f"{door.base_url}{parts.path}{query}"
    return door.download(address, target, cancel, expect=_is_pdf)


def _is_pdf(head: bytes) -> bool:
    return _SIGN in head[:_HEAD]
