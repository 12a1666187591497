"""A class that sat the final examination, so that its analysis has something to show."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import exp
from random import Random

from django.db import transaction

from assessments import attempting, composing, finishing, submitting
from assessments.grading.paper import PaperItem
from assessments.models import Quiz
from assessments.saving import Change
from courses import enrolling, outlines
from courses.models import CoursePage, TrainingClass, TrainingClassCourse, TrainingClassMember
from people.models import Organization, User
from training_site.demo import answering, works
from training_site.demo.files import Data

# Logits: dates and numbers are missed more often than what can be chosen.
HARDNESS = {"date_limit": 1.0, "numeric": 1.0, "true_false": -0.6, "hotspot": -0.6}
SPREAD = 0.8


@dataclass(frozen=True)
class Sitting:
    """Which examination of which course, and when the class sat it."""

    course: CoursePage
    quiz: Quiz
    at: datetime


def load(*, at: datetime) -> None:
    """Let the class sit its examination; a class that is there already is left alone."""
    data = works.read()["class"]
    if TrainingClass.objects.filter(key=data["key"]).exists():
        return
    course = CoursePage.objects.get(slug=data["course"], locale__language_code="zh-hans")
    sitting = Sitting(course, Quiz.objects.get(key=data["quiz"]), at - timedelta(days=12))
    with transaction.atomic():
        users = _users(data)
        _class(data, course, users)
        for place, user in enumerate(users):
            _sit(user, sitting, Random(place))  # noqa: S311  (the same class each time)


def _users(data: Data) -> list[User]:
    """Accounts without a password: nobody signs in with them."""
    pairs = [(surname, name) for name in data["names"] for surname in data["surnames"]]
    return [_user(place, *pair) for place, pair in enumerate(pairs, 1)]


def _user(place: int, surname: str, name: str) -> User:
    chinese, latin = zip(surname.split(), name.split(), strict=True)
    return User.objects.create_user(
        f"class.{place:02}@demo.example",
        legal_name="".join(chinese),
        latin_name=" ".join(latin),
        preferred_language="zh-hans",
        is_demo=True,
    )


def _class(data: Data, course: CoursePage, users: list[User]) -> None:
    row = TrainingClass.objects.create(
        key=data["key"],
        name_zh=data["name_zh"],
        name_en=data["name_en"],
        sponsor=Organization.objects.get(key=data["sponsor"]),
        start_date=data["start"],
        end_date=data["end"],
    )
    TrainingClassCourse.objects.create(training_class=row, course=course)
    TrainingClassMember.objects.bulk_create(
        TrainingClassMember(training_class=row, user=user) for user in users
    )


def _sit(user: User, sitting: Sitting, rng: Random) -> None:
    enrollment = enrolling.enroll(user, sitting.course, at=sitting.at - timedelta(days=20))
    activity = outlines.outline(sitting.course).activities[-1]
    attempt = attempting.start(enrollment, sitting.quiz, activity.key, at=sitting.at)
    ability = rng.gauss(0.9, SPREAD)
    items = composing.paper_of(attempt).items
    changes = [_change(item, ability, rng) for item in items]
    submitting.submit(attempt, changes, at=sitting.at + timedelta(minutes=rng.randint(24, 44)))
    finishing.grade(attempt.pk, at=sitting.at + timedelta(minutes=45))


def _change(item: PaperItem, ability: float, rng: Random) -> Change:
    """Knowing or not by the Rasch model; a question's own hardness comes from its wording."""
    own = Random(item.reference).gauss(0, 0.7)  # noqa: S311
    hardness = HARDNESS.get(item.definition["type"], 0.2)
    knows = rng.random() < 1 / (1 + exp(own - ability + hardness))
    answer = answering.right(item) if knows else answering.mistaken(item, rng)
    pace = rng.lognormvariate(4.3, 0.5) * float(Decimal(1) + item.max_mark / 4)
    return Change(item.position, answer, seconds=round(pace))
