"""What operations stores: outbox messages, jobs, audit entries, heartbeats and outages."""

from operations.models.append_only import AppendOnly, RowIsFinal
from operations.models.audit import AuditEntry
from operations.models.heartbeat import Heartbeat
from operations.models.job import Job, JobState
from operations.models.outage import Outage
from operations.models.outbox import OutboxMessage

__all__ = [
    "AppendOnly",
    "AuditEntry",
    "Heartbeat",
    "Job",
    "JobState",
    "Outage",
    "OutboxMessage",
    "RowIsFinal",
]
