"""What the worker does for assessments: grade what was submitted and not graded."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from assessments import attempting
from assessments.models import Attempt

logger = logging.getLogger(__name__)
PATIENCE = timedelta(seconds=30)


@shared_task
def finish_attempts() -> None:
    """Grade attempts whose grading did not happen when they were submitted."""
    now = timezone.now()
    waiting = Attempt.objects.ungraded().filter(submitted_at__lt=now - PATIENCE)
    for attempt_id in waiting.values_list("pk", flat=True)[:500]:
        try:
            attempting.grade(attempt_id, at=now)
        except Exception:
            logger.exception("Attempt %s could not be graded.", attempt_id)
