"""What the errors of a database mean to a person: one sentence and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from paperstudy.domain.errors import StoreError


class Explanation(NamedTuple):
    """An error of ours to be, and its sentences; their fields come when it happens."""

    kind: type[StoreError]
    sentence: str
    hint: str

    def error(self, **fields: object) -> StoreError:
        """Return the error; `fields` are those of the sentence, others do no harm."""
        return self.kind(self.sentence, hint=self.hint, **fields)
