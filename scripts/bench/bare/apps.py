"""The bare site's only app."""

from django.apps import AppConfig


class BareConfig(AppConfig):
    """One page type, and its templates."""

    name = "scripts.bench.bare"
    label = "bare"
    default_auto_field = "django.db.models.BigAutoField"
