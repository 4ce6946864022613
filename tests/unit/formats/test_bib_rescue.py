"""What hand-kept .bib files have wrong: nothing of it is lost without a word."""

from __future__ import annotations

import re

import pytest

from paperstudy.domain.importing import ImportFile, MissingLender
from paperstudy.formats.bib_blocks import find_blocks
from paperstudy.formats.biblatex import write_biblatex
from paperstudy.formats.bibtex import write_bibtex
from paperstudy.formats.bibtex_in import read_bibtex
from tests.contracts.test_round_trip import paper_of

AFTER = "\n\n@misc{after, title = {After}}\n"


def titles(found: ImportFile) -> list[str]:
    return [entry.record.title for entry in found.entries]


@pytest.mark.parametrize(
    "entry",
    [
        "@misc{k,\n title = {T}\n year = 2020\n}",
        '@misc{k,\n title = "T"\n year = "2020"\n}',
        "@misc{k,\n title = {T} year = 2020}",
        "@misc{k\n title = {T},\n year = 2020\n}",
        "@misc{\n title = {T},\n year = 2020\n}",
        "@misc{k,\n title = {T}, % a word, and {more}\n year = 2020\n}",
        "@misc{k,\n % note = {old},\n title = {T},\n year = 2020,\n % the end\n}",
        "@misc{k,\n title = {T} % said\n, year = 2020}",
        "@misc{k, title = {T}, abstract = {mail\n @ {home} or\n@misc{x} now}, year = 2020}",
        "@misc{k, title = {T}, note = {a line\\\\}, year = 2020}",
        '@misc{k, title = "T", note = "an "odd" word", year = 2020}',
        "@misc(k, title = {T}, year = 2020)",
        "@misc{k, title = {T}, two words = {x}, year = 2020}",
    ],
)
def test_an_entry_with_a_slip_is_read_whole(entry: str) -> None:
    found = read_bibtex(entry + AFTER)
    assert found.broken == ()
    assert titles(found) == ["T", "After"]
    assert found.records[0].year == 2020


@pytest.mark.parametrize(
    "entry",
    [
        "@misc{k,\n title = {T,\n year = 2020\n}",
        '@misc{k,\n title = "T,\n year = 2020\n}',
        "@misc{k,\n title = {T} {U},\n year = 2020\n}",
        "@misc{k,\n title = {{{T}},\n year = 2020,\n note = {a = {b}}\n}",
        "@misc{k,\n title\n}",
        "@string{x = {y}\n\n% words of a reader",
        "@misc{k,\n } Number 0},\n title = {T}\n}",
        "@misc{k,\n title = }{T},\n year = 2020\n}",
        '@misc{k, author = "Ann Le}e and Bob Kim", title = {T}}',
        "@misc{k=a, title = {T}}",
    ],
)
def test_an_entry_that_cannot_be_read_keeps_all_its_text(entry: str) -> None:
    found = read_bibtex("\n" + entry + AFTER)
    assert titles(found) == ["After"]
    (broken,) = found.broken
    assert (broken.line, broken.text) == (2, entry)


@pytest.mark.parametrize("entry", ["@misc{empty,}", "@misc{empty}", "@misc{ }", "@misc(e,\n)"])
def test_an_entry_without_a_field_has_neither_title_nor_identifier(entry: str) -> None:
    for text in (entry, f"{entry}\n\n@misc{{b, title = {{Words}}}}\n"):
        [broken] = read_bibtex(text).broken
        assert broken.reason == "this entry has neither a title nor an identifier"


def test_an_entry_that_a_brace_has_emptied_is_broken() -> None:
    [broken] = read_bibtex("@misc{a,} title = {Words},\n}\n").broken
    assert broken.reason.startswith("a brace")


def test_fields_behind_a_brace_too_many_are_told() -> None:
    found = read_bibtex("@misc{k,\n title = {T}},\n year = 2020\n}\n" + AFTER)
    assert titles(found) == ["T", "After"]
    (broken,) = found.broken
    assert (broken.line, broken.text) == (2, ",\n year = 2020\n}")
    assert "brace too many" in broken.reason


@pytest.mark.parametrize(
    ("before", "stray"),
    [
        ("@misc{k, title = {T}, year = 20}", "20, note={precious}}"),
        ("@misc{k, title = {T}, pages = 1}", "--9, note={precious}}"),
        ("@misc{k, title = {T}, author = }", '"Ann Lee", note = {precious}}'),
        ("@misc{k, title = {T}, note = 1}", "precious}"),
        ("@misc{k, title = {T}}\n\n", "misc{l, note = {precious}}"),
    ],
)
def test_what_a_sign_too_many_cut_off_is_told(before: str, stray: str) -> None:
    found = read_bibtex(before + stray + AFTER)
    assert titles(found) == ["T", "After"]
    assert [broken.text for broken in found.broken] == [stray]


@pytest.mark.parametrize(
    "words",
    [
        "% x = 3",
        "see A = B.",
        ",",
        "alpha = 0.5 was best",
        "}",
        "% note = {old},\n  % more = {x}",
        "words {in} braces",
    ],
)
def test_words_between_entries_are_comments(words: str) -> None:
    assert read_bibtex("@misc{k, title = {T}}\n" + words + AFTER).broken == ()


SOUND = """@string{nat = "Nature"}

@article{smith2020,
  author = {Ann Lee},
  title = "Some {Deep} Work",
  journal = {Proc} # nat,
  year = 2021
}

@misc{jones1999,
  title = {Other},
  pages = {11--19},
  note = "precious"}
"""


