"""Who wrote a log: people by name or handle; roles, groups and templates are nobody."""

from __future__ import annotations

import pytest

from paperstudy.logs.authors import read_authors


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("김하늘", ("김하늘",)),
        ("김하늘, 이바다", ("김하늘", "이바다")),
        ("김하늘 캠퍼", ("김하늘",)),
        ("김하늘(haneul)", ("김하늘",)),
        ("[김하늘](https://example.org/h)", ("김하늘",)),
        ("Jane Doe <jane@example.org>", ("Jane Doe",)),
        ("@haneul", ("haneul",)),
        ("haneul95", ("haneul95",)),
    ],
)
def test_people_are_named(text: str, names: tuple[str, ...]) -> None:
    assert read_authors(text) == names


@pytest.mark.parametrize(
    "text",
    ["", "admin", "Admin", "관리자", "운영진", "작성자", "me", "default", "Team Blog", "AI Study Group",
     "deep-learning-study", "논문 스터디", "{{ site.author }}", "<% author %>", "jane@example.org"],
)  # fmt: skip
def test_roles_groups_and_templates_are_nobody(text: str) -> None:
    assert read_authors(text) == ()


@pytest.mark.parametrize(
    "text", ["a" * 200_000, " " * 200_000 + "x", "<" * 200_000, "(a" * 100_000]
)
def test_a_very_long_name_takes_linear_time(text: str) -> None:
    read_authors(text)
