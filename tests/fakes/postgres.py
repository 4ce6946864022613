"""A PostgreSQL server of the tests' own: made once per run, thrown away at its end."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from paperstudy.store.revisions import HEAD
from paperstudy.store.store import open_store

_PROGRAMS = ("initdb", "pg_ctl")
_KEPT = {"alembic_version", "library", "library_id_seq"}  # what a new library holds
_SCHEMA = """SELECT c.relname, c.relkind::text, a.attname FROM pg_class c
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
    WHERE c.relnamespace = 'public'::regnamespace ORDER BY c.oid, a.attnum"""
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
        self._schema: list[tuple[str, str, str]] = []

    def empty_database(self) -> str:
        """Empty the one database there is, and return its address."""
        import psycopg

        with psycopg.connect(f"postgresql://{self._address}", autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return f"postgresql+psycopg://{self._address}"

    def empty_library(self) -> str:
        """Return the address of a library as it was made, with nothing in it.

        To make one takes 0.2 s here, so it is made again only where a test spoilt its tables.
        """
        import psycopg

        with psycopg.connect(f"postgresql://{self._address}", autocommit=True) as connection:
            schema = connection.execute(_SCHEMA).fetchall()
            if schema and schema == self._schema:
                connection.execute(_emptying(schema))
                return f"postgresql+psycopg://{self._address}"
        address = self.empty_database()
        with open_store(address) as store, store.write():
            pass
        with psycopg.connect(f"postgresql://{self._address}", autocommit=True) as connection:
            self._schema = connection.execute(_SCHEMA).fetchall()
        return address

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


def _emptying(schema: list[tuple[str, str, str]]) -> bytes:
    """Return the statements that take all rows out, and begin to count anew."""
    kinds = {name: kind for name, kind, _ in schema if name not in _KEPT}
    emptied = [f"DELETE FROM {name}" for name, kind in kinds.items() if kind == "r"]
    begun = [f"ALTER SEQUENCE {name} RESTART" for name, kind in kinds.items() if kind == "S"]
    stamped = f"UPDATE alembic_version SET version_num = '{HEAD}'"
    # As on a replica no reference is looked at, so the order does not matter.
    before = "SET session_replication_role = replica"
    return ";".join([before, *emptied, *begun, stamped]).encode()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
