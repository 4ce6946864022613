"""A paper as a form in a person's editor, and the edit that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.typed import edit_text, keep_on_error
from paperstudy.domain.errors import InvalidEditError
from paperstudy.domain.language import translate
from paperstudy.domain.papers import Author, PaperEdit, PaperStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from paperstudy.domain.papers import Paper

_FIELDS = ("title", "authors", "year", "venue", "url", "status", "key", "abstract")


def edit_from_options(options: Mapping[str, object]) -> PaperEdit | None:
    """Return the edit that the options of `edit` say, None where none was given.

    Raises:
        InvalidEditError: the year is none.
    """
    given = {name: value for name, value in options.items() if value not in {None, ()}}
    if not given:
        return None
    authors = given.pop("author", None)
    texts = {name: str(value) for name, value in given.items()}
    if isinstance(authors, tuple):
        texts["authors"] = "\n".join(str(name) for name in authors)
    return _make_edit(texts)


def edit_from_form(paper: Paper, save: Callable[[PaperEdit], Paper]) -> Paper | None:
    """Let a person fill in the form of a paper, and save it; None where they changed nothing.

    Raises:
        InvalidEditError: a field has a value it cannot take; the form is kept in a file.
        InvalidInputError: there is no editor.
    """
    form = write_form(paper)
    edited = edit_text(form, extension=".txt")
    if edited is None:
        return None
    with keep_on_error(edited, extension=".txt"):
        before, after = read_form(form), read_form(edited)
        changed = {name: value for name, value in after.items() if before.get(name) != value}
        return save(_make_edit(changed)) if changed else None


def write_form(paper: Paper) -> str:
    """Return the form: a line for each field, an author a line, the abstract at the end."""
    lines = [
        "# " + translate("Save to change the paper; leave a field empty to clear it."),
        f"title: {paper.title}",
        *(f"author: {author.name}" for author in paper.authors or (Author(""),)),
        f"year: {paper.year or ''}",
        f"venue: {paper.venue}",
        f"url: {paper.url}",
        f"status: {paper.status.value}",
        f"key: {paper.key}",
        "abstract:",
        paper.abstract,
    ]
    return "\n".join(lines).rstrip() + "\n"


def read_form(text: str) -> dict[str, str]:
    """Return the fields of a form; authors are joined by line feeds.

    Raises:
        InvalidEditError: a line is no field.
    """
    fields: dict[str, str] = {}
    lines = text.splitlines()
    for number, line in enumerate(lines):
        name, colon, value = line.partition(":")
        name, value = name.strip().lower(), value.strip()
        if not line.strip() or line.startswith("#"):
            continue
        if name == "abstract":
            fields["abstract"] = "\n".join([value, *lines[number + 1 :]]).strip()
            break
        if name == "author":
            fields["authors"] = f"{fields.get('authors', '')}\n{value}".strip()
        elif colon and name in _FIELDS:
            fields[name] = value
        else:
            raise InvalidEditError(
                "line {line} of the form is no field: {text}",
                hint="a line begins with one of: {fields}",
                line=number + 1,
                text=line,
                fields=", ".join(_FIELDS),
            )
    return fields


def _make_edit(texts: Mapping[str, str]) -> PaperEdit:
    names = texts.get("authors")
    authors = tuple(Author(name) for name in names.split("\n") if name.strip()) if names else ()
    return PaperEdit(
        title=texts.get("title"),
        authors=authors if names is not None else None,
        year=_year(texts["year"]) if "year" in texts else None,
        venue=texts.get("venue"),
        abstract=texts.get("abstract"),
        url=texts.get("url"),
        status=_status(texts["status"]) if texts.get("status") else None,
        key=texts.get("key") or None,
    )


def _year(text: str) -> int:
    """Return the year; 0, which clears it, for an empty text."""
    if not text:
        return 0
    if text.isascii() and text.isdecimal() and len(text) == len("2017"):
        return int(text)
    raise InvalidEditError("“{text}” is no year", hint="write it as 2017", text=text)


def _status(text: str) -> PaperStatus:
    try:
        return PaperStatus(text.lower())
    except ValueError as error:
        raise InvalidEditError(
            "“{text}” is no status",
            hint="one of: {known}",
            text=text,
            known=", ".join(status.value for status in PaperStatus),
        ) from error
