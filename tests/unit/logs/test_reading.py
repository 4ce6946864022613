"""Which files are logs, and the text in them."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperstudy.domain.errors import (
    BadEncodingError,
    LogError,
    LogTooLargeError,
    NotFoundError,
    UnreadableLogError,
)
from paperstudy.domain.events import ItemFailed
from paperstudy.logs.exports import strip_number
from paperstudy.logs.reading import MAX_BYTES, LogFile, iter_logs, read_text, shown_path

NUMBER = "0123456789abcdef0123456789abcdef"


def write(path: Path, text: str = "글") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def shown(root: Path, *paths: Path) -> list[str]:
    found = []
    for item in iter_logs(paths or (root,)):
        assert isinstance(item, LogFile)
        found.append(Path(item.path).relative_to(root.resolve()).as_posix())
    return found


def failures(*paths: Path) -> list[ItemFailed]:
    return [item for item in iter_logs(paths) if isinstance(item, ItemFailed)]


def make_zip(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_folder_is_read_recursively_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("b.md", "a/2.MARKDOWN", "a/1.txt", "c.mdx", "d.py", "a/b/3.Md"):
        write(tmp_path / name)
    assert shown(tmp_path) == ["b.md", "c.mdx", "a/1.txt", "a/2.MARKDOWN", "a/b/3.Md"]
    assert shown(tmp_path) == shown(tmp_path)


def test_hidden_things_and_node_modules_are_left_alone(tmp_path: Path) -> None:
    for name in (".git/a.md", "node_modules/b.md", ".c.md", "d.md"):
        write(tmp_path / name)
    assert shown(tmp_path) == ["d.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_lead_out_or_round_are_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "logs"
    write(root / "a.md")
    write(tmp_path / "outside" / "secret.md")
    (root / "out").symlink_to(tmp_path / "outside")
    (root / "out.md").symlink_to(tmp_path / "outside" / "secret.md")
    (root / "loop").symlink_to(root)
    (root / "self").symlink_to(root / "self")
    (root / "same.md").symlink_to(root / "a.md")
    (root / "gone.md").symlink_to(root / "missing.md")
    assert shown(root) == ["a.md"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md")
    assert shown(tmp_path, path, tmp_path, tmp_path / "." / "a.md") == ["a.md"]


def test_a_given_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    assert shown(tmp_path, write(tmp_path / ".notes.log")) == [".notes.log"]


def test_a_path_that_does_not_exist_raises_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"nothing\.md"):
        iter_logs([write(tmp_path / "a.md"), tmp_path / "nothing.md"])


def test_a_file_tells_its_size_and_gives_its_bytes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "가")
    (item,) = iter_logs([path])
    assert isinstance(item, LogFile)
    assert (item.size, item.mtime_ns) == (3, path.stat().st_mtime_ns)
    assert item.load() == "가".encode()


def test_a_list_of_papers_is_no_log_but_what_imports_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "refs.BIB"
    path.write_text("@misc{key, title = {Deep Nets}}", encoding="utf-8")
    (failed,) = iter_logs([path])
    assert isinstance(failed, ItemFailed)
    assert "paperstudy import" in failed.error.hint


def test_a_file_that_is_too_large_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "b.md")
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    first, second = iter_logs([tmp_path])
    assert isinstance(first, ItemFailed)
    assert isinstance(first.error, LogTooLargeError)
    assert isinstance(second, LogFile)


def test_a_file_that_grows_or_goes_after_it_was_listed_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md")
    (item,) = iter_logs([path])
    assert isinstance(item, LogFile)
    os.truncate(path, MAX_BYTES + 1)
    with pytest.raises(LogTooLargeError):
        item.load()
    path.unlink()
    with pytest.raises(UnreadableLogError):
        item.load()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("논문".encode(), "논문"),
        ("논문".encode("utf-8-sig"), "논문"),
        ("논문".encode("utf-16"), "논문"),
        (
            "오늘은 트랜스포머 논문을 읽었다.\n".encode("cp949"),
            "오늘은 트랜스포머 논문을 읽었다.\n",
        ),
        (b"", ""),
        (b"\x1b[31mred\x1b[0m", "\x1b[31mred\x1b[0m"),
    ],
)
def test_text_is_read_in_its_own_encoding(data: bytes, text: str) -> None:
    assert read_text(data) == text


def test_other_encodings_are_guessed() -> None:
    text = "今日は論文を読みました。とても面白い内容でした。明日も続けて読みます。" * 5
    assert read_text(text.encode("shift_jis")) == text


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01\x02" * 50, b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", b"\x01\x02\x03\x04\x05" * 9],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableLogError):
        read_text(data)


def test_a_wrong_mark_is_told() -> None:
    with pytest.raises(BadEncodingError):
        read_text(b"\xff\xfea")


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_text_or_an_error_of_ours(data: bytes) -> None:
    with contextlib.suppress(LogError):
        assert isinstance(read_text(data), str)


def test_an_export_is_read_without_its_numbers(tmp_path: Path) -> None:
    path = make_zip(
        tmp_path / "export.zip",
        {
            f"스터디 {NUMBER}/Day 1 {NUMBER}.md": "# 하루",
            f"스터디 {NUMBER}/표 {NUMBER}.csv": "a,b",
            "__MACOSX/x.md": "x",
            ".hidden.md": "x",
        },
    )
    (item,) = iter_logs([tmp_path])
    assert isinstance(item, LogFile)
    assert item.path == f"{path.resolve().as_posix()}/스터디/Day 1.md"
    assert item.load() == "# 하루".encode()


def test_an_archive_inside_an_export_is_read(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(f"Day 2 {NUMBER}.md", "둘")
    path = make_zip(
        tmp_path / "e.zip",
        {f"ExportBlock-{NUMBER}-Part-1.zip": inner.getvalue(), "data.zip": b"PK"},
    )
    (item,) = iter_logs([path])
    assert isinstance(item, LogFile)
    assert item.path.endswith("e.zip/Day 2.md")
    assert item.load() == "둘".encode()


def test_names_in_a_korean_code_page_are_read(tmp_path: Path) -> None:
    raw = "회의.md".encode("cp949")
    path = make_zip(tmp_path / "k.zip", {"A" * len(raw): "글"})
    # The name in the archive changes, the mark for UTF-8 stays unset: so Windows writes it.
    path.write_bytes(path.read_bytes().replace(b"A" * len(raw), raw))
    (item,) = iter_logs([path])
    assert isinstance(item, LogFile)
    assert item.path.endswith("/회의.md")
    assert item.load() == "글".encode()


def test_member_names_are_labels_only(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "e.zip", {"../../etc/a.md": "1", "/abs/b.md": "2", "C:\\c.md": "3"})
    names = [
        item.path.split("e.zip/")[1] for item in iter_logs([path]) if isinstance(item, LogFile)
    ]
    assert names == ["abs/b.md", "c.md", "etc/a.md"]
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_bomb_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "e.zip", {"bomb.md": b"0" * 5_000_000, "a.md": "글"})
    items = list(iter_logs([path]))
    assert [type(item) for item in items] == [LogFile, ItemFailed]
    assert isinstance(items[1], ItemFailed)
    assert isinstance(items[1].error, LogTooLargeError)


def test_an_encrypted_page_is_a_failure(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "e.zip", {"a.md": "글"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag in the archive's table
    path.write_bytes(bytes(data))
    (failure,) = failures(path)
    assert "encrypted" in failure.error.message


def test_a_member_that_unpacks_to_more_than_it_says_is_an_error(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "e.zip", {"a.md": "x" * 900_000})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    (item,) = iter_logs([path])
    assert isinstance(item, LogFile)
    with pytest.raises(LogError):
        item.load()


def test_archives_deeper_than_an_export_has_are_left_alone(tmp_path: Path) -> None:
    data = b""
    for depth in range(5):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as archive:
            archive.writestr(f"{depth}.md", "글")
            if data:
                archive.writestr("x-Part-1.zip", data)
        data = inner.getvalue()
    (tmp_path / "e.zip").write_bytes(data)
    names = [
        item.path.rpartition("/")[2] for item in iter_logs([tmp_path]) if isinstance(item, LogFile)
    ]
    assert names == ["2.md", "3.md", "4.md"]


def test_a_broken_archive_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "e.zip"
    path.write_bytes(b"no archive")
    (failure,) = failures(path)
    assert isinstance(failure.error, UnreadableLogError)
    inner = make_zip(tmp_path / "f.zip", {"x-Part-1.zip": b"no archive", "a.md": "글"})
    (failure,) = failures(inner)
    assert "inner archive" in failure.error.message


def test_a_damaged_member_is_an_error_when_read(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "e.zip", {"a.md": "".join(map(chr, range(0xAC00, 0xAC00 + 500)))})
    data = bytearray(path.read_bytes())
    data[40:60] = b"\xff" * 20
    path.write_bytes(bytes(data))
    (item,) = iter_logs([path])
    assert isinstance(item, LogFile)
    with pytest.raises(UnreadableLogError):
        item.load()


@pytest.mark.parametrize(
    ("name", "stripped"),
    [
        (f"Day 1 {NUMBER}.md", "Day 1.md"),
        (f"A {NUMBER}/B {NUMBER}.md", "A/B.md"),
        ("Day 1 0123.md", "Day 1 0123.md"),
        (NUMBER + ".md", NUMBER + ".md"),
    ],
)
def test_notion_numbers_are_stripped(name: str, stripped: str) -> None:
    assert strip_number(name) == stripped


def test_pages_of_one_name_in_an_export_keep_their_numbers(tmp_path: Path) -> None:
    other = NUMBER[::-1]
    pages = {f"Day 1 {NUMBER}.md": "가", f"Day 1 {other}.md": "나", f"Day 2 {NUMBER}.md": "다"}
    make_zip(tmp_path / "e.zip", dict(pages))
    found = {
        Path(item.path).name: item for item in iter_logs([tmp_path]) if isinstance(item, LogFile)
    }
    assert set(found) == {f"Day 1 {NUMBER}.md", f"Day 1 {other}.md", "Day 2.md"}
    assert found[f"Day 1 {other}.md"].load().decode() == "나"


def test_equal_pages_of_two_inner_archives_are_told_apart_by_them(tmp_path: Path) -> None:
    parts = {}
    for number in ("1", "2"):
        inner = make_zip(tmp_path / f"{number}.tmp", {"Day 1.md": number})
        parts[f"Part-{number}.zip"] = inner.read_bytes()
    make_zip(tmp_path / "e.zip", dict(parts))
    found = [item for item in iter_logs([tmp_path / "e.zip"]) if isinstance(item, LogFile)]
    ends = [(Path(item.path).parent.name, item.load()) for item in found]
    assert ends == [("Part-1.zip", b"1"), ("Part-2.zip", b"2")]


def test_a_folder_that_cannot_be_read_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.md")
    write(tmp_path / "closed" / "b.md")
    real = os.scandir

    def closed_scandir(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", closed_scandir)
    kept, failed = iter_logs([tmp_path])
    assert isinstance(kept, LogFile)
    assert isinstance(failed, ItemFailed)
    assert failed.label.endswith("/closed")
    assert isinstance(failed.error, UnreadableLogError)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_file_name_that_is_no_utf8_is_escaped(tmp_path: Path) -> None:
    name = os.fsdecode(b"day\xff.md")
    (tmp_path / name).write_text("글", encoding="utf-8")
    (item,) = iter_logs([tmp_path])
    assert isinstance(item, LogFile)
    assert item.path.encode().endswith(b"/day\\xff.md")
    assert item.load().decode() == "글"


def test_any_lone_surrogate_becomes_plain_text() -> None:
    assert shown_path(Path("a\ud800b\udcfe글")) == "a\\ud800b\\xfe글"


def test_a_name_too_long_to_ask_for_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        iter_logs([tmp_path / ("x" * 5000)])
    with pytest.raises(NotFoundError):
        iter_logs([tmp_path / "a\0b"])


def test_a_path_in_a_closed_folder_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, **_: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(UnreadableLogError):
        iter_logs([tmp_path / "closed" / "a.md"])


def test_a_log_that_may_not_be_looked_at_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.md")
    write(tmp_path / "a.png")
    real = Path.stat

    def refuse(path: Path, **options: bool) -> os.stat_result:
        if path.name.startswith("a."):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, **options)

    monkeypatch.setattr(Path, "stat", refuse)
    (failed,) = iter_logs([tmp_path])
    assert isinstance(failed, ItemFailed)
    assert failed.label.endswith("/a.md")
