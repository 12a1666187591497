"""Rows that are written once: neither changed nor deleted, one by one or many at a time."""

from typing import Any, ClassVar, NoReturn

from django.db import models


class RowIsFinal(Exception):
    """The row can be neither changed nor deleted; what was wrong gets a new one."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Reads and creates; nothing else."""

    def update(self, **_fields: Any) -> NoReturn:
        """Refuse."""
        raise RowIsFinal

    def delete(self) -> NoReturn:
        """Refuse."""
        raise RowIsFinal


class AppendOnly(models.Model):
    """A base for records that an auditor reads."""

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row once."""
        if self.pk is not None:
            raise RowIsFinal
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise RowIsFinal
