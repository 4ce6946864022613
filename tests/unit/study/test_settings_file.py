"""The user's settings file: one value changes, every other byte stays."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.errors import ConfigError
from paperstudy.domain.text import clean_line
from paperstudy.study.settings_file import edit, save_setting, user_file

KEPT = """\
# mine: do not touch
me = "민수"   # as in the logs
logs = [
  "~/study",  # the group's
  "~/더",
]

  # a comment of the table
[sources]
arxiv = "https://example.org"  # me = "not me"
"""


def environ(folder: Path) -> dict[str, str]:
    return {"XDG_CONFIG_HOME": str(folder)}


def test_a_value_changes_and_its_comment_stays() -> None:
    edited = edit(KEPT, "me", "지훈")
    assert edited == KEPT.replace('"민수"', '"지훈"')


def test_a_list_over_several_lines_is_replaced_whole() -> None:
    edited = edit(KEPT, "logs", ("/a", "/b"))
    assert edited is not None
    assert tomllib.loads(edited)["logs"] == ["/a", "/b"]
    assert '# mine: do not touch\nme = "민수"   # as in the logs\nlogs = ["/a", "/b"]\n' in edited
    assert edited.endswith(KEPT[KEPT.index("\n  # a comment") :])


def test_a_new_key_stands_before_the_tables_and_can_be_taken_out_again() -> None:
    edited = edit(KEPT, "offline", True)
    assert edited is not None
    assert tomllib.loads(edited)["offline"] is True
    assert edit(edited, "offline", None) == KEPT
    assert edit(KEPT, "offline", None) == KEPT


def test_the_line_ends_of_the_file_stay() -> None:
    assert edit('me = "a"\r\n[keys]\r\n', "theme", "x") == 'me = "a"\r\ntheme = "x"\r\n[keys]\r\n'


def test_a_key_inside_a_text_of_several_lines_is_no_key() -> None:
    text = 'contact = """\nme = "x"\n"""\n'
    edited = edit(text, "me", "y")
    assert edited is not None
    assert tomllib.loads(edited) == {"contact": 'me = "x"\n', "me": "y"}


@given(st.text(max_size=30), st.lists(st.text(max_size=20), max_size=4))
def test_whatever_is_written_is_read_back_and_the_rest_is_as_it_was(
    name: str, folders: list[str]
) -> None:
    before = tomllib.loads(KEPT)
    for key, value in (("me", name), ("logs", tuple(folders))):
        edited = edit(KEPT, key, value)
        if edited is not None:  # what is no clean line is refused
            after = tomllib.loads(edited)
            assert {k: v for k, v in after.items() if k != key} == {
                k: v for k, v in before.items() if k != key
            }


def test_a_file_is_made_and_a_link_is_followed(tmp_path: Path) -> None:
    path = save_setting("theme", "paperstudy-light", environ(tmp_path))
    assert path == user_file(environ(tmp_path))
    assert path.read_text(encoding="utf-8") == 'theme = "paperstudy-light"\n'
    kept = tmp_path / "dotfiles.toml"
    path.rename(kept)
    path.symlink_to(kept)
    save_setting("theme", None, environ(tmp_path))
    assert path.is_symlink()
    assert kept.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(
    ("key", "value"), [("time_zone", "Mars/Base"), ("language", "tlh"), ("library", "a/b")]
)
def test_what_config_refuses_is_not_written(tmp_path: Path, key: str, value: str) -> None:
    with pytest.raises(ConfigError):
        save_setting(key, value, environ(tmp_path))
    assert not user_file(environ(tmp_path)).exists()


def test_a_broken_file_is_left_alone(tmp_path: Path) -> None:
    path = user_file(environ(tmp_path))
    path.parent.mkdir(parents=True)
    path.write_text("me = \n", encoding="utf-8")
    with pytest.raises(ConfigError):
        save_setting("me", "x", environ(tmp_path))
    assert path.read_text(encoding="utf-8") == "me = \n"


@given(st.text(min_size=1, max_size=30).map(clean_line).filter(bool))
def test_any_name_is_read_back(name: str) -> None:
    edited = edit("offline = true\n", "me", name)
    assert edited is not None
    assert tomllib.loads(edited) == {"offline": True, "me": name}


def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    user_file(environ(tmp_path)).mkdir(parents=True)
    with pytest.raises(ConfigError) as caught:
        save_setting("me", "Ada", environ(tmp_path))
    assert caught.value.fields["variable"] == "ME"
