"""Certificates: what was printed, frozen at issue."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certificates.models.keys import IssuerKey
from certificates.models.lists import StatusList
from certificates.models.status import Status, StatusChange
from certificates.models.templates import CertificateType, TemplateVersion
from certificates.signing.facts import CertificateFacts
from operations.bulk_updates import update_still
from people.personal_data import PersonalData, kept

PROOF = "The certificate must stay verifiable for those it was shown to."


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates as views and tasks ask for them."""

    def sealed(self) -> "CertificateQuerySet":
        """Whose PDF is stored."""
        return self.exclude(sealed_at=None)

    def unsealed(self) -> "CertificateQuerySet":
        """Planned, with no PDF yet."""
        return self.filter(sealed_at=None)

    def with_status(self) -> "CertificateQuerySet":
        """With all at hand that says what they are worth."""
        keys = self.select_related("credential_key", "seal_key")
        return keys.prefetch_related("status_changes")

    def to_make(self) -> "CertificateQuerySet":
        """With all at hand that making the rest of them takes."""
        return self.select_related("holder", "template_version", "credential_key")

    def write_once(self, rows: Collection["Certificate"], *fields: str) -> "Sequence[Certificate]":
        """Write these fields of the rows in which the first is still empty; those rows.

        Another worker may have been faster: then a row takes what that one wrote.
        """
        mine = update_still(self.filter(**{fields[0]: ""}), rows, fields)
        for row in set(rows).difference(mine):
            row.refresh_from_db(fields=fields)
        return mine

    def held_by(self, user_id: int) -> "CertificateQuerySet":
        """One person's."""
        return self.filter(holder_id=user_id)

    def by_compromised_key(self) -> "CertificateQuerySet":
        """Sealed by a key after it had been stolen."""
        return self.filter(
            Q(sealed_at__gte=F("credential_key__compromised_at"))
            | Q(sealed_at__gte=F("seal_key__compromised_at"))
        )


class Certificate(models.Model):
    """One certificate. Editions count what was given for one thing: a reissue is a new edition.

    Making one goes in steps, each of which leaves its mark on the row: planned (`facts`), signed
    (`credential`), in the public log (`log_proof`), sealed (`pdf_sha256`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    type = models.CharField(
        _("type"), max_length=20, choices=CertificateType.choices, default="completion"
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("holder"),
        on_delete=models.PROTECT,
        related_name="certificates",
    )
    # What it was earned by, in words that a constraint can count; a completion where it is one.
    basis = models.CharField(max_length=80)
    completion = models.ForeignKey(
        "courses.CourseCompletion",
        verbose_name=_("course completion"),
        on_delete=models.PROTECT,
        null=True,
        related_name="certificates",
    )
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    predecessor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="successors"
    )
    serial = models.CharField(_("certificate number"), max_length=40, unique=True)
    code = models.CharField(max_length=40, unique=True)
    facts = models.TextField()
    template_version = models.ForeignKey(
        TemplateVersion,
        verbose_name=_("template version"),
        on_delete=models.PROTECT,
        related_name="certificates",
    )
    status_list = models.ForeignKey(
        StatusList, on_delete=models.PROTECT, null=True, related_name="certificates"
    )
    status_index = models.PositiveIntegerField(null=True)
    issued_at = models.DateTimeField(_("issued"))
    valid_until = models.DateTimeField(_("valid until"), null=True, blank=True, db_index=True)
    credential = models.TextField(blank=True)
    credential_key = models.ForeignKey(
        IssuerKey, on_delete=models.PROTECT, null=True, related_name="+"
    )
    seal_key = models.ForeignKey(IssuerKey, on_delete=models.PROTECT, null=True, related_name="+")
    log_proof = models.TextField(blank=True)
    pdf_name = models.CharField(max_length=200, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    sealed_at = models.DateTimeField(_("sealed"), null=True, blank=True)
    problem = models.TextField(_("why it could not be made"), blank=True)

    objects: ClassVar = CertificateQuerySet.as_manager()

    personal_data = PersonalData(
        subject="holder",
        fields={
            name: kept(PROOF)
            for name in (
                "public_id",
                "type",
                "basis",
                "completion",
                "edition",
                "predecessor",
                "serial",
                "code",
                "facts",
                "template_version",
                "status_list",
                "status_index",
                "issued_at",
                "valid_until",
                "credential",
                "credential_key",
                "seal_key",
                "log_proof",
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
            models.UniqueConstraint(fields=["basis", "edition"], name="edition_once"),
            models.UniqueConstraint(fields=["status_list", "status_index"], name="one_bit_each"),
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def printed(self) -> CertificateFacts:
        """The facts as printed."""
        return CertificateFacts.from_json(self.facts)

    @property
    def last_change(self) -> StatusChange | None:
        """The newest change of status; uses prefetched changes."""
        changes = list(self.status_changes.all())
        return changes[-1] if changes else None

    @property
    def status(self) -> Status:
        """The status that was recorded last; `status_at` sees expiry and stolen keys too."""
        change = self.last_change
        return Status(change.status) if change else Status.VALID

    def status_at(self, moment: datetime) -> Status:
        """What it was or is worth at a moment, as far as is known now.

        A theft becomes known later than it happens: it counts from the first certificate that
        the thief could have made.
        """
        changes = [change for change in self.status_changes.all() if change.at <= moment]
        recorded = Status(changes[-1].status) if changes else Status.VALID
        if recorded in {Status.REVOKED, Status.SUPERSEDED}:
            return recorded
        if self.is_by_compromised_key:
            return Status.COMPROMISED
        if recorded == Status.VALID and self.valid_until and self.valid_until <= moment:
            return Status.EXPIRED
        return recorded

    @property
    def is_by_compromised_key(self) -> bool:
        """Whether a key sealed it that had been stolen by then."""
        if self.sealed_at is None:
            return False
        keys = [key for key in (self.credential_key, self.seal_key) if key]
        return any(key.compromised_at and key.compromised_at <= self.sealed_at for key in keys)
