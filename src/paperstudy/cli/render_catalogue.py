"""The archive as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.output import safe
from paperstudy.cli.render import heading, labelled
from paperstudy.domain.language import translate
from paperstudy.saying.archives import archive_facts, dump_cells, rows_said, size_said
from paperstudy.saying.cells import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.cli.output import Style
    from paperstudy.domain.archive import CatalogueStatus, ImportedDump


def render_status(status: CatalogueStatus, style: Style) -> Iterator[str]:
    """Yield where the archive is, whose data it holds, and which dumps it was made of."""
    rows = [(label, safe(value)) for label, value in archive_facts(status)]
    yield from labelled(rows, style, whole=translate("Archive"))
    if not status.dumps:
        return
    yield from heading(translate("Imported"), style)
    cells = [tuple(map(safe, dump_cells(dump))) for dump in status.dumps]
    if style.plain:
        yield from ("\t".join(row) for row in cells)
        return
    for row in columns(cells, style.width - 2, stretch=3):
        yield "  " + "  ".join(row).rstrip()


def render_dump(dump: ImportedDump, style: Style) -> Iterator[str]:
    """Yield that a dump is imported, and how much of it."""
    rows = rows_said(dump)
    if style.plain:
        yield "\t".join((dump.kind.value, rows, safe(dump.file)))
        return
    yield f"{style.paint(dump.kind.value, 'cyan')}  {rows}  {style.paint(safe(dump.file), 'dim')}"


def size_of(status: CatalogueStatus) -> str:
    """Return how much the archive takes; empty where there is none."""
    return size_said(status.size) if status.size else ""


def status_object(status: CatalogueStatus) -> dict[str, object]:
    """Return the same as one JSON object."""
    return {
        "path": status.path,
        "size": status.size,
        "source": "Papers with Code archive",
        "licence": status.licence,
        "imported": [
            {
                "kind": dump.kind.value,
                "file": dump.file,
                "size": dump.size,
                "rows": dump.rows,
                "skipped": dump.skipped,
                "imported_at": dump.imported_at.isoformat() if dump.imported_at else None,
                "dated": dump.dated.isoformat() if dump.dated else None,
            }
            for dump in status.dumps
        ],
    }
