"""All metadata sources, in the order they are asked. A new one is a line in `make_sources`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.sources.arxiv import ArxivSource
from paperstudy.sources.http import Plumbing
from paperstudy.sources.pacing import LocalPacer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paperstudy.domain.pacing import Pacer
    from paperstudy.domain.sources import Source


def make_sources(
    *,
    base_urls: Mapping[str, str] | None = None,
    contact: str = "",
    offline: bool = False,
    pacer: Pacer | None = None,
) -> tuple[Source, ...]:
    """Return the sources, the most trusted first; nothing is asked before they are used.

    `base_urls` replace scheme and host of a source, by its name; without a `pacer` the pace is
    kept within this process only.

    Raises:
        ConfigError: a base URL is none.
    """
    plumbing = Plumbing(base_urls or {}, contact, offline, pacer or LocalPacer())
    return (ArxivSource(plumbing),)
