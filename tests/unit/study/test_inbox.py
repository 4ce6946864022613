"""The inbox: accept, choose, reject, and what is learned from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from paperstudy.config import Settings
from paperstudy.domain.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    StaleEditError,
)
from paperstudy.domain.events import Event
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.logs import Candidate, FindStatus, LogScan, Mention, MentionKind, PaperFind
from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.queries import PaperQuery
from paperstudy.logs.reading import LogFile
from paperstudy.store.store import open_store
from paperstudy.study.saving import save_scan
from paperstudy.study.study import Study
from tests.unit.study.conftest import NOW

Scan = Callable[[], list[Event]]
SAM = PaperRecord(
    "catalogue", "Segment Anything", identifiers=(Identifier(Scheme.ARXIV, "2304.02643"),)
)
SHARP = PaperRecord(
    "catalogue",
    "Sharpness-Aware Minimization",
    identifiers=(Identifier(Scheme.ARXIV, "2010.01412"),),
)


def suggest(text: str, *records: PaperRecord, score: float = 0.5, line: int = 1) -> PaperFind:
    mention = Mention(line, 0, text, MentionKind.NAME, text.casefold())
    candidates = tuple(Candidate(record, score) for record in records)
    return PaperFind(FindStatus.SUGGESTED, (mention,), candidates)


def put(settings: Settings, name: str, *finds: PaperFind, lines: int = 3) -> None:
    """Save a log that was found to hold `finds`, as a scan does."""
    store = open_store(settings.database)
    text = "\n".join(f"line {n}" for n in range(1, lines + 1))
    file = LogFile(path=f"/logs/{name}", size=1, mtime_ns=1, load=lambda: b"")
    with store.write() as tx:
        save_scan(tx, file, name, (text, LogScan(finds=finds)), NOW)
    store.close()


def test_accepting_takes_the_best_candidate_and_learns_the_name(
    study: Study, settings: Settings
) -> None:
    put(settings, "a.md", suggest("SAM", SAM))
    (item,) = study.inbox.list().rows
    accepted = study.inbox.accept(item.id)
    assert (accepted.title, accepted.learned) == ("Segment Anything", "SAM")
    assert study.inbox.list().total == 0
    assert [name.surface for name in study.inbox.names()] == ["SAM"]
    assert [row.title for row in study.library.search(PaperQuery()).rows] == ["Segment Anything"]


def test_accepting_settles_the_same_name_in_other_logs(study: Study, settings: Settings) -> None:
    put(settings, "a.md", suggest("SAM", SAM))
    put(settings, "b.md", suggest("sam", SAM))
    accepted = study.inbox.accept(study.inbox.list().rows[0].id)
    assert accepted.mentions == 2
    assert study.inbox.list().total == 0


def test_two_equal_candidates_are_not_guessed(study: Study, settings: Settings) -> None:
    put(settings, "a.md", suggest("SAM", SAM, SHARP))
    (item,) = study.inbox.list().rows
    with pytest.raises(ConflictError, match="2 papers"):
        study.inbox.accept(item.id)
    assert study.inbox.accept_all() == ()
    assert study.inbox.choose(item.id, "2").title == "Sharpness-Aware Minimization"


def test_another_paper_than_was_shown_is_not_taken(study: Study, settings: Settings) -> None:
    put(settings, "a.md", suggest("SAM", PaperRecord("log", "Segment Anything"), score=0.9))
    item = study.inbox.list().rows[0]
    other = PaperRecord("log", "Sharpness-Aware Minimization")
    with pytest.raises(StaleEditError, match="has other candidates now"):
        study.inbox.accept(item.id, shown=other)
    with pytest.raises(StaleEditError, match="has other candidates now"):
        study.inbox.choose(item.id, "1", shown=other)
    shown = item.candidates[0].record
    assert study.inbox.choose(item.id, "1", shown=shown).title == "Segment Anything"


def test_a_choice_may_be_a_key_or_an_identifier(study: Study, settings: Settings) -> None:
    put(settings, "a.md", suggest("SAM", SAM), suggest("그 논문", SHARP, line=2))
    first, second = study.inbox.list().rows
    key = study.inbox.choose(first.id, "https://arxiv.org/abs/1706.03762").key
    assert key == "vaswani2017attention"
    assert study.inbox.choose(second.id, key).key == key
    assert study.library.search(PaperQuery()).total == 1


def test_a_choice_that_is_nothing_is_refused_and_the_item_waits(
    study: Study, settings: Settings
) -> None:
    put(settings, "a.md", suggest("SAM", SAM))
    (item,) = study.inbox.list().rows
    with pytest.raises(InvalidInputError):
        study.inbox.choose(item.id, "7")
    assert study.inbox.list().total == 1


def test_a_rejected_mention_does_not_come_back(study: Study, settings: Settings) -> None:
    put(settings, "a.md", suggest("SAM", SAM))
    assert study.inbox.reject(study.inbox.list().rows[0].id) == "SAM"
    put(settings, "a.md", suggest("SAM", SAM))
    assert study.inbox.list().total == 0
    assert study.library.search(PaperQuery()).total == 0


def test_an_accepted_mention_stays_when_the_rules_no_longer_see_it_so(
    study: Study, settings: Settings
) -> None:
    put(settings, "a.md", suggest("SAM", SAM, SHARP))
    chosen = study.inbox.choose(study.inbox.list().rows[0].id, "1")
    put(settings, "a.md", suggest("SAM", SHARP))
    assert len(study.library.get(chosen.key).mentions) == 1
    assert study.inbox.list().total == 0


def test_accept_all_takes_what_stands_alone(study: Study, settings: Settings) -> None:
    put(settings, "a.md", suggest("SAM", SAM, score=0.9), suggest("X", SHARP, score=0.2, line=2))
    assert [a.title for a in study.inbox.accept_all(minimum=0.5)] == ["Segment Anything"]
    assert study.inbox.list().total == 1


def test_undo_puts_an_accepted_item_back(study: Study, settings: Settings) -> None:
    put(settings, "a.md", suggest("SAM", SAM))
    study.inbox.accept(study.inbox.list().rows[0].id)
    assert study.upkeep.undo() is not None
    assert study.inbox.list().total == 1
    assert study.inbox.names() == ()
    assert study.library.search(PaperQuery()).total == 0
    assert study.upkeep.redo() is not None
    assert study.inbox.list().total == 0


def test_a_name_can_be_forgotten(study: Study, settings: Settings) -> None:
    put(settings, "a.md", suggest("SAM", SAM))
    study.inbox.accept(study.inbox.list().rows[0].id)
    study.inbox.forget("sam")
    assert study.inbox.names() == ()
    with pytest.raises(NotFoundError):
        study.inbox.forget("sam")


def test_a_number_that_does_not_wait_is_told(study: Study) -> None:
    with pytest.raises(NotFoundError, match="42"):
        study.inbox.accept(42)


def test_a_learned_name_is_known_in_the_next_log(study: Study, logs: Path, scan: Scan) -> None:
    (logs / "a.md").write_text("# 논문\n- https://arxiv.org/abs/2304.02643\n", encoding="utf-8")
    scan()
    (logs / "b.md").write_text("오늘은 우리 모두의 마법지팡이 이야기를 했다\n", encoding="utf-8")
    scan()
    store = open_store(study.upkeep.info().database)
    with store.write("teach") as tx:
        paper = tx.papers.find_by_identifier(Identifier(Scheme.ARXIV, "2304.02643"))
        assert paper is not None
        tx.names.learn("마법지팡이", "마법지팡이", paper.id, NOW)
    store.close()
    (logs / "c.md").write_text("마법지팡이를 다시 읽었다\n", encoding="utf-8")
    scan()
    assert "c.md" in {Path(m.path).name for m in study.library.get(paper.key).mentions}


def test_one_log_alone_can_be_accepted_at_once(study: Study, settings: Settings) -> None:
    put(settings, "a.md", suggest("Segment Anything", SAM))
    put(settings, "b.md", suggest("Sharpness-Aware Minimization", SHARP))
    first, second = study.inbox.list().rows
    (accepted,) = study.inbox.accept_all(log=first.log_id)
    assert accepted.title == SAM.title
    assert [item.id for item in study.inbox.list().rows] == [second.id]


def test_what_waits_is_counted(study: Study, settings: Settings) -> None:
    assert study.inbox.count() == 0
    put(settings, "a.md", suggest("SAM", SAM, SHARP), suggest("ViT", SHARP))
    assert study.inbox.count() == 2


def test_keys_and_identifiers_are_choices_and_words_are_not(
    study: Study, settings: Settings
) -> None:
    put(settings, "a.md", suggest("SAM", SAM))
    study.inbox.accept(study.inbox.list().rows[0].id)
    key = study.library.search(PaperQuery()).rows[0].key
    assert study.inbox.is_choice(key)
    assert study.inbox.is_choice("2304.02643")
    assert study.inbox.is_choice("https://arxiv.org/abs/2304.02643")
    assert not study.inbox.is_choice("Segment Anything")
    assert not study.inbox.is_choice("1")
