"""Record acts in the audit log."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models

from operations.models import AuditEntry


def record(
    action: str,
    subject: models.Model,
    *,
    actor_id: uuid.UUID | None,
    at: datetime,
    reason: str = "",
    **details: Any,
) -> AuditEntry:
    """Append one entry; `actor_id` is the acting person's public id, None for the system."""
    return AuditEntry.objects.create(
        at=at,
        actor_id=actor_id,
        action=action,
        object_type=subject._meta.label_lower,
        object_id=str(subject.pk),
        reason=reason,
        details=details,
    )
