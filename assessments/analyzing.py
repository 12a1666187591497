"""Item analysis of a quiz: when it is due, what it sees, what it keeps."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import (
    Count,
    DecimalField,
    F,
    FloatField,
    Max,
    Sum,
    TextChoices,
    TextField,
)
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from assessments.grading.outcomes import State
from assessments.models import (
    Analysis,
    Attempt,
    ItemResult,
    QuestionVersion,
    Quiz,
    Regrade,
    RegradeState,
)
from assessments.statistics.tables import Answers, Table, figures_of
from operations import outbox

TASK = "assessments.tasks.analyze_quiz"
# After so long without an end it is asked for again.
PATIENCE = timedelta(minutes=10)
# Figures of another format are computed anew.
FORMAT = 1
_STEPS = 10
_CHUNK = 5000


class Which(TextChoices):
    """Which of a learner's graded attempts are looked at."""

    FIRST = "first", _("the first of each learner")
    LAST = "last", _("the last of each learner")
    HIGHEST = "highest", _("the best of each learner")
    ALL = "all", _("all")


@dataclass(frozen=True)
class Standing:
    """The newest figures, and the computation for the data as they are now."""

    newest: Analysis | None
    pending: Analysis | None
    watermark: str
    is_empty: bool

    @property
    def is_current(self) -> bool:
        """Whether the figures have seen all there is."""
        return self.newest is not None and self.newest.watermark == self.watermark


def look(quiz: Quiz, which: Which, *, at: datetime) -> Standing:
    """The newest figures; newer ones are asked for where the data have changed, once."""
    found = standing(quiz, which)
    if found.is_empty or found.is_current or _is_awaited(found.pending, at):
        return found
    if found.pending is None or found.pending.watermark != found.watermark:
        return _with(found, ask(quiz, which, found.watermark, at=at))
    return found if found.pending.problem else _with(found, ask_again(quiz, which, at=at))


def standing(quiz: Quiz, which: Which) -> Standing:
    """What there is; three queries."""
    mark, count = watermark(quiz)
    rows = list(Analysis.objects.filter(quiz=quiz, attempts=which).order_by("-asked_at", "-pk"))
    newest = next((row for row in rows if row.figures is not None), None)
    pending = next((row for row in rows if row.computed_at is None), None)
    return Standing(newest, pending, mark, is_empty=not count)


def _is_awaited(pending: Analysis | None, at: datetime) -> bool:
    return pending is not None and not pending.problem and pending.asked_at > at - PATIENCE


def _with(found: Standing, pending: Analysis) -> Standing:
    return Standing(found.newest, pending, found.watermark, found.is_empty)


def watermark(quiz: Quiz) -> tuple[str, int]:
    """A name for the graded attempts as they are now, and how many there are."""
    weighed = F("scaled_score") * F("pk")
    seen = Attempt.objects.graded().filter(quiz=quiz)
    facts = seen.aggregate(
        n=Count("pk"),
        newest=Max("graded_at"),
        marks=Sum("raw_score"),
        shares=Sum(weighed, output_field=DecimalField(max_digits=30, decimal_places=7)),
    )
    applied = Regrade.objects.filter(quiz=quiz, state=RegradeState.APPLIED)
    facts |= applied.aggregate(regraded=Max("applied_at"))
    said = json.dumps([FORMAT, str(quiz.mastery_score), facts], default=str, sort_keys=True)
    return f"{facts['n']}.{hashlib.sha256(said.encode()).hexdigest()[:32]}", facts["n"]


@transaction.atomic
def ask(quiz: Quiz, which: Which, mark: str, *, at: datetime) -> Analysis:
    """Have the figures computed by the worker; of several calls at once one has."""
    analysis, is_new = Analysis.objects.get_or_create(
        quiz=quiz, attempts=which, watermark=mark, defaults={"asked_at": at}
    )
    if is_new:
        outbox.post(TASK, {"analysis_id": analysis.pk}, at=at)
    return analysis


@transaction.atomic
def ask_again(quiz: Quiz, which: Which, *, at: datetime) -> Analysis:
    """Have them computed even if they were: a computation that failed, or one in doubt."""
    mark, _count = watermark(quiz)
    analysis = ask(quiz, which, mark, at=at)
    begun = Analysis.objects.filter(pk=analysis.pk, asked_at__lt=at)
    if begun.update(asked_at=at, computed_at=None, problem="", done=0):
        outbox.post(TASK, {"analysis_id": analysis.pk}, at=at)
    return analysis


