"""What is recognised with the archive of Papers with Code, beside the catalogue."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.recognising import Passage
from paperstudy.store.archive import Archive, open_archive
from paperstudy.store.store import Store
from paperstudy.study.recognising import Known, known_offline, read_known, recogniser_of
from tests.fakes.dumps import make_archive
from tests.unit.study.house import House, arxiv_id, preprint

VIT_SLUG = Identifier(Scheme.PWC, "an-image-is-worth-16x16-words-transformers-1")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return make_archive(tmp_path / "archive.db")


@pytest.fixture
def damaged(tmp_path: Path) -> Archive:
    path = tmp_path / "damaged.db"
    path.write_bytes(b"no database at all" * 100)
    return open_archive(path)


def test_without_an_archive_nothing_more_is_known(store: Store) -> None:
    assert known_offline(None) == Known()
    assert read_known(store, None) == Known()


def test_what_is_known_can_go_to_another_process(house: House, archive: Archive) -> None:
    house.shelve(preprint("2001.00001"))
    known = read_known(house.store, archive)
    assert known.archive == str(archive.path)
    assert known.methods
    assert [record.title for record in known.records] == ["One Paper About Many Things"]
    assert pickle.loads(pickle.dumps(known)) == known


def test_a_slug_becomes_its_paper_and_the_catalogue_wins_for_its_facts(archive: Archive) -> None:
    found = recogniser_of(known_offline(archive)).find_identifier(VIT_SLUG)
    assert found is not None
    assert found.source == "catalogue"
    assert {arxiv_id("2010.11929"), VIT_SLUG} <= set(found.identifiers)


def test_a_slug_that_only_the_archive_knows_is_what_the_archive_says(archive: Archive) -> None:
    slug = Identifier(Scheme.PWC, "a-made-up-workshop-paper")
    recogniser = recogniser_of(known_offline(archive))
    found = recogniser.find_identifier(slug)
    assert found == archive.find([slug])[slug]
    assert recogniser.find_identifier(arxiv_id("2001.00001")) is None


def test_a_slug_that_nobody_knows_stays_one(archive: Archive) -> None:
    unknown = Identifier(Scheme.PWC, "qqq-zzz-www")
    assert recogniser_of(known_offline(archive)).find_identifier(unknown) is None


def test_a_title_of_the_archive_is_matched_when_it_is_exactly_that(archive: Archive) -> None:
    title = "A Made-up Workshop Paper"
    assert recogniser_of(Known()).match_title(title) is None
    recogniser = recogniser_of(known_offline(archive))
    found = recogniser.match_title(title.upper())
    assert found is not None
    assert found.evidence == ("title in the archive of Papers with Code",)
    assert recogniser.match_title(f"{title} and More Words That Nobody Wrote") is None
    assert recogniser.match_title("Workshop Paper") is None


def test_names_are_recognised_as_ever(archive: Archive) -> None:
    recogniser = recogniser_of(known_offline(archive))
    (hit,) = recogniser.recognise(Passage(1, "ResNet 논문", in_list=True))
    assert arxiv_id("1512.03385") in hit.candidates[0].record.identifiers


def test_a_damaged_archive_hides_nothing(damaged: Archive) -> None:
    recogniser = recogniser_of(known_offline(damaged))
    assert recogniser.find_identifier(arxiv_id("1512.03385")) is not None
    assert recogniser.find_identifier(Identifier(Scheme.PWC, "qqq-zzz-www")) is None
    assert recogniser.match_title("A Title of Several Words That Nobody Wrote") is None
