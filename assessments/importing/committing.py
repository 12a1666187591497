"""Write what was read as drafts: all of it or nothing, and a second time nothing."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from assessments import authoring
from assessments.importing.branches import Branches
from assessments.importing.keys import Keys
from assessments.importing.planning import Line, Status, counted, plan
from assessments.models import Category, Difficulty, Question, QuestionImport
from operations import auditing
from people.models import User

SMALLEST, LARGEST = Decimal("0.01"), Decimal("99999.99")


class AlreadyCommitted(Exception):
    """The file came in before; upload it again to see what has changed."""


@transaction.atomic
def commit(
    received: QuestionImport,
    *,
    category: Category | None,
    keeps_tree: bool,
    by: User,
    at: datetime,
) -> dict[str, int]:
    """Make the drafts and say how many were new, changed and the same. Raises AlreadyCommitted.

    `keeps_tree`: the categories of the file are found or made below the one that was chosen.
    """
    locked = QuestionImport.objects.select_for_update().get(pk=received.pk)
    if locked.committed_at:
        raise AlreadyCommitted
    lines = plan(locked)
    branches = Branches(category, keeps_tree=keeps_tree)
    _write(locked, lines, branches, by)
    counts = counted(lines)
    QuestionImport.objects.filter(pk=locked.pk).update(
        committed_at=at, category=category, report={**locked.report, "counts": counts}
    )
    auditing.record("questions.imported", locked, actor_id=by.public_id, at=at, counts=counts)
    return counts


def _write(received: QuestionImport, lines: Sequence[Line], branches: Branches, by: User) -> None:
    keys = Keys()
    for line in lines:
        if line.status == Status.NEW:
            name = keys.take(line.draft["name"])
            branch = branches.of(line.draft["category"])
            question = Question(key=name, live=False, category=branch)
            _fill(question, line, received)
            question.save()
            question.save_revision(user=by, clean=False)
        elif line.status == Status.CHANGED and line.question is not None:
            _revise(line.question, line, received, by)


def _fill(question: Question, line: Line, received: QuestionImport) -> None:
    draft = line.draft
    question.body = authoring.body_of(draft["definition"])
    question.default_mark = min(max(Decimal(draft["default_mark"]), SMALLEST), LARGEST)
    question.difficulty = draft["difficulty"] or Difficulty.MEDIUM
    question.tags.set([str(tag)[:100] for tag in draft["tags"]])
    question.source_id, question.origin = draft["source_id"], _origin(line, received)


def _origin(line: Line, received: QuestionImport) -> dict[str, Any]:
    return {
        "format": received.format,
        "import": received.pk,
        "name": line.draft["name"],
        "sha256": line.draft["sha256"],
    }


def _revise(question: Question, line: Line, received: QuestionImport, by: User) -> None:
    """On top of the newest draft; what is published stays until someone publishes."""
    newest = question.get_latest_revision_as_object()
    _fill(newest, line, received)
    if not question.live:
        newest.save()
    newest.save_revision(user=by, clean=False)
    Question.objects.filter(pk=question.pk).update(source_id=newest.source_id, origin=newest.origin)
