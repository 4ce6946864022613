"""What a title may mean: one candidate for each work, and none of them taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from paperstudy.domain.errors import SourceUnavailableError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.papers import Author, PaperRecord
from paperstudy.store.archive import Archive, open_archive
from paperstudy.study.candidates import find_candidates
from paperstudy.study.values import FoundPaper
from tests.fakes.dumps import make_archive
from tests.fakes.sources import FakeSource
from tests.unit.study.house import BOTH, DOI, House, arxiv_id, doi_of, preprint, printed

TITLE = "One Paper About Many Things"
VIT = "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale"
DOWN = SourceUnavailableError("it does not answer")


@pytest.fixture
def empty(tmp_path: Path) -> Archive:
    return open_archive(tmp_path / "archive.db")


def search(
    house: House, archive: Archive, title: str = TITLE, cancel: CancelToken | None = None
) -> tuple[FoundPaper, ...]:
    token = cancel or CancelToken()
    return find_candidates(house.store, house.network, archive, title, token)


def test_what_several_sources_find_of_one_work_is_one_candidate(
    house: House, empty: Archive
) -> None:
    bare = preprint("2001.00001", authors=(), year=None)
    s2 = replace(
        preprint("2001.00001", identifiers=(arxiv_id("2001.00001"), doi_of("10.1000/one"))),
        source="semanticscholar",
    )
    house.sources = [
        FakeSource(found=[bare]),
        FakeSource("semanticscholar", BOTH, found=[s2]),
        FakeSource("crossref", DOI, found=[printed("10.1000/one")]),
    ]
    (found,) = search(house, empty)
    assert found.evidence == (
        "the same title",
        "found by arxiv",
        "found by semanticscholar",
        "found by crossref",
    )
    assert found.record.identifiers == (arxiv_id("2001.00001"), doi_of("10.1000/one"))
    assert found.record.authors == (Author("Ada Lovelace"),)
    assert found.record.year == 2020
    assert found.record.publication is not None
    assert found.key is None


def test_a_title_without_a_common_number_is_one_work_unless_numbers_differ(
    house: House, empty: Archive
) -> None:
    house.sources = [
        FakeSource(found=[preprint("2001.00001"), preprint("2001.00002")]),
        FakeSource("crossref", DOI, found=[printed("10.1000/one")]),
    ]
    first, second = search(house, empty)
    assert first.record.identifiers == (arxiv_id("2001.00001"), doi_of("10.1000/one"))
    assert second.record.identifiers == (arxiv_id("2001.00002"),)


def test_exactly_this_title_comes_first(house: House, empty: Archive) -> None:
    house.sources = [
        FakeSource(
            found=[preprint("2001.00001", f"{TITLE} More"), preprint("2001.00002", TITLE.lower())]
        )
    ]
    titles = [(found.record.title, found.evidence[0]) for found in search(house, empty)]
    assert titles == [
        (TITLE.lower(), "the same title"),
        (f"{TITLE} More", "found by arxiv"),
    ]


def test_there_are_ten_at_most(house: House, empty: Archive) -> None:
    many = [preprint(f"2001.{n:05}", f"{TITLE} {n}") for n in range(1, 20)]
    house.sources = [FakeSource(found=many)]
    assert len(search(house, empty)) == 10


def test_what_is_here_already_has_its_key(house: House, empty: Archive) -> None:
    house.sources = [
        FakeSource(found=[preprint("2001.00001"), preprint("2001.00002", f"{TITLE}: Other")])
    ]
    (paper,) = house.shelve(preprint("2001.00001"))
    assert [found.key for found in search(house, empty)] == [paper.key, None]


def test_a_name_that_the_catalogue_knows_is_found_without_a_network(
    house: House, empty: Archive
) -> None:
    house.offline = True
    (found,) = search(house, empty, "ResNet")
    assert arxiv_id("1512.03385") in found.record.identifiers
    assert found.evidence


def test_a_title_is_found_in_the_archive(house: House, tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive.db")
    house.offline = True
    candidates = search(house, archive, VIT)
    assert arxiv_id("2010.11929") in candidates[0].record.identifiers
    assert "in the archive of Papers with Code" in {e for c in candidates for e in c.evidence}


def test_a_damaged_archive_hides_nothing(house: House, tmp_path: Path) -> None:
    damaged = tmp_path / "archive.db"
    damaged.write_bytes(b"no database at all" * 100)
    house.sources = [FakeSource(found=[preprint("2001.00001")])]
    assert len(search(house, open_archive(damaged))) == 1


def test_a_paper_of_the_library_is_united_with_what_sources_find(
    house: House, empty: Archive
) -> None:
    house.shelve(PaperRecord("person", TITLE))
    house.sources = [FakeSource(found=[preprint("2001.00001")])]
    (found,) = search(house, empty)
    assert found.record.source == "arxiv"
    assert found.record.identifiers == (arxiv_id("2001.00001"),)
    assert found.key is not None


def test_one_source_that_fails_leaves_what_the_others_found(house: House, empty: Archive) -> None:
    house.sources = [
        FakeSource(failure=DOWN),
        FakeSource("crossref", DOI, found=[printed("10.1000/one")]),
    ]
    assert len(search(house, empty)) == 1


def test_where_nobody_answers_that_is_the_answer(house: House, empty: Archive) -> None:
    house.sources = [FakeSource(failure=DOWN)]
    with pytest.raises(SourceUnavailableError):
        search(house, empty)


def test_where_all_answer_and_nobody_knows_there_is_none(house: House, empty: Archive) -> None:
    house.sources = [FakeSource(), FakeSource("crossref", DOI, failure=DOWN)]
    assert search(house, empty) == ()


def test_after_a_stop_nobody_is_asked(house: House, empty: Archive) -> None:
    house.sources = [source := FakeSource(found=[preprint("2001.00001")])]
    cancel = CancelToken()
    cancel.cancel()
    assert search(house, empty, cancel=cancel) == ()
    assert source.searched == []


def test_what_shares_few_words_with_the_title_is_no_candidate(house: House, empty: Archive) -> None:
    house.sources = [FakeSource(found=[preprint("2001.00001", "Nothing of the Kind")])]
    assert search(house, empty) == ()


def test_by_words_the_library_is_searched_first_by_parts_of_words_and_authors(
    house: House, empty: Archive
) -> None:
    house.shelve(
        preprint("1706.03762", "Attention Is All You Need", authors=(Author("Ashish Vaswani"),)),
        preprint("2010.11929", VIT),
    )

    def found(words: str) -> list[str]:
        token = CancelToken()
        hits = find_candidates(house.store, house.network, empty, words, token, by_words=True)
        return [hit.record.title for hit in hits if hit.key]

    assert found("attent") == found("vaswani") == ["Attention Is All You Need"]
    assert VIT in found("transform")
    assert not found('status:"')
    assert not found("")
