"""References as people paste them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from paperstudy.domain.errors import InvalidFileError, InvalidInputError
from paperstudy.domain.papers import Author, CiteKey, ExtraField, Paper, PaperId, Publication
from paperstudy.formats import citation_styles
from paperstudy.formats.citation_styles import FORMS, STYLES, cite_papers
from tests.contracts.format_contract import LIBRARY
from tests.unit.formats.hostile import papers

if TYPE_CHECKING:
    from collections.abc import Sequence

BOOK = Paper(
    PaperId(4),
    CiteKey("goodfellow2016deep"),
    "Deep Learning",
    (Author("Ian Goodfellow"), Author("Yoshua Bengio Jr.")),
    publication=Publication("MIT Press", 2016, kind="book", publisher="MIT Press"),
)
THESIS = Paper(
    PaperId(5), CiteKey("hong2020"), "Why?", (Author("홍길동"),), year=2020, kind="thesis",
    venue="KAIST", url="https://x.org/a_b",
)  # fmt: skip

CSL = b"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>x</title><id>x</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title" font-weight="bold"/></layout></bibliography></style>"""


def cite(style: str | bytes, form: str = "text", library: Sequence[Paper] = LIBRARY) -> list[str]:
    return cite_papers(library, style, form, "x.csl")


def test_apa_is_sorted_by_author_and_turns_names_round() -> None:
    assert cite("apa", library=[*LIBRARY, BOOK, THESIS]) == [
        "Goodfellow, I., & Bengio, Y., Jr. (2016). Deep Learning. MIT Press.",
        "Kingma, D. P., & Ba, J. (2015). Adam: A Method for Stochastic Optimization. In ICLR.",
        "van der Maaten, L., & Hinton, G. (2008). Visualizing Data using t-SNE. JMLR, 9(86), "
        "2579–2605. https://doi.org/10.5555/tsne",
        "홍길동. (2020). Why? [PhD thesis, KAIST]. https://x.org/a_b",
        "홍길동, & 김민지. (2026). 한국어 BERT의 학습: 50% & more (arXiv:2603.01234). arXiv. "
        "https://arxiv.org/abs/2603.01234",
    ]


def test_ieee_counts_in_the_order_given() -> None:
    given = cite("ieee")
    assert [line[4:] for line in cite("ieee", library=LIBRARY[::-1])] == [
        line[4:] for line in reversed(given)
    ]
    assert cite("ieee", library=sorted(LIBRARY, key=lambda paper: paper.key)) == [
        "[1] 홍길동 and 김민지, “한국어 BERT의 학습: 50% & more,” arXiv, arXiv:2603.01234, 2026. "
        "[Online]. Available: https://arxiv.org/abs/2603.01234",
        "[2] D. P. Kingma and J. Ba, “Adam: A Method for Stochastic Optimization,” in ICLR, 2015.",
        "[3] L. van der Maaten and G. Hinton, “Visualizing Data using t-SNE,” JMLR, vol. 9, no. 86, "
        "pp. 2579–2605, 2008. doi: 10.5555/tsne.",
    ]


def test_html_and_markdown_mark_what_is_set_in_italics() -> None:
    (html,) = cite("apa", "html", [BOOK._replace(title="A <b> & *C* _d_")])
    assert html.endswith("(2016). <i>A &lt;b&gt; &amp; *C* _d_</i>. MIT Press.")
    (markdown,) = cite("apa", "markdown", [BOOK._replace(title="A <b> & *C* x_d")])
    assert markdown.endswith(r"(2016). *A \<b> & \*C\* x_d*. MIT Press.")


def test_more_authors_than_are_known_are_others() -> None:
    more = [BOOK._replace(more_authors=True)]
    assert cite("apa", library=more)[0].startswith(
        "Goodfellow, I., Bengio, Y., Jr., et al. (2016)."
    )
    assert cite("ieee", library=more)[0].startswith("[1] I. Goodfellow, Y. Bengio Jr., et al., ")
    one = BOOK._replace(authors=(Author("Gil-dong Hong"),), more_authors=True)
    assert cite("apa", library=[one])[0].startswith("Hong, G.-D., et al. (2016).")


