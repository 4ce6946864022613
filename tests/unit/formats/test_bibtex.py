"""Papers to BibTeX, checked by two readers that know nothing of how it was written."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import (
    Author,
    CiteKey,
    ExtraField,
    Paper,
    PaperId,
    Publication,
)
from paperstudy.formats.bib_layout import count_laid_out
from paperstudy.formats.biblatex import write_biblatex
from paperstudy.formats.bibtex import write_bibtex
from paperstudy.formats.bibtex_in import read_bibtex
from paperstudy.formats.csl import csl_item
from tests.unit.formats.bib_reader import names, print_latex, read_bib

VASWANI = Paper(
    PaperId(1),
    CiteKey("vaswani2017attention"),
    "Attention Is All You Need",
    (Author("Ashish Vaswani"), Author("Noam Shazeer"), Author("Niki Parmar")),
    more_authors=True,
    year=2017,
    venue="NeurIPS 2017",
    identifiers=(Identifier(Scheme.ARXIV, "1706.03762"),),
    categories=("cs.CL", "cs.LG"),
    tags=("nlp", "week 3"),
)


def make(title: str = "A Title", *names: str, **fields: Any) -> Paper:
    authors = tuple(Author(name) for name in names)
    return Paper(PaperId(1), CiteKey("key2020title"), title, authors, **fields)


def entry(paper: Paper, *, ascii_only: bool = False) -> tuple[str, dict[str, str]]:
    ((kind, _, fields),) = read_bib(write_bibtex([paper], ascii_only=ascii_only))
    return kind, fields


def test_a_paper_of_the_catalogue_is_written_whole() -> None:
    assert write_bibtex([VASWANI]) == (
        "@inproceedings{vaswani2017attention,\n"
        "  title = {Attention Is All You Need},\n"
        "  author = {Ashish Vaswani and Noam Shazeer and Niki Parmar and others},\n"
        "  booktitle = {NeurIPS 2017},\n"
        "  year = {2017},\n"
        "  eprint = {1706.03762},\n"
        "  archivePrefix = {arXiv},\n"
        "  primaryClass = {cs.CL},\n"
        "  url = {https://arxiv.org/abs/1706.03762},\n"
        "  keywords = {nlp, week 3},\n"
        "}\n"
    )


def test_no_papers_are_an_empty_file() -> None:
    assert write_bibtex([]) == ""


def test_papers_come_by_key_and_once_each() -> None:
    other = Paper(PaperId(2), CiteKey("Abc2020x"), "X")
    text = write_bibtex([VASWANI, other, VASWANI])
    assert [key for _, key, _ in read_bib(text)] == ["Abc2020x", "vaswani2017attention"]
    assert text == write_bibtex([other, VASWANI])


def test_keys_that_bibtex_cannot_take_or_tell_apart_are_mended() -> None:
    keys = ["a{b},c d", "Same", "same", "", "한글"]
    papers = [Paper(PaperId(n), CiteKey(key), "T") for n, key in enumerate(keys)]
    for ascii_only, last in ((False, "한글"), (True, "hangeul")):
        text = write_bibtex(papers, ascii_only=ascii_only)
        assert {key for _, key, _ in read_bib(text)} == {"Same", "abcd", "paper3", "same-2", last}


@pytest.mark.parametrize(
    ("venue", "kind", "field"),
    [
        ("CVPR 2016", "inproceedings", "booktitle"),
        ("ICML Workshop", "inproceedings", "booktitle"),
        ("Proceedings of the IEEE Conference on Vision", "inproceedings", "booktitle"),
        ("Proceedings of the IEEE", "article", "journal"),
        ("Nature", "article", "journal"),
        ("JMLR 2003", "article", "journal"),
        ("IEEE TPAMI", "article", "journal"),
        ("Neural Computation", "article", "journal"),
        ("International Conference on Machine Learning", "inproceedings", "booktitle"),
        ("Aston University technical report NCRG/94/004", "misc", "howpublished"),
        ("arXiv preprint", "misc", None),
        ("CoRR", "misc", None),
        ("", "misc", None),
    ],
)
def test_the_type_of_an_entry_follows_its_venue(venue: str, kind: str, field: str | None) -> None:
    written, fields = entry(make(venue=venue))
    assert written == kind
    places = {"booktitle", "journal", "howpublished"} & set(fields)
    assert places == ({field} if field else set())
    assert not field or fields[field] == venue


@pytest.mark.parametrize(
    ("venue", "year", "written"),
    [
        ("CVPR 2016", 2015, "2016"),
        ("CVPR 2016", None, "2016"),
        ("CVPR 2016", 2017, "2017"),
        ("CVPR 2016", 2009, "2009"),
        ("arXiv 2016", 2015, "2015"),
        ("CVPR", 2015, "2015"),
        ("", None, None),
    ],
)
def test_the_year_is_that_of_the_venue_where_it_can_be_its_own(
    venue: str, year: int | None, written: str | None
) -> None:
    assert entry(make(venue=venue, year=year))[1].get("year") == written


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("BERT: Pre-training of Deep Things", "{BERT}: Pre-training of Deep Things"),
        ("U-Net and R-CNN for 3D", "{U-Net} and {R-CNN} for {3D}"),
        ("A Vision-Language Model", "A Vision-Language Model"),
        ("Paradigm (P5)", "Paradigm ({P5})"),
        ("Vitamin C, or the mT5 Model", "Vitamin {C}, or the {mT5} Model"),
        ("The Gaussian's Bayesian Gap", "The {Gaussian's} {Bayesian} Gap"),
        ("Natural Q&A", r"Natural {Q\&A}"),
        ("{BERT} and {Deep Learning}", "{BERT} and {Deep Learning}"),
        ("ALL IN CAPITALS", "ALL IN CAPITALS"),
        ("BERT 와 GPT 의 비교", "{BERT} 와 {GPT} 의 비교"),
        ("{ABC $x$ DEF GHI}", "{ABC $x$ {DEF} GHI}"),
        ("BERT", "{BERT}"),
        ("$\\ell_1$ Norms of DNNs", r"$\ell_1$ Norms of {DNNs}"),
        ("From $5 to $10: 100% & more_or #less", r"From \$5 to \$10: 100\% \& more\_or \#less"),
        ("$100% of $it$", r"\$100\% of $it$"),
        (
            "A^2-Nets ~ C:\\users",
            r"{A\textasciicircum{}2-Nets} \textasciitilde{} C:\textbackslash{}users",
        ),
        (r"Poincar\'e and Erd\H{o}s \& \c c", r"Poincar\'e and Erd{\H{o}}s \& \c c"),
        (r"In $O(n^2)$ and $x$ of $\Delta$", r"In {$O(n^2)$} and $x$ of {$\Delta$}"),
        (r"THE $X$ OF ERD\H{O}S", r"THE {$X$} OF ERD{\H{O}}S"),
        ("Open { brace", r"Open \textbraceleft{} brace"),
        ("Close } brace", r"Close \textbraceright{} brace"),
        (
            r"Set \{a\} of $\{x\}$",
            r"Set \textbraceleft{}a\textbraceright{} of $\textbraceleft{}x\textbraceright{}$",
        ),
        ("한국어 BERT의 학습", "한국어 {BERT의} 학습"),
        ("Line\nbreak\x1b[31m and  blanks", "Line break and blanks"),
        ("$a{$ b}", r"\$a{\$ b}"),
        ("{a $x}y$ z", r"{a \$x}y\$ z"),
        ("0", "0"),
    ],
)
def test_a_title_is_escaped_and_its_capitals_kept(title: str, written: str) -> None:
    assert entry(make(title))[1]["title"] == written


@pytest.mark.parametrize(
    ("author", "written"),
    [
        (Author("Aidan N. Gomez"), ["Aidan N. Gomez"]),
        (Author("Laurens van der Maaten"), ["van der Maaten, Laurens"]),
        (Author("Ludwig van Beethoven Jr."), ["van Beethoven, Jr., Ludwig"]),
        (Author("Diederik P. Kingma Jr.", "Kingma"), ["Kingma, Jr., Diederik P."]),
        (Author("Diederik P. Kingma Jr.", "Kingma", "Diederik P."), ["Kingma, Jr., Diederik P."]),
        (Author("van der Maaten"), ["van der Maaten"]),
        (Author("e. e. cummings"), ["e. e. cummings"]),
        (Author("Vincent Le Van"), ["Vincent Le Van"]),
        (Author("홍 길동"), ["{홍 길동}"]),
        (Author("홍길동", "홍", "길동"), ["홍길동"]),
        (Author("남궁민수 and 홍길동"), ["남궁민수", "홍길동"]),
        (Author("山田 太郎"), ["{山田 太郎}"]),
        (Author("Google DeepMind", "Google DeepMind"), ["{Google DeepMind}"]),
        (Author("Sand And", "And", "Sand"), ["{And}, Sand"]),
        (Author("홍길동"), ["홍길동"]),
        (Author("Robert Downey Jr."), ["Downey, Jr., Robert"]),
        (Author("L. van Gogh", family="van Gogh", given="L."), ["van Gogh, L."]),
        (
            Author("x", family="Research, and Development", given="L."),
            ["{Research, and Development}, L."],
        ),
        (Author("Gemini Team"), ["{Gemini Team}"]),
        (Author("Meta AI"), ["{Meta AI}"]),
        (Author("Ai Nakamura"), ["Ai Nakamura"]),
        (Author("DeepSeek-AI"), ["DeepSeek-AI"]),
        (Author("Smith, John"), ["Smith, John"]),
        (Author("A. Smith and B. Jones"), ["A. Smith", "B. Jones"]),
        (Author("Yuan Hu, Hao He, Chen Xu"), ["Yuan Hu", "Hao He", "Chen Xu"]),
        (Author("a, b, c, d"), ["{a, b, c, d}"]),
        (Author("A. Smith et al."), ["A. Smith", "others"]),
        (Author(" , "), []),
        (Author('Beg"um {Demir'), ['Beg"um \\textbraceleft{}Demir']),
    ],
)
def test_an_author_is_read_as_one_name(author: Author, written: list[str]) -> None:
    paper = Paper(PaperId(1), CiteKey("k"), "T", (author,))
    field = entry(paper)[1].get("author")
    assert (names(field) if field else []) == written


def test_others_are_named_once_and_never_alone() -> None:
    _, fields = entry(make("T", "A. Smith et al", more_authors=True))
    assert fields["author"] == "A. Smith and others"
    assert "author" not in entry(make("T", more_authors=True))[1]


def test_references_are_kept_as_they_are() -> None:
    paper = make(
        identifiers=(
            Identifier(Scheme.GITHUB, "a/b"),
            Identifier(Scheme.DOI, "10.1007/978-3-319-10590-1_53"),
            Identifier(Scheme.ARXIV, "hep-th/9711200"),
            Identifier(Scheme.ARXIV, "1706.03762"),
        )
    )
    _, fields = entry(paper)
    assert fields["doi"] == "10.1007/978-3-319-10590-1_53"
    assert fields["eprint"] == "hep-th/9711200"
    assert fields["url"] == "https://doi.org/10.1007/978-3-319-10590-1_53"
    assert "primaryclass" not in fields


def test_an_address_with_braces_cannot_break_its_field() -> None:
    _, fields = entry(make(url="https://example.com/{a}\\b c?x=1&y=50%25~_"))
    assert fields["url"] == "https://example.com/%7Ba%7D%5Cb%20c?x=1&y=50%25~_"


def test_what_arxiv_says_of_the_journal_is_a_note_where_no_venue_is_known() -> None:
    told = "Adv.Theor.Math.Phys.2:231-252,1998"
    assert entry(make(journal_ref=told))[1]["note"] == told
    assert "note" not in entry(make(journal_ref=told, venue="Nature"))[1]


def test_ascii_only_encodes_the_letters_of_an_address() -> None:
    _, fields = entry(make(url="https://example.com/논문"), ascii_only=True)
    assert fields["url"] == "https://example.com/%EB%85%BC%EB%AC%B8"


def test_a_paper_of_which_only_a_page_is_known_still_makes_an_entry() -> None:
    ((kind, key, fields),) = read_bib(write_bibtex([Paper(PaperId(1), CiteKey("k"), "")]))
    assert (kind, key, fields) == ("misc", "k", {"key": "k"})


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ondřej Chum", r"Ond{\v{r}}ej Chum"),
        ("Łukasz Gößl", r"{\L}ukasz G{\"{o}}{\ss}l"),
        ("Jan Koutnı́k", r"Jan Koutn{\'{\i}}k"),
        ("Nguyễn", r"Nguy{\~{\^{e}}}n"),
        ("naïve", r"na{\"{\i}}ve"),
        ("홍길동", "honggildong"),
        ("李明", "??"),
        ("a–b × α", r"a--b \ensuremath{\times} \ensuremath{\alpha}"),
        ("ﬁne", "fine"),
        ("x\u0302 \u0301y", r"{\^{x}} y"),
        ("a\u20d7b", "a?b"),
        ("ĵ ǰ", r"{\^{\j}} {\v{\j}}"),
    ],
)
def test_ascii_only_writes_accents_as_latex_and_romanises_hangul(text: str, written: str) -> None:
    _, fields = entry(make("T", tags=(text,)), ascii_only=True)
    assert fields["keywords"] == written


def test_letters_beyond_ascii_stay_otherwise() -> None:
    _, fields = entry(make("한국어 – Études", "홍길동", "Ondřej Chum"))
    assert (fields["title"], fields["author"]) == ("한국어 – Études", "홍길동 and Ondřej Chum")


TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("{}$\\%&#_~^@\"',= \n"))


@given(st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), max_size=3), st.booleans())
def test_any_papers_parse_back_without_a_warning(
    rows: list[tuple[str, str, str, str]], ascii_only: bool
) -> None:
    papers = [
        Paper(PaperId(n), CiteKey(key), title, (Author(name), Author(name)), venue=venue, url=venue,
              tags=(title,), more_authors=bool(n), categories=(key,),
              identifiers=(Identifier(Scheme.ARXIV, "1706.03762"), Identifier(Scheme.DOI, name)))
        for n, (key, title, name, venue) in enumerate(rows)
    ]  # fmt: skip
    text = write_bibtex(papers, ascii_only=ascii_only)
    assert not ascii_only or text.isascii()
    assert len(read_bib(text)) == len(papers)
    with _no_warnings():
        library = parse_string(text)
    assert library.failed_blocks == []
    assert len(library.blocks) == len(papers)
    ours = {key: fields for _, key, fields in read_bib(text)}
    theirs = {
        each.key: {name.lower(): field.value for name, field in each.fields_dict.items()}
        for each in library.entries
    }
    assert {
        key: {name: " ".join(value.split()) for name, value in fields.items()}
        for key, fields in ours.items()
    } == {
        key: {name: " ".join(str(value).split()) for name, value in fields.items()}
        for key, fields in theirs.items()
    }


@given(st.text("abc XYZ09&%#_~^{}한é-:.", max_size=40))
def test_latex_prints_what_was_written(text: str) -> None:
    title = entry(make("x" + text + "x"))[1]["title"]
    unbraced = ("x" + text + "x").replace("{", "").replace("}", "")
    printed = print_latex(title).replace("{", "").replace("}", "")
    assert printed.split() == unbraced.split()


RESNET = make(
    "Deep Residual Learning",
    "Kaiming He",
    year=2015,
    venue="CVPR 2017",
    identifiers=(Identifier(Scheme.ARXIV, "1512.03385"), Identifier(Scheme.DOI, "10.1/other")),
    categories=("cs.CV",),
    journal_ref="Somewhere 3 (2016)",
    publication=Publication(
        "IEEE Conference on Computer Vision & Pattern Recognition",
        2016,
        "10.1109/cvpr.2016.90",
        "proceedings",
        "1",
        "2",
        "770-778",
        "IEEE",
    ),
)


def test_the_publication_is_cited_and_the_preprint_named() -> None:
    assert write_bibtex([RESNET]) == (
        "@inproceedings{key2020title,\n"
        "  title = {Deep Residual Learning},\n"
        "  author = {Kaiming He},\n"
        "  booktitle = {IEEE Conference on Computer Vision \\& Pattern Recognition},\n"
        "  year = {2016},\n"
        "  volume = {1},\n"
        "  issue = {2},\n"
        "  pages = {770--778},\n"
        "  publisher = {IEEE},\n"
        "  eprint = {1512.03385},\n"
        "  archivePrefix = {arXiv},\n"
        "  primaryClass = {cs.CV},\n"
        "  doi = {10.1109/cvpr.2016.90},\n"
        "  url = {https://arxiv.org/abs/1512.03385},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("publication", "kind", "field"),
    [
        (Publication("X", 2016, kind="proceedings"), "inproceedings", "booktitle"),
        (Publication("X", 2016, kind="journal"), "article", "journal"),
        (Publication("X", 2016, kind="chapter"), "incollection", "booktitle"),
        (Publication("X", 2016, kind="book"), "book", "publisher"),
        (Publication("X", 2016, kind="book", publisher="MIT Press"), "book", "series"),
        (Publication("Nature", 2016), "article", "journal"),
        (Publication("ICLR", 2016), "inproceedings", "booktitle"),
        (Publication("Report Days", 2016), "inproceedings", "booktitle"),
    ],
)
def test_the_kind_of_publication_decides_the_type_of_the_entry(
    publication: Publication, kind: str, field: str
) -> None:
    written, fields = entry(make(publication=publication))
    assert (written, fields[field], fields["year"]) == (kind, publication.venue, "2016")


def test_a_book_of_its_publisher_names_it_once() -> None:
    book = Publication("MIT Press", 2016, kind="book", publisher="MIT Press")
    _, fields = entry(make(publication=book))
    assert fields["publisher"] == "MIT Press"
    assert "series" not in fields


@pytest.mark.parametrize(
    ("pages", "written"),
    [
        ("770-778", "770--778"),
        ("770\u2013778", "770--778"),
        ("770 --- 778", "770--778"),
        ("S1-12\u2013S1-20", "S1-12--S1-20"),
        ("S1-12-S1-20", "S1-12-S1-20"),
        ("1-5, 9", "1--5, 9"),
        ("e1234", "e1234"),
    ],
)
def test_pages_have_bibtexs_dash(pages: str, written: str) -> None:
    publication = Publication("X", 2016, kind="journal", pages=pages)
    assert entry(make(publication=publication))[1]["pages"] == written


def test_a_publication_without_a_year_or_a_venue_is_not_cited() -> None:
    for publication in (Publication("ICLR", kind="proceedings"), Publication("", 2021, "10.1/x")):
        kind, fields = entry(make(year=2020, publication=publication))
        assert (kind, fields) == (
            "misc",
            {"title": "A Title", "key": "key2020title", "year": "2020"},
        )


def test_what_a_person_wrote_wins_over_the_publication() -> None:
    own = RESNET._replace(provenance=(("venue", "person"),))
    _, fields = entry(own)
    assert (fields["booktitle"], fields["year"]) == ("CVPR 2017", "2017")
    assert (fields["doi"], "pages" in fields) == ("10.1/other", False)
    _, fields = entry(RESNET._replace(year=2018, provenance=(("year", "person"),)))
    assert (fields["year"], fields["pages"]) == ("2018", "770--778")
    cleared = RESNET._replace(venue="", provenance=(("venue", "person"),))
    assert entry(cleared)[0] == "misc"


def test_a_withdrawn_paper_says_so() -> None:
    assert entry(make(withdrawn=True))[1]["note"] == "Withdrawn"
    told = make(withdrawn=True, journal_ref="J. 3 (2016)")
    assert entry(told)[1]["note"] == "Withdrawn; J. 3 (2016)"


def test_a_thesis_and_a_report_name_their_house() -> None:
    assert entry(make(kind="thesis", venue="MIT"))[1]["school"] == "MIT"
    assert entry(make(kind="report", venue="Aston"))[0] == "techreport"
    assert entry(make(kind="thesis"))[0] == "phdthesis"


def test_ascii_only_reaches_every_part_of_a_publication() -> None:
    publication = Publication(
        "Tagungsb\u00e4nde \u2013 A", 2016, "10.1/\u00e4", "journal", publisher="\u00d6"
    )
    text = write_bibtex([make(publication=publication)], ascii_only=True)
    assert text.isascii()
    assert '{\\"{O}}' in text


class _no_warnings(logging.Handler):  # noqa: N801 - reads as a statement
    """Fails where anything is logged as a warning."""

    def __enter__(self) -> None:
        logging.getLogger().addHandler(self)

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        assert record.levelno < logging.WARNING, record.getMessage()


def test_fields_of_an_imported_entry_go_out_as_they_came() -> None:
    paper = make(
        entry_type="mastersthesis",
        kind="thesis",
        venue="KAIST",
        year=2020,
        extra=(
            ExtraField("isbn", "978-3"),
            ExtraField("month", "March"),
            ExtraField("title", "not again"),
            ExtraField("annote", "a {\\b} \\& c"),
            ExtraField("odd name", "x"),
            ExtraField("note", "open { brace"),
        ),
    )
    text = write_bibtex([paper])
    assert text.startswith("@mastersthesis{")
    assert "  month = mar,\n" in text
    fields = parse_string(text).entries[0].fields_dict
    assert (fields["isbn"].value, fields["annote"].value) == ("978-3", "a {\\b} \\& c")
    assert fields["title"].value == "A Title"
    assert fields["note"].value == "open \\textbraceleft{} brace"
    assert "odd name" not in text


def test_paths_of_files_are_written_as_other_tools_read_them() -> None:
    paths = ("papers/a.pdf", "C:/a;b.pdf", "notes")
    assert entry(make(attachments=paths))[1]["file"] == (
        ":papers/a.pdf:PDF;:C\\:/a\\;b.pdf:PDF;:notes:"
    )
    own = make(attachments=paths, extra=(ExtraField("file", "Full Text:a.pdf:PDF"),))
    assert entry(own)[1]["file"] == "Full Text:a.pdf:PDF"


@pytest.mark.parametrize(
    ("month", "written", "date"),
    [
        ("mar~12", "mar # {~12}", "2020-03-12"),
        ("12~mar", "{12~} # mar", "2020-03-12"),
        ("mar/apr", "mar # {/} # apr", "2020"),
        ("feb~30", "feb # {~30}", "2020"),
        ("march", "mar", "2020-03"),
        ("Mar. 12", "{Mar. 12}", "2020"),
        ("{mar} 12", "{{mar} 12}", "2020"),
        (r"\mar 12", r"{\mar 12}", "2020"),
    ],
)
def test_a_month_stays_a_macro_with_what_stands_beside_it(
    month: str, written: str, date: str
) -> None:
    paper = make(year=2020, extra=(ExtraField("month", month),))
    text = write_bibtex([paper])
    assert f"  month = {written},\n" in text
    assert count_laid_out(text.encode()) == 1
    assert f"  date = {{{date}}},\n" in write_biblatex([paper])


def test_a_preprint_says_its_month_where_the_year_is_its_own() -> None:
    day = datetime(2017, 6, 12, tzinfo=UTC)
    assert "  year = {2017},\n  month = jun,\n" in write_bibtex([make(year=2017, published=day)])
    assert "month" not in write_bibtex([make(year=2018, published=day)])
    assert "month" not in write_bibtex([make(year=2017, published=day, venue="CVPR 2017")])
    latex = write_biblatex([make(year=2017, published=day, url="https://x.org")])
    assert latex.startswith("@online{")
    assert "  date = {2017-06-12},\n" in latex


def test_editors_of_a_book_are_no_authors_as_well() -> None:
    people = (Author("Ann Kim", "Kim", "Ann"), Author("Bo Li", "Li", "Bo"))
    editor = (ExtraField("editor", "Kim, Ann and Li, Bo"),)
    book = Publication("ACM", 2020, kind="book", publisher="ACM")
    kind, fields = entry(
        Paper(PaperId(1), CiteKey("k"), "T", people, publication=book, extra=editor)
    )
    assert (kind, fields.get("author"), fields["editor"]) == ("book", None, "Kim, Ann and Li, Bo")
    _, fields = entry(
        Paper(PaperId(1), CiteKey("k"), "T", people[:1], publication=book, extra=editor)
    )
    assert fields["author"] == "Kim, Ann"


@pytest.mark.parametrize(
    ("author", "written"),
    [
        (Author("Cdac Cd III", "Cd"), "Cd, III, Cdac"),
        (Author("Kim Minsu", "Kim"), "Kim, Minsu"),
        (Author("J. Smith", "Smyth"), "Smith, J."),
    ],
)
def test_a_family_name_alone_loses_no_other(author: Author, written: str) -> None:
    _, fields = entry(Paper(PaperId(1), CiteKey("k"), "T", (author,)))
    assert fields["author"] == written


def test_two_hyphens_or_quotes_are_printed_as_two_but_for_a_dash_between_words() -> None:
    venue = Publication("A--B", 2020, kind="journal", pages="1--9")
    _, fields = entry(
        Paper(
            PaperId(1), CiteKey("k"), "NeRF--: f''$f''$ -- On", publication=venue, abstract="a\nb"
        )
    )
    assert fields["title"] == "{NeRF}-{}-: f'{}'$f''$ -- On"
    assert (fields["journal"], fields["pages"]) == ("A-{}-B", "1--9")
    assert fields["abstract"] == "a\n\nb"


def test_braces_of_two_tags_are_no_pair() -> None:
    _, fields = entry(Paper(PaperId(1), CiteKey("k"), "T", tags=("a {", "b }")))
    assert fields["keywords"] == r"a \textbraceleft{}, b \textbraceright{}"


def test_tags_of_groups_go_out_as_groups_and_come_back() -> None:
    _, fields = entry(make("T", tags=("group:Thesis", "nlp", "group:읽기")))
    assert (fields["keywords"], fields["groups"]) == ("nlp", "Thesis, 읽기")
    (record,) = read_bibtex(write_bibtex([make("T", tags=("group:Thesis", "group:B"))])).records
    assert record.tags == ("group:Thesis", "group:B")
    assert "keywords" not in entry(make("T", tags=("group:Thesis",)))[1]


@pytest.mark.parametrize(
    ("told", "kind", "kept", "genre"),
    [
        ("mathesis", "mastersthesis", "", "Master's thesis"),
        ("phdthesis", "phdthesis", "", "PhD thesis"),
        ("박사학위논문", "phdthesis", "박사학위논문", "박사학위논문"),
        ("석사학위논문", "mastersthesis", "석사학위논문", "석사학위논문"),
        ("Master of Arts", "mastersthesis", "Master of Arts", "Master of Arts"),
    ],
)
def test_a_thesis_goes_out_as_what_it_is(told: str, kind: str, kept: str, genre: str) -> None:
    paper = make(
        kind="thesis", venue="KAIST", entry_type="thesis", extra=(ExtraField("type", told),)
    )
    assert (entry(paper)[0], entry(paper)[1].get("type", "")) == (kind, kept)
    assert csl_item(paper, "k")["genre"] == genre
    ((named, _, fields),) = read_bib(write_biblatex([paper]))
    assert (named, fields["type"]) == ("thesis", kept or told)


@pytest.mark.parametrize("kind", ["article", "inproceedings", "conference", "incollection", "book"])
def test_what_is_in_nothing_keeps_the_type_that_it_came_with(kind: str) -> None:
    assert entry(make(entry_type=kind))[0] == kind
    arxiv = (Identifier(Scheme.ARXIV, "1706.03762"),)
    assert entry(make(entry_type=kind, identifiers=arxiv))[0] == "misc"


@pytest.mark.parametrize(
    ("field", "source", "venue", "written"),
    [
        ("venue", "catalogue", "CVPR 2018", "CVPR"),
        ("publication", "semanticscholar", "CVPR 2018", "CVPR"),
        ("publication", "catalogue", "CVPR 2017", "CVPR 2017"),
        ("venue", "person", "CVPR 2018", "CVPR 2018"),
        ("publication", "bibtex", "CVPR 2018", "CVPR 2018"),
    ],
)
def test_a_year_stands_once_unless_a_person_wrote_it_twice(
    field: str, source: str, venue: str, written: str
) -> None:
    told = Publication(venue, 2018, kind="proceedings") if field == "publication" else None
    paper = make(venue=venue, year=2018, publication=told, provenance=((field, source),))
    assert (entry(paper)[1]["booktitle"], entry(paper)[1]["year"]) == (written, "2018")
    assert csl_item(paper, "k")["container-title"] == written
