"""Papers as references that can be pasted: by citeproc-py and a style in CSL."""

from __future__ import annotations

import re
import warnings
from functools import partial
from html import escape
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

from paperstudy.domain.errors import InvalidFileError, InvalidInputError
from paperstudy.formats.bib_layout import in_order
from paperstudy.formats.csl import csl_item

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperstudy.domain.papers import CiteKey, Paper

STYLES = ("apa", "ieee", "harvard")
"""Styles by name: the first two are ours, the third is citeproc-py's `harvard-cite-them-right`."""

FORMS = ("text", "html", "markdown")
_BUNDLED = {"harvard": "harvard-cite-them-right"}
# What CSL 1.0 calls fields of a reference, and we do not tell in one: they would only be warned of.
_UNCITED = ("abstract", "keyword", "note")
# Where a style puts a full stop or a comma behind a title that ends with a mark of its own.
_TWO_MARKS = re.compile(r"([?!]\ue001?)[.,](?=[”\s]|$)")
# How the library shortens `Gil-dong`, of which it takes the second half for a particle.
_HALF = re.compile(r"(?<=[^\W\d_])-([^\W\d_])")
# Stands for authors that are not named, with what joins it to those that are.
_OTHERS = "\ue008"
_AND_OTHERS = re.compile(rf"(?P<comma>,?)\s*(?:(?:&|and)\s+)?{_OTHERS}\.?")
# A number that a style sets in a column of its own, which text does not have.
_NUMBER = re.compile(r"^(?:\[\d+\]|\(\d+\)|\d+\.)(?=[^\s\d])")
_MARKS = {
    "italic": ("\ue000", "\ue001"),
    "bold": ("\ue002", "\ue003"),
    "above": ("\ue004", "\ue005"),
    "below": ("\ue006", "\ue007"),
}
_NO_MARKS = dict.fromkeys(range(0xE000, 0xE009))
_TAGS = {"above": ("<sup>", "</sup>"), "below": ("<sub>", "</sub>")}
_SHOWN = {
    "html": _TAGS | {"italic": ("<i>", "</i>"), "bold": ("<b>", "</b>")},
    "markdown": _TAGS | {"italic": ("*", "*"), "bold": ("**", "**")},
}
_MARKDOWN = re.compile(r"[\\`*\[\]<|~$]|(?<![^\W_])_|_(?![^\W_])")


def cite_papers(
    papers: Sequence[Paper], style: str | bytes, form: str = "text", name: str = ""
) -> list[str]:
    """Return a reference for each paper: in the order of the style, where it has one, or as given.

    `style` is one of `STYLES`, or what a CSL file holds, whose `name` is for errors; `form` is
    one of `FORMS`.

    Raises:
        InvalidInputError: no style has this name, or it cannot take what one of the papers holds.
        InvalidFileError: the file is no style in CSL with a list of references.
    """
    places = {paper.id: place for place, paper in reversed([*enumerate(papers)])}
    chosen = sorted(in_order(papers), key=lambda pair: places[pair[0].id])
    if not chosen:
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py warns of fields that it does not know
        sheet = _load(style, name)
        short = bool(sheet.root.xpath("//@initialize-with"))
        items = [_item(paper, key, short=short) for paper, key in chosen]
        try:
            references = _refer(sheet, items)
        except Exception as error:
            keyed = [(paper.key, item) for (paper, _), item in zip(chosen, items, strict=True)]
            raise _unciteable(partial(_refer, sheet), keyed, name or str(style)) from error
    return [_finish(reference, form) for reference in references]


def _refer(sheet: Any, items: Sequence[dict[str, Any]]) -> list[str]:  # noqa: ANN401 - the library has no types
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    bibliography = CitationStylesBibliography(sheet, CiteProcJSON(items), _Marks)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    bibliography.sort()
    return [str(reference) for reference in bibliography.bibliography()]


