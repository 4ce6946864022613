"""Links in the text of a log: where they may stand, and that nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.errors import BadEncodingError
from paperstudy.domain.logs import Mention, MentionKind
from paperstudy.logs.linking import NewLink, encode_as, insert_links
from paperstudy.logs.parsing import parse_document
from paperstudy.logs.plain_places import PlainPlaces
from paperstudy.logs.reading import read_text

URL = "https://arxiv.org/abs/2010.11929"


def allowed(text: str, name: str = "ViT") -> bool:
    """Whether the last place that writes `name` is prose."""
    before = text[: text.rindex(name)]
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1)
    mention = Mention(line, column, name, MentionKind.NAME, name.lower())
    return PlainPlaces(parse_document(text)).allows(mention)


@pytest.mark.parametrize(
    "text",
    [
        "We read ViT today.",
        "오늘은 ViT를 읽었다.",
        "- [ ] ViT\n",
        "| ViT | 3 |\n|---|---|\n| ViT | 4 |\n",
        "**ViT** is new",
        "(ViT, 2020)",
        "> ViT, quoted",
        "[CVPR] ViT",
        "a<br>ViT and more",
        "1 < 2, says ViT",
        "it costs $5 and ViT $7",
        "`code` and ViT",
        "<div>\nhere\n</div>\n\nViT\n",
    ],
)
def test_prose_takes_a_link(text: str) -> None:
    assert allowed(text)


@pytest.mark.parametrize(
    "text",
    [
        "# ViT\n",
        "ViT\n===\n",
        "---\ntitle: ViT\n---\n",
        "<!-- ViT -->",
        "a\n<!--\n\nViT\n\n-->\n",
        "`ViT`",
        "`some\nViT code`",
        "```\nViT\n```",
        "    ViT, as code",
        "[ViT](there.md)",
        "[a ViT b](there.md)",
        "[see ViT] [1]",
        "[open, then\nViT",
        "[[ViT]]",
        "![ViT](a.png)",
        "[ViT]: https://example.org",
        "<b>ViT</b>",
        "<div>\nViT\n</div>",
        "<table>\n<tr>\n\nViT\n\n</tr></table>",
        "$ViT$",
        "$$\nx\nViT\n$$",
        "text $$ x\nViT $$",
        r"text \( ViT \)",
        "{% highlight %}\n\nViT\n\n{% endhighlight %}",
        "!ViT",
        r"\ViT",
        "DeViT",
        "ViTs",
        "[1]ViT",
        "https://example.org/ViT",
    ],
)
def test_nothing_else_takes_a_link(text: str) -> None:
    assert not allowed(text)


@pytest.mark.parametrize("name", ["A]B", "A\\B", "A|B", "a **b", "_a b", "`a`"])
def test_a_name_that_a_label_cannot_hold_takes_none(name: str) -> None:
    assert not allowed(f"We read {name} today.", name)


def test_a_link_is_put_around_the_very_words() -> None:
    links = [NewLink(2, 3, 6, URL), NewLink(2, 8, 12, "https://example.org/a (b)|c")]
    text = insert_links("one\r\na, ViT, BERT\r\n", [links[0], NewLink(2, 8, 12, links[1].url)])
    assert text == f"one\r\na, [ViT]({URL}), [BERT](https://example.org/a%20%28b%29%7Cc)\r\n"


def test_characters_that_do_not_come_back_are_refused() -> None:
    data = "Größe und Straße, ViT".encode("latin-1")
    with pytest.raises(BadEncodingError):
        encode_as(data, read_text(data), "")


@given(
    st.text(st.sampled_from("aViT 한글é\r\n\t[]()`$<>\u200b"), max_size=80),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp949"]),
    st.data(),
)
def test_without_the_links_the_bytes_are_those_of_before(
    text: str, encoding: str, data: st.DataObject
) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    try:
        content = mark + text.encode(encoding)
    except UnicodeEncodeError:
        return
    lines = text.split("\n")
    number = data.draw(st.integers(1, len(lines)))
    low = data.draw(st.integers(0, len(lines[number - 1])))
    link = NewLink(number, low, data.draw(st.integers(low, len(lines[number - 1]))), URL)
    linked = encode_as(content, text, insert_links(text, [link]))
    brackets = [("[", low), (link.tail, link.end + 1)]
    again = linked
    offset = sum(len(line) + 1 for line in lines[: number - 1])
    for piece, at in reversed(brackets):
        bare = encoding.removesuffix("-sig")
        head = len(linked) - len(insert_links(text, [link]).encode(bare))
        start = head + len(insert_links(text, [link])[: offset + at].encode(bare))
        assert again[start : start + len(piece.encode(bare))] == piece.encode(bare)
        again = again[:start] + again[start + len(piece.encode(bare)) :]
    assert again == content
