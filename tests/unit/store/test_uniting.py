from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.domain.papers import PaperId
from paperstudy.store.told import read_told, told_text
from paperstudy.store.uniting import apply_news, is_generic, is_same_meeting, unite

DAY = date(2021, 8, 10)
VIT, MDN = PaperId(1), PaperId(2)
PLANNED, DONE = PresentationStatus.PLANNED, PresentationStatus.DONE


def talk(name: str, topic: str = "", paper: PaperId | None = None) -> PresentationRow:
    return PresentationRow((name,) if name else (), topic, paper_id=paper)


names = st.sampled_from(["김철수", "Lee", "박영희", "Choi"])
words = st.sampled_from(["", "피어세션", "Day 3", "BERT"])
talks = st.builds(
    PresentationRow,
    presenters=st.lists(names, max_size=2, unique=True).map(tuple),
    topic=st.sampled_from(["", "ViT", "AAE"]),
    line=st.none() | st.integers(1, 9),
    status=st.sampled_from(PresentationStatus),
    paper_id=st.sampled_from([None, VIT, MDN]),
    group=st.none() | st.integers(0, 3),
    role=st.sampled_from(PresentationRole),
    minutes=st.none() | st.integers(5, 60),
)
rows = st.builds(
    SessionRow,
    date=st.sampled_from([None, DAY]),
    date_text=words,
    title=words,
    moderator=st.just("") | names,
    scribe=st.just("") | names,
    participants=st.lists(names, max_size=4, unique=True).map(tuple),
    presentations=st.lists(talks, max_size=3).map(tuple),
    line=st.none() | st.integers(1, 9),
    sure=st.booleans(),
    starts=st.sampled_from(["", "19:30"]),
    place=words,
    minutes=st.none() | st.integers(5, 60),
    absent=st.just(()),
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SessionRow(DAY, title="피어세션"), SessionRow(DAY, title="피어 세션"), True),
        (SessionRow(DAY, title="피어세션"), SessionRow(DAY, title="멘토링"), False),
        (SessionRow(DAY, title="Transformer study"), SessionRow(DAY), True),
        (SessionRow(DAY, title="Week 3"), SessionRow(DAY, title="Generative models"), True),
        (SessionRow(DAY), SessionRow(date(2021, 8, 11)), False),
        (SessionRow(), SessionRow(), False),
        (SessionRow(DAY, starts="10:00"), SessionRow(DAY, starts="16:00"), False),
        (SessionRow(DAY, starts="10:00"), SessionRow(DAY), True),
        (
            SessionRow(DAY, participants=("김철수", "Lee")),
            SessionRow(DAY, presentations=(talk("LEE"),)),
            True,
        ),
        (SessionRow(DAY, participants=("김철수",)), SessionRow(DAY, participants=("Lee",)), False),
        (
            SessionRow(DAY, presentations=(talk("Lee", paper=VIT),)),
            SessionRow(DAY, presentations=(talk("Kim", paper=VIT),)),
            False,  # two teams of a camp with one paper
        ),
        (
            SessionRow(DAY, presentations=(talk("Lee", "ViT"),)),
            SessionRow(DAY, presentations=(talk("", "vit"),)),
            True,
        ),
    ],
)
def test_two_accounts_are_of_one_meeting_where_nothing_contradicts(
    one: SessionRow, other: SessionRow, same: bool
) -> None:
    assert is_same_meeting(one, other) is same
    assert is_same_meeting(other, one) is same


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Study",
        "스터디",
        "주간 논문 스터디",
        "2021-08-10",
        "Week 3",
        "회의록",
        "3주차",
        "논문 세미나",
    ],
)
def test_some_titles_say_only_that_people_met(title: str) -> None:
    assert is_generic(title)


@pytest.mark.parametrize(
    "title", ["Diffusion", "멘토링", "피어세션", "BERT study", "Day of attention"]
)
def test_others_say_more(title: str) -> None:
    assert not is_generic(title)