def _unciteable(
    refer: Callable[[Sequence[dict[str, Any]]], list[str]],
    keyed: Sequence[tuple[CiteKey, dict[str, Any]]],
    style: str,
) -> InvalidInputError:
    """Return the error that names the paper whose reference the library stumbles over."""
    for key, item in keyed:
        try:
            refer([item])
        except Exception:  # noqa: BLE001 - it raises anything, of which nothing is for a person
            return InvalidInputError(
                "the style {style} cannot take what {key} holds",
                hint="look at its fields (paperstudy show {key}), or cite it in another style",
                style=style,
                key=key,
            )
    return InvalidInputError(
        "the style {style} cannot take these papers together",
        hint="cite them one by one, or in another style",
        style=style,
    )


def _item(paper: Paper, key: str, *, short: bool) -> dict[str, Any]:
    """Return a paper as the library reads it; `short` says that the style shortens given names."""
    from citeproc import DATES, NAMES

    item: dict[str, Any] = _unmarked(csl_item(paper, key))
    for person in item.get("author", ()):
        person.pop("comma-suffix", None)  # as every style of the library prints it
        if short and "given" in person:
            person["given"] = _HALF.sub(lambda half: half[0].upper(), person["given"])
    if paper.more_authors and "author" in item:
        item["author"][-1] = {"literal": _OTHERS}
    known = {*DATES, *NAMES}  # of other lists it makes texts, which a style takes for people
    told = {
        name: value
        for name, value in item.items()
        if name not in _UNCITED and (isinstance(value, str) or name.replace("-", "_") in known)
    }
    return {"title": key, **told, "id": key.lower()}  # as citeproc-py looks for it


def _unmarked(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        return value.translate(_NO_MARKS)
    if isinstance(value, list):
        return [_unmarked(each) for each in value]
    if isinstance(value, dict):
        return {name: _unmarked(each) for name, each in value.items()}
    return value


def _load(style: str | bytes, name: str) -> Any:  # noqa: ANN401 - the library has no types
    from citeproc import CitationStylesStyle
    from lxml.etree import LxmlError

    if isinstance(style, bytes):
        try:
            sheet = CitationStylesStyle(BytesIO(style), validate=False)
            if sheet.has_bibliography():
                return sheet
        except (LxmlError, AttributeError, ValueError) as error:
            raise _no_style(name) from error
        raise _no_style(name)
    if style in _BUNDLED:
        return CitationStylesStyle(_BUNDLED[style], validate=False)
    if style in STYLES:
        content = files("paperstudy.formats").joinpath(f"styles/{style}.csl").read_bytes()
        return CitationStylesStyle(BytesIO(content), validate=False)
    from difflib import get_close_matches

    near = get_close_matches(style.lower(), STYLES, n=1, cutoff=0.5)
    raise InvalidInputError(
        "there is no style “{name}”",
        hint="did you mean {near}?" if near else "known: {known}, or a file that ends in .csl",
        name=style,
        near=near[0] if near else "",
        known=", ".join(STYLES),
    )


def _no_style(name: str) -> InvalidFileError:
    return InvalidFileError(
        "{path} is no style in CSL with a list of references",
        hint="the styles of Zotero are such: https://www.zotero.org/styles",
        path=name,
    )


def _mark(kind: str) -> Callable[[object], str]:
    before, after = _MARKS[kind]
    return lambda text: f"{before}{text}{after}" if str(text).strip() else str(text)


class _Marks:
    """What citeproc-py asks of a formatter: it only marks where letters change their looks.

    The library makes some texts harmless and forgets others; so all of it is, afterwards.
    """

    Italic = Oblique = staticmethod(_mark("italic"))
    Bold = staticmethod(_mark("bold"))
    Superscript = staticmethod(_mark("above"))
    Subscript = staticmethod(_mark("below"))
    Light = Underline = SmallCaps = str
    preformat = str


def _finish(reference: str, form: str) -> str:
    """Return a reference without its marks: as tags, as stars, or not at all."""
    text = _AND_OTHERS.sub(r"\g<comma> et al.", reference)
    text = " ".join(_TWO_MARKS.sub(r"\1", text).split())
    text = _NUMBER.sub(r"\g<0> ", text)
    if form == "html":
        text = escape(text, quote=False)
    elif form == "markdown":
        text = _MARKDOWN.sub(r"\\\g<0>", text)
    for kind, marks in _MARKS.items():
        for mark, shown in zip(marks, _SHOWN.get(form, {}).get(kind, ("", "")), strict=True):
            text = text.replace(mark, shown)
    return text
