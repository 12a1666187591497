"""The same question has the same source id whenever it comes again."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from assessments.exchange.drafts import ItemDraft
from assessments.exchange.languages import join_braces

# Moodle keeps an idnumber of up to 100 characters.
_LONGEST = 100


def source_id(given: str, name: str, stem: Mapping[str, Any]) -> str:
    """What the file calls the question, or a digest of its name and words."""
    if given.strip():
        return given.strip()[:_LONGEST]
    words = f"{name}\n{join_braces(stem)}"
    return hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:24]


def told_apart(drafts: Iterable[ItemDraft]) -> Iterator[ItemDraft]:
    """Questions that a file holds several times are counted, in the order of the file."""
    seen: Counter[str] = Counter()
    used: set[str] = set()
    for draft in drafts:
        name = draft.source_id
        while name in used:
            seen[draft.source_id] += 1
            name = f"{draft.source_id}#{seen[draft.source_id] + 1}"
        used.add(name)
        yield replace(draft, source_id=name)
