"""The JSON-LD contexts that we ship, pinned by hash; nothing is ever fetched."""

import json
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, cast

CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

_FOLDER = files("certificates") / "contexts"


class UnknownContext(ValueError):
    """A document names a context that isn't pinned; the message names it."""


class ContextAltered(RuntimeError):
    """A shipped context no longer has the hash in the manifest; the message names the file."""


def load(url: str, options: object = None) -> dict[str, Any]:
    """Serve a pinned context in the shape that PyLD's document loaders return."""
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": pinned(url),
    }


@cache
def pinned(url: str) -> dict[str, Any]:
    entry = _manifest().get(url)
    if entry is None:
        raise UnknownContext(url)
    return checked((_FOLDER / entry["file"]).read_bytes(), entry)


def checked(data: bytes, entry: dict[str, str]) -> dict[str, Any]:
    if sha256(data).hexdigest() != entry["sha256"]:
        raise ContextAltered(entry["file"])
    return cast("dict[str, Any]", json.loads(data))


@cache
def _manifest() -> dict[str, dict[str, str]]:
    return cast(
        "dict[str, dict[str, str]]", json.loads((_FOLDER / "manifest.json").read_text("utf-8"))
    )
