"""The one seam that every sentence a person reads goes through: English, or Korean.

Only the doors call `translate`; below them a sentence is an English template with named
fields. The language is the one thing this process holds in a module: it belongs to the
process as the locale does. `gettext` is imported only when Korean is asked for.
"""

# pathlib would cost half a bare Python at start-up, and every command comes here.
# ruff: noqa: PTH100, PTH118, PTH120

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from gettext import NullTranslations

LANGUAGES = ("en", "ko")
LOCALE_FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "locale")
_KOREAN_LANGID = 0x12  # PRIMARYLANGID of a Windows LANGID ([MS-LCID] §2.2)


class _Active:
    """The language in use and its catalogue; English needs none."""

    __slots__ = ("catalogue", "language")

    def __init__(self) -> None:
        self.language = "en"
        self.catalogue: NullTranslations | None = None


_active = _Active()


def set_language(language: str) -> None:
    """Speak `language` from now on; one that has no catalogue is English."""
    if language == _active.language:
        return
    _active.language = "en"
    _active.catalogue = None
    if language != "en":
        import gettext

        try:
            _active.catalogue = gettext.translation("paperstudy", LOCALE_FOLDER, [language])
        except OSError:
            return  # a package that was stripped of its catalogues still works, in English
        _active.language = language


def get_language() -> str:
    """Return the language in use, one of `LANGUAGES`."""
    return _active.language


def translate(message: str, **fields: object) -> str:
    """Return the English template `message` in the language in use, with its fields filled in."""
    text = message
    if _active.catalogue is not None and message:
        text = _active.catalogue.gettext(message)
    return text.format(**fields) if fields else text


def translate_count(one: str, many: str, count: int, **fields: object) -> str:
    """Return the template that fits `count`, translated; `{count}` is filled in with commas."""
    if _active.catalogue is not None:
        text = _active.catalogue.ngettext(one, many, count)
    else:
        text = one if count == 1 else many
    return text.format(count=f"{count:,}", **fields)


def match_language(name: str) -> str | None:
    """Return the language that a locale or a person's word means: `ko_KR.UTF-8` is `ko`."""
    head = name.strip().lower().replace("-", "_").partition(".")[0].partition("_")[0]
    known = {"en": "en", "eng": "en", "english": "en", "ko": "ko", "kor": "ko", "korean": "ko"}
    return known.get(head)


def find_locale_language(
    environ: Mapping[str, str],
    *,
    platform: str = sys.platform,
    windows_langid: Callable[[], int] | None = None,
) -> str:
    """Return the language that the machine is set to; English where it is neither.

    `LANGUAGE` lists languages by preference and outranks the rest, as in GNU gettext, but not
    where the locale is `C`. Windows says it by its user interface language.
    """
    locale = next((environ[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(n)), "")
    if locale.partition(".")[0] in {"C", "POSIX"}:
        return "en"
    for name in (*environ.get("LANGUAGE", "").split(":"), locale):
        language = match_language(name)
        if language is not None:
            return language
    if not locale and platform == "win32":
        return "ko" if (windows_langid or _windows_langid)() & 0x3FF == _KOREAN_LANGID else "en"
    return "en"


def _windows_langid() -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetUserDefaultUILanguage())
