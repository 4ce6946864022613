"""What stands right before and after a Latin name: sizes, versions, files, compounds.

A size belongs to the name (`ResNet-50`, `ViT-B/16`, `bert-base-uncased`); a version is another
paper (`YOLOv8`, `DALL-E 3`, `UNet++`), so the name is none there; a compound that nobody has
heard of (`BERT-flow`, `Ko-BERT`) may be another paper too.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from paperstudy.matching.normalise import LATIN, word_set

_WORDS = (
    "base|large|small|tiny|mini|medium|huge|giant|nano|micro|xl|xxl|xlarge|xxlarge|cased|uncased|"
    r"multilingual|finetuned|pretrained|patch\d+|window\d+|in(?:21|22|1)k|imagenet|[0-9.]+[bmk]|"
    "softmax|lite|turbo|instruct|chat|hf|v1"
)
_COMPANIONS = (
    "based|like|style|styled|type|inspired|level|family|backbone|encoder|decoder|model|models|"
    "paper|architecture|network|networks|block|blocks|layer|layers|cell|embedding|embeddings|"
    "crf|cnn|rnn|ner|mlp|lstm|bilstm|gru|svm|attention|transformer|gan|vae|bert|resnet|vit|unet|fpn|"
    "score|loss|norm|optimizer|tokenizer|pytorch|tensorflow|keras|implementation|only|free|"
    "pretraining|training|review|summary|code|tutorial|team|paper"
)
# What is counted after a number: `BERT 2주차` is the second week of BERT, no BERT 2.
_COUNTED = (
    "주|편|개|번|강|일|월|장|차|시간|가지|년|종|명|분|회|탄|부|조|팀|기|층|배|단계|페이지|등|위|과목|"
    "layers?|epochs?|blocks?|steps?|papers?|times?|x "
)
# `s`, `v1`, sizes such as 50, 101d, 16bn, 50x1, b0: written on to the name.
_ATTACHED = re.compile(rf"(?:e?s|v1|b\d|\d{{2,3}}(?:d|bn|x\d+)?|[0-9.]+[bmk])(?![{LATIN}])(?!\.\d)")
_JOINED = re.compile(
    rf"[-_/](?:(?:{_WORDS})|b\d|\d{{2,4}}(?:x\d+d?)?|[tsblhgmnx](?:[-_/]?\d+)?(?:@\d+px)?)"
    rf"(?![{LATIN}])(?!\.\d)"
)
_SPACED = re.compile(
    rf" (?:base|large|small|tiny|b\d|v1|\d{{2,3}}(?![가-힣%]|\s*[가-힣%])|[0-9.]+[bm])"
    rf"(?![{LATIN}])(?!\.\d)"
)
_VERSION = re.compile(
    rf"[-_ ]?v(?:er(?:sion)?)?\.? ?\d|[-_]?\d(?:\.\d+)?[a-z]?(?![{LATIN}])|[-_]?\d+\.\d|"
    rf"\+\+|\+(?![\w(])| [1-9](?:\.\d+)?(?![{LATIN}.:)\]%,/~]|\s*(?:{_COUNTED}))"
)
_DIGITS_GO_ON = re.compile(r"\.?\d")
_WORD_CHARACTER = re.compile(rf"[{LATIN}]")
_FILE = re.compile(
    r"\.(?:py|ipynb|ya?ml|json|md|pdf|png|jpe?g|gif|sh|txt|pth?|bin|csv|html?|zip|ckpt)\b"
)
_API_AFTER = re.compile(r"\.[a-z_]")
_API_BEFORE = re.compile(r"[a-z_0-9\])][a-z_0-9)\]]\.$")
_COMPOUND_AFTER = re.compile(rf"[-_]([{LATIN}]+)")
_JOINED_ON = re.compile(rf"\+([{LATIN}]+)")
_COMPOUND_BEFORE = re.compile(rf"([{LATIN}]+)[-]$")
_COMPANION = re.compile(rf"(?:{_COMPANIONS}|{_WORDS})")
_QUALIFIERS = word_set(
    """
    vanilla standard original basic simple pretrained trained pre non post vs bi cnn rnn gnn mlp
    lstm gru bert gan vae vit resnet multi deep stacked
    """
)
_REACH = 40
_SHORT_PREFIX = 3


class Kinship(Enum):
    """How a name as written relates to the paper of that name."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    OTHER = "other"


