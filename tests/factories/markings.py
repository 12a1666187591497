"""Submitted attempts whose answers people mark."""

from collections.abc import Sequence
from typing import Any

from assessments import attempting, publishing
from assessments.models import Attempt, ItemResult, Question, Quiz, QuizSlot
from people import roles
from people.models import User
from people.roles import Role
from tests.factories import NOON, courses, sittings
from tests.factories.courses import CourseTree
from tests.factories.people import person
from training_site.setting_up import permissions
from training_site.setting_up.pages import source_tree

STEM = {"stem_zh": "<p>论述新颖性。</p>", "stem_en": "<p>Discuss novelty.</p>"}
TEXT = "The claim is new. The earlier drawing shows no lens."


def criterion(name: str, *points: str) -> dict[str, Any]:
    """A criterion with a level for each number of points."""
    levels = [
        {"points": each, "title_zh": f"{each}分", "title_en": f"Worth {each}"} for each in points
    ]
    return {"title_zh": name, "title_en": name, "levels": levels}


RUBRIC = [criterion("Law", "0", "2", "4"), criterion("Facts", "0", "1")]


def question(key: str, kind: str = "essay", **changes: Any) -> Question:
    """A published question for people to mark."""
    body = [{"type": kind, "value": {**STEM, **changes}}]
    made: Question = Question.objects.create(key=key, body=body)
    made.refresh_from_db()
    publishing.freeze(made, at=NOON)
    return made


def quiz(*questions: Question, max_mark: int = 10, **fields: Any) -> Quiz:
    """A quiz of the questions, each worth ten."""
    titles = {"title_zh": "论述", "title_en": "Essays"}
    made: Quiz = Quiz.objects.create(key=f"essays-{questions[0].key}", **{**titles, **fields})
    for place, asked in enumerate(questions):
        QuizSlot.objects.create(quiz=made, question=asked, sort_order=place, max_mark=max_mark)
    return made


def put_into(tree: CourseTree, made: Quiz) -> None:
    """Let the course's quiz page ask it."""
    type(tree.quiz_page).objects.update(quiz=made)
    tree.quiz_page.quiz = made


def handed_in(tree: CourseTree, learner: User, *texts: str) -> Attempt:
    """An attempt with the texts as its answers, in the order of the questions."""
    enrollment = courses.enrolled(learner, tree)
    attempt = attempting.start(enrollment, tree.quiz, tree.quiz_page.translation_key, at=NOON)
    given = dict(enumerate(([text] for text in texts or (TEXT,)), 1))
    return sittings.hand_in(attempt, given, at=NOON)


def many(tree: CourseTree, count: int, *texts: str) -> list[Attempt]:
    """As many learners with an attempt each."""
    return [
        handed_in(tree, person(f"学员{number}", email=f"many{number}@example.org"), *texts)
        for number in range(count)
    ]


def results(attempt: Attempt) -> Sequence[ItemResult]:
    """What its answers earned."""
    return list(attempt.results.order_by("position"))


def staff(name: str, role: Role = Role.INSTRUCTOR) -> User:
    """Somebody who works at the center, with the permissions that the role has."""
    made = person(name, email=f"{role.name.lower()}-{name.encode().hex()}@example.org")
    roles.give(made, role)
    permissions.ensure(source_tree())
    return User.objects.get(pk=made.pk)
