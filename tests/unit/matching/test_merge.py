"""Merging of records: who is believed, and that nothing is lost."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import (
    Author,
    ExtraField,
    PaperRecord,
    PaperState,
    Publication,
    Repository,
)
from paperstudy.domain.sources import Lookup, Outcome
from paperstudy.matching.merge import merge_one, merge_records, merge_same_source, state_of

ARXIV = Identifier(Scheme.ARXIV, "1706.03762")
DOI = Identifier(Scheme.DOI, "10.1000/x")


def test_a_source_wins_over_the_catalogue_and_a_person_over_both() -> None:
    records = [
        PaperRecord("catalogue", "Attention", year=2016),
        PaperRecord("arxiv", "Attention Is All You Need", year=2017),
        PaperRecord("person", "", year=2018),
    ]
    merged, provenance = merge_records(records)
    assert (merged.title, merged.year) == ("Attention Is All You Need", 2018)
    assert provenance == {"title": "arxiv", "year": "person"}


def test_an_empty_answer_replaces_nothing() -> None:
    merged, _ = merge_records(
        [PaperRecord("arxiv", "", venue=""), PaperRecord("catalogue", "Title", venue="ICLR 2021")]
    )
    assert (merged.title, merged.venue) == ("Title", "ICLR 2021")


def test_a_whole_list_of_authors_wins_over_one_that_is_cut() -> None:
    short = PaperRecord("arxiv", "T", authors=(Author("A"),), more_authors=True)
    whole = PaperRecord("catalogue", "T", authors=(Author("A"), Author("B")))
    merged, provenance = merge_records([short, whole])
    assert [a.name for a in merged.authors] == ["A", "B"]
    assert not merged.more_authors
    assert provenance["authors"] == "catalogue"


def test_a_field_that_a_person_cleared_stays_empty() -> None:
    person = PaperRecord("person", "", cleared=("venue", "year", "authors"))
    catalogue = PaperRecord("catalogue", "T", authors=(Author("A"),), year=2020, venue="X")
    merged, provenance = merge_records([catalogue, person])
    assert (merged.venue, merged.year, merged.authors) == ("", None, ())
    assert provenance["venue"] == "person"


def test_identifiers_of_all_records_are_united_once() -> None:
    merged, _ = merge_records(
        [
            PaperRecord("log", "T", identifiers=(ARXIV, DOI)),
            PaperRecord("arxiv", "T", identifiers=(ARXIV,)),
        ]
    )
    assert set(merged.identifiers) == {ARXIV, DOI}
    assert len(merged.identifiers) == 2


def test_the_state_says_who_has_told_us_of_the_paper() -> None:
    log = PaperRecord("log", "T")
    assert state_of([log]) is PaperState.PENDING
    assert state_of([log, PaperRecord("catalogue", "T")]) is PaperState.OFFLINE
    assert state_of([log, PaperRecord("arxiv", "T")]) is PaperState.FETCHED


@given(
    st.lists(
        st.builds(
            PaperRecord,
            source=st.sampled_from(["arxiv", "catalogue", "log", "person", "nobody"]),
            title=st.sampled_from(["", "A title", "제목"]),
            year=st.sampled_from([None, 1994, 2021]),
            venue=st.sampled_from(["", "ICLR"]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_merging_loses_no_field_and_merging_the_outcome_changes_nothing(
    records: list[PaperRecord],
) -> None:
    merged, provenance = merge_records(records)
    for name in ("title", "year", "venue"):
        if any(getattr(record, name) for record in records):
            assert getattr(merged, name)
            assert name in provenance
    assert merge_records([merged])[0] == merged


ATTENTION = PaperRecord(
    "arxiv",
    "Attention Is All You Need",
    (Author("Ashish Vaswani"),),
    year=2017,
    abstract="We translate.",
    identifiers=(ARXIV,),
    version=7,
    published=datetime(2017, 6, 12, tzinfo=UTC),
    updated=datetime(2023, 8, 2, tzinfo=UTC),
    pdf_url="https://arxiv.org/pdf/1706.03762v7",
    fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
)


def told(source: str, **changes: Any) -> PaperRecord:
    return replace(PaperRecord(source, "Attention Is All You Need"), **changes)


def test_arxiv_replaces_what_datacite_filled_while_it_was_silent() -> None:
    datacite = told("datacite", abstract="Old.", year=2017, version=6, updated=ATTENTION.published)
    merged, provenance = merge_records([datacite])
    assert (merged.abstract, provenance["abstract"]) == ("Old.", "datacite")
    merged, provenance = merge_records([datacite, ATTENTION])
    assert (merged.abstract, provenance["abstract"]) == ("We translate.", "arxiv")
    assert merged.version == 7


def test_crossref_is_believed_before_datacite_of_a_doi_alone() -> None:
    crossref, datacite = told("crossref", abstract="C"), told("datacite", abstract="D")
    doi = replace(crossref, identifiers=(DOI,)), replace(datacite, identifiers=(DOI,))
    assert merge_records(doi)[0].abstract == "C"
    preprint = crossref, replace(datacite, identifiers=(ARXIV,))
    assert merge_records(preprint)[0].abstract == "D"


def test_a_preprint_keeps_the_year_of_its_first_version() -> None:
    crossref = told("crossref", year=2018)
    catalogue = told("catalogue", year=2017, identifiers=(ARXIV,))
    merged, provenance = merge_records([crossref, catalogue])
    assert (merged.year, provenance["year"]) == (2017, "catalogue")
    assert merge_records([crossref, replace(catalogue, year=None)])[0].year == 2018
    person = told("person", year=2030)
    assert merge_records([ATTENTION, person])[0].year == 2030
    earlier = replace(catalogue, year=1994)
    assert merge_records([earlier])[0].year == 1994


def test_counts_come_from_who_counts_best_and_zero_is_a_count() -> None:
    records = [
        told("crossref", citations=5, upvotes=9),
        told("openalex", citations=7),
        told("huggingface", upvotes=0, project_page="https://x.org"),
        told("catalogue", project_page="https://y.org", tasks=("A",)),
        told("pwc", tasks=("Translation",), methods=("Softmax",)),
    ]
    merged, provenance = merge_records(records)
    assert (merged.citations, merged.upvotes) == (7, 0)
    assert provenance["citations"] == "openalex"
    assert merged.project_page == "https://x.org"
    assert (merged.tasks, merged.methods) == (("Translation",), ("Softmax",))
    merged, _ = merge_records([*records, told("semanticscholar", citations=0)])
    assert merged.citations == 0
    assert merge_records([told("person"), told("person", tasks=("Mine",)), *records])[0].tasks == (
        "Mine",
    )


def test_repositories_are_united_by_address_official_ones_first() -> None:
    guess = Repository("https://github.com/A/b", "huggingface", stars=3, guessed=True)
    same = Repository("http://www.github.com/a/b.git/", framework="pytorch", stars=9)
    official = Repository("https://github.com/c/d", official=True)
    odd = Repository("nowhere")
    merged, provenance = merge_records(
        [told("huggingface", repositories=(guess, odd)), told("pwc", repositories=(same, official))]
    )
    assert merged.repositories == (
        Repository("https://github.com/c/d", "pwc", official=True),
        Repository("http://www.github.com/a/b.git/", "pwc", framework="pytorch", stars=3),
        Repository("nowhere", "huggingface"),
    )
    assert provenance["repositories"] == "pwc"
    merged, _ = merge_records([told("huggingface", repositories=(guess,)), told("openalex")])
    assert merged.repositories == (guess,)


def test_withdrawal_is_believed_of_the_best_who_knows_versions() -> None:
    gone = replace(ATTENTION, withdrawn=True)
    hugging = told("huggingface", withdrawn=True)
    merged, provenance = merge_records([hugging, gone])
    assert merged.withdrawn
    assert provenance["withdrawn"] == "arxiv"
    merged, provenance = merge_records([hugging, ATTENTION])
    assert not merged.withdrawn
    assert "withdrawn" not in provenance
    assert merge_records([hugging, told("crossref")])[0].withdrawn


def test_a_person_may_clear_a_publication() -> None:
    venue = told(
        "crossref", identifiers=(DOI,), publication=Publication("NeurIPS", 2017, kind="journal")
    )
    assert merge_records([venue])[0].publication == venue.publication
    person = told("person", cleared=("publication", "title"))
    merged, provenance = merge_records([venue, person])
    assert (merged.publication, merged.title) == (None, "")
    assert provenance["publication"] == "person"


def test_every_field_that_is_told_has_its_source() -> None:
    full = replace(
        ATTENTION, venue="V", url="u", categories=("cs",), comment="c", journal_ref="j",
        kind="preprint", citations=1, upvotes=2, project_page="p", tasks=("t",), methods=("m",),
        withdrawn=True, repositories=(Repository("https://x.org/r"),),
        publication=Publication("ICLR", 2018), entry_type="article", attachments=("/a.pdf",),
        extra=(ExtraField("month", "jan"),),
    )  # fmt: skip
    _, provenance = merge_records([full])
    silent = {
        "source", "identifiers", "more_authors", "fetched_at", "version", "cleared", "names",
        "tags", "note",
    }  # fmt: skip
    assert set(provenance) == {field.name for field in fields(PaperRecord)} - silent
    assert set(provenance.values()) == {"arxiv"}


def test_the_doi_of_a_copy_is_no_identifier_unless_it_is_the_only_one() -> None:
    copy = Identifier(Scheme.DOI, "10.65215/copy")
    assert merge_records([told("log", identifiers=(copy, ARXIV))])[0].identifiers == (ARXIV,)
    assert merge_records([told("log", identifiers=(copy,))])[0].identifiers == (copy,)


def test_what_a_source_said_before_fills_what_it_leaves_empty_now() -> None:
    old = replace(ATTENTION, citations=5, upvotes=3, comment="v6", names=("Transformer",))
    now = datetime(2026, 2, 2, tzinfo=UTC)
    new = told(
        "arxiv",
        version=8,
        updated=now,
        fetched_at=now,
        citations=0,
        identifiers=(DOI,),
        names=("T",),
    )
    merged = merge_same_source(new, old)
    assert (merged.abstract, merged.comment) == ("We translate.", "v6")
    assert (merged.version, merged.updated, merged.fetched_at) == (8, now, now)
    assert (merged.citations, merged.upvotes) == (0, 3)
    assert merged.identifiers == (DOI, ARXIV)
    assert merged.names == ("T", "Transformer")
    assert merged.published == ATTENTION.published


def test_a_list_of_authors_is_not_cut_short_by_a_later_answer() -> None:
    cut = told("arxiv", authors=(Author("A"),), more_authors=True)
    whole = told("arxiv", authors=(Author("A"), Author("B")))
    for new, old in ((cut, whole), (whole, cut), (told("arxiv"), whole)):
        merged = merge_same_source(new, old)
        assert merged.authors == whole.authors
        assert not merged.more_authors
    assert merge_same_source(told("arxiv"), cut).more_authors
    own = replace(cut, source="person")
    assert merge_same_source(own, replace(whole, source="person")).authors == cut.authors


def test_a_withdrawn_answer_keeps_the_text_that_stood_there_before() -> None:
    gone = replace(
        ATTENTION,
        title="Withdrawn",
        abstract="This paper has been withdrawn.",
        version=8,
        pdf_url="https://arxiv.org/pdf/1706.03762v8",
        comment="withdrawn by the authors",
        withdrawn=True,
    )
    merged = merge_same_source(gone, ATTENTION)
    assert merged.withdrawn
    assert (merged.title, merged.abstract) == (ATTENTION.title, ATTENTION.abstract)
    assert (merged.version, merged.pdf_url) == (7, ATTENTION.pdf_url)
    assert merged.comment == "withdrawn by the authors"
    assert merge_same_source(gone, merged) == merged
    assert merge_same_source(ATTENTION, merged) == replace(ATTENTION, comment=merged.comment)
    bare = PaperRecord("arxiv", "")
    assert merge_same_source(gone, bare).title == "Withdrawn"


def test_a_claim_that_says_less_than_before_is_filled_unless_it_is_of_another_venue() -> None:
    whole = told("crossref", publication=Publication("ICLR", 2021, "10.1/x", "proceedings"))
    less = told("crossref", publication=Publication("ICLR", doi="10.1/y"))
    assert merge_same_source(less, whole).publication == Publication(
        "ICLR", 2021, "10.1/y", "proceedings"
    )
    other = told("crossref", publication=Publication("ICML"))
    assert merge_same_source(other, whole).publication == other.publication
    assert merge_same_source(told("crossref"), whole).publication == whole.publication


def test_what_a_person_cleared_is_not_filled_from_before() -> None:
    old = told("person", venue="X", year=2000, cleared=("abstract",))
    new = told("person", cleared=("venue",))
    merged = merge_same_source(new, old)
    assert (merged.venue, merged.year) == ("", 2000)
    assert merged.cleared == ("abstract", "venue")
    told_again = merge_same_source(told("person", abstract="Text"), merged)
    assert (told_again.abstract, told_again.cleared) == ("Text", ("venue",))


def lookup(source: str, outcome: Outcome) -> Lookup:
    return Lookup(source, datetime(2026, 1, 1, tzinfo=UTC), outcome)


def test_a_login_is_needed_where_nothing_else_is_left_to_hope_for() -> None:
    login = lookup("openreview", Outcome.NEEDS_LOGIN)
    forum = told("log", identifiers=(Identifier(Scheme.OPENREVIEW, "YicbFdNTTy"),))
    assert state_of([forum], [login]) is PaperState.NEEDS_LOGIN
    missing = lookup("arxiv-title", Outcome.MISSING)
    assert state_of([forum], [login, missing]) is PaperState.NEEDS_LOGIN
    assert state_of([forum], [login, lookup("arxiv", Outcome.FAILED)]) is PaperState.PENDING
    assert state_of([forum], [missing]) is PaperState.PENDING
    known = replace(forum, identifiers=(*forum.identifiers, ARXIV))
    assert state_of([known], [login]) is PaperState.PENDING
    asked = [login, lookup("arxiv", Outcome.MISSING)]
    assert state_of([known], asked) is PaperState.NEEDS_LOGIN
    assert state_of([ATTENTION, forum], [login]) is PaperState.FETCHED
    assert state_of([forum, told("catalogue")], [login]) is PaperState.OFFLINE


def test_the_archive_on_this_machine_is_no_answer_of_the_network() -> None:
    assert state_of([told("pwc")]) is PaperState.OFFLINE
    assert state_of([PaperRecord("huggingface", "")]) is PaperState.PENDING


_SOURCES = st.sampled_from(["arxiv", "crossref", "datacite", "pwc", "person", "log", "bibtex"])
_ANSWERS = st.builds(
    PaperRecord,
    source=_SOURCES,
    title=st.sampled_from(["", "Attention Is All You Need", "0"]),
    authors=st.sampled_from([(), (Author("Ashish Vaswani"),)]),
    abstract=st.sampled_from(["", "Text"]),
    identifiers=st.sampled_from([(), (ARXIV,), (DOI,), (ARXIV, DOI)]),
    version=st.none() | st.integers(1, 3),
    citations=st.none() | st.integers(0, 3),
    repositories=st.sampled_from([(), (Repository("https://x.org/a"),)]),
    withdrawn=st.booleans(),
    publication=st.none() | st.builds(Publication, st.sampled_from(["", "ICLR"]), st.none()),
)


@given(_ANSWERS, _ANSWERS)
def test_a_second_answer_never_empties_a_field(new: PaperRecord, old: PaperRecord) -> None:
    merged = merge_same_source(replace(new, source=old.source), old)
    for name in ("title", "authors", "abstract", "identifiers", "version", "repositories"):
        assert bool(getattr(merged, name)) == bool(getattr(new, name) or getattr(old, name)), name
    assert (merged.citations is None) == (new.citations is None and old.citations is None)
    assert merged.withdrawn == new.withdrawn
    assert merge_same_source(merged, merged) == merged


@given(st.lists(_ANSWERS, min_size=1, max_size=5))
def test_merging_again_changes_nothing(records: list[PaperRecord]) -> None:
    merged, _ = merge_records(records)
    again, _ = merge_records([merged])
    assert replace(again, publication=None) == replace(merged, publication=None)
    assert state_of(records) in PaperState


def test_a_venue_that_a_service_names_for_a_preprint_is_no_venue_of_the_preprint() -> None:
    told = PaperRecord(
        "semanticscholar",
        ATTENTION.title,
        ATTENTION.authors,
        year=2017,
        venue="Neural Information Processing Systems",
        identifiers=(ARXIV,),
    )
    merged, provenance = merge_records([ATTENTION, told])
    assert merged.venue == ""
    assert "venue" not in provenance


def test_the_catalogue_tells_the_year_of_a_venue_that_a_service_names_without_one() -> None:
    claim = Publication("International Conference on Learning Representations")
    told = replace(ATTENTION, source="semanticscholar", publication=claim)
    shipped = PaperRecord("catalogue", ATTENTION.title, ATTENTION.authors, venue="ICLR 2018")
    merged, provenance = merge_records([ATTENTION, told, shipped])
    assert merged.publication is not None
    assert merged.publication.year == 2018
    assert provenance["publication"] == "catalogue"


_FILED = st.builds(
    PaperRecord,
    st.sampled_from(["bibtex", "import", "arxiv", "log"]),
    st.sampled_from(["", "A Work of Some Words", "Workshop on Things"]),
    authors=st.sampled_from([(), (Author("Ann Lee"),)]),
    year=st.sampled_from([None, 1999, 2020]),
    venue=st.sampled_from(["", "MIT", "CVPR 2019"]),
    identifiers=st.lists(
        st.sampled_from(
            [
                Identifier(Scheme.ARXIV, "2001.00001"),
                Identifier(Scheme.DOI, "10.1000/x"),
                Identifier(Scheme.DOI, "10.5281/zenodo.1"),
                Identifier(Scheme.ACL, "P19-1001"),
            ]
        ),
        max_size=2,
        unique=True,
    ).map(tuple),
    publication=st.none()
    | st.builds(
        Publication,
        st.sampled_from(["", "CVPR 2019", "Nature", "Springer"]),
        st.sampled_from([None, 1999, 2021]),
        st.sampled_from(["", "10.1000/x", "10.1000/Y", "10.5281/zenodo.1"]),
        st.sampled_from(["", "journal", "proceedings", "chapter", "book"]),
    ),
    tags=st.just(("a",)),
    extra=st.just((ExtraField("month", "jan"),)),
)


@given(_FILED)
def test_a_record_alone_is_merged_in_short_as_at_length(record: PaperRecord) -> None:
    assert merge_one(record) == (merge_records([record])[0], state_of([record]))


def test_what_an_entry_said_before_is_kept_below_what_it_says_now() -> None:
    old = PaperRecord(
        "bibtex", "T", tags=("a", "b"), attachments=("/a",),
        extra=(ExtraField("month", "jan"), ExtraField("isbn", "1")),
    )  # fmt: skip
    new = PaperRecord("bibtex", "T", tags=("c", "a"), extra=(ExtraField("month", "feb"),))
    merged = merge_same_source(new, old)
    assert merged.tags == ("c", "a", "b")
    assert merged.attachments == ("/a",)
    assert merged.extra == (ExtraField("month", "feb"), ExtraField("isbn", "1"))


def test_a_name_keeps_the_parts_that_were_told_once() -> None:
    bare = replace(ATTENTION, authors=(Author("European Central Bank"), Author("Ann Kim")))
    bank = Author("European Central Bank", "European Central Bank")
    told = replace(bare, authors=(bank, Author("Ann Kim", "Kim", "Ann")))
    assert merge_same_source(bare, told).authors == told.authors
    assert merge_same_source(told, bare).authors == told.authors
    other = replace(bare, authors=(bank, Author("Bob Kim", "Kim", "Bob")))
    assert merge_same_source(bare, other).authors == bare.authors
