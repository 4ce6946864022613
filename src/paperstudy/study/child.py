"""A second Python that runs a module of ours, talked to through its standard input and output."""

from __future__ import annotations

import subprocess
import sys


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
