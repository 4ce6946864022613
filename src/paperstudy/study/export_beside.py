"""A large library as a .bib file: a second process writes the end while this one writes the start.

The helper is this module, run by the same Python. What it is to write comes through its standard
input as a pickle, and the text goes back through its standard output. It reads the library by
itself; where that has changed meanwhile, or the helper cannot be started or ends early, all is
written here: nothing but time depends on it.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

from paperstudy.formats.bib_layout import lay_out, order_keys
from paperstudy.formats.registry import find_entry_maker
from paperstudy.study.values import Exported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import PaperId
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader

    Named = Sequence[tuple[PaperId, str]]

WORTH_IT = 2_000
"""From so many papers on, the start of a second Python pays."""

_OURS = 0.6  # of the papers: the helper has to start first


def export_all(store: Store, format_name: str, *, ascii_only: bool) -> Exported | None:
    """Return the papers of a library, all of them; None where they are few."""
    before = store.changes()
    with store.read() as tx:
        numbers = tx.lists.numbers_and_keys()
        if len(numbers) < WORTH_IT:
            return None
        named = [(n, key) for (n, _), key in order_keys(numbers, ascii_only=ascii_only)]
        cut = int(len(named) * _OURS)
        helper = _start((store.database, format_name, named[cut:], ascii_only))
        try:
            start = _write(tx, format_name, named[:cut], ascii_only=ascii_only)
            end = _finish(helper)
        finally:
            _end(helper)
        if end is None or store.changes() != before:
            end = _write(tx, format_name, named[cut:], ascii_only=ascii_only)
    return Exported(f"{start}\n{end}", len(named))


def _write(tx: Reader, format_name: str, named: Named, *, ascii_only: bool) -> str:
    make = find_entry_maker(format_name)
    papers = tx.imports.papers(number for number, _ in named)
    return lay_out(
        (key, *make(papers[number], key, ascii_only=ascii_only)) for number, key in named
    )


def _start(request: object) -> subprocess.Popen[bytes] | None:
    try:
        # -P: nothing in the folder we stand in is imported.
        process = subprocess.Popen(  # noqa: S603 - our own module, no word from outside
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return None
    assert process.stdin is not None, "it was opened with pipes"
    try:
        with process.stdin as stream:
            pickle.dump(request, stream)
    except OSError:
        pass  # it has ended: so will its answer
    return process


def _finish(process: subprocess.Popen[bytes] | None) -> str | None:
    """Return what the helper has written; None where it could not."""
    if process is None:
        return None
    assert process.stdout is not None, "it was opened with pipes"
    data = process.stdout.read()
    return data.decode() if process.wait() == 0 else None


def _end(process: subprocess.Popen[bytes] | None) -> None:
    if process is not None:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def main() -> None:
    """Write what is asked for; a library that has lost a paper of it ends this with an error."""
    import gc
    import signal

    from paperstudy.store.store import open_store

    gc.disable()  # many small values, and all of them stay
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that is talked to
    database, format_name, named, ascii_only = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
    with open_store(database, create=False) as store, store.read() as tx:
        text = _write(tx, format_name, named, ascii_only=ascii_only)
    sys.stdout.buffer.write(text.encode())


if __name__ == "__main__":
    main()
