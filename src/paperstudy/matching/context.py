"""Which of a paper's context words stand near a name, and how much they support it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.matching.normalise import LATIN, fold_text, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PIECES = re.compile(rf"[{LATIN}]+(?:[-+][{LATIN}]+)*|[가-힣]+")
# Words that stand in every log about papers.
_VAGUE = word_set("논문 paper model 모델 arxiv")
_HANGUL = re.compile("[가-힣]")


class Support(NamedTuple):
    """The context words found, rarest first, and the sum of their weights."""

    weight: float
    words: tuple[str, ...]


class Surroundings:
    """The words around a name, folded once and asked often."""

    def __init__(self, text: str) -> None:
        self._text = fold_text(text)
        self._words = set(_PIECES.findall(self._text))
        for word in tuple(self._words):
            if "-" in word:
                self._words.update(word.split("-"))

    def has(self, word: str) -> bool:
        """Return whether a folded word or phrase stands here; Hangul may carry a particle."""
        if _HANGUL.search(word) or " " in word:
            return word in self._text
        return word in self._words or f"{word}s" in self._words


class ContextWeights:
    """How much each context word says: one that hundreds of papers share says little."""

    def __init__(self, contexts: Iterable[Sequence[str]], common: int) -> None:
        counts: Counter[str] = Counter()
        for context in contexts:
            counts.update(context)
        self._common = {word for word, count in counts.items() if count >= common}

    def weigh(
        self, context: Sequence[str], around: Surroundings, own: frozenset[str], light: float
    ) -> Support:
        """Return the support of `context` in `around`; words in `own` are the name itself.

        Words that many papers share count `light`, where the context ends in the general words of
        the paper's area; a context without those was chosen for its paper word by word.
        """
        general = any(word in self._common and word.isupper() for word in context)
        found: dict[str, tuple[float, str]] = {}
        for word in context:
            folded = fold_text(word)
            if folded not in own and folded not in found and around.has(folded):
                vague = folded in _VAGUE or (general and word in self._common)
                found[folded] = (light if vague else 1.0, word)
        rarest = sorted(found.values(), key=lambda pair: (-pair[0], pair[1]))
        return Support(sum(weight for weight, _ in rarest), tuple(word for _, word in rarest))
