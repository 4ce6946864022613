"""The identifier that a PDF prints on its first pages."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.formats.pdf_text import find_pdf_identifier
from tests.unit.formats.pdf_maker import OVER, TURNED, make_pdf

STAMP = "arXiv:1706.03762v7  [cs.CL]  2 Aug 2023"
ATTENTION = Identifier(Scheme.ARXIV, "1706.03762", 7)
BODY = ["Attention Is All You Need", "Abstract", "The dominant models, doi 10.1145/3298689.3346997"]


def doi(value: str) -> Identifier:
    return Identifier(Scheme.DOI, value)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ([(STAMP, TURNED), *BODY], ATTENTION),
        ([*BODY, STAMP], ATTENTION),
        ([*BODY, (STAMP, OVER)], ATTENTION),
        ([*BODY, STAMP[::-1]], ATTENTION),
        ([*BODY, *STAMP.replace(" ", "")], ATTENTION),
        (["arXiv:hep-th/9711200v3  22 Jan 1998", *BODY], Identifier(Scheme.ARXIV, "hep-th/9711200", 3)),
        (["arXiv:quant-ph/0201082v1 [quant-ph] 17 Jan 2002"], Identifier(Scheme.ARXIV, "quant-ph/0201082", 1)),
        (["arXiv:math.GT/0309136v1 8 Sep 2003"], Identifier(Scheme.ARXIV, "math/0309136", 1)),
        (["arXiv:2010.11929v2 [cs.CV] 3 Jun 2021"], Identifier(Scheme.ARXIV, "2010.11929", 2)),
        (["arXiv:1901.99999v2 [cond-mat.mes-hall] 3 Jun 2021"], Identifier(Scheme.ARXIV, "1901.99999", 2)),
    ],
)  # fmt: skip
def test_the_stamp_of_arxiv_is_read_however_it_is_drawn(
    page: list[str | tuple[str, str]], found: Identifier
) -> None:
    assert find_pdf_identifier(make_pdf(page)) == found


def test_a_stamp_on_the_second_page_counts_where_the_first_is_a_cover() -> None:
    assert find_pdf_identifier(make_pdf(["Cover"], [STAMP])) == ATTENTION
    assert find_pdf_identifier(make_pdf(["Cover"], ["Text"], [STAMP])) is None


def test_a_stamp_with_an_impossible_id_is_none() -> None:
    assert find_pdf_identifier(make_pdf(["arXiv:1713.00000v7 [cs.CL] 2 Aug 2023"])) is None


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (["https://doi.org/10.1145/3298689.3346997"], doi("10.1145/3298689.3346997")),
        (["DOI: 10.1109/CVPR.2016.90."], doi("10.1109/cvpr.2016.90")),
        (["https://doi.org/10.1145/", "3298689.3346997"], doi("10.1145/3298689.3346997")),
        (["doi 10.1016/j.patcog.", "2017.01.002 end"], doi("10.1016/j.patcog.2017.01.002")),
        (["https://doi.org/10.48550/arXiv.1706.03762"], Identifier(Scheme.ARXIV, "1706.03762")),
        (["Title", "References", "[1] doi 10.1145/3298689.3346997"], None),
        (["Title", "7. REFERENCES", "[1] https://arxiv.org/abs/1706.03762"], None),
        (["Also at https://arxiv.org/abs/1706.03762v5."], Identifier(Scheme.ARXIV, "1706.03762", 5)),
        (["See arXiv:1706.03762 and [Vaswani et al., arXiv:1607.06450]"], None),
        (["arxiv.org/abs/9999.99999 is none"], None),
        (["Code: https://github.com/tensorflow/tensor2tensor"], None),
    ],
)  # fmt: skip
def test_else_what_the_first_page_prints_of_itself_counts(
    page: list[str], found: Identifier | None
) -> None:
    assert find_pdf_identifier(make_pdf(page)) == found


def test_a_doi_on_the_second_page_is_a_cited_one() -> None:
    assert find_pdf_identifier(make_pdf(["Title"], ["as in 10.1145/3298689.3346997"])) is None
    covered = make_pdf([], ["Title 10.1145/3298689.3346997"])
    assert find_pdf_identifier(covered) == doi("10.1145/3298689.3346997")


@pytest.mark.parametrize(
    ("info", "found"),
    [
        ({"arXivID": "https://arxiv.org/abs/1706.03762v7"}, ATTENTION),
        ({"DOI": "https://doi.org/10.48550/arXiv.1706.03762"}, Identifier(Scheme.ARXIV, "1706.03762")),
        ({"Subject": "Proc CVPR;2016; ; ;10.1109/CVPR.2016.90"}, doi("10.1109/cvpr.2016.90")),
        ({"Title": "10.1109/CVPR.2016.90", "Producer": "10.1/x"}, None),
        ({"Keywords": "attention, https://github.com/a/b"}, None),
    ],
)  # fmt: skip
def test_what_the_pdf_says_of_itself_counts_too(
    info: dict[str, str], found: Identifier | None
) -> None:
    assert find_pdf_identifier(make_pdf(["Title"], info=info)) == found
    assert find_pdf_identifier(make_pdf([STAMP], info=info)) == ATTENTION


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "attention.pdf"
    path.write_bytes(make_pdf([STAMP]))
    assert find_pdf_identifier(path) == ATTENTION
    with pytest.raises(InvalidFileError, match="cannot be read"):
        find_pdf_identifier(tmp_path / "absent.pdf")


def refusal(data: bytes) -> str:
    with pytest.raises(InvalidFileError) as caught:
        find_pdf_identifier(data)
    assert caught.value.hint
    return caught.value.message


def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path: Path) -> None:
    assert "no text" in refusal(make_pdf([], []))
    assert "no PDF" in refusal(b"<html>Sign in</html>")
    assert "no PDF" in refusal(b"")
    assert "cannot be read" in refusal(b"%PDF-1.4\nnothing")
    assert "cannot be read" in refusal(make_pdf([STAMP])[:40])
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(400_000_000)  # a hole: it takes no room
    with pytest.raises(InvalidFileError, match="too large"):
        find_pdf_identifier(huge)


def encrypted(password: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([STAMP]))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def test_an_encrypted_pdf_is_read_where_it_needs_no_password() -> None:
    assert "encrypted" in refusal(encrypted("secret", "RC4-128"))
    assert find_pdf_identifier(encrypted("", "RC4-128")) == ATTENTION


def test_a_page_of_endless_drawing_is_not_waited_for() -> None:
    assert "no text" in refusal(make_pdf([STAMP] * 50_000))


def test_a_damaged_pdf_is_an_error_of_ours_or_read(capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(3)
    whole = make_pdf([(STAMP, TURNED), *BODY], info={"Subject": "x"})
    signs = b"<>[]()/ \n0159abR\\%\x00\xff"
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 12)):
            place = chance.randrange(len(data))
            if chance.random() < 0.5:
                data[place] = chance.choice(signs)
            else:
                del data[place : place + chance.randrange(1, 30)]
        try:
            found = find_pdf_identifier(bytes(data))
        except InvalidFileError:
            continue
        assert found is None or found.scheme in (Scheme.ARXIV, Scheme.DOI)
    assert capsys.readouterr() == ("", "")
