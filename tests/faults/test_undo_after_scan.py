"""Scans come between a person's steps and their undoing; no step is lost to that."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings as example_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from paperstudy.config import load_settings
from paperstudy.domain.errors import PaperstudyError, StaleEditError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.papers import PaperEdit
from paperstudy.domain.queries import PaperQuery
from paperstudy.domain.sessions import Presentation
from paperstudy.store.store import open_store
from paperstudy.study.study import Study

VIT = "https://arxiv.org/abs/2010.11929"
VIT_TITLE = "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale"
MEETING = f"""# 2021-08-17 스터디

| 발표자 | 논문 |
|---|---|
| 김철수 | [ViT]({VIT}) |
| 이영희 | [BERT](https://arxiv.org/abs/1810.04805) |

- [ ] [ViT]({VIT}) 논문 다시 읽기
"""


class Group:
    """A study on a library and a folder of logs; every step and scan is a minute later."""

    def __init__(self, folder: Path) -> None:
        self.database = str(folder / "group.db")
        self.logs = folder / "logs"
        self.logs.mkdir()
        minutes = count()
        start = datetime(2026, 11, 21, tzinfo=UTC)
        settings = replace(load_settings(), database=self.database, offline=True)
        self.store = open_store(self.database)
        self.study = Study(self.store, settings, lambda: start + timedelta(minutes=next(minutes)))

    def scan(self, **logs: str) -> None:
        for name, text in logs.items():
            (self.logs / f"{name}.md").write_text(text, encoding="utf-8")
        for _ in self.study.scanning.scan([self.logs], cancel=CancelToken()):
            pass

    def add(self, reference: str) -> str:
        for _ in self.study.library.add([reference], cancel=CancelToken()):
            pass
        return self.study.library.get(reference).paper.key

    def papers(self) -> list[str]:
        return sorted(row.key for row in self.study.library.search(PaperQuery()).rows)

    def waiting(self) -> list[str]:
        return [item.text for item in self.study.inbox.list().rows]

    def undo_all(self) -> list[str]:
        return list(iter(self.study.upkeep.undo, None))

    def talks(self, reference: str) -> list[Presentation]:
        detail = self.study.library.get(reference)
        title = (detail.paper.key, detail.paper.title)
        return [p for s in detail.sessions for p in s.presentations if p.paper == title]

    def check(self) -> None:
        """Nothing points nowhere, no sure find hangs in the air, and talks follow their finds."""
        if not Path(self.database).exists():
            return
        with closing(sqlite3.connect(self.database)) as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            lost = connection.execute(
                "SELECT text FROM mentions m WHERE status = 'confident' AND paper_id IS NULL"
                " AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.mention_id = m.id)"
            )
            assert lost.fetchall() == []
            apart = connection.execute(
                "SELECT t.id FROM presentations t JOIN mentions m ON m.log_id = t.log_id"
                " AND m.find = t.find AND NOT m.retired GROUP BY t.id, t.paper_id"
                " HAVING max(coalesce(m.paper_id, 0)) <> coalesce(t.paper_id, 0)"
            )
            assert apart.fetchall() == []


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Group]:
    made = Group(tmp_path)
    yield made
    made.check()
    made.store.close()


def test_a_title_comes_back_though_its_log_was_edited_since(group: Group) -> None:
    group.scan(a=f"# 논문\n- {VIT}\n")
    before = group.study.library.get(VIT).paper
    group.study.library.edit(VIT, PaperEdit(title="Ours", year=1999))
    group.scan(a=f"# 논문\n- {VIT}\n- https://github.com/google-research/vision_transformer\n끝\n")
    assert group.study.library.get(VIT).paper.title == "Ours"
    assert group.study.upkeep.undo() == f"edit {VIT}"
    paper = group.study.library.get(VIT).paper
    assert (paper.title, paper.year) == (before.title, before.year)
    assert dict(paper.provenance)["title"] != "person"
    assert group.study.upkeep.redo() == f"edit {VIT}"
    paper = group.study.library.get(VIT).paper
    assert (paper.title, paper.year) == ("Ours", 1999)
    assert dict(paper.provenance)["title"] == "person"


def test_a_title_that_a_scan_has_told_since_does_not_keep_an_edit_from_coming_back(
    group: Group,
) -> None:
    unknown = "https://arxiv.org/abs/2406.12345"
    group.scan(a=f"{unknown}\n")
    group.study.library.edit(unknown, PaperEdit(title="Ours"))
    assert group.study.upkeep.undo() == f"edit {unknown}"
    group.scan(a=f"- [A Survey of Unread Papers in Study Groups]({unknown})\n")
    assert group.study.library.get(unknown).paper.title.startswith("A Survey")
    assert group.study.upkeep.redo() == f"edit {unknown}"
    assert group.study.library.get(unknown).paper.title == "Ours"


def test_an_added_paper_is_taken_back_though_a_log_names_it_since(group: Group) -> None:
    group.scan(a="# 논문\n- https://arxiv.org/abs/1706.03762\n")
    (known,) = group.papers()
    group.study.library.tag([known], add=["x"])
    added = group.add(VIT)
    group.scan(b=MEETING)
    assert [talk.presenters for talk in group.talks(VIT)] == [("김철수",)]
    assert group.study.upkeep.undo() == f"add {VIT}"
    assert added not in group.papers()
    assert any("2010.11929" in text or text == "ViT" for text in group.waiting())
    assert group.study.upkeep.undo() == f"tag {known}"
    assert group.study.library.get(known).paper.tags == ()
    assert group.study.upkeep.undo() is None


def test_a_find_that_lost_its_paper_can_be_accepted_with_all_that_was_known(group: Group) -> None:
    group.add(VIT)
    group.scan(b=MEETING)
    paper = group.study.library.get(VIT).paper
    group.study.upkeep.undo()
    (item,) = group.study.inbox.list().rows
    assert group.study.inbox.accept(item.id).title == paper.title
    again = group.study.library.get(VIT).paper
    assert (again.authors, again.year, again.identifiers) == (
        paper.authors,
        paper.year,
        paper.identifiers,
    )
    assert [talk.presenters for talk in group.talks(VIT)] == [("김철수",)]


def test_a_paper_can_be_added_again_after_its_step_was_taken_back(group: Group) -> None:
    group.add(VIT)
    before = group.study.library.get(VIT).paper
    group.scan(b=MEETING)
    group.study.upkeep.undo()
    assert group.study.upkeep.redo() == f"add {VIT}"
    assert group.study.library.get(VIT).paper == before
    assert group.study.library.get(VIT).mentions == ()
    assert len(group.waiting()) == 1


def test_a_step_done_again_takes_the_place_of_the_paper_a_scan_made_meanwhile(
    group: Group,
) -> None:
    added = group.add(VIT)
    group.scan(b=MEETING)
    group.study.upkeep.undo()
    group.scan(b=f"{MEETING}\n끝\n")
    assert group.study.upkeep.redo() == f"add {VIT}"
    assert group.papers().count(added) == 1
    assert len(group.papers()) == 2
    assert [talk.presenters for talk in group.talks(VIT)] == [("김철수",)]
    assert len(group.study.library.get(VIT).mentions) == 4


def test_an_accepted_name_is_taken_back_though_another_log_uses_it_since(group: Group) -> None:
    group.scan(a="# 회의\n\n오늘은 SAM 논문 이야기를 했다.\n", c=f"# 논문\n- {VIT}\n")
    before = (group.papers(), group.waiting())
    (item,) = group.study.inbox.list().rows
    accepted = group.study.inbox.choose(item.id, "https://arxiv.org/abs/2304.02643")
    assert accepted.learned == "SAM"
    group.scan(
        b="# 회의\n\nSAM 논문을 다시 읽었다.\n", a="# 회의\n\n오늘은 SAM 논문 이야기를 했다.\n끝\n"
    )
    assert len(group.study.library.get(accepted.key).mentions) == 2
    assert group.study.upkeep.undo() == f"choose {item.id}: SAM"
    assert not group.study.inbox.names()
    assert group.papers() == before[0]
    assert group.waiting() == ["SAM", "SAM"]
    assert group.study.upkeep.redo() == f"choose {item.id}: SAM"
    assert group.waiting() == ["SAM"]
    assert accepted.key in group.papers()


def test_a_removed_paper_comes_back_whole_though_its_log_was_edited(group: Group) -> None:
    group.scan(a=MEETING, b=f"# 논문\n- {VIT}\n")
    group.study.library.tag([VIT], add=["x"])
    group.study.library.set_note(VIT, "good")
    before = group.study.library.get(VIT)
    group.study.library.remove([VIT])
    edited = MEETING.replace(
        "| 김철수", "| 박민수 | [GPT](https://arxiv.org/abs/2005.14165) |\n| 김철수"
    )
    group.scan(a=f"서문\n\n{edited}")
    assert before.paper.key not in group.papers()
    assert group.study.upkeep.undo() == f"remove {VIT}"
    after = group.study.library.get(VIT)
    assert (after.paper, after.note, after.records) == (before.paper, before.note, before.records)
    assert len(after.mentions) == len(before.mentions)
    assert [talk.presenters for talk in group.talks(VIT)] == [("김철수",)]
    with group.store.read() as tx:
        assert [todo.paper for todo in tx.todos.all()] == [(after.paper.key, after.paper.title)]


def test_a_removed_paper_takes_the_place_of_the_one_that_a_new_log_brought(group: Group) -> None:
    group.scan(a=f"# 논문\n- {VIT}\n")
    group.study.library.tag([VIT], add=["x"])
    group.study.library.remove([VIT])
    group.scan(b=MEETING)
    assert group.study.library.get(VIT).paper.tags == ()
    assert group.study.upkeep.undo() == f"remove {VIT}"
    paper = group.study.library.get(VIT)
    assert paper.paper.tags == ("x",)
    assert {Path(mention.path).name for mention in paper.mentions} == {"a.md", "b.md"}
    assert [talk.presenters for talk in group.talks(VIT)] == [("김철수",)]


def test_a_refused_name_waits_again_though_its_log_was_edited(group: Group) -> None:
    text = "# 회의\n\n오늘은 SAM 논문 이야기를 했다.\n"
    group.scan(a=text)
    (item,) = group.study.inbox.list().rows
    group.study.inbox.reject(item.id)
    group.scan(a=f"{text}\n또 SAM 논문 이야기를 했다.\n")
    assert group.waiting() == []
    assert group.study.upkeep.undo() == f"reject {item.id}: SAM"
    assert group.waiting() == ["SAM"]
    assert len(group.study.inbox.list().rows[0].mention_ids) == 2


_LINES = (
    f"- [ViT]({VIT})",
    "- BERT 논문",
    "오늘은 SAM 논문 이야기를 했다.",
    "| 김철수 | [ViT](https://arxiv.org/abs/2010.11929) |",
    "| 이영희 | [BERT](https://arxiv.org/abs/1810.04805) |",
    "| 박민수 | SAM |",
    "- [ ] ViT 읽기",
    f"- [A Title of Our Own Making]({VIT})",
)
_REFERENCES = (VIT, "arxiv:1810.04805", "arxiv:2304.02643", "arxiv:2406.12345")


class Steps(RuleBasedStateMachine):
    """Whatever people do and scans read between, each step is undone and done again in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.group = Group(Path(self.folder.name))

    def _try(self, step: object, *arguments: object, **named: object) -> None:
        assert callable(step)
        try:
            step(*arguments, **named)
        except StaleEditError:
            raise
        except PaperstudyError:
            pass  # no such paper or item now

    @rule(name=st.sampled_from("ab"), lines=st.lists(st.sampled_from(_LINES), max_size=5))
    def scan(self, name: str, lines: list[str]) -> None:
        head = "# 2021-08-17 스터디\n\n| 발표자 | 논문 |\n|---|---|\n"
        table = [line for line in lines if line.startswith("|")]
        others = [line for line in lines if not line.startswith("|")]
        self.group.scan(**{name: head + "\n".join([*table, "", *others]) + "\n"})

    @rule(reference=st.sampled_from(_REFERENCES))
    def add(self, reference: str) -> None:
        self.group.add(reference)

    @rule(reference=st.sampled_from(_REFERENCES))
    def remove(self, reference: str) -> None:
        self._try(self.group.study.library.remove, [reference])

    @rule(reference=st.sampled_from(_REFERENCES), title=st.sampled_from(["Ours", "Mine"]))
    def edit(self, reference: str, title: str) -> None:
        self._try(self.group.study.library.edit, reference, PaperEdit(title=title))

    @rule(reference=st.sampled_from(_REFERENCES), tag=st.sampled_from("xy"))
    def tag(self, reference: str, tag: str) -> None:
        self._try(self.group.study.library.tag, [reference], add=[tag])

    @rule(which=st.integers(0, 3), reference=st.sampled_from(_REFERENCES), accept=st.booleans())
    def settle(self, which: int, reference: str, accept: bool) -> None:
        items = self.group.study.inbox.list().rows
        if not items:
            return
        number = items[which % len(items)].id
        if accept:
            self._try(self.group.study.inbox.choose, number, reference)
        else:
            self._try(self.group.study.inbox.reject, number)

    @rule(steps=st.integers(1, 3))
    def undo(self, steps: int) -> None:
        for _ in range(steps):
            self.group.study.upkeep.undo()
            self.group.check()

    @rule(steps=st.integers(1, 3))
    def redo(self, steps: int) -> None:
        for _ in range(steps):
            self.group.study.upkeep.redo()
            self.group.check()

    def teardown(self) -> None:
        try:
            self.group.undo_all()
            self.group.check()
            with self.group.store.read() as tx:
                assert not any(entry.stuck for entry in tx.journal.entries())
                assert tx.names.all() == []
                assert tx.papers.tags() == []
        finally:
            self.group.store.close()
            self.folder.cleanup()


TestSteps = Steps.TestCase
TestSteps.settings = example_settings(max_examples=8, stateful_step_count=15, deadline=None)
