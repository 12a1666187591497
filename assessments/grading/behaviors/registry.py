"""The behaviors there are: a new one is a file here and a line below."""

from collections.abc import Mapping

from assessments.grading.behaviors.actions import Action
from assessments.grading.behaviors.adaptive import Adaptive, AdaptiveWithoutPenalty
from assessments.grading.behaviors.base import Behavior
from assessments.grading.behaviors.certainty import DeferredCertainty, ImmediateCertainty
from assessments.grading.behaviors.countback import InteractiveCountback, counts_back
from assessments.grading.behaviors.deferred import Deferred
from assessments.grading.behaviors.immediate import Immediate
from assessments.grading.behaviors.interactive import Interactive
from assessments.grading.behaviors.manual import TYPES as MARKED_BY_PEOPLE
from assessments.grading.behaviors.manual import Manual
from assessments.grading.behaviors.progress import Progress
from assessments.grading.paper import PaperItem

BEHAVIORS: Mapping[str, Behavior] = {
    "deferred": Deferred(),
    "immediate": Immediate(),
    "interactive": Interactive(),
    "interactive_countback": InteractiveCountback(),
    "adaptive": Adaptive(),
    "adaptive_no_penalty": AdaptiveWithoutPenalty(),
    "deferred_certainty": DeferredCertainty(),
    "immediate_certainty": ImmediateCertainty(),
    "manual": Manual(),
}


def suited(behavior_key: str, item: PaperItem) -> Behavior:
    """The behavior that this question takes where the quiz prefers that one."""
    if item.definition["type"] in MARKED_BY_PEOPLE:
        return BEHAVIORS["manual"]
    if behavior_key in ("interactive", "interactive_countback"):
        counted = counts_back(item.definition)
        return BEHAVIORS["interactive_countback" if counted else "interactive"]
    return BEHAVIORS[behavior_key]


def begin(behavior_key: str, item: PaperItem) -> Progress:
    return suited(behavior_key, item).begin(item)


def step(behavior_key: str, progress: Progress, action: Action, item: PaperItem) -> Progress:
    return suited(behavior_key, item).step(progress, action, item)
