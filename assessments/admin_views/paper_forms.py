"""What an administrator fills in about an attempt."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput


class VoidForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept with the record."),
    )


class ReopenForm(VoidForm):
    """And until when."""

    field_order = ("until", "reason")
    until = forms.DateTimeField(label=_("Until"), widget=AdminDateTimeInput)

    def clean_until(self) -> datetime:
        """There must be time left."""
        until: datetime = self.cleaned_data["until"]
        if until <= timezone.now():
            raise forms.ValidationError(_("That is over."))
        return until
