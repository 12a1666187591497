"""QTI: items and packages through our importer and out again, and responses through their rules."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from assessments.exchange import qti2, qti3
from assessments.exchange.drafts import Import, ItemDraft
from assessments.exchange.exact import tidy
from assessments.exchange.qti import response_processing
from assessments.exchange.qti.values import ProcessingUnsupported, number
from assessments.exchange.safe_xml import Unreadable
from scripts.corpora.cases import Case, Verdict, guarded

CASES = "cases.json"
SUFFIXES = frozenset({".xml", ".zip"})


def run(folder: Path) -> Iterator[Case]:
    scored = [path.parent for path in sorted(folder.glob(f"**/qti*/**/{CASES}"))]
    for path in scored:
        name = str((path / CASES).relative_to(folder))
        yield from guarded(name, partial(_scored, path, folder))
    for path in sorted(folder.glob("**/qti*/**/*")):
        if path.suffix.lower() in SUFFIXES and not set(scored) & set(path.parents):
            name = str(path.relative_to(folder))
            yield from guarded(name, partial(_imported, path, name))


def _scored(folder: Path, root: Path) -> Iterator[Case]:
    for row in json.loads((folder / CASES).read_text(encoding="utf-8")):
        path = folder / row["item"]
        given = json.dumps(row["responses"], ensure_ascii=False)
        name = f"{row['outcome']} of {given}"
        yield Case(str(path.relative_to(root)), name, *_score(path, row))


def _score(path: Path, row: Mapping[str, Any]) -> tuple[Verdict, str]:
    try:
        found = response_processing.score(path.read_bytes(), _given(row["responses"]))
    except (ProcessingUnsupported, Unreadable) as fault:
        return "not supported", str(fault)
    except OSError as fault:
        return "failed", str(fault)
    expected = "0" if row["expected"] is None else str(row["expected"])
    got = found.get(row["outcome"], "0")
    if got == expected or (number(got) is not None and number(got) == number(expected)):
        return "passed", ""
    return "failed", f"{got} in place of {expected}"


def _given(responses: Mapping[str, Any]) -> dict[str, list[str]]:
    """A single value may stand without a list around it, and none as null."""
    lists = {name: [] if given is None else given for name, given in responses.items()}
    return {
        name: [str(each) for each in (given if isinstance(given, list) else [given])]
        for name, given in lists.items()
    }


def _imported(path: Path, name: str) -> Iterator[Case]:
    """Each item: proven by its own rules, and the same after a way out and in.

    A package that brings nothing has to say why.
    """
    found = qti2.read(path.read_bytes())
    for draft in found.drafts:
        yield Case(name, draft.name, *_verdict(draft))
    if not found.drafts:
        yield Case(name, "file", *_refusal(found))


def _refusal(found: Import) -> tuple[Verdict, str]:
    told = "; ".join(f"{problem.where}: {problem.message}" for problem in found.problems)
    return ("passed", told) if told else ("failed", "nothing came in, and nothing was said")


def _verdict(draft: ItemDraft) -> tuple[Verdict, str]:
    again = qti3.read(qti3.write([draft])).drafts
    if len(again) != 1 or _content(again[0]) != _content(draft):
        return "failed", "comes back different from QTI 3"
    if draft.definition["type"] == "unsupported":
        return "not supported", str(draft.definition["reason"])
    return "passed", "; ".join(problem.message for problem in draft.problems)


def _content(draft: ItemDraft) -> tuple[object, ...]:
    said = (draft.source_id, draft.name, draft.category, draft.tags, draft.default_mark)
    return (*said, tidy(draft.definition))
