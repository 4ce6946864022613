"""The letters of files that come in, and what is said where they were guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperstudy.domain.errors import InvalidFileError
from paperstudy.study.import_files import read_file
from paperstudy.study.import_text import decode

ENTRY = "@article{{k, author = {{{}}}, title = {{A Title}}, year = 2001}}\n"


def told(path: Path) -> list[dict[str, object]]:
    return [dict(notice.fields) for notice in read_file(path).notices]


@pytest.mark.parametrize(
    ("author", "code"),
    [
        ("Jörg Müller", "cp1252"),
        ("José Muñoz and Bjørn Åström", "cp1252"),
        ("김민수", "cp949"),
        ("田中太郎 and ニューラルネットワーク", "shift_jis"),
    ],
)
def test_letters_that_were_guessed_are_said_with_what_they_were_taken_for(
    tmp_path: Path, author: str, code: str
) -> None:
    path = tmp_path / "old.bib"
    path.write_bytes(ENTRY.format(author).encode(code))
    (entry,) = read_file(path).content.entries
    assert " and ".join(each.name for each in entry.record.authors) == author
    assert told(path) == [{"path": "old.bib", "encoding": code}]


@pytest.mark.parametrize("count", [1, 500])
def test_the_guess_is_the_same_for_few_letters_and_many(count: int) -> None:
    text = ENTRY.format("Müller, Jörg and Größe, Günter and Åström, Bjørn") * count
    assert decode(text.encode("cp1252"), Path("a.bib")).text == text


def test_only_a_bib_file_is_told_to_name_its_encoding(tmp_path: Path) -> None:
    bib, ris = tmp_path / "a.bib", tmp_path / "a.ris"
    bib.write_bytes(ENTRY.format("Müller").encode("cp1252"))
    ris.write_bytes("TY  - JOUR\nTI  - Über Netze\nER  - \n".encode("cp1252"))
    (of_bib,), (of_ris,) = read_file(bib).notices, read_file(ris).notices
    assert "% Encoding" in of_bib.template
    assert "% Encoding" not in of_ris.template


@pytest.mark.parametrize(
    "data",
    [
        ENTRY.format("Müller").encode(),
        ENTRY.format("Müller").encode("utf-16"),
        ENTRY.format("Müller").encode("utf-16-le"),
        b"% Encoding: ISO-8859-1\n" + ENTRY.format("Müller").encode("latin-1"),
        b"% Encoding: EUC-KR\n" + ENTRY.format("김민수").encode("euc_kr"),
    ],
    ids=["utf-8", "utf-16 with mark", "utf-16", "told", "told as Korean"],
)
def test_letters_that_were_told_are_no_news(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(data)
    assert told(path) == []


def test_stray_letters_of_windows_within_utf_8_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(ENTRY.format("이서연").encode() + ENTRY.format("Größe").encode("cp1252"))
    assert told(path) == [{"path": "a.bib", "count": 2, "encoding": "cp1252"}]


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x00\xff\x00", b"\xff\x01\x02\x03\x04\x05" * 9])
def test_what_is_no_text_in_any_code_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidFileError, match="is no text"):
        decode(data, Path("a.bib"))


@pytest.mark.parametrize("suffix", ["json", "txt"])
def test_a_list_for_programs_is_refused_with_what_can_be_read_again(
    tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"papers.{suffix}"
    path.write_text('[{"key": "k", "title": "T", "authors": ["A"], "more_authors": false}]')
    with pytest.raises(InvalidFileError, match="that paperstudy wrote") as refused:
        read_file(path)
    assert "export library" in refused.value.hint
