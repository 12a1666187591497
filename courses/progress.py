"""How far a person is in a course: what is done, what is next."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from courses import completion_rules
from courses.models import CourseCompletion, Enrollment
from courses.outlines import Activity, Outline


@dataclass(frozen=True)
class Progress:
    """An outline as one person has worked through it; without an enrollment nothing is done."""

    outline: Outline
    enrollment: Enrollment | None

    @cached_property
    def completed(self) -> set[UUID]:
        """Keys of the completed activities."""
        if self.enrollment is None:
            return set()
        return self.enrollment.completed_keys

    @property
    def is_enrolled(self) -> bool:
        """Enrolled, and not left."""
        return self.enrollment is not None and self.enrollment.left_at is None

    @cached_property
    def completion(self) -> CourseCompletion | None:
        """The course's completion."""
        return getattr(self.enrollment, "completion", None) if self.enrollment else None

    @cached_property
    def required_total(self) -> int:
        """How many activities are required."""
        return sum(rule.is_required for rule in self.outline.rules)

    @cached_property
    def required_done(self) -> int:
        """How many of them are done."""
        return self.required_total - len(self.outstanding)

    @cached_property
    def outstanding(self) -> list[UUID]:
        """Keys of the required activities that are not done, in order."""
        return completion_rules.outstanding(self.outline.rules, self.completed)

    @cached_property
    def next_activity(self) -> Activity | None:
        """Where to resume: the first outstanding activity."""
        return self.outline.find(self.outstanding[0]) if self.outstanding else None
