"""Who did what to what, when and why: appended, never changed."""

from typing import ClassVar

from django.db import models

from operations.models.append_only import AppendOnly


class AuditEntry(AppendOnly):
    """One act of a person or of the system on one object.

    The actor and the object are kept as identifiers, not foreign keys: an entry outlives both.
    """

    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=100)
    object_type = models.CharField(max_length=100)
    object_id = models.CharField(max_length=100)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        """Newest last; read by object."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["object_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_id}"
