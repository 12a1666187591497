"""What operations stores: outbox messages, audit entries, heartbeats and outages."""

from operations.models.audit import AuditEntry
from operations.models.heartbeat import Heartbeat
from operations.models.outage import Outage
from operations.models.outbox import OutboxMessage

__all__ = ["AuditEntry", "Heartbeat", "Outage", "OutboxMessage"]
