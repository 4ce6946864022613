"""What papers are made of is clean, whoever sends it."""

from __future__ import annotations

import pytest

from paperstudy.domain.papers import PaperRecord


@pytest.mark.parametrize("name", ["categories", "names", "tasks", "methods"])
def test_lists_of_names_are_free_of_escapes_and_direction_marks(name: str) -> None:
    sent = {name: ("\x1b[31mcs.CL\x1b[0m", "a\u202eb", "\ud800", "two\nlines")}
    record = PaperRecord("arxiv", "A Title", **sent)  # type: ignore[arg-type]
    assert getattr(record, name) == ("cs.CL", "a b", "\ufffd", "two lines")
