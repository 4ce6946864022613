"""What is known of an identifier without asking anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import PaperRecord
from paperstudy.matching.recognise import NameRecogniser

if TYPE_CHECKING:
    from paperstudy.matching.catalogue import Catalogue


@pytest.mark.parametrize(
    ("identifier", "title"),
    [
        (Identifier(Scheme.ARXIV, "1706.03762", 5), "Attention is All you Need"),
        (Identifier(Scheme.DOI, "10.48550/arxiv.1706.03762"), "Attention is All you Need"),
        (Identifier(Scheme.DOI, "10.9999/nothing"), None),
        (Identifier(Scheme.ACL, "D14-1162"), "GloVe: Global Vectors for Word Representation"),
        (Identifier(Scheme.PWC, "attention-is-all-you-need-1"), "Attention is All you Need"),
        (Identifier(Scheme.PWC, "no-such-title-as-this-one-at-all"), None),
        (
            Identifier(Scheme.CVF, "He_Deep_Residual_Learning_CVPR_2016"),
            "Deep Residual Learning for Image Recognition",
        ),
        (Identifier(Scheme.CVF, "Wrong_Deep_Residual_Learning_CVPR_2016"), None),
        (Identifier(Scheme.CVF, "nonsense"), None),
        (Identifier(Scheme.S2, "abc"), None),
        (Identifier(Scheme.GITHUB, "owner/name"), None),
    ],
)
def test_an_identifier_leads_to_the_record_of_its_paper(
    recogniser: NameRecogniser, identifier: Identifier, title: str | None
) -> None:
    found = recogniser.find_identifier(identifier)
    assert (found.title if found else None) == title


def test_the_groups_own_record_goes_first(catalogue: Catalogue) -> None:
    own = PaperRecord("arxiv", "Ours", identifiers=(Identifier(Scheme.ARXIV, "1706.03762", 7),))
    recogniser = NameRecogniser(catalogue, known=[own])
    assert recogniser.find_identifier(Identifier(Scheme.ARXIV, "1706.03762")) == own
