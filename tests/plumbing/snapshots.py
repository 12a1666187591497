"""Save the test database under a name and put it back in milliseconds, on both databases."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Protocol

import psycopg
from django.db import connections

from tests.plumbing.postgres import find_binaries


class Snapshots(Protocol):
    """The named states of one test database."""

    def has(self, name: str) -> bool:
        """Whether the state was saved, by this run or an earlier one."""

    def save(self, name: str) -> None:
        """Keep the state that the database is in."""

    def restore(self, name: str) -> None:
        """Put the database into a saved state; other processes may have it open."""

    def remove(self) -> None:
        """Delete the database itself."""


class SqliteSnapshots:
    """Snapshots that are files."""

    def __init__(self, database: Path, folder: Path) -> None:
        self._database, self._folder = database, folder

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.sqlite3"

    def has(self, name: str) -> bool:
        return self._file(name).exists()

    def save(self, name: str) -> None:
        connections.close_all()
        part = self._file(f"{name}.part")
        self._copy(self._database, part)
        part.rename(self._file(name))

    def restore(self, name: str) -> None:
        connections.close_all()
        self._copy(self._file(name), self._database)

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        # SQLite's own backup is one transaction of the target: safe while others have it open.
        with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(target)) as copy:
            copy.execute("PRAGMA busy_timeout = 20000")
            origin.backup(copy)

    def remove(self) -> None:
        connections.close_all()
        for path in self._database.parent.glob(f"{self._database.name}*"):
            path.unlink()


class PostgresSnapshots:
    """Snapshots that are template databases, and dumps for the next run's cluster."""

    def __init__(self, server: str, database: str, folder: Path) -> None:
        self._server, self._database, self._folder = server, database, folder
        binaries = find_binaries()
        assert binaries is not None
        self._binaries = binaries

    def _dump(self, name: str) -> Path:
        return self._folder / f"{name}.{self._binaries.parent.name}.dump"

    def has(self, name: str) -> bool:
        return self._dump(name).exists()

    def _execute(self, *statements: str) -> None:
        with psycopg.connect(f"{self._server}/postgres", autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def _is_in_cluster(self, name: str) -> bool:
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        with psycopg.connect(f"{self._server}/postgres") as connection:
            return connection.execute(query, [name]).fetchone() is not None

    def _program(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), *arguments]
        environment = {**os.environ, "PGOPTIONS": "-c client_min_messages=warning"}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)

    def create(self) -> None:
        """Make the database, empty."""
        self._execute(f'CREATE DATABASE "{self._database}" TEMPLATE template0')

    def save(self, name: str) -> None:
        connections.close_all()
        part = self._dump(f"{name}.part")
        self._program("pg_dump", "-Fp", "-f", str(part), f"{self._server}/{self._database}")
        part.rename(self._dump(name))
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{self._database}"')

    def restore(self, name: str) -> None:
        connections.close_all()
        if not self._is_in_cluster(name):
            self._load(name)
        self._execute(
            f'DROP DATABASE IF EXISTS "{self._database}" WITH (FORCE)',
            f'CREATE DATABASE "{self._database}" TEMPLATE "{name}"',
        )

    def _load(self, name: str) -> None:
        loading = f"{name}-loading"
        self._execute(f'CREATE DATABASE "{loading}" TEMPLATE template0')
        options = ["-X", "-q", "-1", "-v", "ON_ERROR_STOP=1"]
        self._program("psql", *options, "-f", str(self._dump(name)), f"{self._server}/{loading}")
        self._execute(f'ALTER DATABASE "{loading}" RENAME TO "{name}"')

    def remove(self) -> None:
        connections.close_all()
        self._execute(f'DROP DATABASE IF EXISTS "{self._database}" WITH (FORCE)')


def forget_old(folder: Path, keep: str) -> None:
    """Remove saved states of the same kind that belong to other versions of the code."""
    kind = keep.rsplit("-", 1)[0]
    for path in folder.glob(f"{kind}-*"):
        if not path.name.startswith(keep):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
