"""What is seen in one passage, weighed: options of each sighting and the hit they make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.logs import Candidate, FindStatus, MentionKind
from paperstudy.domain.recognising import NameHit
from paperstudy.matching.context import Support, Surroundings
from paperstudy.matching.decide import MatchPolicy, Option, decide
from paperstudy.matching.names import Reading, Role, Sense, Sighting
from paperstudy.matching.normalise import fold_text, make_key, split_words, word_set
from paperstudy.matching.variants import Kinship

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.recognising import Passage
    from paperstudy.matching.catalogue import CatalogueEntry
    from paperstudy.matching.shelf import Shelf

_REACH = 120
_LONG_LINE = 4000
_NEAR = 400
_FEW = 2
_CAPITALISED = 3
# A word that somebody made up: a capital inside, or a digit beside letters.
_COINED = re.compile(r"[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]|\b[A-Z]{2,}")
_KOREAN = re.compile("[가-힣]+")
_CAPITALS = re.compile(r"\b[A-Z]")
_TITLE_WORD = re.compile(r"\b[A-Z][a-z]{2,}\b")
_WORD_BEFORE = re.compile(r"([A-Za-z][\w-]*)[ ]$")
_FIRST_NAME = re.compile(r"[A-Z][a-z]{2,7}")
_SURNAME = re.compile(r"[ ]([A-Z][a-z]{2,})\s*(?:[,.()!?~]|$)")
_RUN = re.compile(r"[A-Za-z0-9 :：'’-]*")
TOOL = "software"
"""The evidence of a name that means a piece of software: never sure, wherever it stands."""

# `SAM 논문`, `the T5 paper`; `논문: SAM`, `paper review - SAM`.
_PAPER_AFTER = re.compile(r"(?:\s*\([^()]{1,40}\))?\s*(?:원?\s*논문|[Pp]apers?\b|페이퍼|論文)")
_PAPER_BEFORE = re.compile(
    r"(?:논문|[Pp]apers?|페이퍼|論文)(?:은|는|이|가|は|が)?(?:\s*(?:리뷰|발표|스터디|제목|[Rr]eview))?\s*[\])]?\s*(?:[:：]|[-–—]\s)?\s*$"
)
_MODALITIES = word_set(
    """
    graph image video point audio speech music spatial temporal time series sparse universal
    compressive relational speech-to-text hierarchical cross-modal conditional
    """
)
_SMALL_WORDS = word_set(
    """
    a an and as by for from in is of on or our the this to using use used via vs with original
    vanilla standard basic simple pre-trained pretrained paper model chapter day week part lecture
    review seminar study summary code presentation assignment implementation only about why what
    how like than then all each both new
    """
)


def _is_quiet(written: str) -> bool:
    """Return whether nothing in a name's letters shows that it is one: small, or Hangul."""
    return not any(char.isupper() for char in written)


