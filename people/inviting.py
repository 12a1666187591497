"""Invite a person for whom staff have made an account to set a password."""

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from people.models import User


def invite(user: User) -> None:
    """Send a link that lets the person choose a password; no default password ever exists."""
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token])
    context = {
        "user": user,
        "set_password_url": f"{settings.SITE_URL}{path}",
        "privacy_url": f"{settings.SITE_URL}{reverse('privacy')}",
    }
    get_adapter().render_mail("people/email/invitation", user.email, context).send()
