"""The many forms in which logs write titles, links and references, read with the real names."""

from __future__ import annotations

import pytest

from paperstudy.domain.logs import FindStatus, PaperFind
from paperstudy.logs.papers import find_papers
from paperstudy.logs.parsing import parse_document
from paperstudy.matching.catalogue import load_catalogue
from paperstudy.matching.recognise import NameRecogniser

NEW = "Counting Sleepy Pigeons With Striped Neural Networks"
RESNET = "Deep Residual Learning for Image Recognition"
SAM = "Segment Anything"


@pytest.fixture(scope="module")
def recogniser() -> NameRecogniser:
    return NameRecogniser(load_catalogue())


def scan(text: str, recogniser: NameRecogniser) -> tuple[PaperFind, ...]:
    return find_papers(parse_document(text), recogniser)


def statuses(text: str, recogniser: NameRecogniser) -> dict[str, str]:
    return {find.record.title: find.status.value for find in scan(text, recogniser)}


@pytest.mark.parametrize(
    "item",
    [
        f"**{NEW}**",
        f"_{NEW}_",
        f"<u>{NEW}</u>",
        f"~~{NEW}~~",
        f"「{NEW}」",
        f"『{NEW}』",
        f"“{NEW}”",
        f"{NEW} (NeurIPS 2017)",
        f"{NEW}, CVPR'16",
        f"{NEW} [ICLR 2021]",
        f"{NEW}, ICML",
        f"{NEW} - Google",
        f"{NEW} - Google Research",
        f"{NEW} (김하나 발표)",
        f"{NEW} (발표자)",
        f"3. {NEW}",
        f"🔥 {NEW}",
        f"1️⃣ {NEW}",
        f"✅ {NEW}",
        f"[1] {NEW}",
        f"졸린 비둘기 세기 ({NEW})",
        NEW.replace("Striped", "**S**triped"),
    ],
)
def test_a_title_from_a_list_is_clean(item: str, recogniser: NameRecogniser) -> None:
    (find,) = scan(f"## 읽을 논문 목록\n- {item}\n", recogniser)
    assert find.record.title == NEW
    assert find.status is FindStatus.CONFIDENT


def test_an_escape_and_an_entity_in_a_title_are_read(recogniser: NameRecogniser) -> None:
    text = "## Papers\n- Pigeon\\_Net &amp; Owls: Counting Birds in Striped Skies\n"
    (find,) = scan(text, recogniser)
    assert find.record.title == "Pigeon_Net & Owls: Counting Birds in Striped Skies"


@pytest.mark.parametrize(
    "head",
    [
        f"# [논문 리뷰] {NEW}",
        f"## [Paper Review] {NEW}",
        f"# Paper Review: {NEW}",
        f"# 논문 리뷰 - {NEW}",
        f"# 논문 정리: {NEW}",
        f"오늘의 논문: {NEW}",
    ],
)
def test_a_heading_that_speaks_of_a_review_names_its_paper(
    head: str, recogniser: NameRecogniser
) -> None:
    (find,) = scan(f"{head}\n\n요약을 적는다.\n", recogniser)
    assert (find.record.title, find.status) == (NEW, FindStatus.CONFIDENT)


@pytest.mark.parametrize(
    "head", ["# [Paper] Weekly Reading Group For The Spring Term", "# Pigeon Team: Paper Review"]
)
def test_a_heading_about_the_group_is_no_paper(head: str, recogniser: NameRecogniser) -> None:
    assert not scan(f"{head}\n\nNotes.\n", recogniser)


