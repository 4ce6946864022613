"""A recogniser that knows a handful of made-up papers, for tests of the reading of logs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.logs import Candidate, FindStatus, MentionKind
from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.recognising import NameHit, Passage


def record(title: str, **identifiers: str) -> PaperRecord:
    """Return a record of the catalogue with identifiers by the names of their schemes."""
    known = tuple(Identifier(Scheme(scheme), value) for scheme, value in identifiers.items())
    return PaperRecord(source="catalogue", title=title, identifiers=known)


KITE = record(
    "KiteNet: Learning to Fly in Strong Winds", arxiv="2101.00001", openreview="kite12345"
)
BIRD = record("Asking the Birds for Directions Home", arxiv="2101.00002")
OWL = record("Owls at Night", doi="10.1000/owl")
OLD = replace(record("Old Birds of the North", doi="10.1/old"), year=2015)
SWIFT_A = record("Swift Birds in the City", arxiv="2101.00003")
SWIFT_B = record("Swift Programs for Beginners", arxiv="2101.00004")


@dataclass(frozen=True)
class FakeRecogniser:
    """Finds KiteNet, BirdNav, OwlNet and OldBird surely, `swift` in either of two meanings."""

    def recognise(self, passage: Passage) -> list[NameHit]:
        """Return the names in a passage, by position."""
        names = {
            "kitenet": (KITE,),
            "birdnav": (BIRD,),
            "owlnet": (OWL,),
            "old birds of the north": (OLD,),
            "oldbird": (OLD,),
            "swift": (SWIFT_A, SWIFT_B),
        }
        hits = []
        for match in re.finditer("|".join(names), passage.text, re.IGNORECASE):
            records = names[match.group().lower()]
            status = FindStatus.CONFIDENT if len(records) == 1 else FindStatus.SUGGESTED
            city = "city" in passage.context.lower()
            scores = (0.8, 0.4) if city else (0.5, 0.5)
            candidates = tuple(
                Candidate(one, 1.0 if len(records) == 1 else score, ("name",))
                for one, score in zip(records, scores, strict=False)
            )
            hits.append(
                NameHit(
                    match.start(), match.end(), match.group(), MentionKind.NAME, status, candidates
                )
            )
        return hits

    def match_title(self, title: str) -> Candidate | None:
        """Return the paper with this title, letter case and marks apart."""
        key = re.sub(r"\W", "", title.lower())
        for one in (KITE, BIRD, OWL, SWIFT_A, SWIFT_B):
            whole = re.sub(r"\W", "", one.title.lower())
            if key == whole or (len(key) > 15 and whole.endswith(key)):
                return Candidate(one, 1.0, ("title",))
        return None

    def find_identifier(self, identifier: Identifier) -> PaperRecord | None:
        """Return the paper that has this identifier."""
        for one in (KITE, BIRD, OWL, SWIFT_A, SWIFT_B):
            if any(
                (i.scheme, i.value) == (identifier.scheme, identifier.value)
                for i in one.identifiers
            ):
                return one
        return None
