"""Claims of a publication: what is believed, what a person is asked, what is said nothing of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, PaperRecord, Publication
from paperstudy.domain.registrants import DENIED_PREFIXES
from paperstudy.matching.merge import merge_records
from paperstudy.matching.preprints import find_preprint, first_year
from paperstudy.matching.publications import (
    Choice,
    Standing,
    choose_publication,
    is_citable_doi,
    judge,
)

ACCEPTED, DOUBTFUL, REFUSED = Standing.ACCEPTED, Standing.DOUBTFUL, Standing.REFUSED


def arxiv_id(value: str) -> Identifier:
    return Identifier(Scheme.ARXIV, value)


def doi(value: str) -> Identifier:
    return Identifier(Scheme.DOI, value)


RESNET = PaperRecord(
    "arxiv",
    "Deep Residual Learning for Image Recognition",
    (Author("Kaiming He"), Author("Xiangyu Zhang")),
    year=2015,
    published=datetime(2015, 12, 10, tzinfo=UTC),
    identifiers=(arxiv_id("1512.03385"),),
)
CVPR = Publication(
    "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)",
    2016,
    "10.1109/cvpr.2016.90",
    "proceedings",
    pages="770-778",
    publisher="IEEE",
)
CROSSREF = PaperRecord(
    "crossref",
    RESNET.title,
    (Author("Kaiming He", "He", "Kaiming"),),
    year=2016,
    identifiers=(doi("10.1109/cvpr.2016.90"),),
    publication=CVPR,
)
ATTENTION = PaperRecord(
    "arxiv",
    "Attention Is All You Need",
    (Author("Ashish Vaswani"), Author("Noam Shazeer")),
    year=2017,
    published=datetime(2017, 6, 12, tzinfo=UTC),
    identifiers=(arxiv_id("1706.03762"),),
)
VIT = PaperRecord(
    "arxiv",
    "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale",
    (Author("Alexey Dosovitskiy"),),
    year=2020,
    identifiers=(arxiv_id("2010.11929"),),
)
# What a copyist registered: the right title and authors, another DOI, and a year long after.
HIJACK_CROSSREF = PaperRecord(
    "crossref",
    ATTENTION.title,
    ATTENTION.authors,
    year=2025,
    identifiers=(doi("10.65215/copy.1"),),
    publication=Publication("", 2025, "10.65215/copy.1", "preprint"),
)
HIJACK_OPENALEX = PaperRecord(
    "openalex",
    ATTENTION.title,
    ATTENTION.authors,
    year=2025,
    publication=Publication("Proceedings of Everything", 2025, "10.65215/copy.2", "proceedings"),
    citations=1000,
)


def claim(preprint: PaperRecord = RESNET, **changes: object) -> PaperRecord:
    """Return a claim that fits `preprint`, with some of its facts changed."""
    base = replace(CROSSREF, title=preprint.title, authors=preprint.authors)
    about = {k: v for k, v in changes.items() if k in ("venue", "year", "doi", "kind")}
    rest = {k: v for k, v in changes.items() if k not in about}
    return replace(base, publication=replace(CVPR, **about), **rest)  # type: ignore[arg-type]


def test_a_claim_that_fits_in_title_author_year_and_kind_is_accepted() -> None:
    assert judge(RESNET, CROSSREF).standing is ACCEPTED
    assert choose_publication([RESNET, CROSSREF]) == Choice(CVPR, "crossref")


@pytest.mark.parametrize(
    ("title", "standing"),
    [
        ("deep residual learning, for image-recognition", ACCEPTED),
        ("Deep <i>Residual</i> Learning for Image Recognition", ACCEPTED),
        ("Deep Residual Learning for Image Recogniton", ACCEPTED),
        ("Learning Deep Residual for Image Recognition", ACCEPTED),
        ("Deep Residual Learning for Image Recognition II", DOUBTFUL),
        ("Deep Residual Learning for Image Recognition v2", DOUBTFUL),
        ("Deep Residual Learning for Image Classification", DOUBTFUL),
        ("Deep Residual Nets for Picture Sorting", REFUSED),
        ("Identity Mappings in Deep Residual Networks", REFUSED),
        ("", REFUSED),
        ("!!!", REFUSED),
    ],
)
def test_the_title_decides_whether_a_claim_is_of_this_paper(title: str, standing: Standing) -> None:
    assert judge(RESNET, claim(title=title)).standing is standing


def test_the_short_name_of_a_long_title_is_asked_about() -> None:
    long = replace(RESNET, title="ArcFace: Additive Angular Margin Loss for Faces")
    for title in ("ArcFace", "Additive Angular Margin"):
        assert judge(long, claim(long, title=title)).standing is (
            DOUBTFUL if title == "ArcFace" else REFUSED
        )
    assert judge(replace(RESNET, title="ArcFace"), claim(long)).standing is DOUBTFUL


def test_a_title_that_says_not_is_another_work() -> None:
    other = claim(ATTENTION, title="Attention Is Not All You Need", year=2018)
    assert judge(ATTENTION, other).standing is DOUBTFUL


@pytest.mark.parametrize(
    ("mine", "theirs", "standing"),
    [
        (Author("Alexey Dosovitskiy"), Author("Dosovitskiy, Alexey"), ACCEPTED),
        (Author("Alexey Dosovitskiy"), Author("A. Dosovitskiy"), ACCEPTED),
        (Author("Ondřej Chum"), Author("Ondrej Chum"), ACCEPTED),
        (Author("Ondřej Chum"), Author("CHUM", "CHUM", "O."), ACCEPTED),
        (Author("Laurens van der Maaten"), Author("x", "van der Maaten", "Laurens"), ACCEPTED),
        (Author("Jean-Pierre Serre"), Author("Jean Pierre Serre"), ACCEPTED),
        (Author("Juan García-López"), Author("J. Garcia Lopez", "Garcia Lopez", "J."), ACCEPTED),
        (Author("Minjun Kim"), Author("Kim Min-jun"), ACCEPTED),
        (Author("Min Jun Kim"), Author("Kim, Minjun"), ACCEPTED),
        (Author("Minjun Kim"), Author("Kim Min Jun"), ACCEPTED),
        (Author("Jörg Müller"), Author("Joerg Mueller"), ACCEPTED),
        (Author("Łukasz Kaiser"), Author("Lukasz Kaiser"), ACCEPTED),
        (Author("김민준"), Author("김민준"), ACCEPTED),
        (Author("Minjun Kim"), Author("김민준"), DOUBTFUL),
        (Author("Alexey Dosovitskiy"), Author("Alexey Dosovitsky"), DOUBTFUL),
        (Author("Alexey Dosovitskiy"), Author("Jane Miller"), REFUSED),
        (Author("Minjun Kim"), Author("Minjun Lee"), REFUSED),
    ],
)
def test_the_first_author_decides_by_the_family_name(
    mine: Author, theirs: Author, standing: Standing
) -> None:
    preprint = replace(VIT, authors=(mine,))
    for one, other in ((mine, theirs), (theirs, mine)):
        preprint = replace(VIT, authors=(one,))
        assert judge(preprint, claim(VIT, authors=(other,), year=2021)).standing is standing


def test_authors_in_another_order_or_nowhere_are_asked_about() -> None:
    turned = claim(authors=RESNET.authors[::-1])
    assert judge(RESNET, turned).reason == "its authors stand in another order"
    assert judge(RESNET, claim(authors=())).standing is DOUBTFUL
    assert judge(replace(RESNET, authors=()), CROSSREF).standing is DOUBTFUL


@pytest.mark.parametrize(
    ("year", "standing"),
    [
        (2013, REFUSED),
        (2014, DOUBTFUL),
        (2015, ACCEPTED),
        (2020, ACCEPTED),
        (2021, REFUSED),
        (None, ACCEPTED),
    ],
)
def test_the_year_lies_in_the_five_years_from_the_preprint_on(
    year: int | None, standing: Standing
) -> None:
    assert judge(RESNET, claim(year=year)).standing is standing


@pytest.mark.parametrize("year", [2002, 2014, 2031, None])
@pytest.mark.parametrize("kind", ["journal", "chapter", "book", ""])
def test_what_a_file_of_a_person_says_is_not_doubted_for_its_year_or_kind(
    year: int | None, kind: str
) -> None:
    told = Publication("J. of Things", year, kind=kind, volume="16", pages="321-357")
    filed = replace(RESNET, source="bibtex", published=None, publication=told)
    assert choose_publication([filed]).publication == told
    assert choose_publication([RESNET, filed]).publication == told
    other = replace(filed, title="Another Work Altogether", identifiers=())
    assert choose_publication([RESNET, other]).publication is None


def test_the_file_of_a_person_is_believed_before_the_catalogue() -> None:
    told = Publication("IEEE Conference on Vision", 2016, kind="proceedings", pages="770-778")
    filed = replace(RESNET, source="bibtex", publication=told)
    known = replace(RESNET, source="catalogue", venue="CVPR 2016")
    assert choose_publication([known, filed]).publication == told
    assert choose_publication([CROSSREF, known, filed]).publication == CVPR


def test_a_record_with_an_identifier_of_the_paper_is_asked_about_rather_than_refused() -> None:
    mine = replace(RESNET, identifiers=(*RESNET.identifiers, doi("10.1109/cvpr.2016.90")))
    assert judge(mine, CROSSREF).standing is ACCEPTED
    assert judge(mine, claim(title="")).standing is ACCEPTED
    assert judge(mine, claim(authors=())).standing is ACCEPTED
    for change in (
        {"title": "Something Else Entirely"},
        {"authors": (Author("Jane Miller"),)},
        {"year": 2023},
        {"year": 2001},
    ):
        assert judge(mine, claim(**change)).standing is DOUBTFUL, change
        assert judge(mine, claim(**change)).reason


@pytest.mark.parametrize("prefix", DENIED_PREFIXES)
def test_a_doi_of_a_denied_registrant_is_dropped_silently(prefix: str) -> None:
    record = claim(doi=f"{prefix}/abc")
    assert judge(RESNET, record).standing is REFUSED
    assert choose_publication([RESNET, replace(record, identifiers=())]).offers == ()
    assert not is_citable_doi(f"{prefix}/abc".upper())
    assert not is_citable_doi("")
    assert is_citable_doi("10.1109/CVPR.2016.90")


@pytest.mark.parametrize(
    "venue",
    [
        "ArXiv", "arXiv.org", "CoRR", "SSRN Electronic Journal", "bioRxiv", "medRxiv",
        "arXiv preprint arXiv:1512.03385", "Submitted to ICLR 2021", "ICLR 2021 Withdrawn",
    ],
)  # fmt: skip
def test_a_server_of_preprints_is_no_venue(venue: str) -> None:
    assert judge(RESNET, claim(venue=venue)).standing is REFUSED


@pytest.mark.parametrize(
    ("source", "kind", "venue", "standing"),
    [
        ("crossref", "journal", "Whatever", ACCEPTED),
        ("crossref", "proceedings", "Whatever", ACCEPTED),
        ("crossref", "chapter", "Computer Vision – ECCV 2016", DOUBTFUL),
        ("crossref", "book", "Springer", DOUBTFUL),
        ("crossref", "preprint", "Whatever", REFUSED),
        ("crossref", "thesis", "Whatever", REFUSED),
        ("crossref", "report", "Whatever", REFUSED),
        ("crossref", "", "CVPR", DOUBTFUL),
        ("semanticscholar", "", "CVPR", ACCEPTED),
        ("semanticscholar", "", "Computer Vision and Pattern Recognition", ACCEPTED),
        ("openreview", "", "ICLR 2016 Oral", ACCEPTED),
        ("pwc", "", "CVPR 2016 6", ACCEPTED),
        ("pwc", "", "CVPR2016", ACCEPTED),
        ("semanticscholar", "", "Journal of Irreproducible Results", ACCEPTED),
        ("semanticscholar", "", "ooJpiued", DOUBTFUL),
    ],
)
def test_the_kind_of_publication_must_be_told_or_the_venue_be_known(
    source: str, kind: str, venue: str, standing: Standing
) -> None:
    record = claim(source=source, kind=kind, venue=venue)
    assert judge(RESNET, record).standing is standing


def test_a_venue_with_the_preprints_year_and_doi_is_a_venue_without_a_year() -> None:
    record = PaperRecord(
        "semanticscholar",
        VIT.title,
        VIT.authors,
        year=2020,
        identifiers=VIT.identifiers,
        publication=Publication("International Conference on Learning Representations"),
    )
    publication = choose_publication([VIT, record]).publication
    assert publication is not None
    assert (publication.year, publication.doi) == (None, "")


def test_a_source_that_knows_the_year_of_the_venue_adds_it() -> None:
    venue = replace(
        VIT, source="semanticscholar", publication=Publication("ICLR", kind="proceedings")
    )
    proceeding = replace(VIT, source="pwc", publication=Publication("ICLR 2021 1"))
    choice = choose_publication([VIT, venue, proceeding])
    assert choice.source == "pwc"
    assert choice.publication == Publication("ICLR 2021 1", 2021, kind="proceedings")


def test_the_two_hijacked_records_never_change_the_year() -> None:
    stub = PaperRecord("catalogue", ATTENTION.title, year=2017, identifiers=ATTENTION.identifiers)
    for first in (ATTENTION, stub):
        records = [first, HIJACK_CROSSREF, HIJACK_OPENALEX]
        for hijacked in (records, records[::-1], [first, HIJACK_OPENALEX], records[:2]):
            merged, provenance = merge_records(hijacked)
            assert merged.year == 2017
            assert provenance["year"] == first.source
            assert merged.publication is None
            assert merged.identifiers == ATTENTION.identifiers
            assert choose_publication(hijacked).offers == ()


def test_a_copy_adds_nothing_to_the_preprint_but_can_be_added_for_itself() -> None:
    copy = replace(HIJACK_OPENALEX, publication=None, identifiers=(doi("10.65215/copy.2"),))
    merged, _ = merge_records([ATTENTION, copy])
    assert (merged.citations, merged.identifiers) == (None, ATTENTION.identifiers)
    wanted = PaperRecord("log", "", identifiers=copy.identifiers)
    merged, _ = merge_records([wanted, copy])
    assert (merged.title, merged.citations) == (ATTENTION.title, 1000)
    merged, _ = merge_records([wanted, replace(HIJACK_OPENALEX, identifiers=copy.identifiers)])
    assert (merged.title, merged.publication) == (ATTENTION.title, None)


def test_a_hijacked_record_whose_doi_its_source_dropped_changes_no_year_either() -> None:
    bare = replace(HIJACK_OPENALEX, publication=None)
    stub = PaperRecord("log", ATTENTION.title, identifiers=ATTENTION.identifiers)
    assert merge_records([stub, bare])[0].year is None
    dated = replace(stub, source="bibtex", year=2017)
    assert merge_records([stub, dated, bare])[0].year == 2017


def test_the_doi_that_the_authors_gave_arxiv_gets_its_venue_from_crossref() -> None:
    mine = replace(RESNET, identifiers=(*RESNET.identifiers, doi("10.1109/cvpr.2016.90")))
    semantic = replace(RESNET, source="semanticscholar", publication=Publication("ICCV", 2017))
    choice = choose_publication([semantic, CROSSREF, mine])
    assert choice == Choice(CVPR, "arxiv")
    alone = choose_publication([mine])
    assert alone == Choice(Publication("", doi="10.1109/cvpr.2016.90"), "arxiv")
    # Nobody can show a publication without a name; its DOI is known by then.
    assert merge_records([mine])[0].publication is None


def test_a_published_doi_becomes_an_identifier_of_the_paper() -> None:
    datacite = replace(RESNET, source="datacite", publication=Publication("", doi=CVPR.doi.upper()))
    merged, _ = merge_records([RESNET, datacite])
    assert merged.identifiers == (arxiv_id("1512.03385"), doi(CVPR.doi))
    assert merged.publication is None


def test_gaps_are_filled_by_who_speaks_of_the_same_venue_and_year_only() -> None:
    base = replace(RESNET, source="semanticscholar", publication=Publication("CVPR", 2016))
    other_year = claim(year=2017, doi="10.1/other")
    other_venue = claim(venue="ICLR", doi="10.1/third")
    choice = choose_publication([RESNET, base, other_year, other_venue, CROSSREF])
    assert choice.source == "semanticscholar"
    assert choice.publication == replace(CVPR, venue="CVPR")


def test_a_workshop_lends_nothing_to_its_conference() -> None:
    base = replace(RESNET, source="semanticscholar", publication=Publication("CVPR", 2016))
    workshop = claim(venue="CVPR Workshops", doi="10.1/w")
    publication = choose_publication([RESNET, base, workshop]).publication
    assert publication is not None
    assert publication.doi == ""


def test_what_a_person_says_stands() -> None:
    own = PaperRecord("person", "", publication=Publication("My Workshop", 2030))
    doubtful = claim(year=2014)
    choice = choose_publication([CROSSREF, RESNET, doubtful, own])
    assert choice.publication == own.publication
    assert (choice.source, choice.offers) == ("person", ())


def test_what_nearly_fits_is_offered_with_a_reason_and_once() -> None:
    doubtful = claim(title="Deep Residual Learning for Image Classification")
    again = replace(doubtful, source="dblp")
    offers = choose_publication([RESNET, doubtful, again]).offers
    assert [(each.record.source, each.reason) for each in offers] == [
        ("crossref", "its title differs a little")
    ]
    settled = replace(RESNET, source="semanticscholar", publication=Publication("ICCV", 2017))
    assert choose_publication([RESNET, doubtful, settled]).offers == ()


def test_a_record_that_may_be_of_another_work_adds_nothing_to_the_paper() -> None:
    stranger = claim(
        title="Deep Residual Learning for Image Classification", abstract="Other.", citations=3
    )
    merged, _ = merge_records([RESNET, stranger])
    assert (merged.abstract, merged.citations, merged.identifiers) == ("", None, RESNET.identifiers)
    known = replace(stranger, identifiers=(*stranger.identifiers, *RESNET.identifiers))
    assert merge_records([RESNET, known])[0].citations == 3


def test_a_paper_without_a_preprint_is_published_where_its_own_record_says() -> None:
    assert choose_publication([CROSSREF]).publication == CVPR
    log = PaperRecord("log", "resnet paper", identifiers=CROSSREF.identifiers)
    assert choose_publication([log, CROSSREF]).publication == CVPR
    bib = replace(CROSSREF, source="bibtex", identifiers=())
    assert choose_publication([bib]).publication == CVPR
    preprint_server = claim(venue="bioRxiv", kind="journal")
    assert choose_publication([preprint_server]).publication is None


def test_what_was_found_for_a_typed_title_must_fit_it() -> None:
    typed = PaperRecord("person", "Mixture Density Networks", (Author("C. Bishop"),), year=1994)
    found = replace(CROSSREF, title=typed.title, authors=typed.authors)
    late = replace(found, publication=replace(CVPR, year=2016))
    assert choose_publication([typed, late]).offers[0].reason == "its year is another"
    near = replace(found, publication=replace(CVPR, year=1995))
    assert choose_publication([typed, near]).publication is not None
    assert choose_publication([typed, replace(found, title="Other Words")]).publication is None


def test_the_first_year_is_that_of_the_first_version() -> None:
    def preprint(value: str, year: int | None = None) -> PaperRecord:
        return PaperRecord("catalogue", "T", year=year, identifiers=(arxiv_id(value),))

    assert first_year(preprint("1512.03385", 2016)) == 2015
    assert first_year(preprint("hep-th/9711200")) == 1997
    assert first_year(preprint("math/0309136")) == 2003
    assert first_year(PaperRecord("catalogue", "T", year=1994)) == 1994
    found = find_preprint([CROSSREF, RESNET])
    assert found is not None
    assert found.year == 2015
    assert find_preprint([CROSSREF]) is None
    assert find_preprint([]) is None


def test_no_claims_are_no_choice() -> None:
    assert choose_publication([]) == Choice()
    assert choose_publication([RESNET]) == Choice()
    assert judge(RESNET, RESNET).standing is REFUSED


_TITLES = st.sampled_from(
    ["", "0", RESNET.title, RESNET.title + " II", "Other", "深層学習による画像認識", "<i>x</i>"]
)
_PUBLICATIONS = st.builds(
    Publication,
    venue=st.sampled_from(["", "CVPR", "ICLR 2021", "CoRR", "Nature", CVPR.venue]),
    year=st.sampled_from([None, 1, 2014, 2015, 2016, 2025]),
    doi=st.sampled_from(["", "10.1/a", "10.65215/x", "10.48550/arxiv.1", "x"]),
    kind=st.sampled_from(["", "proceedings", "journal", "chapter", "preprint"]),
)
_RECORDS = st.builds(
    PaperRecord,
    source=st.sampled_from(["arxiv", "crossref", "semanticscholar", "pwc", "dblp", "log", "new"]),
    title=_TITLES,
    authors=st.sampled_from([(), RESNET.authors, (Author(","),), (Author("김 민준"),)]),
    year=st.sampled_from([None, 2015, 2025]),
    identifiers=st.sampled_from(
        [(), RESNET.identifiers, (doi("10.1/a"),), (doi("10.65215/x"), arxiv_id("x"))]
    ),
    publication=st.none() | _PUBLICATIONS,
)


@given(st.lists(_RECORDS, max_size=6))
def test_whatever_is_claimed_a_choice_is_sound_and_its_order_does_not_matter(
    records: list[PaperRecord],
) -> None:
    choice = choose_publication(records)
    publication = choice.publication
    assert (publication is None) == (choice.source == "")
    if publication is not None:
        assert not publication.doi.startswith(DENIED_PREFIXES)
        assert publication.venue != "CoRR"
    assert all(doubt.reason for doubt in choice.offers)


@given(st.lists(_RECORDS, max_size=6), st.integers(2021, 2030))
def test_no_claim_of_a_preprint_is_taken_from_outside_its_window(
    records: list[PaperRecord], year: int
) -> None:
    late = [
        replace(record, publication=record.publication and replace(record.publication, year=year))
        for record in records
    ]
    choice = choose_publication([RESNET, *late])
    assert choice.publication is None or choice.publication.year is None
    assert merge_records([RESNET, *late])[0].year == 2015


@pytest.mark.parametrize("source", ["person", "bibtex", "import", "catalogue", "log"])
def test_a_paper_that_began_with_a_service_loses_nothing_to_whoever_names_its_title(
    source: str,
) -> None:
    bare = PaperRecord(source, "Deep Nets, as We Call Them")
    merged, _ = merge_records([CROSSREF, bare])
    assert (merged.authors, merged.year, merged.publication) == (CROSSREF.authors, 2016, CVPR)
    assert choose_publication([CROSSREF, bare]).strangers == ()
    # What was found for a title that was here first may be another work.
    assert choose_publication([bare, CROSSREF]).strangers == (CROSSREF,)
    numbered = replace(bare, identifiers=(doi("10.5555/other"),))
    assert choose_publication([CROSSREF, numbered]).strangers == (CROSSREF,)
