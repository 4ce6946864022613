"""Reading ahead: a second process reads a large .bib file while this one saves what it has read.

To read ten thousand entries takes longer than to save them, and there are two processors to do
both on. The second process is this module, run by the same Python. It takes one piece of the file
after the other; where this one has to wait for a piece, it takes the next one itself meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.importing import ImportStream
from paperstudy.formats.bib_values import usual_macros
from paperstudy.formats.bibtex_in import BibPiece, cut_bibtex, read_piece
from paperstudy.study.child import SecondProcess, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.events import CancelToken
    from paperstudy.domain.importing import ImportFile
    from paperstudy.study.child import Tell

WORTH_IT = 2_000_000
"""From so many bytes on, the start of a second Python pays."""

_DONE = BibPiece(0, "")


class ReadAhead:
    """A process that reads one text as BibTeX; its Python starts while that comes from the disk."""

    def __init__(self, cancel: CancelToken | None = None) -> None:
        self._second = SecondProcess(__name__, cancel)
        self._macros = usual_macros()
        self._pieces: list[BibPiece] = []
        self._free: Iterator[int] = iter(())  # pieces that nobody has taken
        self._folder = ""

    def open(self, text: str, folder: str) -> ImportStream:
        """Return what a text holds; its entries come as they are read.

        Relative paths in it begin at `folder`.

        Raises:
            InvalidFileError: the text is far too large for a list of papers.
        """
        count, self._pieces = cut_bibtex(text)
        self._free = iter(range(len(self._pieces)))  # of which two threads may take the next
        self._folder = folder
        self._second.ask((self._pieces[number], folder) for number in self._free)
        stream = ImportStream(count)
        stream.entries = stream.join(self._read())
        return stream

    def close(self) -> None:
        """End it, whatever it does."""
        self._second.close()

    def _read(self) -> Iterator[ImportFile]:
        own: dict[int, ImportFile] = {}
        for number in range(len(self._pieces)):
            # The first one tells the macros, without which no other can be read.
            while number and number not in own and not self._second.waits:
                ahead = next(self._free, None)
                if ahead is None:
                    break
                own[ahead] = self._read_here(ahead)
            yield own.pop(number) if number in own else self._take(number)
            self._pieces[number] = _DONE

    def _take(self, number: int) -> ImportFile:
        """Return the piece that is read next, read here where the second process does not."""
        told = self._second.next()
        if told is None:
            return self._read_here(number)
        read: ImportFile
        read, self._macros = told
        return read

    def _read_here(self, number: int) -> ImportFile:
        return read_piece(self._pieces[number], self._macros, self._folder)


def main() -> None:
    """Read the pieces that come in."""
    import gc

    gc.disable()  # many small values, and all of them stay until they are told
    macros = usual_macros()

    def read(asked: tuple[BibPiece, str], tell: Tell) -> None:
        tell((read_piece(asked[0], macros, asked[1]), macros))

    serve(read)


if __name__ == "__main__":
    main()
