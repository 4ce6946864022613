"""A study on a temporary library, with a clock that stands still and no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paperstudy.config import Settings, load_settings
from paperstudy.domain.events import CancelToken, Event
from paperstudy.store.store import open_store
from paperstudy.study.study import Study

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    loaded = load_settings()
    return replace(loaded, database=str(tmp_path / "library" / "group.db"), offline=True)


@pytest.fixture
def study(settings: Settings) -> Iterator[Study]:
    store = open_store(settings.database)
    yield Study(store, settings, lambda: NOW)
    store.close()


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    folder = tmp_path / "logs"
    folder.mkdir()
    return folder


@pytest.fixture
def scan(study: Study, logs: Path) -> Callable[[], list[Event]]:
    return lambda: list(study.scanning.scan([logs], cancel=CancelToken()))