class Judge:
    """Weighs what is seen in one passage."""

    def __init__(
        self, shelf: Shelf, policy: MatchPolicy, passage: Passage, reading: Reading
    ) -> None:
        self._shelf = shelf
        self._policy = policy
        self._passage = passage
        self._reading = reading
        self._around: Surroundings | None = None

    def hear(self, sighting: Sighting, *, slips: int = 0) -> NameHit | None:
        """Return the hit that a sighting makes, without candidates where a person said none.

        `slips` is the number of letters misspelled.
        """
        if not sighting.exact or self._is_person(sighting):
            return None
        text = self._written(sighting)
        options: list[Option] = []
        for sense in reversed(sighting.senses):  # the group's own come last and go first
            if sense.role is Role.LEARNED and self._shelf.is_none(sense.paper):
                return NameHit(
                    sighting.start, sighting.end, text, MentionKind.NAME, FindStatus.UNKNOWN, ()
                )
            option = self._weigh(sense, sighting)
            if option is not None:
                options.append(option)
        if slips:
            options = [
                option._replace(evidence=("misspelled name",), vague=option.vague or slips > 1)
                for option in options
                if option.role is not Role.AMBIGUOUS
            ]
        titled = all(sense.role is Role.TITLE for sense in sighting.senses)
        kind = MentionKind.TITLE if titled else MentionKind.NAME
        return self._hit(sighting, kind, options)

    def _hit(
        self, sighting: Sighting, kind: MentionKind, options: Sequence[Option]
    ) -> NameHit | None:
        decision = decide(options, self._policy, in_list=self._passage.in_list) if options else None
        if decision is None:
            return None
        text = self._passage.text[sighting.start : sighting.end]
        return NameHit(sighting.start, sighting.end, text, kind, *decision)

    def hear_faint(self, sighting: Sighting) -> NameHit | None:
        """Return an ambiguous name that nothing here supports, for the rest of the log to judge.

        It has to be written as it is in the catalogue, with a capital, and be no mere idea.
        """
        written = self._written(sighting)
        if not sighting.exact or _is_quiet(written) or sighting.kinship is not Kinship.SAME:
            return None
        found = []
        for sense in sighting.senses:
            if sense.role is Role.AMBIGUOUS and sense.surface == written:
                entry = self._shelf.entry(sense.paper)
                loose = entry.concept or sense.surface in entry.idea
                if not loose and not self._shelf.is_tool(sense.paper):
                    found.append(Candidate(self._shelf.record(sense.paper), 0.4, (), entry.area))
        if not found or self._stands_in_title(sighting):
            return None
        place = sighting.start, sighting.end, written
        return NameHit(*place, MentionKind.NAME, FindStatus.UNKNOWN, tuple(found))

    def hear_miscased(self, sighting: Sighting) -> NameHit | None:
        """Return the hit of a name in the wrong case (`Glove`) that stands among other names."""
        for sense in sighting.senses:
            if sense.role is not Role.NAME:
                continue
            if not self._shelf.entry(sense.paper).often:
                continue
            option = self._weigh(sense, sighting)
            if option is not None:
                quiet = self._passage.text[sighting.start : sighting.end].islower()
                vague = option.vague or quiet
                option = option._replace(evidence=("name among others",), vague=vague)
                return self._hit(sighting, MentionKind.NAME, [option])
        return None

    def _weigh(self, sense: Sense, sighting: Sighting) -> Option | None:
        if sense.role is Role.LEARNED:
            return self._option(sense, "learned name")
        if sense.role is Role.TITLE:
            return self._weigh_title(sense, sighting)
        doubtful = sighting.kinship is Kinship.DOUBTFUL or self._is_compound(sighting)
        if sense.role is Role.KNOWN:
            return self._option(sense, "in the library", vague=doubtful)
        entry = self._shelf.entry(sense.paper)
        concept = entry.concept and not entry.well_known
        if sense.role is Role.NAME or sense.surface in entry.plain:
            return self._weigh_name(sense, sighting, vague=doubtful or concept)
        if concept and not self._passage.in_list:
            return None
        return self._weigh_ambiguous(sense, sighting, vague=doubtful or concept)

    def _weigh_name(self, sense: Sense, sighting: Sighting, *, vague: bool) -> Option:
        entry = self._shelf.entry(sense.paper)
        tool = self._shelf.is_tool(sense.paper)
        vague = vague or tool or sense.surface in entry.idea
        vague = vague or self._is_everyday(sense, entry, sighting)
        option = self._option(sense, TOOL if tool else "unambiguous name", vague=vague)
        return option._replace(role=Role.NAME)

    def _weigh_ambiguous(self, sense: Sense, sighting: Sighting, *, vague: bool) -> Option | None:
        support = self._shelf.weigh(sense, self._surroundings(sighting), sighting.key)
        if sighting.sized:
            support = Support(support.weight + 1.0, (*support.words, "size"))
        if not self._written(sighting).islower() and self._is_called_paper(sighting):
            support = Support(max(support.weight, self._policy.least_context), support.words)
        elif not sense.case and support.weight < self._policy.enough_context:
            return None
        entry = self._shelf.entry(sense.paper)
        vague = vague or sense.surface in entry.idea or self._shelf.is_tool(sense.paper)
        if sense.surface in entry.word and not entry.well_known and not self._passage.in_list:
            vague = vague or not self._is_backed(sense, sighting, support)
        evidence = ("context: " + ", ".join(support.words[:4]),) if support.words else ()
        record = self._shelf.record(sense.paper)
        area = self._shelf.area(sense.paper)
        return Option(record, Role.AMBIGUOUS, support.weight, evidence, vague, area)

    def _is_backed(self, sense: Sense, sighting: Sighting, support: Support) -> bool:
        """Return whether an everyday word has its support beside it, and enough if written small."""
        if _is_quiet(self._written(sighting)) and support.weight < self._policy.quiet_context:
            return False
        near = self._shelf.weigh(sense, Surroundings(self._passage.text), sighting.key)
        return near.weight > 0 or sighting.sized

    def _weigh_title(self, sense: Sense, sighting: Sighting) -> Option | None:
        words = split_words(sense.surface)
        written = self._passage.text[sighting.start : sighting.end]
        if self._shelf.is_tool(sense.paper) and len(words) < self._policy.short_title_words:
            return self._option(sense, "title", vague=True)
        if len(words) >= self._policy.title_words or _COINED.search(sense.surface):
            return self._option(sense, "title")
        if len(words) >= self._policy.short_title_words:
            small = not self._passage.in_list and len(_CAPITALS.findall(written)) < _CAPITALISED
            vague = small or self._stands_in_title(sighting)
            return self._option(sense, "title", vague=vague)
        others = len(self._reading.words.spans) - (sighting.last - sighting.first + 1)
        alone = self._passage.in_list and others <= _FEW
        return self._option(sense, "title") if alone else None

    def _is_person(self, sighting: Sighting) -> bool:
        """Return whether a name is a first name: `Bert Holm`, written unlike the paper's."""
        written = self._written(sighting)
        if not _FIRST_NAME.fullmatch(written):
            return False
        if any(sense.surface == written for sense in sighting.senses):
            return False
        after = _SURNAME.match(self._passage.text, sighting.end)
        return after is not None and make_key(after.group(1)) not in self._shelf.names.senses

    def _written(self, sighting: Sighting) -> str:
        return self._passage.text[sighting.start : sighting.end]

    def _is_everyday(self, sense: Sense, entry: CatalogueEntry, sighting: Sighting) -> bool:
        """Return whether a name that is an everyday word stands where nobody talks of models.

        So is every short Korean name.
        """
        key = sighting.key
        short = len(key) <= self._policy.korean_letters and _KOREAN.fullmatch(key)
        written = self._written(sighting)
        surface = f"{sense.surface}s" if make_key(written) == f"{key}s" else sense.surface
        # Who writes `Dropout` means it: a capital does for what logs name often.
        loud = entry.often and written == sense.surface and not _is_quiet(written)
        if not short and (loud or self._passage.in_list or surface not in entry.word):
            return False
        return not (self._talks_of_models(sighting) or self._stands_among_names(sighting))

    def _talks_of_models(self, sighting: Sighting) -> bool:
        around = self._surroundings(sighting)
        return any(
            around.has(word)
            for word in map(fold_text, self._policy.talk_of_models)
            if word not in sighting.key
        )

    def _stands_among_names(self, sighting: Sighting) -> bool:
        """Return whether the text writes another name, with a capital or a digit in it."""
        words, folded = self._reading.words, self._reading.folded
        for number, (start, end) in enumerate(words.spans):
            if sighting.first <= number <= sighting.last:
                continue
            senses = self._shelf.names.senses.get(folded.text[start:end], ())
            if any(sense.role is Role.NAME for sense in senses):
                written = self._reading.source(start, end)
                if _COINED.search(written):
                    return True
        return False

    def _is_called_paper(self, sighting: Sighting) -> bool:
        """Return whether the words beside a name say that it is a paper's."""
        text = self._passage.text
        after = _PAPER_AFTER.match(text, sighting.end)
        return bool(after or _PAPER_BEFORE.search(text, 0, sighting.start))

    def _is_compound(self, sighting: Sighting) -> bool:
        """Return whether the name ends another paper's name, or stands inside a longer title."""
        text = self._passage.text
        if any(sense.surface in self._shelf.family(sense.paper) for sense in sighting.senses):
            before = _WORD_BEFORE.search(text, max(0, sighting.start - 30), sighting.start)
            if before and not self._is_plain_word(before.group(1)):
                return True
        return self._stands_in_title(sighting)

    def _is_plain_word(self, word: str) -> bool:
        folded = word.casefold()
        if folded in _MODALITIES:
            return False
        return (
            word == folded or folded in _SMALL_WORDS or make_key(word) in self._shelf.names.senses
        )

    def _stands_in_title(self, sighting: Sighting) -> bool:
        text = self._passage.text
        left = _RUN.match(text[max(0, sighting.start - _REACH) : sighting.start][::-1])
        right = _RUN.match(text, sighting.end, sighting.end + _REACH)
        before = left.group()[::-1] if left else ""
        after = right.group() if right else ""
        if before.count(":") > 1:  # `Jul 20: Ada Byron: Grad-CAM`: a date, a person, a name
            before = before.rpartition(":")[2]
        if not before.strip() and after.lstrip().startswith((":", "：")):
            return False
        others = [
            word
            for word in _TITLE_WORD.findall(f"{before} {after}")
            if word.casefold() not in _SMALL_WORDS
            and make_key(word) not in self._shelf.names.senses
        ]
        return len(others) >= self._policy.title_run

    def _option(self, sense: Sense, reason: str, *, vague: bool = False) -> Option:
        record, area = self._shelf.record(sense.paper), self._shelf.area(sense.paper)
        return Option(record, sense.role, 1.0, (reason,), vague, area)

    def _surroundings(self, sighting: Sighting) -> Surroundings:
        """Return what stands around a name: the whole passage, of a very long one what is near."""
        text, context = self._passage.text, self._passage.context
        if len(text) > _LONG_LINE:
            near = text[max(0, sighting.start - _NEAR) : sighting.end + _NEAR]
            return Surroundings(f"{near}\n{context[:_LONG_LINE]}")
        if self._around is None:
            self._around = Surroundings(f"{text}\n{context[:_LONG_LINE]}")
        return self._around
