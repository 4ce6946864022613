"""The catalogue of papers that study groups name, shipped with paperstudy."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from paperstudy.domain.collector import uncollected
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, PaperRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

_ACL_DOI = re.compile(r"10\.(?:18653|3115)/v1/(.+)")
_SCHEMES = (Scheme.ARXIV, Scheme.DOI, Scheme.OPENREVIEW)


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A paper of the catalogue and the surfaces by which logs name it.

    `names` may be matched without context, `ambiguous` only where a word of `context` stands
    nearby; those in `case` must match letter case. `concept` says that the surfaces usually mean
    the idea and not the paper. `authors` may end in `others`.

    Of the surfaces, those in `plain` need no context although it is asked for; those in `idea`
    describe a part of the paper or a task; those in `family` end the names of other papers; those
    in `word` are everyday words too. A `well_known` concept is one whose paper everybody means; a
    paper written `often` is thought of when a name is misspelled. `area` is its field of research.
    """

    key: str
    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    arxiv: str | None = None
    doi: str | None = None
    openreview: str | None = None
    venue: str | None = None
    names: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    case: frozenset[str] = frozenset()
    concept: bool = False
    plain: frozenset[str] = frozenset()
    idea: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    word: frozenset[str] = frozenset()
    well_known: bool = False
    often: bool = False
    area: str = ""

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """The identifiers known of the paper; that of the ACL Anthology follows from its DOI."""
        known = zip(_SCHEMES, (self.arxiv, self.doi, self.openreview), strict=True)
        return tuple(
            Identifier(*pair)
            for scheme, value in known
            if value
            for pair in _list_identifiers(scheme, value)
        )

    def to_record(self) -> PaperRecord:
        """Return what the catalogue says about the paper."""
        named = [author for author in self.authors if author != "others"]
        return PaperRecord(
            source="catalogue",
            title=self.title,
            authors=tuple(map(Author, named)),
            more_authors=len(named) < len(self.authors),
            year=self.year,
            venue=self.venue or "",
            identifiers=self.identifiers,
            names=(*self.names, *self.ambiguous),
        )


class Catalogue:
    """The entries in order of their keys, read from JSON Lines; each is made when asked for."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self.rows = rows
        self.shipped = self  # what others are added to
        self._made: dict[int, CatalogueEntry] = {}

    @classmethod
    def from_lines(cls, lines: Iterable[str]) -> Catalogue:
        """Return a catalogue from the lines of a JSON Lines text."""
        # One call of the parser instead of three thousand takes a third of the time.
        rows = "[" + ",".join(line for line in lines if line) + "]"
        with uncollected():
            return cls(json.loads(rows))

    def __len__(self) -> int:
        return len(self.rows)

    def entry(self, number: int) -> CatalogueEntry:
        """Return the entry with this number, from 0."""
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = _make_entry(self.rows[number])
        return made

    def number_identifiers(self) -> dict[Scheme, dict[str, int]]:
        """Return the numbers of the entries by scheme and value of their identifiers."""
        arxiv: dict[str, int] = {}
        reviewed: dict[str, int] = {}
        dois: dict[str, int] = {}
        anthology: dict[str, int] = {}
        by_scheme = {Scheme.DOI: dois, Scheme.ACL: anthology}
        for number, row in enumerate(self.rows):
            if "arxiv" in row:
                arxiv.setdefault(row["arxiv"], number)
            if "openreview" in row:
                reviewed.setdefault(row["openreview"], number)
            if "doi" in row:
                for scheme, value in _list_identifiers(Scheme.DOI, row["doi"]):
                    by_scheme[scheme].setdefault(value, number)
        return {**by_scheme, Scheme.ARXIV: arxiv, Scheme.OPENREVIEW: reviewed}


@cache
def load_catalogue() -> Catalogue:
    """Return the catalogue shipped with paperstudy, which is read once."""
    shipped = resources.files("paperstudy.matching").joinpath("catalogue.jsonl")
    return Catalogue.from_lines(shipped.read_text(encoding="utf-8").split("\n"))


def _make_entry(row: Mapping[str, Any]) -> CatalogueEntry:
    return CatalogueEntry(
        key=row["key"],
        title=row["title"],
        authors=tuple(row.get("authors") or ()),
        year=row.get("year"),
        arxiv=row.get("arxiv"),
        doi=row.get("doi"),
        openreview=row.get("openreview"),
        venue=row.get("venue"),
        names=tuple(row.get("names") or ()),
        ambiguous=tuple(row.get("ambiguous") or ()),
        context=tuple(row.get("context") or ()),
        case=frozenset(row.get("case") or ()),
        concept=bool(row.get("concept")),
        plain=frozenset(row.get("plain") or ()),
        idea=frozenset(row.get("idea") or ()),
        family=frozenset(row.get("family") or ()),
        word=frozenset(row.get("word") or ()),
        well_known=bool(row.get("well_known")),
        often=bool(row.get("often")),
        area=row.get("area") or "",
    )


def _list_identifiers(scheme: Scheme, value: str) -> list[tuple[Scheme, str]]:
    """Return an identifier in its canonical form, with the one that follows from it."""
    if scheme is not Scheme.DOI:
        return [(scheme, value)]
    doi = value.lower()
    anthology = _ACL_DOI.fullmatch(doi)
    if anthology is None:
        return [(scheme, doi)]
    # Identifiers of before 2020 are written P16-1162, later ones 2020.acl-main.747.
    paper = anthology.group(1)
    return [(scheme, doi), (Scheme.ACL, paper if paper[0].isdigit() else paper.upper())]
