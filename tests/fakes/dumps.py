"""Dumps of Papers with Code for tests: ours on disk, and the archive made of them."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from paperstudy.domain.archive import ImportedDump
from paperstudy.domain.events import CancelToken
from paperstudy.sources.dumps import read_dump
from paperstudy.store.archive import Archive, open_archive

FOLDER = Path(__file__).parents[2] / "fixtures" / "sources" / "pwc"
LINKS = FOLDER / "links-between-papers-and-code.json"
PAPERS = FOLDER / "papers-with-abstracts.json"
METHODS = FOLDER / "methods.json"
TABLES = FOLDER / "evaluation-tables.json"
ALL = (LINKS, PAPERS, METHODS, TABLES)
AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def take_in(archive: Archive, *paths: Path) -> list[ImportedDump]:
    """Import dumps as the study does."""
    done = []
    for path in paths:
        token = CancelToken()
        dump = read_dump(path, token)

        def sign(rows: int, dump: Any = dump) -> ImportedDump:
            return ImportedDump(
                dump.kind, dump.path.name, dump.size, rows, dump.skipped, AT, dump.dated
            )

        steps = archive.replace(dump.kind, dump.batches(), sign, token)
        done += [step for step in steps if isinstance(step, ImportedDump)]
    return done


def make_archive(path: Path, *dumps: Path) -> Archive:
    """Return an archive in a new file, with our dumps or some of them in it."""
    archive = open_archive(path)
    take_in(archive, *(dumps or ALL))
    return archive


def write_dump(path: Path, rows: Any) -> Path:
    """Write rows as a dump, packed where its name says so."""
    data = json.dumps(rows).encode()
    path.write_bytes(gzip.compress(data, 1) if path.suffix == ".gz" else data)
    return path
