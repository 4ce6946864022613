"""The front matter of a log: YAML or TOML, also in odd and broken forms; never an exception."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_FENCE = re.compile(r"^(?:-{3,}|\+{3})\s*$")
_YAML_END = re.compile(r"^(?:-{3,}|\.{3})\s*$")
_TOML_END = re.compile(r"^\+{3}\s*$")
_KEY = re.compile(r"""^(["']?)([^\s"'#:\-\[\]{}|>`][^"':\n]{0,80}?)\1\s*:(?:\s+(.*)|\s*)$""")
_TOML_KEY = re.compile(r"""^["']?([\w.-]{1,80})["']?\s*=\s*(.*)$""")
_MEMBER = re.compile(r"^\s*-(?:\s+(.*)|)$")
_HEXO_KEY = re.compile(
    r"^(?:title|date|layout|tags?|categories|category|author)\s*:", re.IGNORECASE
)
_SPECIAL = tuple("|>&*!{%@`")
_MAX_LINES = 400
_FEWEST_KEYS = 2
_MAX_YAML = 65_536


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says and how many lines it takes, fences included."""

    values: dict[str, object] = field(default_factory=dict)
    length: int = 0


def read_front_matter(lines: list[str]) -> FrontMatter:
    """Read the front matter at the top of `lines`; empty where there is none.

    Keys are lower case; values are strings, lists of strings, or None where nothing is said.
    """
    first = next((n for n, line in enumerate(lines[:20]) if _bare(line)), None)
    if first is None:
        return FrontMatter()
    opening = _bare(lines[first])
    if not _FENCE.match(opening):
        return _unfenced(lines, first) if _HEXO_KEY.match(opening) else FrontMatter()
    toml = opening.startswith("+")
    ending = _TOML_END if toml else _YAML_END
    last = next(
        (
            n
            for n in range(first + 1, min(len(lines), first + _MAX_LINES))
            if ending.match(_bare(lines[n]))
        ),
        None,
    )
    if last is None:
        return _unclosed(lines, first)
    body = [line.rstrip("\r") for line in lines[first + 1 : last]]
    if toml:
        return FrontMatter(_read_toml(body), last + 1)
    if not _looks_like_yaml(body):
        return FrontMatter()
    return FrontMatter(_read_yaml(body), last + 1)


def _bare(line: str) -> str:
    return line.lstrip("\ufeff\u200b").strip()


def _looks_like_yaml(body: list[str]) -> bool:
    first = next(
        (line for line in body if line.strip() and not line.lstrip().startswith("#")), None
    )
    return first is None or bool(_KEY.match(first.strip()))


def _unfenced(lines: list[str], first: int) -> FrontMatter:
    """Read `key: value` lines that only a `---` ends."""
    for number in range(first, min(len(lines), first + 40)):
        line = lines[number].rstrip()
        if _YAML_END.match(line) and number > first:
            return FrontMatter(_read_yaml(lines[first:number]), number + 1)
        if line and not (_KEY.match(line.lstrip("\ufeff")) or _MEMBER.match(line)):
            break
    return FrontMatter()


def _unclosed(lines: list[str], first: int) -> FrontMatter:
    """Read the `key: value` lines under a fence that nothing closes."""
    last = first + 1
    while last < len(lines) and (_KEY.match(lines[last].rstrip()) or _MEMBER.match(lines[last])):
        last += 1
    if last - first <= _FEWEST_KEYS:
        return FrontMatter()
    return FrontMatter(_read_flat(lines[first + 1 : last]) or {}, last)


def _read_yaml(body: list[str]) -> dict[str, object]:
    values = _read_flat(body, strict=True)
    if values is None:
        values = _load_yaml(body)
    if values is None:
        values = _read_flat(body) or {}
    return values


def _read_flat(body: list[str], *, strict: bool = False) -> dict[str, object] | None:
    """Read `key: value` lines and lists under a key; None where `strict` meets anything else."""
    values: dict[str, object] = {}
    current = ""
    for raw in body:
        line = raw.replace("\t", "  ").rstrip().lstrip("\ufeff")
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        member = _MEMBER.match(line)
        if member and current:
            taken = _take_member(values, current, member.group(1) or "", strict=strict)
        else:
            match = _KEY.match(line)
            current = match.group(2).strip().casefold() if match else current
            taken = match is not None and _take_value(
                values, current, match.group(3) or "", strict=strict
            )
        if not taken and strict:
            return None
    return values


def _take_member(values: dict[str, object], key: str, text: str, *, strict: bool) -> bool:
    held = values.get(key)
    if held is None:
        held = values[key] = []
    if not isinstance(held, list) or (
        strict and (": " in text or text.startswith((*_SPECIAL, "[", "-")))
    ):
        return False
    value = _scalar(text)
    if value:
        held.append(value)
    return True


def _take_value(values: dict[str, object], key: str, text: str, *, strict: bool) -> bool:
    text = text.strip()
    if strict and (text.startswith(_SPECIAL) or (text[:1] in "\"'" and not _closed(text))):
        return False
    if text.startswith("[") and _uncommented(text).endswith("]"):
        inner = _uncommented(text)[1:-1]
        if strict and any(sign in inner for sign in "\"'[{"):
            return False
        values[key] = [value for value in map(_scalar, inner.split(",")) if value]
        return True
    values[key] = _scalar(text)
    return not (strict and text.startswith("["))


def _closed(text: str) -> bool:
    """Say whether a quoted value is closed, with nothing but a comment behind it."""
    if len(text) > 1 and text[0] in "\"'":
        rest = text[1:].partition(text[0])
        return (
            bool(rest[1])
            and (not rest[2].strip() or rest[2].lstrip().startswith("#"))
            and "\\" not in text
        )
    return True


def _uncommented(text: str) -> str:
    if text.startswith("#"):
        return ""
    return re.split(r"\s#", text, maxsplit=1)[0].rstrip()


def _scalar(text: str) -> str | None:
    text = text.strip()
    if len(text) > 1 and text[0] in "\"'":
        end = text.find(text[0], 1)
        if end > 0:
            return text[1:end].strip() or None
    text = _uncommented(text)
    return None if text in {"", "~", "null", "|", ">", "[]"} else text


def _load_yaml(body: list[str]) -> dict[str, object] | None:
    """Read nested YAML, every scalar as text; None where it is broken."""
    text = "\n".join(body).expandtabs(2)
    if len(text) > _MAX_YAML:
        return None
    import yaml

    try:
        # The base loader makes strings only: no dates, no objects.
        loaded = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    if not isinstance(loaded, dict):
        return None
    return {str(key).strip().casefold(): _plain(value) for key, value in loaded.items()}


def _read_toml(body: list[str]) -> dict[str, object]:
    import tomllib

    try:
        loaded = tomllib.loads("\n".join(body))
    except (tomllib.TOMLDecodeError, RecursionError):
        matches = (_TOML_KEY.match(line.strip()) for line in body)
        return {match.group(1).casefold(): _scalar(match.group(2)) for match in matches if match}
    return {key.casefold(): _plain(value) for key, value in loaded.items()}


def _plain(value: object) -> object:
    """Return a loaded value as text, a list of texts, or None."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        members = (_plain(member) if not isinstance(member, list) else None for member in value)
        return [member for member in members if isinstance(member, str)]
    if value is None or isinstance(value, dict):
        return None
    text = str(value).strip()
    return text if text not in {"", "~", "null"} else None
