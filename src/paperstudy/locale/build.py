"""Compile the translations, and say what has none yet: `python src/paperstudy/locale/build.py`.

The sentences are found in the source by what is called with them: `translate`, an error's
message and hint, a notice, a command's help. They are literals, never f-strings: what is put
together cannot be looked up.
"""  # noqa: INP001 - a tool beside the catalogues, not a part of the package

from __future__ import annotations

import ast
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
SOURCE = HERE.parent
CATALOGUES = tuple(sorted(HERE.glob("*/LC_MESSAGES/paperstudy.po")))
_CALLS = {"translate", "say", "Notice", "file_error"}
_KEYWORDS = {"help", "hint"}
_NAMES = {
    "WORDS",
    "STATES",
    "_DAYS",
    "_MONTHS",
    "REASONS",
    "DOUBTS",
    "LIKENESSES",
    "CAUSES",
    "TITLES",
    "_HELP",
    "said",
}
_DOORS = {"cli", "tui", "saying"}
_PLACES = {
    "Entry": 2,
    "Explanation": 1,
    "Change": 1,
    "Operation": 1,
    "Mode": 2,
}  # where the sentence stands that is not the first argument
_MAGIC = 0x950412DE  # GNU gettext manual, "The Format of GNU MO Files"

Messages = dict[str, str]  # English to its plural, "" where it has none


def collect_messages(source: Path = SOURCE) -> Messages:
    """Return all the sentences in the source that a person may read."""
    found: Messages = {}
    for _, text, plural in _iter_messages(source):
        if text is not None and text.strip():
            found[text] = found.get(text) or plural
    return found


def find_untranslatable(source: Path = SOURCE) -> list[str]:
    """Return the places where a sentence is an f-string, which no catalogue can hold."""
    return [place for place, text, _ in _iter_messages(source) if text is None]


def _iter_messages(source: Path) -> Iterator[tuple[str, str | None, str]]:
    for path in sorted(source.rglob("*.py")):
        if HERE in path.parents:
            continue
        name = path.relative_to(source)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            texts = (
                _called(node) if name.parts[0] not in _DOORS else (*_called(node), *_assigned(node))
            )
            for text, plural in texts:
                yield f"{name}:{getattr(node, 'lineno', 0)}", text, plural


def _assigned(node: ast.AST) -> Iterator[tuple[str | None, str]]:
    """Yield the sentences that a door keeps under one of the names above."""
    if not isinstance(node, ast.Assign | ast.AnnAssign):
        return
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    if node.value is not None and any(getattr(target, "id", "") in _NAMES for target in targets):
        yield from ((text, "") for text in _texts(node.value))


def _called(node: ast.AST) -> Iterator[tuple[str | None, str]]:
    """Yield the sentences that a call hands to the seam, to an error or to a command."""
    if not isinstance(node, ast.Call):
        return
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    if name == "translate_count":
        one, many = (next(_texts(argument)) for argument in node.args[:2])
        yield one, many or ""
    elif node.args and (name in _CALLS or name.endswith("Error")):
        yield from ((text, "") for text in _texts(node.args[0]))
    elif name in _PLACES and len(node.args) > _PLACES[name]:
        yield from ((text, "") for text in _texts(node.args[_PLACES[name]]))
    for keyword in node.keywords:
        if keyword.arg in _KEYWORDS:
            yield from ((text, "") for text in _texts(keyword.value))


def _texts(node: ast.expr) -> Iterator[str | None]:
    """Yield the string literals that an expression can be; None for an f-string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield None
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Tuple):
        for element in node.elts:
            yield from _texts(element)
    elif isinstance(node, ast.Starred):
        yield from _texts(node.value)
    elif isinstance(node, ast.Dict | ast.BoolOp):
        for value in node.values:
            yield from _texts(value)


def read_po(path: Path) -> dict[str, tuple[str, str]]:
    """Return the entries of a `.po` file: English to (its plural, the translation)."""
    entries: dict[str, tuple[str, str]] = {}
    fields: dict[str, str] = {}
    current = ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if not line.strip():
            if "msgid" in fields:
                text = fields.get("msgstr") or fields.get("msgstr[0]", "")
                entries[fields["msgid"]] = (fields.get("msgid_plural", ""), text)
            fields = {}
        elif line.startswith('"'):
            fields[current] += ast.literal_eval(line)
        elif not line.startswith("#"):
            current, _, text = line.partition(" ")
            fields[current] = ast.literal_eval(text)
    return entries


def compile_mo(entries: dict[str, tuple[str, str]]) -> bytes:
    """Return the entries as the bytes of a `.mo` file; those without translation are left out."""
    rows = sorted(
        (f"{text}\0{plural}".encode() if plural else text.encode(), translation.encode())
        for text, (plural, translation) in entries.items()
        if translation
    )
    head = 7 * 4
    offset = head + 16 * len(rows)
    tables: list[bytes] = []
    body = b""
    for column in (0, 1):
        for row in rows:
            tables.append(struct.pack("<II", len(row[column]), offset + len(body)))
            body += row[column] + b"\0"
    header = struct.pack("<7I", _MAGIC, 0, len(rows), head, head + 8 * len(rows), 0, offset)
    return header + b"".join(tables) + body


def write_stub(text: str, plural: str) -> str:
    """Return a `.po` entry that waits for its translation."""
    lines = [f"msgid {_quoted(text)}"]
    if plural:
        lines += [f"msgid_plural {_quoted(plural)}", 'msgstr[0] ""']
    else:
        lines.append('msgstr ""')
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main() -> int:
    """Compile each catalogue; print a stub for each sentence without a translation."""
    messages = collect_messages()
    missing = 0
    for path in CATALOGUES:
        entries = read_po(path)
        path.with_suffix(".mo").write_bytes(compile_mo(entries))
        for text, plural in messages.items():
            if not entries.get(text, ("", ""))[1]:
                missing += 1
                sys.stdout.write(write_stub(text, plural) + "\n")
        for text in entries.keys() - messages.keys() - {""}:
            sys.stderr.write(f"no longer used: {text}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
