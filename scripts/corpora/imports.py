"""Question banks of other systems, through our importers, out again and in again."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from assessments.exchange import aiken, gift, moodle_xml, multianswer
from assessments.exchange.drafts import Import, ItemDraft
from assessments.exchange.exact import tidy
from scripts.corpora.cases import Case, Verdict, guarded

Reader = Callable[[bytes], Import]

# The folders of formats/ that are read here; the others hold formats that are not.
READERS: dict[str, Reader] = {
    "aiken": aiken.read,
    "gift": gift.read,
    "multianswer": multianswer.read,
    "xml": moodle_xml.read,
}
# Files whose names say that they are broken: what is wrong with them has to be told.
BROKEN = re.compile(r"broken|error|invalid|corrupt|malformed", re.IGNORECASE)
WRITERS = {"Moodle XML": moodle_xml, "GIFT": gift}


def run(folder: Path) -> Iterator[Case]:
    """Each question of each file: taken by the kernel, and the same after a way out and in."""
    for path in sorted(folder.glob("**/formats/*/*")):
        if path.is_file():
            yield from _guarded(path, folder, _reader(path))
    for path in sorted(folder.glob("**/qtypes/*.xml")):
        yield from _guarded(path, folder, moodle_xml.read)


def _reader(path: Path) -> Reader | None:
    """That of its folder; Moodle XML stands beside other formats too."""
    reader = READERS.get(path.parent.name)
    return moodle_xml.read if reader and path.suffix == ".xml" else reader


def _guarded(path: Path, folder: Path, read: Reader | None) -> list[Case]:
    name = str(path.relative_to(folder))
    return guarded(name, lambda: _of_file(path, name, read))


def _of_file(path: Path, name: str, read: Reader | None) -> Iterator[Case]:
    if read is None:
        yield Case(name, "file", "not supported", f"no importer for {path.parent.name}")
        return
    found = read(path.read_bytes())
    refusal: Verdict = "passed" if BROKEN.search(path.name) else "failed"
    for problem in found.problems:
        verdict = refusal if problem.severity == "refused" else "passed"
        yield Case(name, problem.where, verdict, problem.message)
    if not found.drafts and not found.problems:
        yield Case(name, "file", "failed", "no question was found")
    for draft in found.drafts:
        yield Case(name, draft.name, *_verdict(draft, is_broken=refusal == "passed"))


def _verdict(draft: ItemDraft, *, is_broken: bool) -> tuple[Verdict, str]:
    for label, kind in WRITERS.items():
        again = kind.read(kind.write([draft])).drafts
        if len(again) != 1 or _content(again[0]) != _content(draft):
            return "failed", f"comes back different from {label}"
    if draft.definition["type"] == "unsupported":
        kept: Verdict = "passed" if is_broken else "not supported"
        return kept, str(draft.definition["reason"])
    told = "; ".join(problem.message for problem in draft.problems)
    return "passed", told


def _content(draft: ItemDraft) -> tuple[object, ...]:
    said = (draft.source_id, draft.name, draft.category, draft.tags, draft.default_mark)
    return (*said, draft.difficulty, tidy(draft.definition))
