"""Identifiers for what an author named as he liked."""

import re
from collections.abc import Iterable, Mapping

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}")


def identifiers(ids: Iterable[str], prefix: str = "C") -> Mapping[str, str]:
    """The ids themselves where QTI takes them, numbers of their place where it does not."""
    named = list(ids)
    if all(_PLAIN.fullmatch(each) for each in named):
        return {each: each for each in named}
    return {each: f"{prefix}{place}" for place, each in enumerate(named, 1)}
