"""Learn, pass and be certified, by the same calls as the site; write what came of it."""

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
from courses.models import Enrollment, LessonPage
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
    """Enroll, mark the lessons complete, pass the quiz: the last of each completes its course."""
    lesson, quiz_page, reading = course.make()
    learner = User.objects.create_user(
        "ruolan@training.example", legal_name="杜若岚", latin_name="DU Ruolan"
    )
    enrollment = complete(learner, lesson)
    complete(learner, reading)
    key = quiz_page.translation_key
    attempt = attempting.start(enrollment, quiz_page.quiz, key, at=timezone.now())
    submitting.submit(attempt, [Change(1, course.RIGHT_ANSWER)], at=timezone.now())
    finishing.grade(attempt.pk, at=timezone.now())


def complete(learner: User, lesson: LessonPage) -> Enrollment:
    """Enroll in the lesson's course and mark the lesson complete."""
    page = lesson.get_parent().get_parent().specific
    enrollment = enrolling.enroll(learner, page, at=timezone.now())
    completing.complete_activity(enrollment, lesson.translation_key, at=timezone.now())
    return enrollment


def work(task: str, arguments: Mapping[str, Any]) -> None:
    """Do at once what a worker would be sent."""
    app.loader.import_default_modules()
    app.tasks[task].apply(kwargs=dict(arguments), throw=True)


def write(folder: Path) -> None:
    """Write each certificate with its credential, and what is needed to check them."""
    for certificate in Certificate.objects.sealed():
        with storages[STORAGE].open(certificate.pdf_name) as file:
            (folder / f"{certificate.type}.pdf").write_bytes(file.read())
        credential = folder / f"{certificate.type}.credential.json"
        credential.write_text(certificate.credential, encoding="utf-8")
    for name, content in trust.public_files().items():
        (folder / "trust" / name).write_bytes(content)


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
