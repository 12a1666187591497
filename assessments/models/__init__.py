"""What assessments stores: the question bank, quizzes, attempts, and what became of them."""

from assessments.models.accommodations import Accommodation
from assessments.models.analyses import Analysis
from assessments.models.attempts import (
    UNFINISHED,
    Attempt,
    AttemptState,
    FileUpload,
    SaveEvent,
    SaveKind,
    TimeCredit,
)
from assessments.models.bank import Category, Difficulty, Question, QuestionTag, QuestionVersion
from assessments.models.imports import QuestionImport
from assessments.models.marking import MarkingClaim
from assessments.models.quiz_pages import QuizPage
from assessments.models.quizzes import (
    Behavior,
    FeedbackBand,
    GradingMethod,
    Layout,
    Overdue,
    Quiz,
    QuizSlot,
)
from assessments.models.regrades import (
    Challenge,
    ChallengeKind,
    ChallengeState,
    Regrade,
    RegradeAction,
    RegradeLine,
    RegradeState,
)
from assessments.models.results import GradeEvent, GradeSource, ItemResult

__all__ = [
    "UNFINISHED",
    "Accommodation",
    "Analysis",
    "Attempt",
    "AttemptState",
    "Behavior",
    "Category",
    "Challenge",
    "ChallengeKind",
    "ChallengeState",
    "Difficulty",
    "FeedbackBand",
    "FileUpload",
    "GradeEvent",
    "GradeSource",
    "GradingMethod",
    "ItemResult",
    "Layout",
    "MarkingClaim",
    "Overdue",
    "Question",
    "QuestionImport",
    "QuestionTag",
    "QuestionVersion",
    "Quiz",
    "QuizPage",
    "QuizSlot",
    "Regrade",
    "RegradeAction",
    "RegradeLine",
    "RegradeState",
    "SaveEvent",
    "SaveKind",
    "TimeCredit",
]
