"""How allauth makes and addresses people here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from people import letterhead
from people.models import User

# More browsers than one person uses; sign-ins by a script would pile up without end.
MAX_SESSIONS = 10


class AccountAdapter(DefaultAccountAdapter):
    """Keeps closed accounts out and speaks each person's language in mails."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To one's own courses."""
        return reverse("my_learning")

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        """Refuse an account that its owner has closed, as if it were inactive."""
        if user.closed_at:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Go on in the person's language, unless this browser was told another."""
        end_oldest_sessions(user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            remember_language(response, user.preferred_language)
        return response

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Write in the language of whoever reads it."""
        with translation.override(_language_of(email, context)):
            signed = {**context, **letterhead.context()}
            message: EmailMessage = super().render_mail(template_prefix, email, signed, headers)
        return message


def end_oldest_sessions(user: User) -> None:
    """Leave room for one more."""
    newest_first = UserSession.objects.filter(user=user).order_by("-last_seen_at", "-pk")
    for session in newest_first[MAX_SESSIONS - 1 :]:
        session.end()


def remember_language(response: HttpResponse, language: str) -> None:
    """Set the reader's language for pages that have one address in all languages."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )


def _language_of(email: str | list[str], context: dict[str, Any]) -> str | None:
    """The account's language; the page's where the address has no account."""
    user = context.get("user")
    if not isinstance(user, User):
        address = email if isinstance(email, str) else email[0]
        known = EmailAddress.objects.filter(email=address.lower()).select_related("user").first()
        user = known.user if known else None
    return user.preferred_language if user else translation.get_language()
