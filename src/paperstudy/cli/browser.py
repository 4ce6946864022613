"""The app in a browser: a page, its files and a socket, for one person on this machine alone.

`textual-serve` starts the app as a process of its own for each page and carries keys and drawing
between the two. Its own page asks another host for a font; ours asks for nothing but what stands
here, and tells the browser to allow nothing else.
"""

from __future__ import annotations

import asyncio
import shlex
import signal
import socket
import subprocess
import sys
from html import escape
from importlib.resources import files
from secrets import token_urlsafe
from string import Template
from typing import TYPE_CHECKING

from aiohttp import web
from textual_serve.server import Server

from paperstudy.domain.errors import ConflictError
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = "127.0.0.1"
PORT = 8000
_APP = [sys.executable, "-P", "-m", "paperstudy"]  # -P: imports nothing from where we stand
_PATIENCE = 3.0  # seconds an app has to end after its page has gone


class Browser(Server):
    """The app at an address that nobody can guess.

    Whoever reaches the app can write files in this person's name: other people on this machine and
    pages of other hosts reach the port too, so a key is part of the address.
    """

    def __init__(self, port: int | None) -> None:
        self._socket = take_port(port)
        super().__init__(_command(), HOST, self._socket.getsockname()[1], "paperstudy")
        self._key, self._nonce = token_urlsafe(16), token_urlsafe(16)
        self._pages: set[asyncio.Task[object]] = set()

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"{self.public_url}/{self._key}/"

    def run(self, ready: Callable[[], None]) -> None:
        """Serve until Ctrl-C; `ready` is called when the page can be asked for."""
        site = web.Application()
        site.add_routes(
            [
                web.get(f"/{self._key}/", self.handle_page),
                web.get(f"/{self._key}/ws", self.handle_websocket),
                web.static(f"/{self._key}/static", self.statics_path),
            ]
        )
        site.on_startup.append(self.on_startup)
        site.on_response_prepare.append(self._guard)
        site.on_shutdown.append(self.on_shutdown)
        web.run_app(
            site,
            sock=self._socket,
            print=lambda *_: ready(),
            access_log=None,
            shutdown_timeout=_PATIENCE,
        )

    async def on_startup(self, app: web.Application) -> None:
        """End as well where the terminal is closed."""
        del app
        if sys.platform != "win32":
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self.request_exit)

    async def on_shutdown(self, app: web.Application) -> None:
        """Let every app end in good order: its page has gone."""
        del app
        for page in self._pages:
            page.cancel()
        if self._pages:
            await asyncio.wait(self._pages, timeout=_PATIENCE)

    async def handle_page(self, request: web.Request) -> web.Response:
        """Answer with the page."""
        del request
        words = {
            "socket": f"ws://{HOST}:{self.port}/{self._key}/ws",
            "starts": translate("The app starts …"),
            "ended": translate("The app has ended."),
            "again": translate("Start it again"),
            "nonce": self._nonce,
        }
        page = Template(files(__package__).joinpath("browser.html").read_text(encoding="utf-8"))
        text = page.substitute({name: escape(word) for name, word in words.items()})
        return web.Response(text=text, content_type="text/html", charset="utf-8")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run an app for the page that asks."""
        page = asyncio.current_task()
        assert page is not None, "aiohttp answers each request in a task"
        self._pages.add(page)
        try:
            return await super().handle_websocket(request)
        finally:
            self._pages.discard(page)

    async def _guard(self, request: web.Request, response: web.StreamResponse) -> None:
        """Forbid the page to ask any other host, and to be shown or read by one."""
        del request
        response.headers["Content-Security-Policy"] = (
            f"default-src 'self'; script-src 'self' 'nonce-{self._nonce}'; img-src 'self' data:; "
            f"connect-src ws://{HOST}:{self.port}; style-src 'self' 'unsafe-inline'; "
            "frame-ancestors 'none'"
        )
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["X-Content-Type-Options"] = "nosniff"


def _command() -> str:
    """Return the command of the app for the system's shell."""
    if sys.platform == "win32":
        return subprocess.list2cmdline(_APP)
    return f"exec {shlex.join(_APP)}"


def take_port(port: int | None) -> socket.socket:
    """Return a socket of this machine alone; without a port the usual one, or any that is free.

    Raises:
        ConflictError: the port that was asked for is taken.
    """
    wanted = (PORT, 0) if port is None else (port,)
    for number in wanted:
        taken = socket.socket()
        if sys.platform != "win32":  # there it would share the port with another program
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((HOST, number))
        except OSError as error:
            taken.close()
            reason = error.strerror
        else:
            return taken
    raise ConflictError(
        "port {port} cannot be used ({reason})",
        hint="leave --port out: a free one is taken",
        port=port,
        reason=reason,
    )
