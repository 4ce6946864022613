"""Watching folders of logs: which files have changed since one last looked. Cheap to ask.

Files are asked for their size and time; a folder is walked again only where its own time changed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.domain.errors import PaperstudyError
from paperstudy.domain.events import ItemFailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Stamp = tuple[int, int] | None


class Watch:
    """What files looked like when one last looked; `look` tells which look otherwise now."""

    def __init__(self, folders: Sequence[str], files: Iterable[str]) -> None:
        self._roots = tuple(folders)
        self._files: dict[str, Stamp] = {path: _stamp(path) for path in files}
        self._folders: dict[str, Stamp] = {}
        for path in self._walk():
            self._files.setdefault(path, _stamp(path))

    def look(self) -> tuple[str, ...]:
        """Return the files that are new, changed, or gone since the last look."""
        changed = {path for path, before in self._files.items() if _stamp(path) != before}
        if any(_stamp(folder) != before for folder, before in self._folders.items()):
            changed.update(path for path in self._walk() if path not in self._files)
        for path in changed:
            self._files[path] = _stamp(path)
        return tuple(sorted(changed))

    def _walk(self) -> list[str]:
        """Return the logs under the folders, and note the folders that hold them."""
        from paperstudy.logs.reading import iter_logs

        roots = [Path(root) for root in self._roots if os.path.isdir(root)]  # noqa: PTH112 - a text
        self._folders = {str(root.resolve()): None for root in roots}
        for root in tuple(self._folders):
            for folder, below, _ in os.walk(root):
                below[:] = [name for name in below if not name.startswith(".")]
                self._folders[folder] = None
        self._folders = {folder: _stamp(folder) for folder in self._folders}
        try:
            files = list(iter_logs(roots))
        except PaperstudyError:
            return []  # a folder went while we looked: the next look tells
        return [file.path for file in files if not isinstance(file, ItemFailed)]


def _stamp(path: str) -> Stamp:
    """Return size and time of a file, None where there is none."""
    try:
        facts = os.stat(path)  # noqa: PTH116 - thousands of them, many times
    except OSError:
        return None
    return (facts.st_size, facts.st_mtime_ns)


def suggest_folders(near: Path, most: int = 8) -> tuple[tuple[str, int], ...]:
    """Return folders near the working folder that hold Markdown files, and how many each has.

    The working folder and what is in it come first, by number of files; looks three levels deep,
    and stops early in large trees.
    """
    counts: dict[str, int] = {}
    for seen, (folder, below, files) in enumerate(os.walk(near)):
        depth = len(Path(folder).relative_to(near).parts)
        below[:] = sorted(name for name in below if _may_hold_logs(name)) if depth < _DEEP else []
        count = sum(name.lower().endswith((".md", ".markdown", ".mdx")) for name in files)
        for parent in (Path(folder), *Path(folder).parents):
            if count and parent.is_relative_to(near):
                counts[str(parent)] = counts.get(str(parent), 0) + count
        if seen >= _MOST_FOLDERS:
            break
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(_without_shells(ranked)[:most])


_DEEP = 3
_MOST_FOLDERS = 500
_BUILT = frozenset({"node_modules", "site-packages", "__pycache__", "venv", "dist", "build"})


def _may_hold_logs(name: str) -> bool:
    return not name.startswith(".") and name not in _BUILT


def _without_shells(ranked: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Leave out a folder whose files all lie in one folder below it: that one says it better."""
    return [
        (path, count)
        for path, count in ranked
        if not any(
            other != path and Path(other).is_relative_to(path) and number == count
            for other, number in ranked
        )
    ]
