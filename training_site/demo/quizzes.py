"""Questions of the bank, and the quizzes that ask them."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from assessments.models import Question, Quiz, QuizSlot
from training_site.demo import streams
from training_site.demo.files import ROOT, Data, read_toml, required
from training_site.demo.markdown import rich
from training_site.demo.statutes import Citations

QUIZ = ("key", "title_zh", "title_en", "intro_zh", "intro_en", "mastery", "max_attempts", "weight")
QUESTION = ("key", "type", "stem_zh", "stem_en", "explanation_zh", "explanation_en", "statutes")
OPTION = {"text_zh": "", "text_en": "", "correct": False, "feedback_zh": "", "feedback_en": ""}
NUMERIC = {"tolerance": "0", "tolerance_type": "nominal", "unit_zh": "", "unit_en": ""}


def paths() -> list[Path]:
    """Every quiz file."""
    return sorted(ROOT.glob("courses/*/*/quiz.toml"))


def read(path: Path) -> Data:
    """One quiz with its questions. Raises MalformedContent."""
    quiz = read_toml(path)
    required(quiz, path, *QUIZ, "minutes", "questions")
    for question in quiz["questions"]:
        required(question, path, *QUESTION, "difficulty")
    return quiz


def load(citations: Citations) -> None:
    """Publish the questions and make the quizzes that are missing."""
    questions = set(Question.objects.values_list("key", flat=True))
    quizzes = set(Quiz.objects.values_list("key", flat=True))
    for path in paths():
        quiz = read(path)
        if quiz["key"] in quizzes:
            continue
        with transaction.atomic():
            for question in quiz["questions"]:
                if question["key"] not in questions:
                    _publish(question, citations)
            _make(quiz)


def _publish(data: Data, citations: Citations) -> None:
    question = Question(key=data["key"], difficulty=data["difficulty"], live=False)
    question.body = question._meta.get_field("body").to_python([raw(data)])
    question.save()
    question.articles = [citations.article(name) for name in data["statutes"]]
    question.save_revision().publish()


def raw(data: Data) -> dict[str, Any]:
    """The question as its stream field keeps it."""
    texts = ("stem_zh", "stem_en", "explanation_zh", "explanation_en")
    shared = {name: rich(data[name]) for name in texts}
    value = {**shared, **SPECIFIC[data["type"]](data)}
    return {"type": data["type"], "value": value, "id": streams.block_id(data["key"])}


def _choice(data: Data) -> dict[str, Any]:
    options = [{**OPTION, **option} for option in data["options"]]
    return {"options": streams.items(options, data["key"]), "shuffle": data.get("shuffle", True)}


def _multiple(data: Data) -> dict[str, Any]:
    return {**_choice(data), "scoring": data.get("scoring", "ou")}


def _true_false(data: Data) -> dict[str, Any]:
    return {"answer": "true" if data["answer"] else "false"}


def _short_answer(data: Data) -> dict[str, Any]:
    accepted = streams.items(data["accepted"], data["key"])
    return {"accepted": accepted, "case_sensitive": data.get("case_sensitive", False)}


def _numeric(data: Data) -> dict[str, Any]:
    named = {name: data.get(name, default) for name, default in NUMERIC.items()}
    return {**named, "value": data["value"]}


SPECIFIC: dict[str, Callable[[Data], dict[str, Any]]] = {
    "single_choice": _choice,
    "multiple_response": _multiple,
    "true_false": _true_false,
    "short_answer": _short_answer,
    "numeric": _numeric,
}


def _make(data: Data) -> None:
    names = ("key", "title_zh", "title_en", "intro_zh", "intro_en", "max_attempts")
    quiz = Quiz(mastery_score=Decimal(data["mastery"]), **{name: data[name] for name in names})
    keys = [question["key"] for question in data["questions"]]
    found = dict(Question.objects.filter(key__in=keys).values_list("key", "pk"))
    quiz.slots = [
        QuizSlot(question_id=found[key], sort_order=place) for place, key in enumerate(keys)
    ]
    quiz.save()
