"""QTI: items and packages through our importer and out again, and responses through their rules."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assessments.exchange import qti2, qti3
from assessments.exchange.drafts import Import, ItemDraft
from assessments.exchange.exact import tidy
from assessments.exchange.qti import response_processing
from assessments.exchange.qti.values import ProcessingUnsupported, number
from assessments.exchange.safe_xml import Unreadable
from scripts.corpora.cases import Case, Verdict

CASES = "cases.json"
SUFFIXES = frozenset({".xml", ".zip"})


def run(folder: Path) -> Iterator[Case]:
    scored = [path.parent for path in sorted(folder.glob(f"**/qti*/**/{CASES}"))]
    for path in scored:
        yield from _scored(path, folder)
    for path in sorted(folder.glob("**/qti*/**/*")):
        if path.suffix.lower() in SUFFIXES and not set(scored) & set(path.parents):
            yield from _imported(path, folder)


def _scored(folder: Path, root: Path) -> Iterator[Case]:
    for row in json.loads((folder / CASES).read_text(encoding="utf-8")):
        path = folder / row["item"]
        given = json.dumps(row["responses"], ensure_ascii=False)
        name = f"{row['outcome']} of {given}"
        yield Case(str(path.relative_to(root)), name, *_score(path, row))


def _score(path: Path, row: Mapping[str, Any]) -> tuple[Verdict, str]:
    try:
        found = response_processing.score(path.read_bytes(), row["responses"])
    except (ProcessingUnsupported, Unreadable, OSError) as fault:
        return "not supported", str(fault)
    got, expected = found.get(row["outcome"], "0"), str(row["expected"])
    if got == expected or (number(got) is not None and number(got) == number(expected)):
        return "passed", ""
    return "failed", f"{got} in place of {expected}"


def _imported(path: Path, root: Path) -> Iterator[Case]:
    """Each item: proven by its own rules, and the same after a way out and in.

    A package that brings nothing has to say why.
    """
    name = str(path.relative_to(root))
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