@pytest.mark.parametrize("sign", ["", *'{}",=#@%'])
def test_no_single_slip_loses_a_word_unsaid(sign: str) -> None:
    """One sign goes, or one comes in, at each place of a file in turn."""
    words = list(re.finditer(r"\w+", SOUND))
    unsaid = {"article", "misc", "author", "title", "journal", "year", "pages", "note"}
    unsaid |= {"string", "nat", "Nature"}  # which a macro says in another way
    lost = []
    for place in range(len(SOUND)):
        found = read_bibtex(SOUND[:place] + sign + SOUND[place + (not sign) :])
        said = repr(found.records) + repr([(entry.key, entry.others) for entry in found.entries])
        said += " ".join(broken.text for broken in found.broken)
        end = SOUND.find("\n", place) if sign == "%" else place  # a remark is left to be one
        lost += [
            (place, word[0])
            for word in words
            if word[0] not in said
            and word[0] not in unsaid
            and not word.start() <= place <= word.end()
            and not place <= word.start() <= end
        ]
    assert lost == []


def test_a_macro_that_is_told_anew_counts_from_there_on() -> None:
    entry = "@article{%s, title = {%s}, journal = j}\n"
    found = read_bibtex(
        '@string{j = "A"}\n' + entry % ("a", "One") + "@STRING{J = j # 2}\n" + entry % ("b", "Two")
    )
    assert [record.venue for record in found.records] == ["A", "A2"]
    assert found.broken == ()


def test_an_entry_whose_lender_is_not_in_the_file_is_told_and_keeps_its_name() -> None:
    found = read_bibtex(
        "@misc{a, title = {A}, crossref = {none}}\n@misc{b, title = {B}, xdata = {x, no}}\n"
        "@xdata{x, year = 1999}\n"
    )
    assert titles(found) == ["A", "B"]
    assert found.missing == (MissingLender(1, "none"), MissingLender(2, "no"))
    assert [extra.value for record in found.records for extra in record.extra] == ["none", "no"]
    assert found.records[1].year == 1999
    assert "none" not in write_bibtex([paper_of(found.entries[0])])  # of which BibTeX complains


def test_fields_of_any_name_that_bibtex_takes_go_out_again() -> None:
    text = "@misc{k, title = {T}, opt:note = {a}, title+an = {b}, date.x = {c}, x/y = {d}}"
    written = write_bibtex([paper_of(read_bibtex(text).entries[0])])
    for field in ("opt:note = {a}", "title+an = {b}", "date.x = {c}", "x/y = {d}"):
        assert field in written


@pytest.mark.parametrize("depth", [1_000, 20_000])
@pytest.mark.parametrize("name", ["title", "author", "note"])
def test_braces_in_braces_are_read_however_deep(depth: int, name: str) -> None:
    value = "{" * depth + "x" + "}" * depth
    found = read_bibtex(f"@misc{{k, title = {{T}}, {name} = {{{value}}}}}{AFTER}")
    assert len(found.entries) == 2
    found = read_bibtex(f"@misc{{k, title = {{T}}, note = {{{value[:-1]}}}}}{AFTER}")
    assert (titles(found), len(found.broken)) == (["After"], 1)


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("abstract", "words of {some} length, and more "),
        ("title", "word "),
        ("author", "Ann Lee Holt and "),
    ],
)
def test_a_field_of_five_megabytes_is_read(name: str, piece: str) -> None:
    value = piece * (5_000_000 // len(piece))
    found = read_bibtex(f"@misc{{k, title = {{T}}, {name} = {{{value}}}}}{AFTER}")
    assert len(found.entries) == 2


def test_an_entry_of_a_kept_file_is_seen_with_its_remarks() -> None:
    entry = b"@misc{k,\n title = {T}, % a word\n % note = {x},\n year = 2020\n}\n"
    (block,) = find_blocks(entry)
    assert block.fields == (("title", "{T}"), ("year", "2020"))
    assert block.closed
    for odd in (b'@misc{k, title = "T, year = 2020}', b"@misc{k, title = {T} {U}, year = 2020}"):
        assert not find_blocks(odd)[0].closed


@pytest.mark.parametrize("field", ["date", "year"])
@pytest.mark.parametrize("told", ["23/12/2010", "c. 2010", "2010-13-45", "in press"])
def test_a_date_that_is_no_iso_date_goes_out_as_a_year(field: str, told: str) -> None:
    paper = paper_of(read_bibtex(f"@misc{{k, title = {{T}}, {field} = {{{told}}}}}").entries[0])
    assert f"{field} = {{{told}}}" in write_bibtex([paper])
    written = write_biblatex([paper])  # of whose dates Biber reads ISO dates only
    assert f"year = {{{told}}}" in written
    assert "date" not in written
    assert read_bibtex(written).records[0].year == paper.year


@pytest.mark.parametrize(
    "told", ["2010-12-23", "2010-05/2011", "2010~", "/2010", "2010/..", "20XX"]
)
def test_a_date_that_biber_reads_stays_a_date(told: str) -> None:
    paper = paper_of(read_bibtex(f"@misc{{k, title = {{T}}, date = {{{told}}}}}").entries[0])
    assert f"date = {{{told}}}" in write_biblatex([paper])


def test_a_whole_entry_whose_key_was_there_is_not_told_with_a_broken_one_before_it() -> None:
    found = read_bibtex("@misc{a, title={One}} @misc{b, title = } @misc{a, title={Two}}\n", "")
    assert titles(found) == ["One", "Two"]
    assert [each.text for each in found.broken] == ["@misc{b, title = }"]
