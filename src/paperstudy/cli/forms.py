"""A paper as a form in a person's editor, and the edit that comes back; a new paper likewise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.editor import edit_text, keep_on_error
from paperstudy.domain.errors import InvalidEditError
from paperstudy.domain.language import translate
from paperstudy.domain.papers import Author, PaperEdit, PaperStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeVar

    from paperstudy.domain.papers import Paper

    Made = TypeVar("Made")

_FIRST_YEAR = 1500
_FIELDS = ("title", "author", "year", "venue", "url", "status", "key", "abstract")
_NEW_FIELDS = ("title", "author", "year", "venue", "url", "doi", "abstract")


def edit_from_options(options: Mapping[str, object]) -> PaperEdit | None:
    """Return the edit that the options of `edit` say, None where none was given.

    Raises:
        InvalidEditError: the year is none.
    """
    texts = _given(options)
    return _make_edit(texts) if texts else None


def new_from_options(options: Mapping[str, object]) -> tuple[PaperEdit, str]:
    """Return the facts of a new paper, and its DOI, that the options of `add` say.

    Raises:
        InvalidEditError: there is no title, or the year is none.
    """
    return _make_new(_given(options))


def new_from_form(
    options: Mapping[str, object], save: Callable[[PaperEdit, str], Made]
) -> Made | None:
    """Let a person fill in the form of a new paper, and save it; None where they saved no form.

    Raises:
        InvalidEditError: a field has a value it cannot take; the form is kept in a file.
        InvalidInputError: there is no editor.
    """
    given = _given(options)
    form = _write(
        translate("Save to add the paper; it needs a title."),
        {name: given.get(name, "") for name in _NEW_FIELDS} | {"author": given.get("authors", "")},
    )
    edited = edit_text(form, extension=".txt", as_it_is=bool(given))
    if edited is None or not edited.strip():
        return None
    with keep_on_error(edited, extension=".txt"):
        return save(*_make_new(read_form(edited, _NEW_FIELDS)))


def _given(options: Mapping[str, object]) -> dict[str, str]:
    given = {name: value for name, value in options.items() if value not in {None, ()}}
    authors = given.pop("author", None)
    texts = {name: str(value) for name, value in given.items()}
    if isinstance(authors, tuple):
        texts["authors"] = "\n".join(str(name) for name in authors)
    return texts


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
    fields = {
        "title": paper.title,
        "author": "\n".join(author.name for author in paper.authors),
        "year": str(paper.year or ""),
        "venue": paper.venue,
        "url": paper.url,
        "status": paper.status.value,
        "key": paper.key,
        "abstract": paper.abstract,
    }
    return _write(translate("Save to change the paper; leave a field empty to clear it."), fields)


def _write(head: str, fields: Mapping[str, str]) -> str:
    """Return a form; what its fields are is said above them, as their names are not translated."""
    meanings = (
        translate(
            "title, author (one a line), year, venue (where it was published), url, status, key "
            "(what it is cited by), abstract (all that follows)"
        )
        if "key" in fields
        else translate(
            "title, author (one a line), year, venue (where it was published), url, doi, abstract "
            "(all that follows)"
        )
    )
    lines = [f"# {head}", f"# {meanings}"]
    for name, value in fields.items():
        if name == "abstract":
            lines += ["abstract:", value]
        else:
            lines += [f"{name}: {line}" for line in value.split("\n")]
    return "\n".join(lines).rstrip() + "\n"


def read_form(text: str, known: Sequence[str] = _FIELDS) -> dict[str, str]:
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
        if name in {"author", "authors"}:
            fields["authors"] = f"{fields.get('authors', '')}\n{value}".strip()
        elif colon and name in known:
            fields[name] = value
        else:
            raise InvalidEditError(
                "line {line} of the form is no field: {text}",
                hint="a line begins with one of: {fields}",
                line=number + 1,
                text=line,
                fields=", ".join(known),
            )
    return fields


def _make_new(texts: Mapping[str, str]) -> tuple[PaperEdit, str]:
    """Return the edit that makes a paper, without what is empty, and the DOI beside it."""
    told = {name: value.strip() for name, value in texts.items() if value.strip()}
    if "title" not in told:
        raise InvalidEditError("a paper needs a title", hint="nothing was added")
    return _make_edit(told), told.get("doi", "")


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
    from paperstudy.study.clock import utc_now

    last = utc_now().year + 1  # what is in press
    if not (text.isascii() and text.isdecimal() and len(text) == len("2017")):
        raise InvalidEditError("“{text}” is no year", hint="write it as 2017", text=text)
    if not _FIRST_YEAR <= int(text) <= last:
        raise InvalidEditError(
            "a year is from {first} to {last}, not {text}",
            first=_FIRST_YEAR,
            last=last,
            text=text,
        )
    return int(text)


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
