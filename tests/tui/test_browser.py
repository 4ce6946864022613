"""The app in a browser: `paperstudy serve` as a process, its page, its socket, and Chromium."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.tui.conftest import Library

aiohttp = pytest.importorskip("aiohttp", reason="the extra `web` is not installed")
pytest.importorskip("textual_serve", reason="the extra `web` is not installed")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are ended by signals here")

TITLE = "Momentum Contrast"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1200,700",
)  # fmt: skip


@contextmanager
def served(library: Library) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve a library; yield the address and the process."""
    with subprocess.Popen(
        [sys.executable, "-m", "paperstudy", "--database", library.settings.database, "serve"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PAPERSTUDY_ME": "도윤우"},
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


def children_of(process: subprocess.Popen[str]) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True)
    rows = [line.split() for line in listed.stdout.splitlines()[1:]]
    return [int(pid) for pid, parent in rows if int(parent) == process.pid]


def words_of(drawn: bytes) -> str:
    """Return what a terminal is told to draw, without the codes between."""
    return re.sub(r"\x1b\[[0-9;?<=>$]*[A-Za-z]", "", drawn.decode("utf-8", "replace"))


async def frames_until(socket: Any, text: str) -> str:
    """Return what the app draws up to a text."""
    drawn = b""
    async with asyncio.timeout(60):
        async for message in socket:
            drawn += message.data if isinstance(message.data, bytes) else b""
            if text in words_of(drawn):
                return words_of(drawn)
    raise AssertionError(f"the socket closed before {text} came: {words_of(drawn)}")


async def test_the_page_and_the_app_behind_it_come_and_go(korean: Library) -> None:
    with served(korean) as (address, process):
        async with aiohttp.ClientSession() as client:
            async with client.get(address) as answer:
                page = await answer.text()
                policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'self'" in policy
            hosts = {
                urlsplit(url).hostname for url in re.findall(r"\w+://[^\s\"'<>;)]+", page + policy)
            }
            assert hosts == {"127.0.0.1"}
            async with client.ws_connect(f"{address}ws?width=120&height=30") as socket:
                assert TITLE in await frames_until(socket, TITLE)
                await socket.send_json(["stdin", "?"])
                await frames_until(socket, "Keys")
                await socket.send_json(["resize", {"width": 70, "height": 20}])
                assert len(children_of(process)) == 1
                process.send_signal(signal.SIGINT)
                out, errors = await asyncio.to_thread(process.communicate, timeout=30)
        assert process.returncode == 0
        assert out == ""
        assert errors == "open this address in your browser; Ctrl-C ends the app\n"


async def test_leaving_the_app_ends_its_page_alone(korean: Library) -> None:
    with served(korean) as (address, process):
        async with aiohttp.ClientSession() as client:
            for _ in range(2):
                async with client.ws_connect(f"{address}ws?width=100&height=30") as socket:
                    await frames_until(socket, TITLE)
                    await socket.send_json(["stdin", "q"])
                    async for _message in socket:
                        pass
                assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
        assert process.returncode == 0


def test_nobody_without_the_address_reaches_the_app(korean: Library) -> None:
    with served(korean) as (address, _):
        host = f"http://{urlsplit(address).netloc}"
        for path in ("/", "/ws", "/static/js/textual.js", "/wrong/ws", "/wrong/"):
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(host + path, timeout=20)
            with caught.value as answer:
                assert answer.code == 404


# A real browser --------------------------------------------------------------------------


class Chromium:
    """A Chromium that `chromedriver` steers, by WebDriver over loopback."""

    def __init__(self, base: str, profile: Path) -> None:
        self._base = base
        wanted = {
            "browserName": "chrome",
            "goog:loggingPrefs": {"performance": "ALL"},
            "goog:chromeOptions": {
                "binary": shutil.which("chromium"),
                "args": [*FLAGS, f"--user-data-dir={profile}"],
            },
        }
        answer = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._base += f"/session/{answer['sessionId']}"
        self.requests: list[str] = []
        self.drawn = b""

    def open(self, url: str) -> None:
        self._ask("POST", "/url", {"url": url})

    def type(self, key: str) -> None:
        pressed = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        actions = {"actions": [{"type": "key", "id": "keys", "actions": pressed}]}
        self._ask("POST", "/actions", actions)

    def picture(self) -> bytes:
        return base64.b64decode(self._ask("GET", "/screenshot"))

    def wait_for(self, text: str) -> None:
        """Read what the browser has done until the app has drawn a text."""
        for _ in range(2000):  # each look is a request: no test waits for ever, none sleeps
            self.look()
            if text in words_of(self.drawn):
                return
        raise AssertionError(f"{text} was never drawn: {words_of(self.drawn)}")

    def look(self) -> None:
        for entry in self._ask("POST", "/se/log", {"type": "performance"}):
            event = json.loads(entry["message"])["message"]
            told = event["params"]
            if event["method"] == "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            elif event["method"] == "Network.webSocketCreated":
                self.requests.append(told["url"])
            elif event["method"] == "Network.webSocketFrameReceived":
                payload = told["response"]["payloadData"]
                self.drawn += base64.b64decode(payload) if told["response"]["opcode"] == 2 else b""

    def close(self) -> None:
        self._ask("DELETE", "")

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, data, method=method)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)["value"]


@contextmanager
def chromium(profile: Path) -> Iterator[Chromium]:
    with subprocess.Popen(
        ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as driver:
        try:
            assert driver.stdout is not None
            for line in driver.stdout:
                if found := re.search(r"started successfully on port (\d+)", line):
                    break
            browser = Chromium(f"http://127.0.0.1:{found[1]}", profile)  # type: ignore[index]
            try:
                yield browser
            finally:
                browser.close()
        finally:
            driver.terminate()


@pytest.mark.skipif(
    not (shutil.which("chromium") and shutil.which("chromedriver")),
    reason="chromium and chromedriver are not both installed",
)
def test_chromium_shows_the_app_and_asks_no_other_host(korean: Library, tmp_path: Path) -> None:
    with served(korean) as (address, process), chromium(tmp_path / "profile") as browser:
        browser.open(address)
        browser.wait_for(TITLE)
        browser.type("?")
        browser.wait_for("Search, as one types")
        assert len(browser.picture()) > 20_000, "something is drawn"
        browser.look()
        asked = [urlsplit(url) for url in browser.requests if url.startswith(("http", "ws"))]
        assert {url.netloc for url in asked} == {urlsplit(address).netloc}
        assert {url.scheme for url in asked} == {"http", "ws"}
        assert any(url.path.endswith(".ttf") for url in asked), "the font stands here"
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert process.returncode == 0