def test_two_accounts_make_one_that_has_all_of_both() -> None:
    one = SessionRow(
        DAY,
        title="스터디",
        moderator="Kim",
        participants=("Kim", "Lee"),
        presentations=(talk("Kim", "ViT"), talk("Lee", "AAE")),
        line=3,
        sure=False,
    )
    other = SessionRow(
        DAY,
        title="Vision",
        scribe="Lee",
        participants=("lee", "Park"),
        presentations=(
            replace(talk("Lee", "Adversarial Autoencoders"), paper_id=MDN),
            replace(talk("Kim", "vit", VIT), status=PLANNED, minutes=20, group=4),
        ),
        place="Room 2",
        absent=("Kim", "Choi"),
    )
    both = unite([one, other])
    assert (both.title, both.moderator, both.scribe, both.place) == (
        *("Vision", "Kim", "Lee", "Room 2"),
    )
    assert both.participants == ("Kim", "Lee", "Park")
    assert both.absent == ("Choi",)
    assert both.sure
    vit, aae, other_talk = both.presentations
    assert (vit.topic, vit.paper_id, vit.group, vit.status, vit.minutes) == (
        *("ViT", VIT, 4, DONE, 20),
    )
    assert (aae.topic, other_talk.topic) == ("AAE", "Adversarial Autoencoders")


def test_a_bare_word_of_who_presented_is_the_talk_that_another_log_names() -> None:
    bare, full = SessionRow(DAY, presentations=(talk("Kim"),)), talk("Kim", "", VIT)
    both = unite([bare, SessionRow(DAY, presentations=(full,))])
    assert [(one.presenters, one.paper_id) for one in both.presentations] == [(("Kim",), VIT)]


@given(rows)
def test_an_account_united_with_itself_is_itself(row: SessionRow) -> None:
    assert unite([row, row]) == replace(unite([row]), line=row.line)


@given(rows, rows)
def test_nobody_and_no_paper_is_lost(one: SessionRow, other: SessionRow) -> None:
    both = unite([one, other])
    assert set(both.participants) == {*one.participants, *other.participants}
    held = [*one.presentations, *other.presentations]
    presenters = {name for talk_ in held for name in talk_.presenters}
    assert {name for talk_ in both.presentations for name in talk_.presenters} == presenters
    papers = {talk_.paper_id for talk_ in held} - {None}
    assert {talk_.paper_id for talk_ in both.presentations} >= papers
    assert len(both.presentations) <= len(held)


@given(rows)
def test_what_a_log_said_comes_back_as_it_was(row: SessionRow) -> None:
    assert read_told(told_text(row)) == row


@given(rows, rows)
def test_no_news_change_nothing_a_person_wrote(mine: SessionRow, told: SessionRow) -> None:
    assert apply_news(mine, told, told) == mine


@given(rows, rows)
def test_all_news_reach_a_meeting_that_nobody_touched(told: SessionRow, now: SessionRow) -> None:
    new = apply_news(told, told, now)
    assert set(new.participants) == set(now.participants)
    assert new.title == (now.title or told.title)


def test_a_person_s_word_stands_and_what_they_left_open_is_filled_in() -> None:
    planned = replace(talk("Kim", "ViT", VIT), status=PLANNED)
    dropped = replace(talk("Lee", "AAE"), status=PresentationStatus.SKIPPED, reason="ill")
    mine = SessionRow(
        DAY, title="By hand", presentations=(planned, dropped), absent=("Lee",), note="n"
    )
    told = SessionRow(
        DAY,
        title="From the log",
        moderator="Park",
        participants=("Kim", "Park", "Lee"),
        presentations=(talk("Kim", "vit"), talk("Lee", "AAE"), talk("Park", "MDN", MDN)),
    )
    new = apply_news(mine, SessionRow(), told)
    assert (new.title, new.moderator, new.note) == ("By hand", "Park", "n")
    assert new.participants == ("Kim", "Park")
    assert [(one.topic, one.status) for one in new.presentations] == [
        ("ViT", DONE),
        ("AAE", PresentationStatus.SKIPPED),
        ("MDN", DONE),
    ]
    without = replace(new, presentations=new.presentations[:1])
    assert apply_news(without, told, told) == without
    later = replace(told, participants=("Kim",), moderator="Kim")
    assert apply_news(new, told, later).participants == ("Kim",)
    assert apply_news(replace(new, moderator="Choi"), told, later).moderator == "Choi"


def test_a_planned_topic_gets_the_paper_that_the_log_says_it_was() -> None:
    mine = SessionRow(DAY, presentations=(replace(talk("Kim", "ViT"), status=PLANNED),))
    told = SessionRow(DAY, presentations=(replace(talk("Kim", "ViT", VIT), group=2),))
    (held,) = apply_news(mine, SessionRow(), told).presentations
    assert (held.status, held.paper_id, held.group) == (DONE, VIT, 2)
