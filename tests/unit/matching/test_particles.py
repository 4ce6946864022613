"""What may follow a Korean name."""

from __future__ import annotations

import pytest

from paperstudy.matching.normalise import fold_text
from paperstudy.matching.particles import ends_name


@pytest.mark.parametrize(
    "tail",
    ["", " 논문", "는", "를", "으로", "이랑", "까지도", "에서는", "라는", "모델을", "논문에서만", "기반으로",
     "구조처럼", "들과", ", GPT", ")"],
)  # fmt: skip
def test_a_name_may_be_followed_by_particles_and_nouns_that_lean_on_it(tail: str) -> None:
    name = "트랜스포머"
    assert ends_name(fold_text(name + tail), len(name))


@pytest.mark.parametrize("tail", ["런드", "단체", "보드", "즈넷"])
def test_a_name_inside_another_word_is_none(tail: str) -> None:
    assert not ends_name(fold_text("버트" + tail), 2)
