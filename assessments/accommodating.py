"""What holds for a person at a quiz: its rules with everything that was granted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q

from assessments.models import Accommodation, Quiz
from assessments.policies.timing import Grant, Rules, effective


def rules_for(user_id: int, quiz: Quiz) -> Rules:
    """The rules for one person; one query."""
    granted = Accommodation.objects.holding(user_id, quiz.pk)
    return effective(quiz.rules, [accommodation.grant for accommodation in granted])


def rules_for_many(user_ids: Iterable[int], quiz: Quiz) -> Mapping[int, Rules]:
    """The rules for many people at one quiz; two queries."""
    wanted = set(user_ids)
    grants: dict[int, list[Grant]] = defaultdict(list)
    here = Accommodation.objects.filter(Q(quiz=quiz) | Q(quiz=None))
    for accommodation in here.filter(user_id__in=wanted):
        grants[accommodation.user_id or 0].append(accommodation.grant)
    members = Q(training_class__members__user_id__in=wanted)
    of_classes = here.filter(members).values_list("pk", "training_class__members__user_id")
    shared = here.exclude(training_class=None).in_bulk([pk for pk, _ in of_classes])
    for pk, user_id in of_classes:
        if user_id in wanted:
            grants[user_id].append(shared[pk].grant)
    return {user_id: effective(quiz.rules, grants[user_id]) for user_id in wanted}
