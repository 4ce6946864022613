from __future__ import annotations

import pytest

from paperstudy.domain.language import (
    find_locale_language,
    get_language,
    match_language,
    set_language,
    translate,
)

KOREAN_WINDOWS = 0x0412
ENGLISH_WINDOWS = 0x0409


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko"}, "ko"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8"}, "ko"),
        ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:ko:en"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "ko"}, "en"),
        ({"LC_ALL": "POSIX", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LANG": ""}, "en"),
    ],
)
def test_language_is_that_of_the_locale(environ: dict[str, str], language: str) -> None:
    assert find_locale_language(environ, platform="linux") == language


def test_windows_says_its_language_by_a_number() -> None:
    def korean() -> int:
        return KOREAN_WINDOWS

    def english() -> int:
        return ENGLISH_WINDOWS

    assert find_locale_language({}, platform="win32", windows_langid=korean) == "ko"
    assert find_locale_language({}, platform="win32", windows_langid=english) == "en"
    assert find_locale_language({"LANG": "en_US"}, platform="win32", windows_langid=korean) == "en"
    assert find_locale_language({}, platform="win32") in {"en", "ko"}


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("ko-KR", "ko"),
        (" Korean ", "ko"),
        ("EN", "en"),
        ("english", "en"),
        ("fr", None),
        ("", None),
    ],
)
def test_names_of_languages_are_understood(name: str, language: str | None) -> None:
    assert match_language(name) == language


def test_language_without_a_catalogue_is_english() -> None:
    set_language("ko")
    set_language("fr")
    assert get_language() == "en"
    assert translate("nothing changed") == "nothing changed"


def test_text_without_fields_keeps_its_braces() -> None:
    assert translate("{not a field}") == "{not a field}"
