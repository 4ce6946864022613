"""Names that BibTeX would take for something else go out whole, and come back."""

from __future__ import annotations

import pytest

from paperstudy.domain.papers import Author, CiteKey, ExtraField, Paper, PaperId
from paperstudy.formats.bib_names import write_authors
from paperstudy.formats.bibtex import bibtex_entry
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
        read, more = read_names(written)
        assert ([each.name for each in read], more) == ([each.name for each in authors], False)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Bank of Korea", "{Bank of Korea}"),
        ("BANK OF KOREA", "{BANK OF KOREA}"),
        ("Association for Computing Machinery", "{Association for Computing Machinery}"),
        ("Korea Institute", "{Korea Institute}"),
        ("Offa Forde", "Offa Forde"),
        ("Robert Downey, Jr.", "Downey, Jr., Robert"),
        ("Downey, Robert Jr.", "Downey, Jr., Robert"),
    ],
)
def test_a_name_that_nobody_parted_is_a_groups_where_it_plainly_is(name: str, written: str) -> None:
    assert write_authors([Author(name)], more=False) == written


@pytest.mark.parametrize(
    "name", ["Barnes and Noble", "Kim, Lee and Park", "Kim et al.", "Robert Downey Jr.", "A b C"]
)
def test_a_name_that_has_no_parts_goes_out_in_braces_and_comes_back(name: str) -> None:
    author = Author(name, family=name)
    for ascii_only in (False, True):
        written = write_authors([author, LEE], more=False, ascii_only=ascii_only)
        assert written == f"{{{name}}} and Bob Lee"
        assert read_names(written) == ((author, LEE), False)


@pytest.mark.parametrize("name", ["OpenAI", "others", "and"])
def test_one_word_needs_no_mark(name: str) -> None:
    one, other = (write_authors([each], more=False) for each in (Author(name), Author(name, name)))
    assert one == other
    assert [author.name for author in read_names(one)[0]] == [name]


def test_a_backslash_ends_no_part_of_a_name() -> None:
    author = Author("Ann Kim\\", family="Kim\\", given="Ann")
    assert write_authors([author], more=False) == r"Kim\textbackslash{}, Ann"
    van = Author("Laurens van der Maaten\\")
    assert write_authors([van], more=False) == r"van der Maaten\textbackslash{}, Laurens"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("{Barnes and Noble}", "Barnes and Noble"),
        ("Kim, M., Lee, S., Xu, J.", "J. Kim M. Lee S. Xu"),
    ],
)
def test_editors_that_were_read_otherwise_once_are_still_no_authors(field: str, name: str) -> None:
    paper = Paper(PaperId(1), CiteKey("k"), "T", (Author(name),), entry_type="book")
    _, fields = bibtex_entry(paper._replace(extra=(ExtraField("editor", field),)), "k")
    assert fields.get("author") is None
    assert fields["editor"] == field
