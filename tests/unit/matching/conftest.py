"""The shipped catalogue, read once, and a small way to ask the recogniser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.recognising import Passage
from paperstudy.matching.catalogue import Catalogue, load_catalogue
from paperstudy.matching.recognise import NameRecogniser

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperstudy.domain.recognising import NameHit


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def recogniser(catalogue: Catalogue) -> NameRecogniser:
    return NameRecogniser(catalogue)


@pytest.fixture(scope="session")
def read(recogniser: NameRecogniser) -> Callable[..., dict[str, tuple[str, str]]]:
    """Return what is named in a text: surface -> (status, first words of the title)."""

    def ask(text: str, *, context: str = "", in_list: bool = False) -> dict[str, tuple[str, str]]:
        passage = Passage(1, text, context, in_list=in_list)
        hits: list[NameHit] = list(recogniser.recognise(passage))
        for hit in hits:
            assert text[hit.start : hit.end] == hit.text
        return {hit.text: (hit.status.value, hit.candidates[0].record.title) for hit in hits}

    return ask
