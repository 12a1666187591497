"""The transparency log: what was noted, in which order, and what was signed about it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.transparency import checkpoints
from certificates.transparency.checkpoints import TreeHead
from certificates.transparency.tiles import Place


class LeafKind(models.TextChoices):
    """What a leaf is the digest of."""

    CREDENTIAL = "credential", _("credential")
    PDF = "pdf", _("PDF file")
    STATUS = "status", _("status change")


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """Entries as the log takes and shows them."""

    def waiting(self) -> "LogEntryQuerySet":
        """Noted, and in no checkpoint yet; first come, first served."""
        return self.filter(index=None).order_by("pk")

    def between(self, start: int, end: int) -> "LogEntryQuerySet":
        """Those at the places from `start` up to but without `end`."""
        return self.filter(index__gte=start, index__lt=end).order_by("index")

    def places_of(self, keys: Iterable[int]) -> dict[int, int]:
        """The places that these entries have been given, by primary key."""
        rows = self.filter(pk__in=keys).values_list("pk", "index")
        return {pk: index for pk, index in rows if index is not None}

    def number(self, entries: Sequence["LogEntry"], *, first: int) -> None:
        """Give them consecutive places, in one query: a row that is there is updated."""
        for index, entry in enumerate(entries, first):
            entry.index = index
        self.bulk_create(
            entries, update_conflicts=True, unique_fields=["id"], update_fields=["index"]
        )


class LogEntry(models.Model):
    """One leaf: a digest and its kind, nothing personal. Its place is given once."""

    index = models.PositiveBigIntegerField(_("place in the log"), null=True, unique=True)
    kind = models.CharField(max_length=20, choices=LeafKind.choices)
    digest = models.CharField(_("SHA-256"), max_length=64)
    noted_at = models.DateTimeField(_("noted"))

    objects: ClassVar = LogEntryQuerySet.as_manager()

    class Meta:
        """The same is noted once."""

        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "digest"], name="noted_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} sha256:{self.digest}"

    @property
    def leaf(self) -> bytes:
        """The bytes that the tree holds."""
        return str(self).encode()


class LogTileQuerySet(models.QuerySet["LogTile"]):
    """Tiles by their places."""

    def at(self, places: Iterable[Place]) -> dict[Place, bytes]:
        """The data of those that are there, in one query."""
        levels: dict[int, list[int]] = {}
        for place in places:
            levels.setdefault(place.level, []).append(place.index)
        wanted = Q(pk__in=[])
        for level, indexes in levels.items():
            wanted |= Q(level=level, index__in=indexes)
        return {Place(tile.level, tile.index): bytes(tile.data) for tile in self.filter(wanted)}

    def put(self, tiles: Mapping[Place, bytes]) -> None:
        """Store tiles, new or grown, in one query."""
        rows = [
            LogTile(level=place.level, index=place.index, data=data)
            for place, data in tiles.items()
        ]
        self.bulk_create(
            rows, update_conflicts=True, unique_fields=["level", "index"], update_fields=["data"]
        )


class LogTile(models.Model):
    """Up to 256 hashes of one level of the tree; the last of a level grows."""

    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    data = models.BinaryField()

    objects: ClassVar = LogTileQuerySet.as_manager()

    class Meta:
        """One tile a place."""

        verbose_name = _("log tile")
        verbose_name_plural = _("log tiles")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["level", "index"], name="one_tile_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Checkpoint(models.Model):
    """What the center signed about the log at one size; never changed, never taken back."""

    size = models.PositiveBigIntegerField(_("entries"), unique=True)
    note = models.TextField(_("signed text"))
    at = models.DateTimeField(_("signed at"))

    class Meta:
        """Newest first."""

        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        ordering: ClassVar = ["-size"]

    def __str__(self) -> str:
        return str(self.size)

    @property
    def head(self) -> TreeHead:
        """Origin, size and root, out of the signed text."""
        return checkpoints.parse(self.note.rpartition("\n\n")[0] + "\n")

    @property
    def root(self) -> bytes:
        """The root of the tree that was signed."""
        return self.head.root


class LogHead(models.Model):
    """Where the log stands: one row, which whoever appends holds locked."""

    checkpoint = models.OneToOneField(Checkpoint, on_delete=models.PROTECT, null=True)

    class Meta:
        """One row."""

        verbose_name = _("log head")
        verbose_name_plural = _("log heads")

    def __str__(self) -> str:
        return str(self.checkpoint or 0)

    @classmethod
    def locked(cls) -> "LogHead":
        """Wait until nobody else appends, up to the end of this transaction."""
        # Without the checkpoint: what a join finds is older than the row that was waited for.
        return cls.objects.select_for_update().get_or_create(pk=1)[0]
