"""Papers as values, from their rows and those of what hangs on them.

The bodies that are JSON are read here, which a list of papers does without.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from paperstudy.domain.papers import Author, CiteKey, Paper, PaperId, PaperState, PaperStatus
from paperstudy.store.bodies import (
    read_extra,
    read_list,
    read_pairs,
    read_publication,
    read_repositories,
)
from paperstudy.store.encoding import read_time
from paperstudy.store.repositories.bulk import read_identifiers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paperstudy.store.link import Row

_STATES = {state.value: state for state in PaperState}  # far faster than to call the class
_STATUSES = {status.value: status for status in PaperStatus}


def assemble(
    rows: Sequence[Row],
    authors: Mapping[int, list[Row]],
    identifiers: Mapping[int, list[Row]],
    tags: Mapping[int, list[Row]],
) -> list[Paper]:
    """Return rows of `queries.PAPER_COLUMNS` as values, with what is of each by its number."""
    return [_paper(row, authors, identifiers, tags) for row in rows]


def _paper(
    row: Row,
    authors: Mapping[int, list[Row]],
    identifiers: Mapping[int, list[Row]],
    tags: Mapping[int, list[Row]],
) -> Paper:
    paper_id = row[0]
    return Paper(
        id=PaperId(paper_id),
        key=CiteKey(row[1]),
        title=row[2],
        authors=tuple(
            [_author(name, family, given) for _, name, family, given in authors.get(paper_id, ())]
        ),
        more_authors=bool(row[3]),
        year=row[4],
        venue=row[5],
        abstract=row[6],
        identifiers=read_identifiers(identifiers.get(paper_id, ())),
        url=row[7],
        categories=read_list(row[8]),
        comment=row[9],
        journal_ref=row[10],
        pdf_url=row[11],
        version=row[12],
        published=read_time(row[13]),
        updated=read_time(row[14]),
        state=_STATES[row[15]],
        added_at=read_time(row[16]),
        provenance=read_pairs(row[17]),
        status=_STATUSES[row[18]],
        tags=tuple([name for _, name in tags.get(paper_id, ())]),
        kind=row[19],
        publication=read_publication(row[20]),
        repositories=read_repositories(row[21]),
        citations=row[22],
        upvotes=row[23],
        project_page=row[24],
        tasks=read_list(row[25]),
        methods=read_list(row[26]),
        withdrawn=bool(row[27]),
        entry_type=row[28],
        extra=read_extra(row[29]),
        attachments=read_list(row[30]),
    )


_author = lru_cache(maxsize=8192)(Author)  # who writes one paper writes others
