"""What a learner sees of an attempt, and when: eight rows by four moments."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Moodle mod/quiz/attemptlib.php: what follows within two minutes is "immediately after".
IMMEDIATELY = timedelta(minutes=2)


class Moment(StrEnum):
    """When somebody looks."""

    DURING = "during"
    IMMEDIATELY = "immediately"
    LATER = "later"
    CLOSED = "closed"


class Row(StrEnum):
    """What may be shown."""

    RESPONSES = "responses"
    CORRECTNESS = "correctness"
    MAX_MARKS = "max_marks"
    MARKS = "marks"
    FEEDBACK = "feedback"
    EXPLANATION = "explanation"
    ANSWER = "answer"
    OVERALL = "overall"


@dataclass(frozen=True)
class Visible:
    """What may be shown at one moment."""

    rows: frozenset[Row]

    def __contains__(self, row: Row) -> bool:
        return row in self.rows

    @property
    def tells_result(self) -> bool:
        """Whether passing or failing can be read from what is shown."""
        return bool(self.rows & {Row.MARKS, Row.CORRECTNESS, Row.OVERALL})


Matrix = Mapping[Moment, Visible]

# Practice: everything once it is handed in, and nothing about correctness before.
OPEN: Matrix = {
    Moment.DURING: Visible(frozenset({Row.RESPONSES, Row.MAX_MARKS})),
    **{
        moment: Visible(frozenset(Row))
        for moment in (Moment.IMMEDIATELY, Moment.LATER, Moment.CLOSED)
    },
}


def read_matrix(data: Mapping[str, Collection[str]]) -> Matrix:
    """The matrix that a quiz keeps as JSON; a moment that is missing shows nothing."""
    return {
        moment: Visible(frozenset(Row(row) for row in data.get(moment.value, ())))
        for moment in Moment
    }


def write_matrix(matrix: Matrix) -> dict[str, list[str]]:
    """As it is kept: rows in their order."""
    return {
        moment.value: [row.value for row in Row if row in visible]
        for moment, visible in matrix.items()
    }


def moment_of(submitted_at: datetime | None, closes_at: datetime | None, at: datetime) -> Moment:
    """Which column of the matrix holds now."""
    if submitted_at is None:
        return Moment.DURING
    if closes_at is not None and at >= closes_at:
        return Moment.CLOSED
    return Moment.IMMEDIATELY if at - submitted_at < IMMEDIATELY else Moment.LATER


def result_is_out(
    matrix: Matrix, submitted_at: datetime | None, closes_at: datetime | None, at: datetime
) -> bool:
    """Whether the learner may know by now how it went, at this moment or an earlier one.

    What was shown once can't be taken back: completing the course waits for this and no longer.
    """
    if submitted_at is None:
        return False
    moments = [Moment.IMMEDIATELY]
    if at - submitted_at >= IMMEDIATELY:
        moments.append(Moment.LATER)
    if closes_at is not None and at >= closes_at:
        moments.append(Moment.CLOSED)
    return any(matrix[moment].tells_result for moment in moments)
