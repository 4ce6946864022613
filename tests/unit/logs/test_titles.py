"""Titles by their form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.logs.slugs import same_slug, slug_of
from paperstudy.logs.titles import (
    Strength,
    find_title,
    is_author_list,
    is_generic_label,
    names_other_thing,
    read_venue,
    read_year,
    split_short,
    title_strength,
)


def title(text: str) -> str:
    found = find_title(text)
    return found.title if found else ""


def strength(text: str) -> Strength:
    found = find_title(text)
    return title_strength(found) if found else Strength.NONE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KiteNet: Learning to Fly, CVPR 2016", "KiteNet: Learning to Fly"),
        ("KiteNet : Learning to Fly (ICLR '21 Workshop)", "KiteNet: Learning to Fly"),
        ("(SIGIR 2018) Asking Birds for Directions", "Asking Birds for Directions"),
        ("[2101.00001] Asking Birds for Directions (arxiv.org)", "Asking Birds for Directions"),
        ("논문 제목: Asking Birds for Directions", "Asking Birds for Directions"),
        ("[논문 리뷰] Asking Birds for Directions 리뷰", "Asking Birds for Directions"),
        ("3. Asking Birds for Directions - presented by Ada", "Asking Birds for Directions"),
        ("하늘: Asking Birds for Directions", "Asking Birds for Directions"),
        ("2024/03/05 하늘님 : Asking Birds for Directions", "Asking Birds for Directions"),
        ("Jan 12th, 2023: Asking Birds for Directions", "Asking Birds for Directions"),
        ("Week 3 - Asking Birds for Directions", "Asking Birds for Directions"),
        ("“Asking Birds for Directions” (2019)", "Asking Birds for Directions"),
        ("Asking Birds for Directions… (slideshare.net)", "Asking Birds for Directions"),
        ('Doe, J. et al. "Asking Birds for Directions." arXiv preprint (2020).', "Asking Birds for Directions"),
        ("Doe, J., & Roe, R. (2020). Asking Birds for Directions. Journal of Birds.", "Asking Birds for Directions"),
        ("J. Doe, R. Roe. Asking Birds for Directions. ICML, 2021.", "Asking Birds for Directions"),
        ("Asking Birds for Directions. Ada Doe, Bo Roe, Cy Poe.", "Asking Birds for Directions"),
        ('"Up" or "Down": Asking Birds for Directions', '"Up" or "Down": Asking Birds for Directions'),
        ("Birds vs. Kites on Windy Days", "Birds vs. Kites on Windy Days"),
        ("Learning to learn by gradient descent by gradient descent",) * 2,
        ("Fast R-CNN", "Fast R-CNN"),
        ("   ", ""),
        ("- - -", "- - -"),
    ],
)  # fmt: skip
def test_decoration_and_citation_are_taken_off(text: str, found: str) -> None:
    assert title(text) == found


def test_venue_year_and_short_name_are_kept_apart() -> None:
    found = find_title("- KiteNet: Learning to Fly (NeurIPS'19)")
    assert found is not None
    assert (found.short, found.venue, found.year) == ("KiteNet", "NeurIPS", 2019)
    old = find_title("Learning to Fly (NIPS 98)")
    assert old is not None
    assert old.year == 1998
    plain = find_title("Learning to Fly, arXiv 2017.11")
    assert plain is not None
    assert (plain.venue, plain.year) == ("", 2017)
    bare = find_title("Learning to Fly (2015)")
    assert bare is not None
    assert bare.year == 2015


def test_a_cut_title_says_so() -> None:
    found = find_title("Asking Birds for Dir…")
    assert found is not None
    assert (found.title, found.cut) == ("Asking Birds for Dir", True)


@given(st.text(max_size=200))
def test_offsets_of_a_title_are_exact(text: str) -> None:
    found = find_title(text)
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert "".join(text[found.start : found.end].split()) == "".join(found.title.split())
        title_strength(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asking Many Birds for Better Directions", Strength.SURE),
        ("KiteNet: a small-footprint flyer for windy days", Strength.SURE),
        ("Conversation with birds in windy cities and towns", Strength.LIKELY),
        ("Asking Birds Directions", Strength.PERHAPS),
        ("asking birds for better directions home", Strength.PERHAPS),
        ("Birds", Strength.NONE),
        ("오늘은 새에게 길을 물었다", Strength.NONE),
        ("새 Asking Birds 논문을 읽고 정리한 내용", Strength.NONE),
        ("Session 3A: Birds and Other Animals", Strength.NONE),
        ("We should ask more birds for directions", Strength.NONE),
        ("ask(birds) == directions; return home now", Strength.NONE),
        ("Ada Gray, Bo Tang, Cy Priebe", Strength.NONE),
        ("Is This the Way We Should Go Home", Strength.PERHAPS),
    ],
)
def test_the_form_tells_a_title(text: str, expected: Strength) -> None:
    assert strength(text) is expected


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Kolda and Bader", True),
        ("Gray, Tang, and Rubin-Delanchy", True),
        ("Ada Gray, Bo Tang, Cy Priebe", True),
        ("Gray et al., 2017", True),
        ("Tensor Decompositions and Applications", False),
        ("Attention", False),
        ("birds and bees", False),
    ],
)
def test_lists_of_people_are_known(text: str, *, people: bool) -> None:
    assert is_author_list(text) is people


@pytest.mark.parametrize(
    "label", ["pdf", "논문 링크", "[paper]", "CVPR 2020", "arXiv", "→", "ICCV"]
)
def test_some_labels_say_nothing(label: str) -> None:
    assert is_generic_label(label)
    assert not is_generic_label("ViT 논문")


def test_other_things_than_papers_are_named() -> None:
    assert names_other_thing("발표 자료")
    assert names_other_thing("Project page")
    assert not names_other_thing("Satisfaction of Users with Online News Reading Websites")


def test_years_and_venues_are_read_from_cells() -> None:
    assert (read_year("2023-05"), read_year("none")) == (2023, None)
    assert (read_venue("NeurIPS 2020"), read_venue("preprint"), read_venue("-")) == (
        "NeurIPS",
        "",
        "",
    )


def test_a_short_name_stands_before_a_colon() -> None:
    assert split_short("ViT：An Image is Worth") == ("ViT", "An Image is Worth")
    assert split_short("No colon here") == ("", "No colon here")


WHOLE = "Asking the Birds for Directions Home"


@pytest.mark.parametrize(
    ("slug", "same"),
    [
        (slug_of(WHOLE), True),
        (slug_of(WHOLE) + "-2", True),
        ("asking-the-birds-for", True),
        ("asking-the-birds-for-1", True),
        ("asking-birds-directions", True),
        ("asking", False),
        ("asking-the-cats-for-directions", False),
        ("x", False),
    ],
)
def test_a_slug_is_the_title_whole_or_cut(slug: str, *, same: bool) -> None:
    assert same_slug(slug, WHOLE) is same
    assert not same_slug(slug, "")
