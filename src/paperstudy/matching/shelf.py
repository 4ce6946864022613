"""All papers a recogniser knows, by number: the catalogue's, then the group's own and learned."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from paperstudy.domain.collector import uncollected
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.matching.context import ContextWeights, Support, Surroundings
from paperstudy.matching.names import NameIndex, Role, Sense
from paperstudy.matching.normalise import make_key, split_words
from paperstudy.matching.spelling import Speller
from paperstudy.matching.titles import PART_WORDS, STOP_WORDS, TitleIndex

if TYPE_CHECKING:
    from paperstudy.domain.papers import PaperRecord
    from paperstudy.domain.recognising import LearnedName
    from paperstudy.matching.catalogue import Catalogue, CatalogueEntry
    from paperstudy.matching.decide import MatchPolicy

# A short name is worth knowing when it looks made up: two capitals or digits (`DenseNet-BC`).
_SHORT_NAME = re.compile(r"(?=.*[A-Z0-9].*[A-Z0-9])[A-Za-z0-9][\w+.\- ]{1,24}")
_SHORT_WORDS = 2
# A learned name of so few letters is taken as it is written: SAM is taught, sam is a person.
_CASED_LETTERS = 4
# Surfaces that are English phrases whatever stands around them.
_UNUSABLE = frozenset({"learning to"})


class Shelf:
    """The papers, their names and titles; each record is made when asked for."""

    def __init__(self, catalogue: Catalogue, policy: MatchPolicy) -> None:
        with uncollected():
            names, titles = _index(catalogue.shipped)
            self.names, self.titles = names.copy(), titles.copy()
            _add_rows(self.names, self.titles, catalogue, len(catalogue.shipped))
        self._catalogue = catalogue
        self._policy = policy
        self._own: list[PaperRecord | None] = []
        self._known: dict[Identifier, int] = {}
        self._numbers: dict[Scheme, dict[str, int]] | None = None
        self._weights: ContextWeights | None = None
        self._made: dict[int, PaperRecord] = {}

    def record(self, paper: int) -> PaperRecord:
        """Return what is known of a paper."""
        if paper >= len(self._catalogue):
            own = self._own[paper - len(self._catalogue)]
            assert own is not None
            return own
        made = self._made.get(paper)
        if made is None:
            made = self._made[paper] = self._catalogue.entry(paper).to_record()
        return made

    def is_none(self, paper: int) -> bool:
        """Return whether a person said that the name means no paper."""
        return paper >= len(self._catalogue) and self._own[paper - len(self._catalogue)] is None

    def entry(self, paper: int) -> CatalogueEntry:
        """Return the catalogue's entry of a paper of the catalogue."""
        return self._catalogue.entry(paper)

    def is_tool(self, paper: int) -> bool:
        """Return whether a paper of the catalogue describes a library."""
        rows = self._catalogue.rows
        return paper < len(rows) and rows[paper].get("kind") == "library"

    def area(self, paper: int) -> str:
        """Return the field of research of a paper of the catalogue; of the group's own, ""."""
        rows = self._catalogue.rows
        return rows[paper].get("area") or "" if paper < len(rows) else ""

    def family(self, paper: int) -> frozenset[str]:
        """Return the surfaces of a paper that end other papers' names; of the group's own, none."""
        return self._catalogue.entry(paper).family if paper < len(self._catalogue) else frozenset()

    @cached_property
    def speller(self) -> Speller:
        """The speller of the names that are written often."""
        surfaces: list[str] = []
        for row in self._catalogue.rows:
            surfaces.extend(row.get("plain") or ())
            if row.get("often"):
                case = row.get("case") or ()
                surfaces.extend(name for name in row.get("names") or () if name not in case)
        return Speller(surfaces, self.titles.vocabulary())

    def find_number(self, identifier: Identifier) -> int | None:
        """Return the paper with this identifier, the group's own first."""
        if identifier in self._known:
            return self._known[identifier]
        if self._numbers is None:
            self._numbers = self._catalogue.number_identifiers()
        return self._numbers.get(identifier.scheme, {}).get(identifier.value)

    def weigh(self, sense: Sense, around: Surroundings, key: str) -> Support:
        """Return how much `around` supports that `key` means this paper of the catalogue."""
        if self._weights is None:
            rows = self._catalogue.rows
            self._weights = ContextWeights(
                (row.get("context") or () for row in rows), self._policy.common_context
            )
        context = self._catalogue.entry(sense.paper).context
        # A word of the surface supports nothing: it is the thing in question.
        own = frozenset({key, key + "s", *split_words(sense.surface)})
        return self._weights.weigh(context, around, own, self._policy.common_weight)

    def add_known(self, record: PaperRecord) -> None:
        """Add a paper of the group's library: its title, short name and identifiers."""
        paper = self._add_own(record)
        for identifier in record.identifiers:
            self._known[Identifier(identifier.scheme, identifier.value)] = paper
        _add_title(self.names, self.titles, paper, record.title)
        short, colon, _ = record.title.partition(":")
        short = short.strip()
        if colon and len(short.split()) <= _SHORT_WORDS and _SHORT_NAME.fullmatch(short):
            self.names.add_surface(short, Sense(paper, Role.KNOWN, short, case=True))

    def add_learned(self, lesson: LearnedName) -> None:
        """Add a name that a person taught, or said to be none."""
        paper = self._add_own(lesson.record)
        short = len(make_key(lesson.name)) <= _CASED_LETTERS and not lesson.name.islower()
        self.names.add_surface(lesson.name, Sense(paper, Role.LEARNED, lesson.name, case=short))
        if lesson.record is not None:
            self.titles.add(paper, lesson.name, split_words(lesson.name))

    def _add_own(self, record: PaperRecord | None) -> int:
        self._own.append(record)
        return len(self._catalogue) + len(self._own) - 1


@lru_cache(maxsize=1)  # the app asks again and again, and what is added goes into copies
def _index(catalogue: Catalogue) -> tuple[NameIndex, TitleIndex]:
    """Return the names and titles of a catalogue."""
    names, titles = NameIndex(), TitleIndex()
    _add_rows(names, titles, catalogue)
    return names, titles


def _add_rows(names: NameIndex, titles: TitleIndex, catalogue: Catalogue, start: int = 0) -> None:
    for paper, row in enumerate(catalogue.rows[start:], start):
        case = row.get("case") or ()
        for role, field in ((Role.NAME, "names"), (Role.AMBIGUOUS, "ambiguous")):
            for surface in row.get(field) or ():
                if surface.casefold() in _UNUSABLE:
                    continue
                names.add_surface(surface, Sense(paper, role, surface, surface in case))
        if "untitled" not in row:
            _add_title(names, titles, paper, row["title"])


def _add_title(names: NameIndex, titles: TitleIndex, paper: int, title: str) -> None:
    words = split_words(title)
    key = "".join(words)
    titles.add(paper, title, words)
    names.add(key, Sense(paper, Role.TITLE, title))
    thin = [word for word in words if word not in STOP_WORDS]
    if PART_WORDS <= len(thin) < len(words):
        names.add("".join(thin), Sense(paper, Role.TITLE, title))
    head, colon, _ = title.partition(":")
    if colon and len(head.split()) >= PART_WORDS:
        names.add(make_key(head), Sense(paper, Role.TITLE, head))
