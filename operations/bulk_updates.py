"""Write fields of many rows, each its own, in one statement."""

from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from django.db import connections, models, transaction

M = TypeVar("M", bound=models.Model)


def update_still(found: models.QuerySet[M], rows: Collection[M], fields: Sequence[str]) -> list[M]:
    """Write fields of those rows that the query still finds, and give these rows.

    These stay locked until the transaction ends; the others somebody else has written first.
    """
    by_id = {row.pk: row for row in rows}
    with transaction.atomic():
        still = found.select_for_update(no_key=True).filter(pk__in=by_id).order_by("pk")
        written = [by_id[pk] for pk in still.values_list("pk", flat=True)]
        update_each(written, fields, using=found.db)
    return written


def update_each(rows: Collection[models.Model], fields: Sequence[str], *, using: str) -> None:
    """Do what Django's `bulk_update` does, in a tenth of the time.

    That builds a CASE for each field, with a branch a row; PostgreSQL and SQLite both update from
    a list of values.
    """
    if not rows:
        return
    connection, meta = connections[using], next(iter(rows))._meta
    quote, table = connection.ops.quote_name, connection.ops.quote_name(meta.db_table)
    key: Any = meta.pk
    columns = [key, *(meta.get_field(name) for name in fields)]
    # Both databases number the columns of a list of values from 1.
    given = ", ".join(
        f"{quote(field.column)} = {_typed(field, place, connection)}"
        for place, field in enumerate(columns[1:], 2)
    )
    values = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows))
    statement = (
        f"UPDATE {table} SET {given} FROM (VALUES {values}) AS v "  # noqa: S608 - names of ours
        f"WHERE {table}.{quote(key.column)} = v.column1"
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
