"""What an import would do to the bank: what is new, changed, or here already."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from assessments.importing.digests import digest_of_question
from assessments.models import Question, QuestionImport

Json = dict[str, Any]


class Status(TextChoices):
    """What becomes of one question of the file."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed: a new draft")
    SAME = "same", _("here already")
    LOCKED = "locked", _("changed, but locked here: left alone")


@dataclass(frozen=True)
class Line:
    """One question of the file beside the one that it was before."""

    draft: Json
    status: Status
    question: Question | None

    @property
    def type(self) -> str:
        """Of the kernel."""
        return str(self.draft["definition"]["type"])

    @property
    def problems(self) -> list[Json]:
        """The gravest first."""
        order = ["refused", "approximated", "noted"]
        return sorted(self.draft["problems"], key=lambda row: order.index(row["severity"]))


def plan(received: QuestionImport, drafts: Sequence[Json] | None = None) -> list[Line]:
    """All lines, or those of some drafts; a constant number of queries."""
    chosen: Sequence[Json] = received.report["drafts"] if drafts is None else drafts
    known = _known([draft["source_id"] for draft in chosen])
    return [_line(draft, known.get(draft["source_id"])) for draft in chosen]


def counted(lines: Sequence[Line]) -> dict[str, int]:
    """How many of each status."""
    return dict(Counter(line.status.value for line in lines))


def _known(source_ids: Sequence[str]) -> dict[str, Question]:
    """Questions that came in under these names, or were written here and went out under them."""
    named = Q(source_id__in=source_ids) | Q(source_id="", key__in=source_ids)
    found = Question.objects.filter(named).select_related("category")
    rows = found.prefetch_related("tagged_items__tag").order_by("-source_id")
    return {question.source_id or question.key: question for question in rows}


def _line(draft: Json, question: Question | None) -> Line:
    return Line(draft, _status(question, draft["sha256"]), question)


def _status(question: Question | None, digest: str) -> Status:
    if question is None:
        return Status.NEW
    if digest in (question.origin.get("sha256"), digest_of_question(question)):
        return Status.SAME
    return Status.LOCKED if question.locked else Status.CHANGED
