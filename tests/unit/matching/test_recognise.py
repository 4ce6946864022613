"""Which papers a line of a log names."""

from __future__ import annotations

import random
import time
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperstudy.domain.logs import FindStatus, MentionKind
from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.recognising import LearnedName, Passage
from paperstudy.matching.catalogue import Catalogue
from paperstudy.matching.recognise import NameRecogniser

if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[..., dict[str, tuple[str, str]]]

TRANSFORMER = "Attention is All you Need"
RESNET = "Deep Residual Learning for Image Recognition"
BATCH_NORM = (
    "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift"
)


def confident(found: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {text: title for text, (status, title) in found.items() if status == "confident"}


@pytest.mark.parametrize(
    ("text", "surface", "title"),
    [
        ("오늘은 ResNet50을 돌려 봤다", "ResNet50", RESNET),
        ("backbone: resnet-101", "resnet-101", RESNET),
        ("Res Net 구조 정리", "Res Net", RESNET),
        ("트랜스포머에서는 순서를 따로 넣는다", "트랜스포머", TRANSFORMER),
        ("트렌스포머 모델을 구현했다", "트렌스포머", TRANSFORMER),
        ("batchnormalization 층을 뺐다", "batchnormalization", BATCH_NORM),
        ("Batch-Norm 위치", "Batch-Norm", BATCH_NORM),
        ("배치정규화를 적용", "배치정규화", BATCH_NORM),
        ("betch norm이 뭔지", "betch norm", BATCH_NORM),
        ("Transforemr 기반 모델", "Transforemr", TRANSFORMER),
        ("RNN -> LSTM -> GRU", "LSTM", "Long Short-Term Memory"),
    ],
)
def test_a_name_is_known_as_people_write_it(
    read: Read, text: str, surface: str, title: str
) -> None:
    assert confident(read(text))[surface].casefold() == title.casefold()


def test_the_longest_name_wins_and_none_overlap(read: Read) -> None:
    found = confident(read("Faster R-CNN과 Mask R-CNN, Swin Transformer"))
    assert set(found) == {"Faster R-CNN", "Mask R-CNN", "Swin Transformer"}


@pytest.mark.parametrize(
    "text",
    [
        "경사하강법, SGD, softmax와 L2 norm을 복습했다. CNN과 RNN의 차이, attention도.",
        "다음 주에는 Adam이 발표하고 Sam and Clair join us.",
        "클립을 사고 도넛을 먹었다.",
        "We mix up the groups, drop out of the race and record a complex transfer.",
        "PyTorch와 wandb를 설치하고 numpy, pandas를 익혔다.",
        "회의록: 모더레이터 홍길동, 다음 일정은 월요일 10시",
        "YOLOv99 and MobileNetV9 are out",
        "torch.nn.LSTM 을 쓰고 optim.Adam 을 부른다",
        "주말에 SSD를 새로 샀다",
        "Learning to cook, deep learning basics, image quality assessment",
        "버트런드 러셀의 라마단 이야기",
    ],
)
def test_a_log_without_papers_gives_none(read: Read, text: str) -> None:
    assert confident(read(text)) == {}


def test_tools_and_ideas_are_at_most_suggested(read: Read) -> None:
    found = read("timm 설치, label smoothing 적용, ReLU 대신 SVM")
    assert {status for status, _ in found.values()} == {"suggested"}


def test_an_ambiguous_name_needs_a_word_that_supports_it(read: Read) -> None:
    assert read("SAM을 만났다")["SAM"][0] == "unknown"
    assert read("sam과 만났다") == {}
    assert confident(read("SAM으로 segmentation mask를 얻는다"))["SAM"] == "Segment Anything"
    assert confident(read("SAM을 만났다", context="세그멘테이션 모델"))["SAM"] == "Segment Anything"


def test_a_size_supports_an_ambiguous_name(read: Read) -> None:
    assert "Llama-7b" in confident(read("Llama-7b 올려 봤다"))


def test_case_counts_where_the_catalogue_says_so(read: Read) -> None:
    assert "RAG" in confident(read("RAG는 검색을 섞는다"))
    assert read("rag doll은 검색하지 마라") == {}


def test_a_name_in_the_wrong_case_counts_among_other_names(read: Read) -> None:
    assert "Glove" in confident(read("Word2Vec이나 Glove 같은 임베딩"))
    assert read("Glove를 끼고 나갔다") == {}
    assert read("Word2Vec and a glove")["glove"][0] == "suggested"


def test_two_slips_are_forgiven_beside_other_names(read: Read) -> None:
    assert read("Desnet 코드를 봤다")["Desnet"][0] == "suggested"
    assert "Desnet" in confident(read("AlexNet, Desnet 코드를 봤다"))


def test_a_slip_inside_a_name_found_already_is_left(read: Read) -> None:
    assert set(read("SwinTransformer 와 my_transforemr")) == {"SwinTransformer"}


def test_a_title_of_four_words_is_sure_when_written_as_one(read: Read) -> None:
    assert confident(read("Densely Connected Convolutional Networks 를 읽음"))
    assert confident(read("a densely connected convolutional networks idea")) == {}


def test_a_library_is_suggested_by_its_short_title(read: Read) -> None:
    assert read("PyTorch Image Models 설치")["PyTorch Image Models"][0] == "suggested"


def test_a_capital_plural_is_a_name_of_its_own(read: Read) -> None:
    assert "VAEs" in confident(read("VAEs 정리"))
    assert read("VAES 정리") == {}


@pytest.mark.parametrize("text", ["Cut Mix 증강", "cut-mix 증강"])
def test_parts_of_a_name_may_stand_apart_before_a_capital_or_at_a_hyphen(
    read: Read, text: str
) -> None:
    assert len(confident(read(text))) == 1


@pytest.mark.parametrize("text", ["mix up 증강", "Mask | R-CNN", "Mask, R-CNN을", "a트랜스포머"])
def test_parts_of_a_name_may_not_stand_apart_anyhow(read: Read, text: str) -> None:
    assert not {"mix up", "Mask | R-CNN", "Mask, R-CNN", "트랜스포머"} & set(read(text))


def test_a_size_that_stands_apart_belongs_to_the_name(read: Read) -> None:
    assert set(confident(read("ResNet 50 과 BERT large 비교"))) == {"ResNet 50", "BERT large"}


def test_an_idea_that_is_ambiguous_is_suggested_in_a_list_alone(read: Read) -> None:
    assert read("RNN, LSTM", context="시퀀스").keys() == {"LSTM"}
    assert read("RNN, LSTM", context="시퀀스", in_list=True)["RNN"][0] == "suggested"


def test_a_papers_title_is_found_in_running_prose(recogniser: NameRecogniser) -> None:
    text = "어제는 Deep residual learning for image recognition 을 읽고 쉬었다"
    (hit,) = recogniser.recognise(Passage(1, text))
    assert (hit.kind, hit.status) == (MentionKind.TITLE, FindStatus.CONFIDENT)
    assert hit.candidates[0].record.title == RESNET


def test_a_title_without_its_small_words_is_found_too(read: Read) -> None:
    assert (
        confident(read("Attention All You Need 를 다시"))["Attention All You Need"] == TRANSFORMER
    )


def test_a_short_title_counts_only_alone_in_a_list(read: Read) -> None:
    assert read("We study instances as queries here") == {}
    assert "Instances as Queries" in confident(read("Instances as Queries", in_list=True))


def test_a_name_inside_an_unknown_title_is_not_sure(read: Read) -> None:
    found = read(
        "Conversational Query Understanding Using Sequence to Sequence Modeling", in_list=True
    )
    assert confident(found) == {}
    assert confident(read("BERT: Pretraining Something Nobody Knows About", in_list=True))


@pytest.mark.parametrize(
    "text", ["MaskX R-CNN is new", "Annotate Transformer", "Music Transformer"]
)
def test_the_end_of_another_papers_name_is_not_sure(read: Read, text: str) -> None:
    found = confident(read(text))
    assert TRANSFORMER not in found.values()
    assert not any("R-CNN" in name for name in found)


def test_a_name_after_a_qualifier_or_another_name_is_sure(read: Read) -> None:
    assert "Transformer" in confident(read("the original Transformer and GPT-2 Transformer"))


def test_short_korean_names_need_talk_of_models(read: Read) -> None:
    assert read("엘모는 인형이다")["엘모"][0] == "suggested"
    assert "엘모" in confident(read("엘모는 문맥을 반영한 임베딩이다"))


def test_surfaces_are_those_of_the_source_text(recogniser: NameRecogniser) -> None:
    text = unicodedata.normalize("NFD", "트랜스포머를") + " ＢＥＲＴ와 비교"
    hits = recogniser.recognise(Passage(1, text))
    assert [text[hit.start : hit.end] for hit in hits] == [
        unicodedata.normalize("NFD", "트랜스포머"),
        "ＢＥＲＴ",
    ]


def test_of_papers_that_share_a_name_the_better_supported_wins_and_a_tie_is_left_open() -> None:
    rows = [
        {"key": "a", "title": "Alpha Paper of Speech", "ambiguous": ["ERN"], "context": ["speech"]},
        {"key": "b", "title": "Beta Paper of Vision", "ambiguous": ["ERN"], "context": ["pixels"]},
    ]
    recogniser = NameRecogniser(Catalogue(rows))
    (hit,) = recogniser.recognise(Passage(1, "ERN on pixels"))
    assert (hit.status, hit.candidates[0].record.title) == (
        FindStatus.CONFIDENT,
        "Beta Paper of Vision",
    )
    assert hit.candidates[0].evidence == ("context: pixels",)
    (tie,) = recogniser.recognise(Passage(1, "ERN on pixels and speech"))
    assert tie.status is FindStatus.SUGGESTED
    assert len(tie.candidates) == 2


OWN = PaperRecord("arxiv", "GroupNet: Sharing Notes among Friends")


def test_the_groups_own_papers_are_known_by_title_and_made_up_name(catalogue: Catalogue) -> None:
    recogniser = NameRecogniser(catalogue, known=[OWN, PaperRecord("log", "Short: a title")])
    texts = ["GroupNet을 읽음", "groupnet: sharing notes among friends 발표"]
    for text in texts:
        (hit,) = recogniser.recognise(Passage(1, text))
        assert (hit.status, hit.candidates[0].record) == (FindStatus.CONFIDENT, OWN)
    assert recogniser.recognise(Passage(1, "Short break")) == []
    assert recogniser.recognise(Passage(1, "BERT over groupnet"))
    candidate = recogniser.match_title("Sharing Notes among Friends")
    assert candidate is not None
    assert candidate.record == OWN


def test_the_groups_own_record_stands_for_a_title_of_the_catalogue(catalogue: Catalogue) -> None:
    own = PaperRecord("arxiv", "Attention Is All You Need")
    recogniser = NameRecogniser(catalogue, known=[own])
    (hit,) = recogniser.recognise(Passage(1, "Attention is all you need 정리"))
    assert hit.candidates[0].record == own


def test_a_learned_name_is_sure_from_then_on(catalogue: Catalogue) -> None:
    recogniser = NameRecogniser(catalogue, [LearnedName("우리 모임 논문", OWN)])
    (hit,) = recogniser.recognise(Passage(1, "우리 모임 논문을 다시 봤다"))
    assert (hit.status, hit.candidates[0].record) == (FindStatus.CONFIDENT, OWN)
    assert hit.candidates[0].evidence == ("learned name",)


def test_what_one_recogniser_is_told_no_other_knows(catalogue: Catalogue) -> None:
    own = PaperRecord("arxiv", "Attention Is All You Need")
    NameRecogniser(catalogue, [LearnedName("BERT", own)], [own, OWN]).recognise(Passage(1, "BERT"))
    other = NameRecogniser(catalogue)
    (found,) = other.recognise(Passage(1, "we read BERT"))
    assert own not in [one.record for one in found.candidates]
    title = other.match_title(own.title)
    assert title is not None
    assert title.record.source == "catalogue"
    assert other.match_title(OWN.title) is None


def test_a_short_learned_name_is_taken_as_written(catalogue: Catalogue) -> None:
    recogniser = NameRecogniser(catalogue, [LearnedName("JOE", OWN)])
    assert recogniser.recognise(Passage(1, "JOE를 읽음"))
    assert recogniser.recognise(Passage(1, "joe와 만남")) == []


def test_a_name_that_a_person_said_is_none_stays_silent(catalogue: Catalogue) -> None:
    recogniser = NameRecogniser(catalogue, [LearnedName("Transformer", None)])
    assert recogniser.recognise(Passage(1, "Transformer 장난감")) == []
    assert recogniser.recognise(Passage(1, "BERT 정리"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(
    ["BERT", "를", " ", "-", "ResNet", "50", "v2", "++", ".", "/", "Attention is all you need", "한",
     "\u1112\u1161\u11ab", "ﬁ", "①", "\u200b", "(", "[/oops]", "\x1b[31m", "🙂", "Ａ", "s", "_", "é"]), max_size=14))  # fmt: skip
def test_hits_stand_in_order_in_the_text_whatever_it_holds(
    recogniser: NameRecogniser, pieces: list[str]
) -> None:
    text = "".join(pieces)
    end = 0
    for hit in recogniser.recognise(Passage(1, text, text)):
        assert end <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end] == hit.text
        assert hit.candidates
        end = hit.end


