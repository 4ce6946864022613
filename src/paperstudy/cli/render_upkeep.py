"""The database and the settings as a person reads them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paperstudy.cli.output import safe
from paperstudy.cli.render import labelled
from paperstudy.config import KEYS
from paperstudy.domain.addresses import hide_login
from paperstudy.domain.language import translate
from paperstudy.saying.cells import columns
from paperstudy.saying.settings import address_said
from paperstudy.saying.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperstudy.cli.output import Style
    from paperstudy.config import Settings
    from paperstudy.domain.library import StoreInfo

_KIB = 1024
_SET = "set"


def render_info(info: StoreInfo, style: Style) -> Iterator[str]:
    """Yield where the library is, and how much of each thing is in it."""
    rows = [
        (translate("Database"), address_said(info.database)),
        (translate("Engine"), info.engine),
        (translate("Schema"), info.revision or translate("not made yet")),
        (translate("Size"), _size(info.size)),
        *((word(name), f"{count:,}") for name, count in info.counts),
    ]
    yield from labelled(rows, style, whole=translate("Database"))


def info_object(info: StoreInfo) -> dict[str, object]:
    """Return the same as one JSON object."""
    return {
        "database": address_said(info.database),
        "engine": info.engine,
        "schema": info.revision,
        "size": info.size,
        "counts": dict(info.counts),
    }


def _size(size: int) -> str:
    if size < _KIB * _KIB:
        return f"{size / _KIB:.0f} kB"
    return f"{size / _KIB / _KIB:.1f} MB"


def setting_rows(settings: Settings) -> list[dict[str, object]]:
    """Return each setting with its value and its origin; of a secret only that it is set."""
    rows: list[dict[str, object]] = []
    for key in KEYS:
        value = getattr(settings, key)
        rows.append({"key": key, "value": address_said(value) if key == "database" else value})
    urls = settings.source_urls.items()
    rows += [{"key": f"sources.{name}", "value": hide_login(url)} for name, url in urls]
    rows += [{"key": f"keys.{name}", "value": _SET} for name in settings.credentials]
    for row in rows:
        row["origin"] = settings.origins.get(str(row["key"]), "default")
    return rows


def render_settings(settings: Settings, style: Style) -> Iterator[str]:
    """Yield each setting with its value and its origin."""
    rows = [
        (str(row["key"]), _value(row), _origin(str(row["origin"])))
        for row in setting_rows(settings)
    ]
    if style.plain:
        yield from ("\t".join(row) for row in rows)
        return
    for key, value, origin in columns(rows, style.width, stretch=1):
        yield f"{style.paint(key, 'cyan')}  {value}  {style.paint(origin.rstrip(), 'dim')}".rstrip()


def _value(row: Mapping[str, object]) -> str:
    value = row["value"]
    if str(row["key"]).startswith("keys."):
        return translate("set")
    if isinstance(value, bool):
        return translate("yes") if value else translate("no")
    if isinstance(value, tuple):
        return safe(os.pathsep.join(value)) or "-"
    return safe(value) or "-"


def _origin(origin: str) -> str:
    named = {"default": translate("default"), "locale": translate("the machine's language")}
    return named.get(origin, safe(origin))
