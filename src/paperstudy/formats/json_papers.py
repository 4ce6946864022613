"""Papers as a list in JSON: the objects of `show --json`, without what is around a paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from paperstudy.formats.bib_layout import in_order
from paperstudy.formats.json_ import paper_object

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import Paper

_AROUND = ("notes", "mentions", "sessions")


def write_json(papers: Sequence[Paper], *, ascii_only: bool = False) -> str:
    """Return `papers` as JSON, by cite key, each paper once."""
    objects = [_object(paper) for paper, _ in in_order(papers)]
    return json.dumps(objects, ensure_ascii=ascii_only, indent=2) + "\n"


def _object(paper: Paper) -> dict[str, Any]:
    told = paper_object(paper)
    for name in _AROUND:
        del told[name]
    return told | {
        "entry_type": paper.entry_type,
        "extra": {field.name: field.value for field in paper.extra},
        "attachments": list(paper.attachments),
    }
