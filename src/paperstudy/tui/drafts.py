"""What a person wrote and did not save, kept on this machine until they do."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING

from paperstudy.domain.text import clean_typed
from paperstudy.study.kept import BASES, DRAFTS, change_kept, read_kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.config import Settings


class Drafts(MutableMapping[str, str]):
    """The drafts of one library by name, each with the text that it was begun from, if any."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        kept = read_kept(settings, DRAFTS)
        self._texts = {name: clean_typed(text) for name, text in kept.items()}
        self._bases = read_kept(settings, BASES)
        self._touched: set[str] = set()  # others may keep drafts of this library at the same time

    def __getitem__(self, name: str) -> str:
        return self._texts[name]

    def __setitem__(self, name: str, text: str) -> None:
        self._texts[name] = text
        self._bases.pop(name, None)
        self._touched.add(name)

    def __delitem__(self, name: str) -> None:
        del self._texts[name]
        self._bases.pop(name, None)
        self._touched.add(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def keep(self, name: str, text: str, base: str) -> None:
        """Keep a draft, and the text that it was begun from."""
        self[name] = text
        self._bases[name] = base

    def base(self, name: str) -> str | None:
        """Return what a draft was begun from; None where nobody noted it."""
        return self._bases.get(name)

    def drop(self, name: str, saved: str) -> None:
        """Let a draft go that was saved, unless it was written on since."""
        if self._texts.get(name) == saved:
            del self[name]

    def write(self) -> None:
        """Keep what has changed here beyond this run.

        Raises:
            InvalidFileError: the file cannot be written.
            DiskFullError: there is no room for it.
        """
        for what, kept in ((BASES, self._bases), (DRAFTS, self._texts)):
            change_kept(self._settings, what, {name: kept.get(name) for name in self._touched})
        self._touched.clear()
