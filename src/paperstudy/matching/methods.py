"""Names of methods from the archive of Papers with Code, beside those of the catalogue.

The site was open to all: a method may be an idea, an English word, or nothing at all. So the
shipped catalogue wins wherever it knows the paper or the name, a method without a paper is left
out, and only a word that somebody made up stands for its paper without a word of context.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paperstudy.domain.collector import uncollected
from paperstudy.domain.papers import PaperRecord
from paperstudy.matching.catalogue import Catalogue, CatalogueEntry
from paperstudy.matching.normalise import make_key, split_words, word_set
from paperstudy.matching.titles import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paperstudy.domain.archive import Method

SOURCE = "pwc"
_SHORTEST = 3  # letters of a name
_LONGEST = 60
_TELLING = 5  # letters of a name that may stand for its paper
_FEW_NAMES = 6
# A word that somebody made up: a capital inside it (`CutMix`), or a digit behind letters.
_MADE_UP = re.compile(
    r"[A-Za-z0-9-]*[a-z][A-Z][A-Za-z0-9-]*|[A-Z][A-Za-z-]{3,}-?[0-9][A-Za-z0-9-]*"
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z]+")
_MARKS = re.compile(r"[^A-Za-z0-9\n]+")
_SINGLE = re.compile(r"[A-Z][A-Za-z0-9+-]{4,}")
# Collections whose pages are about ideas and parts of networks.
_CONCEPTS = word_set(
    """
    activation loss normalization convolution convolutions pooling optimization optimizers
    schedules rate regularization feedforward skip connections attention initialization
    output functions function operations embeddings augmentation reduction clustering
    parametric heads blocks modules layers components mechanisms distributions
    """
)
# What everybody writes and nobody means a paper by, humps or not.
_EVERYDAY = word_set(
    """
    relu prelu gelu silu elu selu crelu leakyrelu softmax softplus sigmoid tanh swish
    adam sgd rmsprop adagrad lstm gru rnn cnn dnn mlp gan vae svm knn pca bert gpt llm nlp ocr
    layernorm batchnorm groupnorm maxpool avgpool maxpooling avgpooling dropout linear dense
    pytorch tensorflow keras numpy scipy pandas github gitlab youtube linkedin facebook openai
    deepmind chatgpt huggingface javascript typescript wordpress powerpoint iphone ipad macos ios
    matlab latex docker mysql postgresql mongodb nodejs dataset dataloader dataframe imagenet
    mnist cifar coco arxiv paperswithcode kaggle colab jupyter nvidia geforce amazon google
    tensorboard matplotlib opencv wandb mlflow deepspeed kakaotalk naver navermap notion readme
    """
)


class _MethodEntry(CatalogueEntry):
    """A paper that methods of the archive name."""

    __slots__ = ()

    def to_record(self) -> PaperRecord:
        """Return what the archive's methods say about the paper."""
        return PaperRecord(SOURCE, self.title, year=self.year, identifiers=self.identifiers)


class _WithMethods(Catalogue):
    """The shipped catalogue, and behind it the papers of methods."""

    def __init__(self, shipped: Catalogue, rows: Sequence[Mapping[str, Any]]) -> None:
        super().__init__([*shipped.rows, *rows])
        self.shipped = shipped

    def entry(self, number: int) -> CatalogueEntry:
        """Return the entry with this number, from 0."""
        if number < len(self.shipped):
            return self.shipped.entry(number)
        made = self._made.get(number)
        if made is None:
            row = self.rows[number]
            made = self._made[number] = _MethodEntry(
                row["key"],
                row["title"],
                year=row["year"],
                arxiv=row["arxiv"],
                names=row["names"],
                ambiguous=row["ambiguous"],
                case=frozenset(row["case"]),
                concept=row["concept"],
            )
        return made


def with_methods(catalogue: Catalogue, methods: Iterable[Method]) -> Catalogue:
    """Return `catalogue` with the papers of `methods` behind its own, which win everywhere."""
    with uncollected():
        return _WithMethods(catalogue, _Sieve(catalogue).sift(methods))


