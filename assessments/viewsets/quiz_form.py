"""The form of a quiz: what must fit together is said beside the field."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from assessments.models import Overdue
from assessments.viewsets.review_field import ReviewField


class QuizForm(WagtailAdminModelForm):
    """Checks the window, the slots and the bands beyond what each field can."""

    review = ReviewField(label=_("What is shown when"), required=False)

    def clean(self) -> dict[str, Any]:
        """The window must be open for a while."""
        cleaned: dict[str, Any] = super().clean()
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and opens >= closes:
            self.add_error("closes_at", _("It must close after it opens."))
        if cleaned.get("time_limit_minutes") == 0:
            self.add_error("time_limit_minutes", _("Leave it empty for no limit."))
        if cleaned.get("overdue") == Overdue.GRACE and not cleaned.get("grace_minutes"):
            self.add_error("grace_minutes", _("Say how long the grace is."))
        return cleaned

    def is_valid(self) -> bool:
        """With what several rows must be among themselves."""
        is_valid = bool(super().is_valid())
        if not self.is_bound:
            return is_valid
        _check_slots(_rows(self.formsets.get("slots")))
        _refuse_repeated(self.formsets.get("slots"), "question", _("It is asked already."))
        _refuse_repeated(self.formsets.get("bands"), "from_score", _("Another one begins here."))
        return is_valid and not any(
            row.errors for formset in self.formsets.values() for row in _rows(formset)
        )


def _rows(formset: Any) -> list[Any]:
    """The rows that stay."""
    if formset is None:
        return []
    return [
        row
        for row in formset.forms
        if not formset._should_delete_form(row)  # noqa: SLF001 - Django's own name for it
        and (row.has_changed() or row.instance.pk)
        and hasattr(row, "cleaned_data")
    ]


def _refuse_repeated(formset: Any, field: str, message: Any) -> None:
    rows = _rows(formset)
    times = Counter(row.cleaned_data.get(field) for row in rows)
    seen = set()
    for row in rows:
        value = row.cleaned_data.get(field)
        if value is not None and times[value] > 1 and value in seen:
            row.add_error(field, message)
        seen.add(value)


def _check_slots(rows: Iterable[Any]) -> None:
    for row in rows:
        question, category = row.cleaned_data.get("question"), row.cleaned_data.get("category")
        if question and question.body and question.body[0].block_type == "unsupported":
            row.add_error("question", _("It came in unsupported and can't be asked."))
        if question and category:
            row.add_error("category", _("Choose a question or a category, one of the two."))
        if question and (row.cleaned_data.get("count") or 1) > 1:
            row.add_error("count", _("One question is asked once; a category may be drawn from."))
