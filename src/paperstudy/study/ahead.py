"""Scanning ahead: a second process reads the logs while this one saves what it has read.

Reading a log and writing to the library cost about the same, and a first scan has two processors
to do both on. The helper is this module, run by the same Python; values go through its standard
input and output as pickles, in the order of the logs. Where it cannot be started, stumbles or
ends early, the scan reads the log itself: nothing but time depends on it.
"""

from __future__ import annotations

import pickle
import sys
import threading
from hashlib import blake2b
from typing import TYPE_CHECKING

from paperstudy.study.child import close_stream, start_child

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence

    from paperstudy.domain.logs import LogScan
    from paperstudy.logs.reading import LogFile
    from paperstudy.study.recognising import Known

WORTH_IT = 12
"""From so many logs on, the start of a second Python pays."""


def digest_of(data: bytes) -> str:
    """Return what tells one content of a log from another."""
    return blake2b(data, digest_size=16).hexdigest()


class ScanAhead:
    """A helper that scans logs in their order; ask it for them in the same order."""

    def __init__(self, files: Sequence[LogFile], known: Known) -> None:
        self._waiting = {file.path for file in files}
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._process = start_child(__name__)
        except OSError:
            return
        threading.Thread(target=self._feed, args=(files, known), daemon=True).start()

    def take(self, path: str, digest: str) -> LogScan | None:
        """Return what the helper found in a log of this content; None: read it yourself."""
        if path not in self._waiting or self._process is None:
            return None
        assert self._process.stdout is not None
        while path in self._waiting:
            try:
                done, seen, scan = pickle.load(self._process.stdout)  # noqa: S301 - from our helper
            except (EOFError, OSError, pickle.UnpicklingError):
                self.close()
                return None
            self._waiting.discard(done)
        return scan if seen == digest else None

    def close(self) -> None:
        """End the helper, whatever it does."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            close_stream(stream)

    def _feed(self, files: Sequence[LogFile], known: Known) -> None:
        """Send the helper what it needs; it takes as it goes, so we may have to wait."""
        from paperstudy.domain.errors import PaperstudyError

        process = self._process
        if process is None or process.stdin is None:
            return
        try:
            pickle.dump(known, process.stdin)
            for file in files:
                try:
                    data = file.load()
                except PaperstudyError:
                    data = None  # the scan meets the same error, and tells it
                pickle.dump((file.path, data), process.stdin)
                process.stdin.flush()
            process.stdin.close()
        except (OSError, ValueError):
            return  # it has ended, or was ended


def main() -> None:
    """Scan what comes in until nothing more comes."""
    import signal

    from paperstudy.logs.reading import read_text
    from paperstudy.logs.scan import scan_log
    from paperstudy.study.recognising import recogniser_of

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that is talked to
    recogniser = recogniser_of(pickle.load(sys.stdin.buffer))  # noqa: S301 - from our own process
    while True:
        try:
            path, data = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
        except EOFError:
            return
        scan: LogScan | None = None
        if data is not None:
            try:
                scan = scan_log(read_text(data), path, recogniser)
            except Exception:  # noqa: BLE001 - the scan itself reads the log again, and tells
                scan = None
        pickle.dump((path, digest_of(data or b""), scan), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    import gc

    gc.set_threshold(100_000)
    main()
