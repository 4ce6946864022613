"""What became new about a paper between two moments, in sentences. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.papers import PaperState
from paperstudy.study.values import Change, ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.papers import Paper


def describe_changes(before: Paper, after: Paper) -> tuple[Change, ...]:
    """Return what a person wants to hear of, the most telling first.

    Counts that move by themselves (stars, citations, votes) are no news.
    """
    return tuple(_iter_changes(before, after))


def _iter_changes(before: Paper, after: Paper) -> Iterator[Change]:
    if before.state is not PaperState.FETCHED and after.state is PaperState.FETCHED:
        yield Change(ChangeKind.FACTS, "facts fetched")
    elif before.title != after.title:
        yield Change(ChangeKind.TITLE, "the title is now “{title}”", (("title", after.title),))
    if after.withdrawn and not before.withdrawn:
        yield Change(ChangeKind.WITHDRAWN, "withdrawn")
    if before.version and after.version and before.version != after.version:
        versions = (("before", before.version), ("after", after.version))
        yield Change(ChangeKind.VERSION, "v{before} → v{after}", versions)
    if after.publication is not None and before.publication != after.publication:
        told = before.publication and str(before.publication) == str(after.publication)
        if not told:
            venue = (("venue", str(after.publication)),)
            yield Change(ChangeKind.PUBLISHED, "published at {venue}", venue)
    known = {repository.url for repository in before.repositories}
    new = [each for each in after.repositories if each.url not in known]
    if new:
        yield Change(ChangeKind.CODE, "code found: {url}", (("url", new[0].url),))
