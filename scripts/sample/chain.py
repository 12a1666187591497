"""Learn, pass and be certified, by the same calls as the site; write what came of it."""

import json
import sys
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from scripts import django_ready  # noqa: F401 - the models below need it

# isort: split
from django.core.files.storage import storages
from django.core.management import call_command
from django.utils import timezone

from assessments import attempting, finishing, submitting
from assessments.saving import Change
from certificates import trust
from certificates.issuing import STORAGE
from certificates.models import Certificate
from courses import completing, enrolling
from operations import outbox
from people.models import User
from scripts.sample import course
from training_site.celery import app

STEPS = {
    "migrate": "Making the tables",
    "make_keys": "Making signing keys",
    "setup_center": "Setting up the center",
}


def prepare() -> None:
    """Make the site that issues."""
    for command, what in STEPS.items():
        print(f"{what} …", flush=True)
        call_command(command, verbosity=0, stdout=StringIO())


def learn() -> None:
    """Enroll, mark the lesson complete, pass the quiz: the last of it completes the course."""
    page, lesson, quiz_page = course.make()
    learner = User.objects.create_user(
        "ruolan@training.example", legal_name="杜若岚", latin_name="DU Ruolan"
    )
    enrollment = enrolling.enroll(learner, page, at=timezone.now())
    completing.complete_activity(enrollment, lesson.translation_key, at=timezone.now())
    key = quiz_page.translation_key
    attempt = attempting.start(enrollment, quiz_page.quiz, key, at=timezone.now())
    submitting.submit(attempt, [Change(1, course.RIGHT_ANSWER)], at=timezone.now())
    finishing.grade(attempt.pk, at=timezone.now())


def work(task: str, arguments: Mapping[str, Any]) -> None:
    """Do at once what a worker would be sent."""
    app.loader.import_default_modules()
    app.tasks[task].apply(kwargs=dict(arguments), throw=True)


def write(folder: Path) -> None:
    """Write the certificate, the credential, and what is needed to check them."""
    certificate = Certificate.objects.sealed().get()
    with storages[STORAGE].open(certificate.pdf_name) as file:
        (folder / "completion.pdf").write_bytes(file.read())
    (folder / "completion.credential.json").write_text(certificate.credential, encoding="utf-8")
    (folder / "trust" / "root.pem").write_bytes(trust.roots_pem())
    document = json.dumps(trust.did_document(), indent=2, ensure_ascii=False)
    (folder / "trust" / "did.json").write_text(f"{document}\n", encoding="utf-8")


def main() -> None:
    """Relay until nothing waits: the certificate's task posts the mail that announces it."""
    prepare()
    print("Enrolling, learning, passing, issuing …", flush=True)
    learn()
    while outbox.relay(work, at=timezone.now()):
        pass
    write(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
