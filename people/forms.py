"""What sign-up asks beyond e-mail and password."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people import consenting, naming
from people.models import User
from people.models.users import LANGUAGES


class NameFields(forms.Form):
    """A person's names, cleaned the same way everywhere."""

    legal_name = forms.CharField(
        label=_("Legal name"),
        max_length=100,
        help_text=_("Exactly as it is to stand on certificates; it locks with the first one."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    latin_name = forms.CharField(
        label=_("Name in Latin letters"),
        max_length=150,
        required=False,
        help_text=_("Optional, for example ZHANG San."),
    )

    def clean_legal_name(self) -> str:
        """One person's name without stray spaces or control characters."""
        return naming.clean_name(self.cleaned_data["legal_name"])

    def clean_latin_name(self) -> str:
        """The same for the Latin name."""
        return naming.clean_name(self.cleaned_data["latin_name"])


class SignupDetailsForm(NameFields):
    """Name, language and consent; allauth adds e-mail and password before them."""

    preferred_language = forms.ChoiceField(label=_("Preferred language"), choices=LANGUAGES)
    consent = forms.BooleanField(
        label=_("I have read the privacy notice and agree to it."),
        error_messages={"required": _("Without your agreement no account can be made.")},
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        """Complete the account that allauth has made, and record the consent."""
        fields: dict[str, Any] = self.cleaned_data
        user.legal_name = fields["legal_name"]
        user.latin_name = fields["latin_name"]
        user.preferred_language = fields["preferred_language"]
        user.save(update_fields=["legal_name", "latin_name", "preferred_language"])
        consenting.give(user, language=user.preferred_language, at=timezone.now())
