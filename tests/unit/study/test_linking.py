"""Links put back into logs, with the recogniser and a library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperstudy.domain.errors import UnreadableLogError
from paperstudy.domain.events import CancelToken, ItemFailed, Notice
from paperstudy.domain.papers import CiteKey, Paper, PaperId
from paperstudy.domain.queries import PaperQuery
from paperstudy.formats.notes import NotePaper, make_note
from paperstudy.logs.linking import encode_as, insert_links
from paperstudy.logs.reading import LogFile, iter_logs
from paperstudy.logs.scan import scan_log
from paperstudy.saying.note_words import WORDS
from paperstudy.study.linking import LinkedLog, Linking
from paperstudy.study.recognising import Known, recogniser_of
from tests.unit.study.house import NOW, values

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperstudy.domain.events import Event
    from paperstudy.domain.recognising import Recogniser
    from paperstudy.store.store import Store
    from paperstudy.study.study import Study

LOGS = Path(__file__).parents[3] / "fixtures" / "logs"
DEMO = Path(__file__).parents[3] / "src" / "paperstudy" / "demo" / "logs"
VIT = "https://arxiv.org/abs/2010.11929"
PIECES = [
    "ViT", "BERT", "we read ", "오늘 ", "를 읽음", ", ", "\n", "\n\n", "\r\n", "- ", "# ", "`", "**",
    "[", "](", ")", "| ", "$", "<b>", "</b>", "arxiv.org/abs/2010.11929", " ", "Deep Residual "
    "Learning for Image Recognition", "SimCLR", "\ufeff", "> ", "    ", "[ ] ", "!", "\\",
]  # fmt: skip


@pytest.fixture
def link(study: Study, logs: Path) -> Callable[..., list[LinkedLog]]:
    def run(*, every: bool = False) -> list[LinkedLog]:
        events = study.linking.link([logs], every=every, cancel=CancelToken())
        return values(events, LinkedLog)

    return run


def test_a_note_that_we_wrote_gets_no_links(study: Study, logs: Path) -> None:
    told = Paper(PaperId(1), CiteKey("k"), "We read ViT today")
    write(logs, make_note(b"", NotePaper(told, "ViT"), dict.fromkeys(WORDS, "x"), "k.md").decode())
    events = list(study.linking.link([logs], cancel=CancelToken()))
    assert values(events, LinkedLog) == []
    assert any(isinstance(event, Notice) for event in events)


def write(logs: Path, text: str, name: str = "log.md") -> Path:
    path = logs / name
    path.write_bytes(text.encode())
    return path


def test_the_first_mention_in_prose_is_linked(
    link: Callable[..., list[LinkedLog]], logs: Path
) -> None:
    write(logs, "# ViT\n\nWe read ViT today, and `ViT`.\n\nViT and BERT again.\n")
    [log] = link()
    assert log.after == (
        f"# ViT\n\nWe read [ViT]({VIT}) today, and `ViT`.\n\n"
        "ViT and [BERT](https://arxiv.org/abs/1810.04805) again.\n"
    )
    [log] = link(every=True)
    assert log.after.count(VIT) == 2


def test_a_log_that_links_to_the_paper_is_left_alone(
    link: Callable[..., list[LinkedLog]], logs: Path
) -> None:
    write(logs, f"ViT is here: {VIT}\n\nand ViT again.\n")
    [log] = link()
    assert not log.links
    assert log.linked == log.data
    [log] = link(every=True)
    assert [each.line for each in log.links] == [3]


def test_what_a_person_refused_gets_no_link_and_what_they_chose_gets_its_own(
    study: Study, scan: Callable[[], list[Event]], link: Callable[..., list[LinkedLog]], logs: Path
) -> None:
    write(logs, "We read ViT and BERT today.\n")
    scan()
    study.library.remove(["dosovitskiy2020image"])
    [log] = link()
    assert "[ViT]" not in log.after
    assert "[BERT]" in log.after


def test_what_is_unsure_gets_no_link(link: Callable[..., list[LinkedLog]], logs: Path) -> None:
    write(logs, "Everybody talks of Mamba and of Some Title Nobody Knows At All.\n")
    assert not link()[0].links
    write(logs, "We read a paper, Swim Transformer\n")
    assert (link()[0].links, link()[0].unsure) == ((), 1)


def test_a_member_of_an_archive_is_refused(study: Study, tmp_path: Path) -> None:
    from zipfile import ZipFile

    with ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("log.md", "We read ViT today.\n")
    events = list(study.linking.link([tmp_path / "export.zip"], cancel=CancelToken()))
    [failed] = [event for event in events if isinstance(event, ItemFailed)]
    assert isinstance(failed.error, UnreadableLogError)


@pytest.mark.parametrize("every", [False, True])
@pytest.mark.parametrize("folder", [LOGS, DEMO], ids=["fixtures", "demo"])
def test_scanning_again_finds_the_same_and_linking_again_changes_nothing(
    study: Study,
    link: Callable[..., list[LinkedLog]],
    logs: Path,
    folder: Path,
    every: bool,
) -> None:
    for more in (b"", b"\n"):  # the second scan knows the titles that the first one found
        for path in sorted(folder.glob("*.md")):
            (logs / path.name).write_bytes(path.read_bytes() + more)
        list(study.scanning.scan([logs], cancel=CancelToken()))
    keys = {paper.key for paper in study.library.search(PaperQuery()).rows}
    waiting = {(item.text, item.kind) for item in study.inbox.list().rows}
    linked = link(every=every)
    assert sum(len(log.links) for log in linked) > 10
    for log in linked:
        log.path.write_bytes(log.linked)
        assert encode_as(log.data, log.before, _without(log)) == log.data
    list(study.scanning.scan([logs], cancel=CancelToken()))
    assert {paper.key for paper in study.library.search(PaperQuery()).rows} == keys
    assert {(item.text, item.kind) for item in study.inbox.list().rows} == waiting
    assert not any(log.links for log in link(every=every))


def _without(log: LinkedLog) -> str:
    """Take the links out again, from the last on."""
    lines = log.after.split("\n")
    assert insert_links(log.before, log.links) == log.after
    for number in {each.line for each in log.links}:
        shift = 0
        for each in sorted(log.links, key=lambda each: each.start):
            if each.line == number:
                raw, at = lines[number - 1], each.start + shift
                label = each.end - each.start
                assert raw[at] == "["
                end = at + 1 + label
                assert raw[end : end + len(each.tail)] == each.tail
                lines[number - 1] = raw[:at] + raw[at + 1 : end] + raw[end + len(each.tail) :]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return recogniser_of(Known())


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.lists(st.sampled_from(PIECES), max_size=25).map("".join), every=st.booleans())
def test_any_text_is_linked_once_and_means_the_same_after(
    store: Store, tmp_path: Path, recogniser: Recogniser, text: str, every: bool
) -> None:
    path = write(tmp_path, text)

    def link() -> LinkedLog:
        [file] = iter_logs([path])
        assert isinstance(file, LogFile)
        linked = Linking(store, lambda: NOW, lambda: None)._link(file, recogniser, every=every)
        assert linked is not None
        return linked

    log = link()
    assert encode_as(log.data, log.before, _without(log)) == log.data
    finds = [
        [(find.status, find.record.title) for find in scan_log(read, "log.md", recogniser).finds]
        for read in (log.before, log.after)
    ]
    assert finds[0] == finds[1]
    path.write_bytes(log.linked)
    assert not link().links
