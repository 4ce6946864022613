"""Files of other tools into the library."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from paperstudy.domain.errors import InvalidFileError, InvalidInputError
from paperstudy.domain.events import (
    CancelToken,
    Event,
    Finished,
    ItemDone,
    ItemFailed,
    Notice,
    Started,
)
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.importing import BrokenEntry, ImportFile
from paperstudy.domain.papers import (
    Author,
    ExtraField,
    PaperEdit,
    PaperRecord,
    PaperState,
    Publication,
)
from paperstudy.domain.queries import PaperQuery
from paperstudy.study import import_files, importing
from paperstudy.study.import_ahead import ReadAhead
from paperstudy.study.import_values import Conflict, Imported, ImportOutcome, ImportSummary
from paperstudy.study.shelving import shelve
from paperstudy.study.study import Study
from tests.unit.study.house import NOW, failed, values

NEW, MERGED, SAME = ImportOutcome.NEW, ImportOutcome.MERGED, ImportOutcome.SAME
BISHOP = PaperEdit(
    title="Mixture Density Networks", authors=(Author("Christopher M. Bishop"),), year=1994
)
BIB = """
@inproceedings{he2016deep,
  title = {Deep Residual Learning for Image Recognition},
  author = {He, Kaiming and Zhang, Xiangyu},
  booktitle = {CVPR}, year = {2016}
}
@techreport{Bishop:94,
  title = {Mixture Density Networks}, author = {Bishop, Christopher M.}, year = 1994
}
@article{broken,
  title = {No End
@misc{vit, title = {An Image}, eprint = {2010.11929}, archivePrefix = {arXiv}, year = 2020}
"""


def take(
    study: Study, *paths: Path, cancel: CancelToken | None = None, **how: object
) -> list[Event]:
    token = cancel or CancelToken()
    return list(study.importing.import_(paths, cancel=token, **how))  # type: ignore[arg-type]


def done(events: list[Event]) -> list[Imported]:
    return values(events, Imported)


def outcomes(events: list[Event]) -> list[tuple[str, ImportOutcome]]:
    return [(one.key, one.outcome) for one in done(events)]


def summary(events: list[Event]) -> ImportSummary:
    last = events[-1]
    assert isinstance(last, Finished)
    assert isinstance(last.summary, ImportSummary)
    return last.summary


def count(study: Study) -> int:
    return study.library.search(PaperQuery()).total


def write(folder: Path, text: str, name: str = "refs.bib") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_entries_come_in_with_their_keys(study: Study, tmp_path: Path) -> None:
    events = take(study, write(tmp_path, BIB))
    assert outcomes(events) == [("he2016deep", NEW), ("Bishop:94", NEW), ("vit", NEW)]
    assert {one.state for one in done(events)} == {PaperState.OFFLINE}
    (broken,) = failed(events)
    assert (broken.label, broken.error.fields["line"]) == ("refs.bib:10", 10)
    assert (summary(events).new, summary(events).rejected[0].line) == (3, 10)
    assert summary(events).rejected[0].text.startswith("@article{broken,")
    assert study.library.get("arxiv:2010.11929").paper.key == "vit"


def test_adding_a_file_is_importing_it(study: Study, tmp_path: Path) -> None:
    events = list(study.library.add_file(write(tmp_path, BIB), cancel=CancelToken()))
    assert [(one.key, one.created) for one in done(events)] == [
        ("he2016deep", True),
        ("Bishop:94", True),
        ("vit", True),
    ]


def test_importing_twice_changes_nothing(study: Study, tmp_path: Path) -> None:
    path = write(tmp_path, BIB + "@misc{again, title={An Image}, note={Seen}, year=2020}")
    take(study, path)
    before = [study.library.get(key) for key in ("he2016deep", "Bishop:94", "vit")]
    events = take(study, path)
    assert {outcome for _, outcome in outcomes(events)} == {SAME}
    assert [study.library.get(key) for key in ("he2016deep", "Bishop:94", "vit")] == before
    assert study.upkeep.undo() == "import refs.bib"
    assert count(study) == 0


def test_one_undo_takes_back_all_pieces_of_an_import(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_AT_ONCE", 2)
    entries = "".join(
        f"@misc{{k{n}, title={{Work Number {n}}}, keywords={{x, y}}, note={{n}}}}\n"
        for n in range(7)
    )
    take(study, write(tmp_path, entries))
    assert count(study) == 7
    assert study.upkeep.undo() == "import refs.bib"
    assert count(study) == 0
    assert study.library.complete_tags("") == []
    assert study.upkeep.undo() is None
    assert study.upkeep.redo() == "import refs.bib"
    assert study.library.get("k6").paper.tags == ("x", "y")


def test_after_a_stop_what_was_taken_stays_and_the_next_run_goes_on(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_AT_ONCE", 2)
    path = write(tmp_path, "".join(f"@misc{{k{n}, title={{Work {n}}}}}\n" for n in range(5)))
    cancel = CancelToken()
    events: list[Event] = []
    for event in study.importing.import_([path], cancel=cancel):
        events.append(event)
        cancel.cancel()
    assert events[-1] == Finished(ImportSummary(), cancelled=True)
    cancel = CancelToken()
    for event in study.importing.import_([path], cancel=cancel):
        if isinstance(event, Finished):
            assert event.cancelled
        elif values([event], Imported):
            cancel.cancel()
    assert count(study) == 2
    assert [outcome for _, outcome in outcomes(take(study, path))] == [SAME, SAME, NEW, NEW, NEW]


def test_a_dry_run_says_the_same_and_writes_nothing(study: Study, tmp_path: Path) -> None:
    study.library.add_manual(BISHOP)
    path = write(tmp_path, BIB + "@misc{again, title={An Image}, year=2020, note={Seen}}")
    dry = take(study, path, dry_run=True)
    assert count(study) == 1
    assert outcomes(dry) == outcomes(take(study, path))


def test_a_key_of_the_file_leads_to_a_paper_that_has_another(study: Study, tmp_path: Path) -> None:
    study.library.add_manual(BISHOP)
    one = done(take(study, write(tmp_path, BIB)))[1]
    assert (one.key, one.outcome, one.entry) == ("bishop1994mixture", SAME, "Bishop:94")
    assert study.library.get("Bishop:94").paper.key == "bishop1994mixture"
    study.library.edit("bishop1994mixture", PaperEdit(key="mdn"))
    assert {study.library.get(key).paper.key for key in ("Bishop:94", "bishop1994mixture")} == {
        "mdn"
    }
    other = write(tmp_path, "@misc{bishop1994mixture, title={Something Else}}", "b.bib")
    (taken,) = done(take(study, other))
    assert taken.conflicts == (Conflict("key", taken.key, "bishop1994mixture"),)


def test_a_key_that_is_taken_or_none_gives_way(study: Study, tmp_path: Path) -> None:
    study.library.add_manual(PaperEdit(title="Mine", key="taken"))
    text = "@misc{taken, title={One Thing}, year=2001}\n@misc{a b, title={Another Thing}}\n"
    first, second = done(take(study, write(tmp_path, text)))
    assert first.key != "taken"
    assert study.library.get("taken").paper.title == "Mine"
    assert first.conflicts == (Conflict("key", first.key, "taken"),)
    assert study.library.get("a b").paper.key == second.key


def test_what_a_person_corrected_stays_and_is_found_again(study: Study, tmp_path: Path) -> None:
    path = write(tmp_path, "@misc{k, title={A Ttle}, year=2001, annote={Theirs}, keywords={a, b}}")
    take(study, path)
    study.library.edit("k", PaperEdit(title="Another Name", year=2002))
    study.library.set_note("k", "Mine")
    study.library.tag(["k"], remove=["a"])
    (one,) = done(take(study, path))
    assert (one.key, one.outcome) == ("k", SAME)
    assert {each.field for each in one.conflicts} == {"title", "year", "note"}
    detail = study.library.get("k")
    assert (detail.paper.title, detail.paper.year, detail.note) == ("Another Name", 2002, "Mine")
    assert detail.paper.tags == ("b",)
    write(tmp_path, "@misc{k, title={A Ttle}, year=2001, annote={New}, keywords={a, b, c}}")
    (one,) = done(take(study, path))
    assert one.filled == ("tags",)
    assert one.conflicts[-1] == Conflict("note", "Mine", "New")
    assert study.library.get("k").paper.tags == ("b", "c")
    assert study.library.get("k").note == "Mine"


def test_what_has_no_place_of_ours_is_kept(study: Study, tmp_path: Path) -> None:
    text = r"""@inproceedings{k, title={T}, author={A B}, booktitle={V}, year=2020, month = jan,
        editor = {C D}, series = {LNCS {12}}, isbn = {1-2}, my-field = {\& {X}},
        keywords = {a; b}, groups = {Read}, file = {Text:f/a.pdf:PDF}, date-added = {2020-01-02}}"""
    take(study, write(tmp_path, text))
    paper = study.library.get("k").paper
    assert paper.entry_type == "inproceedings"
    assert paper.extra[:5] == (
        ExtraField("month", "jan"),
        ExtraField("editor", "C D"),
        ExtraField("series", "LNCS {12}"),
        ExtraField("isbn", "1-2"),
        ExtraField("my-field", r"\& {X}"),
    )
    assert paper.tags == ("a", "b", "group:Read")
    assert paper.attachments == (f"{tmp_path}/f/a.pdf",)
    assert paper.added_at is not None
    assert (paper.added_at.year, NOW.year) == (2020, 2026)


def test_two_entries_of_one_work_are_one_paper(study: Study, tmp_path: Path) -> None:
    text = """@article{one, title={A Work of Many Words}, author={A B}, year=2020, doi={10.1000/x}}
        @misc{two, title={A work of many words}, author={A B}, year=2020, note={Seen}}
        @misc{three, title={Other}, doi={10.1000/x}, eprint={2001.00001}, archiveprefix={arXiv}}
        @misc{four, title={A Fourth}, eprint={2001.00001}, archiveprefix={arXiv}}"""
    events = take(study, write(tmp_path, text))
    assert {one.key for one in done(events)} == {"one"}
    assert {study.library.get(key).paper.key for key in ("two", "three", "four")} == {"one"}
    assert summary(events).conflicts == 2


def test_works_of_one_title_by_others_or_of_another_time_are_other_works(
    study: Study, tmp_path: Path
) -> None:
    text = (
        "@article{smith1990, title={Editorial}, author={Smith, Ann}, year={1990}}\n"
        "@article{jones2001, title={Editorial}, author={Jones, Bob}, year={2001}}\n"
        "@article{smith2015, title={Editorial}, author={Smith, Ann}, year={2015}}\n"
        "@article{again, title={Editorial}, author={Jones, Bob}, year={2001}}\n"
    )
    assert [one.key for one in done(take(study, write(tmp_path, text)))] == [
        *("smith1990", "jones2001", "smith2015", "jones2001")
    ]


def test_works_of_one_title_by_namesakes_or_in_other_books_are_other_works(
    study: Study, tmp_path: Path
) -> None:
    known = (
        "@incollection{minsu, title={Introduction}, author={Kim, Minsu}, year=2019}\n"
        "@incollection{speech, title={Preface}, booktitle={Handbook of Speech}, pages={1--9}}\n"
        "@misc{pre, title={Deep Nets}, author={He, Kaiming}, eprint={1512.03385}, archiveprefix={arXiv}}\n"
    )
    take(study, write(tmp_path, known))
    others = (
        "@incollection{minji, title={Introduction}, author={Kim, Minji}, year=2020}\n"
        "@incollection{vision, title={Preface}, booktitle={Handbook of Vision}, pages={1--12}}\n"
        "@article{print, title={Deep Nets}, author={He, K.}, journal={Nature}, pages={7--9}}\n"
        "@misc{again, title={Introduction}, author={Kim, M. S.}}\n"
    )
    assert [one.key for one in done(take(study, write(tmp_path, others, "b.bib")))] == [
        *("minji", "vision", "pre", "minsu")
    ]


def test_editorials_of_two_issues_are_two_works_also_in_two_files(
    study: Study, tmp_path: Path
) -> None:
    entry = "@article{{{}, title={{Editorial}}, author={{Jordan, M}}, journal={{JMLR}}, volume={}, number={}, pages={{{}}}}}\n"
    take(study, write(tmp_path, entry.format("one", 1, 1, "3--4")))
    others = [("two", 1, 2, "7--8"), ("three", 2, 1, "5--6"), ("again", 1, 1, "3-4")]
    text = "".join(entry.format(*other) for other in others)
    rows = done(take(study, write(tmp_path, text, "b.bib")))
    assert [one.key for one in rows] == ["two", "three", "one"]


def test_a_correction_goes_to_the_paper_of_its_key_though_a_namesake_says_it_already(
    study: Study, tmp_path: Path
) -> None:
    entry = (
        "@article{{{}, title={{Editorial}}, author={{Kim, Minjun}}, journal={{Things}}, year={}}}\n"
    )
    known = entry.format("kim2019", 2019) + entry.format("kim2020", 2020)
    take(study, write(tmp_path, known))
    path = write(tmp_path, entry.format("kim2020", 2019), "b.bib")
    row = done(take(study, path))[0]
    assert (row.key, [each.field for each in row.conflicts]) == ("kim2020", ["year"])
    row = done(take(study, path, replace=True))[0]
    assert (row.key, [each.field for each in row.changed]) == ("kim2020", ["year"])


def test_settings_and_volumes_that_lend_are_counted(study: Study, tmp_path: Path) -> None:
    text = "@proceedings{p, title={P}}@inproceedings{a, title={A}, crossref={p}}@xdata{x, year=1}"
    events = take(study, write(tmp_path, text.replace("}@", "}\n@")))
    assert summary(events).others == 2
    assert [e for e in events if isinstance(e, Notice)]


def test_a_file_may_be_of_a_korean_windows(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes("@article{kim, title={한국어 논문의 제목}, author={김철수}}".encode("cp949"))
    assert [one.title for one in done(take(study, path))] == ["한국어 논문의 제목"]


@pytest.mark.parametrize("data", [b"", b" \n", b"<html><body>404</body></html>", b"@string{a=1}"])
def test_a_file_without_an_entry_is_said(study: Study, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(data)
    with pytest.raises(InvalidFileError, match="holds no BibTeX entry"):
        take(study, path)


def test_bytes_that_are_no_text_are_no_end(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(b"\xef\xbb\xbf@misc{a, title={Caf\xe9}}\n\x00\xff")
    assert [one.key for one in done(take(study, path))] == ["a"]


def test_what_cannot_be_read_is_said_before_anything_is_written(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, odd = write(tmp_path, BIB), write(tmp_path, "Some words.", "odd.bin")
    with pytest.raises(InvalidFileError, match="in no format that is known"):
        take(study, good, odd)
    with pytest.raises(InvalidFileError, match="no file"):
        take(study, good, tmp_path / "none.bib")
    with pytest.raises(InvalidFileError, match=r"info\.yaml"):
        take(study, tmp_path)
    with pytest.raises(InvalidInputError, match="no format is called"):
        take(study, good, format_name="word")
    monkeypatch.setattr(import_files, "_LARGEST", 10)
    with pytest.raises(InvalidFileError, match="too large"):
        take(study, good)
    assert count(study) == 0


def test_a_folder_of_papis_comes_in_with_its_files(study: Study, tmp_path: Path) -> None:
    for name, title in (("a", "One Work"), ("b/c", "Another Work")):
        folder = tmp_path / name
        folder.mkdir(parents=True)
        write(folder, f"title: {title}\nref: {name[-1]}key\nfiles:\n- paper.pdf\n", "info.yaml")
    assert outcomes(take(study, tmp_path)) == [("akey", NEW), ("ckey", NEW)]
    assert study.library.get("ckey").paper.attachments == (f"{tmp_path}/b/c/paper.pdf",)


def test_a_work_of_papis_that_says_nothing_stops_no_other(study: Study, tmp_path: Path) -> None:
    for name, text in (
        ("a", "year: 2000\n"),
        ("b", "title: One Work\nref: bkey\n"),
        ("c", "{}"),
        ("d", ""),
    ):
        (tmp_path / name).mkdir()
        write(tmp_path / name, text, "info.yaml")
    events = take(study, tmp_path)
    assert outcomes(events) == [("bkey", NEW)]
    assert sum(isinstance(event, ItemFailed) for event in events) == 3


def test_a_file_adds_to_what_another_format_said(study: Study, tmp_path: Path) -> None:
    take(study, write(tmp_path, "TY  - JOUR\nTI  - One Work of Note\nER  - \n", "a.ris"))
    path = write(tmp_path, "@article{k, title={One work of note}, journal={Nature}, year=2020}")
    (one,) = done(take(study, path))
    assert one.outcome is MERGED
    assert {"year", "publication"} <= {*one.filled}
    paper = study.library.get("k").paper
    assert paper.publication is not None
    assert paper.publication.venue == "Nature"


def test_rejects_are_told_in_a_time_that_grows_with_their_number(study: Study) -> None:
    broken = tuple(BrokenEntry(line, "odd", "@misc{") for line in range(30_000))
    file = import_files.FileRead("a.bib", "bibtex", ImportFile((), broken))
    started = time.process_time()
    (*_, finished) = study.importing._take_all([file], CancelToken(), dry_run=True, replacing=False)
    assert time.process_time() - started < 1.5, "it takes 0.2 s"
    assert isinstance(finished, Finished)
    assert isinstance(finished.summary, ImportSummary)
    assert [one.line for one in finished.summary.rejected] == list(range(30_000))


KOREAN = "@article{kim, title={한국어 논문의 제목}, author={김철수}}\r\n"
OLD = "@article{m, title={Über naïve Netze}, author={Müller}}"


@pytest.mark.parametrize(
    ("data", "titles"),
    [
        (KOREAN.encode("utf-8-sig"), ["한국어 논문의 제목"]),
        (KOREAN.encode("cp949"), ["한국어 논문의 제목"]),
        (KOREAN.encode("utf-16"), ["한국어 논문의 제목"]),
        (KOREAN.encode("utf-16-le"), ["한국어 논문의 제목"]),
        (KOREAN.encode("utf-16-be"), ["한국어 논문의 제목"]),
        (b"% Encoding: ISO8859_1\n" + OLD.encode("latin-1"), ["Über naïve Netze"]),
        (b"% Encoding: nonsense\n" + OLD.encode(), ["Über naïve Netze"]),
        (b"% Encoding: unicode_escape\n@article{m, title={a\\ud800b}}\xb5", ["a\\ud800b"]),
        (KOREAN.encode() + OLD.encode("latin-1"), ["한국어 논문의 제목", "Über naïve Netze"]),
    ],
    ids=[
        "mark",
        "cp949",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "told",
        "told wrongly",
        "no code",
        "mixed",
    ],
)
def test_letters_of_any_encoding_come_in_as_they_are(
    study: Study, tmp_path: Path, data: bytes, titles: list[str]
) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(data)
    assert [one.title for one in done(take(study, path))] == titles


def test_a_lender_that_is_not_in_the_file_is_told_with_its_line(
    study: Study, tmp_path: Path
) -> None:
    path = write(tmp_path, "\n@inproceedings{a, title={A Title}, crossref={none}}\n")
    events = take(study, path)
    assert [one.key for one in done(events)] == ["a"]
    (notice,) = [event for event in events if isinstance(event, Notice)]
    assert dict(notice.fields) == {"path": "refs.bib", "line": 2, "key": "none"}


def test_a_large_file_that_a_second_process_reads_brings_the_same(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.bib"
    path.write_text(BIB, encoding="utf-8")
    here = take(study, path, dry_run=True)
    monkeypatch.setattr(import_files, "WORTH_IT", 1)
    monkeypatch.setattr(import_files, "count_processors", lambda: 2)
    there = take(study, path, dry_run=True)
    assert (done(there), summary(there)) == (done(here), summary(here))
    assert [str(one.error) for one in failed(there)] == [str(one.error) for one in failed(here)]
    assert [type(event) for event in take(study, path)] == [type(event) for event in here]
    assert outcomes(take(study, path)) == [(one.key, SAME) for one in done(here)]


@pytest.mark.parametrize("taken", [0, 1, 2])
def test_whoever_drops_an_import_ends_what_reads_beside(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: int
) -> None:
    path = tmp_path / "large.bib"
    path.write_text(BIB, encoding="utf-8")
    monkeypatch.setattr(import_files, "WORTH_IT", 1)
    monkeypatch.setattr(import_files, "count_processors", lambda: 2)
    closed: list[ReadAhead] = []
    close = ReadAhead.close

    def note(helper: ReadAhead) -> None:
        closed.append(helper)
        close(helper)

    monkeypatch.setattr(ReadAhead, "close", note)
    events = study.importing.import_([path], cancel=CancelToken())
    assert not closed
    told = [type(event) for event in islice(events, taken)]
    assert told == [Started, ItemDone][:taken]
    del events
    assert len(closed) == 1


def test_one_processor_has_no_second_process(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.bib"
    path.write_text(BIB, encoding="utf-8")
    monkeypatch.setattr(import_files, "WORTH_IT", 1)
    monkeypatch.setattr(import_files, "count_processors", lambda: 1)
    monkeypatch.delattr(import_files, "ReadAhead")
    assert len(done(take(study, path))) == 3


def test_a_large_file_can_be_left_before_its_end(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.bib"
    path.write_text(BIB, encoding="utf-8")
    monkeypatch.setattr(import_files, "WORTH_IT", 1)
    monkeypatch.setattr(import_files, "count_processors", lambda: 2)
    cancel = CancelToken()
    cancel.cancel()
    events = take(study, path, cancel=cancel)
    assert done(events) == []
    assert isinstance(events[-1], Finished)
    assert events[-1].cancelled


def test_a_dry_run_does_not_say_that_the_other_entries_were_added(
    study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "bad.bib"
    path.write_text(BIB, encoding="utf-8")
    (dry,) = failed(take(study, path, dry_run=True))
    assert dry.error.hint == "the other entries can be added"
    (wet,) = failed(take(study, path))
    assert wet.error.hint == "the other entries were added"


def test_an_article_without_a_journal_and_an_online_source_keep_their_types(
    study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "types.bib"
    path.write_text(
        "@article{a, title = {An Essay}, author = {Kim, Ann}, year = 2020}\n"
        "@online{o, title = {A Page}, author = {Kim, Ann}, year = 2021,"
        " url = {https://example.org/page}}\n"
        "@article{p, title = {A Preprint}, author = {Kim, Ann}, year = 2021,"
        " eprint = {2101.00001}, archivePrefix = {arXiv}}\n",
        encoding="utf-8",
    )
    take(study, path)

    def types(name: str) -> list[str]:
        lines = study.exporting.export(name).text.splitlines()
        return [line.partition("{")[0] for line in lines if line.startswith("@")]

    assert types("bibtex") == ["@article", "@misc", "@misc"]
    assert types("biblatex") == ["@article", "@online", "@online"]


FIRST = """@article{one, title={Deep Alpha Networks}, author={Ann Kim and Bob Lee}, year={2019},
  journal={Nature}, volume={1}, pages={1--2}, abstract={First abstract}, note={To appear},
  mine={a}, doi={10.1000/a1}, url={https://a.example/}}"""
SECOND = """@article{one, title={Deep Alpha Networks Again}, author={Ann Kim and Carl Foo}, year={2022},
  journal={Science}, volume={9}, pages={7--8}, abstract={Second abstract}, note={Rejected},
  mine={b}, doi={10.1000/a1}, url={https://b.example/}, number={3}, keywords={red}, other={new}}"""
CSL = """[{"id": "one", "type": "article-journal", "title": "Deep Alpha Networks Again",
  "DOI": "10.1000/a1", "abstract": "Third", "container-title": "Cell", "ISSN": "1234-5678"}]"""
EVERY_FIELD = {
    *("title", "authors", "year", "venue", "volume", "pages", "abstract", "note", "mine", "url")
}


def test_a_second_file_fills_gaps_and_changes_nothing_that_is_here(
    study: Study, tmp_path: Path
) -> None:
    take(study, write(tmp_path, FIRST))
    before = study.exporting.export("bibtex").text
    second = write(tmp_path, SECOND, "b.bib")
    (dry,) = done(take(study, second, dry_run=True))
    (one,) = done(take(study, second))
    assert one == dry
    assert (one.outcome, one.filled) == (MERGED, ("extra", "tags"))
    assert {each.field for each in one.conflicts} == EVERY_FIELD
    assert Conflict("authors", "Bob Lee", "Carl Foo") in one.conflicts
    after = study.exporting.export("bibtex").text
    assert {*before.splitlines()} <= {*after.splitlines()}
    assert "new" in after


@pytest.mark.parametrize("turn", [1, -1], ids=["bibtex first", "csl first"])
def test_the_first_file_is_believed_whatever_its_format(
    study: Study, tmp_path: Path, turn: int
) -> None:
    files = [write(tmp_path, FIRST), write(tmp_path, CSL, "a.json")][::turn]
    take(study, files[0])
    before = study.library.get("one").paper
    (one,) = done(take(study, files[1]))
    assert {"title", "venue", "abstract"} <= {each.field for each in one.conflicts}
    after = study.library.get("one").paper
    assert (after.title, after.publication, after.abstract) == (
        *(before.title, before.publication, before.abstract),
    )
    assert {each.name for each in after.extra} == {"mine", "note", "issn"}


def test_files_in_turn_change_nothing_a_second_time(study: Study, tmp_path: Path) -> None:
    first = write(tmp_path, FIRST)
    take(study, first)
    take(study, write(tmp_path, SECOND, "b.bib"))
    before = study.library.get("one")
    (one,) = done(take(study, first))
    assert (one.outcome, one.filled, one.conflicts) == (SAME, (), ())
    assert study.library.get("one") == before
    assert study.upkeep.undo() == "import b.bib"


def test_a_file_replaces_what_others_said_where_one_asks_for_it(
    study: Study, tmp_path: Path
) -> None:
    take(study, write(tmp_path, FIRST))
    study.library.edit("one", PaperEdit(title="Mine"))
    events = take(study, write(tmp_path, SECOND + FIRST, "b.bib"), replace=True)
    one, again = done(events)
    assert (one.outcome, again.outcome) == (ImportOutcome.CHANGED, SAME)
    assert {each.field for each in one.changed} == EVERY_FIELD - {"title"}
    assert one.conflicts == (Conflict("title", "Mine", "Deep Alpha Networks Again"),)
    assert (summary(events).changed, summary(events).conflicts) == (1, 2)
    paper = study.library.get("one").paper
    assert (paper.title, paper.year) == ("Mine", 2022)
    assert [each.name for each in paper.extra] == ["note", "mine", "other"]
    study.upkeep.undo()
    assert study.library.get("one").paper.year == 2019


def test_a_file_that_names_fewer_authors_takes_none_away(study: Study, tmp_path: Path) -> None:
    entry = "@article{{x, title={{Deep Residual Learning}}, author={{{}}}}}"
    long, short = "Kaiming He and Xiangyu Zhang and Shaoqing Ren", "He, K."
    take(study, write(tmp_path, entry.format(f"{long} and others")))
    first = study.library.get("x").paper
    second = write(tmp_path, entry.format(short), "b.bib")
    (one,) = done(take(study, second))
    assert (one.outcome, one.changed) == (SAME, ())
    assert [each.field for each in one.conflicts] == ["authors"]
    assert study.library.get("x").paper == first
    take(study, second, replace=True)
    assert [each.name for each in study.library.get("x").paper.authors] == ["K. He"]
    whole = write(tmp_path, entry.format(f"{long} and Jian Sun"), "c.bib")
    take(study, write(tmp_path, entry.format(f"{long} and others")), replace=True)
    take(study, whole)
    paper = study.library.get("x").paper
    assert (len(paper.authors), paper.more_authors) == (4, False)


def test_what_only_a_record_of_ours_gains_is_the_same(study: Study, tmp_path: Path) -> None:
    first = write(tmp_path, FIRST)
    take(study, first)
    take(study, write(tmp_path, SECOND, "b.bib"), replace=True)
    (one,) = done(take(study, first))
    assert (one.outcome, one.filled, one.changed) == (SAME, (), ())
    assert all("records" not in each.filled for each in done(take(study, first, replace=True)))


def test_a_key_that_another_paper_has_is_counted_apart(study: Study, tmp_path: Path) -> None:
    text = "@article{dup, title={One Work Alone}}\n@article{dup, title={Another Thing Entirely}}\n"
    told = summary(take(study, write(tmp_path, text)))
    assert (told.new, told.conflicts, told.clashes) == (2, 0, 1)


def test_another_spelling_is_no_conflict(study: Study, tmp_path: Path) -> None:
    take(
        study,
        write(
            tmp_path,
            "@inproceedings{k, title={Deep {R}esidual Learning}, author={He, Kaiming and Zhang, X.},"
            " booktitle={CVPR}, year=2016, pages={1--2}, abstract={Deep  nets are hard.},"
            " url={https://www.example.org/a/}, series={{LNCS}}, eprint={1512.03385},"
            " archiveprefix={arXiv}}",
        ),
    )
    text = (
        "@inproceedings{k, title={Deep residual learning}, author={Kaiming He and others},"
        " booktitle={Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition},"
        " year=2016, pages={1-2}, abstract={Deep nets are hard.}, series={lncs},"
        " url={http://example.org/a}}"
        "@misc{k2, title={Deep residual learning}, author={He, Kaiming and Zhang, X.}, year=2016,"
        " url={https://arxiv.org/abs/1512.03385v1}}"
    )
    for one in done(take(study, write(tmp_path, text, "b.bib"))):
        assert one.conflicts == ()


def test_a_broken_entry_is_named_once_with_its_key(study: Study, tmp_path: Path) -> None:
    path = write(tmp_path, "@misc{mine, title = {x} y {z}, }\n@misc{good, title = {Good}}\n")
    (failed,) = (each for each in take(study, path) if isinstance(each, ItemFailed))
    assert str(failed.error).endswith(
        "refs.bib:1 is no entry that can be read "
        "(mine: a brace, a quote or a comma is missing or too many)"
    )


def test_a_file_of_other_bytes_is_no_text(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(InvalidFileError, match="is no text"):
        take(study, path)


def notices(events: list[Event]) -> list[dict[str, object]]:
    return [dict(event.fields) for event in events if isinstance(event, Notice)]


def test_a_macro_that_the_file_does_not_define_is_told_once_with_its_line(
    study: Study, tmp_path: Path
) -> None:
    text = (
        '@string{here = "A Journal"}\n'
        "@article{a, title={A}, journal=IEEE_J_PAMI # { (B)}, year=2001}\n"
        "@article{b, title={B}, journal=here, month=mar, year=2001}\n"
        "@article{c, title={C}, journal=IEEE_J_PAMI, publisher=IEEE_J_PAMI, month=foo}\n"
        "@article{d, title={D}, journal=jacm, month=June, url=http://a.b/c, note=two words}\n"
    )
    events = take(study, write(tmp_path, text))
    venues = [study.library.get(key).paper.publication for key in "abcd"]
    assert [venue.venue for venue in venues if venue] == [
        "IEEE_J_PAMI (B)", "A Journal", "IEEE_J_PAMI", "Journal of the ACM",
    ]  # fmt: skip
    assert notices(events) == [
        {"path": "refs.bib", "line": 2, "macro": "IEEE_J_PAMI", "count": 1},
        {"path": "refs.bib", "line": 4, "macro": "foo"},
    ]


def test_a_file_that_lacks_all_its_macros_is_no_flood(study: Study, tmp_path: Path) -> None:
    text = "".join(f"@misc{{k{n}, title={{T {n}}}, note=macro{n}}}\n" for n in range(40))
    told = notices(take(study, write(tmp_path, text), dry_run=True))
    assert len(told) == 11
    assert told[-1] == {"path": "refs.bib", "count": 30}


FETCHED = PaperRecord(
    "arxiv", "Learning to Learn", (Author("Ann Lee"), Author("Bo Kim")), year=2016,
    identifiers=(Identifier(Scheme.ARXIV, "1606.00001"),), abstract="It\n\nlearns.",
    published=NOW.replace(year=2016), categories=("cs.NE",),
)  # fmt: skip
PUBLISHED = Publication("NeurIPS 2016", 2016, "10.5555/9", "proceedings")
VENUE = PaperRecord(
    "semanticscholar", "Learning to Learn", (Author("Ann Lee"),), year=2016,
    identifiers=(Identifier(Scheme.ARXIV, "1606.00001"),),
    publication=PUBLISHED,
)  # fmt: skip
WITHDRAWN = PaperRecord(
    "arxiv", "Proof of Nothing", (Author("Ann Lee"),), year=2017, withdrawn=True, version=2,
    identifiers=(Identifier(Scheme.ARXIV, "1706.00009"),), comment="withdrawn", kind="preprint",
)  # fmt: skip


@pytest.mark.parametrize("format_name", ["bibtex", "biblatex"])
def test_what_was_exported_from_here_says_nothing_new(
    study: Study, tmp_path: Path, format_name: str
) -> None:
    with study.library._store.write("sync", at=NOW) as tx:
        for record in (FETCHED, VENUE):
            shelve(tx, record, NOW)
        shelve(tx, PaperRecord("log", "A Title in a Log"), NOW)
    study.library.set_note("lee2016learning", "Ours")
    study.library.tag(["lee2016learning"], add=["optimisers"])
    text = study.exporting.export(format_name).text
    assert "{NeurIPS}" in text
    before = study.library.get("lee2016learning")
    path = write(tmp_path, text)
    for dry_run, believed in ((True, False), (False, False), (False, True)):
        told = done(take(study, path, dry_run=dry_run, replace=believed))
        assert [(one.outcome, one.conflicts) for one in told] == [(SAME, ())] * 2
    assert study.library.get("lee2016learning") == before
    more = write(tmp_path, text.replace("{NeurIPS}", "{NeurIPS}, pages={1--9}"))
    one = next(one for one in done(take(study, more)) if one.key == "lee2016learning")
    assert (one.outcome, one.changed) == (MERGED, ())
    told_now = study.library.get("lee2016learning").paper.publication
    assert told_now == replace(PUBLISHED, pages="1-9")


# What is known of a paper from two entries, or is no longer what its entry says.
SCATTERED = """
@misc{nobody, title={By Nobody}, year=2001, doi={10.1000/nobody}}
@misc{book, title={A Book of Two}, year=2019, author={김, 철수}}
@book{copy, title={A Book of Two}, author={김, 철수}, publisher={ACM}}
@misc{noted, title={Noted}, author={Lee, B}, journal={JMLR}, annote={great}, howpublished={Talk}}
@misc{kind, title={Of Two Kinds}, author={Lee, B}, eprint={2001.00009}, archivePrefix={arXiv}}
@article{kind, title={Of Two Kinds}, author={Lee, B}, journal={Nature}, doi={10.1000/kinds}}
"""


@pytest.mark.parametrize("format_name", ["bibtex", "biblatex"])
def test_what_came_from_a_file_and_went_out_says_nothing_new(
    study: Study, tmp_path: Path, format_name: str
) -> None:
    take(study, write(tmp_path, BIB + FIRST + SCATTERED))
    study.library.set_note("noted", "")
    study.library.edit("noted", PaperEdit(venue="Ours"))
    before = study.exporting.export(format_name).text
    papers = study.library.search(PaperQuery()).rows
    whole = [study.library.get(paper.key).paper for paper in papers]
    path = write(tmp_path, before, "own.bib")
    told = done(take(study, path))
    assert {(one.outcome, one.conflicts) for one in told} == {(SAME, ())}
    assert [study.library.get(paper.key).paper for paper in papers] == whole
    assert study.exporting.export(format_name).text == before


@pytest.mark.parametrize("format_name", ["ris", "csl"])
def test_what_went_out_to_other_tools_comes_back_without_a_change(
    study: Study, tmp_path: Path, format_name: str
) -> None:
    with study.library._store.write("sync", at=NOW) as tx:
        for record in (FETCHED, VENUE, WITHDRAWN):
            shelve(tx, record, NOW)
        shelve(tx, PaperRecord("log", "A Title in a Log"), NOW)
    take(study, write(tmp_path, BIB + FIRST + SCATTERED))
    study.library.set_note("noted", "Ours now")
    study.library.tag(["lee2016learning"], add=["optimisers"])
    before = study.exporting.export("bibtex").text
    papers = [study.library.get(row.key) for row in study.library.search(PaperQuery()).rows]
    path = write(tmp_path, study.exporting.export(format_name).text, f"own.{format_name}")
    for believed in (False, True):
        told = done(take(study, path, replace=believed))
        assert {(one.outcome, one.conflicts) for one in told} == {(SAME, ())}
    assert [study.library.get(paper.paper.key) for paper in papers] == papers
    assert study.exporting.export("bibtex").text == before
    text = path.read_text(encoding="utf-8").replace("By Nobody", "By Nobody At All")
    (one,) = (
        each for each in done(take(study, write(tmp_path, text, path.name))) if each.conflicts
    )
    assert (one.key, [each.field for each in one.conflicts]) == ("nobody", ["title"])
