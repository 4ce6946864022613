"""Errors as sentences in the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import PaperstudyError
from paperstudy.domain.language import translate
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperstudy.domain.events import Notice


def clean_fields(fields: Iterable[tuple[str, object]]) -> dict[str, str]:
    """Return the fields of a template fit for a terminal; an error among them is translated.

    Sources are called what they call themselves.
    """
    return {name: _clean(name, value) for name, value in fields}


def _clean(name: str, value: object) -> str:
    if isinstance(value, PaperstudyError):
        return message_of(value)
    if name == "reason":
        return translate(clean_line(str(value)))
    if name in {"source", "sources"}:
        from paperstudy.saying.words import service

        return ", ".join(service(one) for one in clean_line(str(value)).split(", "))
    return clean_line(str(value))


def message_of(error: PaperstudyError) -> str:
    """Return what an error says, in the language in use, fit for a terminal."""
    return clean_line(translate(error.template, **clean_fields(error.fields.items())))


def said_of(notice: Notice) -> str:
    """Return what a notice says, in the language in use, fit for a terminal."""
    return clean_line(translate(notice.template, **clean_fields(notice.fields)))


def told_of(error: PaperstudyError, between: str = "\n") -> str:
    """Return what an error says and what to do about it, in two lines or with `between` them."""
    return between.join(part for part in (message_of(error), hint_of(error)) if part)


def hint_of(error: PaperstudyError) -> str:
    """Return what to do about an error, as a sentence; empty where nothing can be said."""
    if not error.hint_template:
        return ""
    fields = clean_fields(error.fields.items())
    hint = clean_line(translate(error.hint_template, **fields))
    return hint if hint.startswith("paperstudy ") else hint[:1].upper() + hint[1:]
