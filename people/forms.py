"""What sign-up and one's own account ask."""

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people import consenting, naming
from people.models import User
from people.models.users import LANGUAGES


def _agreement() -> str:
    link = format_html('<a href="{}" target="_blank">{}</a>', PRIVACY, _("Privacy notice"))
    return format_html("{} {}", _("I have read the privacy notice and agree to it."), link)


def _page_language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh-hans"


PRIVACY = reverse_lazy("privacy")
agreement = lazy(_agreement, str)


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

    preferred_language = forms.ChoiceField(
        label=_("Preferred language"), choices=LANGUAGES, initial=_page_language
    )
    consent = forms.BooleanField(
        label=agreement(),
        error_messages={"required": _("Without your agreement no account can be made.")},
    )
    field_order = (
        "email",
        "legal_name",
        "latin_name",
        "preferred_language",
        "password1",
        "password2",
        "consent",
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        """Complete the account that allauth has made, and record the consent."""
        fields: dict[str, Any] = self.cleaned_data
        user.legal_name = fields["legal_name"]
        user.latin_name = fields["latin_name"]
        user.preferred_language = fields["preferred_language"]
        user.save(update_fields=["legal_name", "latin_name", "preferred_language"])
        consenting.give(user, language=_page_language(), at=timezone.now())


class AccountForm(NameFields):
    """One's own names, while no certificate carries them, and language."""

    preferred_language = forms.ChoiceField(label=_("Preferred language"), choices=LANGUAGES)

    def __init__(self, user: User, data: QueryDict | None = None) -> None:
        names = ("legal_name", "latin_name", "preferred_language")
        initial = {name: getattr(user, name) for name in names}
        super().__init__(data, initial=initial)
        for name in names[:2] if user.legal_name_locked_at else ():
            self.fields[name].disabled = True
            self.fields[name].help_text = ""


class PasswordForm(forms.Form):
    """Proof that it is the person who asks."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuse another's password."""
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("This is not your password."))
        return password
