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
    _lock(enrollment)
    try:
        versions = _versions(enrollment.course_key)
    except outlines.NoSuchCourse:
        raise NotPartOfCourse from None
    rules = outlines.remembered(versions[0], versions[0]).rules
    if not any(rule.key == activity_key for rule in rules):
        raise NotPartOfCourse
    scores = _record(enrollment, activity_key, score, at)
    return _complete_course_if_due(enrollment, versions, rules, scores, at=at)


@transaction.atomic
def complete_what_is_due(enrollment: Enrollment, *, at: datetime) -> CourseCompletion | None:
    """Complete the course for whom less is required than when they did their last activity.

    Idempotent. A course that is not published completes for nobody.
    """
    _lock(enrollment)
    try:
        versions = _versions(enrollment.course_key)
    except outlines.NoSuchCourse:
        return None
    scores = dict(enrollment.activity_completions.values_list("activity_key", "score"))
    rules = outlines.rules(versions[0])
    return _complete_course_if_due(enrollment, versions, rules, scores, at=at)


def _lock(enrollment: Enrollment) -> None:
    Enrollment.objects.select_for_update().only("pk").get(pk=enrollment.pk)


def _versions(course_key: UUID) -> list[CoursePage]:
    """The published course in all languages, the one that sets the rules first; one query."""
    versions = list(outlines.in_source_order(course_key))
    if not versions:
        raise outlines.NoSuchCourse
    return versions


def _record(
    enrollment: Enrollment, key: UUID, score: Decimal | None, at: datetime
) -> dict[UUID, Decimal | None]:
    """Keep the better score; all scores of the enrollment as they are then."""
    scores = dict(enrollment.activity_completions.values_list("activity_key", "score"))
    mine = {"enrollment": enrollment, "activity_key": key}
    if key not in scores:
        ActivityCompletion.objects.create(**mine, score=score, completed_at=at)
        return {**scores, key: score}
    best = completion_rules.better(scores[key], score)
    if best != scores[key]:
        ActivityCompletion.objects.filter(**mine).update(score=best)
    return {**scores, key: best}


def _complete_course_if_due(
    enrollment: Enrollment,
    versions: list[CoursePage],
    rules: list[Requirement],
    scores: dict[UUID, Decimal | None],
    *,
    at: datetime,
) -> CourseCompletion | None:
    if not completion_rules.is_complete(rules, scores, versions[0].mastery_score):
        return None
    score = completion_rules.course_score(rules, scores)
    return _complete_course(enrollment, versions, score, at)


def _complete_course(
    enrollment: Enrollment, versions: list[CoursePage], score: Decimal | None, at: datetime
) -> CourseCompletion | None:
    """Once: the enrollment is locked, and the constraint has the last word."""
    if CourseCompletion.objects.filter(enrollment=enrollment).exists():
        return None
    source = versions[0]
    completion = CourseCompletion.objects.create(
        enrollment=enrollment,
        course_key=source.translation_key,
        score=score,
        hours=source.hours,
        completed_at=at,
        **_titles(versions),
    )
    events.announce_course_completed(completion.pk)
    return completion


def _titles(versions: list[CoursePage]) -> dict[str, str]:
    """Title and summary in both languages; a course not yet translated says the same in both."""
    source = versions[0]
    english = (course for course in versions if course.locale.language_code == "en")
    other = next(english, source)
    return {
        "course_title_zh": source.title,
        "course_title_en": other.title,
        "course_summary_zh": source.summary,
        "course_summary_en": other.summary,
    }
