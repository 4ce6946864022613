"""The archive of Papers with Code in words: where it is, how large, made of which dumps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count

if TYPE_CHECKING:
    from paperstudy.domain.archive import CatalogueStatus, ImportedDump

_KB, _MB = 1000, 1000 * 1000


def archive_facts(status: CatalogueStatus) -> list[tuple[str, str]]:
    """Return where the archive is, its size, and whose data it holds."""
    size = size_said(status.size) if status.dumps else translate("nothing imported")
    licence = translate("Papers with Code archive, {licence}", licence=status.licence)
    return [
        (translate("Archive"), status.path),
        (translate("Size"), size),
        (translate("Licence"), licence),
    ]


def dump_cells(dump: ImportedDump) -> tuple[str, str, str, str]:
    """Return what a dump is, how many rows it has, when it was imported, and its file."""
    at = dump.imported_at.astimezone().date().isoformat() if dump.imported_at else "-"
    return (dump.kind.value, rows_said(dump), at, dump.file)


def rows_said(dump: ImportedDump) -> str:
    """Return how many rows a dump has."""
    return translate_count("{count} row", "{count} rows", dump.rows)


def size_said(size: int) -> str:
    """Return a size in bytes as people say it."""
    if size < _MB:
        return f"{size / _KB:.0f} kB"
    return f"{size / _MB:.0f} MB"