class Extent(NamedTuple):
    """Where a name ends with its size, and whether it still is that name.

    `plural` is where a plural s stands, `sized` says that a size is written on to the name,
    `joined` is the word joined on by a plus: `TD3+BC` is a paper unless BC is a name of its own.
    """

    end: int
    kinship: Kinship
    plural: int | None = None
    sized: bool = False
    joined: str = ""


def measure(text: str, start: int, end: int) -> Extent:
    """Return how far the Latin name at `start`..`end` of folded `text` reaches and what it is."""
    if _stands_in_code(text, start, end):
        return Extent(end, Kinship.OTHER)
    after = _follow(text, end)
    if after.kinship is Kinship.OTHER:
        return after
    before = _look_back(text, start)
    return after._replace(kinship=max(before, after.kinship, key=list(Kinship).index))


def _follow(text: str, end: int) -> Extent:
    plural = None
    sized = False
    attached = _ATTACHED.match(text, end)
    if text[end - 1].isdigit() and _DIGITS_GO_ON.match(text, end):
        return Extent(end, Kinship.OTHER)
    if attached:
        if text[end] in "es":
            plural = attached.end() - 1
        sized = plural is None
        end = attached.end()
    elif end < len(text) and _WORD_CHARACTER.match(text, end) and not _VERSION.match(text, end):
        return Extent(end, Kinship.OTHER)
    while size := _JOINED.match(text, end) or _SPACED.match(text, end):
        sized = sized or text[end] != " "
        end = size.end()
        attached = size
    if _FILE.match(text, end) or (not attached and _VERSION.match(text, end)):
        return Extent(end, Kinship.OTHER)
    plus = _JOINED_ON.match(text, end)
    joined = plus.group(1) if plus and not _COMPANION.fullmatch(plus.group(1)) else ""
    return Extent(end, _name_compound(text, end), plural, sized, joined)


def _name_compound(text: str, end: int) -> Kinship:
    compound = _COMPOUND_AFTER.match(text, end)
    if compound is None:
        return Kinship.SAME
    if text[end] == "_":
        return Kinship.OTHER
    return Kinship.SAME if _COMPANION.fullmatch(compound.group(1)) else Kinship.DOUBTFUL


def _look_back(text: str, start: int) -> Kinship:
    compound = _COMPOUND_BEFORE.search(text, max(0, start - _REACH), start)
    if compound is None or compound.group(1).isdigit() or compound.group(1) in _QUALIFIERS:
        return Kinship.SAME
    return Kinship.DOUBTFUL if len(compound.group(1)) > _SHORT_PREFIX else Kinship.OTHER


def _stands_in_code(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    if before in "@$\\_":
        return True
    if before == "." and _API_BEFORE.search(text, max(0, start - 3), start):
        return True
    if _API_AFTER.match(text, end):
        return True
    if before == "/" or text[end : end + 1] == "/":
        return _is_path(text, start, end)
    return False


def _is_path(text: str, start: int, end: int) -> bool:
    """Return whether the run without spaces around a name is a path: `configs/bert/run.yaml`."""
    left = max(text.rfind(" ", max(0, start - 200), start) + 1, start - 200, 0)
    stop = text.find(" ", end, end + 200)
    run = text[left : stop if stop >= 0 else end + 200]
    return bool(_FILE.search(run)) or run.startswith(("./", "~/", "../", "/")) or "://" in run
