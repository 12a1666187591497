"""Load the demo content and, in development, the demo people."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from training_site.demo import loading


class Command(BaseCommand):
    """Safe to run again: what is there already is left alone."""

    help = "Load the demo content; --content-only leaves out the people, whose passwords are known."

    def add_arguments(self, parser: CommandParser) -> None:
        """One switch."""
        parser.add_argument("--content-only", action="store_true", help="no people")

    def handle(self, *args: Any, **options: Any) -> None:
        """People with known passwords never enter production."""
        if not (settings.DEVELOPMENT or options["content_only"]):
            raise CommandError(
                "The demo people have known passwords and are refused outside development. "
                "Use --content-only for the courses, cases and statutes."
            )
        tell = self._tell if options["verbosity"] else lambda _line: None
        loading.load_content(tell)
        if not options["content_only"]:
            loading.load_people(tell, at=timezone.now())

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
