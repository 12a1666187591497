"""The instructor's panel on the CMS's first page: courses, enrollments, what waits."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState

from courses.models import CourseCompletion, CoursePage, Enrollment
from people.models import User

MOST = 20


@dataclass(frozen=True)
class CourseRow:
    """One course as its instructor watches it."""

    course: CoursePage
    enrolled: int
    completed: int


class TeachingPanel(Component):
    """The courses that one teaches or edits, with their numbers."""

    order = 50
    template_name = "courses/admin/teaching_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """A constant number of queries, whatever the number of courses."""
        user = parent_context["request"].user
        return {"rows": rows_of(user), "waiting": waiting_for(user)}


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put the panel first."""
    panels.append(TeachingPanel())


def rows_of(user: User) -> list[CourseRow]:
    """Source-language courses that the person teaches; all of them for whoever teaches none."""
    courses = CoursePage.objects.filter(locale__language_code="zh-hans").order_by(
        "-first_published_at"
    )
    taught = courses.filter(instructors__instructor__user=user)
    shown = list(taught[:MOST]) or list(courses[:MOST])
    keys = [course.translation_key for course in shown]
    enrolled = _counts(Enrollment.objects.filter(course_key__in=keys, left_at=None))
    completed = _counts(CourseCompletion.objects.filter(course_key__in=keys))
    return [
        CourseRow(
            course,
            enrolled.get(course.translation_key, 0),
            completed.get(course.translation_key, 0),
        )
        for course in shown
    ]


def waiting_for(user: User) -> int:
    """Pages and snippets in a workflow that wait for one of the person's groups."""
    mine = Q(task__groupapprovaltask__groups__in=user.groups.all())
    tasks = TaskState.objects.filter(mine, status=TaskState.STATUS_IN_PROGRESS)
    return int(tasks.distinct().count())


def _counts(rows: Any) -> dict[Any, int]:
    return dict(rows.order_by().values_list("course_key").annotate(Count("pk")))
