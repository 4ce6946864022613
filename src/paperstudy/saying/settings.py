"""Settings in words: their values, without passwords, and where they come from."""

from __future__ import annotations

import os
import re

from paperstudy.domain.language import translate
from paperstudy.domain.text import clean_line
from paperstudy.saying.names import short_path

_PASSWORD = re.compile(r"(://[^:@/]*):[^@/]*@")


def hide_password(address: str) -> str:
    """Return an address without the password in it."""
    return clean_line(_PASSWORD.sub(r"\1:***@", address))


def value_said(value: object) -> str:
    """Return the value of a setting in the language in use; a dash where nothing is set."""
    if isinstance(value, bool):
        return translate("yes") if value else translate("no")
    if isinstance(value, tuple):
        return f"{os.pathsep} ".join(short_path(str(one)) for one in value) or "-"
    return hide_password(str(value)) or "-"


def origin_said(origin: str) -> str:
    """Return what set a value: an option, a variable, a file, or nobody."""
    named = {"default": translate("default"), "locale": translate("the machine's language")}
    return named.get(origin) or short_path(origin)
