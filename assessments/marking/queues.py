"""What waits to be marked: by quiz, by question, and answer by answer."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from assessments.marking import pseudonyms, sampling, stages
from assessments.marking.stages import IN_STAGE, Stage
from assessments.models import GradeSource, ItemResult, Question, Quiz

PAGE = 50


@dataclass(frozen=True)
class QuestionRow:
    """One question of one quiz, with how many answers are where."""

    quiz: Quiz
    question: Question
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """All answers to it."""
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        """What a marker can take up, other than what waits for a moderator."""
        return self.counts[Stage.FIRST] + self.counts[Stage.SECOND]


def rows() -> list[QuestionRow]:
    """Every question that people mark, by quiz; three queries however many answers there are."""
    counted = list(_counted(stages.for_people()))
    quizzes = Quiz.objects.in_bulk({row["attempt__quiz"] for row in counted})
    questions = Question.objects.in_bulk({row["version__question"] for row in counted})
    made = [
        QuestionRow(
            quizzes[row["attempt__quiz"]],
            questions[row["version__question"]],
            {stage: row[stage] for stage in Stage},
        )
        for row in counted
    ]
    return sorted(made, key=lambda row: (row.quiz.key, row.question.key))


def counts_of(quiz_id: int, question_id: int) -> dict[str, int]:
    """How many answers to one question are where; one query."""
    results = stages.of_question(quiz_id, question_id)
    return results.aggregate(**_counts())


def _counted(results: QuerySet[ItemResult]) -> Any:
    return results.order_by().values("attempt__quiz", "version__question").annotate(**_counts())


def _counts() -> dict[str, Count]:
    return {stage.value: Count("pk", filter=IN_STAGE[stage]) for stage in Stage}


def answers(quiz_id: int, question_id: int, show: str = "") -> QuerySet[ItemResult]:
    """The answers to a question, in an order that tells nothing; in one stage, or the sample."""
    found = stages.of_question(quiz_id, question_id)
    if show == "sample":
        marked = found.filter(IN_STAGE[Stage.DONE]).values_list("pk", flat=True)
        found = found.filter(pk__in=sampling.sample(marked))
    elif show in IN_STAGE:
        found = found.filter(IN_STAGE[Stage(show)])
    shown = found.annotate(place=pseudonyms.shuffled()).order_by("place")
    return shown.select_related("attempt__user", "attempt__quiz").prefetch_related("grades")


def last_looked_at(result: ItemResult) -> bool:
    """Whether a moderator has seen an answer of the sample."""
    return any(grade.source == GradeSource.MODERATOR for grade in result.grades.all())
