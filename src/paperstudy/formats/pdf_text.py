"""The identifier that the first pages of a PDF print: arXiv's stamp, a DOI, an address."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.identifiers import Identifier, Scheme, parse_identifier
from paperstudy.domain.idshapes import find_doi

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pypdf import PdfReader

_LARGEST = 300_000_000
_LARGEST_PAGE = 3_000_000  # bytes of drawing; a page of text has a hundredth of that
_PAGES = 2
_BEGINNING = 1024  # bytes among which the PDF standard allows its mark to stand

_DATE = r"[0-9]{1,2}\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\s*[0-9]{4}"
_ID = r"arXiv:\s*((?:[0-9]{4}\.[0-9]{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/[0-9]{7})v[0-9]{1,3}"
_CATEGORY = r"\[[a-z-]{2,12}(?:\.[A-Za-z-]{2,12})?\]"
# What the server prints on the left edge: id with version, category, day. References lack one.
_STAMP = re.compile(rf"{_ID})\s*(?:{_CATEGORY}\s*{_DATE}|{_CATEGORY}|\s{_DATE})")
# The same where each letter is drawn alone, or the line upside down, without its blanks.
_TIGHT_STAMP = re.compile(rf"{_ID}){_CATEGORY}")
_REFERENCES = re.compile(
    r"^(?:[^\S\n]|[0-9.])*+(?:references|bibliography|literature cited|참고\s?문헌)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_BROKEN_DOI = re.compile(
    r"(10\.[0-9]{4,9}/[^\s]{0,200}[/.\-_])[^\S\n]*\n\s*+(?=[a-z0-9])|(10\.[0-9]{4,9}/)\s+"
)
_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf|html)/[^\s)\]>,;]+", re.IGNORECASE
)
_INFORMED = re.compile(r"arxiv|doi|subject|keywords|identifier|url", re.IGNORECASE)


def find_pdf_identifier(data: bytes | Path) -> Identifier | None:
    """Return the arXiv id or DOI that a PDF bears, else None; a cited work's is not taken.

    Raises:
        InvalidFileError: the file is no PDF that can be read, or holds no text.
    """
    with _open(data) as reader:
        pages = [_text(reader, number) for number in range(_PAGES)]
        facts = _facts(reader)
    found = _find_stamp(pages) or _find_fact(facts) or _find_printed(pages)
    if found is None and not any(text.strip() for text in pages):
        raise InvalidFileError(
            "the first pages of this PDF hold no text",
            hint="it may be a scan: add the paper by its address or its title",
        )
    return found


@contextmanager
def _open(data: bytes | Path) -> Iterator[PdfReader]:
    """Open a PDF; whatever goes wrong with it inside is an error about the file."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    try:
        content = _read(data)
        with _silence("pypdf"):
            reader = PdfReader(io.BytesIO(content))
            if reader.is_encrypted and not reader.decrypt(""):
                raise _locked()
            yield reader
    except (DependencyError, FileNotDecryptedError) as error:
        raise _locked() from error
    # What a damaged file makes of the library's assumptions is any of these.
    except (
        PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError,
        NotImplementedError, OSError, RecursionError, TypeError, ValueError, struct.error,
        zlib.error,
    ) as error:  # fmt: skip
        raise InvalidFileError(
            "this PDF cannot be read", hint="is it whole? download it again, or add its address"
        ) from error


def _locked() -> InvalidFileError:
    return InvalidFileError(
        "this PDF is encrypted", hint="add the paper by its address or its title"
    )


def _read(data: bytes | Path) -> bytes:
    """Return what the file holds, where it is a PDF of a size that papers have."""
    size = len(data) if isinstance(data, bytes) else data.stat().st_size
    if size > _LARGEST:
        raise InvalidFileError(
            "this PDF is too large for a paper", hint="add the paper by its address or its title"
        )
    content = data if isinstance(data, bytes) else data.read_bytes()
    if b"%PDF-" not in content[:_BEGINNING]:
        raise InvalidFileError("this file is no PDF", hint="is it a web page? add its address")
    return content


@contextmanager
def _silence(name: str) -> Iterator[None]:
    """Keep a library from printing what it mends in a file."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


def _text(reader: PdfReader, number: int) -> str:
    if number >= len(reader.pages):
        return ""
    page = reader.pages[number]
    drawn = page.get_contents()
    if drawn is None or len(drawn.get_data()) > _LARGEST_PAGE:
        return ""
    return page.extract_text()


def _facts(reader: PdfReader) -> list[str]:
    """Return what the PDF says of itself under names that speak of identifiers."""
    about: dict[str, Any] = dict(reader.metadata or {})
    return [
        value for name, value in about.items() if _INFORMED.search(name) and isinstance(value, str)
    ]


def _find_stamp(pages: list[str]) -> Identifier | None:
    for text in pages:
        tight = "".join(text.split())
        for pattern, tried in ((_STAMP, text), (_TIGHT_STAMP, tight), (_TIGHT_STAMP, tight[::-1])):
            for stamp in pattern.finditer(tried):
                found = parse_identifier(f"arXiv:{stamp[1]}")
                if found is not None and found.scheme is Scheme.ARXIV:
                    return found
    return None


def _find_fact(facts: list[str]) -> Identifier | None:
    """Return the identifier that the PDF's own description names: an arXiv id before a DOI."""
    found = [parse_identifier(fact) for fact in facts]
    for scheme in (Scheme.ARXIV, Scheme.DOI):
        for identifier in found:
            if identifier is not None and identifier.scheme is scheme:
                return identifier
    return None


def _find_printed(pages: list[str]) -> Identifier | None:
    """Return the first DOI above the references, else the first address of arXiv there."""
    above = []
    for text in pages:
        heading = _REFERENCES.search(text)
        above.append(text[: heading.start()] if heading else text)
        if heading:
            break
    texts = [_BROKEN_DOI.sub(r"\1\2", text) for text in above]
    # The second page cites others; a paper's own DOI stands on its first, or behind a cover.
    doi = find_doi(next((text for text in texts if text.strip()), ""))
    if doi:
        return parse_identifier(doi)
    for text in texts:
        for address in _ADDRESS.finditer(text):
            found = parse_identifier(address[0])
            if found is not None and found.scheme is Scheme.ARXIV:
                return found
    return None
