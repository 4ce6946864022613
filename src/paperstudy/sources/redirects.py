"""Redirects: where they may lead, and what goes along; secrets never leave for another host."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self
from urllib.parse import SplitResult, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_REDIRECTS = 5
_SEE_OTHER = frozenset({301, 302, 303})
REDIRECTS = _SEE_OTHER | {307, 308}
_SECRET = frozenset({"authorization", "proxy-authorization", "cookie", "x-api-key", "api-key"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"http": 80, "https": 443}


class AstrayError(Exception):
    """A redirect that we do not follow."""


@dataclass(frozen=True, slots=True)
class Call:
    """What is sent; `secrets` are headers that only the first host may see.

    `raw` asks for the bytes as they are stored, not packed for the way.
    """

    method: str
    url: str
    headers: Mapping[str, str]
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)
    raw: bool = False

    @classmethod
    def make(
        cls,
        method: str,
        url: str,
        headers: Mapping[str, str],
        secrets: Mapping[str, str],
        body: bytes | None = None,
    ) -> Self:
        """Return a call whose secrets are those named, and headers that always are secret."""
        hidden = {name: headers[name] for name in headers if name.lower() in _SECRET}
        shown = {name: headers[name] for name in headers if name not in hidden}
        return cls(method, url, shown, {**hidden, **secrets}, body)


def follow(call: Call, goal: str, status: int) -> Call:
    """Return the call that a redirect asks for, without secrets where it leads elsewhere.

    Raises:
        AstrayError: it leads to where we do not go.
    """
    try:
        url = urljoin(call.url, goal)
        old, new = urlsplit(call.url), urlsplit(url)
        if new.scheme not in _PORTS or not new.hostname:
            raise AstrayError("to no web address")
        same = _same_host(old, new)
    except ValueError:
        raise AstrayError("to no web address") from None
    if (old.scheme, new.scheme) == ("https", "http") and not _is_loopback(old, new):
        raise AstrayError("from a safe address to an open one")
    if call.body is not None and not same:
        raise AstrayError("with what we wrote to another host")
    if call.method != "GET" and status in _SEE_OTHER:
        call = replace(call, method="GET", body=None)
    return replace(call, url=url, secrets=call.secrets if same else {})


def _is_loopback(*places: SplitResult) -> bool:
    return all(place.hostname in _LOOPBACK for place in places)


def _same_host(old: SplitResult, new: SplitResult) -> bool:
    ports = [place.port or _PORTS[place.scheme] for place in (old, new)]
    upgraded = (old.scheme, new.scheme) == ("http", "https") and ports == [80, 443]
    same_way = old.scheme == new.scheme and ports[0] == ports[1]
    return old.hostname == new.hostname and (same_way or upgraded)
