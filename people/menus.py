"""Items of the CMS's menu that are shown only to those whom their pages let in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.functional import Promise
from wagtail.admin.menu import MenuItem


@dataclass(frozen=True)
class Link:
    """A page of the CMS: its route, what it is called, and a permission that opens it."""

    route: str
    label: Promise | str
    icon: str
    permission: str


class PermittedItem(MenuItem):
    """Shown to whoever has the permission."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        """Asked on every page: permissions are cached on the user."""
        return bool(request.user.has_perm(self.permission))


def menu_items(links: Sequence[Link], *, first: int = 1) -> list[MenuItem]:
    """The links in their order, placed behind what is there."""
    return [
        PermittedItem(
            link.label,
            reverse_lazy(link.route),
            name=link.route,
            icon_name=link.icon,
            order=place,
            permission=link.permission,
        )
        for place, link in enumerate(links, first)
    ]
