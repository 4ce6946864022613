"""Keys and logins at the sources: where they may stand, and who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.config import CREDENTIALS, load_settings
from paperstudy.domain.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from paperstudy.config import Settings

SECRET = "sEcReT-123"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "LANG": "C.UTF-8",
        "HOME": str(tmp_path / "home"),
    }


def write_user_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config" / "paperstudy" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def load(environ: dict[str, str], tmp_path: Path) -> Settings:
    return load_settings(environ=environ, folder=str(tmp_path))


def test_nobody_has_a_key_at_first(environ: dict[str, str], tmp_path: Path) -> None:
    assert load(environ, tmp_path).credentials == {}


@pytest.mark.parametrize("name", CREDENTIALS)
def test_every_key_has_a_variable_of_ours(
    environ: dict[str, str], tmp_path: Path, name: str
) -> None:
    variable = CREDENTIALS[name][0]
    environ[variable] = SECRET
    settings = load(environ, tmp_path)
    assert settings.credentials == {name: SECRET}
    assert settings.origins[f"keys.{name}"] == variable


@pytest.mark.parametrize("name", [name for name, names in CREDENTIALS.items() if names[1]])
def test_variable_of_the_service_is_read_last(
    environ: dict[str, str], tmp_path: Path, name: str
) -> None:
    ours, theirs = CREDENTIALS[name]
    environ[theirs] = "theirs"
    settings = load(environ, tmp_path)
    assert (settings.credentials, settings.origins[f"keys.{name}"]) == ({name: "theirs"}, theirs)
    user = write_user_file(tmp_path, f'[keys]\n{name} = "file"\n')
    settings = load(environ, tmp_path)
    assert (settings.credentials, settings.origins[f"keys.{name}"]) == ({name: "file"}, str(user))
    environ[ours] = "ours"
    assert load(environ, tmp_path).credentials == {name: "ours"}


def test_secret_is_in_no_repr(environ: dict[str, str], tmp_path: Path) -> None:
    environ["PAPERSTUDY_OPENREVIEW_PASSWORD"] = SECRET
    settings = load(environ, tmp_path)
    assert settings.credentials["openreview_password"] == SECRET
    assert SECRET not in repr(settings)
    assert SECRET not in str(settings)


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("[keys]\nhuggingface = 4711", "keys.huggingface is not usable", "text in quotes"),
        ('[keys]\nhuggingface = ""', "keys.huggingface is not usable", "text in quotes"),
        ('[keys]\nhuggingface = "47 11"', "keys.huggingface is not usable", "one word"),
        ('[keys]\nhuggingface = "47\\n11"', "keys.huggingface is not usable", "one word"),
        ('[keys]\nhuggingface = "4711é"', "keys.huggingface is not usable", "one word"),
        ('[keys]\nhugingface = "4711"', "unknown key keys.hugingface", "keys.huggingface?"),
        ('keys = "4711"', "keys is not usable", "table of keys"),
    ],
)
def test_key_that_is_none_is_refused_and_not_shown(
    environ: dict[str, str], tmp_path: Path, text: str, said: str, hint: str
) -> None:
    path = write_user_file(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load(environ, tmp_path)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)
    assert hint in caught.value.hint
    assert "47" not in str(caught.value).replace(str(path), "") + caught.value.hint


def test_password_may_hold_anything(environ: dict[str, str], tmp_path: Path) -> None:
    write_user_file(tmp_path, '[keys]\nopenreview_password = " 비밀 번호 "\n')
    assert load(environ, tmp_path).credentials == {"openreview_password": " 비밀 번호 "}


def test_blanks_around_a_key_are_no_part_of_it(environ: dict[str, str], tmp_path: Path) -> None:
    environ["HF_TOKEN"] = f" {SECRET}\n"
    assert load(environ, tmp_path).credentials == {"huggingface": SECRET}


def test_server_of_a_project_gets_no_key_of_the_user(
    environ: dict[str, str], tmp_path: Path
) -> None:
    """A folder of logs from somebody else must not collect the keys of whoever works in it."""
    write_user_file(tmp_path, '[keys]\nhuggingface = "mine"\nopenreview_token = "mine"\n')
    project = tmp_path / "paperstudy.toml"
    servers = '[sources]\nhuggingface = "http://x"\nopenreview1 = "http://x"\n'
    project.write_text(servers, encoding="utf-8")
    assert load(environ, tmp_path).credentials == {}
    project.write_text(f'{servers}[keys]\nhuggingface = "theirs"\n', encoding="utf-8")
    assert load(environ, tmp_path).credentials == {"huggingface": "theirs"}
    environ["PAPERSTUDY_HUGGINGFACE_URL"] = "http://127.0.0.1:9"
    environ["PAPERSTUDY_HUGGINGFACE_KEY"] = "mine"
    assert load(environ, tmp_path).credentials == {"huggingface": "mine"}


# the other settings of the sources


def test_folders_have_places_in_the_data_folder(environ: dict[str, str], tmp_path: Path) -> None:
    data = tmp_path / "data" / "paperstudy"
    environ["PAPERSTUDY_LIBRARY"] = "team"
    settings = load(environ, tmp_path)
    assert settings.pdf_folder == str(data / "pdf" / "team")
    assert settings.archive == str(data / "catalogue" / "paperswithcode.db")
    assert not settings.dblp


def test_folders_in_a_file_are_seen_from_it(environ: dict[str, str], tmp_path: Path) -> None:
    project = tmp_path / "paperstudy.toml"
    project.write_text('pdf_folder = "pdf"\narchive = "~/pwc.db"\ndblp = true\n', encoding="utf-8")
    below = tmp_path / "below"
    below.mkdir()
    settings = load_settings(environ=environ, folder=str(below))
    assert settings.pdf_folder == str(tmp_path / "pdf")
    assert settings.archive.endswith("pwc.db")
    assert "~" not in settings.archive
    assert settings.dblp


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('pdf_folder = " "', "pdf_folder cannot be ' '"),
        ("archive = 3", "archive cannot be 3"),
        ('dblp = "maybe"', "dblp cannot be 'maybe'"),
    ],
)
def test_wrong_value_is_refused(
    environ: dict[str, str], tmp_path: Path, text: str, said: str
) -> None:
    write_user_file(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load(environ, tmp_path)
    assert said in str(caught.value)


def test_flag_of_dblp_has_a_variable(environ: dict[str, str], tmp_path: Path) -> None:
    environ |= {"PAPERSTUDY_DBLP": "yes", "PAPERSTUDY_DBLP_URL": "http://127.0.0.1:9"}
    settings = load(environ, tmp_path)
    assert settings.dblp
    assert settings.source_urls == {"dblp": "http://127.0.0.1:9"}
