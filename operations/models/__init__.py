"""What operations stores: outbox messages, audit entries and heartbeats."""

from operations.models.audit import AuditEntry
from operations.models.heartbeat import Heartbeat
from operations.models.outbox import OutboxMessage

__all__ = ["AuditEntry", "Heartbeat", "OutboxMessage"]
