"""Two meetings made one by a person's hand, or kept apart.

The one that goes into the other stays as it is, out of sight, so that a scan of its logs finds it,
and an undo takes both apart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.library import SessionRow
from paperstudy.domain.sessions import SessionState
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.repositories.meeting_rows import MeetingRows
from paperstudy.store.repositories.tellings import Tellings
from paperstudy.store.said import Said, said_text, unite_said

if TYPE_CHECKING:
    from paperstudy.domain.sessions import SessionId
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows

# Of two meetings that are one, the first of these that one of them is in.
_STATES = (SessionState.HELD, SessionState.OPEN, SessionState.SKIPPED)


def merge_meetings(
    link: Link, rows: Rows, keep: SessionId, drop: SessionId, said: tuple[Said | None, Said | None]
) -> None:
    """Let one meeting be part of another; `said` is what people said of `keep` and of `drop`."""
    for pair_id, part in link.rows(queries.PARTS, id=drop):
        _forget_pair(link, rows, part, keep)
        rows.update("session_pairs", pair_id, {"other_id": keep})
    _forget_pair(link, rows, drop, keep)
    rows.insert("session_pairs", {"session_id": drop, "other_id": keep, "same": True})
    rows.update("sessions", drop, {"decided": "merged"})
    if any(said):
        _join_words(link, rows, keep, drop, said)


def keep_apart(link: Link, rows: Rows, one: SessionId, other: SessionId) -> None:
    """See `SessionWriter.keep_apart`."""
    _forget_pair(link, rows, one, other)
    rows.insert("session_pairs", {"session_id": one, "other_id": other, "same": False})


def _join_words(
    link: Link, rows: Rows, keep: SessionId, drop: SessionId, said: tuple[Said | None, Said | None]
) -> None:
    """Let what people said of either be said of the one that stays."""
    meetings = MeetingRows(link, rows)
    now = Tellings(link).united(keep) or SessionRow()
    one, other = stored = [meetings.read(number) or SessionRow() for number in (keep, drop)]
    row = replace(
        one,
        note="\n\n".join(dict.fromkeys(row.note for row in stored if row.note)),
        state=next(state for state in _STATES if state in {one.state, other.state}),
        reason=one.reason or other.reason,
        series=one.series or other.series,
    )
    words = unite_said(said[0] or Said(), said[1] or Said(), now)
    meetings.write(keep, row, edited=True, said=said_text(words))


def _forget_pair(link: Link, rows: Rows, one: int, other: int) -> None:
    for first, second in ((one, other), (other, one)):
        pair_id = link.value(queries.PAIR, one=first, other=second)
        if pair_id is not None:
            rows.delete("session_pairs", pair_id)
