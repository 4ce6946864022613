"""The screens one can go to: their order, their names, and where each is made."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen


@dataclass(frozen=True, slots=True)
class Mode:
    """A screen: the name of its module in `screens`, its class there, its title in English."""

    name: str
    screen: str
    title: str

    def make(self) -> Screen[None]:
        """Import and make the screen: only when it is first shown."""
        found = getattr(import_module(f"paperstudy.tui.screens.{self.name}"), self.screen)
        made: Screen[None] = found()
        return made


# No screen to go to: it lies over the one that is there.
FIRST_RUN = Mode("first_run", "FirstRun", "First run")
MODES = (
    Mode("inbox", "InboxScreen", "Inbox"),
    Mode("papers", "PapersScreen", "Papers"),
    Mode("reading", "ReadingScreen", "Reading"),
    Mode("sessions", "SessionsScreen", "Sessions"),
    Mode("people", "PeopleScreen", "People"),
    Mode("logs", "LogsScreen", "Logs"),
    Mode("stats", "StatsScreen", "Stats"),
    Mode("activity", "ActivityScreen", "Activity"),
    Mode("settings", "SettingsScreen", "Settings"),
)
