"""Reading ahead: a second process reads a large .bib file while this one saves what it has read.

To decode ten thousand entries takes about as long as to save them, and there are two processors
to do both on. The helper is this module, run by the same Python. It is given the text, and tells
how many entries there are, then these, some hundred at a time, and at last what else the file
holds.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from paperstudy.domain.importing import ImportStream
from paperstudy.study.child import Helper, asked, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.importing import ImportEntry

WORTH_IT = 2_000_000
"""From so many characters on, the start of a second Python pays."""

_AT_ONCE = 500  # entries


class ReadAhead:
    """A helper that reads one text as BibTeX; relative paths in it begin at `folder`."""

    def __init__(self, text: str, folder: str) -> None:
        self._text = text
        self._folder = folder
        self._helper = Helper(__name__)
        self._helper.ask([(text, folder)])

    def open(self) -> ImportStream:
        """Return what the text holds; its entries come as the helper reads them.

        Raises:
            InvalidFileError: the text is far too large for a list of papers.
        """
        from paperstudy.formats.bibtex_in import stream_bibtex

        count = self._helper.next()
        if not isinstance(count, int):
            return stream_bibtex(self._text, self._folder)
        stream = ImportStream(count)
        stream.entries = self._entries(stream)
        return stream

    def close(self) -> None:
        """End the helper, whatever it does."""
        self._helper.close()

    def _entries(self, stream: ImportStream) -> Iterator[ImportEntry]:
        from paperstudy.formats.bibtex_in import stream_bibtex

        taken = 0
        while isinstance(some := self._helper.next(), list):
            taken += len(some)
            yield from some
        if not isinstance(some, ImportStream):  # it has ended early: what it left is read here
            some = stream_bibtex(self._text, self._folder)
            yield from islice(some.entries, taken, None)
        stream.broken, stream.others, stream.missing = some.broken, some.others, some.missing
        self.close()


def main() -> None:
    """Read what comes in, and tell what it holds."""
    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.formats.bibtex_in import stream_bibtex

    for text, folder in asked():
        try:
            read = stream_bibtex(text, folder)
        except PaperstudyError:
            return  # the other process meets the same error, and tells it
        tell(read.count)
        while some := list(islice(read.entries, _AT_ONCE)):
            tell(some)
        read.entries = iter(())
        tell(read)


if __name__ == "__main__":
    main()
