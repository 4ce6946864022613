"""Where readers are found by name, and which one a text is for. Add one by adding a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidInputError

if TYPE_CHECKING:
    from paperstudy.domain.importing import ImportFile

FORMATS = ("bibtex", "csl", "ris", "zotero", "zotero-csv", "papis", "cobib", "list")
"""What can be read: `bibtex` is BibLaTeX too, `zotero` the JSON of Better BibTeX."""

_BIB = re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_COBIB = re.compile(r"^\S[^\n]*:[ \t\r]*\n\s++(?:data|ENTRYTYPE|tags|file):", re.MULTILINE)
_YAML_FIELD = re.compile(r"^(?:ref|papis_id|title|author|author_list|type):\s", re.MULTILINE)
_SIGNS = 200_000  # of a text that are looked at
# What we write for programs and people, which tells less than all of a paper.
_OWN = (
    ("JSON", re.compile(r'\[?\s*\{\s*"key"\s*:[^\0]*?"more_authors"\s*:')),
    ("CSV", re.compile("key,title,authors,")),
    ("Markdown", re.compile(r"- .*`[^`\n]+`\r?(?:\n|\Z)")),
)

_SIGNS_OF = (
    ("zotero-csv", re.compile(r'"?Key"?,"?Item Type"?,')),
    ("ris", re.compile(r"(?:[^\n]*\n){0,9}?TY  ?- ?[A-Z]+")),
)


def find_format(text: str, name: str = "") -> str:
    """Return the format that a text is in, by what stands in it; empty where none is known."""
    start = text[:_SIGNS].lstrip("\ufeff \t\r\n")
    if name.lower() == "info.yaml":
        return "papis"  # whatever stands in it: one that is broken stops no other
    if start[:1] in ("[", "{"):
        return "" if _OWN[0][1].match(start) else _find_json(start)
    told = (form for form, sign in _SIGNS_OF if sign.match(start))
    found = next(told, "") or ("cobib" if _COBIB.search(start) else "")
    if found or _BIB.search(start):
        return found or "bibtex"
    lower = name.lower()
    if lower.endswith((".yaml", ".yml")) and _YAML_FIELD.search(start):
        return "papis"
    if lower.endswith(".bib"):
        return "bibtex"
    return "list" if lower.endswith((".txt", ".list")) and start else ""


def find_own(text: str) -> str:
    """Return what a text is that we wrote of papers and do not read: JSON, CSV or Markdown."""
    start = text[:_SIGNS].lstrip("\ufeff \t\r\n")
    return next((form for form, sign in _OWN if sign.match(start)), "")


def _find_json(start: str) -> str:
    if '"itemType"' in start or '"citationKey"' in start:
        return "zotero"
    return "csl" if re.search(r'"(?:title|DOI|id|container-title)"\s*:', start) else ""


def read_entries(text: str, format_name: str, folder: str = "") -> ImportFile:
    """Return the entries of a text; relative paths in it begin at `folder`.

    Raises:
        InvalidFileError: it is not in this format, or far too large.
        InvalidInputError: no format has this name.
    """
    if format_name in ("bibtex", "biblatex"):
        from paperstudy.formats.bibtex_in import read_bibtex

        return read_bibtex(text, folder)
    if format_name == "csl":
        from paperstudy.formats.csl_in import read_csl

        return read_csl(text)
    if format_name == "ris":
        from paperstudy.formats.ris_in import read_ris

        return read_ris(text, folder)
    if format_name in ("zotero", "zotero-csv"):
        from paperstudy.formats.zotero_csv import read_csv
        from paperstudy.formats.zotero_in import read_json

        return (read_csv if "csv" in format_name else read_json)(text, folder)
    if format_name in ("papis", "cobib"):
        from paperstudy.formats import yaml_in

        return (yaml_in.read_papis if format_name == "papis" else yaml_in.read_cobib)(text, folder)
    if format_name == "list":
        from paperstudy.formats.reference_list import read_list

        return read_list(text)
    raise InvalidInputError(
        "no format is called “{name}”",
        hint="known are: {known}",
        name=format_name,
        known=", ".join(FORMATS),
    )
