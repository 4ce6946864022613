"""A paper as a form in a person's editor, and the edit that comes back; a new paper likewise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.editor import edit_text, keep_on_error
from paperstudy.saying.forms import (
    NEW_FIELDS,
    make_edit,
    make_new,
    read_changes,
    read_form,
    write_form,
    write_new_form,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    from paperstudy.domain.papers import Paper, PaperEdit

    Made = TypeVar("Made")


def edit_from_options(options: Mapping[str, object]) -> PaperEdit | None:
    """Return the edit that the options of `edit` say, None where none was given.

    Raises:
        InvalidEditError: the year is none.
    """
    texts = _given(options)
    return make_edit(texts) if texts else None


def new_from_options(options: Mapping[str, object]) -> tuple[PaperEdit, str]:
    """Return the facts of a new paper, and its DOI, that the options of `add` say.

    Raises:
        InvalidEditError: there is no title, or the year is none.
    """
    return make_new(_given(options))


def new_from_form(
    options: Mapping[str, object], save: Callable[[PaperEdit, str], Made]
) -> Made | None:
    """Let a person fill in the form of a new paper, and save it; None where they saved no form.

    Raises:
        InvalidEditError: a field has a value it cannot take; the form is kept in a file.
        InvalidInputError: there is no editor.
    """
    given = _given(options)
    form = write_new_form(given)
    edited = edit_text(form, extension=".txt", as_it_is=bool(given))
    if edited is None or not edited.strip():
        return None
    with keep_on_error(edited, extension=".txt"):
        return save(*make_new(read_form(edited, NEW_FIELDS)))


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
        change = read_changes(form, edited)
        return save(change) if change is not None else None
