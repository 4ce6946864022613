"""Bringing of the dumps of Papers with Code from where they are kept since the site closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.archive import DumpKind
from paperstudy.sources.http import Door

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperstudy.domain.events import CancelToken
    from paperstudy.sources.http import Downloaded, Plumbing

NAME = "pwc"
_FOLDER = "/datasets/pwc-archive/files/resolve/main/"
# The last that the site gave out; they do not change any more. The days are those of 2025.
FILES = {
    DumpKind.LINKS: "jul-28-links-between-papers-and-code.json.gz",
    DumpKind.PAPERS: "jul-29-papers-with-abstracts.json.gz",
    DumpKind.METHODS: "jul-28-methods.json.gz",
    DumpKind.RESULTS: "jul-28-evaluation-tables.json.gz",
}
_GZIP = b"\x1f\x8b"
_INTERVAL = 0.7


def pull_dump(
    plumbing: Plumbing, kind: DumpKind, target: Path, cancel: CancelToken
) -> Iterator[Downloaded]:
    """Bring a dump to `target`, or the rest of it where a part is there already.

    Raises:
        SourceError: it cannot be had now, or what came is no such file.
        OfflineError: the network is switched off.
        StoreError: there is no room for it.
        StoppedError: a person asked to stop; what came is kept.
    """
    door = Door(plumbing, NAME, "https://huggingface.co", host="huggingface.co", interval=_INTERVAL)
    url = f"{door.base_url}{_FOLDER}{FILES[kind]}"
    return door.download(url, target, cancel, expect=lambda head: head.startswith(_GZIP))
