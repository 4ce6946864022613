"""Where each field comes from, and how it is shown."""

from __future__ import annotations

from datetime import UTC, datetime

from paperstudy.domain.papers import (
    Author,
    CiteKey,
    Paper,
    PaperId,
    PaperRecord,
    Publication,
    Repository,
)
from paperstudy.study.origins import trace_fields
from paperstudy.study.values import FieldOrigin
from tests.unit.study.house import NOW


def test_every_field_has_its_value_its_source_and_its_time() -> None:
    paper = Paper(
        PaperId(1),
        CiteKey("a2020one"),
        "One",
        authors=(Author("Ada Lovelace"), Author("Charles Babbage")),
        year=2020,
        published=datetime(2020, 1, 2, 23, 0, tzinfo=UTC),
        categories=("cs.LG", "stat.ML"),
        publication=Publication("ICLR", 2021),
        repositories=(Repository("https://github.com/a/b"), Repository("https://github.com/c/d")),
        provenance=(
            ("title", "person"),
            ("authors", "arxiv"),
            ("year", "arxiv"),
            ("published", "arxiv"),
            ("categories", "arxiv"),
            ("publication", "semanticscholar"),
            ("repositories", "huggingface"),
            ("venue", "person"),
            ("a field of a later version", "arxiv"),
        ),
    )
    records = [PaperRecord("person", "One"), PaperRecord("arxiv", "One", fetched_at=NOW)]
    assert trace_fields(paper, records) == (
        FieldOrigin("title", "One", "person"),
        FieldOrigin("authors", "Ada Lovelace, Charles Babbage", "arxiv", NOW),
        FieldOrigin("year", "2020", "arxiv", NOW),
        FieldOrigin("published", "2020-01-02", "arxiv", NOW),
        FieldOrigin("categories", "cs.LG, stat.ML", "arxiv", NOW),
        FieldOrigin("publication", "ICLR 2021", "semanticscholar"),
        FieldOrigin(
            "repositories", "https://github.com/a/b, https://github.com/c/d", "huggingface"
        ),
        FieldOrigin("venue", "", "person"),
        FieldOrigin("a field of a later version", "", "arxiv", NOW),
    )
