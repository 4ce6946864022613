"""Two works of one title: by two people of one name, or in two places."""

from __future__ import annotations

import pytest

from paperstudy.domain.papers import Author, Publication
from paperstudy.matching.entries import are_two_places
from paperstudy.matching.likeness import Kinship, compare_authors
from paperstudy.matching.namesakes import are_namesakes


def author(name: str) -> Author:
    family, comma, given = name.partition(", ")
    return Author(f"{given} {family}", family, given) if comma else Author(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim, Minsu", "Kim, Minji"),
        ("Wang, Li", "Wang, Lei"),
        ("Lee, J.", "Lee, S."),
        ("J. Lee", "Lee, Sora"),
        ("Kim, Jiho", "Kim, Sora"),
        ("김, 민수", "김, 민지"),
        ("Smith, J. R.", "Smith, J. S."),
        ("Min-su Kim", "Min-ji Kim"),
        ("Kim, Hyunsu", "Kim, Hyunji"),
    ],
)
def test_other_given_names_are_other_people(one: str, other: str) -> None:
    assert are_namesakes([author(one)], [author(other)])
    assert are_namesakes([author(other)], [author(one)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("K. He", "Kaiming He"),
        ("He, Kaiming", "He, Kai-Ming"),
        ("He, K.-M.", "He, Kaiming"),
        ("Kim, M.", "Kim, Min Su"),
        ("Kim, M. S.", "Kim, Minsu"),
        ("Kim Minsu", "Minsu Kim"),
        ("Kim, Hyunsoo", "Kim, Hyeonsu"),
        ("Kim, Jihoon", "Kim, Chi-Hun"),
        ("Kim, G.", "Kim, Kihoon"),
        ("Jung, Seung-Woo", "Jung, S."),
        ("김민수", "Kim, Minsu"),
        ("김, 민수", "김민수"),
        ("Bishop, Christopher M.", "Bishop, Chris"),
        ("Bishop, Christopher M.", "Bishop, C."),
        ("Bishop, Christopher", "Bishop, Christopher M."),
        ("Fitzgerald, F. Scott", "Fitzgerald, Scott"),
        ("Vaswani", "Vaswani, Ashish"),
        ("Schölkopf, Bernhard", "Schoelkopf, B."),
        ("García, José", "Garcia, Jose"),
        ("王, 力", "Wang, Lei"),
        ("", "Wang, Lei"),
    ],
)
def test_one_person_is_written_in_many_ways(one: str, other: str) -> None:
    assert not are_namesakes([author(one)], [author(other)])
    assert not are_namesakes([author(other)], [author(one)])


@pytest.mark.parametrize("other", [Author("김민수"), Author("김 민수"), Author("김민수", "김민수")])
@pytest.mark.parametrize("name", ["민수 김", "김민수"])
def test_a_korean_name_in_parts_is_the_one_that_is_written_whole(name: str, other: Author) -> None:
    one = Author(name, "김", "민수")
    assert compare_authors(one, other) is compare_authors(other, one) is Kinship.SAME
    assert not are_namesakes([one], [other])


def test_who_writes_with_the_same_people_may_have_a_short_name() -> None:
    bob, robert, ann = author("Smith, Bob"), author("Smith, Robert"), author("Lee, Ann")
    assert are_namesakes([bob], [robert, ann])
    assert not are_namesakes([bob, ann], [robert, ann])
    assert not are_namesakes([], [bob])


def test_a_work_in_two_places_has_other_pages() -> None:
    vision = Publication("Handbook of Vision", pages="1--9")
    speech = Publication("Handbook of Speech", pages="1--12")
    assert are_two_places(vision, speech)
    assert not are_two_places(vision, Publication("Handbook of Vision", pages="1-12"))
    assert not are_two_places(vision, Publication("Handbook of Speech", pages="1-9"))
    assert not are_two_places(vision, Publication("Handbook of Speech"))
    assert not are_two_places(vision, Publication("arXiv preprint", pages="1-12"))
    assert not are_two_places(vision, None)
    assert are_two_places(
        Publication("Neural Networks", volume="110"), Publication("Nature", volume="12")
    )


def test_two_issues_of_one_journal_are_two_places_where_the_pages_say_so_too() -> None:
    first = Publication("JMLR", volume="3", number="1", pages="3--4")
    assert are_two_places(first, Publication("JMLR", volume="4", number="1", pages="11--13"))
    assert are_two_places(first, Publication("JMLR", volume="3", number="2", pages="5--6"))
    assert not are_two_places(first, Publication("JMLR", volume="4", pages="3--4"))
    assert not are_two_places(first, Publication("JMLR", volume="3", pages="5--6"))
    assert not are_two_places(first, Publication("JMLR", volume="4"))
    assert not are_two_places(first, Publication("CoRR", volume="abs/1706.03762", pages="5--6"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("PP", "", "1-1"), ("39", "7", "2100--2111")),
        (("OnlineFirst", "", "12--20"), ("39", "7", "2100--2111")),
        (("2017-December", "", "5999--6009"), ("30", "", "5998--6008")),
        (("1", "", "448-456"), ("37", "", "449-457")),
        (("31", "1", "1--8"), ("32", "1", "4278--4284")),
    ],
)
def test_one_work_is_cited_with_many_volumes_and_pages(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    told = [
        Publication("IEEE TPAMI", volume=volume, number=number, pages=pages)
        for volume, number, pages in (one, other)
    ]
    assert not are_two_places(*told)
    assert not are_two_places(*reversed(told))
