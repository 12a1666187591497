"""What the demo people have learned so far, through the same use cases as everybody's learning."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from assessments import attempting, finishing, submitting
from assessments.models import Quiz
from courses import completing, enrolling, outlines
from courses.models import CoursePage, Enrollment
from courses.outlines import Activity
from people.models import User
from training_site.demo import roster, works
from training_site.demo.files import Data

SITTING = timedelta(minutes=11)
# For each state: days since enrolling, and hours from one activity to the next.
TEMPO = {
    "completed": (120, 46),
    "learning": (45, 50),
    "left": (60, 40),
    "almost": (40, 38),
    "failed-quiz": (21, 30),
    "enrolled": (4, 24),
}
# What a quiz is passed or failed with, where the file doesn't say.
SCORES = {"failed-quiz": "0.4"}


@dataclass(frozen=True)
class Plan:
    """Which activities someone has done, from when, how fast, and how well."""

    activities: tuple[Activity, ...]
    start: datetime
    pace: timedelta
    score: Decimal


def load(*, at: datetime) -> None:
    """Enroll and learn; an enrollment that is there already is left alone."""
    source = CoursePage.objects.filter(locale__language_code="zh-hans").select_related("locale")
    courses = {course.slug: course for course in source}
    known = set(
        Enrollment.objects.filter(user__is_demo=True).values_list("user__email", "course_key")
    )
    for place, (email, history) in enumerate(_histories()):
        course = courses[history["course"]]
        if (email, course.translation_key) not in known:
            user = User.objects.get(email=email)
            _live(user, course, history, at - timedelta(days=place, hours=place % 9))


def _histories() -> Iterator[tuple[str, Data]]:
    for person in roster.people():
        for history in person.get("history", []):
            yield person["email"], history


def _plan(course: CoursePage, history: Data, at: datetime) -> Plan:
    """`at` is when the person was last seen in the course."""
    state = history["state"]
    activities = outlines.outline(course).activities
    days, hours = TEMPO[state]
    return Plan(
        activities=activities[: _done(state, history, activities)],
        start=at - timedelta(days=days),
        pace=timedelta(hours=hours),
        score=Decimal(history.get("score", SCORES.get(state, "0.8"))),
    )


def _done(state: str, history: Data, activities: tuple[Activity, ...]) -> int:
    """How many activities, from the first."""
    if state == "failed-quiz":
        return next(place for place, one in enumerate(activities, 1) if one.rule.is_scored)
    counts = {"completed": len(activities), "almost": len(activities) - 1}
    return counts.get(state, int(len(activities) * history.get("share", 0)))


@transaction.atomic
def _live(user: User, course: CoursePage, history: Data, at: datetime) -> None:
    plan = _plan(course, history, at)
    enrollment = enrolling.enroll(user, course, at=plan.start)
    moment = plan.start
    for activity in plan.activities:
        moment = min(moment + plan.pace, at)
        _learn(enrollment, activity, plan.score, moment)
    if history["state"] == "left":
        enrolling.leave(enrollment, at=at)


def _learn(enrollment: Enrollment, activity: Activity, score: Decimal, at: datetime) -> None:
    if not activity.rule.is_scored:
        completing.complete_activity(enrollment, activity.key, at=at)
        return
    quiz = Quiz.objects.filter(pages__translation_key=activity.key).distinct().get()
    attempt = attempting.start(enrollment, quiz, activity.key, at=at - SITTING)
    submitting.submit(attempt, works.answers(attempt, score), at=at)
    finishing.grade(attempt.pk, at=at)
