"""People, organizations and memberships in the CMS."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import Button
from wagtail.users.views import users

from people import admin_views
from people.models import Membership, Organization, User
from people.staff_forms import NewPersonForm, PersonEditForm


class PeopleIndexView(users.IndexView):
    """Found by any part of a name, Chinese or Latin, or of the e-mail address."""

    page_title = _("People")
    add_item_label = _("Add a person")
    search_fields: ClassVar = ["legal_name", "latin_name", "email"]

    @property
    def columns(self) -> list[Any]:
        """Name, Latin name, e-mail address, and the rest as Wagtail has it."""
        # Without the boxes for bulk actions: people are changed one by one.
        _select, name, email, _level, *rest = super().columns
        email.label = _("E-mail address")
        latin = Column("latin_name", label=_("Name in Latin letters"), sort_key="latin_name")
        return [name, latin, email, *rest]


class PersonEditView(users.EditView):
    """Keeps a superuser's account out of others' hands."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse before anything is shown."""
        admin_views.refuse_unless_manager(request.user, self.object)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class PersonDeleteView(users.DeleteView):
    """Accounts are closed, with a reason, never deleted: records rest on them."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse."""
        raise PermissionDenied


class PeopleViewSet(users.UserViewSet):
    """Wagtail's users as our people."""

    menu_label = _("People")
    menu_order = 340
    add_to_admin_menu = True
    add_to_settings_menu = False
    index_view_class = PeopleIndexView
    edit_view_class = PersonEditView
    delete_view_class = PersonDeleteView
    copy_view_enabled = False
    create_template_name = "people/admin/create.html"
    edit_template_name = "people/admin/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        """Our fields instead of first and last names."""
        return PersonEditForm if for_update else NewPersonForm

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the acts."""
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/correct-name/", admin_views.correct_name, name="correct_name"),
            path("<int:pk>/close/", admin_views.close, name="close"),
        ]


class OrganizationViewSet(ModelViewSet):
    """Enterprises, universities, government bodies, agencies."""

    model = Organization
    icon = "home"
    list_display: ClassVar = ["name_zh", "name_en", "kind"]
    list_filter: ClassVar = ["kind"]
    search_fields: ClassVar = ["name_zh", "name_en", "key"]
    copy_view_enabled = False
    panels: ClassVar = [
        FieldRowPanel([FieldPanel("name_zh"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("key")]),
    ]


class MembershipViewSet(ModelViewSet):
    """Who belongs to which organization, from when to when."""

    model = Membership
    icon = "link"
    list_display: ClassVar = ["user", "organization", "role", "start_date", "end_date"]
    list_filter: ClassVar = ["organization", "role"]
    search_fields: ClassVar = ["user__legal_name", "user__latin_name", "user__email"]
    copy_view_enabled = False
    panels: ClassVar = [
        FieldRowPanel([FieldPanel("user"), FieldPanel("organization")]),
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")]),
    ]


class OrganizationGroup(ModelViewSetGroup):
    """Organizations and memberships under one heading."""

    menu_label = _("Organizations")
    menu_icon = "home"
    menu_order = 341
    items = (OrganizationViewSet, MembershipViewSet)


def listed_acts(user: User, request_user: User) -> list[Button]:
    """The acts on one person, beside Wagtail's own buttons."""
    acts = (
        []
        if user.closed_at
        else [(_("Correct the name"), "edit"), (_("Close the account"), "cross")]
    )
    names = ("correct_name", "close")
    return [
        Button(label, url=reverse(f"wagtailusers_users:{name}", args=[user.pk]), icon_name=icon)
        for name, (label, icon) in zip(names, acts, strict=False)
        if request_user.has_perm("people.change_user")
    ]
