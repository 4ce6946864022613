"""Whose log it is by its folder."""

from __future__ import annotations

import pytest

from paperstudy.logs.folders import find_owners


def owners(*paths: str, known: str = "") -> dict[str, str]:
    return find_owners(paths, lambda name: name in known.split())


def test_members_who_write_of_the_same_day_own_their_folders() -> None:
    paths = ("/g/김현수/2021-08-10.md", "/g/박지훈/2021_8_10_day7.md", "/g/README.md")
    assert owners(*paths[:1], "/g/박지훈/2021_8_10.md", paths[2]) == {
        "/g/김현수/2021-08-10.md": "김현수",
        "/g/박지훈/2021_8_10.md": "박지훈",
    }


def test_members_may_sort_their_logs_by_week() -> None:
    found = owners("/g/T1234_김현수/week1/vit.md", "/g/박지훈_T1999/week1/bert.md")
    assert list(found.values()) == ["김현수", "박지훈"]


def test_handles_are_members_where_they_are_known() -> None:
    paths = ("/g/minsu/day1.md", "/g/jihoon/day1.md", "/g/images/day1.md")
    assert owners(*paths) == {}
    assert owners(*paths, known="minsu jihoon") == {paths[0]: "minsu", paths[1]: "jihoon"}


@pytest.mark.parametrize(
    "paths",
    [
        ("/home/김현수/logs/2021-08-10.md", "/home/김현수/logs/2021-08-11.md"),
        ("/g/김현수/2021-08-10.md", "/g/박지훈/2021-08-11.md"),
        ("/g/김현수/README.md", "/g/박지훈/README.md"),
        ("/g/week1/paper1.md", "/g/week2/paper1.md"),
        ("/g/vision/2021-08-10.md", "/g/nlp/2021-08-10.md"),
        ("a.md",),
        (),
    ],
)
def test_other_folders_are_nobodys(paths: tuple[str, ...]) -> None:
    assert owners(*paths) == {}
