"""The roof as an app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingSiteConfig(AppConfig):
    """Home page, site settings and what joins several apps."""

    name = "training_site"
    verbose_name = _("Training center")

    def ready(self) -> None:
        """Register the checks, and let no worker start on demo people in production."""
        from celery.signals import worker_init

        from training_site import checks, safety

        self.checks = checks
        worker_init.connect(safety.keep_worker_from_demo_people, weak=False)
