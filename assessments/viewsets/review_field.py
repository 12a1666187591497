"""What a learner sees when: a table to tick, or one of the usual tables."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from assessments.policies import reviewing
from assessments.policies.reviewing import Matrix, Moment, Row, Visible

Json = dict[str, list[str]]

ROWS = {
    Row.RESPONSES: _("Their own answers"),
    Row.CORRECTNESS: _("Whether each was right"),
    Row.MAX_MARKS: _("What each question is worth"),
    Row.MARKS: _("Marks and the score"),
    Row.FEEDBACK: _("Feedback on what was chosen"),
    Row.EXPLANATION: _("Explanations"),
    Row.ANSWER: _("Right answers"),
    Row.OVERALL: _("Overall feedback"),
}
MOMENTS = {
    Moment.DURING: _("during the attempt"),
    Moment.IMMEDIATELY: _("just after it"),
    Moment.LATER: _("later"),
    Moment.CLOSED: _("once the quiz has closed"),
}

_ASKED = Visible(frozenset({Row.RESPONSES, Row.MAX_MARKS}))
_SCORED = Visible(_ASKED.rows | {Row.MARKS, Row.OVERALL})
_EVERYTHING = Visible(frozenset(Row))
PRESETS: Mapping[str, tuple[Any, Matrix]] = {
    "practice": (_("Practice: everything at once"), reviewing.OPEN),
    "score_at_once": (
        _("Exam: the score at once, answers after closing"),
        {
            Moment.DURING: _ASKED,
            Moment.IMMEDIATELY: _SCORED,
            Moment.LATER: _SCORED,
            Moment.CLOSED: _EVERYTHING,
        },
    ),
    "closed": (
        _("Exam: nothing before closing"),
        {
            Moment.DURING: _ASKED,
            Moment.IMMEDIATELY: Visible(frozenset()),
            Moment.LATER: Visible(frozenset()),
            Moment.CLOSED: _EVERYTHING,
        },
    ),
}
OWN = "own"


def preset_of(matrix: Json) -> str:
    """The usual table that this one is, or OWN."""
    usual = {name: reviewing.write_matrix(table) for name, (_label, table) in PRESETS.items()}
    return next((name for name, table in usual.items() if table == matrix), OWN)


class ReviewTable(forms.Widget):
    """Eight rows by four moments; works without scripts: a usual table is taken when saved."""

    template_name = "assessments/admin/paper_review_table.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The cells row by row."""
        context = super().get_context(name, value, attrs)
        shown: Json = value if isinstance(value, dict) else {}
        chosen = preset_of(shown)
        return context | {
            "moments": [(moment.value, label) for moment, label in MOMENTS.items()],
            "rows": [
                (label, [(each.value, row.value, row.value in shown.get(each.value, ()))
                         for each in Moment])
                for row, label in ROWS.items()
            ],
            "presets": [
                (key, label, key == chosen)
                for key, label in [
                    (OWN, _("As ticked below")),
                    *((key, label) for key, (label, _table) in PRESETS.items()),
                ]
            ],
        }  # fmt: skip

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """By the site's templates; forms know only Django's own."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Json:
        """What was ticked, unless one of the usual tables was chosen instead."""
        before, chosen = data.get(f"{name}-was", ""), data.get(f"{name}-preset", "")
        if chosen in PRESETS and chosen != before:
            return reviewing.write_matrix(PRESETS[chosen][1])
        return {moment.value: data.getlist(f"{name}-{moment.value}") for moment in Moment}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Nothing ticked is an answer too, if the table was there."""
        return f"{name}-preset" not in data


class ReviewField(forms.Field):
    """Holds the matrix as a quiz keeps it."""

    widget = ReviewTable

    def to_python(self, value: Any) -> Json:
        """Rows in their order; refuses what is no row."""
        try:
            return reviewing.write_matrix(reviewing.read_matrix(value or {}))
        except ValueError:
            raise ValidationError(_("There is no such row.")) from None

    def validate(self, value: Json) -> None:
        """Right answers are no part of a question that is still to be answered."""
        if Row.ANSWER.value in value[Moment.DURING.value]:
            raise ValidationError(_("Right answers can't be shown during the attempt."))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """By what is shown, in whatever order."""
        return bool(self.to_python(data) != self.to_python(initial))