def test_a_very_long_line_takes_time_in_proportion(recogniser: NameRecogniser) -> None:
    words = "BERT SAM segmentation 트랜스포머를 … ﬁx Transforemr glove the of learning deep 학습"
    chosen = random.Random(7).choices(words.split(), k=16_000)
    times = []
    for count in (4_000, 16_000):
        start = time.process_time()
        recogniser.recognise(Passage(1, " ".join(chosen[:count])))
        times.append(time.process_time() - start)
    assert times[1] < 12 * max(times[0], 0.02)


@pytest.mark.parametrize(
    "text",
    [
        "The reformer movement began in 1900.",
        "a performer on the stage, a glow of light",
        "press the segment anything button",
        "Watched Transformers with my nephew.",
        "The Elmo puppet and a whisper.",
        "오늘은 adam 씨를 만나 clip을 편집했다",
        "드롭아웃한 학생이 많았다",
        "엘모 인형과 라마 농장",
        "swish 소리가 났고 cam을 껐다",
    ],
)
def test_an_everyday_word_is_never_sure_without_talk_of_models(read: Read, text: str) -> None:
    assert confident(read(text)) == {}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("학습에 dropout을 넣었다", "dropout"),
        ("Dropout 0.5를 썼다", "Dropout"),
        ("reformer, DistilBERT 비교", "reformer"),
        ("논문에서 elmo embedding", "elmo"),
    ],
)
def test_an_everyday_word_is_sure_where_models_are_spoken_of(
    read: Read, text: str, surface: str
) -> None:
    assert surface in confident(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "TD3+BC",
        "YOLOv8",
        "GPT-4o",
        "DeepLab v4",
        "MobileNetV5",
        "T5v1.1",
        "BERT2",
        "UNet++",
        "SAM 3",
    ],
)
def test_another_version_or_combination_is_not_its_parent(read: Read, text: str) -> None:
    titles = {title for _, title in read(f"오늘 모델 학습에 {text} 사용").values()}
    assert all("UNet++" in title for title in titles)


