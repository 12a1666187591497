"""Links from the menu to pages on which something is done."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from assessments import panels


@dataclass(frozen=True)
class Link:
    """A page of the CMS: its route, what it is called, and a permission that opens it."""

    route: str
    label: Promise
    icon: str
    permission: str


LINKS = (
    Link("assessments_marking", _("Marking"), "edit", "assessments.change_itemresult"),
    Link("assessments_challenges", _("Challenges"), "help", "assessments.change_challenge"),
    Link("assessments_regrades", _("Regrades"), "rotate", "assessments.view_regrade"),
    Link("assessments_reports", _("Results and items"), "table", "assessments.view_analysis"),
    Link("assessments_imports", _("Import and export"), "upload", "assessments.add_questionimport"),
)


class PermittedItem(MenuItem):
    """Shown to whoever has the permission, where the page is there."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        """Asked on every page: permissions are cached on the user."""
        return bool(request.user.has_perm(self.permission) and panels.address_of(self.name))


def menu_items(*, first: int) -> list[MenuItem]:
    """The links, placed behind what is there."""
    return [
        PermittedItem(
            link.label,
            reverse_lazy(link.route),
            name=link.route,
            icon_name=link.icon,
            order=place,
            permission=link.permission,
        )
        for place, link in enumerate(LINKS, first)
    ]
