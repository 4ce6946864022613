"""Text from outside in Markdown, and a schedule in somebody's file; read by another's parser."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.text import clean_line
from paperstudy.formats.markdown import (
    BEGIN,
    END,
    escape_markdown,
    link,
    put_between,
    safe_url,
    table,
)
from tests.unit.formats.meetings import HOSTILE

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def shown(markdown: str) -> tuple[str, set[str]]:
    """Return the text that a page shows, and the tags it has."""
    page = PARSER.render(markdown)
    return html.unescape(re.sub(r"<[^>]*>", "", page)).strip(), set(re.findall(r"<(\w+)", page))


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    plain = clean_line(text)
    assert shown(escape_markdown(text)) == (plain, {"p"})
    assert shown(f"### {escape_markdown(text)}") == (plain.rstrip("#").strip(), {"h3"}) or (
        plain.endswith("#")
    )
    text_shown, tags = shown("\n".join(table(["A", "B"], [(escape_markdown(text), "end")])))
    assert re.sub(r"\s+", " ", text_shown) == f"A B {plain} end"
    assert tags == {"table", "thead", "tbody", "tr", "th", "td"}


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    plain = clean_line(text)
    assert shown(escape_markdown(text)) == (plain, {"p"} if plain else set())


@settings(deadline=None)
@given(st.text(alphabet="[]()<>*_`~!#|&$\\{}%-+=.1: a\n", max_size=40))
def test_any_signs_are_shown_as_they_are(text: str) -> None:
    plain = clean_line(text)
    assert shown(escape_markdown(text)) == (plain, {"p"} if plain else set())


@pytest.mark.parametrize("text", ["R&D", "snake_case_name", "d_k", "C++ 3.5", "가_나"])
def test_what_nobody_would_misread_is_left_as_it_is(text: str) -> None:
    assert escape_markdown(text) == text


def test_templates_of_obsidian_find_nothing_to_run() -> None:
    assert "<%" not in escape_markdown("<%* evil() %> <<%")
    assert shown(escape_markdown("<%* evil() %>"))[0] == "<%* evil() %>"


def test_no_text_hides_what_stands_below_it_in_obsidian() -> None:
    assert "%%" not in escape_markdown("a %%% b %%")
    assert escape_markdown("100% of 5%") == "100% of 5%"


def test_liquid_of_a_blog_finds_nothing_to_run() -> None:
    assert "{{" not in escape_markdown("{{ site.secret }}")
    assert "{%" not in escape_markdown("{% include x %}")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a b",
        "https://example.org/a)b(c",
        "https://example.org/a>b<c",
        'https://example.org/"x"',
        "https://example.org/a|b",
        "https://example.org/`x`[y]",
        "https://example.org/{{x}}\\",
        "https://example.org/논문_1?q=*a*&b=_c_",
    ],
)
def test_a_link_leads_where_it_says_whatever_is_in_it(url: str) -> None:
    written = link("text", url)
    (row,) = (line for line in table(["x"], [(written,)]) if "example" in line)
    assert row.count("|") == 2
    page = PARSER.render(written)
    (target,) = re.findall(r'href="([^"]*)"', page)
    assert target.startswith("https://example.org/")
    assert not re.search(r"[\s<>()|{}\[\]`]", html.unescape(target))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", "//x", "ftp://x"]
)
def test_what_is_no_page_of_the_web_is_no_link(url: str) -> None:
    assert safe_url(url) == ""
    assert link("a*b", url) == "a\\*b"
    assert "href" not in PARSER.render(link("a*b", url))


def test_a_link_without_a_text_is_none() -> None:
    assert link("", "https://example.org") == ""


# A place in somebody's file ------------------------------------------------------------------

TABLE = "| A |\n| --- |\n| 가 |\n"


def test_only_what_stands_between_the_markers_is_replaced() -> None:
    before = f"# Hi  \n\n{BEGIN}\nold\nolder\n{END}\n\ntail without an end \t".encode()
    after = put_between(before, TABLE, "x")
    assert after == f"# Hi  \n\n{BEGIN}\n{TABLE}{END}\n\ntail without an end \t".encode()
    assert put_between(after, TABLE, "x") == after


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_do_in_the_file(ending: str) -> None:
    before = ending.join(("a", BEGIN, END, "z")).encode()
    wanted = ending.join(("a", BEGIN, *TABLE.splitlines(), END, "z")).encode()
    assert put_between(before, TABLE, "x") == wanted


def test_lines_end_as_the_line_of_the_marker_where_the_file_is_mixed() -> None:
    before = f"a\n{BEGIN}\r\n{END}\nz\n".encode()
    assert put_between(before, "t\n", "x") == f"a\n{BEGIN}\r\nt\r\n{END}\nz\n".encode()


def test_markers_on_one_line_and_in_other_spacing_are_found() -> None:
    before = b"<!--paperstudy:schedule--><!--  /  paperstudy:schedule  -->"
    assert put_between(before, "t\n", "x") == (
        b"<!--paperstudy:schedule-->\nt\n<!--  /  paperstudy:schedule  -->"
    )
    assert put_between(before, "", "x") == before.replace(b"--><", b"-->\n<")


def test_a_byte_order_mark_stays() -> None:
    before = b"\xef\xbb\xbf" + f"{BEGIN}\n{END}".encode()
    assert put_between(before, "t\n", "x") == b"\xef\xbb\xbf" + f"{BEGIN}\nt\n{END}".encode()


@settings(deadline=None)
@given(st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=60))
def test_every_other_byte_is_left_alone(head: bytes, middle: bytes, tail: bytes) -> None:
    before = head + BEGIN.encode() + middle + END.encode() + tail
    try:
        before.decode()
    except UnicodeDecodeError:
        with pytest.raises(InvalidFileError, match="UTF-8"):
            put_between(before, TABLE, "x")
        return
    after = put_between(before, TABLE, "x")
    assert after.startswith(head + BEGIN.encode())
    assert after.endswith(END.encode() + tail)


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        ("no markers", f"there is no marker {BEGIN} in x", "put these two lines"),
        (f"{BEGIN}\n", f"there is no marker {END} in x", "put these two lines"),
        (f"{END}\n", f"there is no marker {BEGIN} in x", "put these two lines"),
        (
            f"{BEGIN}\n{END}\n\n{BEGIN}\n",
            f"the marker {BEGIN} stands in x 2 times, in lines 1, 4",
            "keep one",
        ),
        (
            f"{BEGIN}\n{END}\n{END}\n",
            f"the marker {END} stands in x 2 times, in lines 2, 3",
            "keep one",
        ),
        (f"{END}\n{BEGIN}\n", f"the marker {END} stands before {BEGIN} in x", "swap"),
    ],
)
def test_markers_that_are_not_just_two_are_an_error(content: str, message: str, hint: str) -> None:
    with pytest.raises(InvalidFileError) as caught:
        put_between(content.encode(), TABLE, "x")
    assert str(caught.value) == message
    assert hint in caught.value.hint


@given(
    st.text("<!-/paperstudy:schedule> \\`\n", max_size=20), st.sampled_from([BEGIN, END, "<!--"])
)
@settings(max_examples=200, deadline=None)
def test_foreign_text_never_writes_a_marker(text: str, marker: str) -> None:
    escaped = escape_markdown(f"{text}{marker}{text}")
    assert "<!--" not in escaped
    assert put_between(f"{BEGIN}\n{END}\n".encode(), f"| {escaped} |", "x").count(END.encode()) == 1


@pytest.mark.parametrize("text", ["C #", "a ##", "# #"])
def test_signs_that_would_close_a_heading_are_kept(text: str) -> None:
    tokens = MarkdownIt().parse(f"# {escape_markdown(text)}")
    assert "".join(each.content for each in tokens[1].children or []) == text
