"""A second Python that runs a module of ours, talked to through its standard input and output.

A `SecondProcess` does part of some work while this one does the rest. Where it cannot be started,
stumbles or ends early, it tells no more, and who asked does the work: nothing but time depends on
it.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import lru_cache
from io import BytesIO
from operator import attrgetter
from queue import Empty, SimpleQueue
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paperstudy.domain.events import CancelToken

    Tell = Callable[[object], None]

# Bytes that a pipe holds; usual are 65,536, and Linux gives up to 2**20 to everybody. What it is
# asked ahead of its work nobody else can take.
_ASKED, _TOLD = 1 << 18, 1 << 20
_LOOK = 0.5  # seconds between two looks whether a person wants to stop
_SILENCE = 30.0  # seconds after which it tells no more: it hangs, or somebody has stopped it
_SIZE = 8  # bytes, before each answer, that tell how long it is


def start_child(module: str) -> subprocess.Popen[bytes]:
    """Start `module` as a program; what it says on standard error is dropped.

    Raises:
        OSError: no further process can be started.
    """
    # -P: a file `re.py` in the folder we stand in, maybe that of the logs, is not imported.
    return subprocess.Popen(  # noqa: S603 - our own module, no word from outside
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def count_processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class SecondProcess:
    """A process of `module`, which calls `serve`; what it tells waits here until it is taken.

    Who waits for it waits no longer once a person wants to stop (`cancel`). Close it in the end,
    whatever it does then.
    """

    def __init__(self, module: str, cancel: CancelToken | None = None) -> None:
        self._cancel = cancel
        self._process: subprocess.Popen[bytes] | None = None
        self._told: SimpleQueue[bytes] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        try:
            self._process = start_child(module)
            stdin, stdout = self._process.stdin, self._process.stdout
            assert stdin is not None, "it was opened with pipes"
            assert stdout is not None, "it was opened with pipes"
            _widen(stdin, _ASKED)
            _widen(stdout, _TOLD)
            self._run(self._listen, stdout)
        except (OSError, RuntimeError):  # no more processes, or no more threads
            self.close()

    def ask(self, values: Iterable[object]) -> None:
        """Ask it all that there is to ask; each value is made when the one before has gone."""
        if self._process is None:
            return
        try:
            self._run(_feed, self._process.stdin, values)
        except RuntimeError:
            self.close()

    @property
    def waits(self) -> bool:
        """Whether something that it told, or its end, waits to be taken, or there is no time."""
        return self._process is None or not self._told.empty() or self._is_cancelled()

    def next(self) -> Any:  # noqa: ANN401 - whatever its module tells
        """Return what it tells next, as soon as it does; None where it tells no more.

        It does not after a long silence either, nor when a person wants to stop.
        """
        if self._process is None:
            return None
        try:
            return pickle.loads(self._wait())  # noqa: S301 - from our own process
        except Exception:  # noqa: BLE001 - its end, or what cannot be read: of another version, say
            self.close()
            return None

    def _wait(self) -> bytes:
        """Return what comes next, nothing where it is not worth the wait."""
        # Looks are counted: while the machine sleeps, nobody is silent.
        for _ in range(max(1, round(_SILENCE / _LOOK))):
            stopped = self._is_cancelled()
            with suppress(Empty):
                return self._told.get(timeout=0 if stopped else _LOOK)
            if stopped:
                break
        return b""

    def _is_cancelled(self) -> bool:
        return self._cancel is not None and self._cancel.cancelled

    def close(self) -> None:
        """End it, whatever it does."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for thread in self._threads:
            thread.join()
        for stream in (process.stdin, process.stdout):
            close_stream(stream)

    def _run(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        thread.start()
        self._threads.append(thread)

    def _listen(self, stream: IO[bytes]) -> None:
        """Take what it tells as it comes: a pipe holds little, and it would wait for us."""
        try:
            with suppress(OSError, OverflowError, MemoryError):  # lengths that are none
                while size := int.from_bytes(stream.read(_SIZE), "big"):
                    self._told.put(stream.read(size))
        finally:
            self._told.put(b"")


def _feed(stream: IO[bytes], values: Iterable[object]) -> None:
    try:
        with stream:
            for value in values:
                stream.write(pack(value))
                stream.flush()
    except Exception:  # noqa: BLE001 - it has ended; or who asks meets the same with the value
        return


def _widen(stream: IO[bytes], size: int) -> None:
    """Let a pipe hold more, where a system can: at a full one its process waits for our thread.

    That has its turn every 5 ms, and with each turn as much moves on as the pipe holds.
    """
    try:
        from fcntl import F_SETPIPE_SZ, fcntl
    except ImportError:
        return  # Linux alone has it
    with suppress(OSError):  # a user may have so much, and no more
        fcntl(stream, F_SETPIPE_SZ, size)


def close_stream(stream: IO[bytes] | None) -> None:
    """Close a pipe, also one of which nobody has read all."""
    try:
        if stream is not None:
            stream.close()
    except OSError:
        return  # the child has gone before it read everything


# In the second process --------------------------------------------------------------------------


def serve(work: Callable[[Any, Tell], None]) -> None:
    """Call `work` for each value that comes, until no more comes; what it tells is an answer."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that is talked to
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer

    def tell(value: object) -> None:
        data = pack(value)
        out.write(len(data).to_bytes(_SIZE, "big") + data)
        out.flush()

    while True:
        try:
            value = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
        except EOFError:
            return
        work(value, tell)


# Values on their way ----------------------------------------------------------------------------


def pack(value: object) -> bytes:
    """Return a value as a pickle; dataclasses faster than they do it themselves."""
    packed = BytesIO()
    _Packer(packed, pickle.HIGHEST_PROTOCOL).dump(value)
    return packed.getvalue()


class _Packer(pickle.Pickler):
    def reducer_override(self, value: object) -> Any:  # noqa: ANN401 - as pickle has it
        """Say how an object is made again: one of slots from their values alone."""
        kind: Any = type(value)
        read = _reader_of(kind)
        return NotImplemented if read is None else (_unpack, (kind, read(value)))


@lru_cache(maxsize=256)
def _slots_of(kind: type) -> tuple[str, ...]:
    """Return the fields of a dataclass with slots; nothing of what is none, or has but one."""
    if not is_dataclass(kind) or "__slots__" not in vars(kind):
        return ()
    names = tuple(field.name for field in fields(kind))
    return names if len(names) > 1 else ()


@lru_cache(maxsize=256)
def _reader_of(kind: type) -> attrgetter[tuple[object, ...]] | None:
    """Return what reads all fields of such a dataclass at once."""
    names = _slots_of(kind)
    return attrgetter(*names) if names else None


def _unpack(kind: type, values: tuple[object, ...]) -> object:
    """Return a dataclass with these values, which were sound when they were packed."""
    made: object = object.__new__(kind)
    for put, value in zip(_writers_of(kind), values, strict=True):
        put(made, value)
    return made


@lru_cache(maxsize=256)
def _writers_of(kind: type) -> tuple[Callable[[object, object], None], ...]:
    """Return what puts a value into each field of such a dataclass, a frozen one, too."""
    return tuple(getattr(kind, name).__set__ for name in _slots_of(kind))
