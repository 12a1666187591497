"""Lay out the papers of a quiz before its window opens, so that starting is one update each."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments import attempting
from assessments.models import Quiz, QuizPage
from courses.models import Enrollment
from courses.outlines import source_activities


class Command(BaseCommand):
    """Prepare an attempt for everybody who is enrolled where the quiz is asked."""

    help = "Lay out papers for all who are enrolled where a quiz is asked; idempotent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The quiz by its key."""
        parser.add_argument("quiz", help="key of the quiz")

    def handle(self, *_args: Any, quiz: str, **_options: Any) -> None:
        """One attempt a person, each in a transaction of its own."""
        found = Quiz.objects.filter(key=quiz).first()
        if found is None:
            raise CommandError(f"There is no quiz with the key {quiz}.")
        pages: Any = source_activities(QuizPage).filter(quiz=found)
        laid_out = sum(self._prepare(found, page) for page in pages)
        self.stdout.write(f"{laid_out} papers are laid out.")

    def _prepare(self, quiz: Quiz, page: Any) -> int:
        prepared = 0
        for enrollment in Enrollment.objects.active().filter(course_key=page.course_key):
            try:
                attempting.prepare(enrollment, quiz, page.translation_key)
            except attempting.NoAttemptLeft:
                continue
            except (attempting.NothingToAsk, attempting.NotEnoughQuestions) as refusal:
                raise CommandError(f"No paper can be made: {refusal or 'no questions'}.") from None
            prepared += 1
        return prepared
