"""What verifiers and holders fill in."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models import SharedField


class MomentForm(forms.Form):
    """The day as of which somebody asks; today where none is named."""

    on = forms.DateField(
        label=_("As of"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write the date as year-month-day: 2026-11-20.")},
    )

    def clean_on(self) -> date | None:
        """Nobody knows tomorrow's answer."""
        day: date | None = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("That day has not come yet."))
        return day

    def moment(self, now: datetime) -> datetime:
        """The end of the day at the center; now, where no day or a bad one was named."""
        day = self.cleaned_data.get("on")
        if day is None:
            return now
        return min(now, datetime.combine(day, time.max, timezone.get_default_timezone()))


class ShareForm(forms.Form):
    """What a link is to show, for how long, and a word to know it by."""

    fields_shown = forms.MultipleChoiceField(
        label=_("What it shows"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whether the certificate is valid is always shown."),
    )
    days = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=int,
        initial=30,
        choices=[
            (7, _("one week")),
            (30, _("30 days")),
            (90, _("90 days")),
            (365, _("one year")),
        ],
    )
    note = forms.CharField(
        label=_("For whom"),
        required=False,
        max_length=100,
        help_text=_("Only you see this."),
    )

    def __init__(self, *args: Any, offered: Sequence[SharedField], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["fields_shown"]
        choices.choices = [(field.value, field.label) for field in offered]
        choices.initial = [SharedField.COURSE, SharedField.ISSUED_ON]

    @property
    def period(self) -> timedelta:
        """For how long."""
        return timedelta(days=self.cleaned_data["days"])


class RenewalForm(forms.Form):
    """What the holder has to say."""

    words = forms.CharField(
        label=_("Anything that the center should know"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
