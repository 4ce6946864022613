"""Reading ahead: a second process reads a large .bib file while this one saves what it has read.

To decode ten thousand entries takes about as long as to save them, and there are two processors
to do both on. The helper is this module, run by the same Python: the text goes through its
standard input, and pickles come back through its standard output: how many entries there are, then
these, some hundred at a time, and at last what else the file holds. Where it cannot be started,
stumbles or ends early, the text is read here: nothing but time depends on it.
"""

from __future__ import annotations

import pickle
import sys
import threading
from itertools import islice
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING

from paperstudy.domain.importing import ImportStream
from paperstudy.study.child import start_child

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from paperstudy.domain.importing import ImportEntry

WORTH_IT = 2_000_000
"""From so many characters on, the start of a second Python pays."""

_AT_ONCE = 500  # entries
_SIZE = 8  # bytes, before each pickle, that tell how long it is


class ReadAhead:
    """A helper that reads one text as BibTeX; relative paths in it begin at `folder`."""

    def __init__(self, text: str, folder: str) -> None:
        self._text = text
        self._folder = folder
        self._listener: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._told: SimpleQueue[bytes] = SimpleQueue()
        try:
            self._process = start_child(__name__)
            assert self._process.stdin is not None, "it was opened with pipes"
            with self._process.stdin as stream:
                pickle.dump((text, folder), stream)
        except OSError:
            self.close()
            return
        stdout = self._process.stdout
        assert stdout is not None, "it was opened with pipes"
        self._listener = threading.Thread(target=self._listen, args=(stdout,), daemon=True)
        self._listener.start()

    def open(self) -> ImportStream:
        """Return what the text holds; its entries come as the helper reads them.

        Raises:
            InvalidFileError: the text is far too large for a list of papers.
        """
        from paperstudy.formats.bibtex_in import stream_bibtex

        count = self._next()
        if not isinstance(count, int):
            return stream_bibtex(self._text, self._folder)
        stream = ImportStream(count)
        stream.entries = self._entries(stream)
        return stream

    def close(self) -> None:
        """End the helper, whatever it does."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if self._listener is not None:
            self._listener.join()
        if process.stdout is not None:
            process.stdout.close()

    def _entries(self, stream: ImportStream) -> Iterator[ImportEntry]:
        from paperstudy.formats.bibtex_in import stream_bibtex

        taken = 0
        while isinstance(some := self._next(), list):
            taken += len(some)
            yield from some
        if not isinstance(some, ImportStream):  # it has ended early: what it left is read here
            some = stream_bibtex(self._text, self._folder)
            yield from islice(some.entries, taken, None)
        stream.broken, stream.others, stream.missing = some.broken, some.others, some.missing
        self.close()

    def _next(self) -> object:
        """Return what the helper tells next; None where it tells no more."""
        if self._process is None:
            return None
        try:
            return pickle.loads(self._told.get())  # noqa: S301 - from our own helper
        except (EOFError, pickle.UnpicklingError):
            self.close()
            return None

    def _listen(self, stream: IO[bytes]) -> None:
        """Take what the helper tells as it comes: a pipe holds little, and it would wait for us."""
        while size := int.from_bytes(stream.read(_SIZE), "big"):
            self._told.put(stream.read(size))
        self._told.put(b"")


def main() -> None:
    """Read what comes in, and tell what it holds."""
    import gc
    import signal

    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.formats.bibtex_in import stream_bibtex

    gc.disable()  # many small values, and all of them stay
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that is talked to
    text, folder = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process

    def tell(value: object) -> None:
        data = pickle.dumps(value)
        sys.stdout.buffer.write(len(data).to_bytes(_SIZE, "big") + data)
        sys.stdout.buffer.flush()

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
