"""A web address in parts, with the wrappers of archives and redirects taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A URL in the parts that matter here: host in lower case, the rest percent-decoded."""

    host: str
    path: str  # no leading or trailing slash, no empty segment
    query: tuple[tuple[str, str], ...]
    tail: str  # all behind the host, as written

    def ask(self, *names: str) -> str:
        """Return the value of the first query field of these names, else an empty string."""
        return next((value for name, value in self.query if name in names), "")


def parse_url(url: str) -> WebAddress:
    """Return the parts of `url`; a missing scheme is no matter, nothing raises."""
    rest = url.split("//", 1)[1] if "//" in url.split("?", 1)[0] else url
    start = re.search(r"[/?#]|$", rest)
    assert start is not None
    host, tail = rest[: start.start()], rest[start.start() :]
    host = host.rsplit("@", 1)[-1].split(":", 1)[0].rstrip(".").lower()
    before_fragment = tail.split("#", 1)[0]
    path, _, query = before_fragment.partition("?")
    segments = [part for part in unquote(path).strip().split("/") if part]
    pairs = [pair.partition("=") for pair in query.split("&")[:50] if pair]
    fields = tuple((unquote(name).lower(), unquote(value).strip()) for name, _, value in pairs)
    return WebAddress(host, "/".join(segments), fields, tail)


def hide_login(text: str) -> str:
    """Return an address without the name and the password that may stand before its host."""
    head, at, rest = text.rpartition("@")
    if not at:
        return text
    scheme, slashes, _ = head.partition("//")
    return f"{scheme}{slashes}***@{rest}" if slashes else f"***@{rest}"


_WRAPPER_FIELDS = {
    "docs.google.com/viewer": ("url",),
    "docs.google.com/gview": ("url",),
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "l.instagram.com/": ("u",),
    "link.zhihu.com/": ("target",),
    "out.reddit.com/": ("url",),
    "slack-redir.net/link": ("url",),
    "translate.google.com/translate": ("u",),
    "www.youtube.com/redirect": ("q",),
    "vk.com/away.php": ("to",),
    "fermatslibrary.com/arxiv_comments": ("url",),
}
_WEB_ARCHIVES = {"web.archive.org", "archive.org", "www.archive.org"}
_SNAPSHOTS = {"archive.is", "archive.ph", "archive.today", "archive.md"}
WRAPPING_HOSTS = _WEB_ARCHIVES | _SNAPSHOTS | {"google.com", "www.google.com"}
_GOOGLE = re.compile(r"(?:www\.)?google\.(?:com?\.)?[a-z]{2,3}", re.ASCII)
_ARCHIVED = re.compile(r"/(?:web|save)/(?:[0-9*]{1,14}[a-z_]{0,4}/)?(\S+)", re.DOTALL)
_SNAPSHOT = re.compile(r"/(?:o/|[0-9]{4,14}/)?[^/]{0,20}/?(https?:\S+)", re.DOTALL)
_ONE_SLASH = re.compile(r"^(https?):/+", re.IGNORECASE)


def unwrap(address: WebAddress) -> str:
    """Return the URL that an archive, a redirect or a viewer holds, else an empty string."""
    inner = ""
    if address.host in _WEB_ARCHIVES:
        archived = _ARCHIVED.match(address.tail)
        inner = archived[1] if archived and "." in archived[1] else ""
    elif address.host in _SNAPSHOTS:
        snapshot = _SNAPSHOT.match(address.tail)
        inner = snapshot[1] if snapshot else ""
    elif _GOOGLE.fullmatch(address.host) and address.path.lower() in ("url", "imgres"):
        inner = address.ask("q", "url", "imgrefurl")
    elif address.path.lower() == "login":  # a library's proxy
        inner = address.ask("url", "qurl")
    else:
        fields = _WRAPPER_FIELDS.get(f"{address.host}/{address.path}", ())
        inner = address.ask(*fields)
    if "%2f" in inner[:20].lower() and "://" not in inner[:20]:
        inner = unquote(inner)
    return _ONE_SLASH.sub(r"\1://", inner)
