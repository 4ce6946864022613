"""What the archive says of a paper, from the links alone and from all its dumps."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from paperstudy.domain.archive import DumpKind, ImportedDump, Method
from paperstudy.domain.errors import (
    SchemaTooNewError,
    StoreCorruptError,
    StoreError,
    StoreLockedError,
)
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, Publication, Repository, Result
from paperstudy.store.archive import Archive, open_archive
from paperstudy.store.archive_records import read_metrics, read_proceeding
from tests.fakes.dumps import AT, LINKS, METHODS, PAPERS, make_archive, take_in, write_dump

VIT = "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale"
VIT_SLUG = "an-image-is-worth-16x16-words-transformers-1"


def arxiv(value: str, version: int | None = None) -> Identifier:
    return Identifier(Scheme.ARXIV, value, version)


def pwc(value: str) -> Identifier:
    return Identifier(Scheme.PWC, value)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return make_archive(tmp_path_factory.mktemp("full") / "archive.db")


@pytest.fixture(scope="module")
def links_only(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return make_archive(tmp_path_factory.mktemp("links") / "archive.db", LINKS)


def test_an_absent_archive_reads_as_empty_and_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "no folder" / "archive.db"
    archive = open_archive(path)
    assert archive.find([arxiv("1706.03762")]) == {}
    assert archive.search("Attention Is All You Need", 10) == []
    assert archive.find_repository("https://github.com/tensorflow/tensor2tensor") == []
    assert archive.results([arxiv("1706.03762")]) == ()
    assert archive.methods() == ()
    assert archive.status().dumps == ()
    assert archive.status().size == 0
    assert not archive.remove()
    assert not path.parent.exists()


def test_a_slug_becomes_its_paper_by_the_links_alone(links_only: Archive) -> None:
    record = links_only.find([pwc(VIT_SLUG)])[pwc(VIT_SLUG)]
    assert record.source == "pwc"
    assert record.title == VIT
    assert record.identifiers == (arxiv("2010.11929"), pwc(VIT_SLUG))
    assert record.url == "https://arxiv.org/abs/2010.11929"
    assert record.publication is None
    assert [repository.url for repository in record.repositories] == [
        "https://github.com/google-research/vision_transformer",
        "https://github.com/lucidrains/vit-pytorch",
        "https://github.com/huggingface/transformers",
    ]


def test_repositories_say_whose_they_are_and_what_they_are_written_with(full: Archive) -> None:
    record = full.find([arxiv("2010.11929")])[arxiv("2010.11929")]
    assert record.repositories[0] == Repository(
        "https://github.com/google-research/vision_transformer",
        "pwc",
        official=True,
        framework="jax",
    )
    assert [r.official for r in record.repositories] == [True, False, False]


def test_the_dump_of_papers_adds_what_the_links_lack(full: Archive) -> None:
    record = full.find([arxiv("2010.11929")])[arxiv("2010.11929")]
    assert record.authors[0] == Author("Alexey Dosovitskiy")
    assert record.year == 2020
    assert record.publication == Publication("ICLR", 2021, kind="proceedings")
    assert record.tasks == ("Image Classification", "Fine-Grained Image Classification")
    assert record.methods == ("Vision Transformer", "Multi-Head Attention")
    assert Identifier(Scheme.OPENREVIEW, "YicbFdNTTy") in record.identifiers


@pytest.mark.parametrize(
    "asked",
    [
        arxiv("1706.03762"),
        arxiv("1706.03762", 5),
        pwc("attention-is-all-you-need"),
        pwc("attention-is-all-you-need-1"),
        pwc("Attention-Is-All-You-Need/"),
    ],
    ids=str,
)
def test_pages_of_one_work_are_one_record(full: Archive, asked: Identifier) -> None:
    record = full.find([asked])[asked]
    assert record.title == "Attention Is All You Need"
    assert {arxiv("1706.03762"), pwc("attention-is-all-you-need-1"), asked} <= {*record.identifiers}
    assert Identifier(Scheme.NEURIPS, "7181") in record.identifiers
    assert record.tasks == ("Machine Translation",)
    assert record.repositories[0].url == "https://github.com/tensorflow/tensor2tensor"


def test_an_openreview_id_leads_to_its_paper_and_code(full: Archive) -> None:
    asked = Identifier(Scheme.OPENREVIEW, "YicbFdNTTy")
    found = full.find([asked, Identifier(Scheme.OPENREVIEW, "yicbfdnttY")])
    assert list(found) == [asked], "the case of such an id counts"
    assert found[asked].title == VIT
    assert found[asked].repositories


def test_an_openreview_id_finds_code_of_a_paper_without_arxiv_id(tmp_path: Path) -> None:
    row = {"paper_url": "/paper/x", "title": "X", "proceeding": None, "openreview_id": "AbcDef"}
    link = {"paper_url": "/paper/x", "paper_title": "X", "repo_url": "https://github.com/a/b"}
    papers = write_dump(tmp_path / "papers.json", [row])
    archive = make_archive(tmp_path / "a.db", papers, write_dump(tmp_path / "l.json", [link]))
    asked = Identifier(Scheme.OPENREVIEW, "AbcDef")
    (repository,) = archive.find([asked])[asked].repositories
    assert repository.url == "https://github.com/a/b"


@pytest.mark.parametrize("slug", ["190500641", "190500641-1", "190500641v2"])
def test_a_slug_of_digits_is_an_arxiv_id(full: Archive, slug: str) -> None:
    record = full.find([pwc(slug)])[pwc(slug)]
    assert record.title == "A Paper That Goes By Its Number"
    assert arxiv("1905.00641") in record.identifiers


def test_what_is_not_there_is_not_in_the_answer(full: Archive) -> None:
    asked = [
        arxiv("1905.99999"),
        pwc("190599999"),
        pwc("nobody-wrote-this"),
        Identifier(Scheme.DOI, "10.1/x"),
    ]
    assert full.find(asked) == {}
    assert full.find([]) == {}


def test_text_of_the_archive_is_clean_when_it_leaves(full: Archive) -> None:
    slug = pwc("a-made-up-workshop-paper")
    record = full.find([slug])[slug]
    assert record.title == "A Made-up Workshop Paper \ufffd"
    assert record.url == "https://example.org/workshop"
    assert record.pdf_url == ""
    assert record.publication == Publication("EMNLP (MadeUp)", 2020, kind="proceedings")
    assert record.repositories[0].url == "https://gitlab.com/somebody/workshop"


@pytest.mark.parametrize(
    ("text", "publication"),
    [
        ("ICLR 2021 1", Publication("ICLR", 2021, kind="proceedings")),
        ("NeurIPS 2017 12", Publication("NeurIPS", 2017, kind="proceedings")),
        ("CVPR 2016 6", Publication("CVPR", 2016, kind="proceedings")),
        ("ACL 2019", Publication("ACL", 2019, kind="proceedings")),
        ("EMNLP (sdp) 2020 11", Publication("EMNLP (sdp)", 2020, kind="proceedings")),
        ("Findings (ACL)", Publication("Findings (ACL)", None, kind="proceedings")),
        ("2021", None),
        ("2021 6", None),
        ("arXiv 2021 6", None),
        ("CoRR", None),
        ("", None),
        ("-", None),
    ],
)
def test_the_free_text_of_a_proceeding_is_read(text: str, publication: Publication | None) -> None:
    assert read_proceeding(text) == publication


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        (VIT, VIT),
        ("an image is worth 16x16 words", VIT),
        ("An image is wurth 16x16 words: transformers for image recognition at scale", VIT),
        ("attention is all you need!", "Attention Is All You Need"),
        ("FINE-TUNING CNN IMAGE RETRIEVAL", "Fine-tuning CNN Image Retrieval with No Human Annotation"),
        ("0", "0"),
    ],
)  # fmt: skip
def test_a_title_is_found_by_its_words(full: Archive, asked: str, first: str) -> None:
    assert full.search(asked, 5)[0].title == first


@pytest.mark.parametrize(
    "asked",
    [
        "",
        " ",
        "?!",
        "nothing has these words",
        'a "quote" AND OR',
        "a sign of New Tai Lue: a\u19b0b",
    ],
)
def test_a_title_that_is_none_finds_nothing(full: Archive, asked: str) -> None:
    assert full.search(asked, 5) == []


def test_a_work_is_found_once_and_no_more_than_asked_for(full: Archive) -> None:
    titles = [record.title for record in full.search("Attention Is All You Need", 10)]
    assert titles == ["Attention Is All You Need"]
    assert full.search("Attention Is All You Need", 0) == []


def test_the_links_alone_can_be_searched(links_only: Archive) -> None:
    (record,) = links_only.search("On the Measure of Intelligence", 3)
    assert record.identifiers[0] == arxiv("1911.01547")


def test_common_words_find_the_shortest_title_among_many(tmp_path: Path) -> None:
    rows = [
        {"paper_url": f"/paper/p{n}", "title": f"Deep Learning Number {n}", "proceeding": None}
        for n in range(600)
    ]
    rows.append({"paper_url": "/paper/short", "title": "Deep Learning", "proceeding": None})
    rows.append({"paper_url": "/paper/odd", "title": "Deep Zebra Learning", "proceeding": None})
    archive = make_archive(tmp_path / "a.db", write_dump(tmp_path / "papers.json", rows))
    assert archive.search("deep learning", 3)[0].title == "Deep Learning"
    assert archive.search("deep learning zebra", 3)[0].title == "Deep Zebra Learning"
    assert (
        archive.search("deep learning zibra number of 17", 3)[0].title == "Deep Learning Number 17"
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/google-research/vision_transformer",
        "http://www.github.com/Google-Research/Vision_Transformer.git",
        "https://github.com/google-research/vision_transformer/ ",
    ],
)
def test_code_leads_to_its_papers(full: Archive, url: str) -> None:
    assert [record.title for record in full.find_repository(url)] == [VIT]


def test_papers_of_which_the_code_is_the_official_one_come_first(tmp_path: Path) -> None:
    shared = "https://github.com/a/b"
    rows = [
        {"paper_url": f"/paper/{name}", "paper_title": name, "repo_url": shared,
         "is_official": name == "second"}
        for name in ("first", "second")
    ]  # fmt: skip
    archive = make_archive(tmp_path / "a.db", write_dump(tmp_path / "links.json", rows))
    assert [record.title for record in archive.find_repository(shared)] == ["second", "first"]


def test_code_that_is_on_no_known_site_keeps_its_scheme(tmp_path: Path) -> None:
    rows = [{"paper_url": "/paper/x", "repo_url": "http://Code.example.org/x.git"}]
    archive = make_archive(tmp_path / "a.db", write_dump(tmp_path / "links.json", rows))
    (repository,) = archive.find([pwc("x")])[pwc("x")].repositories
    assert repository.url == "http://code.example.org/x"
    assert archive.find_repository("http://code.example.org/X/")


def test_a_paper_lists_no_more_than_fifty_repositories(tmp_path: Path) -> None:
    rows = [
        {"paper_url": "/paper/x", "repo_url": f"https://github.com/a/{n}", "is_official": n == 70}
        for n in range(80)
    ]
    archive = make_archive(tmp_path / "a.db", write_dump(tmp_path / "links.json", rows))
    found = archive.find([pwc("x")])[pwc("x")].repositories
    assert len(found) == 50
    assert found[0].url == "https://github.com/a/70"


def test_results_are_found_by_identifier_and_by_title(full: Archive) -> None:
    top = Result("Image Classification", "ImageNet", "ViT-H/14", (("Top 1 Accuracy", "88.55%"),))
    real = Result(
        "Image Classification", "ImageNet ReaL", "ViT-H/14", (("Accuracy", "90.72%"), ("Rank", "1"))
    )
    assert full.results([arxiv("2010.11929")]) == (top,)
    assert full.results([pwc(VIT_SLUG)]) == (real,)
    assert set(full.results([arxiv("2010.11929"), pwc(VIT_SLUG)], VIT)) == {top, real}
    (other,) = full.results([Identifier(Scheme.DOI, "10.1/x")], "A Made-Up Workshop  Paper?")
    assert other.model == "Workshop-Net"
    assert full.results([arxiv("1706.03762")], "!") == ()


def test_metrics_that_are_none_are_dropped() -> None:
    assert read_metrics("no json") == ()
    assert read_metrics("[1]") == ()


def test_methods_without_a_source_are_left_out(full: Archive) -> None:
    methods = {method.name: method for method in full.methods()}
    assert "ooJpiued" not in methods
    assert methods["QuokkaMix"] == Method(
        "QuokkaMix",
        "QuokkaMix: A Made-up Way to Mix Marsupials",
        "2105.01234",
        2020,
        "Image Data Augmentation",
    )


def test_the_title_of_a_source_is_known_from_the_other_dumps(tmp_path: Path) -> None:
    pages = ("https://arxiv.org/abs/1706.03762", "https://arxiv.org/abs/1905.99999")
    rows = [{"name": "M", "source_title": None, "source_url": page} for page in pages]
    archive = make_archive(tmp_path / "a.db", LINKS, write_dump(tmp_path / "m.json", rows))
    assert [method.title for method in archive.methods()] == ["Attention Is All You Need", ""]


def test_status_tells_what_is_imported_and_when(tmp_path: Path) -> None:
    path = write_dump(tmp_path / "jul-28-methods.json.gz", [{"name": "M", "source_title": "T"}])
    archive = make_archive(tmp_path / "archive.db", path, LINKS)
    status = archive.status()
    assert status.path == str(tmp_path / "archive.db")
    assert status.size == (tmp_path / "archive.db").stat().st_size
    assert status.licence == "CC BY-SA 4.0"
    assert status.dumps == (
        ImportedDump(DumpKind.LINKS, LINKS.name, LINKS.stat().st_size, 8, 3, AT),
        ImportedDump(DumpKind.METHODS, path.name, path.stat().st_size, 1, 0, AT, date(2025, 7, 28)),
    )


def test_an_import_replaces_its_own_kind_alone(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive.db", LINKS, PAPERS, METHODS)
    new = [{"paper_url": "/paper/new", "paper_title": "New", "repo_url": "https://github.com/n/n"}]
    take_in(archive, write_dump(tmp_path / "links.json", new))
    assert archive.find([pwc("new")])
    vit = archive.find([arxiv("2010.11929")])[arxiv("2010.11929")]
    assert vit.repositories == ()
    assert vit.year == 2020
    assert archive.methods()


@pytest.mark.parametrize("text", [b"no database at all", b"SQLite format 3\0" + b"\x07" * 4000])
def test_a_file_that_is_no_archive_is_told_and_left_alone(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(text)
    archive = open_archive(path)
    with pytest.raises(StoreCorruptError):
        archive.status()
    with pytest.raises(StoreCorruptError):
        take_in(archive, LINKS)
    with pytest.raises(StoreCorruptError):
        archive.remove()
    assert path.read_bytes() == text
    assert archive.methods() == (), "a scan does not fail for want of them"


def test_another_database_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with sqlite3.connect(path) as link:
        link.execute("CREATE TABLE theirs(x)")
        link.execute("PRAGMA application_id=7")
    link.close()
    with pytest.raises(StoreCorruptError, match="not an archive"):
        open_archive(path).find([arxiv("1706.03762")])
    with pytest.raises(StoreCorruptError, match="not an archive"):
        open_archive(path).remove()


def test_an_archive_of_a_newer_version_is_not_read_but_can_be_removed(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    archive = make_archive(path, METHODS)
    with sqlite3.connect(path) as link:
        link.execute("PRAGMA user_version=99")
    link.close()
    with pytest.raises(SchemaTooNewError):
        archive.status()
    assert archive.remove()
    assert not path.exists()


def test_an_archive_that_is_being_written_is_not_removed(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive.db", METHODS)
    with closing(sqlite3.connect(archive.path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLockedError, match="being written"):
            archive.remove()
        assert archive.methods()
        writer.execute("ROLLBACK")
    assert archive.remove()


def test_a_damaged_archive_is_told_with_what_to_do_and_can_be_removed(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    archive = make_archive(path)
    data = bytearray(path.read_bytes())
    for start in range(8192, len(data), 8192):
        data[start : start + 4096] = b"\xff" * 4096
    path.write_bytes(data)
    with pytest.raises(StoreCorruptError, match="damaged") as caught:
        archive.find([arxiv("1706.03762")])
    assert "paperstudy catalogue remove" in caught.value.hint
    assert archive.remove()


def test_an_archive_that_may_not_be_written_is_read_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = make_archive(tmp_path / "my archive #1.db", LINKS)
    for beside in tmp_path.glob("*.db-*"):
        beside.unlink()
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    assert archive.find([arxiv("1706.03762")])


def test_reading_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive.db", LINKS)
    assert archive.find([arxiv("1706.03762")])
    assert [path.name for path in tmp_path.iterdir()] == ["archive.db"]
    assert archive.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be opened"):
        take_in(open_archive(tmp_path / "file" / "archive.db"), LINKS)
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(StoreError):
        take_in(open_archive(tmp_path / "folder.db"), LINKS)
