"""Attempts: the paper as it was shown, the answers, and the score."""

import uuid
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.quizzes import Quiz
from people.personal_data import PersonalData, kept, kept_unseen

RECORD = "The examination record that a score and a certificate rest on."


class AttemptState(models.TextChoices):
    """Where an attempt is; every change is one conditional UPDATE."""

    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("in progress")
    OVERDUE = "overdue", _("overdue")
    SUBMITTED = "submitted", _("submitted")
    GRADED = "graded", _("graded")
    ABANDONED = "abandoned", _("abandoned")
    VOIDED = "voided", _("voided")


UNFINISHED = (AttemptState.NOT_STARTED, AttemptState.IN_PROGRESS, AttemptState.OVERDUE)


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Attempts by state and person."""

    def open(self) -> "AttemptQuerySet":
        """Still being answered."""
        return self.filter(state=AttemptState.IN_PROGRESS)

    def unfinished(self) -> "AttemptQuerySet":
        """Prepared, being answered, or waiting to be submitted late."""
        return self.filter(state__in=UNFINISHED)

    def ungraded(self) -> "AttemptQuerySet":
        """Sealed, but what a machine can grade has not been graded yet."""
        return self.filter(state=AttemptState.SUBMITTED, machine_graded_at=None)

    def graded(self) -> "AttemptQuerySet":
        """With a score."""
        return self.filter(state=AttemptState.GRADED)

    def allowance(self, user_id: int, quiz_id: int) -> "AttemptQuerySet":
        """All that count against one person's attempts at one quiz, in any language."""
        mine = self.filter(user_id=user_id, quiz_id=quiz_id)
        return mine.exclude(state=AttemptState.VOIDED)


