"""BibTeX to records."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.importing import ImportFile
from paperstudy.domain.papers import (
    Author,
    CiteKey,
    ExtraField,
    Paper,
    PaperId,
    PaperRecord,
    Publication,
)
from paperstudy.formats.bibtex import write_bibtex
from paperstudy.formats.bibtex_in import read_bibtex

ARXIV = Identifier(Scheme.ARXIV, "1706.03762")
LIBRARY = r"""% A comment of a reader
@comment{jabref-meta: databaseType:bibtex;}
@preamble{"\newcommand{\x}{y}"}
@String{nips = "Advances in Neural Information Processing Systems"}
@STRING(cvpr = {CVPR})

@InProceedings{Vaswani2017,
  author    = {Vaswani, Ashish and Shazeer, Noam and others},
  title     = "{A}ttention Is All You {N}eed",
  booktitle = nips # " 30",
  year      = 2017,
  month     = jun,
  pages     = {5998--6008},
  publisher = {Curran Associates},
  eprint    = {1706.03762},
  archivePrefix = {arXiv},
  abstract  = {The dominant
               models.},
}

@article(paren, title = {In Parentheses}, journal = cvpr, year = {2016})
"""


def one(text: str) -> PaperRecord:
    (record,) = read_bibtex(text).records
    return record


def names(field: str) -> list[tuple[str, str, str]]:
    authors = one(f"@misc{{k, title = {{T}}, author = {{{field}}}}}").authors
    return [(author.name, author.family, author.given) for author in authors]


def test_an_entry_is_read_whole() -> None:
    found = read_bibtex(LIBRARY)
    assert found.broken == ()
    assert [(entry.key, entry.line) for entry in found.entries] == [
        ("Vaswani2017", 7),
        ("paren", 21),
    ]
    assert found.records[0] == PaperRecord(
        "bibtex",
        "Attention Is All You Need",
        (
            Author("Ashish Vaswani", "Vaswani", "Ashish"),
            Author("Noam Shazeer", "Shazeer", "Noam"),
        ),
        more_authors=True,
        year=2017,
        venue="Advances in Neural Information Processing Systems 30",
        abstract="The dominant models.",
        identifiers=(ARXIV,),
        kind="proceedings",
        publication=Publication(
            "Advances in Neural Information Processing Systems 30",
            2017,
            kind="proceedings",
            pages="5998-6008",
            publisher="Curran Associates",
        ),
        entry_type="inproceedings",
        extra=(ExtraField("title", "{A}ttention Is All You {N}eed"), ExtraField("month", "jun")),
    )
    assert found.records[1].publication == Publication("CVPR", 2016, kind="journal")


@pytest.mark.parametrize("text", ["", "   \n", "% only a comment", "no entry @ all", "@comment{x}"])
def test_a_file_without_entries_is_empty(text: str) -> None:
    assert read_bibtex(text) == ImportFile()


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("Ashish Vaswani", [("Ashish Vaswani", "", "")]),
        ("Laurens van der Maaten", [("Laurens van der Maaten", "", "")]),
        ("van der Maaten, Laurens", [("Laurens van der Maaten", "van der Maaten", "Laurens")]),
        ("Downey, Jr., Robert", [("Robert Downey Jr.", "Downey", "")]),
        ("{Gemini Team}", [("Gemini Team", "Gemini Team", "")]),
        (
            r"{Barnes and Noble} AND {\O}rsted",
            [("Barnes and Noble", "Barnes and Noble", ""), ("Ørsted", "", "")],
        ),
        (r"Erd{\H o}s, P{\'a}l", [("Pál Erdős", "Erdős", "Pál")]),
        (r"{\'E}cole, {J. and K.}", [("J. and K. École", "École", "J. and K.")]),
        ("홍길동 and 김, 철수", [("홍길동", "", ""), ("김철수", "김", "철수")]),
        ("A\n and\tB and", [("A", "", ""), ("B", "", "")]),
        ("Anderson and Band", [("Anderson", "", ""), ("Band", "", "")]),
        ("Smith,", [("Smith", "", "")]),
        ("others", []),
        ("", []),
        (" and and ", []),
    ],
)
def test_names_are_read_as_bibtex_divides_them(
    field: str, found: list[tuple[str, str, str]]
) -> None:
    assert names(field) == found


@pytest.mark.parametrize("last", ["others", "et al.", "{others}"])
def test_others_are_no_author(last: str) -> None:
    record = one(f"@misc{{k, title={{T}}, author={{A B and {last}}}}}")
    assert [author.name for author in record.authors] == ["A B"]
    assert record.more_authors


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("eprint={1706.03762}", [ARXIV]),
        ("eprint={arXiv:1706.03762}, eprinttype={arxiv}", [ARXIV]),
        ("eprint={1706.03762}, archiveprefix={hal}", []),
        ("eprint={hep-th/9711200}, archivePrefix={arXiv}", [Identifier(Scheme.ARXIV, "hep-th/9711200")]),
        ("arxivId={1706.03762}", [ARXIV]),
        ("journal={arXiv preprint arXiv:1706.03762}", [ARXIV]),
        ("journal={CoRR}, volume={abs/1706.03762}", [ARXIV]),
        ("url={https://arxiv.org/abs/1706.03762}", [ARXIV]),
        (r"howpublished={\url{https://arxiv.org/abs/1706.03762}}", [ARXIV]),
        ("note={See arXiv:1706.03762}", [ARXIV]),
        ("note={After 1706.03762}", []),
        ("publisher={arXiv}, doi={10.48550/ARXIV.1706.03762}", [ARXIV]),
        (r"doi={10.1007/978-3-319-10590-1\_53}", [Identifier(Scheme.DOI, "10.1007/978-3-319-10590-1_53")]),
        ("doi={https://doi.org/10.1109/CVPR.2016.90}", [Identifier(Scheme.DOI, "10.1109/cvpr.2016.90")]),
        ("url={https://openreview.net/forum?id=YicbFdNTTy}", [Identifier(Scheme.OPENREVIEW, "YicbFdNTTy")]),
        ("url={https://github.com/a/b}", []),
        ("eprint={1706.03762}, url={https://arxiv.org/abs/1607.06450}", [ARXIV]),
        ("abstract={We extend arXiv:1607.06450.}", []),
        ("doi={none}, eprint={???}", []),
    ],
)  # fmt: skip
def test_identifiers_are_found_where_people_write_them(
    fields: str, found: list[Identifier]
) -> None:
    assert list(one(f"@article{{k, title={{T}}, {fields}}}").identifiers) == found


@pytest.mark.parametrize(
    ("entry", "kind", "publication"),
    [
        ("@article{k, title={T}, journal={CoRR}, year=2014}", "preprint", None),
        ("@misc{k, title={T}, eprint={1706.03762}}", "preprint", None),
        ("@article{k, title={T}, journal={Nature}}", "journal", Publication("Nature", kind="journal")),
        ("@article{k, title={T}, journaltitle={Nature}, date={2015-05-28}, volume=521, issue=7553, pages={436 – 444}}",
         "journal", Publication("Nature", 2015, "", "journal", "521", "7553", "436-444")),
        ("@incollection{k, title={T}, booktitle={B}, year=1999}", "chapter", Publication("B", 1999, kind="chapter")),
        ("@book{k, title={T}, publisher={MIT Press}, year=2016}", "book",
         Publication("MIT Press", 2016, kind="book", publisher="MIT Press")),
        ("@phdthesis{k, title={T}, school={MIT}, journal={X}}", "thesis", None),
        ("@techreport{k, title={T}, institution={Aston}}", "report", None),
        ("@misc{k, title={T}, booktitle={ICLR Workshop}}", "", Publication("ICLR Workshop", kind="proceedings")),
        ("@misc{k, title={T}, journal={J}}", "", Publication("J", kind="journal")),
        ("@misc{k, title={T}}", "", None),
        ("@inproceedings{k, title={T}, booktitle={CVPR}, year={in press}, doi={10.1/X}}",
         "proceedings", Publication("CVPR", None, "", "proceedings")),
        ("@inproceedings{k, title={T}, booktitle={CVPR}, year={\\textbf{2016}}, doi={10.1109/X}}",
         "proceedings", Publication("CVPR", 2016, "10.1109/x", "proceedings")),
    ],
)  # fmt: skip
def test_the_type_of_entry_tells_what_was_published(
    entry: str, kind: str, publication: Publication | None
) -> None:
    record = one(entry)
    assert (record.kind, record.publication) == (kind, publication)


def test_a_thesis_names_its_school() -> None:
    assert one("@phdthesis{k, title={T}, school={MIT}}").venue == "MIT"
    assert one("@techreport{k, title={T}, institution={Aston}}").venue == "Aston"


def test_an_address_is_kept() -> None:
    assert one("@misc{k, title={T}, url={https://x.org/a\\_b}}").url == "https://x.org/a_b"
    assert one("@misc{k, title={T}, howpublished={\\url{http://x.org/}}}").url == "http://x.org/"
    assert one("@misc{k, title={T}, url={javascript:x}}").url == ""


def test_an_entry_takes_from_the_one_it_refers_to() -> None:
    text = """@inproceedings{a, title={T}, crossref={P}}
    @proceedings{p, title={Proceedings of X}, year=2011, publisher={ACM}, doi={}}
    @proceedings{q, title={Proceedings of Y}, year=2012}
    @inproceedings{self, title={S}, crossref={self}}"""
    records = read_bibtex(text).records
    assert [record.title for record in records] == ["T", "Proceedings of Y", "S"]
    assert records[0].publication == Publication(
        "Proceedings of X", 2011, kind="proceedings", publisher="ACM"
    )


def test_what_cannot_be_read_is_told_by_line_and_stops_nothing() -> None:
    text = (
        "@article{good, title={Good}}\n\n"
        "@article{broken, title={oops, year=2014\n"
        "@article{after, title={After}}\n"
        "@misc{none, note={hello}}\n"
        "@article{last, title={Last}\n"
    )
    found = read_bibtex(text)
    assert [entry.key for entry in found.entries] == ["good", "after"]
    assert [each.line for each in found.broken] == [3, 5, 6]
    assert all(each.reason and each.text for each in found.broken)


def test_a_key_or_field_that_stands_twice_loses_no_paper() -> None:
    text = "@misc{k, title={One}, title={Two}}\n@misc{k, title={Three}}\n@misc{, title={Four}}"
    found = read_bibtex(text)
    assert [(e.key, e.record.title) for e in found.entries] == [
        ("k", "One"),
        ("k", "Three"),
        ("", "Four"),
    ]
    assert found.broken == ()


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ('"A " # {B} # c', "A Bc"),
        ("jan", "jan"),
        ('"say {"}quoted{"} words"', 'say "quoted" words'),
        ("{a # b}", "a # b"),
        (r"{open \{ brace}", "open { brace"),
        ("2017", "2017"),
    ],
)
def test_values_are_pieces_and_macros(value: str, title: str) -> None:
    assert one(f"@misc{{k, title = {value}}}").title == title


def test_line_ends_and_byte_order_marks_of_any_system_are_read() -> None:
    for text in ("\ufeff" + LIBRARY, LIBRARY.replace("\n", "\r\n"), LIBRARY.replace("\n", "\r")):
        assert read_bibtex(text) == read_bibtex(LIBRARY)


def test_mistakes_are_not_printed_by_the_parser(caplog: pytest.LogCaptureFixture) -> None:
    before = logging.getLogger("bibtexparser").level
    read_bibtex("@article{broken, title={oops\n@article{k, title={T}, title={U}}\n@{}}")
    assert caplog.records == []
    assert logging.getLogger("bibtexparser").level == before


def test_a_file_far_too_large_is_refused() -> None:
    with pytest.raises(InvalidFileError, match="too large"):
        read_bibtex(" " * 50_000_001)


_PIECES = st.sampled_from(
    ["@article", "@string", "@comment", "@misc{k,", "{", "}", '"', ",", "=", "#", "(", ")", "\n",
     "title", "author={", "A and B", "\\", "\\'", "$", "%", "한글", "crossref=k", "\x00", "\ud800"]
)  # fmt: skip


@settings(deadline=None)  # the first call loads the parser
@given(st.lists(_PIECES, max_size=40).map("".join) | st.text(max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    found = read_bibtex(text)
    assert all(each.line >= 1 for each in found.broken)
    assert all(entry.record.title or entry.record.identifiers for entry in found.entries)


@settings(deadline=None)  # the first call loads the parser
@given(st.binary(max_size=120))
def test_no_bytes_are_too_odd(data: bytes) -> None:
    read_bibtex(data.decode("utf-8", "replace"))
    read_bibtex("@misc{k, title={" + data.decode("latin-1") + "}}")


_WORDS = st.text("abcXYZ 09&%#_éÖ한국:-.,", min_size=1, max_size=30).filter(
    lambda text: any(map(str.isalnum, text)) and "--" not in text
)


@settings(deadline=None)  # the first call loads the parser
@given(_WORDS, st.lists(_WORDS, max_size=3), st.sampled_from(["journal", "proceedings", "chapter"]))
def test_what_is_written_is_read_back(title: str, authors: list[str], kind: str) -> None:
    title, venue = " ".join(title.split()), "Proceedings of Q&A"
    names = tuple(Author(name.replace(",", "").replace(".", "")) for name in authors)
    publication = Publication(venue, 2020, "10.1000/x_y", kind, "3", "4", "5-6", "ACM & Co")
    paper = Paper(
        PaperId(1), CiteKey("key"), title, names, year=2019, publication=publication,
        identifiers=(ARXIV, Identifier(Scheme.DOI, "10.1000/x_y")),
    )  # fmt: skip
    (entry,) = read_bibtex(write_bibtex([paper])).entries
    assert (entry.key, entry.record.title) == ("key", title)
    assert entry.record.publication == publication
    assert entry.record.identifiers == paper.identifiers
    assert entry.record.year == 2020
