"""Scanning ahead: a second process reads the logs while this one saves what it has read.

Reading a log and writing to the library cost about the same, and a first scan has two processors
to do both on. The second process is this module, run by the same Python: it is given what names
are known, then the logs in their order, and tells of each what it found. What it does not tell,
the scan reads itself.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from paperstudy.study.child import SecondProcess, serve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.events import CancelToken
    from paperstudy.domain.logs import LogScan
    from paperstudy.logs.reading import LogFile
    from paperstudy.study.child import Tell
    from paperstudy.study.recognising import Known

    Told = tuple[str, str, LogScan | None]

WORTH_IT = 12
"""From so many logs on, the start of a second Python pays."""


def digest_of(data: bytes) -> str:
    """Return what tells one content of a log from another."""
    return blake2b(data, digest_size=16).hexdigest()


class ScanAhead:
    """A process that scans logs in their order; ask it for them in the same order."""

    def __init__(
        self, files: Sequence[LogFile], known: Known, cancel: CancelToken | None = None
    ) -> None:
        self._waiting = {file.path for file in files}
        self._second = SecondProcess(__name__, cancel)
        self._second.ask(_iter_questions(files, known))

    def take(self, path: str, digest: str) -> LogScan | None:
        """Return what it found in a log of this content; None: read it yourself."""
        while path in self._waiting:
            told: Told | None = self._second.next()
            if told is None:
                self._waiting.clear()
                return None
            done, seen, scan = told
            self._waiting.discard(done)
            if done == path and seen == digest:
                return scan
        return None

    def close(self) -> None:
        """End it, whatever it does."""
        self._second.close()


def _iter_questions(files: Sequence[LogFile], known: Known) -> Iterator[object]:
    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.study.texts import is_own_note

    yield known
    for file in files:
        try:
            data = file.load()
            yield file.path, None if is_own_note(data) else data
        except PaperstudyError:  # the scan meets the same error, and tells it
            yield file.path, None


def main() -> None:
    """Scan what comes in until nothing more comes."""
    import gc

    from paperstudy.logs.reading import read_text
    from paperstudy.logs.scan import scan_log
    from paperstudy.study.recognising import Known, recogniser_of

    gc.set_threshold(100_000)
    recogniser = recogniser_of(Known())

    def scan(asked: Known | tuple[str, bytes | None], tell: Tell) -> None:
        nonlocal recogniser
        if isinstance(asked, Known):
            recogniser = recogniser_of(asked)
            return
        path, data = asked
        found: LogScan | None = None
        if data is not None:
            try:
                found = scan_log(read_text(data), path, recogniser)
            except Exception:  # noqa: BLE001 - the scan itself reads the log again, and tells
                found = None
        tell((path, digest_of(data or b""), found))

    serve(scan)


if __name__ == "__main__":
    main()
