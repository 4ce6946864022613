"""Long work in a process of its own, so that the one with the screen stays quick.

Reading logs holds the interpreter: in a thread it would hold up every key. The child is this
module, run by the same Python; what it is to do comes through its standard input as a pickle, and
its events go back through its standard output. It is stopped by closing its input, which also
happens when its parent dies.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from dataclasses import replace
from typing import IO, TYPE_CHECKING

from paperstudy.domain.errors import PaperstudyError
from paperstudy.domain.events import CancelToken, ItemDone
from paperstudy.study.child import close_stream, start_child

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from paperstudy.config import Settings
    from paperstudy.domain.events import Event

_LOOK = 0.1  # seconds between two looks at whether to stop
_MODEST = 10  # of 19 steps behind what a person waits for: the screen comes first
_PATIENCE = 10.0  # seconds that a child may take to end by itself


class ApartError(RuntimeError):
    """The child met a bug; the text is its traceback."""


def run_apart(
    settings: Settings,
    operation: str,
    arguments: Sequence[object],
    cancel: CancelToken,
    named: Mapping[str, object] | None = None,
) -> Iterator[Event]:
    """Run an operation such as `scanning.scan` in a child; yield its events as they come.

    `arguments` and `named` are those of the operation, but for `cancel`. What was read of a log
    is left out of the events: it is in the library.

    Raises:
        PaperstudyError: what the operation raises.
        ApartError: the child could not be started, ended early, or met a bug.
    """
    process = _start()
    ended = threading.Event()
    stopper = threading.Thread(target=_stop_on, args=(cancel, ended, process), daemon=True)
    try:
        assert process.stdin is not None, "it was opened with pipes"
        assert process.stdout is not None, "it was opened with pipes"
        _send(process.stdin, (settings, operation, tuple(arguments), dict(named or {})))
        stopper.start()
        yield from _events(process.stdout)
    finally:
        ended.set()
        if stopper.ident is not None:
            stopper.join()
        _end(process)


def _start() -> subprocess.Popen[bytes]:
    try:
        return start_child(__name__)
    except OSError as error:
        raise ApartError(str(error)) from error


def _send(stream: IO[bytes], request: object) -> None:
    try:
        pickle.dump(request, stream)
        stream.flush()
    except OSError as error:
        raise ApartError(str(error)) from error


def _events(stream: IO[bytes]) -> Iterator[Event]:
    while True:
        try:
            told = pickle.load(stream)  # noqa: S301 - from our own child
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise ApartError("the child process ended early") from error
        if told is None:
            return
        if isinstance(told, PaperstudyError):
            raise told
        if isinstance(told, str):
            raise ApartError(told)
        yield told


def _stop_on(cancel: CancelToken, ended: threading.Event, process: subprocess.Popen[bytes]) -> None:
    """Close the child's input as soon as a stop is asked for."""
    while not ended.is_set():
        if cancel.wait(_LOOK):
            close_stream(process.stdin)
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    """Close what leads to the child and wait for it; one that does not end is made to."""
    close_stream(process.stdin)
    close_stream(process.stdout)
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main() -> None:
    """Do what comes in, and tell how it goes."""
    import signal
    import traceback

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process with the screen
    if sys.platform != "win32":
        os.nice(_MODEST)
    out = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)  # what a library prints is no event
    try:
        for event in _run(sys.stdin.buffer):
            _tell(out, event)
        _tell(out, None)
    except PaperstudyError as error:
        _tell(out, error)
    except BrokenPipeError:
        return  # nobody listens any more
    except Exception:  # noqa: BLE001 - a bug is the parent's to show
        _tell(out, traceback.format_exc())


def _run(stream: IO[bytes]) -> Iterator[Event]:
    from paperstudy.study import open_study

    settings, operation, arguments, named = pickle.load(stream)  # noqa: S301 - from our parent
    cancel = CancelToken()
    threading.Thread(target=_watch, args=(stream, cancel), daemon=True).start()
    subject, verb = operation.split(".")
    with open_study(settings) as study:
        events: Iterator[Event] = getattr(getattr(study, subject), verb)(
            *arguments, **named, cancel=cancel
        )
        for event in events:
            yield _slim(event)


def _watch(stream: IO[bytes], cancel: CancelToken) -> None:
    """Stop the work when the input ends."""
    stream.read()
    cancel.cancel()


def _slim(event: Event) -> Event:
    from paperstudy.study.scanned import ScannedLog

    if isinstance(event, ItemDone) and isinstance(event.value, ScannedLog):
        return replace(event, value=replace(event.value, scan=None))
    return event


def _tell(stream: IO[bytes], told: object) -> None:
    try:
        pickle.dump(told, stream)
        stream.flush()
    except BrokenPipeError:
        os._exit(0)  # nobody listens any more, and nothing is left to save


if __name__ == "__main__":
    main()
