"""A second reader of BibTeX, by the letter of its grammar, to check what we write against."""

from __future__ import annotations

import re

_HEAD = re.compile(r"@([a-z]+)\{([^\s,{}\"#%'()=~\\]+),\s*")
_FIELD = re.compile(r"([A-Za-z]+)\s*=\s*\{")
_BETWEEN = re.compile(r"\s*,?\s*")


def read_bib(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return (type, key, fields) of each entry; any letter out of place is an AssertionError."""
    entries = []
    place = 0
    while text[place:].strip():
        head = _HEAD.match(text, _blank(text, place))
        assert head, f"no entry begins at {text[place : place + 40]!r}"
        fields: dict[str, str] = {}
        place = head.end()
        while text[place] != "}":
            field = _FIELD.match(text, place)
            assert field, f"no field begins at {text[place : place + 40]!r}"
            value, place = _value(text, field.end())
            assert field[1].lower() not in fields, f"{field[1]} twice"
            fields[field[1].lower()] = value
            between = _BETWEEN.match(text, place)
            assert between is not None
            place = between.end()
        place += 1
        entries.append((head[1], head[2], fields))
    return entries


def _blank(text: str, place: int) -> int:
    while text[place].isspace():
        place += 1
    return place


def _value(text: str, place: int) -> tuple[str, int]:
    depth, start = 1, place
    while depth:
        assert place < len(text), "a value does not end"
        depth += (text[place] == "{") - (text[place] == "}")  # BibTeX counts escaped ones too
        place += 1
    return text[start : place - 1], place


def names(field: str) -> list[str]:
    """Return the authors as BibTeX divides them: at ` and ` outside of braces."""
    found, depth, word = [], 0, ""
    for piece in re.split(r"([{}]|\s+and\s+)", field):
        depth += (piece == "{") - (piece == "}")
        if depth == 0 and piece.strip() == "and":
            found.append(word)
            word = ""
        else:
            word += piece
    return [*found, word]


_UNESCAPED = {
    r"\&": "&", r"\%": "%", r"\#": "#", r"\_": "_", r"\$": "$",
    r"\textasciitilde{}": "~", r"\textasciicircum{}": "^", r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
}  # fmt: skip


def print_latex(value: str) -> str:
    """Return what LaTeX prints for a value of ours that holds no formula and no accent."""
    written = "|".join(map(re.escape, _UNESCAPED))
    return re.sub(f"{written}|[{{}}]", lambda sign: _UNESCAPED.get(sign[0], ""), value)
