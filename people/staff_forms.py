"""What center administrators fill in about people."""

from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from people import inviting, naming, roles
from people.models import User

NAMES = ("legal_name", "latin_name")


class PersonForm(forms.ModelForm[User]):
    """Names cleaned as at sign-up, and the flag of staff kept in step with the groups."""

    def clean_legal_name(self) -> str:
        """Without stray spaces or control characters."""
        return naming.clean_name(self.cleaned_data["legal_name"])

    def clean_latin_name(self) -> str:
        """The same."""
        return naming.clean_name(self.cleaned_data["latin_name"])

    def clean_email(self) -> str:
        """One account an address, in any case."""
        email: str = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is an account with this e-mail address."))
        return email


class NewPersonForm(PersonForm, UserCreationForm):
    """An account for someone else: no password; the person chooses one by mail."""

    password_enabled = False
    first_name = last_name = is_superuser = None

    class Meta:
        """No password, no superuser."""

        model = User
        fields: ClassVar = ["email", *NAMES, "preferred_language", "groups"]
        widgets: ClassVar = {"groups": forms.CheckboxSelectMultiple}

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        """Make the account and invite the person."""
        self.instance.set_unusable_password()
        user: User = super().save(commit)
        roles.show_staff(user)
        inviting.invite(user)
        return user


class PersonEditForm(PersonForm, UserEditForm):
    """Names lock with the first certificate; the e-mail address is its owner's to change."""

    password_enabled = False
    first_name = last_name = is_superuser = None

    class Meta:
        """No password, no superuser."""

        model = User
        fields: ClassVar = ["email", *NAMES, "preferred_language", "is_active", "groups"]
        widgets: ClassVar = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].disabled = True
        self.fields["is_active"].disabled = editing_self or self.instance.closed_at is not None
        for name in NAMES if self.instance.legal_name_locked_at else ():
            self.fields[name].disabled = True
            self.fields[name].help_text = _("On a certificate: use “Correct the name”.")

    def save(self, commit: bool = True) -> User:
        """Save, and keep the flag of staff in step."""
        user: User = super().save(commit)
        roles.show_staff(user)
        return user


class ReasonForm(forms.Form):
    """Why staff do it; kept in the log."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class CorrectNameForm(ReasonForm):
    """The names as they are to stand from now on."""

    field_order = (*NAMES, "reason")
    legal_name = forms.CharField(label=_("Legal name"), max_length=100)
    latin_name = forms.CharField(label=_("Name in Latin letters"), max_length=150, required=False)

    def clean_legal_name(self) -> str:
        """As at sign-up."""
        return naming.clean_name(self.cleaned_data["legal_name"])

    def clean_latin_name(self) -> str:
        """As at sign-up."""
        return naming.clean_name(self.cleaned_data["latin_name"])


class CloseForm(ReasonForm):
    """Closing at the person's request."""
