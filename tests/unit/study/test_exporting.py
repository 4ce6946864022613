"""Which papers go out, under which keys; a file that stays in step; new keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.errors import (
    ConflictError,
    InvalidFileError,
    NotFoundError,
    StaleEditError,
)
from paperstudy.domain.events import CancelToken, ItemDone
from paperstudy.domain.papers import PaperEdit
from paperstudy.store.store import open_store
from paperstudy.study.choosing import Choice
from paperstudy.study.study import Study
from tests.unit.study.house import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from paperstudy.config import Settings

ATTENTION, BERT, RESNET = "vaswani2017attention", "devlin2018bert", "he2015deep"


@pytest.fixture
def filled(study: Study) -> Study:
    events = study.library.add(["1706.03762", "1810.04805", "1512.03385"], cancel=CancelToken())
    assert sum(isinstance(event, ItemDone) for event in events) == 3
    return study


def keys(text: str) -> list[str]:
    return [line.partition("{")[2].rstrip(",") for line in text.splitlines() if line[:1] == "@"]


def export(study: Study, *words: str, **choice: tuple[str, ...]) -> list[str]:
    return keys(study.exporting.export("bibtex", Choice(words=words, **choice)).text)  # type: ignore[arg-type]


def test_words_that_are_all_keys_are_keys_and_else_a_query(filled: Study) -> None:
    assert export(filled, BERT, ATTENTION) == [BERT, ATTENTION]
    assert export(filled, "attention") == [ATTENTION]
    assert export(filled, BERT, "bidirectional") == [BERT]
    assert export(filled, "nothing", "here") == []
    assert export(filled) == [BERT, RESNET, ATTENTION]
    assert export(filled, keys=("arxiv:1706.03762",)) == [ATTENTION]


def test_a_key_that_is_not_here_beside_one_that_is_gets_the_nearest(filled: Study) -> None:
    with pytest.raises(NotFoundError) as refused:
        export(filled, BERT, "vaswani2017attenton")
    assert refused.value.fields["near"] == ATTENTION


def test_a_word_alone_that_finds_nothing_is_a_key_nobody_has(filled: Study) -> None:
    with pytest.raises(NotFoundError) as refused:
        export(filled, "vaswani2017attenton")
    assert refused.value.fields["near"] == ATTENTION
    with pytest.raises(NotFoundError):
        export(filled, "nosuch")
    assert export(filled, "tag:nosuch") == []
    assert export(filled, "없는논문") == []


def test_a_key_of_former_times_is_a_key(filled: Study) -> None:
    filled.library.edit(BERT, PaperEdit(key="bert"))
    assert export(filled, BERT) == ["bert"]


def test_a_document_says_which_papers_go_out_and_by_which_keys(
    filled: Study, tmp_path: Path
) -> None:
    filled.library.edit(BERT, PaperEdit(key="bert"))
    (tmp_path / "part.tex").write_text(rf"\citep{{{BERT}, he2015dep}}", encoding="utf-8")
    paper = tmp_path / "paper.tex"
    paper.write_text(f"\\input{{part}}\\input{{gone}}\\cite{{{ATTENTION}}}", encoding="utf-8")
    done = filled.exporting.export("bibtex", Choice(cited=(paper,)))
    assert keys(done.text) == [BERT, ATTENTION]
    assert done.missing == (("he2015dep", RESNET),)
    with pytest.raises(InvalidFileError):
        filled.exporting.export("bibtex", Choice(cited=(tmp_path / "no.aux",)))


def test_a_cited_key_is_written_as_it_is_cited_where_a_file_can_have_it(
    study: Study, tmp_path: Path
) -> None:
    source = tmp_path / "refs.bib"
    source.write_text(
        "@misc{müller2020, title = {Mills}}\n@misc{o'd, title = {Odd}}\n", encoding="utf-8"
    )
    list(study.importing.import_([source], cancel=CancelToken()))
    aux = tmp_path / "p.aux"
    aux.write_text("\\citation{müller2020}\n\\citation{o'd}\n", encoding="utf-8")
    done = study.exporting.export("bibtex", Choice(cited=(aux,)))
    assert keys(done.text) == ["müller2020", "od"]
    assert done.renamed == (("o'd", "od"),)
    updated, _ = study.exporting.update("bibtex", b"", Choice(cited=(aux,)), "new.bib")
    assert updated.content == done.content
    plain = study.exporting.export("bibtex", Choice(cited=(aux,)), ascii_only=True)
    assert ("müller2020", "muller2020") in plain.renamed
    assert study.exporting.export("bibtex").renamed == ()


def test_what_a_file_in_a_folder_reads_may_lie_beside_it(filled: Study, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "deeper.tex").write_text(rf"\cite{{{BERT}}}", encoding="utf-8")
    (tmp_path / "sub" / "part.tex").write_text("\\input deeper\n", encoding="utf-8")
    paper = tmp_path / "paper.tex"
    paper.write_text("\\import{sub/}{part}", encoding="utf-8")
    assert keys(filled.exporting.export("bibtex", Choice(cited=(paper,))).text) == [BERT]


def test_an_aux_file_that_cites_everything_gets_everything(filled: Study, tmp_path: Path) -> None:
    (tmp_path / "a.aux").write_text("\\citation{*}\n\\@input{b.aux}\n", encoding="utf-8")
    (tmp_path / "b.aux").write_text("\\@input{a.aux}\n\\citation{zzz}\n", encoding="utf-8")
    done = filled.exporting.export("bibtex", Choice(cited=(tmp_path / "a.aux",)))
    assert keys(done.text) == [BERT, RESNET, ATTENTION]
    assert done.missing == (("zzz", ""),)


def test_a_file_is_updated_by_a_key_of_former_times(filled: Study) -> None:
    filled.library.edit(BERT, PaperEdit(key="bert"))
    content = b"@misc{devlin2018bert, note = {x}}\n"
    updated, _ = filled.exporting.update("bibtex", content, Choice(words=("bert",)), "refs.bib")
    assert updated.changed == (BERT,)
    assert updated.added == ()


def test_a_key_that_the_file_itself_has_is_not_cited_in_vain(filled: Study, tmp_path: Path) -> None:
    aux = tmp_path / "p.aux"
    aux.write_text(f"\\citation{{mine,other,가나,nobody,{BERT}}}\n", encoding="utf-8")
    held = "@misc{mine, title = {Mine alone}, ids = {first, other}}\n@misc{가나, title = {내 것}}\n"
    choice = Choice(cited=(aux,))
    updated, missing = filled.exporting.update("bibtex", held.encode(), choice, "refs.bib")
    assert updated.added == (BERT,)
    assert missing == (("nobody", ""),)


class Impatient(CancelToken):
    """Does one thing at each wait, and stops when there is nothing left to do."""

    __slots__ = ("_steps",)

    def __init__(self, *steps: Callable[[], object]) -> None:
        super().__init__()
        self._steps = [*steps]

    def wait(self, seconds: float) -> bool:
        """Do the next thing."""
        if not self._steps:
            self.cancel()
        else:
            self._steps.pop(0)()
        return self.cancelled


def test_a_watch_writes_at_first_and_after_each_change_and_not_otherwise(filled: Study) -> None:
    tags = (lambda: filled.library.tag([BERT], add=["a"]), lambda: None, lambda: None)
    cancel = Impatient(*tags, lambda: filled.library.remove([BERT]), lambda: None)

    def count() -> int:
        return filled.exporting.export("bibtex").count

    assert list(filled.exporting.each_change(count, cancel)) == [3, 3, 2]


def test_references_are_made_of_what_was_chosen(filled: Study, tmp_path: Path) -> None:
    (reference,) = filled.exporting.cite(Choice(words=(RESNET,)), "ieee")
    assert reference.startswith("[1] K. He")
    with pytest.raises(InvalidFileError):
        filled.exporting.cite(Choice(words=(RESNET,)), str(tmp_path / "no.csl"))


# New keys ---------------------------------------------------------------------------------------


@pytest.fixture
def templated(settings: Settings) -> Iterator[Callable[[str], Study]]:
    opened = []

    def open_with(template: str) -> Study:
        store = open_store(settings.database, cite_key=template)
        opened.append(store)
        return Study(store, replace(settings, cite_key=template), lambda: NOW)

    yield open_with
    for store in opened:
        store.close()


def test_rekeying_shows_changes_and_is_one_step_that_undo_takes_back(
    filled: Study, templated: Callable[[str], Study]
) -> None:
    study = templated("{Author}{yy}{Word}")
    planned = study.rekeying.plan(Choice())
    assert [(each.old, each.new) for each in planned] == [
        (BERT, "Devlin18Bert"),
        (RESNET, "He15Deep"),
        (ATTENTION, "Vaswani17Attention"),
    ]
    assert export(study) == [BERT, RESNET, ATTENTION]
    with pytest.raises(StaleEditError, match="other keys would change now"):
        study.rekeying.rekey(Choice(), planned[:1])
    assert study.rekeying.rekey(Choice(), planned) == planned
    assert export(study, BERT) == ["Devlin18Bert"]
    assert study.library.get(ATTENTION).paper.key == "Vaswani17Attention"
    assert study.rekeying.rekey(Choice()) == ()
    assert study.upkeep.undo() == "rekey"
    assert export(filled) == [BERT, RESNET, ATTENTION]


def test_a_key_that_the_template_could_have_made_stays(
    filled: Study, templated: Callable[[str], Study]
) -> None:
    assert filled.rekeying.plan(Choice()) == ()
    filled.library.edit(BERT, PaperEdit(key="devlin2018berta"))
    assert filled.rekeying.plan(Choice()) == ()
    filled.library.edit(BERT, PaperEdit(key="mine"))
    assert [each.new for each in filled.rekeying.plan(Choice(words=("mine",)))] == [BERT]
    assert filled.rekeying.plan(Choice(words=(RESNET,))) == ()
    study = templated("{year}")
    assert {each.new for each in study.rekeying.rekey(Choice())} == {"p2017", "p2018", "p2015"}


def test_papers_whose_keys_would_be_one_are_told_apart(
    filled: Study, templated: Callable[[str], Study]
) -> None:
    study = templated("all{hangul}".replace("{hangul}", ":{yy}"))
    for key in (BERT, RESNET, ATTENTION):
        study.library.edit(key, PaperEdit(year=2020))
    new = [each.new for each in study.rekeying.rekey(Choice())]
    assert sorted(new) == ["all:20", "all:20a", "all:20b"]
    assert study.rekeying.plan(Choice()) == ()


def test_a_new_paper_gets_a_key_by_the_template(templated: Callable[[str], Study]) -> None:
    study = templated("{author}-{year}")
    list(study.library.add(["1706.03762"], cancel=CancelToken()))
    assert export(study) == ["vaswani-2017"]


def test_a_file_of_ours_is_ours_also_when_its_papers_are_gone(
    filled: Study, tmp_path: Path
) -> None:
    target = tmp_path / "refs.bib"
    target.write_text(filled.exporting.export("bibtex").text, encoding="utf-8")
    filled.library.remove([BERT])
    text = filled.exporting.export("bibtex", Choice(words=(RESNET,))).text
    assert filled.exporting.count_replaced(str(target), text.encode()) == 3
    filled.library.edit(RESNET, PaperEdit(key="resnet"))
    target.write_text(f"@misc{{{RESNET}, title={{Mine}}}}\n@misc{{{ATTENTION}, title={{Yours}}}}\n")
    assert filled.exporting.count_replaced(str(target), text.encode()) == 2
    assert filled.exporting.count_replaced(str(tmp_path / "none.bib"), text.encode()) == 0


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("% mine\n{ours}", 1),
        ("{ours}\n@string{{cvpr = {{CVPR}}}}\n", 21),
        ("{ours}\n@comment{{jabref-meta: x;}}\n", 21),
        ('{ours}\n@preamble{{"x"}}', 21),
        ("@misc{{mine, title = {{Mine}}}}\n\n{ours}", 1),
        ("{ours}\n@misc{{zmine, title = {{Mine, year = 2001}}\n", 21),
        ("{ours}\n@misc{{aaa,\n  title = {{Mine}},\n}}\n", 21),
        ("\ufeff{ours}\nand a word", 21),
    ],
)
def test_a_file_that_holds_what_is_not_from_here_is_not_replaced(
    filled: Study, tmp_path: Path, before: str, line: int
) -> None:
    target = tmp_path / "refs.bib"
    text = filled.exporting.export("bibtex", Choice(words=(BERT, RESNET))).text
    target.write_text(before.format(ours=text), encoding="utf-8")
    with pytest.raises(ConflictError) as refused:
        filled.exporting.count_replaced(str(target), text.encode())
    assert (refused.value.fields["line"], "--update" in refused.value.hint) == (line, True)
    assert filled.exporting.count_replaced(str(target), text.encode(), force=True) >= 2


@pytest.mark.parametrize("laid_out", [True, False])
def test_a_field_that_a_person_put_into_an_entry_of_ours_is_not_replaced(
    filled: Study, tmp_path: Path, *, laid_out: bool
) -> None:
    target = tmp_path / "refs.bib"
    text = filled.exporting.export("bibtex").text
    head = f"{{{RESNET},\n"
    mine = text.replace(head, f"{head}  note = {{my hand remark}},\n")
    target.write_text(mine if laid_out else mine.replace(" = {my", "={my"), encoding="utf-8")
    few = filled.exporting.export("bibtex", Choice(words=(BERT,))).content
    line = mine[: mine.index(head)].count("\n") + 1
    for written in (text.encode(), few):
        with pytest.raises(ConflictError) as refused:
            filled.exporting.count_replaced(str(target), written)
        assert (refused.value.fields["line"], "--update" in refused.value.hint) == (line, True)
        assert filled.exporting.count_replaced(str(target), written, force=True) == 3


def test_what_changed_here_since_is_replaced(filled: Study, tmp_path: Path) -> None:
    target = tmp_path / "refs.bib"
    filled.library.tag([RESNET], add=["vision"])
    filled.library.edit(BERT, PaperEdit(title="Another Title", venue="Nature"))
    target.write_bytes(filled.exporting.export("biblatex").content)
    filled.library.edit(BERT, PaperEdit(title="BERT"))
    filled.library.edit(RESNET, PaperEdit(key="resnet"))
    text = filled.exporting.export("bibtex", Choice(words=(BERT,))).text
    assert filled.exporting.count_replaced(str(target), text.encode()) == 3


def test_an_entry_that_shares_its_key_alone_is_of_another_paper(filled: Study) -> None:
    rains = f"@article{{{BERT}, title={{Monsoon rains}}, doi={{10.5555/1}}, year={{1999}}}}"
    mine = (
        f"@article{{{RESNET}, title={{Deep residual learning for image recognition.}}, mine={{1}}}}"
    )
    filled.library.edit(RESNET, PaperEdit(title="ResNet"))
    content = f"{rains}\n{mine}\n".encode()
    updated, _ = filled.exporting.update("bibtex", content, Choice(), "refs.bib")
    assert (updated.clashes, updated.changed) == ((BERT,), (RESNET,)), "it was called so before"
    assert updated.content.startswith(rains.encode())


def test_what_is_known_by_a_number_alone_is_counted(study: Study) -> None:
    study.library.add_manual(PaperEdit(title="Known", authors=(), year=2020), ())
    before = study.exporting.export("bibtex")
    list(study.library.add(["2401.99999"], cancel=CancelToken()))
    after = study.exporting.export("bibtex")
    assert (before.pending, after.pending) == (0, 1)
    assert after.count == before.count + 1


def test_what_an_entry_had_once_is_ours(filled: Study, tmp_path: Path) -> None:
    target = tmp_path / "refs.bib"
    filled.library.tag([BERT], add=["thesis"])
    target.write_bytes(filled.exporting.export("bibtex").content)
    filled.library.tag([BERT], remove=["thesis"])
    filled.library.edit(BERT, PaperEdit(abstract=""))
    written = filled.exporting.export("bibtex").content
    assert filled.exporting.count_replaced(str(target), written) == 3
