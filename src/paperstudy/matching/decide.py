"""From what a name may mean to what is done with it; pure, and its thresholds are data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.domain.logs import Candidate, FindStatus
from paperstudy.matching.names import Role
from paperstudy.matching.normalise import make_key, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import PaperRecord


def _make_keys(text: str) -> frozenset[str]:
    return frozenset(map(make_key, text.split()))


# Concepts whose paper everybody means: a group that writes LSTM could have read it.
_WELL_KNOWN = word_set(
    """
    adagrad adam-a-method-for-stochastic-optimization attention-is-all-you-need
    batch-normalization bleu dropout gan gated-recurrent-unit group-normalization
    knowledge-distillation layer-normalization lstm resnet rmsprop seq2seq smote tsne vae word2vec
    """
)
# Surfaces that are as good as a title, although the catalogue asks for context.
_PLAIN = _make_keys("transformer 트랜스포머 gru swin fpn bart clip")
# Surfaces that describe a part of a paper, or a task, and are said without meaning the paper.
_IDEAS = _make_keys(
    """
    1x1convolution additiveattention aspp atrousconvolution attention attentionsinks bagoftricks
    bidirectionalrecurrentneuralnetworks bidirectionalrnn c4dataset centerloss compoundscaling
    continuousbatching contrastiveloss cosineannealing depthwiseseparableconvolution diceloss
    differentiablearchitecturesearch diffusion diffusionmodel dilatedconvolutions
    domainrandomization doubledescent emergentabilities federatedlearning fewshotlearners focal
    fourierfeatures fromlocaltoglobal gatedlinearunit globalaveragepooling glorotinitialization
    gradientreversallayer groupedqueryattention guideddiffusion hardswish heinitialization
    he초기화 hswish imagequalityassessment inceptionscore incontextlearning informationbottleneck
    invertedresidual jft kaiminginitialization labelsmoothing latentdiffusion learningtocompare
    linearattention linearscalingrule lotteryticket lotterytickets mapreduce maskedlanguagemodel
    mixtureofexperts mlm multiheadattention multiqueryattention negativesampling
    neuralscalinglaws neuralstyle nonlocal nonlocalblock nonlocalnetwork nucleussampling
    onceforall onecyclepolicy perceptualloss perceptuallosses pixelshuffle processrewardmodel
    prompttuning pseudolabel pseudolabeling pseudolabels regionproposalnetwork
    relativepositionalencoding reparameterizationtrick residualblock residuallearning
    residualnetwork rotaryembedding rpn saliencymap saliencymaps scaleddotproductattention
    scalinglaws selectioninference selfattention selfconsistency simplebaseline simplebaselines
    skipconnection speculativedecoding styletransfer subpixelconvolution supervisedcontrastive
    swa temperaturescaling topksampling toppsampling triplet tripletloss twostreamnetwork
    twotower twotowermodel universalapproximation visualquestionanswering weightnorm wordnet
    wordpiece worldmodel worldmodels xavierinit xavierinitialization 글로벌에버리지풀링 네거티브샘플링
    다이스로스 디퓨전 디퓨전모델 라벨스무딩 레이블스무딩 로터리임베딩 로터리티켓 맵리듀스 멀티헤드어텐션 세이비어초기화 셀프어텐션 수도라벨링 슈도라벨링
    슈도레이블링 스케일링법칙 스킵커넥션 스타일트랜스퍼 어텐션 연합학습 워드피스 유튜브추천 자비에초기화 잔차네트워크 잔차학습 지각손실 카이밍초기화 코사인어닐링 투타워
    트리플렛로스 확산모델
    """
)
# Surfaces that are the last word of many other papers' names (Mask R-CNN, Swin Transformer).
_FAMILIES = _make_keys("rcnn transformer transformers 트랜스포머 gan gans vae bert autoencoder")
# What is said of models and of nothing else: short Korean names are ordinary words without it.
_TALK_OF_MODELS = word_set(
    """
    모델 논문 학습 딥러닝 신경망 네트워크 레이어 어텐션 트랜스포머 임베딩 파인튜닝 인코더 디코더 토큰 데이터셋
    이미지 언어 분류 검출 생성 성능 백본 model paper training layer attention transformer embedding
    fine-tuning finetuning encoder decoder token dataset image cnn rnn lstm gpt bert llm lora vit gan nlp
    """
)
# Papers that logs name so often (by a count over many study repositories) that a misspelled or
# miscased name is likelier to be one of them than a paper of its own.
_OFTEN_WRITTEN = word_set(
    """
    aae adam-a-method-for-stochastic-optimization adamp adamw alexnet arcface
    attention-is-all-you-need bart batch-normalization bert bleu bpe bpr cascade-r-cnn catboost
    cutmix cutout cyclegan dall-e dcgan ddpm deconvnet deepfm deeplab deeplabv3 deeplabv3p
    deformable-convolution dense-passage-retrieval densenet detr distilbert dropout efficientdet
    efficientnet electra elmo fashion-mnist fast-r-cnn faster-r-cnn fasttext fcn
    feature-pyramid-network gan gated-recurrent-unit gcn glove googlenet gpt-3 gpt1 gpt2 grad-cam
    graphsage group-normalization hrnet klue knowledge-distillation layer-normalization lightgbm
    lightgcn lora lstm mask-r-cnn mixup mobilenet moco neural-collaborative-filtering node2vec
    panet pix2pix pspnet r-cnn randaugment resnet resnext retinanet roberta senet sentence-bert
    seq2seq simclr single-shot-multibox-detector smote soft-nms sppnet squad squeezenet stylegan
    swin-transformer t5-base tsne u-net unetpp vae vgg vit wavenet weighted-boxes-fusion wide-deep
    word2vec xgboost xlnet yolo yolo9000 yolov3 yolov4
    """
)


@dataclass(frozen=True, slots=True)
class MatchPolicy:
    """How much support a find needs; one value for all rules, so that they can be weighed.

    `well_known` are the keys of concepts whose paper everybody means (LSTM), `ideas` keys of
    surfaces which describe a part of a paper (skip connection), `plain` those that need no
    context, `families` those that end the names of other papers; only papers `often_written`
    are thought of when a name is misspelled. Korean names of up to `korean_letters` need one of
    `talk_of_models` nearby. Context words of
    `common_context` papers or more count `common_weight`, the others one. A name inside a run of
    `title_run` capitalised words more, in a list, is a word of a title nobody knows.
    """

    enough_context: float = 1.0
    least_context: float = 0.5
    list_bonus: float = 0.5
    common_context: int = 25
    common_weight: float = 0.5
    title_words: int = 5
    short_title_words: int = 4
    title_run: int = 3
    well_known: frozenset[str] = _WELL_KNOWN
    plain: frozenset[str] = _PLAIN
    ideas: frozenset[str] = _IDEAS
    families: frozenset[str] = _FAMILIES
    often_written: frozenset[str] = _OFTEN_WRITTEN
    talk_of_models: frozenset[str] = _TALK_OF_MODELS
    korean_letters: int = 3


class Option(NamedTuple):
    """One paper that a surface may mean, with what speaks for it."""

    record: PaperRecord
    role: Role
    weight: float = 0.0
    evidence: tuple[str, ...] = ()
    vague: bool = False


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
        return status, (Candidate(best.record, score, best.evidence),)
    weighed = sorted(options, key=lambda option: -option.weight)
    heaviest = weighed[0].weight
    if heaviest < policy.least_context and not in_list:
        return None
    candidates = tuple(
        Candidate(option.record, round(min(0.95, 0.4 + 0.2 * option.weight), 2), option.evidence)
        for option in weighed
        if option.weight or option.weight == heaviest
    )
    tie = len(weighed) > 1 and weighed[1].weight == heaviest
    support = heaviest + (policy.list_bonus if in_list and heaviest else 0.0)
    if tie or weighed[0].vague or support < policy.enough_context:
        return FindStatus.SUGGESTED, candidates
    return FindStatus.CONFIDENT, candidates[:1]


_ORDER = (Role.LEARNED, Role.KNOWN, Role.TITLE, Role.NAME, Role.AMBIGUOUS)


def _rank(option: Option) -> int:
    return _ORDER.index(option.role)
