"""Fill the bare site: home → course → module → lesson, and a reader who is signed in."""

import json
import sys
from pathlib import Path
from typing import Any

from scripts import django_ready  # noqa: F401 - the models below need it

# isort: split
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from scripts.bench.bare.models import LessonPage

PARAGRAPH = (
    "<p>An invention has to be new, inventive and of practical use. New is what was not known to "
    "the public anywhere in the world before the filing date; a talk at a conference, a thesis on "
    "a shelf and a product on a fair make it known just as a journal does.</p>"
)


def body() -> str:
    """About 8 kB: as long as a lesson of ours."""
    section = [("heading", "What the public already knew"), *[("paragraph", PARAGRAPH * 2)] * 2]
    return json.dumps([{"type": kind, "value": value} for kind, value in section * 6])


def fill() -> str:
    """Make the pages; the lesson's address."""
    page: Page = Page.objects.get(depth=2)
    for slug in ("course", "module", "lesson"):
        page = page.add_child(instance=LessonPage(title=slug, slug=slug, body=body()))
    return "/course/module/lesson/"


def main() -> None:
    """Migrate, fill, and write down what to ask for."""
    call_command("migrate", verbosity=0)
    lesson = fill()
    reader: Any = User.objects.create(username="reader")
    client = Client()
    client.force_login(reader)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    Path(sys.argv[1]).write_text(json.dumps({"lesson": lesson, "session": session}))


if __name__ == "__main__":
    main()
