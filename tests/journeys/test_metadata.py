"""The behaviours that metadata are relied on for, each by its number, through the command line."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import arxiv_api, openalex_api, openreview_api, semanticscholar_api
from tests.fakes.dumps import LINKS
from tests.fakes.server import JSON, FakeServer, Reply
from tests.journeys.town import Town, crowd, serve_crowd

ATTENTION, VIT, MEASURE = "1706.03762", "2010.11929", "1911.01547"
LARGE_N, ZERO, WITHDRAWN = "hep-th/9711200", "2104.12255", "2101.99998"
QUERY = "/api/query"
NOT_FEEDS = {
    "a text": Reply(arxiv_api.read_fixture("rate_exceeded.txt")),
    "a page for robots": Reply(
        arxiv_api.read_fixture("bot_page.html"), headers={"Content-Type": "text/html"}
    ),
    "nothing": Reply(b"", headers=arxiv_api.ATOM),
    "half a feed": Reply(
        arxiv_api.make_feed([arxiv_api.find_entry(MEASURE), arxiv_api.find_entry(ATTENTION)])[
            :-900
        ],
        headers=arxiv_api.ATOM,
    ),
}


def facts(town: Town, reference: str) -> Any:
    """What is known of a paper, but for who was asked when."""
    shown = town.show(reference)
    return {name: shown[name] for name in shown if name not in {"lookups", "fetched_at", "fields"}}


def outcome(town: Town, reference: str, source: str) -> str | None:
    found = [one for one in town.show(reference)["lookups"] if one["source"] == source]
    return found[0]["outcome"] if found else None


def test_behaviour_01_twelve_ids_are_one_request(town: Town, world: FakeServer) -> None:
    serve_crowd(world, 10)
    told = town.run("add", *crowd(10), "2001.000011", "2001.99999", "--json")
    assert len(town.asked(QUERY)) == 1
    assert "2001.000011" not in town.asked(QUERY)[0].path
    states = [row["state"] for row in told.json]
    assert states.count("fetched") == 10
    assert states.count("pending") == 1
    assert told.code == 8
    assert "2001.000011" in told.err
    assert "arxiv:2001.99999 is not known to: arXiv" in told.err
    assert outcome(town, "2001.99999", "arxiv") == "missing"


@pytest.mark.parametrize("answer", NOT_FEEDS)
def test_behaviour_02_what_is_no_feed_marks_nothing_missing_and_changes_nothing(
    town: Town, world: FakeServer, answer: str
) -> None:
    town.run("add", ATTENTION)
    before = facts(town, ATTENTION)
    world.route(QUERY, NOT_FEEDS[answer])
    world.route("/dois/*", Reply(status=404, headers=JSON, body=b"{}"))
    town.wait(days=8)
    assert town.run("sync").code == 6 - 2
    assert facts(town, ATTENTION) == before
    assert outcome(town, ATTENTION, "arxiv") == "failed"
    world.route(semanticscholar_api.BATCH, Reply(status=503))
    told = town.run("add", MEASURE, "--json")
    assert told.json[0]["state"] != "fetched"
    assert outcome(town, MEASURE, "arxiv") == "failed"
    serve_again(world)
    town.run("sync")
    assert facts(town, MEASURE)["title"] == "On the Measure of Intelligence"
    assert facts(town, MEASURE)["state"] == "fetched"


def serve_again(world: FakeServer) -> None:
    world.route(QUERY, arxiv_api.answer_query)


def test_behaviour_03_datacite_fills_in_for_arxiv_and_gives_way_later(
    town: Town, world: FakeServer
) -> None:
    world.route(QUERY, Reply(b"Rate exceeded.", 429, {"Retry-After": "1"}))
    told = town.run("add", ATTENTION, "--json")
    assert told.json[0]["state"] == "fetched"
    origins = town.origins(ATTENTION)
    assert {origins[name] for name in ("title", "authors", "abstract", "year")} == {"datacite"}
    assert len(facts(town, ATTENTION)["authors"]) == 8
    serve_again(world)
    town.run("sync")
    origins = town.origins(ATTENTION)
    assert {origins[name] for name in ("title", "authors", "abstract", "year")} == {"arxiv"}


def test_a_second_add_is_quick_after_a_service_asked_to_wait(town: Town, world: FakeServer) -> None:
    for route in (semanticscholar_api.BATCH, semanticscholar_api.MATCH):
        world.route(route, Reply(b"too many", 429))
    assert town.run("add", ATTENTION, "--json").json[0]["state"] == "fetched"
    asked = len(town.asked("/graph/"))
    assert asked == 1
    town.time.waits.clear()
    assert town.run("add", VIT, "--json").json[0]["state"] == "fetched"
    assert sum(town.time.waits) <= 10
    assert len(town.asked("/graph/")) == asked
    assert outcome(town, VIT, "semanticscholar") == "failed"
    semanticscholar_api.serve_semanticscholar(world)
    town.wait(minutes=2)
    assert town.run("add", MEASURE).code == 0
    assert outcome(town, MEASURE, "semanticscholar") == "found"


def test_behaviour_04_code_comes_from_the_archive_with_its_licence(town: Town) -> None:
    assert town.run("catalogue", "import", "pwc", str(LINKS)).code == 0
    town.run("add", MEASURE)
    assert outcome(town, MEASURE, "huggingface") == "missing"
    (code,) = facts(town, MEASURE)["code"]
    assert (code["url"], code["source"]) == ("https://github.com/fchollet/ARC", "pwc")
    assert "CC BY-SA 4.0" in json.dumps(facts(town, MEASURE)["licences"])
    shown = town.run("show", MEASURE).out
    assert "fchollet/ARC" in shown
    assert "CC BY-SA" in shown


def test_behaviour_05_openreview_without_a_login_is_a_state_and_not_tried_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"https://openreview.net/forum?id={openreview_api.REFUSED}"
    assert "needs a login at OpenReview" in town.run("add", address).out
    assert facts(town, address)["state"] == "needs-login"
    assert town.asked(openreview_api.NOTES) == []
    monkeypatch.setenv("PAPERSTUDY_OPENREVIEW_TOKEN", "one-that-has-expired")
    town.run("sync")
    asked = [request for request in town.server.requests if openreview_api.NOTES in request.path]
    assert 1 <= len(asked) <= 2, "each host once at most"
    assert facts(town, f"openreview:{openreview_api.REFUSED}")["state"] == "needs-login"
    monkeypatch.setenv("PAPERSTUDY_OPENREVIEW_TOKEN", openreview_api.TOKEN)
    town.run("add", f"openreview:{openreview_api.REGISTERS}")
    assert facts(town, f"openreview:{openreview_api.REGISTERS}")["state"] == "fetched"


@pytest.mark.parametrize("way", ["by title", "by doi"])
def test_behaviour_06_a_hijacked_record_never_changes_the_year(
    town: Town, world: FakeServer, way: str
) -> None:
    paper = semanticscholar_api.read_answer(ATTENTION)
    paper["publicationVenue"] = paper["journal"] = None
    paper["venue"] = ""
    if way == "by doi":
        paper["externalIds"]["DOI"] = openalex_api.HIJACKED
    world.route(semanticscholar_api.BATCH, semanticscholar_api.reply([paper]))
    town.run("add", ATTENTION)
    town.run("sync", "--all")
    if way == "by doi":
        assert town.asked("/works/doi:10.5555"), "the record was seen"
    else:
        assert town.run("add", "Attention Is All You Need").code == 3
        assert town.asked("/works?query.bibliographic=Attention"), "the record was seen"
    known = facts(town, ATTENTION)
    assert (known["year"], known["authors"][0]) == (2017, "Ashish Vaswani")
    assert known["publication"] is None or known["publication"]["year"] in (None, 2017)
    assert not [each for each in known["identifiers"] if "10.65215" in each]
    exported = town.run("export", "bibtex").out
    assert "2017" in exported
    assert "2025" not in exported


def test_behaviour_07_a_venue_is_not_given_the_year_of_the_preprint(town: Town) -> None:
    town.run("add", VIT)
    publication = facts(town, VIT)["publication"]
    assert publication["venue"] in {
        "International Conference on Learning Representations",
        "ICLR 2021",
    }
    assert publication["year"] in {None, 2021}
    assert facts(town, VIT)["year"] == 2020
    assert "Representations 2020" not in town.run("show", VIT).out
    exported = town.run("export", "bibtex").out
    assert "2010.11929" in exported
    assert "ICLR 2020" not in exported


def test_behaviour_08_a_source_that_wants_fifteen_hours_is_left_alone(
    town: Town, world: FakeServer
) -> None:
    world.route(openalex_api.WORKS + openalex_api.MALDACENA, openalex_api.no_budget(54_000))
    begun = time.monotonic()
    told = town.run("add", LARGE_N, "--json")
    assert time.monotonic() - begun < 5
    assert sum(town.time.waits) < 20
    assert told.json[0]["state"] == "fetched"
    assert "no answer from: openalex" in told.err.lower()
    assert outcome(town, LARGE_N, "openalex") == "failed"
    assert len(town.asked("/works/doi:")) == 1


def test_behaviour_09_odd_papers_are_as_good_as_any(town: Town, world: FakeServer) -> None:
    town.run("add", ZERO, LARGE_N, WITHDRAWN)
    zero = facts(town, ZERO)
    assert (zero["title"], zero["state"]) == ("0", "fetched")
    assert zero["authors"] == ["Ondřej Chum", "김철수", "M"]
    assert zero["comment"] == "A title of one digit & <no> letters"
    assert "$a < b$ & others" in zero["abstract"]
    assert "Ondřej Chum" in town.run("show", ZERO).out
    exported = town.run("export", "bibtex").out
    assert "{0}" in exported
    withdrawn = facts(town, WITHDRAWN)
    assert withdrawn["withdrawn"]
    assert withdrawn["title"] == "A Proof Made Up to Be Taken Back"
    assert "withdrawn" in town.run("show", WITHDRAWN).out.lower()
    assert town.run("pdf", LARGE_N, "--download").code == 0
    (request,) = town.asked("/pdf/")
    assert request.path.startswith("/pdf/hep-th/9711200")
    stored = Path(town.run("pdf", LARGE_N, "--download", "--json").json["path"])
    assert stored.read_bytes().startswith(b"%PDF-")


def test_behaviour_10_a_dump_is_imported(town: Town) -> None:
    """How fast and how small stands in the benchmarks."""
    told = town.run("catalogue", "import", "pwc", str(LINKS))
    assert told.code == 0
    (dump,) = town.run("catalogue", "status", "--json").json["imported"]
    assert (dump["kind"], dump["rows"]) == ("links", 8)
    assert "CC BY-SA 4.0" in town.run("catalogue", "status").out
    town.run("--offline", "add", "https://paperswithcode.com/paper/on-the-measure-of-intelligence")
    assert facts(town, f"arxiv:{MEASURE}")["code"][0]["url"] == "https://github.com/fchollet/ARC"
