"""Write fields of many rows, each its own, in one statement."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connections, models


def update_each(rows: Collection[models.Model], fields: Sequence[str], *, using: str) -> None:
    """Do what Django's `bulk_update` does, in a tenth of the time.

    That builds a CASE for each field, with a branch a row; PostgreSQL and SQLite both update from
    a list of values.
    """
    if not rows:
        return
    connection, model = connections[using], type(next(iter(rows)))
    quote, meta = connection.ops.quote_name, model._meta
    table, key = quote(meta.db_table), meta.get_field(meta.pk.attname)
    columns: list[Any] = [key, *(meta.get_field(name) for name in fields)]
    # Both databases number the columns of a list of values from 1.
    given = ", ".join(
        f"{quote(field.column)} = {_typed(field, place, connection)}"
        for place, field in enumerate(columns[1:], 2)
    )
    row = f"({', '.join(['%s'] * len(columns))})"
    statement = (
        f"UPDATE {table} SET {given} FROM (VALUES {', '.join([row] * len(rows))}) AS v "  # noqa: S608 - names of ours
        f"WHERE {table}.{quote(columns[0].column)} = v.column1"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            [
                field.get_db_prep_save(getattr(row, field.attname), connection)
                for row in rows
                for field in columns
            ],
        )


def _typed(field: Any, place: int, connection: Any) -> str:
    """PostgreSQL takes a column without any value for text."""
    is_text = isinstance(field, models.CharField | models.TextField)
    if is_text or not connection.features.requires_casted_case_in_updates:
        return f"v.column{place}"
    return f"CAST(v.column{place} AS {field.cast_db_type(connection)})"
