"""Keys by which an organization's programs ask; only digests are stored."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    """Keys as requests ask for them."""

    def in_use(self) -> "ApiKeyQuerySet":
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)


class ApiKey(models.Model):
    """One key of one organization; the token itself is shown once and kept nowhere.

    The token has 256 random bits, so a plain digest of it is as good as a slow one.
    """

    organization = models.ForeignKey(
        "people.Organization",
        verbose_name=_("organization"),
        on_delete=models.PROTECT,
        related_name="api_keys",
    )
    label = models.CharField(
        _("label"), max_length=100, help_text=_("Which program has it, and who looks after that.")
    )
    prefix = models.CharField(_("begins with"), max_length=20, unique=True)
    token_sha256 = models.CharField(max_length=64)
    requests_a_minute = models.PositiveIntegerField(
        _("requests a minute"),
        default=120,
        validators=[MinValueValidator(1), MaxValueValidator(6000)],
    )
    created_by = models.UUIDField()
    created_at = models.DateTimeField(_("made"))
    last_used_on = models.DateField(_("last used"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects: ClassVar = ApiKeyQuerySet.as_manager()

    class Meta:
        """Newest first."""

        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.label} ({self.prefix}…)"
