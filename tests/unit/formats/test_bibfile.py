"""A file that a person keeps: our entries are brought up to date, every other byte stays."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.exporting import Updated
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, CiteKey, ExtraField, Paper, PaperId, Publication
from paperstudy.formats.bib_blocks import find_blocks
from paperstudy.formats.bib_layout import in_order
from paperstudy.formats.bibfile import Known, update_bib
from paperstudy.formats.biblatex import biblatex_entry
from paperstudy.formats.bibtex import bibtex_entry, write_bibtex
from tests.unit.formats.hostile import libraries

ATTENTION = Paper(
    PaperId(1),
    CiteKey("vaswani2017attention"),
    "Attention Is All You Need",
    (Author("Ashish Vaswani"),),
    year=2017,
    identifiers=(Identifier(Scheme.ARXIV, "1706.03762"),),
    abstract="The dominant models",
    tags=("nlp",),
)
PUBLISHED = ATTENTION._replace(publication=Publication("NeurIPS", 2017, "10.5/x", "proceedings"))
BERT = Paper(PaperId(2), CiteKey("devlin2018bert"), "BERT", (Author("Jacob Devlin"),), year=2018)


def update(content: bytes, papers: Sequence[Paper], **known: int) -> Updated:
    library = replace(NOTHING, owner_of=known.get)
    return update_bib(content, in_order(papers), bibtex_entry, "refs.bib", library)


def is_called(paper: Paper, title: str) -> bool:
    return title in {paper.title, "정전"} or len(title) < len("Another")


NOTHING = Known(lambda _: None, is_called, lambda _: (), lambda _content, _owners: {})
HAND_KEPT = (
    "\ufeff%% my file, 내 파일\r\n"
    "@string{nips = {NeurIPS}}\r\n"
    "@preamble{ \"\\newcommand{\\x}{y}\" }\r\n"
    "@comment{jabref-meta: @article{vaswani2017attention, title={no}}}\r\n"
    "@Misc{ my:key ,\r\n"
    "\ttitle   = \"Attention is {A}ll\",\r\n"
    "  eprint = {arXiv:1706.03762v5},\r\n"
    "  note = {mine, 내 것} # nips,\r\n"
    "}\r\n"
    "% @article{former2018bert, title={commented out}}\r\n"
    "@article(other, title = {A (paren) {entry}}, journal = nips)\r\n"
    "the end, without a line end"
).encode()  # fmt: skip


def test_only_our_entry_changes_and_keeps_its_key_and_its_own_fields() -> None:
    done = update(HAND_KEPT, [PUBLISHED])
    assert done.changed == ("my:key",)
    assert done.added == ()
    before, after = HAND_KEPT.split(b"@Misc")[0], HAND_KEPT.split(b"@Misc")[1].split(b"}\r\n%")[1]
    assert done.content.startswith(before)
    assert done.content.endswith(b"}\r\n%" + after)
    middle = done.content[len(before) : -len(b"\r\n%" + after)].decode()
    assert middle == (
        "@inproceedings{my:key,\r\n"
        "  title = {Attention Is All You Need},\r\n"
        "  eprint = {1706.03762},\r\n"
        "  note = {mine, 내 것} # nips,\r\n"
        "  author = {Ashish Vaswani},\r\n"
        "  booktitle = {NeurIPS},\r\n"
        "  year = {2017},\r\n"
        "  archivePrefix = {arXiv},\r\n"
        "  doi = {10.5/x},\r\n"
        "  url = {https://arxiv.org/abs/1706.03762},\r\n"
        "}"
    )


def test_comments_among_fields_hide_no_field_and_stay() -> None:
    content = (
        b"@misc(mine, % first\n  title = {Old}, % second\n  mynote = {keep}\n)\n"
        b"@misc{b, title = {x}}\n"
    )
    done = update(content, [BERT._replace(key=CiteKey("mine"))])
    assert done.content.decode().endswith(
        "  mynote = {keep},\n  author = {Jacob Devlin},\n  year = {2018},\n  % first\n  % second\n}\n@misc{b, title = {x}}\n"
    )
    assert update(done.content, [BERT._replace(key=CiteKey("mine"))]).content == done.content


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
@pytest.mark.parametrize("key", ["정2020", "홍길동2020", "가"])
def test_an_entry_with_a_korean_key_is_ours_and_keeps_it(key: str, encoding: str) -> None:
    content = f"@misc{{{key}, title = {{정전}}, mine = {{제}}}}\n".encode(encoding)
    paper = BERT._replace(key=CiteKey(key))
    done = update(content, [paper])
    assert (done.changed, done.added) == ((key,), ())
    text = done.content.decode(encoding)
    assert text.startswith(f"@misc{{{key},\n  title = {{{{BERT}}}},\n")
    assert "  mine = {제},\n" in text
    again = update(done.content, [paper])
    assert again.content == done.content


def test_a_second_update_changes_nothing() -> None:
    once = update(HAND_KEPT, [PUBLISHED, BERT])
    again = update(once.content, [PUBLISHED, BERT])
    assert again.content == once.content
    assert (again.changed, again.added, again.same) == ((), (), 2)


def test_an_entry_that_says_all_of_it_stays_byte_for_byte() -> None:
    content = (
        b'@MISC{x,year=2017,TITLE="{Attention Is All  You Need}", author={Ashish Vaswani},\n'
        b"eprint=1706.03762,archiveprefix={arXiv},url={https://arxiv.org/abs/1706.03762}}"
    )
    done = update(content, [ATTENTION])
    assert done.content == content
    assert done.same == 1


def test_what_is_missing_is_put_at_the_end() -> None:
    done = update(HAND_KEPT, [ATTENTION, BERT])
    assert done.added == ("devlin2018bert",)
    assert done.content.endswith(
        b"without a line end\r\n\r\n@misc{devlin2018bert,\r\n  title = {{BERT}},\r\n"
        b"  author = {Jacob Devlin},\r\n  year = {2018},\r\n}\r\n"
    )


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n"])
def test_an_empty_file_gets_the_entries(content: bytes) -> None:
    done = update(content, [BERT])
    assert done.content == content + write_bibtex([BERT]).encode()


def test_nothing_is_put_behind_an_entry_that_has_no_end() -> None:
    content = b"@misc{a, title = {x}}\n@misc{unfin, title={half done, year=2001}\n"
    with pytest.raises(InvalidFileError) as refused:
        update(content, [BERT])
    assert (refused.value.fields["key"], refused.value.fields["line"]) == ("unfin", 2)
    ours = content.replace(b"{a,", b"{devlin2018bert,")
    assert update(ours, [BERT]).changed == ("devlin2018bert",), "nothing is put behind it"


def test_a_file_that_is_not_utf8_keeps_its_letters_and_ours_are_ascii() -> None:
    content = "@misc{a, note = {Gödel}}\n@misc{devlin2018bert, note = {Größe}}\n".encode("latin-1")
    done = update(content, [BERT._replace(title="Ångström")])
    assert done.content.startswith("@misc{a, note = {Gödel}}\n".encode("latin-1"))
    assert "  note = {Größe},\n".encode("latin-1") in done.content
    assert b'{\\AA}ngstr{\\"{o}}m' in done.content
    korean = "@misc{devlin2018bert, note = {한글}}\n".encode("euc-kr")
    assert "{한글}".encode("euc-kr") in update(korean, [BERT]).content


def test_a_file_in_a_korean_encoding_gets_hangul_and_latex_for_the_rest() -> None:
    content = "@misc{a, note = {한글이 있는 파일}}\n".encode("cp949")
    authors = (Author("김철수"), Author("Kurt Gödel"), Author("이영희"))
    paper = BERT._replace(title="똠방각하와 한국어", authors=authors, url="https://x.org/é한")
    done = update(content, [paper])
    text = done.content.decode("cp949")
    assert "  title = {똠방각하와 한국어},\n" in text
    assert '  author = {김철수 and Kurt G{\\"{o}}del and 이영희},\n' in text
    assert "  url = {https://x.org/%C3%A9%ED%95%9C},\n" in text
    again = update(done.content, [paper])
    assert (again.content, again.same) == (done.content, 1)


def test_an_entry_is_known_by_a_key_that_its_paper_had_before() -> None:
    done = update(b"@misc{old, title = {x}}", [BERT], old=2)
    assert done.changed == ("old",)
    assert b"@misc{old," in done.content


def test_an_entry_of_another_work_with_our_key_is_left_alone() -> None:
    content = b"@misc{vaswani2017attention, title = {Another}, eprint = {2001.00001}}"
    done = update(content, [ATTENTION])
    assert done.content == content
    assert done.clashes == ("vaswani2017attention",)


@pytest.mark.parametrize("number", ["", "doi = {10.5555/muppets.1},"])
def test_an_entry_of_our_key_with_another_title_is_left_alone(number: str) -> None:
    content = f"@article{{vaswani2017attention, title = {{{{Monsoon}} Rains}}, {number}}}".encode()
    done = update(content, [ATTENTION])
    assert (done.content, done.clashes) == (content, ("vaswani2017attention",))
    waiting = b"@misc{vaswani2017attention, title = {arxiv:1706.03762}}"
    assert update(waiting, [ATTENTION]).changed == ("vaswani2017attention",)


def test_a_preprint_here_does_not_take_back_what_the_file_knows_better() -> None:
    content = b"@article{x, journal = {JMLR}, volume = 3, eprint = {1706.03762}}"
    done = update(content, [ATTENTION])
    assert done.content.startswith(b"@article{x,")
    assert b"journal = {JMLR}" in done.content


def test_a_date_takes_the_place_of_a_month_and_loses_no_day() -> None:
    paper = ATTENTION._replace(extra=(ExtraField("month", "jun"),))
    content = b"@online{x, year = 2017, month = jun, eprint = {1706.03762}}"
    done = update_bib(content, [(paper, "x")], biblatex_entry, "refs.bib", NOTHING)
    assert b"  date = {2017-06},\n" in done.content
    assert b"month" not in done.content
    assert b"year" not in done.content
    day = b"@misc{x, date = {2017-06-12}, title = {Old}, eprint = {1706.03762}}"
    for make in (bibtex_entry, biblatex_entry):
        done = update_bib(day, [(ATTENTION, "x")], make, "refs.bib", NOTHING)
        assert b"date = {2017-06-12}" in done.content
        assert b"year" not in done.content


def test_a_place_that_is_named_anew_takes_the_place_of_the_old_one() -> None:
    content = b"@article{x, journal = {arXiv preprint arXiv:1706.03762}, eprint = {1706.03762}}"
    done = update(content, [PUBLISHED])
    assert b"booktitle = {NeurIPS}" in done.content
    assert b"journal" not in done.content


def test_an_entry_of_ours_that_has_no_end_is_an_error_and_nothing_is_written() -> None:
    content = b"@misc{devlin2018bert, title = {x\n\n@misc{other, title = {y}}\n"
    with pytest.raises(InvalidFileError) as refused:
        update(content, [BERT])
    assert refused.value.fields["line"] == 1
    other = b"@misc{broken, title = {x\n\n@misc{devlin2018bert, title = {y}}\n"
    assert update(other, [BERT]).changed == ("devlin2018bert",)
    with pytest.raises(InvalidFileError):
        update("@misc{a,}".encode("utf-16"), [BERT])


@pytest.mark.parametrize(
    ("entry", "closed"),
    [
        (b"@article{k, title={A Work}, year=2020, note={%s}} " % (b"x" * 500), True),
        (b"@article{k,\n title={A Work},\n note={%s}\n\n" % (b"{x}" * 50), False),
    ],
    ids=["one line", "no end"],
)
def test_entries_are_found_in_a_time_that_grows_with_their_number(
    entry: bytes, closed: bool
) -> None:
    started = time.process_time()
    blocks = find_blocks(entry * 5_000)
    assert time.process_time() - started < 3, "it takes 0.3 s"
    assert len(blocks) == 5_000
    assert [block.closed for block in blocks[:-1]] == [closed] * 4_999


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
def test_an_entry_behind_a_percent_sign_is_left_alone(ending: str) -> None:
    lines = ["@misc{a, x={1}} % @misc{b, x={1}} @misc{c, x={1}}", "@misc{d, x={1}}"]
    found = find_blocks((ending.join(lines) + ending).encode())
    assert [(block.key, block.line) for block in found] == [("a", 1), ("d", 2)]


@pytest.mark.parametrize(
    "before",
    [
        b"@misc{x, title={X},\n url={http://h/a%20b}} ",
        b"@misc{x, title={50\\% of it}} ",
        b"@string{x = {50\\% of it}} @comment{100%} ",
    ],
    ids=["address", "title", "no entry"],
)
def test_a_percent_sign_within_an_entry_comments_nothing_out(before: bytes) -> None:
    done = update(before + b"@misc{devlin2018bert, title={Old}}\n", [BERT])
    assert (done.changed, done.added) == (("devlin2018bert",), ())
    assert done.content.count(b"devlin2018bert") == 1


def test_a_field_that_stands_there_twice_stays_twice() -> None:
    content = b"@misc{devlin2018bert, title={Old}, note={one}, note={two}}\n"
    text = update(content, [BERT]).content
    assert b"  note = {one},\n  note = {two},\n" in text


def test_an_entry_that_a_person_commented_out_is_not_put_in_again() -> None:
    content = HAND_KEPT.replace(b"former2018bert", b"Devlin2018bert")
    done = update(content, [BERT])
    assert (done.content, done.added, done.commented) == (content, (), ("devlin2018bert",))
    remark = b"% see @misc for more, and\n@misc{a, note={% @misc{devlin2018bert,}}}\n% @misc{b"
    assert update(remark, [BERT]).added == ("devlin2018bert",)


def test_blocks_know_their_lines_and_their_fields() -> None:
    first, second = find_blocks(HAND_KEPT)
    assert (first.kind, first.key, first.line) == ("misc", "my:key", 5)
    assert [name for name, _ in first.fields] == ["title", "eprint", "note"]
    assert (second.key, second.line) == ("other", 11)
    assert dict(second.fields) == {"title": "{A (paren) {entry}}", "journal": "nips"}


@given(
    st.binary(max_size=80)
    | st.text(st.sampled_from('@a{}(),="#%\\ \r\n한'), max_size=80).map(str.encode)
)
def test_no_file_loses_a_byte(content: bytes) -> None:
    try:
        done = update(content, [BERT._replace(key=CiteKey("zzz"))])
    except InvalidFileError:
        return
    assert done.content.startswith(content)


@given(libraries())
def test_what_we_wrote_is_up_to_date_and_reads_back(library: list[Paper]) -> None:
    content = write_bibtex(library).encode()
    done = update(content, library)
    assert done.added == ()
    again = update(done.content, library)
    assert again.content == done.content
    assert parse_string(done.content.decode()).failed_blocks == []


@pytest.mark.parametrize("key", ["가", "정하늘2024", "홍길동-각"])
def test_an_entry_with_a_key_in_hangul_is_ours_and_keeps_it(key: str) -> None:
    paper = BERT._replace(key=CiteKey(key), identifiers=())
    content = f"@article{{{key},\n  title = {{bert}},\n  note = {{정}}\n}}\n".encode()
    done = update(content, [paper])
    assert (done.changed, done.added) == ((key,), ())
    assert f"{{{key},\n" in done.content.decode()
    assert "  note = {정}" in done.content.decode()
    assert update(done.content, [paper]).same == 1


def test_a_key_in_an_old_encoding_stays_as_it_is() -> None:
    content = "@article{홍길동,\n  eprint = {1810.04805}\n}\n".encode("euc-kr")
    paper = BERT._replace(identifiers=(Identifier(Scheme.ARXIV, "1810.04805"),))
    done = update(content, [paper])
    assert "@article{홍길동,\n".encode("euc-kr") in done.content
    assert len(done.changed) == 1


@pytest.mark.parametrize(
    ("field", "held"),
    [
        ("{European Central Bank}", (Author("European Central Bank"),)),
        ("Kim, M., Lee, S., Park, J.", (Author("J. Kim M. Lee S. Park", "Kim"),)),
        ("Kim, M., Lee, S.", (Author("M. Kim", "Kim", "M."), Author("S. Lee", "Lee", "S."))),
    ],
)
def test_how_a_person_parts_names_is_no_news(field: str, held: tuple[Author, ...]) -> None:
    content = f"@misc{{k, author = {{{field}}}, title = {{T}}, year = 2020}}".encode()
    paper = Paper(PaperId(1), CiteKey("k"), "T", held, year=2020)
    assert update(content, [paper], k=1).changed == ()


def test_another_order_of_authors_is_news() -> None:
    content = b"@misc{k, author = {Kim, M. and Lee, S.}, title = {T}, year = 2020}"
    held = (Author("S. Lee", "Lee", "S."), Author("M. Kim", "Kim", "M."))
    paper = Paper(PaperId(1), CiteKey("k"), "T", held, year=2020)
    assert b"{Lee, S. and Kim, M.}" in update(content, [paper], k=1).content
