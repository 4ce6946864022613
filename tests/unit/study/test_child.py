"""A second process: what it tells arrives, and whatever becomes of it ends no work."""

from __future__ import annotations

import io
import pickle
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, ExtraField, PaperRecord, Publication
from paperstudy.study import child
from paperstudy.study.child import SecondProcess, pack

WORDS = st.text(max_size=5)


@dataclass(frozen=True, slots=True)
class Base:
    a: int


@dataclass(frozen=True, slots=True)
class Derived(Base):
    b: int


def write_module(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> str:
    """Make a program that a second process can be told to run."""
    (folder / "second_module.py").write_text(
        f"from paperstudy.study.child import serve\n{body}", encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return "second_module"


@given(
    st.builds(
        PaperRecord,
        st.just("bibtex"),
        WORDS,
        authors=st.tuples(st.builds(Author, WORDS, WORDS, WORDS)),
        identifiers=st.tuples(st.builds(Identifier, st.sampled_from(Scheme), WORDS)),
        publication=st.none() | st.builds(Publication, WORDS),
        extra=st.tuples(st.builds(ExtraField, WORDS, WORDS)),
    )
)
def test_values_arrive_as_they_were(record: PaperRecord) -> None:
    assert pickle.loads(pack(record)) == record
    assert pickle.loads(pack([Derived(1, 2), Base(3)])) == [Derived(1, 2), Base(3)]


def test_each_answer_comes_and_then_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = "serve(lambda value, tell: [tell(value), tell(print('no answer')), tell(value * 2)])\n"
    name = write_module(tmp_path, monkeypatch, body)
    with closing(SecondProcess(name)) as second:
        second.ask(["a", 2_000_000 * "b"])
        told = [second.next() for _ in range(6)]
        assert told == ["a", None, "aa", 2_000_000 * "b", None, 4_000_000 * "b"]
        assert second.next() is None


@pytest.mark.parametrize(
    "body",
    [
        "print('x' * 100)\n",  # a length that is none
        "import os; os.write(1, b'\\0' * 7 + b'\\x05' + b'no pi')\n",  # no pickle
        "import os; os.write(1, b'\\0' * 7 + b'\\x10' + b'cnosuch\\nthing\\n..')\n",  # of another version
        "raise SystemExit(3)\n",
        "serve(lambda value, tell: 1 / 0)\n",
    ],
)
def test_what_cannot_be_read_is_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    with closing(SecondProcess(write_module(tmp_path, monkeypatch, body))) as second:
        second.ask(["a", "b"])
        assert second.next() is None
        assert second.waits
        assert second.next() is None


def test_what_cannot_be_asked_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def values() -> Iterator[object]:
        yield "a"
        raise KeyError("no more")

    name = write_module(tmp_path, monkeypatch, "serve(lambda value, tell: tell(value))\n")
    with closing(SecondProcess(name)) as second:
        second.ask(values())
        assert [second.next(), second.next()] == ["a", None]
    assert not capsys.readouterr().err


@pytest.mark.parametrize("fails_at", [1, 2])
def test_where_no_thread_can_be_started_there_is_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    name = write_module(tmp_path, monkeypatch, "serve(lambda value, tell: tell(value))\n")
    start, begun = threading.Thread.start, []

    def fail(thread: threading.Thread) -> None:
        begun.append(thread)
        if len(begun) == fails_at:
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", fail)
    second = SecondProcess(name)
    second.ask(["a"])
    assert second.waits
    assert second.next() is None


def test_no_process_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = write_module(
        tmp_path, monkeypatch, "serve(lambda value, tell: [tell(value) for _ in range(9)])\n"
    )
    second = SecondProcess(name)
    process = second._process
    assert process is not None
    second.ask([b"x" * 3_000_000] * 9)
    second.next()
    second.close()
    assert process.returncode is not None
    assert not any(thread.is_alive() for thread in second._threads)
    for stream in (process.stdin, process.stdout):
        assert isinstance(stream, io.IOBase)
        assert stream.closed


def test_a_silent_process_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = write_module(tmp_path, monkeypatch, "serve(lambda value, tell: None)\n")
    monkeypatch.setattr(child, "_LOOK", 0.01)
    monkeypatch.setattr(child, "_SILENCE", 0.03)
    with closing(SecondProcess(name)) as second:
        process = second._process
        second.ask(["a"])
        assert second.next() is None
        assert process is not None
        assert process.returncode is not None


def test_who_wants_to_stop_waits_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = write_module(tmp_path, monkeypatch, "serve(lambda value, tell: None)\n")
    monkeypatch.setattr(child, "_SILENCE", 1e9)
    cancel = CancelToken()
    with closing(SecondProcess(name, cancel)) as second:
        second.ask(["a"])
        assert not second.waits
        threading.Timer(0.01, cancel.cancel).start()
        assert second.next() is None
        assert second.waits


def test_processors_are_those_that_may_be_used() -> None:
    assert child.count_processors() >= 1
