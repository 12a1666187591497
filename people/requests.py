"""A request whose visitor is known: what `login_required` lets through."""

from django.http import HttpRequest

from people.models import User


class SignedInRequest(HttpRequest):
    """Annotates views behind `login_required`."""

    user: User
