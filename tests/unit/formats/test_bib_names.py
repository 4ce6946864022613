"""Names that BibTeX would take for something else go out whole, and come back."""

from __future__ import annotations

import pytest

from paperstudy.domain.papers import Author
from paperstudy.formats.bib_names import write_authors
from paperstudy.formats.latex import is_balanced
from paperstudy.formats.names_in import read_names

LEE = Author("Bob Lee")


@pytest.mark.parametrize(
    "name",
    [
        *("Kim, Lee, Park\\", "Kim,, Ann", "Kim\\", "Research \\", "김 철수\\", "Ann {Kim", "}{"),
        *("and", "And", "others", "Others", "Ann and", "Kim, Jr., III, Ann", "AT&T Research"),
    ],
)
def test_an_odd_name_comes_back_as_it_was_between_others(name: str) -> None:
    for authors in ((Author(name),), (Author(name), LEE), (LEE, Author(name))):
        written = write_authors(authors, more=False)
        assert is_balanced(written)
        assert "\\}" not in written
        assert read_names(written) == (authors, False)


def test_a_backslash_ends_no_part_of_a_name() -> None:
    author = Author("Ann Kim\\", family="Kim\\", given="Ann")
    assert write_authors([author], more=False) == r"Kim\textbackslash{}, Ann"
    van = Author("Laurens van der Maaten\\")
    assert write_authors([van], more=False) == r"van der Maaten\textbackslash{}, Laurens"
