"""Which papers a log points at, and how surely."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperstudy.domain.logs import FindStatus, PaperFind
from paperstudy.logs.papers import find_papers
from paperstudy.logs.parsing import parse_document
from tests.fakes.recogniser import BIRD, KITE, OLD, OWL, SWIFT_A, FakeRecogniser

NEW = "Tracking Lost Balloons Across Many Cloudy Cities"
ARXIV = "https://arxiv.org/abs/"


def scan(text: str) -> tuple[PaperFind, ...]:
    return find_papers(parse_document(text), FakeRecogniser())


def sure(text: str) -> list[str]:
    return [find.record.title for find in scan(text) if find.status is FindStatus.CONFIDENT]


def places(find: PaperFind) -> list[tuple[int, str, str]]:
    return [(m.line, m.kind.value, m.text) for m in find.mentions]


# ------------------------------------------------------------------------ links


def test_a_link_is_a_paper_whatever_stands_around_it() -> None:
    (find,) = scan(f"오늘 읽은 것 {ARXIV}2301.12345v2 을 다시\n")
    assert find.status is FindStatus.CONFIDENT
    assert [str(i) for i in find.record.identifiers] == ["arxiv:2301.12345"]
    assert (find.record.source, find.record.title) == ("log", "")
    assert places(find) == [(1, "link", f"{ARXIV}2301.12345v2")]
    assert find.mentions[0].column == 8


def test_a_known_link_has_the_catalogue_s_record_with_the_log_s_address() -> None:
    (find,) = scan(f"[KiteNet]({ARXIV}2101.00001)")
    assert find.record.title == KITE.title
    assert find.record.url == f"{ARXIV}2101.00001"
    assert find.candidates[0].evidence == ("link",)


@pytest.mark.parametrize(
    "link",
    [
        "https://github.com/owner/kite",
        "https://youtu.be/abc",
        "https://blog.example.com/kite",
        "slides/kite.pdf",
        "https://paperswithcode.com/sota/flying",
        "https://example.org/lecture/slides.pdf",
        "https://zenodo.org/record/1",
    ],
)
def test_other_links_are_no_papers(link: str) -> None:
    assert scan(f"- [참고]({link})\n- {link}\n") == ()


def test_identifiers_written_out_are_links() -> None:
    finds = scan("arXiv:2301.00001 그리고 doi: 10.1000/owl.\n\n- [ ] [2302.00002] 읽기\n")
    assert [find.record.title for find in finds] == ["", OWL.title, ""]
    assert [str(i) for i in finds[2].record.identifiers] == ["arxiv:2302.00002"]
    assert places(finds[0]) == [(1, "link", "arXiv:2301.00001")]


@pytest.mark.parametrize(
    "text",
    [
        f"- BirdNav 논문: {ARXIV}2101.00002",
        f"- [논문]({ARXIV}2101.00002) BirdNav",
        f"- BirdNav\n  - 논문: {ARXIV}2101.00002",
        f"- BirdNav\n\n  {ARXIV}2101.00002",
        f"# BirdNav\n\n{ARXIV}2101.00002",
        f"| 논문 | 링크 |\n|--|--|\n| BirdNav | [pdf]({ARXIV}2101.00002) |",
    ],
)
def test_a_link_and_the_name_beside_it_are_one_paper(text: str) -> None:
    (find,) = scan(text)
    assert find.record.title == BIRD.title
    assert {m.kind.value for m in find.mentions} == {"link", "name"}


def test_a_link_of_another_kind_goes_with_the_only_name_beside_it() -> None:
    (find,) = scan("- OwlNet 논문: https://proceedings.mlr.press/v139/owl21a.html")
    assert {str(i) for i in find.record.identifiers} == {"doi:10.1000/owl", "pmlr:v139/owl21a"}


def test_a_link_to_another_paper_than_the_name_beside_it_makes_two() -> None:
    # The name is the first one's: the other has none until a source tells its title.
    assert sure(f"- BirdNav: {ARXIV}2202.00001") == [BIRD.title, ""]


@pytest.mark.parametrize(
    "number", ["arxiv.org/abs/2305.00001", "aclanthology.org/2023.acl-long.9/"]
)
def test_a_link_whose_number_is_years_younger_than_the_paper_named_is_another_paper(
    number: str,
) -> None:
    old, new = scan(f"OldBird 를 다시: https://{number}\n")
    assert (old.record.title, old.status) == (OLD.title, FindStatus.CONFIDENT)
    assert old.record.identifiers == OLD.identifiers
    assert (new.record.title, len(new.record.identifiers)) == ("", 1)


def test_a_name_that_labels_a_link_to_another_paper_is_in_doubt_unless_it_is_the_whole_title() -> (
    None
):
    name, link = sorted(scan(f"[OldBird]({ARXIV}2305.00001)\n"), key=lambda f: f.record.title)[::-1]
    assert (name.record.title, name.status) == (OLD.title, FindStatus.SUGGESTED)
    assert link.status is FindStatus.CONFIDENT
    assert sure(f"[{OLD.title}]({ARXIV}2305.00001)\n") == [OLD.title, ""]


def test_a_number_of_the_year_after_goes_with_the_paper_named() -> None:
    (find,) = scan(f"[OldBird]({ARXIV}1601.00001)\n")
    assert [str(i) for i in find.record.identifiers] == ["doi:10.1/old", "arxiv:1601.00001"]
    assert sure(f"- [{BIRD.title}]({ARXIV}2101.00001)") == [BIRD.title, KITE.title]


def test_a_name_that_labels_a_known_link_means_that_paper() -> None:
    (find,) = scan(f"[BirdNav]({ARXIV}2101.00001)")
    assert find.record.title == KITE.title


def test_two_links_in_one_line_without_words_are_one_paper() -> None:
    text = f"- {ARXIV}2301.00001 https://paperswithcode.com/paper/some-slug-of-a-paper\n"
    (find,) = scan(text)
    assert {str(i) for i in find.record.identifiers} == {
        "arxiv:2301.00001",
        "pwc:some-slug-of-a-paper",
    }
    assert len(scan(f"- {ARXIV}2301.00001 {ARXIV}2301.00002\n")) == 2


def test_a_slug_is_the_paper_whose_title_stands_elsewhere() -> None:
    text = f"# Papers\n- {NEW}\n\n본문\n\nhttps://paperswithcode.com/paper/tracking-lost-balloons-across-many-1\n"
    (find,) = scan(text)
    assert find.record.title == NEW
    assert [str(i) for i in find.record.identifiers] == ["pwc:tracking-lost-balloons-across-many-1"]


def test_a_publisher_s_page_is_a_paper_and_its_address_identifies_it() -> None:
    url = "https://ieeexplore.ieee.org/document/1234567"
    (find,) = scan(f"[{NEW}]({url})\n\n다시 {url}\n")
    assert find.record.title == NEW
    assert [str(i) for i in find.record.identifiers] == [f"url:{url}"]
    assert [m.ordinal for m in find.mentions if m.kind.value == "link"] == [0, 1]


def test_a_pdf_is_a_paper_where_the_words_say_so() -> None:
    url = "https://people.example.edu/~kim/dac20.pdf"
    assert len(scan(f"- 관련 논문들\n  - {url}\n")) == 1
    assert len(scan(f"- [Gray, Tang and Roe]({url})\n")) == 1
    assert len(scan(f"## Papers\n- {url}\n")) == 1
    assert scan(f"- 메뉴판 {url}\n") == ()
    assert scan(f"## Papers\n- [발표 자료]({url})\n") == ()


def test_the_words_of_a_file_name_may_be_a_known_title() -> None:
    url = "https://example.org/papers/5166-asking-the-birds-for-directions-home.pdf"
    (find,) = scan(f"논문 {url}")
    assert find.record.url == url


def test_a_search_for_a_title_means_that_title() -> None:
    (find,) = scan(
        "[birds asking](https://www.youtube.com/results?search_query=asking+the+birds+for+directions+home)"
    )
    assert find.record.title == BIRD.title
    assert places(find) == [(1, "title", "birds asking")]


def test_a_reference_definition_is_the_link() -> None:
    (find,) = scan(f"[BirdNav][1] 을 읽음\n\n[1]: {ARXIV}2101.00002\n")
    assert [(line, kind) for line, kind, _ in places(find)] == [
        (1, "link"),
        (1, "name"),
        (3, "link"),
    ]


# ------------------------------------------------------------------------ names


def test_names_are_found_in_prose_items_headings_and_cells() -> None:
    text = "# KiteNet 정리\n오늘 kitenet을 봤다.\n- KiteNet\n\n| 모델 |\n|--|\n| KiteNet |\n"
    (find,) = scan(text)
    assert [line for line, _, _ in places(find)] == [1, 2, 3, 7]
    assert [m.ordinal for m in find.mentions] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "```\nkitenet\n```",
        "`kitenet`",
        "<!-- kitenet -->",
        "https://example.org/kitenet",
        "---\ntitle: kitenet\ndate: x\n---\n",
        "![kitenet](a.png)",
        "| 발표자 |\n|--|\n| kitenet |",
        "| 날짜 | 담당 |\n|--|--|\n| kitenet | kitenet |",
    ],
)
def test_code_addresses_comments_and_columns_of_people_are_not_read(text: str) -> None:
    assert scan(text) == ()


def test_an_ambiguous_name_keeps_its_candidates() -> None:
    (find,) = scan("오늘 swift 했다")
    assert find.status is FindStatus.SUGGESTED
    assert len(find.candidates) == 2


def test_an_ambiguous_name_alone_in_a_list_of_papers_is_sure_where_one_reading_leads() -> None:
    assert sure("## Papers about the city\n- Swift\n") == [SWIFT_A.title]
    assert sure("## Papers\n- Swift\n") == []
    assert sure("## 도시 city\n- Swift\n") == []


def test_an_ambiguous_name_means_the_paper_that_the_log_is_sure_of() -> None:
    (find,) = scan(f"swift 이야기\n\n{ARXIV}2101.00003\n")
    assert find.status is FindStatus.CONFIDENT
    assert find.record.title == SWIFT_A.title
    assert len(find.mentions) == 2


# ----------------------------------------------------------------------- titles


@pytest.mark.parametrize(
    "text",
    [
        f"- [{NEW}]({ARXIV}2301.00001)",
        f"- {NEW}: {ARXIV}2301.00001",
        f"- {NEW}\n  - [논문]({ARXIV}2301.00001)\n",
        f"- **{NEW}**<br>Kim and Lee<br>[[paper]]({ARXIV}2301.00001) [[code]](https://github.com/a/b)",
        f"{NEW}\n{ARXIV}2301.00001",
        f"# [논문 리뷰] {NEW}\n\n논문: {ARXIV}2301.00001",
        f"| 날짜 | 제목 | 링크 |\n|--|--|--|\n| 3/1 | {NEW} | [pdf]({ARXIV}2301.00001) |",
        f"|논문|원문|\n|--|--|\n|[{NEW}](notes/1.md)|{ARXIV}2301.00001|",
    ],
)
def test_a_title_with_a_link_to_a_paper_is_one_even_if_nobody_knows_it(text: str) -> None:
    (find,) = scan(text)
    assert find.status is FindStatus.CONFIDENT
    assert (find.record.source, find.record.title) == ("log", NEW)
    assert [str(i) for i in find.record.identifiers] == ["arxiv:2301.00001"]
    assert {m.kind.value for m in find.mentions} == {"link", "title"}


@pytest.mark.parametrize(
    "text",
    [
        f"| 논문 | 발표자 |\n|--|--|\n| {NEW} | 하늘 |",
        f"| Paper | Who |\n|--|--|\n| [{NEW}](notes/week1.md) | Ada |",
        f"<table><tr><th>論文</th></tr><tr><td>(ICML 2020) {NEW}</td></tr></table>",
        f"## Papers\n- {NEW}",
        f"## 읽을 논문\n\n### 새\n1. {NEW} (ICML 2020)",
        f"이번 주 발표 논문은 다음과 같습니다.\n\n- {NEW}",
        f"- 논문 리뷰\n  - {NEW}, ICML 2020",
        f"논문: {NEW}",
        f"## References\n1. Kim, J., Lee, K. {NEW}. ICML, 2020.",
        f"## References\n\n[1] J. Kim and K. Lee. {NEW}. In ICML, 2020.\n",
        f"## Papers\n{NEW} (ICML 2020)",
        f"## [ICML 2020] {NEW}",
        f"오늘의 발표 논문: {NEW}",
    ],
)
def test_a_title_in_a_list_of_papers_is_one_without_a_link(text: str) -> None:
    assert sure(text) == [NEW]


@pytest.mark.parametrize(
    "text",
    [
        NEW,
        f"- {NEW}",
        f"- [{NEW}](https://velog.io/@kim/1)",
        f"## 블로그\n- [{NEW}](https://velog.io/@kim/1)",
        f"## Papers\n- [{NEW} 슬라이드](https://example.org/1)",
        f"| 주제 |\n|--|\n| [{NEW}](post/1) |",
        f"## Papers\n- A Good Story About Many Birds\n  - {NEW}",
        f"## {NEW}\n\n본문",
        "## Papers\n- 오늘은 새에 대한 논문을 읽었다\n- Any Questions?\n",
        "| Title |\n|--|\n| Winter Break and Secret Santa Party for Everyone |",
        "| 논문 |\n|--|\n| TBA |\n| 휴식 |\n| Session 3A: Birds and Bees |",
    ],
)
def test_a_title_elsewhere_is_not_taken_for_a_paper(text: str) -> None:
    assert NEW not in sure(text)
    assert not [title for title in sure(text) if title != "A Good Story About Many Birds"]


def test_what_only_looks_like_a_title_is_unknown() -> None:
    (find,) = scan(f"## 논문 리뷰\n- {NEW}\n")
    assert find.status is FindStatus.UNKNOWN
    assert find.record.title == NEW


def test_names_inside_a_title_are_no_finds_of_their_own() -> None:
    text = f"- [Why KiteNet Fails on Very Windy Days]({ARXIV}2301.00001)\n"
    assert sure(text) == ["Why KiteNet Fails on Very Windy Days"]


def test_a_known_name_before_a_colon_is_the_known_paper() -> None:
    (find,) = scan("## Papers\n- KiteNet: Flying in the Wind\n")
    assert find.record.title == KITE.title


def test_a_known_title_is_that_paper_and_is_shown_as_written() -> None:
    (find,) = scan("- **KiteNet**: learning to fly in strong winds, ICML 2020\n")
    assert find.record.title == KITE.title
    assert places(find) == [(1, "title", "**KiteNet**: learning to fly in strong winds")]


def test_a_cut_title_goes_with_the_whole_one() -> None:
    text = f"## Papers\n- {NEW}\n\n## Reading list\n- {NEW[:36]}…\n"
    (find,) = scan(text)
    assert len(find.mentions) == 2


def test_the_facts_beside_a_title_are_taken() -> None:
    text = f"| Paper | Authors | Venue | Year |\n|--|--|--|--|\n| {NEW} | Ada Gray, Bo Tang et al. | ICML | 2021 |\n"
    (find,) = scan(text)
    record = find.record
    assert [author.name for author in record.authors] == ["Ada Gray"]
    assert (record.more_authors, record.venue, record.year) == (True, "ICML", 2021)
    (other,) = scan(f"## Papers\n- {NEW} (CVPR 2016)\n")
    assert (other.record.venue, other.record.year) == ("CVPR", 2016)


def test_a_short_name_before_a_link_is_the_title_for_the_time_being() -> None:
    assert sure(f"- EnGN: {ARXIV}2301.00001") == ["EnGN"]
    assert sure(f"- [Gray and Tang]({ARXIV}2301.00001)") == [""]


def test_two_titles_in_a_row_are_two_papers() -> None:
    text = f"| 논문 |\n|--|\n| [{NEW}]({ARXIV}2301.00001), [{NEW} Again]({ARXIV}2301.00002) |\n"
    assert sure(text) == [NEW, f"{NEW} Again"]


def test_a_cell_over_two_rows_is_read_once() -> None:
    text = f'<table><tr><th>Paper</th><th>x</th></tr><tr><td rowspan="2">{NEW}</td><td>1</td></tr><tr><td>2</td></tr></table>'
    (find,) = scan(text)
    assert len(find.mentions) == 1


# -------------------------------------------------------------------- positions


def test_a_line_that_moves_keeps_the_identity_of_its_mentions() -> None:
    text = f"- KiteNet\n- {ARXIV}2101.00002\n- KiteNet\n"
    before = [(m.kind, m.normalised, m.ordinal) for find in scan(text) for m in find.mentions]
    after = [
        (m.kind, m.normalised, m.ordinal)
        for find in scan("# 새 제목\n\n" + text)
        for m in find.mentions
    ]
    assert before == after
    assert len(set(before)) == len(before)


PIECES = st.lists(
    st.sampled_from(
        ["# Papers\n", "- ", "KiteNet ", "swift ", f"[{NEW}]({ARXIV}2301.00001) ", f"{ARXIV}2101.00002 ", "\n", "| 논문 | x |\n|--|--|\n",
         "| ", "<br>", "**", "https://github.com/a/b ", "논문: ", "  - ", "[1]: https://arxiv.org/abs/2101.00001\n", "[KiteNet][1] ",
         "&amp;", "<table><tr><td>", "</table>", "\u3000", "“", "(CVPR 2016)", "…", "arXiv:2301.00009 "]
    )
).map("".join)  # fmt: skip


@given(PIECES)
@settings(max_examples=300, deadline=None)
def test_every_mention_stands_where_it_says(text: str) -> None:
    document = parse_document(text)
    finds = find_papers(document, FakeRecogniser())
    seen = set()
    for find in finds:
        assert find.mentions
        assert find.candidates
        for mention in find.mentions:
            assert document.line(mention.line).raw.startswith(mention.text, mention.column)
            identity = (mention.kind, mention.normalised, mention.ordinal)
            assert identity not in seen
            seen.add(identity)
    assert finds == find_papers(document, FakeRecogniser())
