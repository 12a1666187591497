"""The user: one person, one account, signed in by e-mail."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from people.personal_data import PersonalData, erased, erased_unseen, kept

LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]


def closed_address(user: "User") -> str:
    """What stands in place of the e-mail address of a closed account; nobody has the domain."""
    return f"closed-{user.public_id}@closed.invalid"


class UserManager(BaseUserManager["User"]):
    """Makes users; e-mail addresses are compared without regard to case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a person's account; without a password it can't sign in by one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account that may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by e-mail in any case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. The legal name stands on certificates and locks at the first one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    legal_name = models.CharField(
        _("legal name"),
        max_length=100,
        blank=True,
        help_text=_("Exactly as it is to stand on certificates."),
    )
    latin_name = models.CharField(
        _("name in Latin letters"),
        max_length=150,
        blank=True,
        help_text=_("For example ZHANG San; printed below the name on certificates."),
    )
    legal_name_locked_at = models.DateTimeField(null=True, blank=True, editable=False)
    preferred_language = models.CharField(
        _("preferred language"), max_length=10, choices=LANGUAGES, default="zh-hans"
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("staff"), default=False)
    is_demo = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    personal_data = PersonalData(
        subject="pk",
        fields={
            "public_id": kept("Names the account in the audit log without saying who it was."),
            "email": erased(to=closed_address),
            "legal_name": erased(to=""),
            "latin_name": erased(to=""),
            "legal_name_locked_at": erased(),
            "preferred_language": erased(to="zh-hans"),
            "password": erased_unseen(to="!"),
            "is_active": kept("A closed account must stay closed."),
            "is_staff": kept("Says under what authority past acts were done."),
            "is_superuser": kept("Says under what authority past acts were done."),
            "is_demo": kept("Not about the person."),
            "date_joined": kept("Counts of accounts by year stay right."),
            "closed_at": kept("Proves that the closing was carried out."),
            "last_login": erased(),
        },
    )

    class Meta:
        """One account an e-mail address, whatever its case."""

        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_in_any_case")
        ]
        permissions: ClassVar = [("choose_user", _("Can choose people"))]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The legal name, or the e-mail address where none was given."""
        return self.legal_name or self.email

    def get_full_name(self) -> str:
        """As Wagtail and Django ask for it."""
        return self.display_name

    def get_short_name(self) -> str:
        """As Wagtail and Django ask for it."""
        return self.display_name
