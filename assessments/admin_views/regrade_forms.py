"""What staff fill in to propose a correction, or to decide on one."""

from typing import Any

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from assessments import sheets
from assessments.challenging.figures import labels
from assessments.grading.definition import Data
from assessments.models import Question, Quiz, RegradeAction
from assessments.policies import corrections
from assessments.regrading import proposing
from assessments.regrading.proposing import Proposal

LONGEST_REASON = 2000
_TRUTHS = (("true", _("True")), ("false", _("False")))


class RegradeForm(forms.Form):
    """Action, reason, and what is accepted, in the terms of the question's type."""

    action = forms.ChoiceField(label=_("What is done"), widget=forms.RadioSelect)
    options = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=_("Accept these answers too")
    )
    typed = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Accept these answers too"),
        help_text=_("One a line."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody whose result changes reads this. Name no one."),
    )
    lowers = forms.BooleanField(
        required=False,
        label=_("Lower issued results too"),
        help_text=_(
            "Otherwise whoever would lose by it keeps their score. Completions and certificates "
            "are never taken back."
        ),
    )
    lowering_reason = forms.CharField(
        label=_("Why results may fall"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever loses by it reads this too."),
    )

    def __init__(self, quiz: Quiz, question: Question | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quiz, self.question = quiz, question
        self.definition = _definition(quiz, question)
        self._offer_actions()
        self._offer_answers()

    def _offer_actions(self) -> None:
        actions = [RegradeAction.REGRADE]
        if self.question is not None:
            actions = [RegradeAction.FULL_CREDIT, RegradeAction.DROP, RegradeAction.REGRADE]
            if proposing.newest_version(self.quiz, self.question):
                actions.insert(0, RegradeAction.NEW_VERSION)
            if corrections.can_accept(self.definition):
                actions.insert(0, RegradeAction.ACCEPT)
        self._choices("action", [(action.value, action.label) for action in actions])

    def _offer_answers(self) -> None:
        """Ticks where answers are chosen, lines where they are typed."""
        kind = self.definition.get("type")
        if kind not in ("short_answer", "numeric"):
            del self.fields["typed"]
        if kind not in ("single_choice", "multiple_response", "true_false"):
            del self.fields["options"]
            return
        if kind == "multiple_response":
            self.fields["options"].help_text = str(_("Exactly these together."))
        self._choices("options", _options(self.definition))

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """What belongs together."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("action") == RegradeAction.ACCEPT and not self.accepted:
            self.add_error(None, _("Say which answers are accepted."))
        if data.get("lowers") and not data.get("lowering_reason", "").strip():
            self.add_error("lowering_reason", _("Say why issued results may fall."))
        return data

    @property
    def accepted(self) -> list[list[str]]:
        """Each response that is accepted, in the author's names."""
        chosen: list[str] = self.cleaned_data.get("options") or []
        if self.definition.get("type") == "multiple_response":
            return [chosen] if chosen else []
        lines = self.cleaned_data.get("typed", "").splitlines()
        return [[each] for each in [*chosen, *(line.strip() for line in lines if line.strip())]]

    @property
    def proposal(self) -> Proposal:
        """As the domain takes it."""
        said = self.cleaned_data
        action = RegradeAction(said["action"])
        return Proposal(
            quiz=self.quiz,
            question=self.question,
            action=action,
            reason=said["reason"],
            accepted=self.accepted if action == RegradeAction.ACCEPT else (),
            lowers=said["lowers"],
            lowering_reason=said["lowering_reason"],
        )


class RejectForm(forms.Form):
    """Why nothing changes."""

    reason = forms.CharField(
        label=_("Why it is rejected"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _definition(quiz: Quiz, question: Question | None) -> Data:
    """The newest wording that anybody was asked."""
    asked = proposing.asked_versions(quiz, question) if question else []
    definition: Data = asked[-1].definition if asked else {}
    return definition


def _options(definition: Data) -> list[tuple[str, Any]]:
    if definition["type"] == "true_false":
        return list(_TRUTHS)
    words = labels(definition, sheets.kernel_language())
    return [(row["id"], strip_tags(words[row["id"]])) for row in definition["options"]]
