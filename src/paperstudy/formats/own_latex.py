r"""LaTeX as a person wrote it in a .bib file: kept where ours would not say it so.

Which capitals a person protected, `\TeX`, `3\textsuperscript{rd}` and commands of their own are
no part of the text that the library shows, but they belong to the entry, and go out with it as
long as the text is the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from paperstudy.domain.text import clean_line
from paperstudy.formats.latex import escape_latex, is_balanced, protect_more, protect_title
from paperstudy.formats.latex_in import DANGEROUS, decode_latex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperstudy.domain.papers import ExtraField

KEPT = frozenset(
    {
        "title", "booktitle", "journal", "journaltitle", "series", "publisher", "school",
        "institution", "howpublished",
    }
)  # fmt: skip
"""Fields of which the LaTeX is kept beside the text."""

# What makes LaTeX of a text, of a field of words: commands, groups, dashes, quotes, ties.
_SIGNS = ("\\", "{", "--", "``", "''", "~")
_ESCAPED = re.compile(r"\\[\x00-@\[-`{-\x7f]")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
# Words and words in braces, with no sign that means another thing in LaTeX.
_SIMPLE = re.compile(r"(?:[^\\{}%#&_^$~`'-]++|-(?!-)|\{(?:[^\\{}%#&_^$~`'-]++|-(?!-))*+\})*+")
_FORMULA = re.compile(r"\$[^$]*\$")
# What ends a line or a cell for TeX, calls for an argument, or spells a backslash; in a formula
# two of these are as they should be. A letter beyond ASCII may go on with a command's name.
_LOOSE = re.compile(r"[%#&]|\^\^|[_^$]|\\[A-Za-z]*[^\x00-\x7f]")


@lru_cache(maxsize=4096)  # papers share their venues and publishers
def keep_latex(name: str, value: str) -> str:
    """Return the LaTeX of a field that is kept beside its text; nothing where ours says as much."""
    if not any(sign in value for sign in _SIGNS):
        return ""
    latex = " ".join(value.split())
    text = _read(latex)
    if text is None or (latex != value and clean_line(decode_latex(value)) != text):
        return ""
    if name == "title":
        protected = protect_more(latex)
        return protected if protected != protect_title(text) else ""
    return latex if latex != escape_latex(text) else ""


def own_latex(extra: Iterable[ExtraField]) -> dict[str, str]:
    """Return the LaTeX that a person wrote, by the text that it prints."""
    read = ((_read(each.value), each.value) for each in extra if each.name in KEPT)
    return {text: latex for text, latex in read if text}


@lru_cache(maxsize=4096)
def _read(latex: str) -> str | None:
    """Return what LaTeX prints, None where it is not sound."""
    if _SIMPLE.fullmatch(latex):  # most of them
        return clean_line(latex.replace("{", "").replace("}", ""))
    return clean_line(decode_latex(latex)) if _is_sound(latex) else None


def _is_sound(latex: str) -> bool:
    """Tell whether LaTeX is well-formed as far as we can see, and does nothing but print."""
    plain = _ESCAPED.sub("", latex)
    return (
        is_balanced(latex)
        and is_balanced(plain)
        and not latex.endswith("\\")
        and DANGEROUS.isdisjoint(_COMMAND.findall(plain))
        and not _LOOSE.search(_FORMULA.sub(_without_scripts, plain))
    )


def _without_scripts(formula: re.Match[str]) -> str:
    return formula[0].replace("$", "").replace("^^", "%").replace("^", "").replace("_", "")
