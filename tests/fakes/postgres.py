"""A PostgreSQL server of the tests' own: made once per run, thrown away at its end."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

_PROGRAMS = ("initdb", "pg_ctl")
_QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


class Server:
    """A running server, reached by a socket in its own folder."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pg"))
        self._address = f"postgres@/postgres?host={self.folder}"
        # PostgreSQL refuses to run as root; there it runs as its own user.
        self._as_user = ["runuser", "-u", "postgres", "--"] if _is_root() else []
        if self._as_user:
            shutil.chown(self.folder, "postgres")
        # Trigrams know no Hangul in the locale C.
        made = self._run("initdb", "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8",
                         "--locale=C.UTF-8")  # fmt: skip
        options = f"-c listen_addresses='' -k {self.folder} {_QUICK}"
        log = str(self.folder / "log")
        started = made and self._run("pg_ctl", "-w", "-l", log, "-o", options, "start")
        self.runs = bool(started)

    def empty_database(self) -> str:
        """Empty the one database there is, and return its address."""
        import psycopg

        with psycopg.connect(f"postgresql://{self._address}", autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return f"postgresql+psycopg://{self._address}"

    def stop(self) -> None:
        """Stop the server and take its folder away."""
        if self.runs:
            self._run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> bool:
        command = [*self._as_user, program, "-D", str(self.folder / "data"), *arguments]
        done = subprocess.run(command, cwd="/", capture_output=True, check=False, timeout=60)
        return done.returncode == 0


def why_not() -> str:
    """Return why no server can be run here; empty where one can."""
    if os.name != "posix":
        return "the PostgreSQL tests run on POSIX systems only"
    programs = [*_PROGRAMS, "runuser"] if _is_root() else list(_PROGRAMS)
    missing = [program for program in programs if shutil.which(program) is None]
    try:
        import psycopg  # noqa: F401
    except ImportError:
        missing.append("psycopg")
    return f"PostgreSQL is not installed: no {', '.join(missing)}" if missing else ""


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