class _Sieve:
    """Holds what the shipped catalogue knows, and takes from the methods what is left beside it."""

    def __init__(self, shipped: Catalogue) -> None:
        titles: list[str] = []
        names: list[str] = []
        self._arxiv: set[str] = set()
        for row in shipped.rows:
            titles.append(row["title"])
            for field in ("names", "ambiguous"):
                names.extend(row.get(field) or ())
            if "arxiv" in row:
                self._arxiv.add(row["arxiv"])
        self._titles = set("\n".join(titles).casefold().split("\n"))
        plain, odd = _part_plain(titles)
        self._words = STOP_WORDS.union(split_words(plain), *map(split_words, odd))
        # The keys of plain surfaces in one go take a fifth of the time.
        plain, odd = _part_plain([*titles, *names])
        self._keys = {*_MARKS.sub("", plain).lower().split("\n"), *map(make_key, odd)}

    def sift(self, methods: Iterable[Method]) -> list[dict[str, Any]]:
        """Return a row for each paper that has a name left."""
        papers: dict[str, list[tuple[str, Method]]] = {}
        owners: dict[str, str | None] = {}
        for method in methods:
            title = method.title.casefold()
            if method.arxiv in self._arxiv or title in self._titles:
                continue
            paper = method.arxiv or title
            words = split_words(method.name)
            key = "".join(words)
            if not title or not self._is_name(key, words):
                continue
            papers.setdefault(paper, []).append((key, method))
            owners[key] = paper if owners.get(key, paper) == paper else None
        return [
            self._make_row(paper, group, owners)
            for paper, group in papers.items()
            # A paper that names so many is one about parts and settings.
            if len(group) <= _FEW_NAMES
        ]

    def _make_row(
        self,
        paper: str,
        group: Sequence[tuple[str, Method]],
        owners: Mapping[str, str | None],
    ) -> dict[str, Any]:
        names: list[str] = []
        ambiguous: list[str] = []
        for key, method in group:
            sure = owners[key] == paper and self._is_made_up(method.name, key)
            (names if sure and not _is_part(method.collection) else ambiguous).append(method.name)
        first = group[0][1]
        return {
            "key": f"{SOURCE}:{paper}",
            "title": first.title,
            "untitled": True,
            "year": first.year,
            "arxiv": first.arxiv or None,
            "names": names,
            "ambiguous": ambiguous,
            "case": (*names, *ambiguous),
            # A name that may be an idea is asked for only in a list of papers.
            "concept": not names and not any(map(_SINGLE.fullmatch, ambiguous)),
        }

    def _is_name(self, key: str, words: Sequence[str]) -> bool:
        """Return whether a name may be known at all: no idea, no English, none of the catalogue's."""
        if not _SHORTEST <= len(key) <= _LONGEST or key in self._keys or key in _EVERYDAY:
            return False
        return self._is_new(words) and key not in self._words

    def _is_made_up(self, name: str, key: str) -> bool:
        """Return whether a name is a word that means its paper wherever it is written."""
        if len(key) < _TELLING or not _MADE_UP.fullmatch(name):
            return False
        return self._is_new([part.casefold() for part in _HUMP.split(name) if len(part) > 1])

    def _is_new(self, words: Iterable[str]) -> bool:
        """Return whether one of the words stands in no title of the catalogue, nor its singular."""
        known = self._words
        for word in words:
            if word not in known and not word.isdigit() and word.removesuffix("s") not in known:
                return True
        return False


def _part_plain(texts: Sequence[str]) -> tuple[str, list[str]]:
    """Return the texts whose words are plain to see, a line each, and the others."""
    plain: list[str] = []
    odd: list[str] = []
    for text in texts:
        (odd if "." in text or "+" in text or not text.isascii() else plain).append(text)
    return "\n".join(plain), odd


def _is_part(collection: str) -> bool:
    """Return whether the methods of a collection are parts of networks."""
    return not _CONCEPTS.isdisjoint(split_words(collection))
