"""Long work that people wait for: how far it is, and what came of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class Job(models.Model):
    """One piece of work beside the requests; the worker's tasks take only its id.

    The owner is kept as an identifier, not a foreign key: operations knows no people.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    owner_id = models.UUIDField(null=True, db_index=True)
    state = models.CharField(
        _("state"), max_length=20, choices=JobState.choices, default=JobState.WAITING
    )
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("total"), default=0)
    tries = models.PositiveIntegerField(default=0)
    problem = models.TextField(_("problem"), blank=True)
    created_at = models.DateTimeField(_("created"))
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        """Newest first."""

        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.done}/{self.total} {self.state}"

    @property
    def is_finished(self) -> bool:
        """Nothing more will happen."""
        return self.state in {JobState.DONE, JobState.FAILED}

    @property
    def percent(self) -> int:
        """How much is done, rounded down."""
        return 100 * self.done // self.total if self.total else 0
