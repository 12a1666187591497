"""Analyze 10,000 graded attempts at 20 questions in this process, as the worker does."""

import json
import os
import sys
import time
import uuid
from collections.abc import Iterator
from random import Random
from typing import Any

from scripts import django_ready  # noqa: F401 - the models below need it

# isort: split
from django.db import connection
from django.utils import timezone

from assessments import analyzing
from assessments.analyzing import Which
from assessments.models import Attempt, AttemptState, QuestionVersion, Quiz, QuizSlot
from courses.models import Enrollment
from people.models import User
from scripts.bench import cpu, exam

ATTEMPTS = 10_000
COLUMNS = (
    "attempt_id, position, version_id, max_mark, state, fraction, mark, parts, seconds, "
    "needs_marking, needs_second, revision"
)


def fill(quiz: Quiz) -> None:
    """Attempts of as many learners, the abler the more often right."""
    rng, now = Random(20), timezone.now()
    course, activity = uuid.uuid4(), uuid.uuid4()
    people = User.objects.bulk_create(
        [User(email=f"sat{number}@training.example", password="!") for number in range(ATTEMPTS)]
    )
    enrollments = Enrollment.objects.bulk_create(
        Enrollment(user=person, course_key=course, enrolled_at=now) for person in people
    )
    answers = [_answers(rng) for _ in range(ATTEMPTS)]
    attempts = Attempt.objects.bulk_create(
        _attempt(enrollment, quiz, activity, now, sum(earned for *_rest, earned in rows))
        for enrollment, rows in zip(enrollments, answers, strict=True)
    )
    versions = list(_versions(quiz))
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY assessments_itemresult ({COLUMNS}) FROM STDIN") as copy:
            for attempt, rows in zip(attempts, answers, strict=True):
                for row in _results(attempt, versions, rows, rng):
                    copy.write_row(row)
        cursor.execute("ANALYZE")


def _answers(rng: Random) -> list[tuple[list[str], float]]:
    """For each question the classes that were chosen, and what they earned."""
    ability = rng.gauss()
    found = []
    for number in range(exam.QUESTIONS):
        body = exam.definition(number)
        knows = rng.random() < 1 / (1 + 2.7 ** -(ability - (number - 10) / 5))
        found.append(_answer(body, knows, rng))
    return found


def _answer(body: dict[str, Any], knows: bool, rng: Random) -> tuple[list[str], float]:
    if body["type"] == "true_false":
        right = body["answer"] if knows else not body["answer"]
        return ["true" if right else "false"], float(knows)
    keys = [row["id"] for row in body["options"] if row["fraction"] != "0"]
    others = [row["id"] for row in body["options"] if row["fraction"] == "0"]
    return (keys, 1.0) if knows else ([rng.choice(others)], 0.0)


def _attempt(enrollment: Enrollment, quiz: Quiz, activity: uuid.UUID, now: Any, raw: float) -> Any:
    return Attempt(
        quiz=quiz,
        user_id=enrollment.user_id,
        enrollment=enrollment,
        activity_key=activity,
        number=1,
        state=AttemptState.GRADED,
        paper={"format": 2, "items": []},
        mastery_score=quiz.mastery_score,
        started_at=now,
        submitted_at=now,
        machine_graded_at=now,
        graded_at=now,
        raw_score=raw,
        max_score=exam.QUESTIONS,
        scaled_score=raw / exam.QUESTIONS,
    )


def _versions(quiz: Quiz) -> Iterator[tuple[int, dict[str, Any]]]:
    slots = QuizSlot.objects.filter(quiz=quiz).order_by("sort_order")
    asked = slots.values_list("question_id", flat=True)
    known = {row.question_id: row for row in QuestionVersion.objects.filter(question__in=asked)}
    return ((known[question].pk, known[question].definition) for question in asked)


def _results(
    attempt: Attempt, versions: list[tuple[int, dict[str, Any]]], rows: Any, rng: Random
) -> Iterator[tuple[Any, ...]]:
    for position, ((version, body), (classes, earned)) in enumerate(
        zip(versions, rows, strict=True), 1
    ):
        several = body["type"] == "multiple_response"
        worth = str(earned / len(classes))
        parts = [[one if several else "choice", one, worth] for one in classes]
        state, seconds = "right" if earned else "wrong", int(rng.lognormvariate(3.5, 0.6))
        marks = (1, state, earned, earned, json.dumps(parts), seconds)
        yield (attempt.pk, position, version, *marks, False, False, 0)


def main() -> None:
    """Print what it took: reading, computing and keeping the figures."""
    slots = list(QuizSlot.objects.filter(quiz__key=exam.KEY).order_by("sort_order"))
    quiz = Quiz.objects.create(key="bench-statistics", title_zh="统计", title_en="Statistics")
    QuizSlot.objects.bulk_create(
        QuizSlot(quiz=quiz, question_id=slot.question_id, sort_order=slot.sort_order)
        for slot in slots
    )
    fill(quiz)
    pids = [os.getpid(), *map(int, sys.argv[1:])]
    started, used = time.perf_counter(), cpu.of_trees(*pids)
    mark, _count = analyzing.watermark(quiz)
    asked = analyzing.ask(quiz, Which.FIRST, mark, at=timezone.now())
    analyzing.compute(asked.pk, at=timezone.now())
    seconds, used = time.perf_counter() - started, cpu.of_trees(*pids) - used
    asked.refresh_from_db()
    figures = asked.figures or {}
    print(json.dumps({"count": figures["attempts"], "seconds": seconds, "cpu": used}))


if __name__ == "__main__":
    main()
