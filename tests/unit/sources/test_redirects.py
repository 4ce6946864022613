"""Where a redirect may lead, and what goes along."""

from __future__ import annotations

import pytest

from paperstudy.sources.redirects import AstrayError, Call, follow


def call(url: str, body: bytes | None = None) -> Call:
    return Call.make("POST" if body else "GET", url, {"Accept": "a"}, {"key": "secret"}, body)


@pytest.mark.parametrize(
    ("start", "goal", "kept"),
    [
        ("https://a.example/x", "/y", True),
        ("https://a.example/x", "https://a.example:443/y", True),
        ("http://a.example/x", "https://a.example/y", True),
        ("https://a.example/x", "https://A.EXAMPLE/y", True),
        ("https://a.example/x", "https://b.example/y", False),
        ("https://a.example/x", "//b.example/y", False),
        ("https://a.example/x", "https://a.example:444/y", False),
        ("https://a.example/x", "https://sub.a.example/y", False),
        ("https://a.example/x", "https://a.example@b.example/y", False),
        ("http://a.example:8001/x", "https://a.example/y", False),
    ],
)
def test_secrets_stay_with_their_host(start: str, goal: str, kept: bool) -> None:
    followed = follow(call(start), goal, 302)
    assert followed.secrets == ({"key": "secret"} if kept else {})
    assert followed.headers == {"Accept": "a"}


@pytest.mark.parametrize(
    ("start", "goal"),
    [
        ("https://a.example/x", "http://a.example/y"),
        ("https://a.example/x", "http://127.0.0.1/y"),
        ("https://a.example/x", "javascript:alert(1)"),
        ("https://a.example/x", "https://[/y"),
        ("https://a.example/x", "https://a.example:99999/y"),
    ],
)
def test_a_redirect_that_is_none_or_unsafe_is_not_followed(start: str, goal: str) -> None:
    with pytest.raises(AstrayError):
        follow(call(start), goal, 302)


def test_on_this_machine_an_open_address_may_follow_a_safe_one() -> None:
    assert follow(call("https://localhost:1/x"), "http://127.0.0.1:2/y", 302).secrets == {}


def test_a_secret_is_known_by_its_name_and_hidden() -> None:
    made = Call.make("GET", "https://a.example", {"authorization": "b", "Accept": "c"}, {"z": "d"})
    assert made.headers == {"Accept": "c"}
    assert made.secrets == {"authorization": "b", "z": "d"}
    assert "b'" not in repr(made)
    assert "secret" not in repr(call("https://a.example", b"body"))
