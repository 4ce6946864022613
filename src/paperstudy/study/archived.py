"""What the archive of Papers with Code adds to a paper that is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import StoreError
from paperstudy.domain.sources import ARCHIVE

if TYPE_CHECKING:
    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.papers import PaperRecord, Result
    from paperstudy.store.archive import Archive
    from paperstudy.study.values import PaperDetail


def add_archived(detail: PaperDetail, archive: Archive | None) -> PaperDetail:
    """Return a paper with its code, tasks, methods and results; without the archive, its own code.

    The archive is asked whenever a paper is shown, so that what is imported shows at once.
    """
    paper = detail.paper
    found: dict[Identifier, PaperRecord] = {}
    results: tuple[Result, ...] = ()
    try:
        if archive is not None:
            found = archive.find(paper.identifiers)
            results = archive.results(paper.identifiers, paper.title)
    except StoreError:  # a damaged archive must not hide the paper; `catalogue status` tells of it
        found, results = {}, ()
    code = {repository.url.casefold(): repository for repository in paper.repositories}
    tasks, methods = list(paper.tasks), list(paper.methods)
    for record in found.values():
        for repository in record.repositories:
            code.setdefault(repository.url.casefold(), repository)
        tasks += record.tasks
        methods += record.methods
    # Those that the authors call theirs come first; otherwise the order is that of trust.
    ordered = sorted(code.values(), key=lambda repository: not repository.official)
    saved = any(repository.source == ARCHIVE for repository in ordered)
    return replace(
        detail,
        paper=paper._replace(
            tasks=tuple(dict.fromkeys(tasks)), methods=tuple(dict.fromkeys(methods))
        ),
        code=tuple(ordered),
        results=results,
        archived=saved or bool(results) or any(r.tasks or r.methods for r in found.values()),
    )