def test_both_halves_of_a_korean_name_become_initials() -> None:
    book = BOOK._replace(authors=(Author("Gil-dong Hong"), Author("Jean-Luc Picard")))
    assert cite("apa", library=[book])[0].startswith("Hong, G.-D., & Picard, J.-L. (2016).")
    assert cite("ieee", library=[book])[0].startswith("[1] G.-D. Hong and J.-L. Picard, ")


def test_a_style_from_a_file_is_used_as_it_is() -> None:
    assert cite(CSL, "markdown", [BOOK]) == ["**Deep Learning**"]


@pytest.mark.parametrize(
    "content", [b"", b"<", b"<a/>", CSL.replace(b"bibliography>", b"x>"), b"\xff\xfe", b"{}"]
)
def test_a_file_that_is_no_style_is_an_error_that_names_it(content: bytes) -> None:
    with pytest.raises(InvalidFileError) as refused:
        cite(content)
    assert refused.value.fields["path"] == "x.csl"


def test_a_style_that_is_not_there_is_an_error_with_the_nearest() -> None:
    with pytest.raises(InvalidInputError) as refused:
        cite("ieeee")
    assert refused.value.fields["near"] == "ieee"
    assert cite("nothing like it", library=[]) == []


ODD = ("foo", "[1]", "ca. 1900", "2000-01/2001", "2000-13-40", "0", "-5", "X and others", "{")


@pytest.mark.parametrize(
    "name",
    [
        *("csl-original-date", "csl-submitted", "csl-available-date", "csl-issued", "csl-author"),
        *("csl-accessed", "csl-translator", "csl-recipient", "csl-custom", "csl-self", "csl-id"),
        *("recipient", "director", "urldate", "eventdate", "date", "editor", "volume", "type"),
    ],
)
def test_whatever_was_imported_with_a_paper_it_can_be_cited(name: str) -> None:
    odd = [
        BOOK._replace(id=PaperId(n), key=CiteKey(f"k{n}"), extra=(ExtraField(name, value),))
        for n, value in enumerate(ODD)
    ]
    names = CSL.replace(b"</layout></bib", b'<names variable="director"/></layout></bib')
    for style in (*STYLES, names):
        assert len(cite(style, library=odd)) == len(ODD)
        for form in cite(style, library=[odd[0]._replace(extra=(ExtraField(name, "foo"),))]):
            assert "Deep Learning" in form


def test_a_field_of_a_bib_file_replaces_no_date_of_a_reference() -> None:
    extra = (ExtraField("csl-issued", "1900"), ExtraField("csl-author", "Somebody"))
    assert cite("apa", library=[BOOK._replace(extra=extra)]) == cite("apa", library=[BOOK])


def test_a_paper_that_a_style_stumbles_over_is_named() -> None:
    style = CSL.replace(b"</layout></bib", b'<names variable="volume"/></layout></bib')
    with pytest.raises(InvalidInputError) as refused:
        cite(style, library=[BOOK, *LIBRARY])
    assert refused.value.fields == {"style": "x.csl", "key": "vandermaaten2008visualizing"}


def test_papers_that_a_style_cannot_take_together_are_an_error_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refer(_: object, items: Sequence[object]) -> list[str]:
        if len(items) > 1:
            raise TypeError
        return ["one"]

    monkeypatch.setattr(citation_styles, "_refer", refer)
    with pytest.raises(InvalidInputError, match="apa cannot take these papers together"):
        cite_papers(LIBRARY, "apa")


@settings(max_examples=30, deadline=None)
@given(papers())
def test_no_paper_is_too_odd_to_cite(paper: Paper) -> None:
    for style in STYLES:
        for form in FORMS:
            (text,) = cite(style, form, [paper])
            assert "\n" not in text
            if form == "html":
                allowed = text.replace("<i>", "").replace("</i>", "")
                assert "<" not in allowed.replace("<b>", "").replace("</b>", "")
