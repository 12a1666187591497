"""What every verifier is given beside the document, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.x509 import Certificate

Document = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Trust:
    """All that a verifier may know of the issuer; `status_lists` are by address."""

    root: Certificate
    identity: Document
    at: datetime
    status_lists: Mapping[str, Document] = field(default_factory=dict)

    def documents(self) -> dict[str, Document]:
        """What the issuer publishes, by the address where a verifier looks for it."""
        host = self.identity["id"].removeprefix("did:web:").replace("%3A", ":")
        return {f"https://{host}/.well-known/did.json": self.identity, **self.status_lists}


@dataclass(frozen=True)
class Verdict:
    accepted: bool
    said: str
