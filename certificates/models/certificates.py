"""Certificates: what was printed, frozen at issue, and what has become of each since."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.models.templates import TemplateVersion
from certificates.signing.facts import CertificateFacts
from people.personal_data import PersonalData, kept

PROOF = "The certificate must stay verifiable for those it was shown to."


class Status(models.TextChoices):
    """What a verifier is told first."""

    VALID = "valid", _("valid")
    REVOKED = "revoked", _("revoked")
    SUPERSEDED = "superseded", _("superseded")


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates as views and tasks ask for them."""

    def sealed(self) -> "CertificateQuerySet":
        """Whose PDF is stored."""
        return self.exclude(sealed_at=None)

    def unsealed(self) -> "CertificateQuerySet":
        """Planned, with no PDF yet."""
        return self.filter(sealed_at=None)

    def with_status(self) -> "CertificateQuerySet":
        """With the history of changes at hand."""
        return self.prefetch_related("status_changes")

    def held_by(self, user_id: int) -> "CertificateQuerySet":
        """One person's."""
        return self.filter(completion__enrollment__user_id=user_id)


class Certificate(models.Model):
    """One certificate. Editions count what a completion was given: a reissue is a new edition."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    completion = models.ForeignKey(
        "courses.CourseCompletion",
        verbose_name=_("course completion"),
        on_delete=models.PROTECT,
        related_name="certificates",
    )
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    serial = models.CharField(_("certificate number"), max_length=40, unique=True)
    code = models.CharField(max_length=40, unique=True)
    facts = models.TextField()
    template_version = models.ForeignKey(
        TemplateVersion,
        verbose_name=_("template version"),
        on_delete=models.PROTECT,
        related_name="certificates",
    )
    issued_at = models.DateTimeField(_("issued"))
    credential = models.TextField(blank=True)
    pdf_name = models.CharField(max_length=200, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    sealed_at = models.DateTimeField(_("sealed"), null=True, blank=True)
    problem = models.TextField(_("why it could not be made"), blank=True)

    objects: ClassVar = CertificateQuerySet.as_manager()

    personal_data = PersonalData(
        subject="completion__enrollment__user",
        fields={
            name: kept(PROOF)
            for name in (
                "public_id",
                "completion",
                "edition",
                "serial",
                "code",
                "facts",
                "template_version",
                "issued_at",
                "credential",
                "pdf_name",
                "pdf_sha256",
                "sealed_at",
                "problem",
            )
        },
    )

    class Meta:
        """One certificate an edition: two workers that issue at once make one."""

        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["completion", "edition"], name="edition_once")
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def printed(self) -> CertificateFacts:
        """The facts as printed."""
        return CertificateFacts.from_json(self.facts)

    @property
    def last_change(self) -> "StatusChange | None":
        """The newest change of status; uses prefetched changes."""
        changes = list(self.status_changes.all())
        return changes[-1] if changes else None

    @property
    def status(self) -> Status:
        """What it is worth now."""
        change = self.last_change
        return Status(change.status) if change else Status.VALID


class StatusChangeIsFinal(Exception):
    """A status change can be neither changed nor deleted; what was wrong gets a new one."""


class StatusChange(models.Model):
    """One change in the life of a certificate: public, dated, appended."""

    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="status_changes"
    )
    status = models.CharField(max_length=20, choices=Status.choices)
    at = models.DateTimeField()
    reason = models.CharField(_("public reason"), max_length=300)
    actor_id = models.UUIDField(null=True)

    personal_data = PersonalData(
        subject="certificate__completion__enrollment__user",
        fields={
            "certificate": kept(PROOF),
            "status": kept(PROOF),
            "at": kept(PROOF),
            "reason": kept(PROOF),
            "actor_id": kept(PROOF),
        },
    )

    class Meta:
        """Oldest first."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.certificate} {self.status}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once."""
        if self.pk is not None:
            raise StatusChangeIsFinal
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise StatusChangeIsFinal
