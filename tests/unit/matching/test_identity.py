"""Whether a record found by its title is of the same work."""

from __future__ import annotations

import pytest

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, PaperRecord
from paperstudy.matching.identity import Sameness, compare_works, describe_cvf

TITLE = "Deep Residual Learning for Image Recognition"


def work(title: str = TITLE, author: str = "Kaiming He", year: int | None = 2016) -> PaperRecord:
    return PaperRecord("x", title, (Author(author),) if author else (), year=year)


@pytest.mark.parametrize(
    ("mine", "theirs", "sameness"),
    [
        (work(), work(), Sameness.SAME),
        (work(), work(TITLE.upper() + "."), Sameness.SAME),
        (work(year=2015), work(year=2016), Sameness.SAME),
        (work(year=None), work(), Sameness.SAME),
        (work(year=2014), work(year=2016), Sameness.MAYBE),
        (work(author="K. He"), work(), Sameness.SAME),
        (work(author=""), work(), Sameness.MAYBE),
        (work(), work(author=""), Sameness.MAYBE),
        (work("Mixture Density Networks", ""), work("Mixture Density Networks"), Sameness.OTHER),
        (work(author="Eve Stranger"), work(), Sameness.OTHER),
        (work("Deep Residual Learning"), work(), Sameness.OTHER),
        (work(""), work(""), Sameness.OTHER),
        (work("…"), work("!"), Sameness.OTHER),
    ],
)
def test_title_author_and_year_decide_together(
    mine: PaperRecord, theirs: PaperRecord, sameness: Sameness
) -> None:
    assert compare_works(mine, theirs) is sameness


def test_an_author_spelled_a_little_differently_is_for_a_person_to_judge() -> None:
    mine, theirs = work(author="Kaiming Hee"), work(author="Kaiming He")
    assert compare_works(mine, theirs) is not Sameness.SAME


def test_a_title_that_is_cut_is_a_beginning() -> None:
    cut = work("Deep Residual Learning")
    assert compare_works(cut, work(), cut=True) is Sameness.SAME
    assert compare_works(cut, work("Residual Learning, Deep"), cut=True) is Sameness.OTHER


def test_the_name_of_a_cvf_file_tells_author_title_venue_and_year() -> None:
    name = Identifier(Scheme.CVF, "He_Deep_Residual_Learning_CVPR_2016")
    record = describe_cvf(name)
    assert record is not None
    assert (record.title, record.year) == ("Deep Residual Learning", 2016)
    assert record.authors[0].family_name == "He"
    assert str(record.publication) == "CVPR 2016"
    assert record.identifiers == (name,)


@pytest.mark.parametrize("value", ["", "He_CVPR_2016", "notes", "He_Deep_CVPR_20166"])
def test_what_is_no_such_name_tells_nothing(value: str) -> None:
    assert describe_cvf(Identifier(Scheme.CVF, value)) is None
    assert describe_cvf(Identifier(Scheme.DOI, "He_Deep_Residual_CVPR_2016")) is None