def test_two_names_joined_by_a_plus_are_two_papers(read: Read) -> None:
    assert set(confident(read("ViT+CLIP 비교, BERT+CRF 모델"))) == {"ViT", "CLIP", "BERT"}


def test_of_two_papers_with_a_name_a_common_word_decides_nothing(read: Read) -> None:
    assert read("ERNIE language", in_list=True)["ERNIE"][0] == "suggested"


def test_the_reason_shows_the_word_as_the_catalogue_writes_it(
    recogniser: NameRecogniser,
) -> None:
    (hit, *_) = recogniser.recognise(Passage(1, "DPR로 검색"))
    assert hit.candidates[0].evidence == ("context: 검색",)


def test_an_everyday_word_is_not_backed_by_what_stands_in_other_lines(read: Read) -> None:
    found = read("Inception 영화 이야기", context="CNN, ImageNet, GoogLeNet 학습")
    assert confident(found) == {}
    assert "Inception" in confident(read("GoogLeNet의 CNN, Inception"))


def test_an_article_is_no_letter_of_a_name(read: Read) -> None:
    assert set(read("Optimise a   NeRF here")) == {"NeRF"}


def test_a_first_name_is_no_paper(read: Read) -> None:
    assert "Bert" not in read("오늘의 음악 : Bert Holmgren")
    assert "BERT" in confident(read("BERT Tokenizer 분석"))


def test_a_date_and_a_person_before_a_name_make_no_title(read: Read) -> None:
    assert "Grad-CAM" in confident(read("May 3: Ada Lindqvist: Grad-CAM"))
