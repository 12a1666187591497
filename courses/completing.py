"""Record completed activities and, exactly once, the completed course."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from courses import completion_rules, events, outlines
from courses.completion_rules import Requirement
from courses.models import ActivityCompletion, CourseCompletion, CoursePage, Enrollment


class NotPartOfCourse(Exception):
    """The activity does not belong to the course of the enrollment, as it is published."""


@transaction.atomic
def complete_activity(
    enrollment: Enrollment, activity_key: UUID, *, score: Decimal | None = None, at: datetime
) -> CourseCompletion | None:
    """Record the activity, keep the best score, and complete the course when nothing is left.

    Idempotent. The enrollment row is locked, so that two activities completed at once see each
    other. Returns the completion only to the call that made it.
    """
    Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    try:
        source = outlines.source_course(enrollment.course_key)
    except outlines.NoSuchCourse:
        raise NotPartOfCourse from None
    rules = outlines.rules(source)
    if not any(rule.key == activity_key for rule in rules):
        raise NotPartOfCourse
    _record(enrollment, activity_key, score, at)
    return _complete_course_if_due(enrollment, source, rules, at)


@transaction.atomic
def complete_what_is_due(enrollment: Enrollment, *, at: datetime) -> CourseCompletion | None:
    """Complete the course for whom less is required than when they did their last activity.

    Idempotent. A course that is not published completes for nobody.
    """
    Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    try:
        source = outlines.source_course(enrollment.course_key)
    except outlines.NoSuchCourse:
        return None
    return _complete_course_if_due(enrollment, source, outlines.rules(source), at)


def _record(enrollment: Enrollment, key: UUID, score: Decimal | None, at: datetime) -> None:
    completion, created = ActivityCompletion.objects.get_or_create(
        enrollment=enrollment,
        activity_key=key,
        defaults={"score": score, "completed_at": at},
    )
    best = completion_rules.better(completion.score, score)
    if not created and best != completion.score:
        ActivityCompletion.objects.filter(pk=completion.pk).update(score=best)


def _complete_course_if_due(
    enrollment: Enrollment, source: CoursePage, rules: list[Requirement], at: datetime
) -> CourseCompletion | None:
    scores = dict(enrollment.activity_completions.values_list("activity_key", "score"))
    if not completion_rules.is_complete(rules, scores, source.mastery_score):
        return None
    return _complete_course(enrollment, source, completion_rules.course_score(rules, scores), at)


def _complete_course(
    enrollment: Enrollment, source: CoursePage, score: Decimal | None, at: datetime
) -> CourseCompletion | None:
    completion, created = CourseCompletion.objects.get_or_create(
        enrollment=enrollment,
        defaults={
            "course_key": source.translation_key,
            "score": score,
            "hours": source.hours,
            "completed_at": at,
            **_titles(source),
        },
    )
    if not created:
        return None
    events.announce_course_completed(completion.pk)
    return completion


def _titles(source: CoursePage) -> dict[str, str]:
    """Title and summary in both languages; a course not yet translated says the same in both."""
    published = CoursePage.objects.live().filter(translation_key=source.translation_key)
    other = published.filter(locale__language_code="en").first() or source
    return {
        "course_title_zh": source.title,
        "course_title_en": other.title,
        "course_summary_zh": source.summary,
        "course_summary_en": other.summary,
    }
