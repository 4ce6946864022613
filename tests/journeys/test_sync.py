"""Sync through the command line: few requests, and only what is new is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import arxiv_api, crossref_api, semanticscholar_api
from tests.fakes.server import FakeServer, Reply
from tests.journeys.town import Town, crowd, serve_crowd

QUERY = "/api/query"


@pytest.fixture
def quiet(town: Town, world: FakeServer) -> Town:
    """The town where arXiv alone knows anything."""
    world.route(semanticscholar_api.BATCH, Reply(status=503))
    world.route(crossref_api.SEARCH, Reply(status=503))
    world.route("/api/papers/*", Reply(status=503))
    world.route("/dois/*", Reply(status=503))
    return town


def test_two_hundred_and_fifty_ids_are_three_requests(
    quiet: Town, world: FakeServer, tmp_path: Path
) -> None:
    serve_crowd(world, 250)
    log = tmp_path / "log.md"
    links = "\n".join(f"- https://arxiv.org/abs/{number}" for number in crowd(250))
    log.write_text(f"# 논문 목록\n\n{links}\n", encoding="utf-8")
    assert quiet.run("scan", str(log)).code == 0
    told = quiet.run("sync", "--json")
    assert len(told.lines) == 250
    asked = quiet.asked(QUERY)
    assert [len(each.ask("id_list").split(",")) for each in asked] == [100, 100, 50]
    assert [each.ask("max_results") for each in asked] == ["100"] * 3
    assert {row["state"] for row in quiet.run("list", "--json").json} == {"fetched"}
    assert len(world.requests) < 25, "whoever does not answer is left alone"


def test_a_new_version_is_said_and_nothing_else_is(quiet: Town, world: FakeServer) -> None:
    first, second = crowd(2)
    serve_crowd(world, 2, {first: 5})
    quiet.run("add", first, second)
    assert quiet.show(first)["version"] == 5
    assert "→" not in quiet.run("sync").out
    serve_crowd(world, 2, {first: 7})
    assert "→" not in quiet.run("sync").out, "it is not asked for again so soon"
    told = quiet.run("sync", "--all")
    (line,) = [line for line in told.out.splitlines() if "→" in line]
    assert "v5 → v7" in line
    assert quiet.show(first)["key"] in line
    assert quiet.show(first)["version"] == 7


def test_what_is_old_is_asked_for_again_with_stale(quiet: Town, world: FakeServer) -> None:
    first, second = crowd(2)
    serve_crowd(world, 2)
    quiet.run("add", first)
    quiet.wait(days=8)
    quiet.run("--offline", "add", second)
    world.requests.clear()
    quiet.run("sync", "--stale")
    (request,) = quiet.asked(QUERY)
    assert request.ask("id_list") == first


def test_a_paper_that_is_named_by_its_key_is_asked_for(quiet: Town, world: FakeServer) -> None:
    serve_crowd(world, 2)
    quiet.run("add", *crowd(2))
    key = quiet.show(crowd(2)[1])["key"]
    world.requests.clear()
    quiet.run("sync", key)
    (request,) = quiet.asked(QUERY)
    assert request.ask("id_list") == crowd(2)[1]
    assert quiet.run("sync", "nobody2020nothing").code == 3


def test_a_person_s_word_stands_through_a_sync(town: Town) -> None:
    town.run("add", "1512.03385")
    key = town.show("1512.03385")["key"]
    town.run("edit", key, "--title", "ResNet", "--year", "2014")
    town.wait(days=60)
    town.run("sync", "--all")
    shown = town.show(key)
    assert (shown["title"], shown["year"], shown["provenance"]["title"]) == (
        "ResNet",
        2014,
        "person",
    )


def test_a_paper_that_is_withdrawn_meanwhile_keeps_its_text(town: Town, world: FakeServer) -> None:
    entry = arxiv_api.find_entry("2101.99998v1")
    world.route(QUERY, Reply(arxiv_api.make_feed([entry]), headers=arxiv_api.ATOM))
    town.run("add", "2101.99998")
    before = town.show("2101.99998")
    assert not before["withdrawn"]
    world.route(QUERY, arxiv_api.answer_query)
    told = town.run("sync", "--all")
    assert "withdrawn" in told.out
    after = town.show("2101.99998")
    assert after["withdrawn"]
    assert (after["title"], after["abstract"]) == (before["title"], before["abstract"])
