"""How long a service wants to be left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.sources.pauses import find_pause

SENT = {"date": "Sat, 21 Nov 2026 08:00:00 GMT"}
AT_SENT = 1795248000


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "54000"}, 54000.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "0"}, 0.0),
        ({}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "١٢"}, None),
        ({"retry-after": "Sat, 21 Nov 2026 08:00:40 GMT"}, None),
        ({"retry-after": "Sat, 21 Nov 2026 08:00:40 GMT", **SENT}, 40.0),
        ({"retry-after": "Sat, 21 Nov 2026 07:59:00 -0000", **SENT}, 0.0),
        ({"retry-after": "Sat, 21 Nov 99999999999 08:00:40 GMT", **SENT}, None),
    ],
)
def test_the_pause_a_server_asks_for_is_read(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert find_pause(503, headers) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"ratelimit": '"api";r=0;t=55'}, 56.0),
        ({"ratelimit": '"pages";r=90;t=200, "api";r=0;t=55'}, 56.0),
        ({"ratelimit": '"pages";r=90;t=200, "api";r=3;t=55'}, 201.0),
        ({"ratelimit": "limit=100, remaining=0, reset=12"}, 13.0),
        ({"ratelimit": "nonsense"}, None),
        ({"ratelimit": "nonsense", "x-ratelimit-reset": "7"}, 7.0),
        ({"ratelimit-reset": "9"}, 9.0),
        ({"x-ratelimit-reset": "54000"}, 54000.0),
        ({"x-ratelimit-reset": str(AT_SENT + 30), **SENT}, 30.0),
        ({"x-ratelimit-reset": str(AT_SENT - 30), **SENT}, 0.0),
        ({"x-ratelimit-reset": str(AT_SENT)}, None),
        ({"x-ratelimit-reset": "later"}, None),
        ({"retry-after": "3", "x-ratelimit-reset": "7"}, 3.0),
    ],
)
def test_a_quota_that_is_used_up_says_when_it_is_filled_again(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert find_pause(429, headers) == seconds


def test_a_quota_says_nothing_where_it_is_not_the_reason() -> None:
    assert find_pause(503, {"ratelimit": '"api";r=0;t=55', "x-ratelimit-reset": "9"}) is None


@given(st.text(), st.text(), st.sampled_from([200, 429, 503]))
def test_any_headers_can_be_read(one: str, other: str, status: int) -> None:
    headers = {"retry-after": one, "date": other, "ratelimit": other, "x-ratelimit-reset": one}
    pause = find_pause(status, headers)
    assert pause is None or 0 <= pause < 1e13
