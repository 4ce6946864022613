"""Papers out, in the formats that other tools read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.study.values import Exported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.queries import PaperQuery
    from paperstudy.store.store import Store


class Exporting:
    """Writes papers in an exchange format."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def export(
        self,
        format_name: str,
        *,
        keys: Sequence[str] = (),
        query: PaperQuery | None = None,
        ascii_only: bool = False,
    ) -> Exported:
        """Return papers as text, by cite key; all of them without `keys` and `query`.

        Raises:
            NotFoundError: one of the papers is not here.
            InvalidInputError: no such format.
        """
        from paperstudy.formats.registry import find_writer
        from paperstudy.study.finding import find_paper

        write = find_writer(format_name)
        with self._store.read() as tx:
            wanted: list[str] | None = None
            if keys:
                wanted = [find_paper(tx, key).key for key in keys]
            elif query is not None:
                wanted = [row.key for row in tx.papers.search(query, offset=0, limit=None).rows]
            papers = list(tx.papers.all(wanted))
        return Exported(write(papers, ascii_only=ascii_only), len(papers))
