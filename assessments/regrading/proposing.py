"""Propose a correction, or start its trial again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from assessments.grading.definition import InvalidDefinition
from assessments.models import (
    Attempt,
    Challenge,
    ChallengeState,
    ItemResult,
    Question,
    QuestionVersion,
    Quiz,
    Regrade,
    RegradeAction,
    RegradeState,
)
from assessments.policies import corrections
from assessments.regrading.watermarks import SEALED, watermark
from operations import auditing, outbox
from people.models import User

TRY_OUT = "assessments.tasks.try_regrade"


class ReasonMissing(Exception):
    """Whoever changes grades, or lowers what was issued, says why."""


class QuestionMissing(Exception):
    """All actions but grading again as asked concern one question that was asked."""


class CannotAccept(Exception):
    """The answer is none that the question can have."""


class NoSuchVersion(Exception):
    """There is no newer version by which the answers could be graded."""


@dataclass(frozen=True)
class Proposal:
    """What is to be done, and why; `accepted` in the names that the author gave."""

    quiz: Quiz
    question: Question | None
    action: RegradeAction
    reason: str
    accepted: Sequence[Sequence[str]] = ()
    lowers: bool = False
    lowering_reason: str = ""


@transaction.atomic
def propose(proposal: Proposal, proposer: User, *, at: datetime) -> Regrade:
    """Write the proposal down and have it tried out; upheld challenges of the question join it.

    Raises ReasonMissing, QuestionMissing, CannotAccept, NoSuchVersion.
    """
    _check(proposal)
    regrade = Regrade.objects.create(
        quiz=proposal.quiz,
        question=proposal.question,
        action=proposal.action,
        accepted=[list(response) for response in proposal.accepted],
        version=_version(proposal),
        reason=proposal.reason.strip(),
        lowers=proposal.lowers,
        lowering_reason=proposal.lowering_reason.strip(),
        proposed_by=proposer,
        proposed_at=at,
    )
    _adopt_challenges(regrade)
    start_trial(regrade, at=at)
    auditing.record(
        "assessments.regrade_proposed",
        regrade,
        actor_id=proposer.public_id,
        at=at,
        reason=regrade.reason,
        what=regrade.action,
        lowers=regrade.lowers,
    )
    return regrade


@transaction.atomic
def try_again(regrade_id: int, *, at: datetime) -> bool:
    """Do the trial anew with the grades as they are now; False where it is decided already."""
    regrade = Regrade.objects.select_for_update(of=("self",)).get(pk=regrade_id)
    if regrade.state not in (RegradeState.DRAFT, RegradeState.READY):
        return False
    start_trial(regrade, at=at)
    return True


def start_trial(regrade: Regrade, *, at: datetime) -> None:
    """Forget what an earlier trial found, and hand it to the worker."""
    regrade.lines.all().delete()
    regrade.state, regrade.done = RegradeState.DRAFT, 0
    regrade.total = concerned(regrade).count()
    regrade.watermark, regrade.touched_at = watermark(regrade.quiz), at
    regrade.save(update_fields=["state", "done", "total", "watermark", "touched_at"])
    outbox.post(TRY_OUT, {"regrade_id": regrade.pk}, at=at)


def concerned(regrade: Regrade) -> Any:
    """The sealed attempts that were asked the question, or all of them."""
    attempts = Attempt.objects.filter(
        quiz_id=regrade.quiz_id, state__in=SEALED, machine_graded_at__isnull=False
    )
    if regrade.question_id is None:
        return attempts
    asked = ItemResult.objects.filter(
        attempt=OuterRef("pk"), version__question_id=regrade.question_id
    )
    return attempts.filter(Exists(asked))


def asked_versions(quiz: Quiz, question: Question) -> list[QuestionVersion]:
    """The versions of a question that graded attempts at the quiz were asked."""
    asked = QuestionVersion.objects.filter(question=question, results__attempt__quiz=quiz)
    return list(asked.distinct().order_by("number"))


def newest_version(quiz: Quiz, question: Question) -> QuestionVersion | None:
    """The version that answers can be graded by now, if any was asked another one that fits."""
    newest = question.versions.filter(is_current=True).first()
    if newest is None:
        return None
    others = [version for version in asked_versions(quiz, question) if version.pk != newest.pk]
    fits = any(corrections.is_compatible(v.definition, newest.definition) for v in others)
    return newest if fits else None


def _check(proposal: Proposal) -> None:
    if not proposal.reason.strip() or (proposal.lowers and not proposal.lowering_reason.strip()):
        raise ReasonMissing
    if proposal.question is None:
        if proposal.action != RegradeAction.REGRADE:
            raise QuestionMissing
        return
    asked = asked_versions(proposal.quiz, proposal.question)
    if not asked:
        raise QuestionMissing
    if proposal.action == RegradeAction.ACCEPT:
        _check_accepted(asked[-1], proposal)


def _check_accepted(version: QuestionVersion, proposal: Proposal) -> None:
    try:
        corrections.accepting(version.definition, proposal.accepted)
    except InvalidDefinition as error:
        raise CannotAccept(str(error)) from error


def _version(proposal: Proposal) -> QuestionVersion | None:
    if proposal.action != RegradeAction.NEW_VERSION or proposal.question is None:
        return None
    newest = newest_version(proposal.quiz, proposal.question)
    if newest is None:
        raise NoSuchVersion
    return newest


def _adopt_challenges(regrade: Regrade) -> None:
    if regrade.question_id:
        Challenge.objects.filter(
            state=ChallengeState.UPHELD,
            regrade=None,
            result__attempt__quiz_id=regrade.quiz_id,
            result__version__question_id=regrade.question_id,
        ).update(regrade=regrade)
