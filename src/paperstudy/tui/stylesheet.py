"""Styles that are read once: Textual reads all of them anew whenever a screen is made or shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from collections.abc import Mapping


class KeptStylesheet(Stylesheet):
    """A stylesheet whose rules, once read, stay until a colour changes."""

    def __init__(self, *, variables: Mapping[str, str]) -> None:
        super().__init__(variables=dict(variables))
        self._known = dict(variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the colours of a theme; where they are the same, nothing is read anew."""
        if variables != self._known:
            self._known = dict(variables)
            super().set_variables(variables)

    def reparse(self) -> None:
        """Read what has not been read with these colours; the rules stay where that fails."""
        self.parse()
