"""How texts of the archive are compared: addresses of repositories, titles."""

from __future__ import annotations

_SITES = frozenset({"github.com", "gitlab.com", "bitbucket.org"})


def place_of(url: str) -> str:
    """Return a repository's address without what does not tell it from others.

    The case stays, since it is shown; places are compared without it.
    """
    if url.startswith("https://github.com/"):
        return url[8:].rstrip("/").removesuffix(".git")
    scheme, _, rest = url.partition("://")
    rest = rest.removeprefix("www.").rstrip("/").removesuffix(".git")
    host = rest.partition("/")[0].lower()
    plain = scheme.lower() == "https" or host in _SITES
    return host + rest[len(host) :] if plain else f"http://{host}{rest[len(host) :]}"


def url_of(place: str) -> str:
    """Return the address that stands in `place_of`."""
    return place if place.startswith("http://") else f"https://{place}"


def title_key(title: str) -> str | None:
    """Return what two spellings of one title share; None where nothing is left."""
    return "".join(char for char in title.casefold() if char.isalnum()) or None
