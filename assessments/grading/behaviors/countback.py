"""Interactive with countback: a part that was right and then left alone counts from there."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assessments.grading.behaviors.interactive import Interactive
from assessments.grading.behaviors.progress import Progress
from assessments.grading.definition import Data
from assessments.grading.outcomes import ONE, ZERO, Part
from assessments.grading.paper import PaperItem
from assessments.grading.registry import parse

Parts = Mapping[str, Part]


def counts_back(definition: Data) -> bool:
    """Whether the parts are answered, and earn, independently of one another."""
    parted = definition["type"] in ("matching", "fill_in")
    return parted and definition.get("scoring", "each") == "each"


class InteractiveCountback(Interactive):
    key = "interactive_countback"

    def earned_at_end(self, progress: Progress, item: PaperItem) -> Decimal:
        if progress.has_unchecked or not progress.tries:
            return self.earned((*progress.tries, progress.response), item)
        return self.earned(progress.tries, item)

    def earned(self, tries: tuple[object, ...], item: PaperItem) -> Decimal:
        penalty = parse(item.definition).penalty
        tried = [_parts(item, raw) for raw in tries]
        if item.definition["type"] == "fill_in":
            return _by_change(tries, tried, penalty)
        return _by_fault(item, tried, penalty)


def _by_fault(item: PaperItem, tried: Sequence[Parts], penalty: Decimal) -> Decimal:
    """qtype_match_question::compute_final_grade: each prompt pays for the tries it was wrong in."""
    prompts = [prompt["id"] for prompt in item.definition["prompts"]]
    earned = ZERO
    for prompt in prompts:
        rights = [prompt in parts and parts[prompt].fraction > 0 for parts in tried]
        if rights[-1]:
            wrongs = [index for index, right in enumerate(rights) if not right]
            earned += max(ZERO, ONE - (max(wrongs, default=-1) + 1) * penalty)
    return earned / len(prompts)


def _by_change(tries: Sequence[object], tried: Sequence[Parts], penalty: Decimal) -> Decimal:
    """qtype_multianswer_question::compute_final_grade: each gap pays for changes, by its weight."""
    earned = total = ZERO
    for key, part in tried[-1].items():
        changed = _last_change([_field(raw, key) for raw in tries])
        earned += part.weight * max(ZERO, part.fraction - changed * penalty)
        total += part.weight
    return earned / total if total else ZERO


def _last_change(values: Sequence[object]) -> int:
    changes = [n for n in range(1, len(values)) if values[n] != values[n - 1]]
    return changes[-1] if changes else 0


def _field(raw: object, key: str) -> object:
    return raw.get(key) if isinstance(raw, Mapping) else None


def _parts(item: PaperItem, raw: object) -> Parts:
    return {part.key: part for part in item.grade(raw).parts}
