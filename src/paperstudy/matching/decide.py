"""From what a name may mean to what is done with it; pure, and its thresholds are data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.domain.logs import Candidate, FindStatus
from paperstudy.matching.names import Role
from paperstudy.matching.normalise import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import PaperRecord


# What is said of models and of nothing else: short Korean names are ordinary words without it.
_TALK_OF_MODELS = word_set(
    """
    모델 논문 학습 딥러닝 머신러닝 신경망 네트워크 레이어 어텐션 트랜스포머 임베딩 파인튜닝 인코더 디코더 토큰 데이터셋
    이미지 언어 분류 검출 생성 성능 백본 과적합 정규화 역전파 옵티마이저 손실 가중치 활성화 파라미터 파이토치 허깅페이스
    자연어 번역 시퀀스 비전 컨볼루션 model paper training layer attention self-attention
    transformer embedding fine-tuning finetuning encoder decoder token dataset image vision cnn rnn
    lstm gpt llm nlp network neural optimizer loss gradient regularization overfitting
    backbone pretraining pre-training epoch batch pytorch tensorflow keras huggingface convolution
    seq2seq inference baseline benchmark
    """
)


@dataclass(frozen=True, slots=True)
class MatchPolicy:
    """How much support a find needs; one value for all rules, so that they can be weighed.

    Context words of `common_context` papers or more count `common_weight`, the others one. Of two
    papers with one name, the better has to lead by `least_lead`. Korean names of up to
    `korean_letters`, and names that are everyday words, need one of `talk_of_models` nearby; an
    everyday word written small needs `quiet_context` where the catalogue asks for context. A name
    inside a run of `title_run` capitalised words more, in a list, is a word of a title nobody
    knows.
    """

    enough_context: float = 1.0
    least_context: float = 0.5
    quiet_context: float = 2.0
    least_lead: float = 1.0
    list_bonus: float = 0.5
    common_context: int = 25
    common_weight: float = 0.5
    title_words: int = 5
    short_title_words: int = 4
    title_run: int = 3
    talk_of_models: frozenset[str] = _TALK_OF_MODELS
    korean_letters: int = 3


class Option(NamedTuple):
    """One paper that a surface may mean, with what speaks for it."""

    record: PaperRecord
    role: Role
    weight: float = 0.0
    evidence: tuple[str, ...] = ()
    vague: bool = False
    area: str = ""


def decide(
    options: Sequence[Option], policy: MatchPolicy, *, in_list: bool
) -> tuple[FindStatus, tuple[Candidate, ...]] | None:
    """Return the status and the candidates, best first; None where the surface means no paper.

    What a person taught wins, then the group's own papers, then what is unambiguous; ambiguous
    options are weighed by their context, and equal weights leave the choice to a person.
    """
    best = min(options, key=_rank)
    if best.role is not Role.AMBIGUOUS:
        status = FindStatus.SUGGESTED if best.vague else FindStatus.CONFIDENT
        score = 0.6 if best.vague else 1.0
        return status, (Candidate(best.record, score, best.evidence, best.area),)
    weighed = sorted(options, key=lambda option: -option.weight)
    heaviest = weighed[0].weight
    if heaviest < policy.least_context and not in_list:
        return None
    candidates = tuple(
        Candidate(option.record, _score(option), option.evidence, option.area)
        for option in weighed
        if option.weight or heaviest - option.weight < policy.least_lead
    )
    tie = len(weighed) > 1 and heaviest - weighed[1].weight < policy.least_lead
    support = heaviest + (policy.list_bonus if in_list and heaviest else 0.0)
    if tie or weighed[0].vague or support < policy.enough_context:
        return FindStatus.SUGGESTED, candidates
    return FindStatus.CONFIDENT, candidates[:1]


def _score(option: Option) -> float:
    return round(min(0.95, 0.4 + 0.2 * option.weight), 2)


_ORDER = (Role.LEARNED, Role.KNOWN, Role.TITLE, Role.NAME, Role.AMBIGUOUS)


def _rank(option: Option) -> int:
    return _ORDER.index(option.role)
