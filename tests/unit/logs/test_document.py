"""Reading a log's lines: kinds, nesting, sections, prose, exact positions."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from paperstudy.logs.document import Line, LineKind
from paperstudy.logs.inline import read_escapes
from paperstudy.logs.parsing import parse_document


def kinds(text: str) -> list[str]:
    return [line.kind.value for line in parse_document(text).lines]


def lines(text: str) -> tuple[Line, ...]:
    return parse_document(text).lines


def words(text: str) -> list[str]:
    return " ".join(line.text for line in lines(text)).split()


def test_lines_count_line_feeds_only() -> None:
    document = parse_document("one\r\ntwo\u2028still two\x0cand more\rhere\nthree\n")
    assert [line.number for line in document.lines] == [1, 2, 3]
    assert document.line(3).text == "three"


def test_a_carriage_return_before_a_line_feed_is_no_part_of_the_line() -> None:
    assert lines("# 제목\r\n내용\r\n")[0].raw == "# 제목"


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("# 제목", 1),
        ("### **제목** ###", 3),
        ("##제목", 2),
        ("<h2 id='x'>제목</h2>", 2),
        ("> # 제목", 1),
    ],
)
def test_headings_have_a_depth_and_their_words(text: str, depth: int) -> None:
    heading = lines(text)[0]
    assert (heading.kind, heading.depth) == (LineKind.HEADING, depth)
    assert heading.text.split()[0].startswith("제목")


def test_a_line_of_signs_under_a_short_paragraph_makes_it_a_heading() -> None:
    document = parse_document("제목\n===\n\n소제목\n---\n내용\n")
    assert [line.kind.value for line in document.lines] == [
        "heading", "rule", "blank", "heading", "rule", "text",
    ]  # fmt: skip
    assert document.line(4).depth == 2
    assert document.line(6).section == 4


def test_a_rule_below_two_lines_of_text_makes_no_heading() -> None:
    assert kinds("첫 줄\n둘째 줄\n---\n") == ["text", "text", "rule"]


def test_equal_signs_without_a_paragraph_above_are_text() -> None:
    assert kinds("\n===\n") == ["blank", "text"]
    assert kinds("a\nb\n===\n") == ["text", "text", "text"]


def test_a_hash_tag_is_no_heading() -> None:
    assert kinds("#회고 #논문") == ["text"]


def test_a_bold_line_is_a_heading_below_all_others() -> None:
    document = parse_document("## 후보\n\n**3주차**\n\n- 논문\n")
    assert document.line(3).kind is LineKind.HEADING
    assert [heading.number for heading in document.headings_above(5)] == [1, 3]


def test_a_summary_is_a_heading_that_ends_with_its_details() -> None:
    text = "# 회의\n<details>\n<summary>첫째 날</summary>\n- 안\n# 안쪽\n</details>\n- 밖\n"
    document = parse_document(text)
    assert [h.number for h in document.headings_above(4)] == [1, 3]
    assert [h.number for h in document.headings_above(5)] == [1, 3]
    assert [h.number for h in document.headings_above(7)] == [1]


def test_list_items_nest_by_indent_whatever_their_marks() -> None:
    text = "- a\n\t* b\n\t\t+ c\n    - d\n- e\n  • f\n"
    found = [(line.depth, line.parent) for line in lines(text)]
    assert found == [(0, None), (1, 1), (2, 2), (1, 1), (0, None), (1, 5)]


def test_a_bullet_under_a_numbered_item_belongs_to_it() -> None:
    text = "1. 하늘\n- 첫째\n- 둘째\n2. 바다\n- 셋째\n"
    assert [line.parent for line in lines(text)] == [None, 1, 1, None, 4]


def test_another_list_after_a_blank_line_is_not_nested() -> None:
    assert [line.parent for line in lines("1. 하나\n\n- 둘\n")] == [None, None, None]


def test_text_below_an_item_belongs_to_it_while_it_is_indented() -> None:
    text = "- 논문\n\n  https://example.org/a\n\n밖의 문장\n"
    assert [line.parent for line in lines(text)] == [None, None, 1, None, None]


def test_items_under_a_number_are_its_nested_ones() -> None:
    document = parse_document("- a\n  - b\n    - c\n- d\n")
    assert [line.number for line in document.items_under(1)] == [2, 3]


def test_an_ideographic_space_indents() -> None:
    assert [line.depth for line in lines("- 위\n\u3000- 아래\n")] == [0, 1]


@pytest.mark.parametrize(
    ("text", "checked"),
    [
        ("- [ ] 읽기", False),
        ("- [x] 읽기", True),
        ("* [V] 읽기", True),
        ("- [] 읽기", False),
        ("1. [X] 읽기", True),
        ("- ☐ 읽기", False),
        ("- ☑ 읽기", True),
        ("[ ] 읽기", False),
        ("- 읽기 [x]", None),
        ("- [x](https://example.org)", None),
    ],
)
def test_checkboxes_are_read_and_blanked(text: str, checked: bool | None) -> None:
    line = lines(text)[0]
    assert line.checked is checked
    if checked is not None:
        assert line.text.split() == ["읽기"]


def test_fenced_code_is_not_read() -> None:
    text = "전\n```python\n# ResNet\n- VGG\n~~~\n```\n후\n"
    assert kinds(text) == ["text", "code", "code", "code", "code", "code", "text"]
    assert words(text) == ["전", "후"]


def test_a_fence_that_nothing_closes_runs_to_the_end() -> None:
    assert kinds("~~~\ncode\n\nstill\n") == ["code"] * 4


def test_indented_code_is_not_read_but_a_nested_item_is() -> None:
    assert kinds("본문\n\n    import resnet\n\n    more\n끝\n") == [
        "text", "blank", "code", "blank", "code", "text",
    ]  # fmt: skip
    assert kinds("- 위\n\n        - 깊은 아래\n\n    이어진 글\n") == [
        "item", "blank", "item", "blank", "text",
    ]  # fmt: skip


def test_pre_and_script_and_formulas_are_code() -> None:
    assert words("<pre>\nBERT\n</pre>\n<script>GPT</script>\n$$\nVAE\n$$\n남음\n") == ["남음"]


def test_comments_are_hidden_over_lines() -> None:
    text = "앞 <!-- BERT --> 뒤\n<!--\nGPT\n--> 끝\n%%\nViT\n%%\n"
    assert words(text) == ["앞", "뒤", "끝"]


def test_a_comment_that_nothing_closes_hides_nothing() -> None:
    assert words("<!-- 열림\nBERT\n") == ["<!--", "열림", "BERT"]


def test_a_comment_mark_in_code_opens_none() -> None:
    assert words("`<!--` 다음\nBERT -->\n") == ["다음", "BERT", "-->"]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("**vDNN**: ~~old~~ _new_", "vDNN : old new"),
        ("use `ResNet` and ``a ` b`` now", "use and now"),
        ("snake_case stays, 2*3 too", "snake_case stays, 2*3 too"),
        ("<b>bold</b> &nbsp;A &amp; B<br>", "bold A & B"),
        ("![alt BERT](pic.png) text", "text"),
        ("[[노트|보이는 이름]] [[그냥]] ![[embed]]", "보이는 이름 그냥"),
        ("note[^1] {{ liquid }} {: .class } {% tag %} end", "note end"),
        (r"\[not a link\] Grad\_CAM", "[not a link ] Grad _CAM"),
        ("energy $E = mc^2$ and $5 or $10", "energy and $5 or $10"),
        ("a\u200bb\u00a0c\u3000d", "a b c d"),
        ("> [!note] 참고", "참고"),
        ("see https://example.org/BERT.", "see ."),
        ("<https://example.org/GPT> end", "end"),
    ],
)
def test_only_what_a_reader_reads_is_left(raw: str, shown: str) -> None:
    line = lines("x\n" + raw)[1]
    assert line.text.split() == shown.split()
    assert len(line.text) == len(line.raw)


def test_offsets_in_the_prose_are_offsets_in_the_line() -> None:
    line = lines("- [x] **[Title Here](https://example.org)** by *me*")[0]
    start = line.text.index("Title")
    assert line.raw[start : start + 10] == "Title Here"


def test_markup_that_breaks_screens_is_kept_as_it_is() -> None:
    line = lines("[/oops] \x1b[31mred\x1b[0m")[0]
    assert line.raw == "[/oops] \x1b[31mred\x1b[0m"
    assert line.kind is LineKind.TEXT


def test_a_tag_broken_over_lines_is_hidden() -> None:
    assert words('<img\n  alt="BERT"\n  src="x.png">\n남음\n') == ["남음"]


def test_a_closing_mark_of_a_heading_is_no_word() -> None:
    assert lines("## C# 언어 ##")[0].text.split() == ["C#", "언어"]


@pytest.mark.parametrize(
    "line",
    [
        "[" * 300_000,
        "](" * 200_000,
        "(" * 300_000 + "https://e.org/" + ")" * 300_000,
        "`" * 1_000_000,
        "<a " * 200_000,
        "<!--" * 100_000,
        "| " * 200_000,
        "**" * 300_000,
        f"**a**{' ' * 300_000}b",
        "[a](https://e.org) " * 20_000,
        "$x$ " * 100_000,
        "a" * 1_000_000,
        "10.1000/" * 50_000,
    ],
)  # fmt: skip
def test_a_very_long_line_takes_linear_time(line: str) -> None:
    started = time.perf_counter()
    document = parse_document(f"# 제목\n{line}\n끝\n")
    assert len(document.lines) == 3
    assert time.perf_counter() - started < 8


SNIPPETS = st.sampled_from(
    ["# ", "- ", "  - ", "1. ", "- [ ] ", "```", "~~~", "<!--", "-->", "|", "|---|", "[", "](", ")", "<table>", "<tr><td>",
     "</table>", "<details>", "<summary>x</summary>", "</details>", "https://e.org/a", "`", "**", "---", "===", "\n", "\n\n",
     "\t", "    ", "\ufeff", "\u200b", "논문", "Title", "$", "%%", "[x]: http://e.org", "<a href='u'>", "</a>", ">"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(SNIPPETS).map("".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_with_exact_lengths(text: str) -> None:
    document = parse_document(text)
    expected = text.count("\n") + (0 if text.endswith("\n") or not text else 1)
    assert len(document.lines) == expected
    for line in document.lines:
        assert len(line.text) == len(line.raw)
        assert "\n" not in line.raw
        for link in line.links:
            assert 0 <= link.start <= link.end <= len(line.raw)
        assert line.parent is None or line.parent < line.number
        assert line.section is None or line.section < line.number
        document.headings_above(line.number)
    for table in document.tables:
        for row in table.rows:
            for part in (part for cell in row.cells for part in cell.parts):
                assert document.line(part.line).text[part.start :].startswith(part.text)


INLINE = st.lists(
    st.sampled_from(
        [
            "word ",
            "`code` ",
            "[label](https://e.org/a) ",
            "[b](<https://e.org/b>) ",
            "<https://e.org/c> ",
            "- item ",
        ]
    )
).map("".join)


@given(INLINE)
@settings(max_examples=100, deadline=None)
def test_links_are_those_that_a_markdown_parser_sees(text: str) -> None:
    paragraph = "x " + text
    children = MarkdownIt().parse(paragraph)[1].children or []
    expected = [str(token.attrs["href"]) for token in children if token.type == "link_open"]
    assert [link.url for link in lines(paragraph)[0].links] == expected


BLOCKS = st.lists(
    st.sampled_from(["para\n", "\n", "```\n", "# head\n", "~~~ x\n", "> quote\n"])
).map("".join)


@given(BLOCKS)
@settings(max_examples=100, deadline=None)
def test_fenced_code_is_what_a_markdown_parser_sees(text: str) -> None:
    if ">" in text:
        text = text.replace("> quote\n", "quote\n")
    fenced: set[int] = set()
    for token in MarkdownIt().parse(text):
        if token.type == "fence" and token.map:
            fenced.update(range(token.map[0] + 1, token.map[1] + 1))
    ours = {line.number for line in lines(text) if line.kind is LineKind.CODE}
    assert ours == {number for number in fenced if number <= len(lines(text))}


@pytest.mark.parametrize("sign", ["\\<!-- a", "\\<div", "\\<details>", "\\<pre>", "\\`code"])
def test_an_escaped_sign_opens_nothing(sign: str) -> None:
    first, second, third = lines(f"# {sign}\n- one `code`\n- two --> `x`")
    assert [line.kind for line in (first, second, third)] == [
        LineKind.HEADING,
        LineKind.ITEM,
        LineKind.ITEM,
    ]
    assert [second.text.split(), third.text.split()] == [["one"], ["two", "-->"]]
    assert (second.section, third.section) == (1, 1)


def test_escapes_are_read_as_the_signs_they_stand_for() -> None:
    assert (
        read_escapes(r"\[x\] \*a\* \`b\` &#123;{ &lt;!-- \&amp; \\")
        == "[x] *a* `b` {{ <!-- &amp; \\"
    )
    assert read_escapes("**BERT** and `code` 2 * 3") == "BERT and code 2 * 3"
