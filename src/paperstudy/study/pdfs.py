"""The texts of papers: where they are, and fetching one when a person asks for it."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError, PaperstudyError, StoreError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Progress, Started
from paperstudy.domain.identifiers import Scheme
from paperstudy.study.finding import find_paper
from paperstudy.study.values import PdfPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.domain.papers import Paper
    from paperstudy.sources.http import Plumbing
    from paperstudy.store.store import Store


class Pdfs:
    """The PDFs of the library's papers, in `folder`; nothing is fetched without being asked."""

    def __init__(self, store: Store, folder: Path, plumbing: Callable[[], Plumbing]) -> None:
        self._store = store
        self._folder = folder
        self._plumbing = plumbing

    def find(self, reference: str) -> PdfPlace:
        """Return where the text of a paper is: our file, else its address on the web, else its page.

        Raises:
            NotFoundError: no such paper.
        """
        with self._store.read() as tx:
            paper = find_paper(tx, reference)
            former = tx.papers.former_ids(paper.id)
        stored = self._stored([paper.id, *former]) or _attached(paper)
        return PdfPlace(paper.key, stored, _address(paper) or paper.url)

    def download(self, reference: str, *, cancel: CancelToken) -> Iterator[Event]:
        """Store the text of a paper; `ItemDone` tells the place. It is not fetched twice.

        Raises:
            NotFoundError: no such paper.
        """
        place = self.find(reference)
        yield Started(1, "pdf")
        try:
            if place.path is None:
                for done, total in self._fetch(place, cancel):
                    yield Progress(done, total, place.key)
            if not cancel.cancelled:
                yield ItemDone(place.key, self.find(reference))
        except PaperstudyError as error:
            yield ItemFailed(place.key, error)
        yield Finished(None, cancelled=cancel.cancelled)

    def _fetch(self, place: PdfPlace, cancel: CancelToken) -> Iterator[tuple[int, int | None]]:
        from paperstudy.sources.http import StoppedError
        from paperstudy.sources.pdf import download_pdf

        with self._store.read() as tx:
            paper = find_paper(tx, place.key)
        address = _address(paper)
        if not address:
            raise NotFoundError(
                "nobody told where the PDF of {key} is",
                hint="`paperstudy show {key}` lists the links that are known",
                key=place.key,
            )
        target = self._path(paper)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            for step in download_pdf(self._plumbing(), address, target, cancel):
                yield step.done, step.total
        except StoppedError:
            return
        except OSError as error:
            raise StoreError(
                "{path} cannot be written ({reason})",
                path=str(target),
                reason=error.strerror or "",
            ) from error

    def _path(self, paper: Paper) -> Path:
        # The key is for people; it may change, or hold signs that no file name can.
        name = re.sub(r"[^A-Za-z0-9._-]", "_", paper.key).lstrip(".")
        return self._folder / f"{name}-{paper.id}.pdf"

    def _stored(self, numbers: Sequence[int]) -> Path | None:
        """Return the file of a paper, or of one that went into it, whatever its key was then."""
        found = (path for number in numbers for path in self._folder.glob(f"*-{number}.pdf"))
        return next(found, None)


def _attached(paper: Paper) -> Path | None:
    """Return the first file that another program kept of a paper, a PDF if there is one."""
    from pathlib import Path

    there = []
    for name in sorted(paper.attachments, key=lambda name: not name.lower().endswith(".pdf")):
        with suppress(OSError, RuntimeError, ValueError):
            path = Path(name).expanduser()
            if path.is_file():
                there.append(path)
    return there[0] if there else None


def _address(paper: Paper) -> str:
    """Return where the PDF is on the web; arXiv has one of every paper that is not withdrawn."""
    if paper.pdf_url:
        return paper.pdf_url
    if paper.url.lower().endswith(".pdf"):
        return paper.url
    for identifier in paper.identifiers:
        if identifier.scheme is Scheme.ARXIV and not paper.withdrawn:
            return f"https://arxiv.org/pdf/{identifier.value}"
        if identifier.scheme is Scheme.OPENREVIEW:
            return f"https://openreview.net/pdf?id={identifier.value}"
        if identifier.scheme is Scheme.ACL:
            return f"https://aclanthology.org/{identifier.value}.pdf"
    return ""
