"""Corrections after the fact: proposed, tried out, approved by a second person, applied."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.attempts import RECORD, Attempt
from assessments.models.bank import Question, QuestionVersion
from assessments.models.quizzes import Quiz
from assessments.models.results import ItemResult
from people.personal_data import PersonalData, kept, kept_unseen


class RegradeAction(models.TextChoices):
    """What is done to the answers."""

    REGRADE = "regrade", _("Grade again by the version that was asked")
    NEW_VERSION = "new_version", _("Grade by the newest version of the question")
    ACCEPT = "accept", _("Accept another answer as right")
    FULL_CREDIT = "full_credit", _("Give everybody the full mark")
    DROP = "drop", _("Drop the question from the score")


class RegradeState(models.TextChoices):
    """How far a correction has come."""

    DRAFT = "draft", _("being tried out")
    READY = "ready", _("waits for approval")
    APPROVED = "approved", _("approved, being applied")
    APPLIED = "applied", _("applied")
    REJECTED = "rejected", _("rejected")


class Regrade(models.Model):
    """A correction of one question in one quiz, or of a whole quiz."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="regrades")
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="regrades"
    )
    action = models.CharField(_("action"), max_length=20, choices=RegradeAction.choices)
    # For ACCEPT: the raw responses that are accepted too, as definitions name them.
    accepted = models.JSONField(default=list, blank=True)
    version = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"))
    # Whether results that were issued may fall too, and why; without it they are kept.
    lowers = models.BooleanField(_("lower issued results too"), default=False)
    lowering_reason = models.TextField(_("why results may fall"), blank=True)
    state = models.CharField(
        max_length=10, choices=RegradeState.choices, default=RegradeState.DRAFT
    )
    # The grades that the trial saw: it is done again before it counts if they have changed.
    watermark = models.CharField(max_length=80, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="regrades_proposed"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="regrades_decided",
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(_("why it was rejected"), blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    # When a worker last came on with it; after a silence it is handed out again.
    touched_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    personal_data = PersonalData(
        subject="proposed_by",
        fields={
            name: kept_unseen("The record of a correction of grades.")
            for name in (
                "public_id",
                "quiz",
                "question",
                "action",
                "accepted",
                "version",
                "reason",
                "lowers",
                "lowering_reason",
                "state",
                "watermark",
                "proposed_at",
                "decided_by",
                "decided_at",
                "decision",
                "applied_at",
                "touched_at",
                "done",
                "total",
            )
        },
    )

    class Meta:
        """Newest first."""

        verbose_name = _("regrade")
        verbose_name_plural = _("regrades")
        ordering: ClassVar = ["-proposed_at"]

    def __str__(self) -> str:
        return f"{self.quiz_id} {self.action} {self.state}"


class RegradeLine(models.Model):
    """What a correction does to one attempt: before and after."""

    regrade = models.ForeignKey(Regrade, on_delete=models.CASCADE, related_name="lines")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="regrade_lines")
    raw_before = models.DecimalField(max_digits=12, decimal_places=7)
    raw_after = models.DecimalField(max_digits=12, decimal_places=7)
    scaled_before = models.DecimalField(max_digits=8, decimal_places=7)
    scaled_after = models.DecimalField(max_digits=8, decimal_places=7)
    passed_before = models.BooleanField()
    passed_after = models.BooleanField()
    touches_completion = models.BooleanField()
    # What each question of the attempt is given, and the revision of the result that it replaces.
    changes = models.JSONField(default=list)
    # It would fall, but was issued: it stays as it is.
    is_kept = models.BooleanField(default=False)
    # The attempt was graded otherwise in the meantime: it was left alone.
    is_outdated = models.BooleanField(default=False)
    is_applied = models.BooleanField(default=False)

    personal_data = PersonalData(
        subject="attempt__user",
        fields={
            name: kept(RECORD, once="attempt__counted_at")
            for name in (
                "regrade",
                "attempt",
                "raw_before",
                "raw_after",
                "scaled_before",
                "scaled_after",
                "passed_before",
                "passed_after",
                "touches_completion",
                "is_kept",
                "is_outdated",
                "is_applied",
            )
        }
        | {"changes": kept_unseen(RECORD)},
    )

    class Meta:
        """Once an attempt."""

        verbose_name = _("effect of a regrade")
        verbose_name_plural = _("effects of a regrade")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["regrade", "attempt"], name="regraded_once")
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.scaled_before} → {self.scaled_after}"


class ChallengeKind(models.TextChoices):
    """What a learner finds wrong with a question."""

    WRONG_KEY = "wrong_key", _("The key is wrong")
    OUTDATED_LAW = "outdated_law", _("The law has changed")
    AMBIGUOUS = "ambiguous", _("More than one answer can be right")
    OTHER = "other", _("Something else")


class ChallengeState(models.TextChoices):
    """What became of it."""

    OPEN = "open", _("open")
    UPHELD = "upheld", _("upheld")
    REJECTED = "rejected", _("rejected")


class Challenge(models.Model):
    """A learner's objection to a question that they were asked."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    result = models.ForeignKey(ItemResult, on_delete=models.PROTECT, related_name="challenges")
    kind = models.CharField(_("what is wrong"), max_length=20, choices=ChallengeKind.choices)
    text = models.TextField(_("why"))
    state = models.CharField(
        max_length=10, choices=ChallengeState.choices, default=ChallengeState.OPEN
    )
    answer = models.TextField(_("answer"), blank=True)
    regrade = models.ForeignKey(
        Regrade, on_delete=models.SET_NULL, null=True, blank=True, related_name="challenges"
    )
    raised_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        subject="result__attempt__user",
        fields={
            name: kept(RECORD)
            for name in ("public_id", "result", "kind", "text", "state", "answer", "raised_at")
        }
        | {name: kept_unseen(RECORD) for name in ("regrade", "decided_by", "decided_at")},
    )

    class Meta:
        """Oldest first; one a person and question."""

        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        ordering: ClassVar = ["raised_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["result"], name="challenged_once_a_result")
        ]

    def __str__(self) -> str:
        return f"{self.result_id} {self.kind} {self.state}"
