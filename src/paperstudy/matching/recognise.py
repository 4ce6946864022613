"""The recogniser: names, titles and identifiers of the catalogue and of the group's own papers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.logs import Candidate, FindStatus
from paperstudy.matching.decide import MatchPolicy
from paperstudy.matching.judging import Judge
from paperstudy.matching.names import Reading, Sighting
from paperstudy.matching.normalise import make_key
from paperstudy.matching.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paperstudy.domain.papers import PaperRecord
    from paperstudy.domain.recognising import LearnedName, NameHit, Passage
    from paperstudy.matching.catalogue import Catalogue

_ARXIV_DOI = "10.48550/arxiv."
_CVF = re.compile(r"([^_]+)_(.+)_[A-Za-z]+_\d{4}")


class NameRecogniser:
    """Says which papers a text names, from the catalogue, a person's lessons and the library."""

    def __init__(
        self,
        catalogue: Catalogue,
        learned: Sequence[LearnedName] = (),
        known: Sequence[PaperRecord] = (),
        *,
        policy: MatchPolicy | None = None,
    ) -> None:
        self._policy = policy or MatchPolicy()
        self._shelf = Shelf(catalogue, self._policy)
        for record in known:
            self._shelf.add_known(record)
        for lesson in learned:
            self._shelf.add_learned(lesson)

    def recognise(self, passage: Passage) -> Sequence[NameHit]:
        """Return the names and titles in `passage`, by position, none overlapping another.

        An ambiguous name that nothing supports is among them as `UNKNOWN`.
        """
        reading = Reading.of(passage.text)
        judge = Judge(self._shelf, self._policy, passage, reading)
        taken = bytearray(len(reading.words.spans))
        hits: list[NameHit] = []
        miscased: list[Sighting] = []
        faint: list[Sighting] = []
        free = 0
        for number in self._shelf.names.may_begin(reading):
            if number < free:
                continue
            for sighting in self._shelf.names.iter_at(reading, number):
                hit = judge.hear(sighting)
                if hit is not None:
                    free = _take(taken, sighting)
                    hits.append(hit)
                    break
                (faint if sighting.exact else miscased).append(sighting)
        among_names = any(hit.status is FindStatus.CONFIDENT for hit in hits)
        hits.extend(self._iter_slips(reading, judge, taken, among_names=among_names))
        if any(hit.status is FindStatus.CONFIDENT for hit in hits):
            hits.extend(_iter_left(miscased, judge.hear_miscased, taken))
        hits.extend(_iter_left(faint, judge.hear_faint, taken))
        return sorted((hit for hit in hits if hit.candidates), key=lambda hit: hit.start)

    def _iter_slips(
        self, reading: Reading, judge: Judge, taken: bytearray, *, among_names: bool
    ) -> Iterator[NameHit]:
        """Yield the hits of misspelled names among the words not taken yet.

        A second slip is forgiven beside other names: `AlexNet, Desnet`.
        """
        for first, last, slip in self._shelf.speller.find(reading.words, taken):
            sighting = self._shelf.names.sight_slip(reading, first, last, slip.key)
            if sighting is None or any(taken[sighting.first : sighting.last + 1]):
                continue
            hit = judge.hear(sighting, slips=1 if among_names else slip.distance)
            if hit is not None:
                _take(taken, sighting)
                yield hit

    def match_title(self, title: str) -> Candidate | None:
        """Return the paper that a written title means: exact, cut, or misspelled; else None."""
        found = self._shelf.titles.match(title)
        if found is None:
            return None
        return Candidate(self._shelf.record(found.paper), found.score, (found.reason,))

    def find_identifier(self, identifier: Identifier) -> PaperRecord | None:
        """Return what is known offline of an identifier (a pwc slug by its title), else None."""
        bare = Identifier(identifier.scheme, identifier.value)
        if bare.scheme is Scheme.DOI and bare.value.startswith(_ARXIV_DOI):
            bare = Identifier(Scheme.ARXIV, bare.value.removeprefix(_ARXIV_DOI))
        paper = self._shelf.find_number(bare)
        if paper is None and bare.scheme is Scheme.PWC:
            paper = self._shelf.titles.match_slug(bare.value)
        if paper is None and bare.scheme is Scheme.CVF:
            paper = self._find_cvf(bare.value)
        return None if paper is None else self._shelf.record(paper)

    def _find_cvf(self, value: str) -> int | None:
        """Return the paper of an Open Access file: `He_Deep_Residual_Learning_CVPR_2016`."""
        parts = _CVF.fullmatch(value)
        if parts is None:
            return None
        family = make_key(parts.group(1))
        found = [
            paper
            for paper in self._shelf.titles.find_starting(parts.group(2))
            if any(family in make_key(author.name) for author in self._shelf.record(paper).authors)
        ]
        return found[0] if len(found) == 1 else None


def _iter_left(
    sightings: Sequence[Sighting], hear: Callable[[Sighting], NameHit | None], taken: bytearray
) -> Iterator[NameHit]:
    """Yield what is heard of the sightings whose words no hit has taken."""
    for sighting in sightings:
        free = not any(taken[sighting.first : sighting.last + 1])
        hit = hear(sighting) if free else None
        if hit is not None:
            _take(taken, sighting)
            yield hit


def _take(taken: bytearray, sighting: Sighting) -> int:
    """Mark the words of a sighting as taken; return the number of the next word."""
    stop = sighting.last + 1
    taken[sighting.first : stop] = b"\x01" * (stop - sighting.first)
    return stop
