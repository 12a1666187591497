"""Quizzes: which questions they ask or draw, under which rules."""

from decimal import Decimal
from pathlib import Path

from django.db import transaction

from assessments.models import Category, FeedbackBand, Question, Quiz, QuizSlot
from training_site.demo import questions
from training_site.demo.files import ROOT, Data, read_toml, required
from training_site.demo.statutes import Citations

QUIZ = ("key", "title_zh", "title_en", "intro_zh", "intro_en", "mastery", "max_attempts", "weight")
TEXTS = ("key", "title_zh", "title_en", "intro_zh", "intro_en", "max_attempts")
# What a file may say besides, named as the quiz keeps it.
RULES = (
    *("behavior", "layout", "shuffle", "grading_method", "time_limit_minutes", "delay_minutes"),
    *("review", "is_marked_anonymously", "second_marking_percent"),
)
SECTION = ("section_zh", "section_en")


def paths() -> list[Path]:
    """Every quiz file."""
    files = ROOT.glob("courses/*/*/*.toml")
    return sorted(path for path in files if path.stem != "module")


def read(path: Path) -> Data:
    """One quiz with its questions, and the slots in which it asks them. Raises MalformedContent."""
    quiz = read_toml(path)
    required(quiz, path, *QUIZ, "minutes")
    asked = questions.read(path)
    slots = quiz.get("slots") or [{"question": question["key"]} for question in asked]
    return {**quiz, "questions": asked, "slots": slots}


def load(citations: Citations) -> None:
    """Publish the questions and make the quizzes that are missing."""
    files = paths()
    questions.load([*questions.paths(), *files], citations)
    known = set(Quiz.objects.values_list("key", flat=True))
    asked = dict(Question.objects.values_list("key", "pk"))
    places = dict(Category.objects.values_list("key", "pk"))
    for path in files:
        quiz = read(path)
        if quiz["key"] not in known:
            _make(quiz, asked, places)


@transaction.atomic
def _make(data: Data, asked: dict[str, int], places: dict[str, int]) -> None:
    rules = {name: data[name] for name in RULES if name in data}
    texts = {name: data[name] for name in TEXTS}
    quiz = Quiz(mastery_score=Decimal(data["mastery"]), **texts, **rules)
    marks = dict(Question.objects.values_list("pk", "default_mark"))
    quiz.slots = [
        _slot(row, place, asked, places, marks) for place, row in enumerate(data["slots"])
    ]
    quiz.bands = [
        FeedbackBand(
            from_score=Decimal(row["from_score"]),
            text_zh=row["text_zh"],
            text_en=row["text_en"],
            sort_order=place,
        )
        for place, row in enumerate(data.get("bands", []))
    ]
    quiz.save()


def _slot(
    row: Data,
    place: int,
    asked: dict[str, int],
    places: dict[str, int],
    marks: dict[int, Decimal],
) -> QuizSlot:
    """A question with its own mark, or a draw; a `mark` of the slot goes before."""
    slot = QuizSlot(sort_order=place, **{name: row[name] for name in SECTION if name in row})
    if "question" in row:
        slot.question_id = asked[row["question"]]
        slot.max_mark = marks[slot.question_id]
    else:
        slot.category_id = places[row["category"]]
        slot.difficulty, slot.count = row.get("difficulty", ""), row["count"]
    if "mark" in row:
        slot.max_mark = Decimal(row["mark"])
    return slot
