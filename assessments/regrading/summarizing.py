"""Sum up what a trial found, and find the lines of each kind."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models import Attempt, Regrade, RegradeState
from assessments.regrading import deciding, proposing
from operations import outbox

_CHANGES = Q(is_kept=False)
KINDS: Mapping[str, tuple[Any, Q]] = {
    "up": (_("higher"), _CHANGES & Q(scaled_after__gt=F("scaled_before"))),
    "down": (_("lower"), _CHANGES & Q(scaled_after__lt=F("scaled_before"))),
    "same": (_("unchanged"), _CHANGES & Q(scaled_after=F("scaled_before"))),
    "passed": (_("newly passed"), _CHANGES & Q(passed_before=False, passed_after=True)),
    "failed": (_("newly failed"), _CHANGES & Q(passed_before=True, passed_after=False)),
    "kept": (_("kept, though it would fall"), Q(is_kept=True)),
    "touched": (_("course records touched"), Q(touches_completion=True)),
    "outdated": (_("changed meanwhile, left alone"), Q(is_outdated=True)),
}

# A worker that said nothing for so long is taken to be dead.
SILENCE = timedelta(minutes=3)


def summary(regrade: Regrade) -> list[tuple[str, Any, int]]:
    """How many lines of each kind; one query."""
    counts = {name: Count("pk", filter=condition) for name, (_label, condition) in KINDS.items()}
    found = regrade.lines.aggregate(**counts)
    return [(name, label, found[name]) for name, (label, _condition) in KINDS.items()]


def lines(regrade: Regrade, kind: str) -> Any:
    """The lines of one kind, or all, with their learners."""
    found = regrade.lines.select_related("attempt__user").order_by("pk")
    return found.filter(KINDS[kind][1]) if kind in KINDS else found


def came_later(regrade: Regrade) -> int:
    """Sealed attempts that the correction has not seen: it takes another one to reach them."""
    return int(proposing.concerned(regrade).exclude(regrade_lines__regrade=regrade).count())


def still_open(regrade: Regrade) -> int:
    """Attempts under way, which will be graded by what they were asked."""
    return int(Attempt.objects.unfinished().filter(quiz_id=regrade.quiz_id).count())


@transaction.atomic
def resume(*, at: datetime) -> int:
    """Hand out again what a worker left unfinished; how many."""
    silent = Regrade.objects.filter(touched_at__lt=at - SILENCE)
    tasks = {RegradeState.DRAFT: proposing.TRY_OUT, RegradeState.APPROVED: deciding.APPLY}
    posted = 0
    for regrade_id, state in silent.filter(state__in=tasks).values_list("pk", "state"):
        mine = silent.filter(pk=regrade_id, state=state)
        if mine.update(touched_at=at):
            outbox.post(tasks[RegradeState(state)], {"regrade_id": regrade_id}, at=at)
            posted += 1
    return posted
