"""One step taken back, or done again, over what scans and others have written since.

Each row must be as the step left it in the columns that people write; a change of these makes the
step stale, and nothing is overwritten unseen. What scans derive gives way instead: a column that
a scan wrote since stays as it is, a row that it wrote anew is left to it, and what it hung on a
paper that goes now is taken off. `settling.py` then looks after the finds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.papers import PaperId
from paperstudy.store import queries
from paperstudy.store.bodies import map_text, read_pairs
from paperstudy.store.meeting_replay import MeetingReplay
from paperstudy.store.parting import Parting
from paperstudy.store.repositories.merging import Merging
from paperstudy.store.repositories.papers_writing import SHARED_SCHEMES
from paperstudy.store.settling import Settling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.store.link import Link
    from paperstudy.store.recorder import Image
    from paperstudy.store.rows import Rows

# Rows that scans write as well; where one has gone or come since, the scan has the last word.
_SCANNED = {
    *("mentions", "presentations", "todos", "identifiers", "records", "lookups", "offers"),
    *("sessions", "attendance", "presenters", "path_items", "session_pairs"),
}
# Rows that others may have come to use; they stay as long as they are in use.
_COMMON = {"tags", "people"}
# Columns of a paper that only people write; the others are merged from its records.
_OWN = {"id", "key", "added_at"}
# The same of an offer and of a meeting.
_DECIDED = {"decided", "decided_at"}
_SAID = {"edited", "decided", "said", "note", "state", "reason"}
# Where what a person does again stands over what scans say.
_STANDING = {"papers", "sessions", "presentations", "attendance"}
# Columns that follow from the others in the end.
_FOLLOWING = {"presentations": {"position"}, "sessions": {"changes"}, "attendance": {"position"}}
# Rows of which a paper has one per source or question: where papers are merged again, what `sync`
# has brought since decides which of two stays.
_MERGED_ANEW = {"records", "lookups", "offers"}


class ChangedSinceError(Exception):
    """Something is not as the step left it."""


@dataclass(frozen=True, slots=True)
class Change:
    """A row to be turned from `old` into `new`; None stands for no row."""

    table: str
    row_id: int
    old: Image | None
    new: Image | None


class Replay:
    """The changes of one step, in the order in which they are to be made; `back` for an undo."""

    def __init__(
        self, rows: Rows, link: Link, changes: Sequence[Change], *, back: bool, since: str = ""
    ) -> None:
        self._rows = rows
        self._since = since  # when a person did it
        self._link = link
        self._changes = changes
        self._back = back
        self._settling = Settling(rows, link)
        self._meetings = MeetingReplay(rows, link)
        self._unmerged: set[int] = set()
        self._identifiers_put_in: dict[int, list[Image]] = {}  # by paper
        for change in changes:
            if change.table == "identifiers" and change.old is None and change.new is not None:
                of_paper = self._identifiers_put_in.setdefault(change.new["paper_id"], [])
                of_paper.append(change.new)
        # Papers that go into others, with the numbers of those; and those that come out again.
        merges = [change for change in changes if change.table == "merged_papers"]
        self._heirs = {
            change.new["merged_id"]: change.new["paper_id"]
            for change in merges
            if change.new and change.old is None
        }
        self._parted = [change.old for change in merges if change.old and change.new is None]

    def run(self) -> list[PaperId]:
        """Make the changes; return the papers whose fields must be merged from their records anew.

        Raises:
            ChangedSinceError: somebody changed the same since.
            IntegrityError: what must go is in use, or what must come has its place taken.
        """
        leaving = [each.row_id for each in self._changes if each.table == "papers" and not each.new]
        for paper_id in leaving:
            self._settling.remember(paper_id)
        self._rows.unindex(leaving)
        for change in self._changes:
            self._meetings.touch(change.table, change.row_id, change.old or change.new or {})
        taken_over = self._take_over()
        rewritten = self._rewritten()
        for change in self._changes:
            if change.table == "authors" and _paper_of(change) in rewritten:
                self._unmerged.add(_paper_of(change))
            elif change.table in _MERGED_ANEW and _paper_of(change) in self._heirs:
                self._unmerged.add(self._heirs[_paper_of(change)])
            else:
                self._apply(change)
        for merge in self._parted:
            self._part(merge)
        self._unmerged.update(self._misinformed())
        self._settling.point(taken_over)
        self._settling.finish()
        self._meetings.finish()
        self._rows.flush()
        return [
            PaperId(paper_id)
            for paper_id in sorted(self._unmerged)
            if self._rows.image("papers", paper_id) is not None
        ]

    def _apply(self, change: Change) -> None:
        current = self._rows.image(change.table, change.row_id)
        if change.old is None:
            self._put_in(change, current)
        elif current is None:
            if change.table not in _SCANNED:
                raise ChangedSinceError
        elif change.new is None:
            self._take_out(change, current, change.old)
        else:
            self._write(change, current, change.old)
        if change.table == "decisions" and current is not None:
            self._settling.touch("mentions", current["mention_id"], current["paper_id"])

    def _put_in(self, change: Change, current: Image | None) -> None:
        assert change.new is not None
        if current is not None:
            if change.table not in _SCANNED | _COMMON:
                raise ChangedSinceError
            if change.table == "sessions":
                self._meetings.take_back(change.row_id, change.new)
            return
        if change.table == "identifiers" and self._has_owner(change.new):
            if change.new["scheme"] not in SHARED_SCHEMES:
                raise ChangedSinceError
            return
        if self._meetings.is_settled(change.table, change.new):
            return
        image = self._meetings.place(change.table, change.row_id, change.new)
        self._rows.insert(change.table, {**image, "id": change.row_id})

    def _take_out(self, change: Change, current: Image, old: Image) -> None:
        table, row_id = change.table, change.row_id
        following = _FOLLOWING.get(table, set())
        changed = {n for n, value in old.items() if current[n] != value and n not in following}
        if changed - _derived(table, old):
            raise ChangedSinceError
        if table == "papers" and row_id in self._heirs:
            Merging(self._link, self._rows).move(self._heirs[row_id], row_id)
            self._rows.delete_where("authors", paper_id=row_id)
        elif table == "papers":
            self._settling.let_go(row_id)
        elif table == "sessions" and self._meetings.leave(row_id):
            return  # to the logs that tell of it
        elif changed:  # by a scan, which still needs the row
            self._unmerged.add(_paper_of(change))
            return
        if table == "presentations":  # whom a scan has named since
            self._rows.delete_where("presenters", presentation_id=row_id)
        if table not in _COMMON or not self._rows.in_use(table, row_id):
            self._rows.delete(table, row_id, current)

    def _write(self, change: Change, current: Image, old: Image) -> None:
        assert change.new is not None
        derived = _derived(change.table, current)
        values = self._meetings.follow(change.table, change.row_id, change.new, current)
        for name, value in change.new.items():
            if name in _FOLLOWING.get(change.table, ()):
                continue
            if current[name] == old[name]:
                values[name] = value
                continue
            if name not in derived:
                raise ChangedSinceError
            if change.table == "papers":
                self._unmerged.add(change.row_id)
            if name == "provenance":
                values[name] = _with_pairs(current[name], old[name], value)
            elif change.table in _STANDING and not self._back:
                values[name] = value
        values = self._meetings.known(change.table, values)
        if values:
            self._rows.update(change.table, change.row_id, values)
        if change.table in {"mentions", "presentations", "todos", "path_items"}:
            self._settling.touch(change.table, change.row_id, old.get("paper_id"))

    def _part(self, merge: Image) -> None:
        """Share out what came to a merged paper before it became two again."""
        parted, other = merge["merged_id"], merge["paper_id"]
        parting = Parting(self._rows, self._link, parted, other)
        if parting.share(merge["newest_record"]):
            self._unmerged.update((parted, other))
        if self._since:
            parting.forget(self._since)

    def _misinformed(self) -> Iterator[int]:
        """Yield the papers that come with facts of a source of which no record comes.

        Such came in between, and went with the paper; its own records tell the others anew.
        """
        put_in = [each for each in self._changes if each.old is None and each.new is not None]
        sources: dict[int, set[str]] = {}
        for change in put_in:
            if change.table == "records" and change.new:
                sources.setdefault(_paper_of(change), set()).add(change.new["source"])
        for change in put_in:
            if change.table == "papers" and change.new and change.row_id in sources:
                told = {source for _, source in read_pairs(change.new["provenance"])}
                if told - sources[change.row_id]:
                    yield change.row_id

    def _rewritten(self) -> set[int]:
        """Return the papers whose authors were written anew since."""
        expected: dict[int, dict[int, bool]] = {}
        for change in self._changes:
            if change.table == "authors":
                there = expected.setdefault(_paper_of(change), {})
                there.setdefault(change.row_id, change.old is not None)
        return {
            paper_id
            for paper_id, there in expected.items()
            if {row_id for row_id, is_there in there.items() if is_there}
            != {row_id for (row_id,) in self._link.rows(queries.AUTHOR_IDS, id=paper_id)}
        }

    def _take_over(self) -> dict[int, list[tuple[str, int]]]:
        """Remove the copies that scans made of papers that come back now.

        Returns, by paper, the rows that pointed at its copies and shall point at it.
        """
        found: dict[int, list[tuple[str, int]]] = {}
        for change in self._changes:
            if change.table != "papers" or change.old is not None or change.new is None:
                continue
            for copy in self._copies(change.row_id, change.new):
                self._settling.remember(copy)
                found.setdefault(change.row_id, []).extend(self._settling.let_go(copy))
                self._rows.delete("papers", copy)
        return found

    def _copies(self, paper_id: int, image: Image) -> list[int]:
        """Return the papers that are the same work as one that comes, if scans alone made them."""
        same = {
            row_id
            for (row_id,) in self._link.rows(
                queries.SAME_PAPER, key=image["key"], title_key=image["title_key"]
            )
        }
        for new in self._identifiers_put_in.get(paper_id, ()):
            if new["scheme"] not in SHARED_SCHEMES and (owner := self._has_owner(new)):
                same.add(owner)
        if any(self._link.row(queries.TOUCHED_BY_PERSON, paper_id=copy) for copy in same):
            raise ChangedSinceError
        return sorted(same)

    def _has_owner(self, identifier: Image) -> int:
        """Return the paper that has an identifier now, 0 for none."""
        found = self._link.value(
            queries.IDENTIFIER_OWNER, scheme=identifier["scheme"], value=identifier["value"]
        )
        return int(found or 0)


def _derived(table: str, image: Image) -> set[str]:
    """Return the columns of a row that scans write."""
    if table == "papers":
        return set(image) - _OWN
    if table not in _SCANNED or image.get("source") == "person":
        return set()
    return set(image) - (_SAID if table == "sessions" else _DECIDED)


def _paper_of(change: Change) -> int:
    image = change.old or change.new
    assert image is not None
    return int(image.get("paper_id") or 0)


def _with_pairs(current: str, old: str, new: str) -> str:
    """Turn the pairs of `old` into those of `new` where they stand as they were."""
    now, was, then = (dict(read_pairs(text)) for text in (current, old, new))
    for name in was.keys() | then.keys():
        if now.get(name) != was.get(name):
            continue
        if name in then:
            now[name] = then[name]
        else:
            now.pop(name, None)
    return map_text(dict(sorted(now.items())))
