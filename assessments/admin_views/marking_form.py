"""The form by which an answer is marked: levels of a rubric, or a mark."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments import sheets
from assessments.admin_views.marking_sheet import MarkingSheet
from assessments.grading.outcomes import PLACES
from assessments.grading.registry import parse
from assessments.grading.rubrics import Criterion, Rubric
from assessments.marking import judgments
from assessments.marking.judgments import Judgment
from assessments.models import GradeEvent

EMPTY_ROWS = 2


class MarkForm(forms.Form):
    """`revision` is what the marker saw when the page was made."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    comment = forms.CharField(label=_("Comment for the learner"), required=False, max_length=10_000)
    reason = forms.CharField(
        label=_("Why the mark changes"),
        required=False,
        max_length=1000,
        help_text=_("Needed where another mark was given before; it goes into the record."),
    )

    def __init__(self, sheet: MarkingSheet, data: QueryDict | None = None) -> None:
        self.sheet = sheet
        self.typed: QueryDict = data or QueryDict()
        self.max_mark: Decimal = sheet.result.max_mark
        definition = parse(sheet.result.version.definition)
        self.rubric: Rubric = getattr(definition, "rubric", Rubric())
        super().__init__(data, initial=self._start(sheet))
        for place, criterion in enumerate(self.rubric.criteria):
            self.fields[f"criterion{place}"] = _levels(criterion)
        if not self.rubric.criteria:
            self.fields["mark"] = _mark(self.max_mark)

    def _start(self, sheet: MarkingSheet) -> dict[str, Any]:
        """What the marker gave before; a moderator begins with nothing chosen."""
        start: dict[str, Any] = {"revision": sheet.result.revision}
        if (own := sheet.own) is None:
            return start
        for place, criterion in enumerate(self.rubric.criteria):
            start[f"criterion{place}"] = own.rubric.get(criterion.id)
        return {**start, "mark": _short(own), "comment": own.comment}

    @property
    def criteria(self) -> Iterator[tuple[dict[str, Any], Any]]:
        """Each criterion in the reader's language with its field."""
        for place, shown in enumerate(self.rubric.shown(sheets.kernel_language())):
            yield shown, self[f"criterion{place}"]

    @property
    def annotation_rows(self) -> list[tuple[str, str, str]]:
        """Rows of quote, remark and start: what was typed or given before, and empty ones."""
        rows = self._typed() if self.is_bound else self._given()
        return [*rows, *[("", "", "")] * EMPTY_ROWS]

    def _typed(self) -> list[tuple[str, str, str]]:
        lists = [self.typed.getlist(name) for name in ("quote", "remark", "start")]
        rows = zip_longest(*lists, fillvalue="")
        return [(quote[:2000], remark[:2000], start) for quote, remark, start in rows if remark]

    def _given(self) -> list[tuple[str, str, str]]:
        said = self.sheet.own.annotations if self.sheet.own else []
        return [(row["quote"], row["remark"], str(row.get("start", ""))) for row in said]

    def clean(self) -> dict[str, Any]:
        """Find the quoted words in the answer."""
        cleaned = super().clean() or self.cleaned_data
        try:
            cleaned["annotations"] = judgments.annotations(
                self.sheet.text, self._typed(), has_text=self.sheet.has_text
            )
        except judgments.QuoteNotFound as error:
            words = {"words": error.args[0][:80]}
            self.add_error(None, _("These words are not in the answer: %(words)s") % words)
        return cleaned

    def judgment(self) -> Judgment:
        """What the valid form says."""
        chosen = {
            criterion.id: self.cleaned_data[f"criterion{place}"]
            for place, criterion in enumerate(self.rubric.criteria)
        }
        mark: Decimal = (
            self.rubric.fraction(chosen) * self.max_mark if chosen else self.cleaned_data["mark"]
        )
        return Judgment(
            mark=mark.quantize(PLACES),
            comment=self.cleaned_data["comment"],
            levels=chosen,
            annotations=self.cleaned_data["annotations"],
            reason=self.cleaned_data["reason"],
        )

    def renewed(self) -> "MarkForm":
        """The same with what was typed, over the answer as it is now."""
        typed = self.typed.copy()
        typed["revision"] = str(self.sheet.result.revision)
        return MarkForm(self.sheet, typed)


def _levels(criterion: Criterion) -> forms.ChoiceField:
    levels = [(level.id, level.id) for level in criterion.levels]
    label = criterion.title.in_language(sheets.kernel_language())
    return forms.ChoiceField(label=label, choices=levels)


def _mark(max_mark: Decimal) -> forms.DecimalField:
    return forms.DecimalField(
        label=_("Mark"), min_value=0, max_value=max_mark, max_digits=9, decimal_places=4
    )


def _short(event: GradeEvent) -> str:
    return "" if event.mark is None else f"{event.mark.normalize():f}"
