"""`export`, `cite` and `rekey` on a real library, as a person runs them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest

from paperstudy.cli.app import run
from paperstudy.cli.call import Call
from paperstudy.study.exporting import Exporting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Cli = Callable[..., "Given"]


class Given(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    def call(*arguments: str, **environ: str) -> Given:
        database = ("--database", str(tmp_path / "library.db"), "--offline")
        code = run([*arguments, *database], Call(environ))
        return Given(code, *capsys.readouterr())

    call("add", "1706.03762", "1810.04805")
    return call


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "csl", "ris", "csv", "json", "markdown"])
def test_every_format_goes_to_standard_output_and_to_a_file(
    cli: Cli, tmp_path: Path, name: str
) -> None:
    given = cli("export", name)
    assert given.code == 0
    assert "vaswani2017attention" in given.out
    target = tmp_path / "out"
    assert cli("export", name, "attention", "-o", str(target)).err == f"{target}: 1 paper\n"
    text = target.read_text(encoding="utf-8")
    assert "vaswani2017attention" in text
    assert "devlin2018bert" not in text


def test_update_says_what_it_did_and_makes_a_file_that_is_not_there(
    cli: Cli, tmp_path: Path
) -> None:
    target = tmp_path / "refs.bib"
    said = cli("export", "bibtex", "--update", str(target)).err
    assert said == f"{target}: 0 changed, 2 added, 0 as they were\n"
    said = cli("export", "bibtex", "--update", str(target)).err
    assert said == f"{target}: 0 changed, 0 added, 2 as they were\n"
    target.write_text("@misc{devlin2018bert, eprint = {2001.00001}}", encoding="utf-8")
    given = cli("export", "bibtex", "--update", str(target), "devlin2018bert")
    assert "the entry devlin2018bert is of another paper" in given.err
    assert target.read_text(encoding="utf-8") == "@misc{devlin2018bert, eprint = {2001.00001}}"


def test_update_names_the_entries_that_it_changed_and_what_is_new_in_them(
    cli: Cli, tmp_path: Path
) -> None:
    target = tmp_path / "refs.bib"
    cli("export", "bibtex", "--update", str(target))
    cli("edit", "devlin2018bert", "--title", "BERT, Again", "--year", "2019")
    assert cli("export", "bibtex", "--update", str(target)).err.splitlines() == [
        f"{target}: 1 changed, 0 added, 1 as they were",
        "changed in devlin2018bert: title, year",
    ]
    target.write_text(
        "".join(f"@misc{{k{n}, title = {{BERT}}, eprint = {{1810.04805}}}}\n" for n in range(12)),
        encoding="utf-8",
    )
    told = cli("export", "bibtex", "--update", str(target), "devlin2018bert").err.splitlines()
    assert len(told) == 12
    assert told[10].startswith("changed in k9: ")
    assert told[11] == "and 2 more"


def test_a_diff_shows_what_an_update_would_change_and_writes_nothing(
    cli: Cli, tmp_path: Path
) -> None:
    target = tmp_path / "refs.bib"
    given = cli("export", "bibtex", "--update", str(target), "--diff")
    assert not target.exists()
    assert "+@misc{devlin2018bert," in given.out.splitlines()
    assert given.err == f"{target}: 0 would change, 2 would be added, 0 stay as they are\n"
    cli("export", "bibtex", "--update", str(target))
    held = target.read_bytes()
    assert cli("export", "bibtex", "--update", str(target), "--diff").out == ""
    cli("edit", "devlin2018bert", "--title", "BERT, 다시", "--year", "2019")
    given = cli("export", "bibtex", "--update", str(target), "--diff")
    assert [line for line in given.out.splitlines() if line.startswith("+ ")] == [
        "+  title = {{BERT}, 다시},",
        "+  year = {2019},",
    ]
    assert "changed in devlin2018bert: title, year" in given.err
    assert target.read_bytes() == held


def test_a_diff_of_a_file_with_blanks_in_its_name_can_be_applied(cli: Cli, tmp_path: Path) -> None:
    given = cli("export", "bibtex", "--update", str(tmp_path / "my refs.bib"), "--diff")
    assert given.out.startswith(f"--- {tmp_path}/my refs.bib\t\n+++ {tmp_path}/my refs.bib\t\n")


@pytest.mark.parametrize("name", ["folder.bib", "nowhere/refs.bib"])
def test_a_diff_fails_where_an_update_would(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.bib").mkdir()
    refused = cli("export", "bibtex", "--update", str(tmp_path / name), "--diff")
    assert (refused.code, refused.out) == (2, "")


@pytest.mark.parametrize("others", [(), ("-o", "b.bib"), ("--update", "b.bib", "--watch")])
def test_a_diff_is_of_one_update(cli: Cli, others: tuple[str, ...]) -> None:
    refused = cli("export", "bibtex", "--diff", *others)
    assert (refused.code, refused.out) == (2, "")
    assert "--diff shows what --update would change, once" in refused.err


def test_a_document_may_cite_what_only_the_updated_file_has(cli: Cli, tmp_path: Path) -> None:
    target, aux = tmp_path / "refs.bib", tmp_path / "p.aux"
    target.write_text("@misc{mine, title = {Mine alone}}\n", encoding="utf-8")
    aux.write_text("\\citation{mine}\n", encoding="utf-8")
    given = cli("export", "bibtex", "--cited", str(aux), "--update", str(target))
    assert (given.code, given.err) == (0, f"{target}: 0 changed, 0 added, 0 as they were\n")


@pytest.mark.parametrize(
    "held",
    [
        "\\cite{devlin2018bert}\\@ifnextchar(a,b)\n\\def\\@title{x}\n",
        "database: group.db\n",
        "@dataclass(frozen=True)\nclass A: ...\n",
    ],
)
def test_update_leaves_a_file_alone_that_holds_no_bibtex(
    cli: Cli, tmp_path: Path, held: str
) -> None:
    target = tmp_path / "paper.tex"
    target.write_text(held, encoding="utf-8")
    refused = cli("export", "bibtex", "--update", str(target))
    assert (refused.code, target.read_text(encoding="utf-8")) == (3, held)
    assert "holds no BibTeX" in refused.err
    assert "--cited takes what a document cites" in refused.err
    assert cli("export", "bibtex", "--update", str(target), "--force").code == 0
    assert target.read_text(encoding="utf-8").startswith(held)


@pytest.mark.parametrize(
    "held", ["", "\n", "@string{a = {b}}\n", "@article(\n key,\n title={x})\n"]
)
def test_update_writes_into_a_file_that_is_empty_or_holds_bibtex(
    cli: Cli, tmp_path: Path, held: str
) -> None:
    target = tmp_path / "refs.bib"
    target.write_text(held, encoding="utf-8")
    assert cli("export", "bibtex", "--update", str(target)).code == 0
    assert target.read_text(encoding="utf-8").startswith(held)


def test_a_key_that_is_cited_in_vain_is_an_error_with_the_nearest(cli: Cli, tmp_path: Path) -> None:
    tex = tmp_path / "paper.tex"
    tex.write_text(r"\cite{vaswani2017attention,devlin2018brt}", encoding="utf-8")
    given = cli("export", "bibtex", "--cited", str(tex))
    assert given.code == 8
    assert "devlin2018bert" not in given.out
    assert "Did you mean devlin2018bert?" in given.err
    tex.write_text(r"\cite{nothing}", encoding="utf-8")
    assert cli("export", "bibtex", "--cited", str(tex)).code == 3
    assert cli("export", "bibtex", "--cited", str(tmp_path / "no.aux")).code == 2


@pytest.mark.parametrize(
    "options",
    [
        ("--watch",),
        ("--update", "a.bib", "-o", "b.bib"),
        ("--key", "a", "b"),
        ("--key", "a", "--cited", "b"),
    ],
)
def test_options_that_contradict_are_an_error(cli: Cli, options: tuple[str, ...]) -> None:
    assert cli("export", "bibtex", *options).code == 2


@pytest.mark.parametrize("command", [("cite",), ("export", "bibtex"), ("export", "csl")])
def test_words_that_look_like_keys_and_find_nothing_are_keys_that_nobody_has(
    cli: Cli, command: tuple[str, ...]
) -> None:
    given = cli(*command, "nosuch", "nosuch2")
    assert (given.code, given.out) == (3, "")
    assert "no paper has the key “nosuch”" in given.err
    words = cli(*command, "attention", "nowhere")
    assert (words.code, words.err) == (0, "nothing fits the query\n")


@pytest.mark.parametrize("option", ["-o", "--update"])
def test_a_document_that_cites_nothing_is_told(cli: Cli, tmp_path: Path, option: str) -> None:
    refs = tmp_path / "refs.bib"
    refs.write_text("@book{b, title = {B}}\n", encoding="utf-8")
    given = cli("export", "bibtex", "--cited", str(refs))
    assert (given.code, given.out) == (2, "")
    assert given.err == (
        f"error: {refs} cites nothing. Give the .aux file of the document, or its .tex file\n"
    )
    early = tmp_path / "early.tex"
    early.write_text("\\documentclass{article}\n", encoding="utf-8")
    given = cli("export", "bibtex", "--cited", str(early), option, str(tmp_path / "new.bib"))
    assert given.code == 0
    assert f"{early} cites no paper\n" in given.err


def test_cite_prints_one_reference_a_line(cli: Cli) -> None:
    given = cli("cite", "vaswani2017attention", "devlin2018bert", "--style", "ieee")
    assert given.out.splitlines()[0].startswith("[1] A. Vaswani")
    assert len(given.out.splitlines()) == 2
    assert "<i>" in cli("cite", "attention", "--format", "html").out
    assert "Did you mean apa?" in cli("cite", "attention", "--style", "apaa").err
    given = cli("cite", "nobody wrote this")
    assert (given.code, given.out, given.err) == (0, "", "nothing fits the query\n")
    assert cli("cite").code == 2


def test_rekey_shows_old_and_new_keys(cli: Cli) -> None:
    template = {"PAPERSTUDY_CITE_KEY": "{Author}{yy}"}
    given = cli("rekey", "--dry-run", **template)
    assert given.out == "devlin2018bert → Devlin18\nvaswani2017attention → Vaswani17\n"
    assert given.err == "2 papers would get a new key; nothing was changed\n"
    given = cli("rekey", "devlin2018bert", "--json", **template)
    assert json.loads(given.out)["new"] == "Devlin18"
    assert given.err == "1 paper got a new key\n"
    assert "Devlin18" in cli("show", "devlin2018bert").out
    assert "Did you mean Devlin18?" in cli("rekey", "devlin2018bet").err
    given = cli("list", PAPERSTUDY_CITE_KEY="{auhtor}")
    assert (given.code, "Did you mean {author}?" in given.err) == (2, True)


@pytest.mark.parametrize("name", ["csv", "json", "ris", "csl", "markdown", "bibtex"])
def test_an_earlier_export_of_the_kind_is_replaced_and_nothing_else_without_force(
    name: str, cli: Cli, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    assert cli("export", name, "-o", str(target)).code == 0
    assert "replaced" in cli("export", name, "-o", str(target)).err
    target.write_text("a,b\nmine,too\n", encoding="utf-8")
    refused = cli("export", name, "-o", str(target))
    assert (refused.code, "is left as it is" in refused.err) == (3, True)
    assert target.read_text(encoding="utf-8") == "a,b\nmine,too\n"
    assert cli("export", name, "-o", str(target), "--force").code == 0


def test_a_whole_library_is_written_over_an_earlier_one_and_nothing_else_without_force(
    cli: Cli, tmp_path: Path
) -> None:
    target = tmp_path / "thesis.tex"
    target.write_text("mine", encoding="utf-8")
    refused = cli("export", "library", "-o", str(target))
    assert (refused.code, "is left as it is" in refused.err) == (3, True)
    assert target.read_text(encoding="utf-8") == "mine"
    assert cli("export", "library", "-o", str(target), "--force").code == 0
    assert cli("export", "library", "-o", str(target)).code == 0


@pytest.mark.parametrize(
    ("held", "query"), [("mine, too", "attention"), ("@misc{mine, title={T}}", "tag:nowhere")]
)
def test_a_watch_does_not_begin_with_the_loss_of_what_a_file_holds(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str, query: str
) -> None:
    def twice(_: Exporting, make: Callable[[], int], __: object) -> Iterator[int]:
        yield make()
        yield make()

    monkeypatch.setattr(Exporting, "each_change", twice)
    target = tmp_path / "refs.bib"
    target.write_text(held, encoding="utf-8")
    watch = ("export", "bibtex", query, "--watch", "-o", str(target))
    refused = cli(*watch)
    assert (refused.code, "is left as it is" in refused.err) == (3, True)
    assert target.read_text(encoding="utf-8") == held
    assert cli(*watch, "--force").code == 130
    assert target.read_text(encoding="utf-8") != held
