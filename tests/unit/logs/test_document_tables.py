"""Tables in Markdown and HTML."""

from __future__ import annotations

import re

from paperstudy.logs.document import LineKind, Table
from paperstudy.logs.parsing import parse_document


def table(text: str) -> Table:
    (found,) = parse_document(text).tables
    return found


def texts(found: Table) -> list[list[str]]:
    return [[re.sub(" +", " ", cell.text) for cell in row.cells] for row in found.rows]


def test_a_table_has_a_header_and_rows_with_their_lines() -> None:
    text = "# 일정\n\n| 날짜 | **논문** |\n|---|:-:|\n| 3/1 | [A](https://e.org/a\\|b) |\n|3/8|B|\n\n끝\n"
    document = parse_document(text)
    found = document.tables[0]
    assert found.header is not None
    assert [cell.text for cell in found.header.cells] == ["날짜", "논문"]
    assert texts(found) == [["3/1", "A"], ["3/8", "B"]]
    assert [row.line for row in found.rows] == [5, 6]
    assert found.section == 1
    assert document.line(5).kind is LineKind.ROW
    assert document.line(4).kind is LineKind.RULE
    assert document.line(8).kind is LineKind.TEXT


def test_outer_pipes_may_be_missing() -> None:
    found = table("이름 | 논문\n--- | ---\n하늘 | ViT\n바다 |\n")
    assert texts(found) == [["하늘", "ViT"], ["바다"]]
    assert texts(table("|a|b|\n|-|-|\n|1|2\n")) == [["1", "2"]]


def test_a_double_pipe_is_an_empty_column() -> None:
    assert texts(table("|날짜||논문|\n|---||---|\n|1/2||GPT|\n")) == [["1/2", "", "GPT"]]


def test_a_pipe_inside_a_link_or_behind_a_backslash_divides_nothing() -> None:
    assert texts(table("|a|b|\n|-|-|\n|[x | y](https://e.org)|p\\|q|\n")) == [["x | y", "p |q"]]


def test_breaks_divide_a_cell_and_places_are_exact() -> None:
    document = parse_document("|논문|\n|--|\n|첫째<br>둘째 <br/> [셋째](https://e.org)|\n")
    parts = document.tables[0].rows[0].cells[0].parts
    assert [part.text.strip() for part in parts] == ["첫째", "둘째", "셋째"]
    for part in parts:
        assert document.line(part.line).text.startswith(part.text, part.start)
    assert [link.url for link in parts[2].links] == ["https://e.org"]


def test_rows_of_pipes_without_a_line_of_dashes_are_a_table_without_header() -> None:
    found = table("| a | b |\n| c | d |\n")
    assert found.header is None
    assert texts(found) == [["a", "b"], ["c", "d"]]


def test_one_line_with_pipes_is_no_table() -> None:
    assert parse_document("| 이것은 | 글이다 |\n\n- a | b\n").tables == ()


HTML = """<table class="x">
<thead><tr><th>시간</th><th>논문</th><th>발표</th></tr></thead>
<tbody>
<tr><td rowspan="2">10:00</td><td>
First Title<br>
Second Title</td><td>하늘</td></tr>
<tr><td colspan='2'>Third <a href="https://e.org/3">Title</a></td></tr>
</tbody>
</table>
"""


def test_an_html_table_is_read_over_lines_and_spans() -> None:
    document = parse_document(HTML)
    found = document.tables[0]
    assert found.header is not None
    assert [cell.text for cell in found.header.cells] == ["시간", "논문", "발표"]
    assert texts(found) == [
        ["10:00", "First Title\nSecond Title", "하늘"],
        ["10:00", "Third Title", ""],
    ]
    assert [part.line for part in found.rows[0].cells[1].parts] == [5, 6]
    assert found.rows[1].cells[1].parts[0].links[0].url == "https://e.org/3"
    assert document.line(5).kind is LineKind.ROW


def test_an_html_table_may_lack_rows_closings_and_header() -> None:
    found = table("<table><td>a<td>b<tr><td>c</table>")
    assert found.header is None
    assert texts(found) == [["a", "b"], ["c"]]


def test_an_html_table_that_nothing_closes_is_none() -> None:
    document = parse_document("<table>\n<tr><td>a\n\n글\n")
    assert document.tables == ()
    assert document.line(4).kind is LineKind.TEXT


def test_huge_spans_are_held_within_bounds() -> None:
    found = table("<table><tr><td rowspan=999 colspan=999>a</td></tr><tr><td>b</td></tr></table>")
    assert len(found.rows[1].cells) == 21


def test_a_comment_in_a_table_is_not_read() -> None:
    assert texts(
        table("<table>\n<tr><td>a</td></tr>\n<!--\n<tr><td>b</td></tr>\n-->\n</table>")
    ) == [["a"]]


def test_two_rules_and_nothing_else_are_no_rows() -> None:
    document = parse_document("-|\n-|")
    assert [table.rows for table in document.tables] in ([], [()])
