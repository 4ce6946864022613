"""Meetings that come again, as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.sessions import SeriesId
from paperstudy.domain.text import clean_line
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.encoding import date_text

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.domain.library import SeriesRow
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows


def save_series(rows: Rows, row: SeriesRow, series_id: SeriesId | None) -> SeriesId:
    """See `SessionWriter.save_series`."""
    values = {
        "weekday": row.weekday,
        "starts": clean_line(row.starts),
        "zone": clean_line(row.zone),
        "title": clean_line(row.title),
        "since": date_text(row.since),
        "until": date_text(row.until),
        "every": row.every,
        "place": clean_line(row.place),
        "minutes": row.minutes,
    }
    if series_id is None:
        return SeriesId(rows.insert("series", values))
    if rows.image("series", series_id) is None:
        raise _missing(series_id)
    rows.update("series", series_id, values)
    return series_id


def skip_day(link: Link, rows: Rows, series_id: SeriesId, day: date) -> None:
    """See `SessionWriter.skip_day`."""
    _must_exist(link, series_id)
    values = {"series_id": series_id, "date": day.isoformat()}
    if link.row(queries.SKIPPED_DAY, **values) is None:
        rows.insert("series_skips", values)


def end_series(link: Link, rows: Rows, series_id: SeriesId, until: date) -> None:
    """See `SessionWriter.end_series`."""
    _must_exist(link, series_id)
    rows.update("series", series_id, {"until": date_text(until)})


def _must_exist(link: Link, series_id: SeriesId) -> None:
    if link.row(queries.SERIES_BY_ID, id=series_id) is None:
        raise _missing(series_id)


def _missing(series_id: SeriesId) -> NotFoundError:
    return NotFoundError("no series has the number {number}", number=series_id)
