"""What the worker does for courses: complete those that owe less since their rules changed."""

import logging

from celery import shared_task
from django.utils import timezone

from courses import completing, outlines
from courses.models import Enrollment

logger = logging.getLogger(__name__)


@shared_task
def complete_courses() -> None:
    """Look at everyone who has begun and has nothing required left, though not completed."""
    now = timezone.now()
    begun = Enrollment.objects.active().filter(completion=None).with_progress()
    open_ones = list(begun.exclude(activity_completions=None).distinct())
    required = outlines.required_keys({enrollment.course_key for enrollment in open_ones})
    for enrollment in open_ones:
        done = {row.activity_key for row in enrollment.activity_completions.all()}
        if not required.get(enrollment.course_key, set()) <= done:
            continue
        try:
            completing.complete_what_is_due(enrollment, at=now)
        except Exception:
            logger.exception("Enrollment %s could not be completed.", enrollment.pk)
