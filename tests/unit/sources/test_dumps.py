"""Reading of dumps: as a stream, whatever their lines, and never by half."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from paperstudy.domain.archive import DumpKind, LinkRow, MethodRow, PaperRow, ResultRow
from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.events import CancelToken
from paperstudy.sources import dumps
from paperstudy.sources.dumps import Dump, read_dump
from tests.fakes.dumps import LINKS, METHODS, PAPERS, TABLES, write_dump


def rows_of(path: Path) -> list[Any]:
    return [row for batch in read_dump(path, CancelToken()).batches() for row in batch]


def link(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "paper_url": f"https://paperswithcode.com/paper/paper-{number}",
        "paper_title": f"Paper {number}",
        "paper_arxiv_id": None,
        "repo_url": f"https://github.com/group/code{number}",
        "is_official": False,
        "framework": "none",
    } | fields


def links(count: int) -> list[dict[str, Any]]:
    return [link(number) for number in range(count)]


def damage(path: Path) -> InvalidFileError:
    with pytest.raises(InvalidFileError) as caught:
        rows_of(path)
    return caught.value


def test_links_are_read_with_what_tells_papers_and_code_apart() -> None:
    rows = rows_of(LINKS)
    assert rows[2] == LinkRow(
        "an-image-is-worth-16x16-words-transformers-1",
        "2010.11929",
        "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale",
        "",
        "https://github.com/google-research/vision_transformer",
        True,
        True,
        "jax",
    )
    assert rows[4].slug == rows[5].slug == "attention-is-all-you-need"
    assert rows[6].framework == "", "`none` is no framework"
    assert rows[7].url == "https://example.org/workshop"


def test_rows_that_say_nothing_are_counted_and_left_out() -> None:
    dump = read_dump(LINKS, CancelToken())
    assert sum(map(len, dump.batches())) == 8
    assert dump.skipped == 3


def test_papers_are_read_and_junk_in_their_fields_is_not() -> None:
    rows = {row.slug: row for row in rows_of(PAPERS)}
    vit = rows["an-image-is-worth-16x16-words-transformers-1"]
    assert vit == PaperRow(
        vit.slug,
        "2010.11929",
        "YicbFdNTTy",
        "",
        "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale",
        "Alexey Dosovitskiy\nLucas Beyer\nAlexander Kolesnikov",
        2020,
        "ICLR 2021 1",
        "Image Classification\nFine-Grained Image Classification",
        "Vision Transformer\nMulti-Head Attention",
        "",
        "",
    )
    assert rows["attention-is-all-you-need"].nips == "7181"
    odd = rows["a-made-up-workshop-paper"]
    assert odd.title == "A Made-up Workshop Paper \ufffd"
    assert (odd.url, odd.pdf, odd.authors) == ("https://example.org/workshop", "", "Anna Example")
    zero = rows["zero"]
    assert (zero.title, zero.year, zero.nips, zero.openreview) == ("0", None, "", "")
    assert "no-title" not in rows
    assert "wrong" not in rows


def test_methods_are_read_with_their_source() -> None:
    first = rows_of(METHODS)[0]
    assert first == MethodRow(
        "Vision Transformer",
        "Vision Transformer",
        "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale",
        "2010.11929",
        "",
        2020,
        "Vision Transformers",
        "Computer Vision",
    )


def test_a_method_takes_its_source_from_its_paper_where_it_has_no_other(tmp_path: Path) -> None:
    page = {"title": "T", "url": "https://paperswithcode.com/paper/the-slug"}
    row = {"name": "M", "source_title": None, "paper": page, "introduced_year": True}
    (method,) = rows_of(write_dump(tmp_path / "methods.json", [row]))
    assert method == MethodRow("M", "", "T", "", "the-slug", None, "", "")


def test_leaderboards_are_read_to_the_ends_of_their_trees() -> None:
    rows = {(row.task, row.dataset): row for row in rows_of(TABLES)}
    assert len(rows) == 3
    top = rows["Image Classification", "ImageNet"]
    assert isinstance(top, ResultRow)
    assert (top.model, top.arxiv) == ("ViT-H/14", "2010.11929")
    assert json.loads(top.metrics) == [["Top 1 Accuracy", "88.55%"]]
    below = rows["Image Classification", "ImageNet ReaL"]
    assert below.slug == "an-image-is-worth-16x16-words-transformers-1"
    assert json.loads(below.metrics) == [["Accuracy", "90.72%"], ["Rank", "1"]]
    assert rows["Few-Shot Image Classification", "Made-up-5"].title == "A made-up workshop paper"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("links-between-papers-and-code.json.gz", DumpKind.LINKS),
        ("jul-28-links-between-papers-and-code.json.gz", DumpKind.LINKS),
        ("links-between-paper-and-code.json", DumpKind.LINKS),
        ("my copy (1).json", DumpKind.LINKS),
        ("papers-with-abstracts.json", DumpKind.LINKS),
    ],
)
def test_the_fields_tell_the_kind_whatever_the_name(
    tmp_path: Path, name: str, kind: DumpKind
) -> None:
    assert read_dump(write_dump(tmp_path / name, links(2)), CancelToken()).kind is kind


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("jul-28-methods.json", date(2025, 7, 28)),
        ("methods.json", None),
        ("feb-30-methods.json", None),
    ],
)
def test_the_name_may_tell_the_day(tmp_path: Path, name: str, day: date | None) -> None:
    assert read_dump(write_dump(tmp_path / name, links(1)), CancelToken()).dated == day


@pytest.mark.parametrize("layout", ["one line", "a line each", "indented", "JSON Lines", "BOM"])
def test_the_layout_is_no_matter(tmp_path: Path, layout: str) -> None:
    rows = links(30)
    texts = {
        "one line": json.dumps(rows, separators=(",", ":")),
        "a line each": "[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n",
        "indented": json.dumps(rows, indent=4),
        "JSON Lines": "\n".join(map(json.dumps, rows)) + "\n",
        "BOM": "\ufeff" + json.dumps(rows),
    }
    path = tmp_path / "dump.json"
    path.write_text(texts[layout], encoding="utf-8")
    assert [row.title for row in rows_of(path)] == [row["paper_title"] for row in rows]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000])
@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_a_row_may_be_cut_anywhere_between_two_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, suffix: str
) -> None:
    rows = [link(1, paper_title='a "quoted" } ] , [ { \\ title é 한국어 \U0001f600'), *links(5)]
    path = write_dump(tmp_path / f"dump.json{suffix}", rows)
    monkeypatch.setattr(dumps, "CHUNK", size)
    assert [row.title for row in rows_of(path)] == [row["paper_title"] for row in rows]


def test_members_of_gzip_may_follow_each_other(tmp_path: Path) -> None:
    text = json.dumps(links(9)).encode()
    path = tmp_path / "dump.json.gz"
    path.write_bytes(gzip.compress(text[:100]) + gzip.compress(text[100:]) + b"\0" * 64)
    assert len(rows_of(path)) == 9


def test_a_name_that_says_gz_may_hold_what_is_not_packed(tmp_path: Path) -> None:
    path = tmp_path / "links.json.gz"
    path.write_text(json.dumps(links(3)), encoding="utf-8")
    assert len(rows_of(path)) == 3


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.999])
def test_a_file_that_is_cut_off_names_itself_and_the_row(tmp_path: Path, cut: float) -> None:
    data = json.dumps(links(100)).encode()
    path = tmp_path / "dump.json"
    path.write_bytes(data[: int(len(data) * cut)])
    error = damage(path)
    assert str(path) in error.message
    assert int(str(error.fields["row"])) == pytest.approx(100 * cut, abs=2)


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[:-9], lambda data: data[: len(data) // 2], lambda data: data[:-4] + b"1234"],
    ids=["end", "half", "length"],
)
def test_a_packing_that_is_broken_is_told(tmp_path: Path, spoil: Any) -> None:
    path = tmp_path / "dump.json.gz"
    path.write_bytes(spoil(gzip.compress(json.dumps(links(5000)).encode())))
    error = damage(path)
    assert "packing is broken" in error.message
    assert error.hint


@pytest.mark.parametrize(
    "bad",
    [
        '{"a" 1}',
        "{'a': 1}",
        "17",
        "null",
        '{"a": ' + "[" * 100_000,
        '{"a": ' + "9" * 10_000 + "}",
        "] , {",
        '{"repo_url": nul}' + " " * 100,
    ],
)
def test_a_row_that_is_no_json_object_is_told_by_its_number(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "dump.json"
    good = ",".join(map(json.dumps, links(3)))
    path.write_text(f"[{good},{bad},{good}]", encoding="utf-8")
    assert damage(path).fields["row"] == 4


def test_a_row_without_an_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumps, "CHUNK", 1000)
    monkeypatch.setattr(dumps, "LARGEST_ROW", 4000)
    path = tmp_path / "dump.json"
    path.write_text(f'[{json.dumps(link(1))}, {{"a": "{"x" * 100_000}', encoding="utf-8")
    assert damage(path).fields["row"] == 2


@pytest.mark.parametrize(
    "text",
    ["", "[]", "hello", "{}", "[1, 2]", '{"rows": []}', '[{"name": "ImageNet", "homepage": "x"}]',
     "PAR1\0\0", "<!doctype html><html>"],
)  # fmt: skip
def test_a_file_that_is_no_dump_is_refused_with_what_to_give(tmp_path: Path, text: str) -> None:
    path = tmp_path / "something.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFileError) as caught:
        read_dump(path, CancelToken())
    assert str(path) in caught.value.message
    assert "links-between-papers-and-code" in caught.value.hint


def test_an_empty_dump_is_told_from_a_foreign_file(tmp_path: Path) -> None:
    path = write_dump(tmp_path / "methods.json", [])
    with pytest.raises(InvalidFileError, match="holds no row"):
        read_dump(path, CancelToken())


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidFileError, match="cannot be read"):
        read_dump(tmp_path / "absent.json", CancelToken())
    with pytest.raises(InvalidFileError, match="cannot be read"):
        read_dump(tmp_path, CancelToken())


@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_a_stop_ends_the_stream_without_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr(dumps, "CHUNK", 512)
    token = CancelToken()
    dump = read_dump(write_dump(tmp_path / f"dump.json{suffix}", links(2000)), token)
    batches = dump.batches()
    assert len(next(batches)) == 200
    token.cancel()
    assert list(batches) == []


def test_a_stop_inside_a_row_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumps, "CHUNK", 40)
    token = CancelToken()
    path = write_dump(tmp_path / "links-between-papers-and-code.json", links(20))
    token.cancel()
    dump = read_dump(path, token)
    assert list(dump.batches()) == []


def test_progress_is_counted_in_bytes_of_the_file(tmp_path: Path) -> None:
    dump = read_dump(write_dump(tmp_path / "dump.json.gz", links(3000)), CancelToken())
    assert dump.size == (tmp_path / "dump.json.gz").stat().st_size
    assert all(0 < dump.done <= dump.size for _ in dump.batches())
    assert dump.done == dump.size


def test_a_dump_takes_little_memory_whatever_its_size(tmp_path: Path) -> None:
    path = write_dump(tmp_path / "dump.json.gz", [link(n, note="x" * 2000) for n in range(8000)])
    dump: Dump = read_dump(path, CancelToken())
    tracemalloc.start()
    try:
        assert sum(map(len, dump.batches())) == 8000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 12_000_000, "the text alone has 17 MB"


@pytest.mark.parametrize(
    ("value", "arxiv"),
    [
        ("2010.11929", "2010.11929"),
        ("2010.11929v3", "2010.11929"),
        ("math.GT/0309136", "math/0309136"),
        ("2013.11929", ""),
        ("0000.00000", ""),
        ("1501.00000", ""),
        (2010.11929, ""),
        (None, ""),
    ],
)
def test_an_arxiv_id_is_checked(tmp_path: Path, value: object, arxiv: str) -> None:
    (row,) = rows_of(write_dump(tmp_path / "d.json", [link(1, paper_arxiv_id=value)]))
    assert row.arxiv == arxiv


@pytest.mark.parametrize(
    ("page", "arxiv"),
    [
        ("http://arxiv.org/abs/hep-th/9711200v3", "hep-th/9711200"),
        ("https://arxiv.org/pdf/2010.11929v2.pdf", "2010.11929"),
        ("https://notarxiv.org/abs/2010.11929", ""),
    ],
)
def test_the_page_tells_the_arxiv_id_where_the_row_does_not(
    tmp_path: Path, page: str, arxiv: str
) -> None:
    (row,) = rows_of(write_dump(tmp_path / "d.json", [link(1, paper_url_abs=page)]))
    assert row.arxiv == arxiv


@pytest.mark.parametrize(
    "address",
    [
        "https://paperswithcode.com/paper/the-slug",
        "http://www.paperswithcode.com//paper/The-Slug/",
        "https://paperswithcode.com/paper/the-slug?from=n50#code",
    ],
)
def test_only_the_slug_of_an_address_counts(tmp_path: Path, address: str) -> None:
    (row,) = rows_of(write_dump(tmp_path / "d.json", [link(1, paper_url=address)]))
    assert row.slug == "the-slug"


@pytest.mark.parametrize(
    "repository",
    ["", "nonsense", "ftp://x.org/y", "https://x.org/a b", "javascript:alert(1)", "https://x", 3,
     "https://x.org/" + "y" * 1000],
)  # fmt: skip
def test_what_is_no_web_address_is_no_repository(tmp_path: Path, repository: object) -> None:
    rows = [link(1, repo_url=repository), link(2)]
    assert [row.slug for row in rows_of(write_dump(tmp_path / "d.json", rows))] == ["paper-2"]
