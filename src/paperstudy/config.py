"""Settings: what they are, and where they come from; the folders they lie in are in `places.py`.

Who wins, setting by setting: command-line option, `PAPERSTUDY_…` variable, the nearest
`paperstudy.toml` upward from the working directory, the user's `config.toml`, the default.
Settings are read once, at the door, and handed down as values; nothing below reads them.
"""

# pathlib would cost half a bare Python at start-up, and every command comes here.
# ruff: noqa: PTH100, PTH111, PTH118, PTH119, PTH120, PTH123

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, cast

from paperstudy.domain.errors import ConfigError
from paperstudy.domain.language import find_locale_language, match_language
from paperstudy.places import (
    ARCHIVE_FILE,
    PROJECT_FILE,
    find_data_folder,
    find_settings_files,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_LIBRARY = "default"
KEYS = (
    "library", "database", "offline", "language", "time_zone", "me", "contact", "pdf_folder",
    "archive", "dblp", "cite_key", "theme", "logs",
)  # fmt: skip
SOURCES = (
    "arxiv", "datacite", "semanticscholar", "crossref", "openalex", "huggingface", "openreview",
    "openreview1", "dblp", "pwc",
)  # fmt: skip
# Keys and logins at the sources; our variable outranks the files, the service's own does not.
CREDENTIALS = {
    "semanticscholar": ("PAPERSTUDY_SEMANTICSCHOLAR_KEY", "S2_API_KEY"),
    "huggingface": ("PAPERSTUDY_HUGGINGFACE_KEY", "HF_TOKEN"),
    "openalex": ("PAPERSTUDY_OPENALEX_KEY", ""),
    "openreview_username": ("PAPERSTUDY_OPENREVIEW_USERNAME", "OPENREVIEW_USERNAME"),
    "openreview_password": ("PAPERSTUDY_OPENREVIEW_PASSWORD", "OPENREVIEW_PASSWORD"),
    "openreview_token": ("PAPERSTUDY_OPENREVIEW_TOKEN", "OPENREVIEW_TOKEN"),
}
_VARIABLES = {f"PAPERSTUDY_{key.upper()}": key for key in KEYS if key != "language"} | {
    "PAPERSTUDY_LANG": "language"
}
_FLAGS = {"offline", "dblp"}
_PATHS = {"database", "pdf_folder", "archive"}
_TABLES = {"sources": SOURCES, "keys": tuple(CREDENTIALS)}
_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off", ""}
_LONGEST_NAME = 64
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run, and where each comes from.

    `database` is the path of a SQLite file or a `postgresql+psycopg://…` URL. `time_zone` is an
    IANA name, "" for the machine's own. `source_urls` holds base URLs that replace those of the
    metadata sources, by source name; `credentials` are what a person has to log in there, and
    no `repr` shows them. `pdf_folder` is where PDFs of this library are kept, `archive` the file
    of the archive of Papers with Code, `theme` that of the terminal app, `logs` the folders of the
    group's logs. `origins` names, for each key (`sources.arxiv` for a URL, `keys.openalex` for a
    key), the option, variable or file that set it, or `default`.
    """

    library: str = DEFAULT_LIBRARY
    database: str = ""
    language: str = "en"
    time_zone: str = ""
    me: str = ""
    offline: bool = False
    contact: str = ""
    source_urls: Mapping[str, str] = field(default_factory=dict)
    credentials: Mapping[str, str] = field(default_factory=dict, repr=False)
    dblp: bool = False
    cite_key: str = ""
    pdf_folder: str = ""
    archive: str = ""
    theme: str = ""
    logs: tuple[str, ...] = ()
    data_folder: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)


class Layer(NamedTuple):
    """What one origin says: values by key, those of a table as `sources.NAME`; `folder` of a file."""

    origin: str
    values: Mapping[str, object]
    folder: str = ""

    def name(self, key: str) -> str:
        """Return the words that point at `key` in this origin, for an error or `config show`."""
        if self.folder:
            return self.origin
        if self.origin in {"environment", "services"}:
            return _variable(key, of_service=self.origin == "services")
        return "--lang" if key == "language" else f"--{key.replace('_', '-')}"


def load_settings(
    options: Mapping[str, object] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    folder: str | None = None,
) -> Settings:
    """Return the settings of this run; `options` are what was given on the command line.

    Raises:
        ConfigError: a file cannot be read, or holds an unknown key or a bad value.
    """
    environ = os.environ if environ is None else environ
    given = {key: value for key, value in (options or {}).items() if value is not None}
    layers = [Layer("option", given), Layer("environment", _from_environment(environ))]
    layers += [_read_file(path) for path in find_settings_files(environ, folder)]
    layers.append(Layer("services", _from_services(environ)))
    return _resolve(layers, environ)


def _resolve(layers: list[Layer], environ: Mapping[str, str]) -> Settings:
    values: dict[str, object] = {}
    origins: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for rank, layer in enumerate(layers):
        for key, value in layer.values.items():
            if key not in values:
                values[key] = check_value(key, value, layer)
                origins[key] = layer.name(key)
                ranks[key] = rank
    library = str(values.get("library", DEFAULT_LIBRARY))
    data = find_data_folder(environ)
    database = str(values.get("database", ""))
    # A library named by a stronger origin outranks a database set for good in a file.
    if not database or ranks.get("library", len(layers)) < ranks["database"]:
        database = os.path.join(data, "libraries", f"{library}.db")
        origins["database"] = origins.get("library", "default")
    return Settings(
        library=library,
        database=database,
        language=str(values.get("language") or find_locale_language(environ)),
        time_zone=str(values.get("time_zone", "")),
        me=str(values.get("me", "")),
        offline=bool(values.get("offline", False)),
        contact=str(values.get("contact", "")),
        source_urls=_table("sources", values),
        credentials={k: v for k, v in _table("keys", values).items() if _may_send(k, origins)},
        dblp=bool(values.get("dblp", False)),
        cite_key=str(values.get("cite_key", "")),
        pdf_folder=str(values.get("pdf_folder") or os.path.join(data, "pdf", library)),
        archive=str(values.get("archive") or os.path.join(data, "catalogue", ARCHIVE_FILE)),
        theme=str(values.get("theme", "")),
        logs=cast("tuple[str, ...]", values.get("logs", ())),
        data_folder=data,
        origins={"language": "locale"} | origins,
    )


def _table(name: str, values: Mapping[str, object]) -> dict[str, str]:
    found = ((key, values.get(f"{name}.{key}")) for key in _TABLES[name])
    return {key: str(value) for key, value in found if value is not None}


def _may_send(name: str, origins: Mapping[str, str]) -> bool:
    """Tell whether a server may see a key: one that a project's file names, only that file's."""
    source = name.partition("_")[0]
    servers = {origins.get(f"sources.{server}", "") for server in (source, f"{source}1")}
    theirs = {origin for origin in servers if os.path.basename(origin) == PROJECT_FILE}
    return theirs <= {origins[f"keys.{name}"]}


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, object] = {k: environ[n] for n, k in _VARIABLES.items() if environ.get(n)}
    urls = {f"sources.{s}": url for s in SOURCES if (url := environ.get(_variable(f"sources.{s}")))}
    own = ((name, environ.get(variable)) for name, (variable, _) in CREDENTIALS.items())
    return found | urls | {f"keys.{name}": value for name, value in own if value}


def _from_services(environ: Mapping[str, str]) -> dict[str, object]:
    theirs = ((name, environ.get(variable)) for name, (_, variable) in CREDENTIALS.items())
    return {f"keys.{name}": value for name, value in theirs if value}


def _variable(key: str, *, of_service: bool = False) -> str:
    table, _, name = key.partition(".")
    if table == "keys":
        return CREDENTIALS[name][of_service]
    if table == "sources":
        return f"PAPERSTUDY_{name.upper()}_URL"
    return "PAPERSTUDY_LANG" if key == "language" else f"PAPERSTUDY_{key.upper()}"


def _read_file(path: str) -> Layer:
    import tomllib

    try:
        with open(path, "rb") as stream:
            content = tomllib.load(stream)
    except (OSError, ValueError) as error:  # tomllib's error and a bad encoding are ValueErrors
        raise ConfigError(
            "{path} cannot be read as TOML ({reason})", path=path, reason=str(error)
        ) from error
    values: dict[str, object] = {}
    for key, value in content.items():
        if key in _TABLES and isinstance(value, dict):
            for name, entry in value.items():
                values[f"{key}.{_known(name, _TABLES[key], path, f'{key}.')}"] = entry
        else:
            values[_known(key, (*KEYS, *_TABLES), path)] = value
    if "sources" in values:
        raise _bad("sources", values["sources"], path, hint="it is a table of base URLs, [sources]")
    if "keys" in values:
        raise _bad_secret("keys", path, hint="it is a table of keys at the sources, [keys]")
    return Layer(path, values, os.path.dirname(path))


def _known(key: str, known: tuple[str, ...], path: str, prefix: str = "") -> str:
    if key in known:
        return key
    from difflib import get_close_matches

    near = get_close_matches(key, known, n=1, cutoff=0.5)
    raise ConfigError(
        "{path} has an unknown key {key}",
        hint="did you mean {nearest}?" if near else "the keys are: {known}",
        path=path,
        key=prefix + key,
        nearest=prefix + near[0] if near else "",
        known=", ".join(known),
    )


def _bad(key: str, value: object, origin: str, hint: str) -> ConfigError:
    shown = repr(value)
    if key.startswith(("sources", "database")):
        from paperstudy.domain.addresses import hide_login

        shown = repr(hide_login(value)) if isinstance(value, str) else hide_login(shown)
    return ConfigError(
        "{origin}: {key} cannot be {value}", hint=hint, origin=origin, key=key, value=shown
    )


def _bad_secret(key: str, origin: str, hint: str) -> ConfigError:
    """Return the error of a secret that cannot be one; it does not show what it is."""
    return ConfigError("{origin}: {key} is not usable", hint=hint, origin=origin, key=key)


def check_value(key: str, value: object, layer: Layer) -> object:
    """Return the value of a key as the program uses it; refuse what it cannot take."""
    origin = layer.name(key)
    if key in _FLAGS:
        return _flag(key, value, origin)
    if key.startswith("keys."):
        return _secret(key, value, origin)
    if key == "logs":
        return _folders(value, layer)
    if not isinstance(value, str):
        raise _bad(key, value, origin, hint="write a text in quotes")
    if key in _PATHS:
        return _database(value, layer) if key == "database" else _path(key, value, layer)
    return _check_text(key, value, origin)


def _check_text(key: str, value: str, origin: str) -> str:
    if key == "language":
        language = match_language(value)
        if language is None:
            raise _bad(key, value, origin, hint="write en or ko")
        return language
    if key == "library":
        return check_library_name(value, origin)
    if key == "cite_key":
        from paperstudy.domain.citekeys import check_template

        return check_template(value.strip(), origin)
    if key == "time_zone":
        return _time_zone(value, origin)
    if key.startswith("sources.") and not value.startswith(("http://", "https://")):
        raise _bad(key, value, origin, hint="write a URL that starts with https://")
    return value.strip()


def _secret(key: str, value: object, origin: str) -> str:
    """Return a key as it can stand in a header, or a name or password as it is."""
    if not isinstance(value, str) or not value.strip():
        raise _bad_secret(key, origin, hint="write a text in quotes")
    if key in {"keys.openreview_username", "keys.openreview_password"}:
        return value
    text = value.strip()
    if not (text.isascii() and text.isprintable()) or " " in text:
        raise _bad_secret(key, origin, hint="a key is one word of letters, digits and signs")
    return text


def _flag(key: str, value: object, origin: str) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if isinstance(value, str) and word in _YES | _NO:
        return word in _YES
    raise _bad(key, value, origin, hint="write true or false")


def check_library_name(name: str, origin: str) -> str:
    """Return a library's name if it can be a file name on every system.

    Raises:
        ConfigError: it cannot; the message names `origin`.
    """
    fits = 0 < len(name) <= _LONGEST_NAME and name[0] not in ".-" and not name.endswith(".")
    letters = all(char.isalnum() or char in "._-" for char in name)
    if fits and letters and name.partition(".")[0].lower() not in _RESERVED:
        return name
    raise _bad(
        "library",
        name,
        origin,
        hint="use letters, digits, dots, dashes and underscores, 64 at most",
    )


def _database(value: str, layer: Layer) -> str:
    if "://" in value:
        return value
    if value in {":memory:", ""}:
        raise _bad(
            "database", value, layer.name("database"), hint="write the path of a file, or a URL"
        )
    return _path("database", value, layer)


def _path(key: str, value: str, layer: Layer) -> str:
    """Return a path whole; one in a file is seen from the file's folder."""
    if not value.strip():
        raise _bad(key, value, layer.name(key), hint="write a path")
    return os.path.abspath(os.path.join(layer.folder, os.path.expanduser(value)))


def _folders(value: object, layer: Layer) -> tuple[str, ...]:
    """Return folders whole, of a list, or of a text as the variable `PATH` has them."""
    several = value.split(os.pathsep) if isinstance(value, str) else value
    if not isinstance(several, list) or not all(isinstance(one, str) for one in several):
        raise _bad("logs", value, layer.name("logs"), hint="write a list of folders")
    return tuple(_path("logs", one, layer) for one in several)


def _time_zone(value: str, origin: str) -> str:
    import zoneinfo

    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        if not zoneinfo.available_timezones():
            return value  # Windows without the tzdata package: nothing to check against
        raise _bad(
            "time_zone", value, origin, hint="write a name such as Asia/Seoul or UTC"
        ) from error
    return value
