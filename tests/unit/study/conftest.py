"""A study on a temporary library, with a clock that stands still and no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from paperstudy.config import Settings, load_settings
from paperstudy.domain.events import CancelToken, Event
from paperstudy.store.store import Store, open_store
from paperstudy.study.study import Study
from tests.unit.study.house import NOW, House

__all__ = ["NOW"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    loaded = load_settings()
    return replace(loaded, database=str(tmp_path / "library" / "group.db"), offline=True)


@pytest.fixture(scope="session")
def mould(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a new library: to copy it takes a quarter of the time of making one."""
    path = tmp_path_factory.mktemp("mould") / "new.db"
    with open_store(str(path)) as made, made.write():
        pass
    return path.read_bytes()


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


@pytest.fixture
def store(tmp_path: Path, mould: bytes) -> Iterator[Store]:
    (tmp_path / "house.db").write_bytes(mould)
    opened = open_store(str(tmp_path / "house.db"))
    yield opened
    opened.close()


@pytest.fixture
def house(store: Store) -> House:
    return House(store)
