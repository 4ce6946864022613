"""What a process of a test does to a library through a sync; run in a fresh interpreter."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from paperstudy.config import load_settings
from paperstudy.domain.events import CancelToken, ItemFailed
from paperstudy.sources import arxiv as arxiv_module
from paperstudy.sources.http import Plumbing
from paperstudy.sources.pacing import LocalPacer
from paperstudy.store.store import open_store
from paperstudy.study.network import Network
from paperstudy.study.study import Study
from paperstudy.study.syncing import Syncing

AT = datetime(2026, 11, 21, tzinfo=UTC)
INTERVAL = 0.4


@dataclass
class Hurry:
    """Time that goes by at once."""

    now: float = 1000.0

    def clock(self) -> float:
        return self.now

    def wait(self, seconds: float, cancel: CancelToken) -> bool:
        self.now += seconds
        return cancel.cancelled


class HurriedStudy(Study):
    """A study whose waits for a turn at a host take no time."""

    def _plumbing(self) -> Plumbing:
        hurry = Hurry()
        pacer = LocalPacer(hurry.clock, hurry.wait)
        return replace(super()._plumbing(), pacer=pacer, wait=hurry.wait)


def sync(database: str, urls: dict[str, str]) -> None:
    """Sync a library with the services at `urls`, without waiting between requests."""
    settings = replace(load_settings(), database=database, source_urls=urls)
    with open_store(database) as store:
        for event in HurriedStudy(store, settings, lambda: AT).syncing.sync(cancel=CancelToken()):
            assert not isinstance(event, ItemFailed), event.error


def ask_arxiv(database: str, url: str, numbers: Sequence[str]) -> None:
    """Sync paper after paper from arXiv alone, at the pace that all processes share."""
    arxiv_module._INTERVAL = INTERVAL  # what is shared does not depend on how long it is
    with open_store(database, busy_seconds=30.0) as store:
        plumbing = Plumbing({"arxiv": url}, pacer=store.pacer())
        source = arxiv_module.ArxivSource(plumbing)
        syncing = Syncing(store, lambda: AT, Network(offline=False, sources=lambda _: [source]))
        for number in numbers:
            for event in syncing.sync([f"arxiv:{number}"], cancel=CancelToken()):
                assert not isinstance(event, ItemFailed), event.error
            time.sleep(0)
