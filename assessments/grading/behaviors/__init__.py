"""Behaviors: what a learner may do with a question, and what each step is worth; pure."""

from assessments.grading.behaviors.actions import Action, Finish, Mark, Save, Submit, TryAgain
from assessments.grading.behaviors.base import Behavior, MarkRefused
from assessments.grading.behaviors.progress import Progress
from assessments.grading.behaviors.registry import BEHAVIORS, begin, step, suited
from assessments.grading.behaviors.scoring import score

__all__ = [
    "BEHAVIORS",
    "Action",
    "Behavior",
    "Finish",
    "Mark",
    "MarkRefused",
    "Progress",
    "Save",
    "Submit",
    "TryAgain",
    "begin",
    "score",
    "step",
    "suited",
]
