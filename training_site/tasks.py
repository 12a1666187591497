"""What the worker does for the whole site."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def publish_scheduled() -> None:
    """Publish and expire pages and snippets whose time has come."""
    call_command("publish_scheduled")
