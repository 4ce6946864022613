"""Methods of the archive as names: the catalogue wins, and only made-up words are sure."""

from __future__ import annotations

import pytest

from paperstudy.domain.archive import Method
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.logs import FindStatus
from paperstudy.domain.recognising import NameHit, Passage
from paperstudy.matching.catalogue import Catalogue, load_catalogue
from paperstudy.matching.methods import with_methods
from paperstudy.matching.recognise import NameRecogniser


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue()


def method(name: str, *, paper: str = "", arxiv: str = "2105.01234", parts: str = "") -> Method:
    title = paper or f"{name}: A Made-up Way to Mix Marsupials"
    return Method(name, title, arxiv, 2021, parts or "Vision Models")


def hear(
    shipped: Catalogue, methods: list[Method], text: str, *, in_list: bool = False
) -> list[NameHit]:
    recogniser = NameRecogniser(with_methods(shipped, methods))
    return list(recogniser.recognise(Passage(1, text, text, in_list=in_list)))


@pytest.mark.parametrize("name", ["QuokkaMix", "WombatNet-B7", "KangaFormerV2", "Quokkanet3"])
def test_a_made_up_word_means_its_paper_wherever_it_is_written(
    shipped: Catalogue, name: str
) -> None:
    (hit,) = hear(shipped, [method(name)], f"오늘은 {name}를 읽었다")
    assert hit.status is FindStatus.CONFIDENT
    (candidate,) = hit.candidates
    assert candidate.record.source == "pwc"
    assert candidate.record.identifiers == (Identifier(Scheme.ARXIV, "2105.01234"),)
    assert candidate.record.year == 2021


def test_letter_case_counts(shipped: Catalogue) -> None:
    assert hear(shipped, [method("QuokkaMix")], "we mix a quokkamix with milk") == []


@pytest.mark.parametrize(
    "name",
    [
        "Dropout", "Attention", "Linear Layer", "Convolution", "ReLU", "LeakyReLU", "Softmax",
        "Residual Connection", "Learning Rate", "Position-Wise Feed-Forward Layer", "Adam",
        "1x1 Convolution", "Dense Connections", "Image Segmentation", "PyTorch", "ChatGPT",
        "GitHub", "LSTM", "ADD", "X", "42", "--", "", "Q2",
    ],
)  # fmt: skip
@pytest.mark.parametrize("in_list", [False, True])
def test_ideas_words_and_short_names_are_left_out(
    shipped: Catalogue, name: str, *, in_list: bool
) -> None:
    before = NameRecogniser(shipped).recognise(Passage(1, name, name, in_list=in_list))
    methods = [method(name, paper="Wombats Dig Better Networks Than We Do")]
    if name == "ADD":  # an acronym may be anything: no more than a suggestion
        hits = hear(shipped, methods, name, in_list=in_list)
        assert all(hit.status is not FindStatus.CONFIDENT for hit in hits)
        return
    assert hear(shipped, methods, name, in_list=in_list) == list(before)


@pytest.mark.parametrize("name", ["Wallaroo", "Quokka Attention", "BILBY", "PatchUp"])
def test_a_name_that_may_be_a_word_is_suggested_in_a_list_of_papers_only(
    shipped: Catalogue, name: str
) -> None:
    methods = [method(name)]
    sure = [
        hit
        for hit in hear(shipped, methods, f"we met {name} at the zoo")
        if hit.status is not FindStatus.UNKNOWN
    ]
    assert sure == []
    (hit,) = hear(shipped, methods, name, in_list=True)
    assert hit.status is FindStatus.SUGGESTED
    assert hit.candidates[0].record.source == "pwc"


def test_a_single_word_is_suggested_where_it_is_called_a_paper(shipped: Catalogue) -> None:
    (hit,) = hear(shipped, [method("Wallaroo")], "다음 주에는 Wallaroo 논문을 읽는다")
    assert hit.status is FindStatus.SUGGESTED


def test_a_part_of_networks_is_never_sure(shipped: Catalogue) -> None:
    methods = [method("QuokkaNorm", parts="Normalization")]
    hits = hear(shipped, methods, "오늘은 QuokkaNorm을 읽었다")
    assert all(hit.status is FindStatus.UNKNOWN for hit in hits)


def test_a_name_of_two_papers_is_never_sure(shipped: Catalogue) -> None:
    methods = [method("QuokkaMix"), method("QuokkaMix", paper="Another One", arxiv="2105.09999")]
    assert not [
        hit for hit in hear(shipped, methods, "QuokkaMix") if hit.status is not FindStatus.UNKNOWN
    ]
    (hit,) = hear(shipped, methods, "QuokkaMix", in_list=True)
    assert hit.status is FindStatus.SUGGESTED
    assert len(hit.candidates) == 2


def test_one_paper_under_two_methods_is_one(shipped: Catalogue) -> None:
    methods = [method("QuokkaMix"), method("QuokkaMix"), method("QuokkaMixPro")]
    catalogue = with_methods(shipped, methods)
    assert len(catalogue) == len(shipped) + 1
    (hit,) = hear(shipped, methods, "QuokkaMix")
    assert hit.status is FindStatus.CONFIDENT


def test_a_paper_of_many_methods_is_named_by_none(shipped: Catalogue) -> None:
    methods = [method(f"QuokkaMix{n}", paper="One Paper") for n in range(20, 30)]
    assert len(with_methods(shipped, methods)) == len(shipped)


def test_a_method_without_a_source_is_left_out(shipped: Catalogue) -> None:
    for source in ("", "2105.01234"):  # nobody knows the paper, or its title
        assert len(with_methods(shipped, [Method("QuokkaMix", "", source)])) == len(shipped)
    with_title = Method("QuokkaMix", "Wombats Dig")
    catalogue = with_methods(shipped, [with_title])
    assert catalogue.entry(len(shipped)).to_record().identifiers == ()


def test_the_shipped_catalogue_wins_by_name_by_id_and_by_title(shipped: Catalogue) -> None:
    theirs = [
        method("ResNet"),
        method("QuokkaMix", arxiv="1706.03762"),
        method("WombatNet", paper="Attention is all you need", arxiv=""),
    ]
    assert len(with_methods(shipped, theirs)) == len(shipped)
    (hit,) = hear(shipped, theirs, "ResNet-50을 썼다")
    assert hit.candidates[0].record.source == "catalogue"


def test_titles_of_methods_are_no_titles_of_papers(shipped: Catalogue) -> None:
    methods = [method("QuokkaMix", paper="Data Augmentation for the Rest of Us")]
    recogniser = NameRecogniser(with_methods(shipped, methods))
    assert recogniser.match_title("Data Augmentation for the Rest of Us") is None


def test_entries_of_the_shipped_catalogue_stay_what_they_are(shipped: Catalogue) -> None:
    catalogue = with_methods(shipped, [method("QuokkaMix")])
    assert catalogue.entry(5) == shipped.entry(5)
    assert catalogue.entry(len(shipped)) is catalogue.entry(len(shipped))
    assert catalogue.rows[: len(shipped)] == list(shipped.rows)


def test_an_identifier_of_a_method_is_known_offline(shipped: Catalogue) -> None:
    recogniser = NameRecogniser(with_methods(shipped, [method("QuokkaMix")]))
    record = recogniser.find_identifier(Identifier(Scheme.ARXIV, "2105.01234"))
    assert record is not None
    assert record.source == "pwc"
