"""Mentions and what was decided about them: kept when a line moves, retired when it goes."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING

from paperstudy.domain.library import InboxItem, LogMention, MentionId
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import FindStatus, MentionKind
from paperstudy.domain.papers import PaperId
from paperstudy.domain.queries import Page
from paperstudy.domain.text import clean_line
from paperstudy.store import queries
from paperstudy.store.bodies import candidates_text, list_text, read_candidates, read_list
from paperstudy.store.encoding import read_date, read_time, some_time_text
from paperstudy.store.link import chunks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from paperstudy.domain.library import MentionIdentity, MentionRow
    from paperstudy.store.link import Link, Row
    from paperstudy.store.rows import Rows, Values

PERSON = "person"
RULE = "rule"

_ALL = 2**62
# The columns of `queries.MENTIONS_IN_LOG` that a scan writes, from its third on.
_SCANNED = (
    "line",
    "start",
    "text",
    "excerpt",
    "find",
    "status",
    "paper_id",
    "candidates",
    "evidence",
    "retired",
)


class MentionReader:
    """The mentions of the library."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def pending(self, limit: int | None = None, offset: int = 0) -> Page[InboxItem]:
        """Return the finds that wait for a person, by log and line."""
        groups = self._link.rows(
            queries.WAITING_GROUPS, limit=_ALL if limit is None else limit, offset=offset
        )
        members = self._members(sorted({group[0] for group in groups}))
        items = tuple(_item(members[log_id, find]) for log_id, find in groups)
        return Page(items, self._link.value(queries.WAITING_COUNT) or 0, offset)

    def item(self, mention_id: int) -> InboxItem | None:
        """Return the waiting find that has this mention, None where it waits no longer."""
        group = self._link.row(queries.WAITING_GROUP_OF, id=mention_id)
        if group is None:
            return None
        log_id, find = group
        return _item(self._members([log_id])[log_id, find])

    def decided(self, log_id: LogId) -> dict[MentionIdentity, PaperId | None]:
        """Return what people decided about a log's mentions: a paper, or None for no paper."""
        return {
            (kind, normalised, ordinal): PaperId(paper_id) if paper_id is not None else None
            for kind, normalised, ordinal, paper_id in self._link.rows(
                queries.DECIDED_IN_LOG, log_id=log_id
            )
        }

    def _members(self, log_ids: Sequence[int]) -> Mapping[tuple[int, int], list[Row]]:
        members: defaultdict[tuple[int, int], list[Row]] = defaultdict(list)
        for some in chunks(log_ids):
            for row in self._link.rows(queries.WAITING_IN_LOGS, log_ids=list(some)):
                members[row[1], row[2]].append(row)
        return members


