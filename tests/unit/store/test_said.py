from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.domain.papers import PaperId
from paperstudy.store.pairing import give_keys, pair_talks, with_keys
from paperstudy.store.said import Said, overlay, read_said, rewrite, said_text

DAY, NEXT = date(2026, 11, 27), date(2026, 11, 28)
PLANNED, DONE = PresentationStatus.PLANNED, PresentationStatus.DONE
VIT, MDN = PaperId(1), PaperId(2)

names = st.sampled_from(["김철수", "Lee", "박영희", "Choi"])
words = st.sampled_from(["", "Friday", "Day 3", "BERT"])
talks = st.builds(
    PresentationRow,
    presenters=st.lists(names, max_size=2, unique=True).map(tuple),
    topic=st.sampled_from(["", "ViT", "AAE", "GAN"]),
    status=st.sampled_from(PresentationStatus),
    paper_id=st.sampled_from([None, VIT, MDN]),
    role=st.sampled_from(PresentationRole),
    minutes=st.none() | st.integers(5, 60),
)


@st.composite
def told_rows(draw: st.DrawFn, owner: str = "1") -> SessionRow:
    """What a log tells, its talks with their keys: some of those that it ever told."""
    held = draw(st.lists(talks, max_size=4))
    numbers = draw(st.permutations(range(1, 6)))
    keys = [(f"{owner}.{number}",) for number in numbers[: len(held)]]
    return replace(draw(rows_without_talks), presentations=with_keys(held, keys))


rows_without_talks = st.builds(
    SessionRow,
    date=st.sampled_from([DAY, NEXT]),
    title=words,
    moderator=st.just("") | names,
    participants=st.lists(names, max_size=4, unique=True).map(tuple),
    starts=st.sampled_from(["", "19:30"]),
    place=words,
    minutes=st.none() | st.integers(5, 60),
)


@st.composite
def edits(draw: st.DrawFn, shown: SessionRow) -> SessionRow:
    """What a person makes of a meeting: other facts, some talks out, others in or changed."""
    facts = draw(rows_without_talks)
    changed = draw(st.sets(st.sampled_from(["title", "place", "minutes", "moderator", "date"])))
    row = replace(shown, **{name: getattr(facts, name) for name in changed})
    if draw(st.booleans()):
        row = replace(row, participants=facts.participants)
    held = []
    for talk in draw(st.permutations(shown.presentations)):
        kind = draw(st.sampled_from(["keep", "keep", "out", "change"]))
        changed_talk = replace(draw(talks), keys=talk.keys)
        if kind != "out":
            held.append(changed_talk if kind == "change" else talk)
    return replace(row, presentations=(*held, *draw(st.lists(talks, max_size=1))))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_meeting_is_what_a_person_made_of_it_while_logs_say_the_same(data: st.DataObject) -> None:
    now = data.draw(told_rows())
    said, shown = None, now
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(edits(shown))
        said = rewrite(said, now, shown, row)
        assert overlay(said, now) == row
        shown = row
    assert said is not None
    assert read_said(said_text(said)) == said


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told_rows(), told_rows())
def test_what_nobody_changed_is_what_logs_say_now(told: SessionRow, now: SessionRow) -> None:
    assert overlay(Said(told, told), now) == now


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_a_person_set_or_took_out_stands_whatever_logs_say(data: st.DataObject) -> None:
    first = data.draw(told_rows())
    row = data.draw(edits(first))
    now = data.draw(told_rows())
    said = rewrite(None, first, first, row)
    if data.draw(st.booleans()):  # another edit of something else changes nothing of it
        shown = overlay(said, now)
        said = rewrite(said, now, shown, replace(shown, scribe="Park"))
        now = data.draw(told_rows())
    new = overlay(said, now)
    for name in ("title", "place", "minutes", "moderator", "date"):
        if getattr(row, name) != getattr(first, name):
            assert getattr(new, name) == getattr(row, name)
        else:
            assert getattr(new, name) == getattr(now, name)
    out = set(first.participants) - set(row.participants)
    assert not out & set(new.participants)
    assert set(row.participants) - set(first.participants) <= set(new.participants)
    kept = {key for talk in row.presentations for key in talk.keys}
    gone = {key for talk in first.presentations for key in talk.keys} - kept
    assert not gone & {key for talk in new.presentations for key in talk.keys}


