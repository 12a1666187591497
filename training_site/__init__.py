"""The roof: settings, addresses, home page, health, demo; imports all, imported by none."""

from training_site.celery import app as celery_app

__all__ = ["celery_app"]
