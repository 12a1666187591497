"""What assessments stores: the question bank, quizzes and attempts."""

from assessments.models.attempts import Attempt, AttemptState
from assessments.models.bank import Difficulty, Question, QuestionVersion
from assessments.models.quizzes import Quiz, QuizPage, QuizSlot

__all__ = [
    "Attempt",
    "AttemptState",
    "Difficulty",
    "Question",
    "QuestionVersion",
    "Quiz",
    "QuizPage",
    "QuizSlot",
]
