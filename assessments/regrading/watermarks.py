"""Name the grades of a quiz as they are, so that a trial knows whether it is still true."""

from django.db.models import Count, Max, Q

from assessments.models import Attempt, AttemptState, GradeEvent, Quiz, Regrade

SEALED = (AttemptState.SUBMITTED, AttemptState.GRADED)


def watermark(quiz: Quiz) -> str:
    """Changes with every grade that is given, every attempt that is sealed or voided."""
    grades = GradeEvent.objects.filter(result__attempt__quiz=quiz)
    given = grades.aggregate(count=Count("pk"), newest=Max("pk"))
    is_graded = Q(state=AttemptState.GRADED)
    sealed = Attempt.objects.filter(quiz=quiz, state__in=SEALED, machine_graded_at__isnull=False)
    seen = sealed.aggregate(all=Count("pk"), graded=Count("pk", filter=is_graded))
    return f"{given['count']}.{given['newest'] or 0}.{seen['all']}.{seen['graded']}"


def is_current(regrade: Regrade) -> bool:
    """Whether no grade was given since the trial began."""
    return regrade.watermark == watermark(regrade.quiz)
