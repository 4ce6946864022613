"""Titles in web addresses: the slug that a site makes of a title, whole or cut."""

from __future__ import annotations

import re
import unicodedata

from paperstudy.logs.titles import SMALL_WORDS

_CUT_SLUG, _SHORTEST_SLUG = 16, 4


def slug_of(text: str) -> str:
    """Return `text` as the slug of a web address: words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def same_slug(slug: str, title: str) -> bool:
    """Say whether `slug` is the slug of `title`, whole or cut, with or without a number behind."""
    whole = slug_of(title)
    slug = slug.strip("-").lower()
    if len(slug) < _SHORTEST_SLUG or not whole:
        return False
    either = (slug, re.sub(r"-\d{1,2}$", "", slug))
    if any(one == whole or (len(one) >= _CUT_SLUG and whole.startswith(one)) for one in either):
        return True
    # Some sites leave the small words out before they cut.
    lean = _lean(whole) + "-"
    return any(len(one) >= _CUT_SLUG and lean.startswith(one + "-") for one in map(_lean, either))


def _lean(slug: str) -> str:
    return "-".join(word for word in slug.split("-") if word not in SMALL_WORDS)


_CVF_FILE = re.compile(r"[^_]+_(?P<title>.+)_[A-Z]{3,5}_\d{4}(?:_paper)?", re.IGNORECASE)


def title_in_file(value: str) -> str:
    """Return the title in the name of an Open Access file, `He_Deep_Residual_…_CVPR_2016`."""
    match = _CVF_FILE.fullmatch(value)
    return match.group("title").replace("_", " ") if match else ""
