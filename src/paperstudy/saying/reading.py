"""What the reading lists say, in words."""

from __future__ import annotations

from paperstudy.domain.reading import BEST_RATING


def stars(rating: int | None) -> str:
    """Return a rating in stars, with its number for those who cannot see them."""
    if not rating:
        return ""
    return "★" * rating + "☆" * (BEST_RATING - rating) + f" {rating}/{BEST_RATING}"
