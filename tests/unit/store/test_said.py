from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.domain.papers import PaperId
from paperstudy.store.pairing import give_keys, pair_talks, with_keys
from paperstudy.store.said import Said, overlay, read_said, rewrite, said_text, unite_said
from paperstudy.store.uniting import join

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


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_people_said_of_two_meetings_stands_where_they_are_one(data: st.DataObject) -> None:
    told = [data.draw(told_rows("1")), data.draw(told_rows("2"))]
    mine = [data.draw(edits(one)) for one in told]
    said = [rewrite(None, one, one, own) for one, own in zip(told, mine, strict=True)]
    now = join(*told)
    both = unite_said(said[0], said[1], now)
    first, later = overlay(both, now), overlay(both, data.draw(told_rows("1")))
    for name in ("title", "place", "minutes", "moderator", "date"):
        words = [
            getattr(own, name)
            for one, own in zip(told, mine, strict=True)
            if getattr(one, name) != getattr(own, name)
        ]
        assert getattr(first, name) == (words or [getattr(now, name)])[0]
        if words:
            assert getattr(later, name) == words[0]
    came, left = set[str](), set[str]()
    for one, own in reversed(list(zip(told, mine, strict=True))):
        added = set(own.participants) - set(one.participants)
        out = set(one.participants) - set(own.participants)
        came, left = (came | added) - out, (left | out) - added
    assert came <= set(later.participants)
    assert not left & set(later.participants)


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


def shown_with(mine: PresentationRow, told: PresentationRow) -> list[tuple[str, ...]]:
    """Return who presents what, where a log tells of a meeting that a person planned."""
    planned = SessionRow(DAY, presentations=(replace(mine, status=PLANNED),))
    now = SessionRow(DAY, presentations=(replace(told, keys=("1.1",)),))
    new = overlay(Said(mine=planned), now)
    return [(*one.presenters, one.topic) for one in new.presentations]


def test_whom_a_log_names_beside_a_planned_presenter_presented_too() -> None:
    both = replace(talk("Kim", "ViT", VIT), presenters=("Kim", "Lee"))
    assert shown_with(talk("Kim", "ViT", VIT), both) == [("Kim", "Lee", "ViT")]


def test_whom_a_log_names_in_place_of_a_planned_presenter_does_not_join_them() -> None:
    assert shown_with(talk("Kim", "ViT", VIT), talk("Lee", "ViT", VIT))[0] == ("Kim", "ViT")


def test_a_planned_slot_without_a_topic_is_what_its_presenter_gave_with_others() -> None:
    both = replace(talk("Kim", "Flow Matching"), presenters=("Kim", "Lee"))
    assert shown_with(talk("Kim", ""), both) == [("Kim", "Lee", "Flow Matching")]
    assert len(shown_with(talk("Kim", ""), talk("Lee", "Flow Matching"))) == 2


def test_whom_people_took_out_of_a_talk_stays_out_and_whom_the_log_adds_comes_in() -> None:
    told = replace(talk("Kim", "ViT", VIT), presenters=("Kim", "Lee"), keys=("1.1",))
    now = SessionRow(DAY, presentations=(told,))
    row = replace(now, presentations=(replace(told, presenters=("Kim",)),))
    said = rewrite(None, now, now, row)
    assert overlay(said, now).presentations[0].presenters == ("Kim",)
    more = replace(told, presenters=("Kim", "Lee", "Park"))
    new = overlay(said, replace(now, presentations=(more,)))
    assert new.presentations[0].presenters == ("Kim", "Park")


def test_whom_a_log_added_to_a_plan_goes_with_the_log_after_another_edit() -> None:
    plan = SessionRow(DAY, presentations=(replace(talk("Kim", "ViT", VIT), status=PLANNED),))
    told = replace(talk("Kim", "ViT", VIT), presenters=("Kim", "Lee"), keys=("1.1",))
    now = SessionRow(DAY, presentations=(told,))
    said = Said(mine=plan)
    shown = overlay(said, now)
    said = rewrite(said, now, shown, replace(shown, title="Renamed"))
    alone = SessionRow(DAY, presentations=(replace(told, presenters=("Kim",)),))
    for row, people in ((now, ("Kim", "Lee")), (alone, ("Kim",))):
        assert overlay(said, row).presentations[0].presenters == people
