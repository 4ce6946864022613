"""A library that may be read but not written: lists work, changes are refused."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paperstudy.domain.papers import CiteKey, PaperRecord, PaperState
from paperstudy.domain.queries import PaperQuery
from paperstudy.store.store import Store, open_store

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "my group #1.db"


def add(store: Store, title: str) -> None:
    with store.write() as tx:
        tx.papers.add(PaperRecord("person", title), CiteKey(title.lower()), PaperState.OFFLINE, NOW)


def titles(store: Store) -> list[str]:
    with store.read() as tx:
        return sorted(row.title for row in tx.papers.search(PaperQuery()).rows)


def test_a_file_that_may_not_be_written_is_read_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(str(path)) as store:
        add(store, "One")
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with open_store(str(path)) as store:
        assert titles(store) == ["One"]
    assert sorted(p.name for p in path.parent.iterdir()) == [path.name]


def test_what_another_process_has_not_put_into_the_file_yet_is_read_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(str(path)) as writer:
        add(writer, "One")
        assert titles(writer) == ["One"]  # keeps a connection open, so the log stays beside
        add(writer, "Two")
        monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
        with open_store(str(path)) as reader:
            assert titles(reader) == ["One", "Two"]
