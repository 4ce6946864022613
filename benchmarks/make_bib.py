"""Write a .bib file of made-up papers: about 1.5 kB each, with LaTeX, UTF-8 and Korean names."""

from __future__ import annotations

import random
import sys

_WORDS = [
    "attention",
    "network",
    "learning",
    "deep",
    "sparse",
    "robust",
    "graph",
    "language",
    "model",
    "vision",
    "contrastive",
    "policy",
    "adversarial",
    "training",
    "inference",
    "latent",
    "causal",
    "bayesian",
    "transformer",
    "diffusion",
    "memory",
    "retrieval",
    "benchmark",
    "dataset",
    "sampling",
    "gradient",
    "optimal",
    "kernel",
    "low-rank",
    "multi-modal",
    "speech",
    "translation",
    "robot",
    "control",
    "planning",
    "reward",
    "exploration",
    "federated",
    "private",
    "fair",
    "efficient",
    "scaling",
    "quantised",
]
_PROSE = [
    "we",
    "propose",
    "a",
    "method",
    "that",
    "learns",
    "from",
    "few",
    "examples",
    "and",
    "show",
    "how",
    "the",
    "loss",
    "behaves",
    "when",
    "data",
    "is",
    "scarce",
    "in",
    "our",
    "experiments",
    "on",
    "several",
    "benchmarks",
    "it",
    "improves",
    "over",
    "strong",
    "baselines",
    "while",
    "the",
    "cost",
    "of",
    "training",
    "stays",
    "the",
    "same",
    "moreover",
    "the",
    "analysis",
    "explains",
    "why",
    "earlier",
    "work",
    "failed",
]
_GIVEN = ("Ada", "Grace", "Min-jun", "Jos{\\'e}", "Kurt", "Łukasz", "Anna-Maria", "Wei", "Yoshua")
_FAMILY = ("Lovelace", "Hopper", "Kim", 'G{\\"o}del', "van der Berg", "Müller", "Zhang", "Nguyen")
_SYLLABLES = [
    "ka",
    "ro",
    "len",
    "mi",
    "tsu",
    "ber",
    "gar",
    "din",
    "vo",
    "ska",
    "han",
    "ret",
    "lo",
    "fi",
    "man",
    "zu",
    "pe",
    "lar",
    "no",
    "wit",
]
_KOREAN = ("김철수", "이영희", "박지민", "최수연")
_VENUES = ("Advances in Neural Information Processing Systems", "Proceedings of {CVPR}", "ICLR")


def make_bib(count: int, seed: int = 1) -> str:
    """Return a .bib file with `count` entries, the same for the same seed."""
    made = random.Random(seed)
    return "\n".join(_entry(made, number) for number in range(count))


def _entry(made: random.Random, number: int) -> str:
    words = [made.choice(_WORDS) for _ in range(made.randint(5, 10))]
    title = " ".join((words[0].capitalize(), *words[1:], f"{{N}}o. {number}"))
    prose = [
        made.choice(_PROSE) if place % 40 else r"$O(n \log n)$ \emph{first},"
        for place in range(145)
    ]
    people = [_person(made) for _ in range(made.randint(2, 6))]
    if number % 20 == 0:
        people[0] = made.choice(_KOREAN)
    year = 2000 + number % 25
    return f"""@inproceedings{{made{number},
  title = {{{title}}},
  author = {{{" and ".join(people)}}},
  booktitle = {{{made.choice(_VENUES)}}},
  year = {{{year}}},
  month = jun,
  pages = {{{number % 900}--{number % 900 + 9}}},
  doi = {{10.1000/made.{number}}},
  url = {{https://example.org/papers/{number}}},
  keywords = {{{words[1]}, {words[2]}}},
  publisher = {{Made-Up Press \\& Co}},
  abstract = {{{" ".join(prose)}}},
}}
"""


def _person(made: random.Random) -> str:
    """Return a name; most of them stand in few entries, as in a library."""
    if made.random() < 0.3:
        return f"{made.choice(_FAMILY)}, {made.choice(_GIVEN)}"
    family = "".join(made.choices(_SYLLABLES, k=3)).capitalize()
    return f"{family}, {made.choice(_GIVEN)} {made.choice('ABCDEFGHJKLMPRST')}."


if __name__ == "__main__":
    sys.stdout.write(make_bib(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
