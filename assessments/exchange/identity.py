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
    for draft in drafts:
        seen[draft.source_id] += 1
        count = seen[draft.source_id]
        yield replace(draft, source_id=f"{draft.source_id}#{count}") if count > 1 else draft