class MentionWriter(MentionReader):
    """The mentions of the library, to be changed."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows

    def replace(self, log_id: LogId, rows: Sequence[MentionRow]) -> None:
        """Save what a log mentions now.

        A mention that was there before, wherever its line is now, keeps its row and what a
        person decided; one that is no longer there is retired, and comes back with it.
        """
        known = {row[0]: row[1:] for row in self._link.rows(queries.MENTIONS_IN_LOG, log_id=log_id)}
        new: list[Values] = []
        changed: dict[int, Values] = {}
        for row in rows:
            identity = _digest(row.identity)
            values = _values(row)
            there = known.pop(identity, None)
            if there is None:
                named = {"kind": row.kind.value, "normalised": _storable(row.normalised)}
                ids = {"log_id": log_id, "identity": identity, "ordinal": row.ordinal}
                new.append(ids | named | values)
            else:
                values["paper_id"] = _standing(there, row.paper_id)
                if tuple(values.values()) != (*there[1:10], bool(there[10])):
                    changed[there[0]] = values
        self._rows.insert_all("mentions", new)
        self._rows.update_all("mentions", changed)
        self._rows.update_all(
            "mentions", {row[0]: {"retired": True} for row in known.values() if not row[10]}
        )
        if new:
            self._refuse_again(log_id)

    def decide(
        self, mention_ids: Sequence[MentionId], paper_id: PaperId | None, by: str, at: datetime
    ) -> None:
        """Say what mentions mean: a paper, or None for no paper at all; `by` person or rule.

        What the same finds say of presentations and to-dos follows.
        """
        ids = list(mention_ids)
        decisions: dict[int, int] = dict(self._link.rows(queries.DECISIONS_OF, ids=ids))
        values = {"paper_id": paper_id, "decided_by": by, "decided_at": some_time_text(at)}
        finds: set[tuple[int, int]] = set()
        for mention_id, log_id, find in self._link.rows(queries.MENTION_PLACES, ids=ids):
            if mention_id in decisions:
                self._rows.update("decisions", decisions[mention_id], values)
            else:
                self._rows.insert("decisions", {"mention_id": mention_id, **values})
            self._rows.update("mentions", mention_id, {"paper_id": paper_id})
            finds.add((log_id, find))
        for log_id, find in sorted(finds):
            for table, sql in queries.OF_FIND.items():
                for (row_id,) in self._link.rows(sql, log_id=log_id, find=find):
                    self._rows.update(table, row_id, {"paper_id": paper_id})

    def refuse(self, paper_id: PaperId, at: datetime) -> None:
        """Take a person's word that no mention means this paper, though some pointed at it.

        That goes for mentions of gone logs and for lines taken out as well: wherever they come
        back, they mean no paper. What was decided for the paper before is taken back, and what
        the same finds say of presentations and to-dos follows.
        """
        values = {"paper_id": None, "decided_by": PERSON, "decided_at": some_time_text(at)}
        for mention_id, decision_id in self._link.rows(queries.MEANING_PAPER, paper_id=paper_id):
            if decision_id is None:
                self._rows.insert("decisions", {"mention_id": mention_id, **values})
            else:
                self._rows.update("decisions", decision_id, values)
            self._rows.update("mentions", mention_id, {"paper_id": None})
        for table, sql in queries.FOUND_PAPER.items():
            for (row_id,) in self._link.rows(sql, paper_id=paper_id):
                self._rows.update(table, row_id, {"paper_id": None})

    def _refuse_again(self, log_id: LogId) -> None:
        """A new mention of a find that a person refused is refused with it."""
        finds: dict[int, list[Row]] = defaultdict(list)
        for row in self._link.rows(queries.MENTIONS_IN_LOG, log_id=log_id):
            if not row[11]:
                finds[row[6]].append(row)
        for members in finds.values():
            said = [row for row in members if row[12] == PERSON]
            if not said or any(row[13] is not None for row in said):
                continue
            for row in members:
                if row[12] is None and row[8] is None:
                    self._rows.insert(
                        "decisions",
                        {
                            "mention_id": row[1],
                            "paper_id": None,
                            "decided_by": RULE,
                            "decided_at": self._link.value(queries.DECIDED_AT, id=said[0][1]),
                        },
                    )


def read_log_mention(row: Row) -> LogMention:
    """Return a row of `queries.MENTIONS_OF` as a value."""
    return LogMention(
        id=MentionId(row[0]),
        log_id=LogId(row[1]),
        path=row[2],
        log_date=read_date(row[3]),
        line=row[4],
        column=row[5],
        kind=MentionKind(row[6]),
        text=row[7],
        excerpt=row[8],
        status=FindStatus(row[9]),
        evidence=read_list(row[10]),
        decided_by=row[11] or "",
    )


def _values(row: MentionRow) -> Values:
    evidence = row.evidence or (row.candidates[0].evidence if row.candidates else ())
    cells = (
        row.line,
        row.column,
        clean_line(row.text),
        clean_line(row.excerpt),
        row.group,
        row.status.value,
        row.paper_id,
        candidates_text(row.candidates),
        list_text(evidence),
        False,
    )
    return dict(zip(_SCANNED, cells, strict=True))


def _storable(text: str) -> str:
    """Leave out what PostgreSQL cannot hold; else an identity stays exactly as it came."""
    return text.replace("\0", "")


def _standing(there: Row, scanned: PaperId | None) -> int | None:
    """Return the paper of a mention known before: a person's word stands, a rule's may yield."""
    decided_by, decided = there[11], there[12]
    if decided_by == PERSON:
        return int(decided) if decided is not None else None
    return scanned if scanned is not None else decided


def _digest(identity: MentionIdentity) -> str:
    kind, normalised, ordinal = identity
    text = f"{kind}\n{ordinal}\n{normalised}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _item(members: Sequence[Row]) -> InboxItem:
    first = members[0]
    return InboxItem(
        id=MentionId(min(row[0] for row in members)),
        log_id=LogId(first[1]),
        path=first[3],
        line=first[5],
        text=first[7],
        kind=MentionKind(first[8]),
        excerpt=first[9],
        candidates=read_candidates(first[10]),
        mention_ids=tuple(MentionId(row[0]) for row in members),
        at=read_time(first[4]),
    )
