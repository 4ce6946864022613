"""What a Korean reads has no English clauses in it, also where a reason is filled in."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.errors import InvalidFileError, SourceUnavailableError
from paperstudy.domain.language import LOCALE_FOLDER, set_language
from paperstudy.saying.errors import message_of
from paperstudy.saying.words import CAUSES

if TYPE_CHECKING:
    from collections.abc import Iterator

CLAUSE = re.compile(r"(?<![\w/.-])[a-z]{2,} [a-z]{2,} [a-z]{2,}\b")
COMMANDS = re.compile(r"`[^`]*`|paperstudy(?: [\w{}.+*-]+)+|^  .*$|\{\w+\}", re.MULTILINE)


@pytest.fixture
def korean() -> Iterator[None]:
    set_language("ko")
    yield
    set_language("en")


def read_catalogue() -> dict[str, tuple[str, str]]:
    folder = Path(LOCALE_FOLDER)
    spec = importlib.util.spec_from_file_location("locale_build", folder / "build.py")
    assert spec is not None
    assert spec.loader is not None
    build: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    entries: dict[str, tuple[str, str]] = build.read_po(
        folder / "ko" / "LC_MESSAGES" / "paperstudy.po"
    )
    return entries


def test_no_translation_has_an_english_clause() -> None:
    said = [korean for text, (_, korean) in read_catalogue().items() if text]
    assert len(said) > 500
    assert not [text for text in said if CLAUSE.search(COMMANDS.sub("", text))]


@pytest.mark.parametrize("reason", CAUSES)
@pytest.mark.usefixtures("korean")
def test_reason_is_said_in_korean(reason: str) -> None:
    error = InvalidFileError("{path} cannot be read ({reason})", path="x.bib", reason=reason)
    assert reason not in message_of(error)
    assert not CLAUSE.search(message_of(error))


@pytest.mark.usefixtures("korean")
def test_reason_of_the_network_is_said_in_korean() -> None:
    error = SourceUnavailableError(
        "{source} cannot be reached ({reason})", source="arxiv", reason="no connection"
    )
    assert not re.search("[a-z]{3,} [a-z]{3,}", message_of(error))
