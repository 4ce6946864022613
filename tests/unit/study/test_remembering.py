"""Who is at the keyboard, kept in the user's own settings file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from paperstudy.config import find_config_folder, load_settings
from paperstudy.domain.errors import ConfigError
from paperstudy.domain.text import clean_line
from paperstudy.study.remembering import save_me


@pytest.fixture
def config() -> Path:
    return Path(find_config_folder(os.environ)) / "config.toml"


def test_file_is_made_where_there_is_none(config: Path) -> None:
    assert save_me("김현수", os.environ) == config
    assert config.read_text(encoding="utf-8") == 'me = "김현수"\n'
    assert load_settings().me == "김현수"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('offline = true\n', 'me = "Ada"\noffline = true\n'),
        ('[keys]\nopenalex = "k"\n', 'me = "Ada"\n[keys]\nopenalex = "k"\n'),
        ('# mine\nme = ""\noffline = true\n', '# mine\nme = "Ada"\noffline = true\n'),
        ('offline = true\r\n', 'me = "Ada"\noffline = true\r\n'),
    ],
)  # fmt: skip
def test_what_else_the_file_says_stays(config: Path, before: str, after: str) -> None:
    config.parent.mkdir(parents=True)
    config.write_bytes(before.encode())
    save_me("Ada", os.environ)
    assert config.read_bytes().decode() == after
    assert load_settings().me == "Ada"


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=30).filter(clean_line))
def test_any_name_is_read_back(config: Path, name: str) -> None:
    save_me(name, os.environ)
    assert load_settings().me == clean_line(name)


def test_file_that_cannot_be_written_is_an_error(config: Path) -> None:
    config.mkdir(parents=True)
    with pytest.raises(ConfigError) as caught:
        save_me("Ada", os.environ)
    assert "PAPERSTUDY_ME" in caught.value.hint
