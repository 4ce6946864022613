"""What OpenReview says to those with a login, and that it is not asked without one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.errors import (
    InvalidIdentifierError,
    MalformedAnswerError,
    NeedsLoginError,
    OfflineError,
)
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Publication, Repository
from paperstudy.sources.http import Plumbing
from paperstudy.sources.openreview import OpenReviewSource
from paperstudy.sources.pacing import LocalPacer
from tests.fakes.openreview_api import (
    JSON,
    LOGIN,
    NEW,
    NOTES,
    OLD,
    OLD_BASE,
    PASSWORD,
    REFUSED,
    REGISTERS,
    TOKEN,
    UNKNOWN,
    USER,
    VIT,
    challenge,
    read_note,
    reply,
    serve_openreview,
)
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.papers import PaperRecord
    from paperstudy.domain.sources import Looked

OLD_NOTES = OLD_BASE + NOTES


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        serve_openreview(server)
        yield server


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


def make_source(
    server: FakeServer, time: FakeTime, *, offline: bool = False, **credentials: str
) -> OpenReviewSource:
    urls = {"openreview": server.url, "openreview1": server.url + OLD_BASE}
    pacer = LocalPacer(time.clock, time.wait)
    given = {f"openreview_{name}": value for name, value in credentials.items()}
    return OpenReviewSource(
        Plumbing(urls, offline=offline, pacer=pacer, wait=time.wait, credentials=given)
    )


@pytest.fixture
def source(server: FakeServer, time: FakeTime) -> OpenReviewSource:
    return make_source(server, time, token=TOKEN)


def forum(value: str) -> Identifier:
    return Identifier(Scheme.OPENREVIEW, value)


def look_up(source: OpenReviewSource, *values: str) -> list[Looked]:
    return list(source.lookup([*map(forum, values)], CancelToken()))


def fetch(source: OpenReviewSource, value: str) -> PaperRecord:
    (looked,) = look_up(source, value)
    assert looked.record is not None
    return looked.record


def fetch_changed(source: OpenReviewSource, server: FakeServer, **content: object) -> PaperRecord:
    note = read_note(OLD, VIT)
    note["content"] |= content
    server.route(NOTES, reply({"notes": [note], "count": 1}))
    return fetch(source, VIT)


def test_a_note_of_the_first_api_has_plain_fields(source: OpenReviewSource) -> None:
    record = fetch(source, VIT)
    assert record.source == "openreview"
    assert record.title.startswith("An Image is Worth 16x16 Words")
    assert [author.name for author in record.authors][:2] == ["Alexey Dosovitskiy", "Lucas Beyer"]
    assert len(record.authors) == 12
    assert record.abstract.startswith("A plain encoder reads an image")
    assert record.year == 2020
    assert record.published == datetime(2020, 9, 28, 15, 50, 13, tzinfo=UTC)
    assert record.identifiers == (forum(VIT),)
    assert record.url == "https://openreview.net/forum?id=YicbFdNTTy"
    assert record.pdf_url == (
        f"https://openreview.net/pdf/{read_note(OLD, VIT)['content']['pdf'].removeprefix('/pdf/')}"
    )
    assert record.publication == Publication("ICLR", 2021, kind="proceedings")
    assert record.repositories == (
        Repository("https://github.com/google-research/vision_transformer", "openreview"),
    )


def test_a_note_of_the_second_api_has_wrapped_fields(source: OpenReviewSource) -> None:
    record = fetch(source, REGISTERS)
    assert record.title == "Vision Transformers Need Registers"
    assert record.authors[0].name == "Timothée Darcet"
    assert record.published == datetime(2024, 1, 16, 13, 20, 41, tzinfo=UTC)
    assert record.year == 2024
    assert record.publication == Publication("ICLR", 2024, kind="proceedings")
    assert record.pdf_url.startswith("https://openreview.net/pdf/")


def test_a_note_may_wrap_some_of_its_fields_and_not_others(
    source: OpenReviewSource, server: FakeServer
) -> None:
    record = fetch_changed(
        source, server, title={"value": "0"}, abstract="Plain.", venue={"value": None}
    )
    assert (record.title, record.abstract, record.publication) == ("0", "Plain.", None)


def test_the_second_api_is_asked_first_and_the_first_where_it_has_nothing(
    source: OpenReviewSource, server: FakeServer
) -> None:
    new, old, unknown = look_up(source, REGISTERS, VIT, UNKNOWN)
    assert (new.missing, old.missing, unknown.missing) == (False, False, True)
    assert server.paths() == [
        f"{NOTES}?id={REGISTERS}",
        f"{NOTES}?id={VIT}",
        f"{OLD_NOTES}?id={VIT}",
        f"{NOTES}?id={UNKNOWN}",
        f"{OLD_NOTES}?id={UNKNOWN}",
    ]


def test_both_apis_share_one_pace(source: OpenReviewSource, time: FakeTime) -> None:
    look_up(source, REGISTERS, VIT)
    assert time.waits == pytest.approx([1.0, 1.0])


def test_without_a_login_nothing_is_asked_and_each_paper_says_why(
    server: FakeServer, time: FakeTime
) -> None:
    """Acceptance 5: the paper needs a login, it is not missing."""
    for source in (
        make_source(server, time),
        make_source(server, time, username=USER),
        make_source(server, time, password=PASSWORD),
        make_source(server, time, token=""),
    ):
        looked = look_up(source, VIT, REGISTERS)
        assert [type(each.error) for each in looked] == [NeedsLoginError, NeedsLoginError]
        assert not any(each.missing for each in looked)
    assert server.requests == []


def test_the_puzzle_for_strangers_is_a_missing_login_and_is_asked_once(
    source: OpenReviewSource, server: FakeServer
) -> None:
    """Acceptance 5: 403 is neither tried again nor asked for the other papers."""
    server.route(NOTES, challenge())
    with pytest.raises(NeedsLoginError, match="person"):
        look_up(source, VIT, REGISTERS)
    assert len(server.requests) == 1


def test_a_token_that_is_not_taken_is_a_missing_login(server: FakeServer, time: FakeTime) -> None:
    server.route(NOTES, Reply(b"no", 401))
    with pytest.raises(NeedsLoginError, match="does not accept") as caught:
        look_up(make_source(server, time, token="old-secret"), VIT, REGISTERS)
    assert "old-secret" not in f"{caught.value!r} {caught.value.hint} {caught.value.fields}"
    assert len(server.requests) == 1


def test_a_note_that_is_closed_to_this_user_leaves_the_others_open(
    source: OpenReviewSource, server: FakeServer
) -> None:
    closed = {"name": "ForbiddenError", "message": "You do not have permission", "status": 403}
    server.route(
        NOTES,
        Reply(reply(closed).body, 403, JSON),
        reply({"notes": [read_note(NEW, REGISTERS)], "count": 1}),
    )
    private, known = look_up(source, REFUSED, REGISTERS)
    assert isinstance(private.error, NeedsLoginError)
    assert known.record is not None


def test_a_name_and_a_password_buy_a_token_once(server: FakeServer, time: FakeTime) -> None:
    source = make_source(server, time, username=USER, password=PASSWORD)
    assert [each.missing for each in look_up(source, VIT, REGISTERS, UNKNOWN)] == [
        False,
        False,
        True,
    ]
    look_up(source, VIT)
    logins = [each for each in server.requests if each.route == LOGIN]
    assert len(logins) == 1
    assert logins[0].method == "POST"
    assert logins[0].json() == {"id": USER, "password": PASSWORD}
    agents = {each.headers.get("authorization") for each in server.requests[1:]}
    assert agents == {f"Bearer {TOKEN}"}


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_login_that_is_not_taken_is_said_without_the_password(
    server: FakeServer, time: FakeTime, status: int
) -> None:
    server.route(LOGIN, Reply(b'{"message": "Invalid username or password"}', status, JSON))
    source = make_source(server, time, username=USER, password="wrong-word")
    with pytest.raises(NeedsLoginError) as caught:
        look_up(source, VIT, REGISTERS)
    assert "wrong-word" not in f"{caught.value!r} {caught.value.hint} {caught.value.fields}"
    assert [each.route for each in server.requests] == [LOGIN]


def test_a_second_proof_cannot_be_given(server: FakeServer, time: FakeTime) -> None:
    server.route(LOGIN, reply({"mfaPending": True, "mfaMethods": ["totp"]}))
    source = make_source(server, time, username=USER, password=PASSWORD)
    with pytest.raises(NeedsLoginError, match="second"):
        look_up(source, VIT)


@pytest.mark.parametrize("answer", [{}, [], {"notes": None}, {"notes": "x"}, {"error": "x"}])
def test_what_is_no_list_of_notes_is_never_taken_for_an_empty_one(
    source: OpenReviewSource, server: FakeServer, answer: object
) -> None:
    server.route(NOTES, reply(answer))
    (looked,) = look_up(source, VIT)
    assert isinstance(looked.error, MalformedAnswerError)


@pytest.mark.parametrize(
    "answer",
    [
        Reply(b"no such page", 404, {"Content-Type": "text/plain"}),
        Reply(b'{"name": "RouteError"}', 404, JSON),
    ],
    ids=["text", "another error"],
)
def test_a_404_in_another_shape_is_no_missing_note(
    source: OpenReviewSource, server: FakeServer, answer: Reply
) -> None:
    server.route(OLD_NOTES, answer)
    (looked,) = look_up(source, UNKNOWN)
    assert isinstance(looked.error, MalformedAnswerError)


def test_an_id_that_it_dislikes_is_an_error_of_its_paper_alone(
    source: OpenReviewSource, server: FakeServer
) -> None:
    server.route(
        NOTES,
        Reply(b'{"name": "Error"}', 400, JSON),
        reply({"notes": [read_note(NEW, REGISTERS)], "count": 1}),
    )
    failed, known = look_up(source, REFUSED, REGISTERS)
    assert isinstance(failed.error, MalformedAnswerError)
    assert known.record is not None


def test_a_note_about_another_paper_is_not_taken(
    source: OpenReviewSource, server: FakeServer
) -> None:
    server.route(NOTES, reply({"notes": [read_note(OLD, VIT)], "count": 1}))
    (looked,) = look_up(source, REGISTERS)
    assert isinstance(looked.error, MalformedAnswerError)


@pytest.mark.parametrize("content", [None, "x", [], {}, {"title": None}, {"title": {"value": []}}])
def test_a_note_without_a_title_is_an_error(
    source: OpenReviewSource, server: FakeServer, content: object
) -> None:
    server.route(NOTES, reply({"notes": [{"id": VIT, "content": content}]}))
    (looked,) = look_up(source, VIT)
    assert isinstance(looked.error, MalformedAnswerError)


VENUES: list[tuple[str, str, Publication | None]] = [
    ("ICLR 2021 Oral", "ICLR.cc/2021/Conference", Publication("ICLR", 2021)),
    ("ICLR 2024 poster", "ICLR.cc/2024/Conference", Publication("ICLR", 2024)),
    ("ICLR 2023 notable top 5%", "ICLR.cc/2023/Conference", Publication("ICLR", 2023)),
    ("NeurIPS 2022 Accept", "NeurIPS.cc/2022/Conference", Publication("NeurIPS", 2022)),
    ("ICML 2023 OralPoster", "", Publication("ICML", 2023)),
    ("MIDL 2018 Conference (Long Talk)", "", Publication("MIDL", 2018)),
    ("EMNLP 2023 Main", "", Publication("EMNLP", 2023)),
    ("CoRL 2021", "", Publication("CoRL", 2021)),
    # A workshop or a track is not the conference.
    (
        "ICML 2022 Workshop on Sheep Poster",
        "",
        Publication("ICML 2022 Workshop on Sheep", 2022),
    ),
    (
        "NeurIPS 2023 Datasets and Benchmarks Oral",
        "",
        Publication("NeurIPS 2023 Datasets and Benchmarks", 2023),
    ),
    ("Tiny Papers @ ICLR 2024", "", Publication("Tiny Papers @ ICLR", 2024)),
    ("Accepted by TMLR", "TMLR", Publication("TMLR", 2022, kind="journal")),
    ("TMLR 2023", "TMLR", Publication("TMLR", 2023, kind="journal")),
    ("IEEE Trans. Sheep 2019", "dblp.org/journals/TS/2019", Publication("IEEE Trans. Sheep", 2019)),
    ("ICLR Oral", "", Publication("ICLR")),
    # No acceptance.
    ("Submitted to ICLR 2024", "ICLR.cc/2024/Conference/Rejected_Submission", None),
    ("ICLR 2024 Conference Withdrawn Submission", "", None),
    ("ICLR 2024 Conference Desk Rejected Submission", "", None),
    ("ICLR 2021 Conference Blind Submission", "", None),
    ("Under review for TMLR", "TMLR/Under_Review", None),
    ("Rejected by TMLR", "TMLR/Rejected", None),
    ("ICLR 2024", "ICLR.cc/2024/Conference/Withdrawn_Submission", None),
    ("ICLR 2024", "ICLR.cc/2024/Conference/Submission", None),
    ("CoRR 2020", "dblp.org/journals/CORR/2020", None),
    ("arXiv 2020", "", None),
    ("", "ICLR.cc/2021/Conference", None),
    ("--", "", None),
    ("Poster", "", None),
]


@pytest.mark.parametrize(
    ("venue", "group", "publication"), VENUES, ids=[each[0] for each in VENUES]
)
def test_only_an_acceptance_is_a_publication(
    source: OpenReviewSource,
    server: FakeServer,
    venue: str,
    group: str,
    publication: Publication | None,
) -> None:
    note = read_note(OLD, VIT)
    note["pdate"] = 1650000000000  # in 2022
    note["content"] |= {"venue": venue, "venueid": group}
    server.route(NOTES, reply({"notes": [note]}))
    found = fetch(source, VIT).publication
    assert (found is None) is (publication is None)
    if found is not None and publication is not None:
        journal = publication.kind == "journal" or group.startswith("dblp.org/journals")
        assert (found.venue, found.year) == (publication.venue, publication.year)
        assert found.kind == ("journal" if journal else "proceedings")


def test_a_paper_that_was_not_accepted_is_still_a_paper(source: OpenReviewSource) -> None:
    record = fetch(source, REFUSED)
    assert record.publication is None
    assert [author.name for author in record.authors] == ["Kim Cheolsu", "Ondřej Chum"]


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (["Anonymous"], []),
        (None, []),
        ("Kim Cheolsu", ["Kim Cheolsu"]),
        ([{"fullname": "김철수", "username": "~Cheolsu_Kim1"}, None, 5, ""], ["김철수"]),
        ({"value": ["M"]}, ["M"]),
    ],
)
def test_authors_in_any_shape_are_read_as_far_as_they_go(
    source: OpenReviewSource, server: FakeServer, authors: object, names: list[str]
) -> None:
    record = fetch_changed(source, server, authors=authors)
    assert [author.name for author in record.authors] == names


@pytest.mark.parametrize(
    ("place", "url"),
    [
        ("/pdf/1.pdf", "https://openreview.net/pdf/1.pdf"),
        ("https://example.org/1.pdf", "https://example.org/1.pdf"),
        ("//example.org/1.pdf", ""),
        ("javascript:alert(1)", ""),
        ("1.pdf", ""),
        (None, ""),
    ],
)
def test_the_place_of_a_pdf_is_made_whole(
    source: OpenReviewSource, server: FakeServer, place: object, url: str
) -> None:
    assert fetch_changed(source, server, pdf=place).pdf_url == url


@pytest.mark.parametrize("code", [None, "", "see the appendix", "https://example.org", 5, ["x"]])
def test_code_that_is_no_repository_is_none(
    source: OpenReviewSource, server: FakeServer, code: object
) -> None:
    assert fetch_changed(source, server, code=code).repositories == ()


@pytest.mark.parametrize("moment", [None, "soon", -1, 10**17, True, {"value": 5}, 1.5])
def test_a_moment_that_is_none_leaves_the_year_open(
    source: OpenReviewSource, server: FakeServer, moment: object
) -> None:
    note: dict[str, Any] = read_note(OLD, VIT) | {"cdate": moment, "pdate": moment}
    server.route(NOTES, reply({"notes": [note]}))
    assert fetch(source, VIT).year is None


def test_an_id_of_another_scheme_is_refused_first_of_all(
    server: FakeServer, time: FakeTime
) -> None:
    (looked,) = make_source(server, time).lookup(
        [Identifier(Scheme.ARXIV, "1706.03762")], CancelToken()
    )
    assert isinstance(looked.error, InvalidIdentifierError)


def test_an_id_is_asked_for_as_it_is_written(source: OpenReviewSource, server: FakeServer) -> None:
    fetch(source, REFUSED)
    assert server.requests[0].ask("id") == REFUSED


def test_offline_not_even_the_login_is_asked(server: FakeServer, time: FakeTime) -> None:
    source = make_source(server, time, offline=True, username=USER, password=PASSWORD)
    with pytest.raises(OfflineError):
        look_up(source, VIT)
    assert server.requests == []


def test_titles_are_not_searched_for(source: OpenReviewSource, server: FakeServer) -> None:
    assert source.search("Vision Transformers", cancel=CancelToken()) == []
    assert server.requests == []


def test_a_stop_ends_the_stream_after_what_came(
    source: OpenReviewSource, server: FakeServer
) -> None:
    cancel = CancelToken()
    answers = source.lookup([forum(REGISTERS), forum(VIT)], cancel)
    assert next(answers).record is not None
    cancel.cancel()
    assert list(answers) == []
    assert len(server.requests) == 1
