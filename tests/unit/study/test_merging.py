"""Two papers become one with all that hung on them, and undo parts them again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from paperstudy.domain.errors import ConflictError, NotFoundError
from paperstudy.domain.events import CancelToken, Event, ItemDone
from paperstudy.domain.papers import PaperEdit, PaperState, PaperStatus
from paperstudy.domain.queries import PaperQuery
from paperstudy.study.merging import merge_papers
from paperstudy.study.study import Study
from paperstudy.study.values import Added
from tests.unit.study.house import House, arxiv_id, doi_of, preprint, printed

VIT, BERT = "https://arxiv.org/abs/2010.11929", "https://arxiv.org/abs/1810.04805"
MEETING = """# 2021-08-{day} 스터디

| 발표자 | 논문 |
|---|---|
| 김철수 | [ViT]({url}) |

- [ ] 이 논문 다시 읽기 {url}
"""


def fill(study: Study, logs: Path, scan: Callable[[], list[Event]]) -> tuple[str, str]:
    """Two papers, each with a log, a tag, a note and a status; return their keys."""
    keys = []
    for day, url, tag in ((10, VIT, "cv"), (11, BERT, "nlp")):
        (logs / f"day{day}.md").write_text(MEETING.format(day=day, url=url), encoding="utf-8")
        scan()
        events = study.library.add([url], cancel=CancelToken())
        (added,) = (e.value for e in events if isinstance(e, ItemDone))
        assert isinstance(added, Added)
        study.library.tag([added.key], add=[tag, "both"])
        study.library.set_note(added.key, f"note on {tag}")
        keys.append(added.key)
    study.library.edit(keys[0], PaperEdit(status=PaperStatus.TO_READ))
    study.library.edit(keys[1], PaperEdit(status=PaperStatus.PRESENTED))
    return keys[0], keys[1]


def test_all_that_hung_on_both_hangs_on_the_one(
    study: Study, logs: Path, scan: Callable[[], list[Event]]
) -> None:
    keep, drop = fill(study, logs, scan)
    count = len(study.library.get(keep).mentions) + len(study.library.get(drop).mentions)
    paper = study.library.merge(keep, drop)
    detail = study.library.get(keep)
    assert paper == detail.paper
    assert sorted(paper.tags) == ["both", "cv", "nlp"]
    assert detail.note.splitlines() == ["note on cv", "", "note on nlp"]
    assert len(detail.mentions) == count
    assert len(detail.sessions) == 2
    assert paper.status is PaperStatus.PRESENTED
    assert {arxiv_id("2010.11929"), arxiv_id("1810.04805")} <= set(paper.identifiers)
    assert study.library.search(PaperQuery()).total == 1


def test_undo_parts_them_again_and_redo_makes_them_one(
    study: Study, logs: Path, scan: Callable[[], list[Event]]
) -> None:
    keep, drop = fill(study, logs, scan)
    before = study.library.get(keep), study.library.get(drop)
    study.library.merge(keep, drop)
    after = study.library.get(keep)
    assert study.upkeep.undo() is not None
    assert (study.library.get(keep), study.library.get(drop)) == before
    assert study.upkeep.redo() is not None
    assert study.library.get(keep) == after


def test_the_key_that_went_leads_to_the_paper_that_stayed(
    study: Study, logs: Path, scan: Callable[[], list[Event]]
) -> None:
    keep, drop = fill(study, logs, scan)
    study.library.merge(keep, drop)
    assert study.library.get(drop).paper.key == keep
    assert study.library.get(BERT).paper.key == keep


def test_a_scan_after_a_merge_brings_nothing_back(
    study: Study, logs: Path, scan: Callable[[], list[Event]]
) -> None:
    keep, drop = fill(study, logs, scan)
    study.library.merge(keep, drop)
    path = logs / "day11.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n더 쓴 줄\n", encoding="utf-8")
    scan()
    assert study.library.search(PaperQuery()).total == 1
    assert len(study.library.get(keep).sessions) == 2


def test_what_sources_said_of_both_is_united(house: House) -> None:
    one = replace(preprint("2001.00001"), abstract="")
    other = preprint("2001.00002", "The Same Under Another Title", abstract="Told once.")
    kept, dropped = house.shelve(one, other)
    paper = merge_papers(house.store, house.clock, kept.key, dropped.key)
    assert (paper.title, paper.abstract) == (one.title, "Told once.")
    assert paper.state is PaperState.FETCHED
    (record,) = house.records(kept.key).values()
    assert set(record.identifiers) == {arxiv_id("2001.00001"), arxiv_id("2001.00002")}


def test_records_of_different_sources_stand_side_by_side(house: House) -> None:
    kept, dropped = house.shelve(
        preprint("2001.00001"), replace(printed("10.1000/one"), title="A Title of Its Own")
    )
    merge_papers(house.store, house.clock, kept.key, dropped.key)
    assert set(house.records(kept.key)) == {"arxiv", "crossref"}
    assert doi_of("10.1000/one") in house.paper(kept.key).identifiers


def test_a_paper_is_not_merged_with_itself_or_with_what_is_not_here(house: House) -> None:
    (paper,) = house.shelve(preprint("2001.00001"))
    with pytest.raises(ConflictError):
        merge_papers(house.store, house.clock, paper.key, "arxiv:2001.00001")
    with pytest.raises(NotFoundError):
        merge_papers(house.store, house.clock, paper.key, "nobody2020nothing")
    assert house.store.undo() is None


def test_duplicates_are_found_by_what_sources_claim(study: Study) -> None:
    list(study.library.add([VIT, BERT], cancel=CancelToken()))
    assert study.library.duplicates() == ()
    study.library.add_manual(PaperEdit(title="BERT again", key="again"), ["10.1000/again"])
    assert study.library.duplicates() == ()
