"""Messages for the worker that commit together with the change they follow from."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    """Outbox messages by how far they are on their way."""

    def due(self, at: datetime, lease: timedelta) -> "OutboxQuerySet":
        """Not sent, and not being sent by a relay that is still alive."""
        return self.filter(sent_at=None).filter(
            Q(claimed_at=None) | Q(claimed_at__lt=at - lease), not_before__lte=at
        )

    def claim(self, message_id: int, at: datetime, lease: timedelta) -> bool:
        """Take one message for sending; exactly one of several relays gets True."""
        claimed = self.due(at, lease).filter(pk=message_id)
        return claimed.update(claimed_at=at, tries=F("tries") + 1) == 1


class OutboxMessage(models.Model):
    """One task call that is still to be handed to the broker."""

    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)

    objects: ClassVar = OutboxQuerySet.as_manager()

    class Meta:
        """Unsent messages are found by a partial index that stays small."""

        indexes: ClassVar = [
            models.Index("not_before", condition=Q(sent_at=None), name="outbox_unsent")
        ]

    def __str__(self) -> str:
        return f"{self.task} #{self.pk}"
