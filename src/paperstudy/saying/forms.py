"""A paper as a form to fill in as text, and the edit that comes back; a new paper likewise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidEditError
from paperstudy.domain.identifiers import Scheme, parse_identifier
from paperstudy.domain.language import translate
from paperstudy.domain.papers import Author, PaperEdit, PaperStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paperstudy.domain.papers import Paper

_FIRST_YEAR = 1500
FIELDS = ("title", "author", "year", "venue", "url", "status", "key", "abstract")
NEW_FIELDS = ("title", "author", "year", "venue", "url", "doi", "abstract")
_HAS_DOI = {Scheme.DOI, Scheme.ARXIV}  # that of a preprint on arXiv is read as its arXiv id


def write_new_form(given: Mapping[str, str] | None = None) -> str:
    """Return the form of a new paper, with the fields that are given."""
    given = given or {}
    return write_fields(
        translate("Save to add the paper; it needs a title."),
        {name: given.get(name, "") for name in NEW_FIELDS} | {"author": given.get("authors", "")},
    )


def read_changes(form: str, edited: str) -> PaperEdit | None:
    """Return the edit that was made in a form; None where nothing was.

    Raises:
        InvalidEditError: a field has a value it cannot take.
    """
    before, after = read_form(form), read_form(edited)
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    return make_edit(changed) if changed else None


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
    return write_fields(
        translate("Save to change the paper; leave a field empty to clear it."), fields
    )


def write_fields(head: str, fields: Mapping[str, str]) -> str:
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


def read_form(text: str, known: Sequence[str] = FIELDS) -> dict[str, str]:
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


def make_new(texts: Mapping[str, str]) -> tuple[PaperEdit, str]:
    """Return the edit that makes a paper, without what is empty, and the DOI beside it.

    Raises:
        InvalidEditError: there is no title, or a field has a value it cannot take.
    """
    told = {name: value.strip() for name, value in texts.items() if value.strip()}
    if "title" not in told:
        raise InvalidEditError("a paper needs a title", hint="nothing was added")
    return make_edit(told), told.get("doi", "")


def make_edit(texts: Mapping[str, str]) -> PaperEdit:
    """Return the edit that fields say.

    Raises:
        InvalidEditError: a field has a value it cannot take.
    """
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


def identifiers_of(doi: str, url: str) -> list[str]:
    """Return the identifiers that a person gave with a paper.

    Raises:
        InvalidEditError: the DOI is none.
    """
    if doi:
        found = parse_identifier(doi)
        if found is None or found.scheme not in _HAS_DOI:
            raise InvalidEditError(
                "“{text}” is no DOI", hint="write it as 10.1109/5.771073", text=doi
            )
    linked = parse_identifier(url) if url else None
    known = linked is not None and linked.scheme is not Scheme.URL
    return [text for text in (doi, url if known else "") if text]
