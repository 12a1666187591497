"""What staff say when they change certificates."""

import re
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from certificates import trying
from certificates.models import ApiKey, Certificate, IssuingBatch, Outcome, ReasonCode
from certificates.revoking import Ground
from certificates.signing.wording import TemplateText
from courses.models import TrainingClass


class GroundForm(forms.Form):
    """A reason that verifiers will read, and what staff note for themselves."""

    code = forms.ChoiceField(
        label=_("Kind of reason"), choices=ReasonCode.choices, initial=ReasonCode.OTHER
    )
    reason = forms.CharField(
        label=_("Public reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone who verifies the certificate reads this. Name no third person."),
    )
    note = forms.CharField(
        label=_("Internal note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only staff read this."),
    )

    def ground(self, actor_id: uuid.UUID) -> Ground:
        """What was said, and by whom."""
        said = self.cleaned_data
        return Ground(said["reason"], actor_id, ReasonCode(said["code"]), said["note"])


class TemplateForm(WagtailAdminModelForm):
    """A wording is tried on the hardest certificates before it is published."""

    def clean(self) -> dict[str, Any]:
        """Refuse to publish what could not be printed for everybody."""
        said: dict[str, Any] = super().clean()
        if "action-publish" in self.data and not self.errors:
            wording = TemplateText(
                **{name: said[name] for name in TemplateText.__dataclass_fields__}
            )
            for problem in trying.problems(wording, said["type"]):
                self.add_error(None, problem)
        return said


class ApiKeyForm(WagtailAdminModelForm):
    """Whose program gets a key, and how often it may ask."""

    class Meta:
        model = ApiKey
        fields = ("organization", "label", "requests_a_minute")


class BatchForm(forms.Form):
    """Which class is issued its certificates."""

    training_class = forms.ModelChoiceField(
        label=_("Training class"),
        queryset=TrainingClass.objects.all(),
        help_text=_("Those who have completed a course of the class and hold no certificate yet."),
    )


class ProposalForm(GroundForm):
    """Which certificates are to be revoked, by number or by batch."""

    serials = forms.CharField(
        label=_("Certificate numbers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line, or separated by commas or spaces."),
    )
    batch = forms.ModelChoiceField(
        label=_("or all of an issuing batch"),
        required=False,
        queryset=IssuingBatch.objects.select_related("training_class"),
    )
    field_order = ("serials", "batch", "code", "reason", "note")

    def clean(self) -> dict[str, Any]:
        """Find the certificates; name the numbers that there are none of."""
        said = super().clean() or self.cleaned_data
        serials = {serial.upper() for serial in re.split(r"[\s,，;；]+", said["serials"]) if serial}
        found = {each.serial: each for each in Certificate.objects.filter(serial__in=serials)}
        if missing := sorted(serials - found.keys()):
            names = ", ".join(missing[:20])
            self.add_error("serials", _("There is no certificate %(names)s.") % {"names": names})
        if said.get("batch"):
            issued = Certificate.objects.filter(pk__in=said["batch"].rows.values("certificate"))
            found |= {each.serial: each for each in issued}
        if not found and not self.errors:
            raise ValidationError(_("Name at least one certificate."))
        return {**said, "certificates": list(found.values())}


class RenewalDecisionForm(forms.Form):
    """Renew or not, and the answer to the holder."""

    outcome = forms.TypedChoiceField(
        label=_("outcome"),
        coerce=Outcome,
        choices=[(Outcome.APPROVED, _("Renew")), (Outcome.DECLINED, _("Do not renew"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Answer"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The holder reads this. Where you renew, everyone who verifies the old certificate "
            "reads it as the reason."
        ),
    )
