"""Quizzes with questions of every type, and the answers to them."""

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
PASSAGE = {
    "passage_zh": "[[a:发明]]、[[b:配方]]和[[c:外观设计]]都是专利的客体。",
    "passage_en": "An [[a:invention]], a [[b:recipe]] and a [[c:design]] can be patented.",
}
TERMS = [("发明", "Invention", "20年", "20 years"), ("外观设计", "Design", "15年", "15 years")]
STEPS = [("申请", "Filing"), ("公布", "Publication"), ("授权", "Grant")]

# The types that a machine grades at a glance, and all the others.
ALL: dict[str, dict[str, Any]] = {
    **BODIES,
    "matching": {
        "pairs": [
            {"prompt_zh": zh, "prompt_en": en, "match_zh": term_zh, "match_en": term_en}
            for zh, en, term_zh, term_en in TERMS
        ],
        "distractors": [{"text_zh": "10年", "text_en": "10 years"}],
    },
    "ordering": {"items": [{"text_zh": zh, "text_en": en} for zh, en in STEPS]},
    "fill_in": {
        "stem_zh": "<p>关于fill_in的问题：专利应当具备[[1]]，期限[[2]]年。</p>",
        "stem_en": "<p>A question of fill_in: a patent needs [[1]] and lasts [[2]] years.</p>",
        "gaps": [
            {"type": "short_answer", "value": {"accepted": ["新颖性", "novelty"]}},
            {"type": "single_choice", "value": {"options": _options(False, True)}},
        ],
    },
    "select_in_text": {**PASSAGE, "keys": "a, c"},
    "calculated": {
        "table": "fee, months\n900, 2",
        "answers": [{"formula": "{fee}*(1+0.05*{months})", "tolerance": "0.01"}],
        "unit_zh": "元",
        "unit_en": "yuan",
    },
    "hotspot": {
        "alt_zh": "附图",
        "alt_en": "A drawing",
        "regions": [{"coords": "100, 100, 200, 150"}],
    },
    "date_limit": {"event": "2024-01-31", "rule": "reexamination", "holidays": "2024-05-01"},
    "essay": {
        "min_words": 5,
        "model_answer_en": "<p>A model answer</p>",
        "rubric": [
            {
                "title_zh": "论证",
                "title_en": "Argument",
                "levels": [
                    {"points": "0", "title_zh": "无", "title_en": "None"},
                    {"points": "2", "title_zh": "充分", "title_en": "Sound"},
                ],
            }
        ],
    },
    "file_upload": {"max_files": 2, "extensions": ".pdf"},
    "description": {},
    "unsupported": {"source_format": "qti21", "source": "<item/>", "reason": "no such type"},
}

# Answers by the names that the author's rows have: a list, or one for each field.
RIGHT: dict[str, Any] = {
    "single_choice": ["b"],
    "multiple_response": ["a", "c"],
    "true_false": ["false"],
    "short_answer": ["新颖性"],
    "numeric": ["20"],
    "matching": {"a": ["a"], "b": ["b"]},
    "ordering": {"a": ["1"], "b": ["2"], "c": ["3"]},
    "fill_in": {"1": ["novelty"], "2": ["b"]},
    "select_in_text": ["a", "c"],
    "calculated": ["990"],
    "hotspot": ["150,120"],
    "date_limit": ["2024-04-30"],
    "essay": ["A text of my own making"],
    "file_upload": [],
    "description": [],
}
WRONG: dict[str, Any] = {
    "single_choice": ["a"],
    "multiple_response": ["b", "d"],
    "true_false": ["true"],
    "short_answer": ["创造性"],
    "numeric": ["10"],
    "matching": {"a": ["c"], "b": ["a"]},
    "ordering": {"a": ["3"], "b": ["2"], "c": ["1"]},
    "fill_in": {"1": ["beauty"], "2": ["a"]},
    "select_in_text": ["b"],
    "calculated": ["1"],
    "hotspot": ["700,500"],
    "date_limit": ["2024-01-31"],
    "essay": [],
    "file_upload": [],
    "description": [],
}


def image() -> CenterImage:
    """An image of the library with 800 × 600 pixels."""
    drawn = BytesIO()
    Picture.new("L", (800, 600), 240).save(drawn, "PNG")
    made: CenterImage = CenterImage.objects.create(
        title="Drawing", file=ImageFile(BytesIO(drawn.getvalue()), name="drawing.png")
    )
    return made


def question(kind: str = "true_false", *, is_published: bool = True, **changes: Any) -> Question:
    """Make a question of the type, with its first version unless it is a draft."""
    body = [{"type": kind, "value": {**fields(kind), **changes}}]
    made: Question = Question.objects.create(
        key=f"q{next(_numbers)}-{kind.replace('_', '-')}", body=body
    )
    made.refresh_from_db()
    if is_published:
        publishing.freeze(made, at=NOON)
    return made


def fields(kind: str) -> dict[str, Any]:
    """What an author filled in."""
    texts = {
        "stem_zh": f"<p>关于{kind}的问题</p>",
        "stem_en": f"<p>A question of {kind}</p>",
        "explanation_zh": f"<p>{kind}的解析</p>",
        "explanation_en": f"<p>Why, of {kind}</p>",
    }
    picture = {"image": image().pk} if kind == "hotspot" else {}
    return {**texts, **ALL[kind], **picture}


def quiz(*kinds: str, **fields: Any) -> Quiz:
    """Make a quiz of the types, or of the five that a machine grades at a glance."""
    titles = {"title_zh": "单元测验", "title_en": "Module quiz"}
    made: Quiz = Quiz.objects.create(key=f"quiz{next(_numbers)}", **{**titles, **fields})
    for place, kind in enumerate(kinds or BODIES):
        QuizSlot.objects.create(quiz=made, question=question(kind), sort_order=place)
    return made


def answers(attempt: Attempt, by_type: dict[str, Any]) -> dict[int, Any]:
    """What a browser sends for the attempt's paper, by position: RIGHT, WRONG or others."""
    return {
        item.position: sent(item, by_type[item.definition["type"]])
        for item in composing.paper_of(attempt).items
    }


def sent(item: PaperItem, answer: Any) -> Any:
    """Rows are sent as the places at which they were shown."""
    arrangement, kind = item.arrangement, item.definition["type"]
    if kind == "matching":
        prompts, choices = arrangement["prompts"], arrangement["choices"]
        return {str(prompts.index(name)): _places(choices, answer[name]) for name in answer}
    if kind == "ordering":
        return {str(arrangement["order"].index(name)): answer[name] for name in answer}
    if kind == "fill_in":
        gaps = arrangement["gaps"]
        return {name: _places(gaps[name].get("order"), answer[name]) for name in answer}
    return _places(arrangement.get("order"), answer)


def _places(order: list[str] | None, answer: list[str]) -> list[str]:
    return [str(order.index(name)) for name in answer] if order else answer
