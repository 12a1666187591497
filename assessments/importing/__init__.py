"""Bring question banks in: read, looked at, then written as drafts; all of it or nothing."""

from assessments.importing.committing import AlreadyCommitted, commit
from assessments.importing.planning import Line, Status, plan
from assessments.importing.reading import MAX_BYTES, Unreadable
from assessments.importing.receiving import receive

__all__ = [
    "MAX_BYTES",
    "AlreadyCommitted",
    "Line",
    "Status",
    "Unreadable",
    "commit",
    "plan",
    "receive",
]
