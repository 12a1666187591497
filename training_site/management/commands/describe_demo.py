"""Print the demo people: who they are, how to sign in, what to try first."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from training_site.demo import describing


class Command(BaseCommand):
    """Used by `make run` once the site answers."""

    help = "Print the demo people by kind, with e-mail address, password and what to try first."

    def handle(self, *args: Any, **options: Any) -> None:
        """There are no demo people outside development."""
        if not settings.DEVELOPMENT:
            raise CommandError("There are no demo people outside development.")
        self.stdout.write(describing.describe(settings.SITE_URL))
