"""Whose log it is by the folder it lies in: a group may give each member one of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from paperstudy.logs.people import clean_name, is_full_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_DEPTHS = (1, 2)  # minsu/2021-08-10.md, minsu/week1/paper.md
_NUMBER = re.compile(r"\d+")
_LEAST = 2  # folders beside each other


def find_owners(paths: Iterable[str], is_known: Callable[[str], bool]) -> dict[str, str]:
    """Return by path who wrote a log, where folders side by side are named like people.

    They are members' folders where two of them hold logs of the same day, or number: one folder
    of that name may be a reader's home. `is_known` tells whether a name is somebody's here.
    """
    beside: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for path in paths:
        parts = path.split("/")
        for depth in _DEPTHS:
            if len(parts) > depth + 1:
                above, folder = "/".join(parts[: -depth - 1]), parts[-depth - 1]
                beside[above][folder][path] = "/".join(parts[-depth:])
    owners: dict[str, str] = {}
    for folders in beside.values():
        owners |= _owners_of(folders, is_known)
    return owners


def _owners_of(
    folders: Mapping[str, Mapping[str, str]], is_known: Callable[[str], bool]
) -> dict[str, str]:
    """Return the owners of the logs in folders side by side."""
    if len(folders) < _LEAST:
        return {}
    names = {folder: clean_name(folder.replace("_", " ")) for folder in folders}
    members = [
        folder for folder, name in names.items() if name and (is_full_name(name) or is_known(name))
    ]
    days = [{_day(rest) for rest in folders[folder].values()} - {""} for folder in members]
    shared = len(set().union(*days)) < sum(map(len, days))
    if len(members) < _LEAST or not shared:
        return {}
    return {path: names[folder] for folder in members for path in folders[folder]}


def _day(rest: str) -> str:
    """Return the numbers in a log's name: its day, or its week; empty where there are none."""
    return " ".join(number.lstrip("0") for number in _NUMBER.findall(rest))
