"""What the worker does for operations: deliver mail, tidy up."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from operations import mail, tidying


@shared_task(autoretry_for=(OSError,), retry_backoff=30, retry_backoff_max=3600, max_retries=12)
def deliver_mail(message: dict[str, Any]) -> None:
    """Deliver one mail, again and again for some hours while the mail server is down."""
    mail.deliver(message, settings.MAIL_DELIVERY_BACKEND)


@shared_task
def tidy() -> None:
    """Forget sent messages and processed broker files of more than a week and an hour ago."""
    now = timezone.now()
    tidying.forget_sent_messages(before=now - timedelta(days=7))
    if settings.CELERY_BROKER_URL.startswith("filesystem"):
        processed = Path(settings.CELERY_FOLDER) / "processed"
        tidying.remove_old_files(processed, before=now - timedelta(hours=1))
