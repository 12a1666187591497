"""Set the center up: pages, permissions, workflow, certificate template. Safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand

from training_site import setting_up


class Command(BaseCommand):
    """Run after every migration, in production too."""

    help = "Make the pages, permissions and workflow that the site expects; changes nothing twice."

    def handle(self, *args: Any, **options: Any) -> None:
        """Set up in one transaction."""
        setting_up.set_up()
        if options["verbosity"]:
            self.stdout.write("The center is set up.")
