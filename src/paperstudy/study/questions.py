"""How many questions wait: apart from the inbox, which loads what answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperstudy.store.views import Reader


def count_questions(tx: Reader) -> int:
    """Return how many questions wait: of logs, of sources, about sessions and about names."""
    alike = {other.id for _, other in tx.sessions.alike()}
    return tx.lists.waiting() + len(tx.people.doubts()) + len(alike)
