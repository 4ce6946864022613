from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.config import (
    SOURCES,
    check_library_name,
    load_settings,
)
from paperstudy.domain.errors import ConfigError
from paperstudy.places import find_config_folder, find_data_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "LANG": "C.UTF-8",
    }


def write_user_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config" / "paperstudy" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_need_no_file(environ: dict[str, str], tmp_path: Path) -> None:
    settings = load_settings(environ=environ, folder=str(tmp_path))
    assert settings.library == "default"
    assert settings.database == str(tmp_path / "data" / "paperstudy" / "libraries" / "default.db")
    assert settings.language == "en"
    assert not settings.offline
    assert settings.source_urls == {}
    assert settings.origins == {"language": "locale", "database": "default"}


def test_option_beats_variable_beats_project_beats_user_beats_default(
    environ: dict[str, str], tmp_path: Path
) -> None:
    user = write_user_file(tmp_path, 'me = "user"\ncontact = "user"\ntime_zone = "UTC"\n')
    project = tmp_path / "project" / "paperstudy.toml"
    below = project.parent / "week" / "3"
    below.mkdir(parents=True)
    project.write_text('me = "project"\ncontact = "project"\nlibrary = "team"\n', encoding="utf-8")
    environ |= {"PAPERSTUDY_ME": "variable", "PAPERSTUDY_LIBRARY": "lab"}
    settings = load_settings({"library": "mine"}, environ=environ, folder=str(below))
    assert (settings.library, settings.me, settings.contact, settings.time_zone) == (
        "mine",
        "variable",
        "project",
        "UTC",
    )
    assert settings.origins == {
        "library": "--library",
        "database": "--library",
        "me": "PAPERSTUDY_ME",
        "contact": str(project),
        "time_zone": str(user),
        "language": "locale",
    }


def test_library_of_a_stronger_origin_outranks_a_database_in_a_file(
    environ: dict[str, str], tmp_path: Path
) -> None:
    write_user_file(tmp_path, 'database = "~/group.db"\n')
    environ["HOME"] = str(tmp_path)
    asked = load_settings({"library": "mine"}, environ=environ, folder=str(tmp_path))
    assert asked.database.endswith("mine.db")
    assert load_settings(environ=environ, folder=str(tmp_path)).database.endswith("group.db")
    both = load_settings(
        {"library": "mine", "database": "other.db"}, environ=environ, folder=str(tmp_path)
    )
    assert both.database.endswith("other.db")
    assert both.origins["database"] == "--database"


def test_database_in_a_file_is_seen_from_that_file(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "paperstudy.toml").write_text('database = "papers.db"\n', encoding="utf-8")
    below = tmp_path / "below"
    below.mkdir()
    settings = load_settings(environ=environ, folder=str(below))
    assert settings.database == str(tmp_path / "papers.db")


def test_database_can_be_a_server(environ: dict[str, str], tmp_path: Path) -> None:
    environ["PAPERSTUDY_DATABASE"] = "postgresql+psycopg://me@host/papers"
    settings = load_settings(environ=environ, folder=str(tmp_path))
    assert settings.database == "postgresql+psycopg://me@host/papers"


def test_source_urls_come_from_variables_and_files(environ: dict[str, str], tmp_path: Path) -> None:
    write_user_file(
        tmp_path, '[sources]\narxiv = "https://mirror.example/api"\ncrossref = "http://x"\n'
    )
    environ["PAPERSTUDY_ARXIV_URL"] = "http://127.0.0.1:8000"
    settings = load_settings(environ=environ, folder=str(tmp_path))
    assert settings.source_urls == {"arxiv": "http://127.0.0.1:8000", "crossref": "http://x"}
    assert settings.origins["sources.arxiv"] == "PAPERSTUDY_ARXIV_URL"


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_has_a_variable(environ: dict[str, str], tmp_path: Path, source: str) -> None:
    environ[f"PAPERSTUDY_{source.upper()}_URL"] = "http://127.0.0.1:8000"
    settings = load_settings(environ=environ, folder=str(tmp_path))
    assert settings.source_urls == {source: "http://127.0.0.1:8000"}


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ('libary = "x"', "unknown key libary", "did you mean library?"),
        ('zzz = "x"', "unknown key zzz", "the keys are: library, database"),
        ('[sources]\narxif = "x"', "unknown key sources.arxif", "did you mean sources.arxiv?"),
        ("offline = 3", "offline cannot be 3", "write true or false"),
        ("me = 3", "me cannot be 3", "write a text in quotes"),
        ('language = "fr"', "language cannot be 'fr'", "write en or ko"),
        ('library = "../x"', "library cannot be '../x'", "use letters"),
        ('database = ""', "database cannot be ''", "write the path"),
        ('time_zone = "Mars/Base"', "time_zone cannot be 'Mars/Base'", "Asia/Seoul"),
        ('sources = "x"', "sources cannot be 'x'", "table of base URLs"),
        ('[sources]\narxiv = "ftp://x"', "sources.arxiv cannot be 'ftp://x'", "https://"),
        ("me = ", "cannot be read as TOML", ""),
    ],
)
def test_wrong_file_is_refused_with_its_name_and_key(
    environ: dict[str, str], tmp_path: Path, text: str, said: str, hint: str
) -> None:
    path = write_user_file(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_settings(environ=environ, folder=str(tmp_path))
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        '[sources]\narxiv = "ftp://me:hunter2@x"',
        '[sources]\narxiv = "me:hunter2@x"',
        '[sources]\narxiv = "ftp://me:hunter2@with@sign@x"',
        'sources = "https://me:hunter2@x"',
        'sources = ["https://me:hunter2@x"]',
        'database = ["postgresql://me:hunter2@x/papers"]',
    ],
)
def test_a_refused_address_is_shown_without_its_login(
    environ: dict[str, str], tmp_path: Path, text: str
) -> None:
    write_user_file(tmp_path, text)
    with pytest.raises(ConfigError, match="cannot be") as caught:
        load_settings(environ=environ, folder=str(tmp_path))
    assert "***@x" in str(caught.value)
    assert "hunter2" not in f"{caught.value} {caught.value.hint} {caught.value.__dict__}"


