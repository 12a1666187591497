"""Times when the site did not answer, as its own records prove."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outage(models.Model):
    """From the last sign of life to the next."""

    began_at = models.DateTimeField(_("began"), unique=True)
    ended_at = models.DateTimeField(_("ended"))
    reason = models.CharField(_("how it is known"), max_length=200, blank=True)

    class Meta:
        """Newest first."""

        verbose_name = _("outage")
        verbose_name_plural = _("outages")
        ordering: ClassVar = ["-began_at"]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M:%S} – {self.ended_at:%H:%M:%S}"
