"""The grading kernel: definitions, papers, responses and scores; pure."""

from assessments.grading.best import METHODS, best
from assessments.grading.definition import InvalidDefinition, Language
from assessments.grading.outcomes import Outcome, State
from assessments.grading.paper import Paper, PaperItem, Question, Score, arrange_paper, grade
from assessments.grading.registry import ITEM_TYPES, parse
from assessments.grading.responses import InvalidResponse

__all__ = [
    "ITEM_TYPES",
    "METHODS",
    "InvalidDefinition",
    "InvalidResponse",
    "Language",
    "Outcome",
    "Paper",
    "PaperItem",
    "Question",
    "Score",
    "State",
    "arrange_paper",
    "best",
    "grade",
    "parse",
]