def test_file_in_another_encoding_is_refused(environ: dict[str, str], tmp_path: Path) -> None:
    path = write_user_file(tmp_path, "")
    path.write_bytes('me = "민수"'.encode("cp949"))
    with pytest.raises(ConfigError, match="cannot be read as TOML"):
        load_settings(environ=environ, folder=str(tmp_path))


def test_wrong_variable_is_named(environ: dict[str, str], tmp_path: Path) -> None:
    environ["PAPERSTUDY_LANG"] = "fr"
    with pytest.raises(ConfigError, match="PAPERSTUDY_LANG: language cannot be 'fr'"):
        load_settings(environ=environ, folder=str(tmp_path))


def test_wrong_option_is_named(environ: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--lang: language cannot be 'fr'"):
        load_settings({"language": "fr"}, environ=environ, folder=str(tmp_path))


@pytest.mark.parametrize(
    ("word", "offline"),
    [("1", True), ("true", True), ("YES", True), ("0", False), ("off", False)],
)
def test_flag_is_read_from_a_word(
    environ: dict[str, str], tmp_path: Path, word: str, offline: bool
) -> None:
    environ["PAPERSTUDY_OFFLINE"] = word
    assert load_settings(environ=environ, folder=str(tmp_path)).offline is offline


def test_empty_variable_is_no_setting(environ: dict[str, str], tmp_path: Path) -> None:
    environ |= {"PAPERSTUDY_LIBRARY": "", "PAPERSTUDY_OFFLINE": ""}
    assert load_settings(environ=environ, folder=str(tmp_path)).library == "default"


@pytest.mark.parametrize("name", ["default", "team-3", "우리 스터디".replace(" ", "_"), "a.b"])
def test_library_name_can_be_a_file_name(name: str) -> None:
    assert check_library_name(name, "x") == name


@pytest.mark.parametrize(
    "name", ["", ".hidden", "-x", "a/b", "a\\b", "a:b", "con", "NUL.txt", "x" * 65, "a b", "x."]
)
def test_library_name_that_can_not_is_refused(name: str) -> None:
    with pytest.raises(ConfigError):
        check_library_name(name, "x")


@given(st.text())
def test_library_name_never_leaves_its_folder(name: str) -> None:
    try:
        kept = check_library_name(name, "x")
    except ConfigError:
        return
    assert not set(kept) & set('/\\:*?"<>|\0')
    assert kept not in {".", ".."}


def test_relative_xdg_folder_is_ignored() -> None:
    environ = {"XDG_DATA_HOME": "relative", "HOME": "/home/x"}
    if sys.platform == "linux":
        assert find_data_folder(environ) == "/home/x/.local/share/paperstudy"
        assert find_config_folder(environ) == "/home/x/.config/paperstudy"


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_have_folders_of_their_own(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    import platformdirs

    monkeypatch.setattr(sys, "platform", platform)
    assert find_data_folder({}) == platformdirs.user_data_dir("paperstudy", appauthor=False)


def test_deleted_working_folder_is_no_crash(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "win32":
        pytest.skip("a folder in use cannot be deleted there")
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert load_settings(environ=environ).library == "default"