class Attempt(models.Model):
    """One person's attempt at a quiz. The paper points at versions, which never change.

    `answers`: by position, what was saved last: `response` (raw), `seq`, `certainty`, `seconds`.
    `steps`: by position, how far a question that is checked during the attempt has come.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts"
    )
    enrollment = models.ForeignKey(
        "courses.Enrollment", on_delete=models.PROTECT, related_name="attempts"
    )
    activity_key = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=20, choices=AttemptState.choices, default=AttemptState.IN_PROGRESS
    )
    paper = models.JSONField()
    behavior = models.CharField(max_length=30, default="deferred")
    mastery_score = models.DecimalField(max_digits=3, decimal_places=2)
    answers = models.JSONField(default=dict)
    steps = models.JSONField(default=dict)
    flags = models.JSONField(default=list)
    started_at = models.DateTimeField()
    # The database's clock is compared with it; None: without limit.
    deadline_at = models.DateTimeField(null=True, blank=True)
    credit_seconds = models.PositiveIntegerField(default=0)
    receipt_number = models.PositiveIntegerField(default=0)
    receipt = models.CharField(max_length=64, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=20, blank=True)
    machine_graded_at = models.DateTimeField(null=True, blank=True)
    graded_at = models.DateTimeField(null=True, blank=True)
    # When the result was taken into the course: not before the learner may know it.
    counted_at = models.DateTimeField(null=True, blank=True)
    raw_score = models.DecimalField(max_digits=12, decimal_places=7, null=True, blank=True)
    max_score = models.DecimalField(max_digits=12, decimal_places=7, null=True, blank=True)
    scaled_score = models.DecimalField(max_digits=8, decimal_places=7, null=True, blank=True)
    void_reason = models.TextField(blank=True)

    objects: ClassVar = AttemptQuerySet.as_manager()

    # Wagtail would look for references at every start and grade, in three queries more.
    wagtail_reference_index_ignore: ClassVar = True

    personal_data = PersonalData(
        subject="user",
        fields={
            name: kept(RECORD)
            for name in (
                "public_id",
                "quiz",
                "enrollment",
                "activity_key",
                "number",
                "state",
                "behavior",
                "mastery_score",
                "answers",
                "flags",
                "started_at",
                "deadline_at",
                "credit_seconds",
                "receipt_number",
                "receipt",
                "saved_at",
                "submitted_at",
                "ended_by",
                "graded_at",
                "counted_at",
                "max_score",
                "void_reason",
            )
        }
        # Not before the learner may know the result.
        | {name: kept(RECORD, once="counted_at") for name in ("raw_score", "scaled_score")}
        # The way to the key of the quiz is in them.
        | {name: kept_unseen(RECORD) for name in ("paper", "steps", "machine_graded_at")},
    )

    class Meta:
        """Numbered a person and quiz; one open at a time."""

        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "quiz", "number"], name="attempt_number_once"),
            models.UniqueConstraint(
                fields=["user", "quiz"],
                condition=Q(state__in=["not_started", "in_progress", "overdue"]),
                name="one_attempt_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "submitted_at",
                condition=Q(state="submitted", machine_graded_at=None),
                name="attempt_ungraded",
            ),
            models.Index(
                "deadline_at",
                condition=Q(state__in=["in_progress", "overdue"]),
                name="attempt_running_out",
            ),
            models.Index(
                "graded_at",
                condition=Q(state="graded", counted_at=None),
                name="attempt_uncounted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} #{self.number}"

    @property
    def is_passed(self) -> bool:
        """Whether the score reaches the mastery score that held when the attempt began."""
        return self.scaled_score is not None and self.scaled_score >= self.mastery_score

    @property
    def credit(self) -> timedelta:
        """Time given back for outages."""
        return timedelta(seconds=self.credit_seconds)


class SaveKind(models.TextChoices):
    """What became of an answer that reached the server."""

    SAVED = "saved", _("saved")
    STALE = "stale", _("older than what was saved")
    LATE = "late", _("after the end")
    CHECKED = "checked", _("checked")
    SUBMITTED = "submitted", _("submitted")


class SaveEvent(models.Model):
    """Every answer that reached the server, whatever became of it; never changed."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="save_events")
    receipt_number = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    seq = models.PositiveIntegerField()
    response = models.JSONField()
    kind = models.CharField(max_length=10, choices=SaveKind.choices)
    client = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    personal_data = PersonalData(
        subject="attempt__user",
        fields={
            name: kept(RECORD)
            for name in (
                "attempt",
                "receipt_number",
                "position",
                "seq",
                "response",
                "kind",
                "client",
                "at",
            )
        },
    )

    class Meta:
        """As they came."""

        verbose_name = _("saved answer")
        verbose_name_plural = _("saved answers")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index("attempt", "position", name="saves_of_an_answer")]

    def __str__(self) -> str:
        return f"{self.attempt_id} q{self.position} {self.kind} {self.seq}"


class TimeCredit(models.Model):
    """Time given back to an attempt for one outage, once."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="time_credits")
    outage = models.ForeignKey("operations.Outage", on_delete=models.PROTECT, related_name="+")
    seconds = models.PositiveIntegerField()
    given_at = models.DateTimeField()

    personal_data = PersonalData(
        subject="attempt__user",
        fields={name: kept(RECORD) for name in ("attempt", "outage", "seconds", "given_at")},
    )

    class Meta:
        """Once an outage."""

        verbose_name = _("time credit")
        verbose_name_plural = _("time credits")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attempt", "outage"], name="outage_credited_once")
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} +{self.seconds} s"


class FileUpload(models.Model):
    """A file that a learner hands in with an answer."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="uploads")
    position = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to="attempts/%Y/%m/")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()

    personal_data = PersonalData(
        subject="attempt__user",
        fields={
            name: kept(RECORD)
            for name in (
                "public_id",
                "attempt",
                "position",
                "file",
                "name",
                "size",
                "sha256",
                "uploaded_at",
            )
        },
    )

    class Meta:
        """As they came."""

        verbose_name = _("file handed in")
        verbose_name_plural = _("files handed in")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name
