"""Writing beside: a second process writes the end of a large .bib file, this one its beginning.

Both take some hundred papers at a time and go on until they meet, so each writes as much as its
processor allows. The second process is this module, run by the same Python, and reads the library
itself. It is believed only if nobody wrote to the library until both had opened it, so that the
file is what the library held at one moment.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from paperstudy import __version__
from paperstudy.domain.papers import WITHOUT_FACTS
from paperstudy.formats.bib_layout import in_order, lay_out
from paperstudy.formats.registry import find_entry_maker
from paperstudy.study.child import SecondProcess, serve
from paperstudy.study.noted import with_notes

if TYPE_CHECKING:
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader
    from paperstudy.study.child import Tell

_AT_ONCE = 100  # papers


def write_beside(
    second: SecondProcess, store: Store, database: str, format_name: str, *, ascii_only: bool
) -> tuple[bytes, int, int]:
    """Return the library at `database` as a .bib file, and how many papers are in it.

    The last number is that of papers of which no facts are known. `second` runs this module.

    Raises:
        InvalidInputError: the format is none that a .bib file has.
    """
    before = store.changes()
    second.ask([(database, format_name, ascii_only)])
    with store.read() as tx:
        writing = _Writing(tx, format_name, ascii_only=ascii_only)
        texts = [b""] * len(writing)
        first, last = 0, len(texts)
        while first < last:
            told = second.next() if second.waits else None
            if isinstance(told, bytes):
                last -= 1
                texts[last] = told
            elif told is None:
                texts[first] = writing.write(first)
                first += 1
            elif told != writing.plan or store.changes() != before:
                second.close()  # it may have read what somebody wrote meanwhile
        return b"\n".join(texts), writing.count, tx.lists.count_in(WITHOUT_FACTS)


class _Writing:
    """The papers of a library, some hundred at a time as text; `len` tells how many times.

    `count` is how many there are in all.
    `plan` is what two processes agree on: who writes, and which papers stand where.
    """

    def __init__(self, tx: Reader, format_name: str, *, ascii_only: bool) -> None:
        self._tx = tx
        self._make = find_entry_maker(format_name)
        self._ascii_only = ascii_only
        keyed = in_order(tx.lists.heads(), ascii_only=ascii_only)
        self.count = len(keyed)
        self._pieces = [keyed[at : at + _AT_ONCE] for at in range(0, len(keyed), _AT_ONCE)]
        self.plan = (__version__, format_name, ascii_only, [piece[0][1] for piece in self._pieces])

    def __len__(self) -> int:
        return len(self._pieces)

    def write(self, number: int) -> bytes:
        """Return the entries of one piece of the file."""
        keys = {head.id: key for head, key in self._pieces[number]}
        papers = self._tx.imports.papers(keys)
        noted = with_notes(self._tx, [papers[each] for each in keys])
        text = lay_out(
            (keys[paper.id], *self._make(paper, keys[paper.id], ascii_only=self._ascii_only))
            for paper in noted
        )
        return text.encode()


def main() -> None:
    """Write what is asked for from its end, until nobody listens any more."""
    import gc

    from paperstudy.store.store import open_store

    gc.disable()  # each piece goes as soon as it is told

    def write(asked: tuple[str, str, bool], tell: Tell) -> None:
        database, format_name, ascii_only = asked
        # Where the file shrinks, this process ends, and the first one says what is wrong.
        with closing(open_store(database, mapped=True)) as store, store.read() as tx:
            writing = _Writing(tx, format_name, ascii_only=ascii_only)
            tell(writing.plan)
            for number in reversed(range(len(writing))):
                tell(writing.write(number))

    serve(write)


if __name__ == "__main__":
    main()
