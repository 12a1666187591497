"""What every verifier is given beside the document, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.x509 import Certificate

Document = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Trust:
    """All that a verifier may know of the issuer, by address where it would otherwise fetch."""

    root: Certificate
    identity: Document
    at: datetime
    status_lists: Mapping[str, Document] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    accepted: bool
    said: str
