"""Which keys a LaTeX document cites: from its `.aux` files, or from its source. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EVERYTHING = "*"
"""The key of `\\nocite{*}`: all that is in the file."""

# LaTeX's own, and BibLaTeX's, which puts the number of a section before the key.
_AUX_CITE = re.compile(
    r"^\\(?:citation|abx@aux@cite|abx@aux@nocite)(?:\{\d+\})?\{([^{}]*)\}", re.MULTILINE
)
_AUX_INPUT = re.compile(r"^\\@input\{([^{}]+)\}", re.MULTILINE)
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
# `\cite`, `\citep*`, `\Textcite`, `\footcites`; not what only sets how citations look.
_CITE = re.compile(
    r"\\(?!(?:citestyle|citename|citeindextype|citereset|citetrackerfalse|citetrackertrue)\b)"
    r"(?i:no|foot|paren|text|auto|smart|super|full|footfull|note)?"
    r"[cC]ite(?:[a-zA-Z]*)\*?(?P<rest>(?:\s*(?:\([^()]*\)|\[[^\[\]]*\]))*\s*\{)"
)
_ARGUMENT = re.compile(r"(?:\s*(?:\([^()]*\)|\[[^\[\]]*\]))*\s*\{([^{}]*)\}")
_SEVERAL = re.compile(r"\\[a-zA-Z]*[cC]ites[a-zA-Z]*\*?")
_TEX_INPUT = re.compile(
    r"\\(?:input|include|subfile|subfileinclude)\s*\{(?P<name>[^{}]+)\}"
    r"|\\input\s+(?P<bare>[^\s{}\\]+)"  # TeX's own
    r"|\\(?:sub)?(?:import|inputfrom|includefrom)\*?\s*\{(?P<folder>[^{}]*)\}\s*\{(?P<in>[^{}]+)\}"
)
_VERB = re.compile(r"\\(?:verb|lstinline)\*?(?P<mark>[^\w\s*{[])[^\n]{0,1000}?(?P=mark)")
_VERBATIM = re.compile(r"\\begin(\{(?:verbatim\*?|lstlisting|comment)\})")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a file cites, each key once, in order; `inputs` are the files that it reads in turn."""

    keys: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()


def read_aux(text: str) -> Cited:
    """Return what an `.aux` file cites."""
    keys = (key for found in _AUX_CITE.finditer(text) for key in found[1].split(","))
    return Cited(_once(keys), _once(_AUX_INPUT.findall(text)))


def read_tex(text: str) -> Cited:
    """Return what the source of a document cites; comments and listings cite nothing."""
    text = _drop_verbatim(_COMMENT.sub(r"\1", _VERB.sub("", text)))
    return Cited(_once(_keys(text)), _once(map(_input, _TEX_INPUT.finditer(text))))


def _drop_verbatim(text: str) -> str:
    """Return a text without its listings; one that does not end is none."""
    kept: list[str] = []
    endless: set[str] = set()
    place = 0
    for found in _VERBATIM.finditer(text):
        name = found[1]
        if found.start() < place or name in endless:
            continue
        end = text.find(f"\\end{name}", found.end())
        if end < 0:
            endless.add(name)
            continue
        kept.append(text[place : found.start()])
        place = end + len(f"\\end{name}")
    return "".join((*kept, text[place:]))


def _input(found: re.Match[str]) -> str:
    """Return the file that a command reads, whose folder `import` names apart."""
    name = (found["name"] or found["bare"] or found["in"]).strip().strip('"')
    folder = (found["folder"] or "").strip()
    path = f"{folder.rstrip('/')}/{name}" if folder else name
    return path if "." in name else f"{path}.tex"


def _keys(text: str) -> Iterator[str]:
    for command in _CITE.finditer(text):
        place = command.start("rest")
        many = _SEVERAL.fullmatch(text[command.start() : place].rstrip()) is not None
        while argument := _ARGUMENT.match(text, place):
            yield from argument[1].split(",")
            place = argument.end()
            if not many:
                break


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    cleaned = (" ".join(text.split()) for text in texts)
    return tuple(dict.fromkeys(text for text in cleaned if text and "#" not in text))