@given(st.lists(talks, max_size=4), st.lists(talks, max_size=4))
def test_each_talk_is_one_before_at_most(
    olds: list[PresentationRow], news: list[PresentationRow]
) -> None:
    pairs = pair_talks(olds, news)
    found = [pair for pair in pairs if pair is not None]
    assert len(pairs) == len(news)
    assert len(set(found)) == len(found)
    assert pair_talks(olds, olds) == list(range(len(olds)))


def talk(name: str, topic: str = "", paper: PaperId | None = None) -> PresentationRow:
    return PresentationRow((name,) if name else (), topic, paper_id=paper)


def test_a_talk_is_found_again_by_who_and_what_then_who_then_what_then_where() -> None:
    olds = [talk("Kim", "ViT", VIT), talk("Kim", "BERT"), talk("Lee", "AAE"), talk("", "GAN")]
    news = [talk("Kim", "BERT"), talk("Kim", "DeiT"), talk("Choi", "AAE"), talk("", "GANs")]
    assert pair_talks(olds, news) == [1, 0, 2, 3]
    assert pair_talks([talk("Kim", "ViT")], [talk("Lee", "BERT")]) == [None]


def test_a_talk_forgotten_and_told_again_has_its_key_again() -> None:
    first = [talk("Kim", "ViT"), talk("Lee", "AAE")]
    keys, forgotten = give_keys((), first, (), "7")
    assert (keys, forgotten) == ([("7.1",), ("7.2",)], [])
    told = with_keys(first, keys)
    keys, forgotten = give_keys(told, first[1:], (), "7")
    assert (keys, forgotten) == ([("7.2",)], [told[0]])
    keys, forgotten = give_keys(told[1:], [talk("Park", "MDN"), *first], forgotten, "7")
    assert (keys, forgotten) == ([("7.3",), ("7.1",), ("7.2",)], [])


def test_a_person_s_word_stands_and_what_they_left_open_is_filled_in() -> None:
    planned = replace(talk("Kim", "ViT", VIT), status=PLANNED)
    dropped = replace(talk("Lee", "AAE"), status=PresentationStatus.SKIPPED, reason="ill")
    mine = SessionRow(DAY, title="By hand", presentations=(planned, dropped), absent=("Lee",))
    told = SessionRow(
        DAY,
        title="From the log",
        moderator="Park",
        participants=("Kim", "Park", "Lee"),
        presentations=with_keys(
            (talk("Kim", "vit"), talk("Lee", "AAE"), talk("Park", "MDN", MDN)),
            (("1.1",), ("1.2",), ("1.3",)),
        ),
    )
    new = overlay(Said(mine=mine), told)
    assert (new.title, new.moderator, new.absent) == ("By hand", "Park", ("Lee",))
    assert new.participants == ("Kim", "Park")
    assert [(one.topic, one.status) for one in new.presentations] == [
        ("ViT", DONE),
        ("AAE", PresentationStatus.SKIPPED),
        ("MDN", DONE),
    ]


def test_a_planned_topic_gets_the_paper_that_the_log_says_it_was() -> None:
    mine = SessionRow(DAY, presentations=(replace(talk("Kim", "ViT"), status=PLANNED),))
    held = replace(talk("Kim", "ViT", VIT), group=2, keys=("1.1",))
    (found,) = overlay(Said(mine=mine), SessionRow(DAY, presentations=(held,))).presentations
    assert (found.status, found.paper_id, found.group) == (DONE, VIT, 2)
