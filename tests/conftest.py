"""What no test may touch: the network, the home folder, the machine's language and settings."""

from __future__ import annotations

import gc
import os
import socket
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.language import set_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOOPBACK = {"localhost", "127.0.0.1", "::1", ""}
_SECRETS = {"HF_TOKEN", "S2_API_KEY"}
_KEPT = {"PAPERSTUDY_SHARED", "PAPERSTUDY_TEST_POSTGRES"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the tests of full size too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    skip = pytest.mark.skip(reason="of full size, for minutes: pytest --slow -m slow, or make slow")
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(skip)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Look for garbage less often, and not among what was collected, which stays to the end.

    Python looks after every 700 objects by itself, which is a tenth of the time of all tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


class NetworkTouchedError(AssertionError):
    """A test reached for another machine."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sockets reach this machine alone, by address and by name."""
    connect, find = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in _LOOPBACK:
            raise NetworkTouchedError(f"a test reached for {address[0]}")
        connect(self, address)

    def guarded_find(host: Any, *arguments: Any, **named: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and name not in _LOOPBACK:
            raise NetworkTouchedError(f"a test looked up {name}")
        return find(host, *arguments, **named)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_find)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Homes for the tests: to make `tmp_path` for each, few of which need it, takes 1 ms."""
    base = tmp_path_factory.mktemp("homes")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def no_home(monkeypatch: pytest.MonkeyPatch, homes: Iterator[Path]) -> None:
    """Put the home folder and all that is kept there into a folder that does not exist yet."""
    home = next(homes)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home / "AppData"))


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hide the settings, language, editor and terminal of whoever runs the tests."""
    for name in list(os.environ):
        ours = name.startswith(("PAPERSTUDY_", "OPENREVIEW_")) and name not in _KEPT
        ours = ours or name in _SECRETS
        if ours or name.startswith("LC_") or name in {"LANGUAGE", "NO_COLOR", "COLUMNS"}:
            monkeypatch.delenv(name)
    for name in ("EDITOR", "VISUAL", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    yield
    set_language("en")