@pytest.mark.parametrize(
    ("title", "paper"),
    [
        ("[논문 리뷰] ViT", "An Image is Worth 16x16 Words"),
        (f"[Paper Review] {RESNET} (CVPR 2016)", RESNET),
        ("U-Net 논문 리뷰", "U-Net"),
        (f"논문 리뷰: {NEW}", NEW),
    ],
)
def test_the_title_of_a_post_about_one_paper_names_it(
    title: str, paper: str, recogniser: NameRecogniser
) -> None:
    text = f'---\ntitle: "{title}"\n---\n## 소개\n본문이다.\n'
    (find,) = scan(text, recogniser)
    assert find.record.title.startswith(paper)
    assert find.status is FindStatus.CONFIDENT
    (mention,) = find.mentions
    assert mention.line == 2
    assert text.splitlines()[1][mention.column :].startswith(mention.text)


def test_the_title_of_any_other_post_names_nothing(recogniser: NameRecogniser) -> None:
    assert not scan("---\ntitle: ViT 공부 3일차\n---\n본문이다.\n", recogniser)


@pytest.mark.parametrize(
    "reference",
    [
        '[3] J. Doe, A. Roe, "Learning unseen owls from pigeons," in Proc. CVPR, 2019.',
        '[12] J. Doe et al., "Learning unseen owls from pigeons," ICML 2019.',
    ],
)
def test_a_reference_with_authors_and_venue_is_a_paper(
    reference: str, recogniser: NameRecogniser
) -> None:
    (find,) = scan(f"## References\n{reference}\n", recogniser)
    assert find.record.title == "Learning unseen owls from pigeons"
    assert (find.record.year, find.status) == (2019, FindStatus.CONFIDENT)


@pytest.mark.parametrize(
    "link",
    [
        "https://arxiv.org/abs/1512.03385?utm_source=feed&fbclid=x",
        "(arxiv.org/abs/1512.03385)",
        "<https://arxiv.org/abs/1512.03385>",
        "https://arxiv.org/pdf/1512.03385.pdf#page=3",
        "https://arxiv.org/abs/1512.03385v1)을 읽음",
        "https://arxiv.org/abs/1512.03385를 읽음",
        "arXiv:1512.03385 [cs.CV]",
        "https://doi.org/10.1109/CVPR.2016.90.",
    ],
)
def test_a_link_leads_to_its_paper_however_it_is_written(
    link: str, recogniser: NameRecogniser
) -> None:
    (find,) = scan(f"참고 {link}\n", recogniser)
    assert find.record.title == RESNET
    assert not find.mentions[0].text.endswith((")", "을", "를", "."))


def test_bibtex_in_a_code_block_is_not_read(recogniser: NameRecogniser) -> None:
    assert not scan(f"```bibtex\n@article{{he, title={{{RESNET}}}}}\n```\n", recogniser)


@pytest.mark.parametrize("line", ["SAM 논문 읽기", "- [ ] SAM 논문 읽기", "read the SAM paper"])
def test_an_ambiguous_name_called_a_paper_is_suggested(
    line: str, recogniser: NameRecogniser
) -> None:
    assert statuses(line, recogniser) == {SAM: "suggested"}


def test_an_ambiguous_name_in_a_list_of_papers_is_sure_unless_two_share_it(
    recogniser: NameRecogniser,
) -> None:
    found = statuses("## 논문 목록\n- SAM\n- ERNIE\n- ERNIE: language\n", recogniser)
    assert found.pop(SAM) == "confident"
    assert set(found.values()) == {"suggested"}


def test_a_library_is_never_sure(recogniser: NameRecogniser) -> None:
    text = (
        "## 논문 목록\n- timm\n- [timm](https://github.com/owner/timm)\n"
        "- [SAM](https://github.com/owner/sam)\n"
    )
    assert set(statuses(text, recogniser).values()) == {"suggested"}


def test_the_rows_of_a_table_of_scores_name_their_models(recogniser: NameRecogniser) -> None:
    text = "| Model | Top-1 |\n|---|---|\n| ResNet-50 | 76.1 |\n| DeiT-S | 79.8 |\n"
    assert set(statuses(text, recogniser).values()) == {"confident"}
    assert len(scan(text, recogniser)) == 2
