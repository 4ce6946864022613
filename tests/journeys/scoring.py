"""How good a scan is against a gold annotation: a short scorer of our own.

It asks less than the scorer of the shared logs (no credit for a title as the log wrote it, no
neutral names), so a figure here is a lower bound that is easy to read and to step through.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperstudy.domain.logs import FindStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperstudy.domain.logs import LogScan, PaperFind

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"
PRESENTER_SLACK = 2  # a presenter may stand this many lines from the paper


@dataclass(frozen=True, slots=True)
class GoldLog:
    """A log of ours and what people read in it, as JSON."""

    path: Path
    gold: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.gold["id"])


@dataclass(slots=True)
class Tally:
    """What was found rightly, found wrongly, and missed; the last two as words for a message."""

    hits: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hits / max(self.hits + len(self.wrong), 1)

    @property
    def recall(self) -> float:
        return self.hits / max(self.hits + len(self.missed), 1)

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def count(self, gold: Iterable[Any], found: Iterable[Any], label: str = "") -> None:
        """Count two sets of comparable things."""
        wanted, got = set(gold), set(found)
        self.hits += len(wanted & got)
        self.wrong += [f"{label}{thing}" for thing in sorted(got - wanted, key=repr)]
        self.missed += [f"{label}{thing}" for thing in sorted(wanted - got, key=repr)]

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f}, recall {self.recall:.3f}\n"
            f"wrong: {self.wrong}\nmissed: {self.missed}"
        )


@dataclass(slots=True)
class Score:
    """All figures over some logs."""

    papers: Tally = field(default_factory=Tally)
    presenters: Tally = field(default_factory=Tally)
    pairs: Tally = field(default_factory=Tally)  # presenter and paper
    log_dates: Tally = field(default_factory=Tally)
    session_dates: Tally = field(default_factory=Tally)
    todos: Tally = field(default_factory=Tally)


def gold_logs(folder: Path = LOGS) -> list[GoldLog]:
    """Return the logs of a folder with their gold, by name."""
    golds = sorted((folder / "gold").glob("*.json"))
    return [
        GoldLog(folder / f"{path.stem}.md", json.loads(path.read_text(encoding="utf-8")))
        for path in golds
    ]


def add_scan(score: Score, log: GoldLog, scan: LogScan) -> None:
    """Add to `score` what `scan` found in `log`, well or wrongly."""
    gold, label = log.gold, f"{log.id}: "
    _score_papers(score.papers, gold["papers"], scan, label)
    _score_presenters(score, gold, scan, label)
    score.log_dates.count(
        [gold["log_date"]] if gold["log_date"] else [],
        [scan.date.isoformat()] if scan.date else [],
        label,
    )
    score.session_dates.count(
        {s["date"] for s in gold["sessions"] if s["date"]},
        {s.date.isoformat() for s in scan.sessions if s.date},
        label,
    )
    neutral = {t["line"] for t in gold["other_todos"] if t["about_paper"] is None}
    score.todos.count(
        {(t["line"], t["done"]) for t in gold["todos"]},
        {(t.line, t.done) for t in scan.todos if t.about_paper and t.line not in neutral},
        label,
    )


def normalise(text: str | None) -> str:
    """Letters and digits only, without case."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text or "").casefold())


def _score_papers(tally: Tally, golds: list[dict[str, Any]], scan: LogScan, label: str) -> None:
    sure = [paper for paper in golds if paper["certainty"] != "ambiguous"]
    vague = [paper for paper in golds if paper["certainty"] == "ambiguous"]
    left = list(sure)
    for find in scan.finds:
        if find.status is not FindStatus.CONFIDENT:
            continue
        match = next((paper for paper in left if _same(find, paper)), None)
        if match is not None:
            tally.hits += 1
            left.remove(match)
        elif not any(_same(find, paper) for paper in vague):
            tally.wrong.append(f"{label}{find.record.title} (line {find.mentions[0].line})")
    tally.missed += [f"{label}{paper['title']}" for paper in left]


def _same(find: PaperFind, gold: dict[str, Any]) -> bool:
    for scheme in ("arxiv", "doi", "openreview", "acl"):
        value = gold.get(f"{scheme}_id" if scheme != "doi" else "doi")
        if value and any(
            str(known.scheme) == scheme and known.value.casefold() == value.casefold()
            for known in find.record.identifiers
        ):
            return True
    one, other = normalise(find.record.title), normalise(gold["title"])
    return bool(one) and one == other


def _score_presenters(score: Score, gold: dict[str, Any], scan: LogScan, label: str) -> None:
    golds = [
        (p["line"], normalise(name), p["paper_title"])
        for session in gold["sessions"]
        for p in session["presentations"]
        for name in p["presenters"]
    ]
    found = [
        (
            p.line,
            normalise(name),
            scan.finds[p.find] if p.find is not None else None,
        )
        for session in scan.sessions
        for p in session.presentations
        for name in p.presenters
    ]
    for line, name, title in golds:
        near = [f for f in found if f[1] == name and abs(f[0] - line) <= PRESENTER_SLACK]
        if not near:
            score.presenters.missed.append(f"{label}{name} at line {line}")
            continue
        paper = next((p for p in gold["papers"] if p["title"] == title), None)
        right = [f for f in near if paper is not None and f[2] is not None and _same(f[2], paper)]
        best = (right or near)[0]
        found.remove(best)
        score.presenters.hits += 1
        if paper is not None and right:
            score.pairs.hits += 1
        elif paper is not None:
            score.pairs.missed.append(f"{label}{name} presents {title}")
        elif best[2] is not None:
            score.pairs.wrong.append(f"{label}{name} presents {best[2].record.title}")
    score.presenters.wrong += [f"{label}{name} at line {line}" for line, name, _ in found]
