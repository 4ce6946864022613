"""All operations of all screens, in the order of the screens."""

from __future__ import annotations

from paperstudy.tui.operations import (
    activity,
    app,
    inbox,
    logs,
    papers,
    people,
    reading,
    sessions,
    settings,
    stats,
)

EVERY = (
    *app.OPERATIONS,
    *inbox.OPERATIONS,
    *papers.OPERATIONS,
    *reading.OPERATIONS,
    *sessions.OPERATIONS,
    *people.OPERATIONS,
    *logs.OPERATIONS,
    *stats.OPERATIONS,
    *activity.OPERATIONS,
    *settings.OPERATIONS,
)
