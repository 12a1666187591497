"""The JSON-LD contexts that we ship; nothing is ever fetched."""

from typing import Any

from certificates.signing import shipped

CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

_FOLDER = "contexts"


class UnknownContext(ValueError):
    """A document names a context that isn't pinned; the message names it."""


def load(url: str, options: object = None) -> dict[str, Any]:
    """Serve a pinned context in the shape that PyLD's document loaders return."""
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": pinned(url),
        # Pinned contexts never change: the processor needn't read them anew each time.
        "tag": "static",
    }


def pinned(url: str) -> dict[str, Any]:
    if url not in shipped.manifest(_FOLDER):
        raise UnknownContext(url)
    return shipped.document(_FOLDER, url)
