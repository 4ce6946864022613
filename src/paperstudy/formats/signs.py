"""Where signs stand in a text: what LaTeX is read and written by looks at these places alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def find_signs(signs: Iterable[str], text: str) -> list[int]:
    """Return the places of any of some signs; for few of them `re` is ten times slower."""
    places = []
    for sign in signs:
        place = text.find(sign)
        while place >= 0:
            places.append(place)
            place = text.find(sign, place + 1)
    places.sort()
    return places
