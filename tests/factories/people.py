"""People and organizations."""

from datetime import date
from itertools import count
from typing import Any

from django.test import Client

from people import roles
from people.models import Membership, Organization, User
from people.roles import Role

_numbers = count(1)


def person(legal_name: str = "杜若岚", **fields: Any) -> User:
    """Make an account that can sign in only by a test's `force_login`."""
    email = fields.pop("email", f"person{next(_numbers)}@example.org")
    return User.objects.create_user(email, legal_name=legal_name, **fields)


def signed_in(role: Role, name: str = "") -> Client:
    """The browser of somebody in the role, who reads English; the fixture `groups` comes first."""
    email = {} if name else {"email": f"{role.name.lower()}@example.org"}
    user = person(name or role.value, **email)
    roles.give(user, role)
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user)
    return client


def organization(key: str = "jilin-optics", **fields: Any) -> Organization:
    """Make an enterprise, unless told otherwise."""
    names = {"name_zh": "吉林光学股份有限公司", "name_en": "Jilin Optics Co., Ltd."}
    return Organization.objects.create(key=key, **{"kind": "enterprise", **names, **fields})


def member(user: User, of: Organization, **fields: Any) -> Membership:
    """Make the person a member since the beginning of 2026."""
    dates = {"start_date": date(2026, 1, 1)}
    return Membership.objects.create(user=user, organization=of, **{**dates, **fields})
