"""The roof as an app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingSiteConfig(AppConfig):
    """Home page, site settings and what joins several apps."""

    name = "training_site"
    verbose_name = _("Training center")
