"""Settings in words: their values, without passwords, and where they come from."""

from __future__ import annotations

import os

from paperstudy.domain.addresses import hide_login
from paperstudy.domain.language import translate
from paperstudy.domain.text import clean_line
from paperstudy.saying.names import short_path


def address_said(address: str) -> str:
    """Return an address without the login in it; a file's name may have an @ of its own."""
    return clean_line(hide_login(address) if "://" in address else address)


def value_said(value: object) -> str:
    """Return the value of a setting in the language in use; a dash where nothing is set."""
    if isinstance(value, bool):
        return translate("yes") if value else translate("no")
    if isinstance(value, tuple):
        return f"{os.pathsep} ".join(short_path(str(one)) for one in value) or "-"
    return address_said(str(value)) or "-"


def origin_said(origin: str) -> str:
    """Return what set a value: an option, a variable, a file, or nobody."""
    named = {"default": translate("default"), "locale": translate("the machine's language")}
    return named.get(origin) or short_path(origin)
