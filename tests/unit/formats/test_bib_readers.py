"""Whatever the library holds, BibTeX's own tools read back what was written, field by field."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from bibtexparser.entrypoint import parse_string, write_string
from bibtexparser.library import Library
from bibtexparser.model import Block, Entry, Field
from bibtexparser.writer import BibtexFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, CiteKey, ExtraField, Paper, PaperId, Publication
from paperstudy.formats.bib_layout import MONTHS, in_order
from paperstudy.formats.biblatex import biblatex_entry, write_biblatex
from paperstudy.formats.bibtex import bibtex_entry, write_bibtex
from tests.unit.formats.bib_reader import names
from tests.unit.formats.hostile import libraries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DIALECTS = st.sampled_from([(write_bibtex, bibtex_entry), (write_biblatex, biblatex_entry)])


def plain(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return fields as two readers can agree on them: names in small letters, blanks alike."""
    return {
        name.lower(): " ".join(unicodedata.normalize("NFC", str(value)).split())
        for name, value in fields.items()
        if str(value).strip()
    }


def written(library: list[Paper], make: Any, *, ascii_only: bool) -> dict[str, dict[str, str]]:
    return {
        key: plain(make(paper, key, ascii_only=ascii_only)[1])
        for paper, key in in_order(library, ascii_only=ascii_only)
    }


@settings(deadline=None)
@given(libraries(), DIALECTS, st.booleans())
def test_bibtexparser_reads_every_field_as_it_was_written(
    library: list[Paper], dialect: Any, ascii_only: bool
) -> None:
    write, make = dialect
    text = write(library, ascii_only=ascii_only)
    assert not ascii_only or text.isascii()
    read = parse_string(text)
    assert read.failed_blocks == []
    assert len(read.blocks) == len(library)
    months = {name: name for name in MONTHS}
    theirs = {
        entry.key: plain({f.key: months.get(str(f.value), f.value) for f in entry.fields})
        for entry in read.entries
    }
    assert theirs == written(library, make, ascii_only=ascii_only)


@settings(deadline=None)
@given(libraries(), DIALECTS, st.booleans())
def test_the_text_is_what_bibtexparser_would_write(
    library: list[Paper], dialect: Any, ascii_only: bool
) -> None:
    write, make = dialect
    layout: Any = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent, layout.trailing_comma, layout.block_separator = "  ", True, "\n"
    blocks: list[Block] = []
    for paper, key in in_order(library, ascii_only=ascii_only):
        kind, values = make(paper, key, ascii_only=ascii_only)
        bare = {"month": values.get("month", "")} if values.get("month") in MONTHS else {}
        fields = [
            Field(name, bare.get(name) or f"{{{value}}}") for name, value in values.items() if value
        ]
        blocks.append(Entry(kind, key, fields))
    expected = write_string(Library(blocks), unparse_stack=[], bibtex_format=layout)
    assert write(library, ascii_only=ascii_only) == expected


@settings(deadline=None)
@given(libraries(), DIALECTS, st.booleans())
def test_pybtex_reads_every_field_as_it_was_written(
    library: list[Paper], dialect: Any, ascii_only: bool
) -> None:
    pybtex = pytest.importorskip("pybtex.database", reason="pybtex is not installed")
    errors = pytest.importorskip("pybtex.errors", reason="pybtex is not installed")
    write, make = dialect
    with errors.capture() as captured:
        read = pybtex.parse_string(write(library, ascii_only=ascii_only), "bibtex")
    assert captured == []
    theirs = {
        key: plain({n: v for n, v in entry.fields.items() if n.lower() != "month"})
        for key, entry in read.entries.items()
    }
    ours = written(library, make, ascii_only=ascii_only)
    people = {
        key: len(names(fields.pop("author"))) for key, fields in ours.items() if "author" in fields
    }
    for fields in ours.values():
        fields.pop("month", None)
        fields.pop("editor", None)
    assert theirs == ours
    assert people == {
        key: len(entry.persons["author"])
        for key, entry in read.entries.items()
        if "author" in entry.persons
    }


RENAMED = {
    "journal": "journaltitle", "archiveprefix": "eprinttype", "primaryclass": "eprintclass",
    "school": "institution",
}  # fmt: skip
SHAPED = {
    "key",
    "author",
    "editor",
    "month",
    "year",
    "date",
    "type",
    "pages",
    "keywords",
}  # in a form of Biber's own


def biber(text: str, folder: Path, *options: str) -> tuple[str, str]:
    """Return what Biber's tool mode warns of in a file, and the file as it wrote it."""
    if shutil.which("biber") is None:
        pytest.skip("biber is not installed (Debian: apt install biber)")
    (folder / "refs.bib").write_text(text, encoding="utf-8")
    ran = subprocess.run(
        ["biber", "--tool", "--nolog", "--decodecharsset=null", *options, "refs.bib"],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout
    said = [line for line in ran.stdout.splitlines() if not line.startswith("INFO")]
    return "\n".join(said), (folder / "refs_bibertool.bib").read_text(encoding="utf-8")


def bare(value: str) -> str:
    """Return a value without braces and blanks, which Biber sets as it likes."""
    return re.sub(r"[{}\s]", "", unicodedata.normalize("NFC", value))


ALPHABET = "{}{}$\\%&#_~^@\"',=;: -한글éaBc1.\n"


def hostile_papers(seed: int, number: int) -> list[Paper]:
    """Return papers of signs that break files; the same ones for the same seed."""
    chance = random.Random(seed)

    def text(least: int = 0) -> str:
        return "".join(chance.choices(ALPHABET, k=chance.randint(least, 15)))

    def some(*values: Any) -> Any:
        return chance.choice(values)

    return [
        Paper(
            PaperId(n), CiteKey(f"key{n}"), f"x{text()}",
            tuple(Author(f"Ann {text()} Zed") for _ in range(chance.randint(0, 3))),
            more_authors=some(True, False), year=some(None, 2017), venue=some("", "ICLR", text()),
            abstract=text(), journal_ref=text(), url=some("", f"https://x.org/{text()}"),
            identifiers=some((), (Identifier(Scheme.ARXIV, "1706.03762"),)),
            categories=some((), ("cs.LG",)), kind=some("", "thesis", "report"),
            publication=some(
                None, Publication(f"V{text()}", 2016, f"10.1/{text()}", some("book", "journal", ""),
                                  text(), text(), "1-2", text())
            ),
            withdrawn=some(True, False), tags=some((), (text(1),)),
            attachments=some((), (text(1),)), extra=some((), (ExtraField("note", text()),)),
        )
        for n in range(number)
    ]  # fmt: skip


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize(
    ("write", "make"), [(write_bibtex, bibtex_entry), (write_biblatex, biblatex_entry)]
)
def test_biber_reads_every_field_as_it_was_written(
    tmp_path: Path, write: Any, make: Any, *, ascii_only: bool
) -> None:
    library = hostile_papers(7, 80)
    _, text = biber(write(library, ascii_only=ascii_only), tmp_path)
    theirs = {
        entry.key: {f.key.lower(): bare(str(f.value)) for f in entry.fields}
        for entry in parse_string(text).entries
    }
    ours = written(library, make, ascii_only=ascii_only)
    assert set(theirs) == set(ours)
    for key, fields in ours.items():
        expected = {RENAMED.get(name, name): bare(value) for name, value in fields.items()}
        expected = {name: value for name, value in expected.items() if value}
        assert set(theirs[key]) | SHAPED == set(expected) | SHAPED
        assert {name: theirs[key][name] for name in set(expected) - SHAPED} == {
            name: value for name, value in expected.items() if name not in SHAPED
        }
