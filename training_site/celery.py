"""The Celery application: tasks are found in each app's `tasks` module."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "training_site.settings")

app = Celery("training_site")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def report_at_once(**_: Any) -> None:
    """Let `/readyz` hear of a new worker before the schedule comes round."""
    app.send_task("certificates.tasks.report_signing_key", retry=False)
