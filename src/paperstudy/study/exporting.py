"""Papers out, in the formats that other tools read."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from paperstudy.domain.collector import uncollected
from paperstudy.domain.papers import WITHOUT_FACTS
from paperstudy.study.child import SecondProcess, count_processors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeVar

    from paperstudy.domain.events import CancelToken
    from paperstudy.domain.exporting import Updated
    from paperstudy.domain.papers import Paper
    from paperstudy.store.store import Store
    from paperstudy.study.choosing import Choice
    from paperstudy.study.values import Exported

    T = TypeVar("T")


_LARGE = 5_000  # papers, from which on the start of a second Python pays
_BESIDE = "paperstudy.study.export_beside"


class Exporting:
    """Writes papers in an exchange format; `database` is where the library is."""

    def __init__(self, store: Store, database: str) -> None:
        self._store = store
        self._database = database

    def export(
        self, format_name: str, choice: Choice | None = None, *, ascii_only: bool = False
    ) -> Exported:
        """Return papers as text, by cite key; all of them without a choice.

        Raises:
            NotFoundError: one of the papers is not here.
            InvalidInputError: no such format.
            InvalidFileError: a document that cites cannot be read.
        """
        from paperstudy.formats.registry import IN_PLACE
        from paperstudy.study.choosing import Choice

        choice = choice or Choice()
        with uncollected():
            if choice == Choice() and format_name in IN_PLACE and self._is_large():
                return self._export_all(format_name, ascii_only=ascii_only)
            return self._export(format_name, choice, ascii_only=ascii_only)

    def _export(self, format_name: str, choice: Choice, *, ascii_only: bool) -> Exported:
        from paperstudy.formats.registry import find_writer
        from paperstudy.study.choosing import choose_papers
        from paperstudy.study.noted import with_notes
        from paperstudy.study.values import Exported

        write = find_writer(format_name)
        with self._store.read() as tx:
            chosen = choose_papers(tx, choice)
            papers = with_notes(tx, chosen.papers)
        content = write(papers, ascii_only=ascii_only).encode()
        renamed = _find_renamed(papers, ascii_only=ascii_only) if choice.cited else ()
        pending = sum(paper.state in WITHOUT_FACTS for paper in papers)
        return Exported(content, len(papers), chosen.missing, pending, renamed)

    def _export_all(self, format_name: str, *, ascii_only: bool) -> Exported:
        # Its Python starts while we load what follows.
        with closing(SecondProcess(_BESIDE)) as second:
            from paperstudy.study.export_beside import write_beside
            from paperstudy.study.values import Exported

            content, count, pending = write_beside(
                second, self._store, self._database, format_name, ascii_only=ascii_only
            )
        return Exported(content, count, pending=pending)

    def _is_large(self) -> bool:
        """Tell whether there are papers enough for two processes, and processors for them."""
        with self._store.read() as tx:
            return tx.lists.count() >= _LARGE and count_processors() > 1

    def update(
        self, format_name: str, content: bytes, choice: Choice, name: str
    ) -> tuple[Updated, tuple[tuple[str, str], ...]]:
        """Return a .bib file with our entries brought up to date, and keys that are cited in vain.

        Raises:
            NotFoundError: one of the papers is not here.
            InvalidFileError: the file cannot be updated without harm.
        """
        from paperstudy.study.keeping_bib import update_content

        return update_content(self._store, format_name, content, choice, name)

    def count_replaced(self, name: str, written: bytes, *, force: bool = False) -> int:
        """Return how many entries the .bib file `name` has, which `written` is to replace.

        Raises:
            ConflictError: it holds what is not from here, and `force` is not given.
        """
        from paperstudy.study.files import read_held
        from paperstudy.study.keeping_bib import count_entries

        content = read_held(name)
        if content == written:
            return written.count(b"\n}\n")
        return count_entries(self._store, content, written, name, force=force)

    def cite(self, choice: Choice, style: str, form: str = "text") -> tuple[str, ...]:
        """Return references for papers: in the order of a style, where it has one, or as chosen.

        `style` is the name of one, or the path of a file in CSL; `form` is `text`, `html` or
        `markdown`.

        Raises:
            NotFoundError: one of the papers is not here.
            InvalidInputError: no style has this name.
            InvalidFileError: the file cannot be read, or is no style.
        """
        from paperstudy.formats.citation_styles import cite_papers
        from paperstudy.study.choosing import choose_papers
        from paperstudy.study.texts import read_small

        sheet = read_small(style) if style.lower().endswith(".csl") else style
        with self._store.read() as tx:
            papers = choose_papers(tx, choice).papers
        return tuple(cite_papers(papers, sheet, form, style))

    def each_change(self, make: Callable[[], T], cancel: CancelToken) -> Iterator[T]:
        """Yield what `make` gives, now and after every change of the library, until stopped."""
        from paperstudy.study.keeping_bib import each_change

        return each_change(self._store, make, cancel)


def _find_renamed(papers: Sequence[Paper], *, ascii_only: bool) -> tuple[tuple[str, str], ...]:
    """Return the keys that a file cannot have as they are cited, each with what it has instead."""
    from paperstudy.formats.bib_layout import in_order

    keyed = in_order(papers, ascii_only=ascii_only)
    return tuple((str(paper.key), key) for paper, key in keyed if key != paper.key)
