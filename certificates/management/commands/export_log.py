"""Write the transparency log as static files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from certificates import mirroring
from certificates.transparency.notes import NotProven


class Command(BaseCommand):
    """May run again and again on the same folder: it adds what is new."""

    help = "Write the transparency log's files into a folder, for mirrors and auditors."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Refuse a folder with another history."""
        try:
            written = mirroring.mirror(options["folder"])
        except (mirroring.AnotherHistory, NotProven) as error:
            raise CommandError(f"Nothing was written: {error}.") from error
        self.stdout.write(f"{written} new files.")
