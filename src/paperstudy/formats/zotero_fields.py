"""What Zotero calls things, in the words of BibLaTeX; a field without such a word keeps its own."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from paperstudy.formats.latex_in import decode_latex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TYPES = {
    "journalArticle": "article",
    "magazineArticle": "article",
    "newspaperArticle": "article",
    "conferencePaper": "inproceedings",
    "preprint": "online",
    "webpage": "online",
    "blogPost": "online",
    "book": "book",
    "bookSection": "incollection",
    "encyclopediaArticle": "incollection",
    "dictionaryEntry": "incollection",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "computerProgram": "software",
    "patent": "patent",
    "manuscript": "unpublished",
    "document": "misc",
}
# By Zotero's names of fields, small letters without blanks: CSV writes `Publication Title`.
_FIELDS = {
    "title": "title",
    "casename": "title",
    "nameofact": "title",
    "subject": "title",
    "publicationtitle": "journaltitle",
    "proceedingstitle": "booktitle",
    "booktitle": "booktitle",
    "conferencename": "eventtitle",
    "meetingname": "eventtitle",
    "eventplace": "venue",
    "date": "date",
    "originaldate": "origdate",
    "originalpublisher": "origpublisher",
    "originalplace": "origlocation",
    "volume": "volume",
    "issue": "number",
    "number": "number",
    "pages": "pages",
    "publisher": "publisher",
    "university": "institution",
    "institution": "institution",
    "place": "location",
    "doi": "doi",
    "url": "url",
    "isbn": "isbn",
    "issn": "issn",
    "abstractnote": "abstract",
    "language": "langid",
    "series": "series",
    "seriestitle": "series",
    "edition": "edition",
    "shorttitle": "shorttitle",
    "journalabbreviation": "shortjournal",
    "accessdate": "urldate",
    "thesistype": "type",
    "reporttype": "type",
    "reportnumber": "number",
    "archiveid": "archiveid",
    "numpages": "pagetotal",
    "numberofvolumes": "volumes",
    "versionnumber": "version",
    "callnumber": "callnumber",
    "rights": "rights",
    "librarycatalog": "source",
    "repository": "repository",
    "dateadded": "date-added",
    "datemodified": "date-modified",
}
# What Zotero and Better BibTeX keep for themselves, or what is read elsewhere.
_OWN = frozenset(
    {
        "itemtype", "itemid", "itemkey", "key", "uri", "select", "libraryid", "extra", "note",
        "citationkey", "citekey", "citation-key", "parentitem", "indexed", "publicationyear",
        "author", "notes", "tags", "manualtags", "automatictags", "fileattachments",
        "linkattachments",
    }
)  # fmt: skip
# What Extra says where Zotero has no field of its own for it.
_NUMBERS = {
    "arxiv": "eprint",
    "doi": "doi",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "isbn": "isbn",
    "issn": "issn",
}
_KEYS = ("citationKey", "citekey", "citation key", "citation-key")
_EXTRA_LINE = re.compile(
    r"^[^\S\n]*+([A-Za-z][\w .-]{0,30}?)[^\S\n]*([:=])[^\S\n]*+(.*\S)[^\S\n]*$", re.MULTILINE
)
_TAGS = re.compile(r"<[^<>]+>")
_BREAKS = re.compile(r"</p>|<br\s*/?>|</li>|</h[1-6]>", re.IGNORECASE)


def kind_of(item_type: str) -> str:
    """Return the type of an entry that an item of Zotero is."""
    return _TYPES.get(item_type, "misc")


def map_fields(plain: Mapping[str, str], item_type: str) -> dict[str, str]:
    """Return the fields of an item, with those that its field Extra says.

    An item of a type that BibLaTeX does not know says which in `entrysubtype`.
    """
    kind = kind_of(item_type)
    fields: dict[str, str] = {}
    for name, value in plain.items():
        small = name.replace(" ", "").lower()
        ours = _FIELDS.get(small) or ("" if small in _OWN else small)
        if ours and value:
            fields.setdefault(ours, unmark(value) if ours == "title" else value)
    if item_type and item_type not in _TYPES:
        fields.setdefault("entrysubtype", item_type)
    _place_container(fields, kind)
    fields |= dict(_extra(plain.get("extra") or plain.get("Extra", ""), fields))
    return fields


def find_key(plain: Mapping[str, str]) -> str:
    """Return the cite key of an item, wherever Better BibTeX keeps it; empty without one."""
    named = next((plain[name] for name in _KEYS if plain.get(name)), "")
    if named:
        return named
    for name, _, value in _EXTRA_LINE.findall(plain.get("extra") or plain.get("Extra", "")):
        if name.lower() in ("citation key", "bibtex"):
            return str(value).split()[0]
    return plain.get("Citation Key", "")


def unmark(text: str) -> str:
    """Return a note or a title of Zotero without its HTML."""
    if "<" not in text and "&" not in text:
        return text
    return unescape(_TAGS.sub("", _BREAKS.sub("\n", text))).strip()


def _place_container(fields: dict[str, str], kind: str) -> None:
    """Call what an item is in or of as entries of its kind do."""
    if kind in ("inproceedings", "incollection") and "journaltitle" in fields:
        fields.setdefault("booktitle", fields.pop("journaltitle"))
    if kind == "inproceedings" and "booktitle" not in fields and "eventtitle" in fields:
        fields["booktitle"] = fields.pop("eventtitle")
    if kind in ("thesis", "report") and "publisher" in fields:
        fields.setdefault("institution", fields.pop("publisher"))
    if "seriesnumber" in fields and "number" not in fields:
        fields["number"] = fields.pop("seriesnumber")


def _extra(text: str, told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what the field Extra says line by line, as Zotero and Better BibTeX read it.

    `tex.field: text` is a field for BibTeX, and so is `tex.field= LaTeX`. A number of which the
    item has another stays with the words that are nothing of that.
    """
    rest = []
    known = {name: told[name] for name in _NUMBERS.values() if name in told}
    for line in text.split("\n"):
        found = _EXTRA_LINE.match(line)
        name = found[1].lower().replace(" ", "") if found else ""
        value = found[3] if found else ""
        number = _NUMBERS.get(name, "")
        if number and known.setdefault(number, value) == value:
            yield number, value.split()[0] if name == "arxiv" else value
            if name == "arxiv":
                yield "eprinttype", "arxiv"
        elif found and name.startswith("tex.") and name != "tex.":
            yield name.removeprefix("tex."), decode_latex(value) if found[2] == "=" else value
        elif line.strip() and name not in ("citationkey", "bibtex"):
            rest.append(line.strip())
    if rest:
        yield "note", "; ".join(rest)
