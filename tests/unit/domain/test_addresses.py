from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.addresses import hide_login


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://me:secret@example.org/api", "https://***@example.org/api"),
        ("https://token@example.org", "https://***@example.org"),
        ("https://me:se@cr//et@example.org", "https://***@example.org"),
        ("me:secret@example.org", "***@example.org"),
        ("https://example.org/api", "https://example.org/api"),
        ("", ""),
    ],
)
def test_an_address_is_shown_without_its_login(url: str, shown: str) -> None:
    assert hide_login(url) == shown


@given(st.text(min_size=1), st.text(alphabet="abc./:", max_size=20))
def test_no_login_is_ever_shown(login: str, host: str) -> None:
    shown = hide_login(f"https://{login}@{host}")
    assert shown == f"https://***@{host}"
