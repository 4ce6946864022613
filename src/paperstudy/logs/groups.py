"""Mentions of one paper find each other: by identifier, by title, by the line they share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.logs import Candidate, FindStatus, Mention, MentionKind, PaperFind
from paperstudy.logs.slugs import same_slug
from paperstudy.logs.titles import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperstudy.domain.papers import PaperRecord

_CUT_LENGTH = 16
STATUS = (FindStatus.CONFIDENT, FindStatus.SUGGESTED, FindStatus.UNKNOWN)
"""The surest first."""


@dataclass(slots=True)
class Piece:
    """One mention before merging, with what it may mean.

    `candidates` are empty for a link of which nothing is known; `identifier` is that of a link;
    `url` its address where it leads to a paper.
    """

    line: int
    column: int
    text: str
    kind: MentionKind
    normalised: str
    status: FindStatus
    candidates: tuple[Candidate, ...] = ()
    identifier: Identifier | None = None
    url: str = ""
    keys: set[str] = field(default_factory=set)


def keys_of(record: PaperRecord) -> set[str]:
    """Return what identifies a record: its identifiers and its title."""
    keys = {str(identifier) for identifier in record.identifiers}
    title = key_of(record.title)
    if title:
        keys.add(f"title:{title}")
    return keys


class Groups:
    """Pieces joined by shared keys; a union of sets."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._up: list[int] = []
        self._by_key: dict[str, int] = {}

    def add(self, piece: Piece, tie: int | None = None) -> int:
        """Add a piece, joined to those that share a key and to piece number `tie`."""
        number = len(self.pieces)
        self.pieces.append(piece)
        self._up.append(number)
        if tie is not None:
            self.join(number, tie)
        for key in sorted(piece.keys):
            self.join(number, self._by_key.setdefault(key, number))
        return number

    def join(self, one: int, other: int) -> None:
        """Make two pieces mentions of one paper."""
        roots = sorted((self.root(one), self.root(other)))
        self._up[roots[1]] = roots[0]

    def root(self, number: int) -> int:
        """Return the number that stands for the group of a piece."""
        while self._up[number] != number:
            self._up[number] = self._up[self._up[number]]
            number = self._up[number]
        return number

    def members(self) -> dict[int, list[Piece]]:
        """Return the pieces of each group, by the group's number."""
        groups: dict[int, list[Piece]] = {}
        for number, piece in enumerate(self.pieces):
            groups.setdefault(self.root(number), []).append(piece)
        return groups

    def join_slugs(self) -> None:
        """Join a Papers with Code slug to the title of the log that it is the slug of."""
        titles = [
            (number, piece.candidates[0].record.title)
            for number, piece in enumerate(self.pieces)
            if piece.candidates and piece.candidates[0].record.title
        ]
        for number, piece in enumerate(self.pieces):
            slug = piece.identifier
            if slug is None or slug.scheme is not Scheme.PWC or piece.candidates[0].record.title:
                continue
            for other, title in titles:
                if same_slug(slug.value, title):
                    self.join(number, other)
                    break

    def join_cut_titles(self) -> None:
        """Join a title cut short to the one title of the log that begins like it."""
        whole = {key[6:]: n for key, n in self._by_key.items() if key.startswith("title:")}
        for key, number in list(self._by_key.items()):
            if not key.startswith("cut:") or len(key) <= _CUT_LENGTH:
                continue
            fits = {self.root(n) for title, n in whole.items() if title.startswith(key[4:])}
            fits.discard(self.root(number))
            if len(fits) == 1:
                self.join(number, fits.pop())

    def settle(self) -> None:
        """Let an unsure name mean the paper that the log is sure of elsewhere."""
        sure: dict[str, int] = {}
        for number, piece in enumerate(self.pieces):
            if piece.status is FindStatus.CONFIDENT:
                for candidate in piece.candidates[:1]:
                    for key in keys_of(candidate.record):
                        sure.setdefault(key, number)
        for number, piece in enumerate(self.pieces):
            if piece.status is FindStatus.CONFIDENT or not piece.candidates:
                continue
            for candidate in piece.candidates:
                found = next(
                    (sure[key] for key in sorted(keys_of(candidate.record)) if key in sure), None
                )
                if found is not None:
                    self.join(number, found)
                    break


def make_find(pieces: list[Piece]) -> PaperFind:
    """Return one find for the pieces of one paper; mentions are not numbered yet."""
    ordered = sorted(pieces, key=lambda piece: (piece.line, piece.column, piece.kind))
    status = min((piece.status for piece in ordered), key=STATUS.index)
    best = [piece for piece in ordered if piece.status is status]
    candidates = _candidates(best, ordered)
    mentions = tuple(
        Mention(p.line, p.column, p.text, p.kind, p.normalised, identifier=p.identifier)
        for p in _distinct(ordered)
    )
    return PaperFind(status, mentions, candidates)


def _distinct(pieces: Iterable[Piece]) -> list[Piece]:
    seen: dict[tuple[int, int, str], Piece] = {}
    for piece in pieces:
        seen.setdefault((piece.line, piece.column, piece.text), piece)
    return list(seen.values())


def _candidates(best: list[Piece], pieces: list[Piece]) -> tuple[Candidate, ...]:
    """Return the candidates of the surest pieces, those of a known source before the log's own."""
    offered = [candidate for piece in best for candidate in piece.candidates]
    known = [candidate for candidate in offered if candidate.record.source != "log"]
    identifiers = tuple(dict.fromkeys(p.identifier for p in pieces if p.identifier is not None))
    url = next((piece.url for piece in pieces if piece.url), "")
    if known and best[0].status is FindStatus.SUGGESTED and not identifiers:
        return _unique(known)
    chosen = max(known, key=lambda candidate: candidate.score) if known else _fullest(offered)
    reasons = tuple(dict.fromkeys(reason for candidate in offered for reason in candidate.evidence))
    record = chosen.record
    united = tuple(dict.fromkeys((*record.identifiers, *map(_bare, identifiers))))
    record = replace(record, identifiers=united, url=record.url or url)
    return (Candidate(record, max(candidate.score for candidate in offered), reasons),)


def _bare(identifier: Identifier) -> Identifier:
    return replace(identifier, version=None)


def _fullest(offered: list[Candidate]) -> Candidate:
    return max(
        offered, key=lambda candidate: (len(candidate.record.title), bool(candidate.record.venue))
    )


def _unique(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    kept: dict[str, Candidate] = {}
    for candidate in candidates:
        key = min(keys_of(candidate.record), default="")
        if key not in kept or candidate.score > kept[key].score:
            kept[key] = candidate
    return tuple(sorted(kept.values(), key=lambda candidate: -candidate.score))


def number_mentions(finds: list[PaperFind]) -> tuple[PaperFind, ...]:
    """Number equal mentions from 0, in order of place, over the whole log."""
    placed = sorted(
        (
            (m.line, m.column, f, n)
            for f, find in enumerate(finds)
            for n, m in enumerate(find.mentions)
        ),
    )
    counts: dict[tuple[MentionKind, str], int] = {}
    numbers: dict[tuple[int, int], int] = {}
    for _, _, at, index in placed:
        mention = finds[at].mentions[index]
        key = (mention.kind, mention.normalised)
        numbers[at, index] = counts.get(key, 0)
        counts[key] = numbers[at, index] + 1
    return tuple(
        replace(
            find,
            mentions=tuple(replace(m, ordinal=numbers[at, n]) for n, m in enumerate(find.mentions)),
        )
        for at, find in enumerate(finds)
    )
