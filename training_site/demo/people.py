"""Make the demo people with their organizations and classes."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from wagtail.models import Page

from courses.models import (
    CourseInstructor,
    CoursePage,
    InstructorPage,
    TrainingClass,
    TrainingClassCourse,
    TrainingClassMember,
)
from people import consenting, roles
from people.models import Membership, Organization, User
from people.roles import Role
from training_site.demo import roster
from training_site.demo.files import Data

ROLES = {
    "administrator": Role.ADMINISTRATOR,
    "editor": Role.EDITOR,
    "instructor": Role.INSTRUCTOR,
    "officer": Role.OFFICER,
}
# Longer ago than anyone's first course.
JOINED = timedelta(days=200)


def load(*, at: datetime) -> None:
    """Make the people who are missing, then the classes that they are in."""
    data = roster.read()
    for row in data["organizations"]:
        Organization.objects.get_or_create(key=row["key"], defaults=row)
    known = set(User.objects.filter(is_demo=True).values_list("email", flat=True))
    for person in data["people"]:
        if person["email"] not in known:
            _make(person, at)
    for row in data["classes"]:
        _class(row)


@transaction.atomic
def _make(data: Data, at: datetime) -> None:
    user = User.objects.create_user(
        data["email"],
        roster.PASSWORD,
        legal_name=data["legal_name"],
        latin_name=data["latin_name"],
        preferred_language=data["language"],
        is_demo=True,
    )
    joined = at - JOINED if data.get("history") or data["roles"] else at
    User.objects.filter(pk=user.pk).update(date_joined=joined)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    consenting.give(user, language=data["language"], at=joined)
    for role in data["roles"]:
        roles.give(user, ROLES[role])
    for membership in data.get("memberships", []):
        _join(user, membership)
    if "instructor" in data["roles"]:
        _link(user, data["key"])


def _join(user: User, data: Data) -> None:
    Membership.objects.create(
        user=user,
        organization=Organization.objects.get(key=data["organization"]),
        role=data["role"],
        start_date=data["start"],
    )


def _link(user: User, slug: str) -> None:
    """Give the instructor's pages their account, and the courses they lead their owner."""
    for page in InstructorPage.objects.filter(slug=slug):
        page.user = user
        page.save_revision().publish()
    for row in CourseInstructor.objects.filter(instructor__slug=slug, sort_order=0):
        # Instructors edit what is their own: the first one named has the course.
        own = Page.objects.descendant_of(row.course, inclusive=True)
        own.filter(owner=None).update(owner=user)


@transaction.atomic
def _class(data: Data) -> None:
    row, created = TrainingClass.objects.get_or_create(
        key=data["key"],
        defaults={
            "name_zh": data["name_zh"],
            "name_en": data["name_en"],
            "sponsor": Organization.objects.get(key=data["sponsor"]),
            "start_date": data["start"],
            "end_date": data["end"],
        },
    )
    if not created:
        return
    courses = CoursePage.objects.filter(slug__in=data["courses"], locale__language_code="zh-hans")
    for course in courses.order_by("path"):
        TrainingClassCourse.objects.create(training_class=row, course=course)
    emails = {person["key"]: person["email"] for person in roster.people()}
    members = User.objects.filter(email__in=[emails[key] for key in data["members"]])
    for user in members.order_by("pk"):
        TrainingClassMember.objects.create(training_class=row, user=user)