def compute(analysis_id: int, *, at: datetime) -> None:
    """Compute and keep the figures, and forget older ones; again changes nothing."""
    analysis = Analysis.objects.select_related("quiz").filter(pk=analysis_id).first()
    if analysis is None or analysis.computed_at is not None:
        return
    analysis.figures = {"as_of": at.isoformat(), **_figures(analysis)}
    analysis.computed_at, analysis.done = at, analysis.total
    analysis.save(update_fields=["figures", "computed_at", "done"])
    others = Analysis.objects.filter(quiz=analysis.quiz, attempts=analysis.attempts)
    others.filter(asked_at__lte=analysis.asked_at).exclude(pk=analysis.pk).delete()


def give_up(analysis_id: int, problem: str) -> None:
    """Say that the computation failed; whoever reads the report may ask again."""
    Analysis.objects.filter(pk=analysis_id, computed_at=None).update(problem=problem)


def _figures(analysis: Analysis) -> dict[str, Any]:
    quiz = analysis.quiz
    graded = Attempt.objects.graded().filter(quiz=quiz)
    fields = ("pk", "user_id", "number", "scaled_score")
    chosen = choose(Which(analysis.attempts), graded.order_by("user_id", "number", "pk"), fields)
    results = ItemResult.objects.filter(attempt__quiz=quiz, attempt__state="graded")
    progress = _Progress(analysis, results.count())
    answers = Answers.read(chosen, progress.watched(rows_of(results)))
    versions = QuestionVersion.objects.filter(pk__in=answers.version_ids()).order_by("number")
    known = versions.values_list("pk", "question_id", "definition")
    table = Table.of(answers, {pk: (question, body) for pk, question, body in known}, _order(quiz))
    found = figures_of(table, float(quiz.mastery_score), progress.advance)
    return {**found, "left_out": len(chosen) - found["attempts"]}


def rows_of(results: Any) -> Iterator[tuple[Any, ...]]:
    """What is read of each answer, in one query and never all at once.

    Numbers as the machine counts them, parts as text: most answers share theirs with others.
    """
    numbers = {
        "top": Cast("max_mark", FloatField()),
        "earned": Coalesce(Cast("mark", FloatField()), 0.0),
        "said": Cast("parts", TextField()),
    }
    fields = ("attempt_id", "position", "version_id", "top", "earned", "said", "seconds")
    scored = results.exclude(state=State.NOT_SCORED).order_by().annotate(**numbers)
    rows: Iterator[tuple[Any, ...]] = scored.values_list(*fields).iterator(chunk_size=_CHUNK)
    return rows


def choose(which: Which, graded: Any, fields: Sequence[str]) -> list[int]:
    """The keys of the attempts to look at; of equally good ones the earliest."""
    rows = graded.values_list(*fields).iterator(chunk_size=_CHUNK)
    if which == Which.ALL:
        return [row[0] for row in rows]
    kept: dict[int, tuple[Any, int]] = {}
    for pk, user_id, _number, score in rows:
        known = kept.get(user_id)
        better = known is not None and which == Which.HIGHEST and score > known[0]
        if known is None or better or which == Which.LAST:
            kept[user_id] = (score, pk)
    return [pk for _score, pk in kept.values()]


def _order(quiz: Quiz) -> dict[int, int] | None:
    """Where the fixed questions stand, if everybody meets them in another order."""
    if not quiz.shuffle:
        return None
    fixed = quiz.slots.exclude(question=None).order_by("sort_order")
    return {question: at for at, question in enumerate(fixed.values_list("question_id", flat=True))}


class _Progress:
    """Writes how far it has come, at each tenth: answers are read, then counted."""

    def __init__(self, analysis: Analysis, rows: int) -> None:
        self.analysis, self.done = analysis, 0
        analysis.total = 2 * rows
        self.step = max(analysis.total // _STEPS, 1)
        self.told = 0
        Analysis.objects.filter(pk=analysis.pk).update(total=analysis.total, done=0)

    def watched(self, rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
        for count, row in enumerate(rows, 1):
            if count % self.step == 0:
                self.advance(self.step)
            yield row

    def advance(self, rows: int) -> None:
        self.done = min(self.done + rows, self.analysis.total)
        if self.done - self.told >= self.step:
            self.told = self.done
            Analysis.objects.filter(pk=self.analysis.pk).update(done=self.done)
