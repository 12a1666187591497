"""What production refuses to run with, found out when a process starts."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections

DEMO_PASSPHRASES = frozenset({"development", "demo", "changeme"})


def has_demo_people() -> bool:
    """Whether someone can sign in with a password that is in the documentation."""
    return get_user_model()._default_manager.filter(is_demo=True, is_active=True).exists()


def refuse_demo_people() -> None:
    """Stop a web or worker process of production on a database with demo people.

    A database that can't be asked stops it too: safe rather than sorry.
    """
    if settings.DEVELOPMENT:
        return
    found = has_demo_people()
    # A worker forks after this; its children open connections of their own.
    connections.close_all()
    if found:
        raise ImproperlyConfigured(
            "This database holds demo people, whose passwords are known to all. Production "
            "refuses to start: close their accounts, or use a database of its own."
        )


def keep_worker_from_demo_people(**_signal: object) -> None:
    """The same for Celery, whose signals swallow every exception but SystemExit."""
    try:
        refuse_demo_people()
    except (ImproperlyConfigured, DatabaseError) as error:
        raise SystemExit(str(error)) from error
