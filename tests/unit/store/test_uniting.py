from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.domain.papers import PaperId
from paperstudy.store.accounts import is_generic, may_be_same
from paperstudy.store.told import read_told, told_text
from paperstudy.store.uniting import account_of, is_retold, is_same_meeting, unite

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


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        (SessionRow(DAY, "", "A", "Kim"), SessionRow(DAY, "", "B", "kim"), True),
        (SessionRow(DAY, "", "A", "Kim"), SessionRow(DAY, "", "B", "Lee"), False),
        (
            SessionRow(DAY, title="A", presentations=(talk("Kim", paper=VIT),)),
            SessionRow(DAY, title="B", presentations=(talk("", paper=VIT),)),
            True,
        ),
        (SessionRow(DAY, title="A", moderator="Kim"), SessionRow(DAY), True),
        (SessionRow(DAY, title="A", moderator="Kim"), SessionRow(DAY, title="B"), False),
        (
            SessionRow(DAY, title="A", moderator="Kim", starts="10:00"),
            SessionRow(DAY, title="B", moderator="Kim", starts="16:00"),
            False,
        ),
        (SessionRow(title="A", moderator="Kim"), SessionRow(title="B", moderator="Kim"), False),
    ],
)
def test_a_person_is_asked_about_accounts_that_share_somebody_or_something(
    one: SessionRow, other: SessionRow, asked: bool
) -> None:
    accounts = account_of(one), account_of(other)
    assert may_be_same(*accounts) is asked
    assert may_be_same(*reversed(accounts)) is asked


NEXT = date(2021, 8, 17)
HELD = SessionRow(DAY, participants=("Kim", "Lee"), presentations=(talk("Kim", "ViT"),))


@pytest.mark.parametrize(
    ("now", "alone", "same"),
    [
        (replace(HELD, participants=("Kim",)), False, True),
        (replace(HELD, date=NEXT), True, True),
        (replace(HELD, date=NEXT), False, False),
        (replace(HELD, date=NEXT, presentations=(talk("Kim", "AAE"),)), True, False),
        (replace(HELD, date=NEXT, presentations=()), True, True),
        (replace(HELD, date=NEXT, participants=("Park",), presentations=()), True, False),
    ],
)
def test_a_log_with_another_date_says_it_of_the_same_meeting_where_all_else_tells_so(
    now: SessionRow, alone: bool, same: bool
) -> None:
    before = HELD if now.presentations else replace(HELD, presentations=())
    assert is_retold(before, now, alone=alone) is same
