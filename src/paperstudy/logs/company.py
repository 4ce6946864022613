"""Names in company: an ambiguous name means the paper of the field that those beside it are of.

`SAC` is a paper in `DDPG, SAC, TD3`, and in a log whose other papers are all of its field.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.domain.logs import Candidate, FindStatus
from paperstudy.logs.judging import bare_size, stands_alone
from paperstudy.logs.titles import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.recognising import NameHit
    from paperstudy.logs.entries import Entry


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EVIDENCE = ("name among others",)
_NAMED = ("unambiguous name",)
_ACRONYM = re.compile(r"[A-Z]{2,}[A-Z\d-]*")
# Whoever reads or presents something means the paper.
_READ = re.compile(r"읽|논문|발표|\bread|\bpapers?\b|論文|発表|読", re.IGNORECASE)
# What stands between two names of one enumeration, brackets of a remark left out.
_BETWEEN = re.compile(
    r"\s*(?:\([^()]{1,40}\)\s*)?(?:[가-힣]{1,2}\s*)?"
    r"(?:[,/+&·、→>]|[-=]+>|와|과|랑|이랑|하고|및|\band\b|\bor\b|\bvs\.?|\bthen\b|と|や)+\s*(?:\band\b\s*)?",
    re.IGNORECASE,
)
# Papers of these fields are named in one breath.
_RELATED = {
    "cv": frozenset({"cv", "gen", "multimodal"}),
    "gen": frozenset({"gen", "cv", "multimodal"}),
    "multimodal": frozenset({"multimodal", "cv", "gen", "nlp"}),
    "nlp": frozenset({"nlp", "multimodal"}),
}
# Acronyms that study logs write in another sense as often: tasks, methods, tools, school.
_OTHER_SENSE = _words(
    "ANN BN COCO CRF CSI CSL CTC EDA EDM FM GATE GIT GPS GRU HER ICM LDA LEAF "
    "LIME LINE MINE MLM MLS MoE NAN NAS NAT OCR PAL PER PET PiT POD QAT RAN REL "
    "RND RNN SAM SDM SORT SSD SSH SSN TAM TIN WIT OPT PAA SAR SAN DAN VAN VAR "
    "TRN INCLUDE DROP DUAL MASS MASSIVE ACE SIFT HOG SVM CIFAR "
)
_NEAR = 4
_FEW, _MANY = 2, 3
_HALF = 0.5
_LONG_ACRONYM = 4
_COINED = re.compile(r"[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]|[A-Z]{2,}")


class _Seen(NamedTuple):
    entry: Entry
    hit: NameHit


@dataclass(slots=True)
class Company:
    """What the log is sure of, and the names that this decides."""

    _fields: Counter[str] = field(default_factory=Counter)
    _lines: dict[int, set[str]] = field(default_factory=dict)
    _sections: dict[int, int | None] = field(default_factory=dict)
    _alone: dict[object, list[tuple[int, str]]] = field(default_factory=dict)

    def settle(self, entries: Sequence[Entry], sections: dict[int, int | None]) -> None:
        """Let the sure names of a log decide the others; what stays open is dropped."""
        self._sections = sections
        open_names = [entry for entry in entries if any(map(_is_open, entry.hits))]
        if not open_names:
            return
        self._take_in(entries)
        for entry in open_names:
            hits = list(_iter_enumerated(entry))
            entry.hits[:] = [
                found for hit in hits if (found := self._judge(_Seen(entry, hit))) is not None
            ]

    def _take_in(self, entries: Sequence[Entry]) -> None:
        papers: dict[str, str] = {}
        for entry in entries:
            size = bare_size(entry.text) if entry.hits else None
            for hit in entry.hits:
                area = hit.candidates[0].area if hit.candidates else ""
                if hit.status is not FindStatus.CONFIDENT or not area:
                    continue
                papers[hit.candidates[0].record.title] = area
                self._lines.setdefault(entry.place.line, set()).add(area)
                if entry.place.item and stands_alone(hit, size):
                    series = self._alone.setdefault(entry.place.series, [])
                    series.append((entry.place.line, area))
        self._fields.update(papers.values())

    def _judge(self, seen: _Seen) -> NameHit | None:
        """Return an open name as its company decides it, None where nothing speaks for it."""
        hit = seen.hit
        if not _is_open(hit):
            return hit
        left = None if hit.status is FindStatus.UNKNOWN else hit
        beside = _pick(hit, self._beside(seen))
        if beside is not None:
            return _decided(hit, beside)
        return self._judge_apart(seen, left) if _is_distinct(hit.text) else left

    def _judge_apart(self, seen: _Seen, left: NameHit | None) -> NameHit | None:
        """Judge a made-up name by the lines around it and the field of the log."""
        hit, main = seen.hit, self._main_field()
        around = _pick(hit, self._around(seen))
        fitting = around or (_pick(hit, {main}) if main else None)
        if fitting is None:
            return left
        if fitting.area == main and (around is not None or _READ.search(seen.entry.text)):
            return _decided(hit, fitting)
        return left or _decided(hit, fitting, FindStatus.SUGGESTED)

    def _beside(self, seen: _Seen) -> set[str]:
        """Return the fields of the bare names that stand in one list with a bare name."""
        place = seen.entry.place
        if not place.item or not stands_alone(seen.hit, bare_size(seen.entry.text)):
            return set()
        near = self._alone.get(place.series, [])
        counts = Counter(area for line, area in near if abs(line - place.line) <= 2 * _NEAR)
        return {area for area, count in counts.items() if count >= _FEW}

    def _around(self, seen: _Seen) -> set[str]:
        """Return the fields of the papers named in the lines around, under one heading."""
        here = seen.entry.place.line
        section = self._sections.get(here)
        return {
            area
            for line in range(here - _NEAR, here + _NEAR + 1)
            if self._sections.get(line, -1) == section
            for area in self._lines.get(line, ())
        }

    def _main_field(self) -> str:
        """Return the field of most papers of the log, if there is one."""
        ranked = self._fields.most_common(1)
        if not ranked:
            return ""
        area, count = ranked[0]
        return area if count >= _MANY and count >= _HALF * self._fields.total() else ""


def _pick(hit: NameHit, fields: set[str]) -> Candidate | None:
    """Return the one reading of a name that is of these fields, or next to them."""
    for wanted in (fields, {near for area in fields for near in _RELATED.get(area, ())}):
        fitting = [candidate for candidate in hit.candidates if candidate.area in wanted]
        if len(fitting) == 1:
            evidence = tuple(dict.fromkeys((*fitting[0].evidence, *_EVIDENCE)))
            return replace(fitting[0], score=0.9, evidence=evidence)
        if fitting:
            return None
    return None


def _decided(hit: NameHit, meant: Candidate, status: FindStatus = FindStatus.CONFIDENT) -> NameHit:
    return replace(hit, status=status, candidates=(meant,))


def _is_open(hit: NameHit) -> bool:
    """Say whether a name is undecided: ambiguous, or an acronym that may mean the mere idea."""
    if hit.status is FindStatus.CONFIDENT or not hit.candidates:
        return False
    if hit.candidates[0].evidence == _NAMED:
        return bool(_ACRONYM.fullmatch(hit.text))
    return all(
        not candidate.evidence or candidate.evidence[0].startswith("context: ")
        for candidate in hit.candidates
    )


def _is_distinct(text: str) -> bool:
    """Say whether a name is made up and seldom means anything else."""
    return (
        bool(_COINED.search(text))
        and len(key_of(text)) >= _LONG_ACRONYM - 1
        and (text not in _OTHER_SENSE)
    )


def _iter_enumerated(entry: Entry) -> Iterator[NameHit]:
    """Yield the names of an entry, decided by the sure ones of the enumeration they stand in."""
    hits = sorted(entry.hits, key=lambda hit: hit.start)
    text = entry.place.text
    run: list[NameHit] = []
    for hit in hits:
        if run and not _BETWEEN.fullmatch(text, run[-1].end, hit.start):
            yield from _decide_run(run)
            run = []
        run.append(hit)
    yield from _decide_run(run)


def _decide_run(run: list[NameHit]) -> Iterator[NameHit]:
    fields = {
        hit.candidates[0].area
        for hit in run
        if hit.status is FindStatus.CONFIDENT and hit.candidates and hit.candidates[0].area
    }
    for hit in run:
        found = _pick(hit, fields) if _is_open(hit) and fields else None
        if found is None:
            yield hit
        else:
            yield _decided(hit, found)
