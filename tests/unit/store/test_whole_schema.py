"""The JSON Schema of a whole library, `docs/library.schema.json`, tells what the tables hold.

`UPDATE_SCHEMA=1` writes it anew, after the tables have changed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Boolean, Integer

from paperstudy.formats.json_library import KIND, SCHEMA, LibraryHead, write_library
from paperstudy.store.revisions import HEAD
from paperstudy.store.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Column

    from paperstudy.store.store import Store
    from tests.unit.store.conftest import AddPaper

FILE = Path(__file__).parents[3] / "docs" / "library.schema.json"
OF_THE_MACHINE = {"journal", "journal_changes", "hosts", "paper_index"}
KINDS = {"string": str, "integer": int, "boolean": bool, "object": dict, "array": list}


def kind_of(column: Column[Any]) -> dict[str, Any]:
    kind = "string"
    if isinstance(column.type, Boolean | Integer):
        kind = "boolean" if isinstance(column.type, Boolean) else "integer"
    told: dict[str, Any] = {"type": [kind, "null"] if column.nullable else kind}
    return told | ({"minimum": 1} if column.name == "id" else {})


def whole(properties: dict[str, Any]) -> dict[str, Any]:
    """An object that has these properties, all of them and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def schema() -> dict[str, Any]:
    tables = {
        table.name: {
            "type": "array",
            "items": whole({column.name: kind_of(column) for column in table.columns}),
        }
        for table in METADATA.sorted_tables
        if table.name not in OF_THE_MACHINE
    }
    head = {
        "paperstudy": {"const": KIND},
        "schema": {"const": SCHEMA},
        "version": {"type": "string"},
        "revision": {"const": HEAD},
        "last_numbers": whole({name: {"type": "integer", "minimum": 0} for name in tables}),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A library of paperstudy",
        **whole({**head, "tables": whole(tables)}),
    }


def misfits(value: Any, told: dict[str, Any], place: str = "") -> list[str]:
    """Where a value is not as a schema tells; of JSON Schema, as much as ours uses."""
    if "const" in told or value is None:
        fits = value == told["const"] if "const" in told else "null" in told["type"]
        return [] if fits else [place]
    kind = told["type"][0] if isinstance(told["type"], list) else told["type"]
    right = type(value) is KINDS[kind] and ("minimum" not in told or value >= told["minimum"])
    inner: list[tuple[Any, dict[str, Any], str]] = []
    if right and kind == "array":
        inner = [(each, told["items"], f"{place}[]") for each in value]
    elif right and kind == "object":
        names = told["properties"]
        right = value.keys() == names.keys()
        inner = [(value[name], names[name], f"{place}.{name}") for name in names if right]
    return [wrong for each in inner for wrong in misfits(*each)] if right else [place]


def test_the_schema_is_that_of_the_tables() -> None:
    text = json.dumps(schema(), indent=1) + "\n"
    if os.environ.get("UPDATE_SCHEMA"):
        FILE.write_text(text, encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("table", "column"), [("papers", "key"), ("tags", "name")])
def test_a_library_is_as_the_schema_tells(
    store: Store, add_paper: AddPaper, table: str, column: str
) -> None:
    with store.write() as tx:
        tx.papers.tag(add_paper(tx, "a2020", "하나", "2001.00001", ("Ada L",), 2020), add=["고전"])
    with store.read() as tx:
        head = LibraryHead("1", HEAD, last_numbers=tx.whole.last_numbers())
        library = json.loads("".join(write_library(head, tx.whole.tables())))
    told = json.loads(FILE.read_text(encoding="utf-8"))
    assert misfits(library, told) == []
    library["tables"][table][0][column] = 5
    assert misfits(library, told) == [f".tables.{table}[].{column}"]
