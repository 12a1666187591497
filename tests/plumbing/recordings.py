"""Rows that many tests begin with: made once a process by the code of the site, then copied.

Making a course with its pages takes a second, most of it Wagtail's search and reference index;
writing the rows that came of it takes milliseconds.
"""

from collections.abc import Callable, Hashable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, Protocol, TypeVar

from django.apps import apps
from django.db import connection, transaction

T = TypeVar("T")

# Recorded rows are numbered from here: what a test makes before them has lower numbers.
FIRST_NUMBER = 1_000_000


@dataclass(frozen=True)
class Change:
    """What was done to one table: rows as its database hands them out, by their keys."""

    table: str
    removed: list[Any]
    added: dict[Any, Any]


class Tables(Protocol):
    """Reads and writes whole rows, past Django's models."""

    def number_from(self, first: int) -> None:
        """Give the next row of every table at least this number."""

    def rows(self, table: str) -> dict[Any, Any]:
        """All rows by their primary keys, which stand in the first column."""

    def write(self, change: Change) -> None:
        """Do again what was done to a table."""


class SqliteTables:
    """Rows are tuples. SQLite itself counts on from the highest number."""

    def number_from(self, first: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_sequence")
            new = keys_of_tables().keys() - {name for (name,) in cursor.fetchall()}
            cursor.executemany("INSERT INTO sqlite_sequence VALUES (%s, 0)", [[n] for n in new])
            cursor.execute("UPDATE sqlite_sequence SET seq = max(seq, %s)", [first])

    def rows(self, table: str) -> dict[Any, Any]:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            return {row[0]: row for row in cursor.fetchall()}

    def write(self, change: Change) -> None:
        key = keys_of_tables()[change.table]
        with connection.cursor() as cursor:
            gone = [[removed] for removed in change.removed]
            cursor.executemany(f'DELETE FROM "{change.table}" WHERE "{key}" = %s', gone)
            for row in change.added.values():
                places = ", ".join(["%s"] * len(row))
                cursor.execute(f'INSERT INTO "{change.table}" VALUES ({places})', row)


class PostgresTables:
    """Rows are lines of COPY. A sequence knows nothing of rows that bring a number along."""

    SET = "SELECT setval(s, greatest(nextval(s), %s)) FROM pg_get_serial_sequence(%s, %s) s"

    def number_from(self, first: int) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(self.SET, [[first, *names] for names in keys_of_tables().items()])

    def rows(self, table: str) -> dict[Any, Any]:
        with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
            lines = b"".join(copy).splitlines(keepends=True)
        return {line.partition(b"\t")[0].strip().decode(): line for line in lines}

    def write(self, change: Change) -> None:
        key = keys_of_tables()[change.table]
        with connection.cursor() as cursor:
            if change.removed:
                gone = f'DELETE FROM "{change.table}" WHERE "{key}"::text = ANY(%s)'
                cursor.execute(gone, [change.removed])
            with cursor.copy(f'COPY "{change.table}" FROM STDIN') as copy:
                copy.write(b"".join(change.added.values()))
            numbers = [int(number) for number in change.added if number.isdigit()]
            cursor.execute(self.SET, [max(numbers, default=0), change.table, key])


@cache
def keys_of_tables() -> dict[str, str]:
    """The tables of all models with the columns of their primary keys, which come first.

    Not SQLite's full-text table: its triggers fill it.
    """
    models = [model._meta for model in apps.get_models(include_auto_created=True)]
    stored = [meta for meta in models if meta.managed and meta.local_fields]
    return {m.db_table: str(m.pk.column) for m in stored if m.local_fields[0].primary_key}


@cache
def _tables() -> Tables:
    return PostgresTables() if connection.vendor == "postgresql" else SqliteTables()


def _difference(table: str, before: dict[Any, Any], after: dict[Any, Any]) -> Change:
    removed = [key for key, row in before.items() if after.get(key) != row]
    added = {key: row for key, row in after.items() if before.get(key) != row}
    return Change(table, removed, added)


class Recording(Generic[T]):
    """Makes something the first time, and writes the same rows again the other times."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[T, list[Change]]] = {}

    def play(self, make: Callable[[], T], state: Hashable) -> T:
        """What was made: its rows are in the database, its objects as they were the first time.

        `state` tells apart what may be there before and that making it depends on.
        """
        with transaction.atomic():
            if state in self._known:
                for change in self._known[state][1]:
                    _tables().write(change)
            else:
                self._known[state] = _recorded(make)
        return deepcopy(self._known[state][0])


def _recorded(make: Callable[[], T]) -> tuple[T, list[Change]]:
    tables = _tables()
    tables.number_from(FIRST_NUMBER)
    before = {table: tables.rows(table) for table in keys_of_tables()}
    made = make()
    found = [_difference(table, rows, tables.rows(table)) for table, rows in before.items()]
    return made, [change for change in found if change.removed or change.added]
