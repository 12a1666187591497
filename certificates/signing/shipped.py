"""Documents that we ship and trust, each pinned by its hash in the manifest of its folder."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, cast

_APP = files("certificates")


class ShippedFileAltered(RuntimeError):
    """A shipped file no longer has the hash in its manifest; the message names it."""


@cache
def manifest(folder: str) -> dict[str, dict[str, str]]:
    """List by name what a folder has."""
    text = (_APP / folder / "manifest.json").read_text("utf-8")
    return cast("dict[str, dict[str, str]]", json.loads(text))


@cache
def document(folder: str, name: str) -> dict[str, Any]:
    """Read one document of the manifest once, and only if it is the pinned one."""
    entry = manifest(folder)[name]
    return checked((_APP / folder / entry["file"]).read_bytes(), entry)


def checked(data: bytes, entry: Mapping[str, str]) -> dict[str, Any]:
    if sha256(data).hexdigest() != entry["sha256"]:
        raise ShippedFileAltered(entry["file"])
    return cast("dict[str, Any]", json.loads(data))
