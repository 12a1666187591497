"""Quizzes with a question of each of the five types, and the answers to them."""

from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Picture

from assessments import composing, publishing
from assessments.grading.paper import PaperItem
from assessments.models import Attempt, Question, Quiz, QuizSlot
from courses.models import CenterImage
from tests.factories import NOON

_numbers = count(1)


def _options(*right: bool) -> list[dict[str, Any]]:
    return [
        {
            "text_zh": f"选项{place}{'是对的' if is_right else ''}",
            "text_en": f"Option {place}",
            "correct": is_right,
            "feedback_zh": f"对选项{place}的反馈",
            "feedback_en": f"Feedback on option {place}",
        }
        for place, is_right in enumerate(right, 1)
    ]


BODIES: dict[str, dict[str, Any]] = {
    "single_choice": {"options": _options(False, True, False), "shuffle": True},
    "multiple_response": {
        "options": _options(True, False, True, False),
        "scoring": "ou",
        "shuffle": True,
    },
    "true_false": {"answer": "false"},
    "short_answer": {"accepted": ["新颖性", "novelty"], "case_sensitive": False},
    "numeric": {
        "value": "20",
        "tolerance": "0",
        "tolerance_type": "nominal",
        "unit_zh": "年",
        "unit_en": "years",
    },
}
RIGHT: dict[str, list[str]] = {
    "single_choice": ["b"],
    "multiple_response": ["a", "c"],
    "true_false": ["false"],
    "short_answer": ["新颖性"],
    "numeric": ["20"],
}
WRONG: dict[str, list[str]] = {
    "single_choice": ["a"],
    "multiple_response": ["b", "d"],
    "true_false": ["true"],
    "short_answer": ["创造性"],
    "numeric": ["10"],
}


def image() -> CenterImage:
    """An image of the library with 800 × 600 pixels."""
    drawn = BytesIO()
    Picture.new("L", (800, 600), 240).save(drawn, "PNG")
    return CenterImage.objects.create(
        title="Drawing", file=ImageFile(BytesIO(drawn.getvalue()), name="drawing.png")
    )


def question(kind: str = "true_false", *, is_published: bool = True, **changes: Any) -> Question:
    """Make a question of the type, with its first version unless it is a draft."""
    texts = {
        "stem_zh": f"<p>关于{kind}的问题</p>",
        "stem_en": f"<p>A question of {kind}</p>",
        "explanation_zh": f"<p>{kind}的解析</p>",
        "explanation_en": f"<p>Why, of {kind}</p>",
    }
    body = [{"type": kind, "value": {**texts, **BODIES[kind], **changes}}]
    made: Question = Question.objects.create(
        key=f"q{next(_numbers)}-{kind.replace('_', '-')}", body=body
    )
    made.refresh_from_db()
    if is_published:
        publishing.freeze(made, at=NOON)
    return made


def quiz(*kinds: str, **fields: Any) -> Quiz:
    """Make a quiz of the types, or of all five."""
    titles = {"title_zh": "单元测验", "title_en": "Module quiz"}
    made: Quiz = Quiz.objects.create(key=f"quiz{next(_numbers)}", **{**titles, **fields})
    for place, kind in enumerate(kinds or BODIES):
        QuizSlot.objects.create(quiz=made, question=question(kind), sort_order=place)
    return made


def answers(attempt: Attempt, by_type: dict[str, list[str]]) -> dict[int, list[str]]:
    """What a browser sends for the attempt's paper, by position: RIGHT, WRONG or others."""
    return {
        item.position: _sent(item, by_type[item.definition["type"]])
        for item in composing.paper_of(attempt).items
    }


def _sent(item: PaperItem, answer: list[str]) -> list[str]:
    """Options are sent as the places at which they were shown."""
    order = item.arrangement.get("order")
    return [str(order.index(option)) for option in answer] if order else answer
