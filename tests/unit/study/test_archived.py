"""What the archive of Papers with Code adds to a paper that is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperstudy.domain.papers import CiteKey, Paper, PaperId, Repository
from paperstudy.store.archive import Archive, open_archive
from paperstudy.study.archived import add_archived
from paperstudy.study.values import PaperDetail
from tests.fakes.dumps import LINKS, make_archive
from tests.unit.study.house import arxiv_id

OFFICIAL = "https://github.com/google-research/vision_transformer"
VIT = Paper(
    PaperId(1),
    CiteKey("dosovitskiy2020image"),
    "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale",
    identifiers=(arxiv_id("2010.11929"),),
    tasks=("A Task of Our Own",),
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return make_archive(tmp_path / "archive.db")


def show(paper: Paper, archive: Archive) -> PaperDetail:
    return add_archived(PaperDetail(paper, "", (), (), ()), archive)


def test_a_paper_has_its_code_tasks_methods_and_results(archive: Archive) -> None:
    detail = show(VIT, archive)
    assert detail.archived
    assert detail.code[0] == Repository(OFFICIAL, "pwc", official=True, framework="jax")
    assert detail.paper.tasks[0] == "A Task of Our Own"
    assert len(detail.paper.tasks) > 1
    assert detail.paper.methods
    assert detail.results


def test_what_a_source_said_of_the_code_stands_before_what_the_archive_says(
    archive: Archive,
) -> None:
    named = Repository(OFFICIAL.upper().replace("HTTPS", "https"), "huggingface", stars=9)
    other = Repository("https://github.com/example/other", "huggingface")
    detail = show(VIT._replace(repositories=(other, named)), archive)
    urls = [repository.url.casefold() for repository in detail.code]
    assert len(set(urls)) == len(urls)
    assert named in detail.code
    assert {repository.source for repository in detail.code} == {"huggingface", "pwc"}


def test_with_the_links_alone_there_is_code_and_nothing_else(tmp_path: Path) -> None:
    detail = show(VIT, make_archive(tmp_path / "links.db", LINKS))
    assert len(detail.code) == 3
    assert detail.results == ()
    assert detail.paper.tasks == VIT.tasks
    assert detail.paper.methods == ()


def test_code_that_was_saved_from_the_archive_is_its_own_without_it(tmp_path: Path) -> None:
    none = open_archive(tmp_path / "none.db")
    saved = Repository(OFFICIAL, "pwc", official=True)
    assert show(VIT._replace(repositories=(saved,)), none).archived
    detail = show(VIT, none)
    assert (detail.code, detail.results, detail.archived) == ((), (), False)


def test_a_damaged_archive_hides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    path.write_bytes(b"no database at all" * 100)
    own = Repository("https://github.com/example/own", "huggingface")
    detail = show(VIT._replace(repositories=(own,)), open_archive(path))
    assert (detail.code, detail.archived) == ((own,), False)


def test_a_paper_that_the_archive_does_not_know_is_shown_as_it_is(archive: Archive) -> None:
    unknown = VIT._replace(
        identifiers=(arxiv_id("2511.00001"),), title="Nobody Knows This", tasks=()
    )
    detail = show(unknown, archive)
    assert (detail.paper, detail.code, detail.archived) == (unknown, (), False)
