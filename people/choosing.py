"""Choose a person by name instead of from a list of everyone."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from people.models import User


class PersonFilterForm(BaseFilterForm):
    """Any part of a name or e-mail address."""

    q = forms.CharField(label=_("Name or e-mail address"), required=False, widget=forms.TextInput())

    def filter(self, objects: QuerySet[User]) -> QuerySet[User]:
        """Open accounts only."""
        wanted: str = self.cleaned_data.get("q", "").strip()
        self.is_searching, self.search_query = bool(wanted), wanted
        by_name = Q(legal_name__icontains=wanted) | Q(latin_name__icontains=wanted)
        found: QuerySet[User] = super().filter(objects)
        return found.filter(by_name | Q(email__icontains=wanted), closed_at=None)


class MayChoose:
    """Lets in whoever may choose or manage people."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The names of all people aren't for everyone who writes lessons."""
        user = request.user
        if not (user.has_perm("people.choose_user") or user.has_perm("people.change_user")):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class PersonList(MayChoose):
    """Name and e-mail address tell people of one name apart."""

    filter_form_class = PersonFilterForm
    ordering: ClassVar = ["legal_name", "email"]

    @property
    def columns(self) -> list[Any]:
        """Beside the name that is chosen by."""
        own: list[Any] = super().columns  # type: ignore[misc]
        return [
            *own,
            Column("latin_name", label=_("Name in Latin letters")),
            Column("email", label=_("E-mail address")),
        ]


class ChoosePerson(PersonList, chooser.ChooseView):
    """The window."""


class ChoosePersonResults(PersonList, chooser.ChooseResultsView):
    """Its list, while one types."""


class ChosenPerson(MayChoose, chooser.ChosenView):
    """One choice."""


class ChosenPeople(MayChoose, chooser.ChosenMultipleView):
    """Several."""


class PersonChooserViewSet(ChooserViewSet):
    """Used by every form that has a foreign key to a person."""

    model = User
    name = "person_chooser"
    icon = "user"
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    edit_item_text = _("Edit this person")
    choose_view_class = ChoosePerson
    choose_results_view_class = ChoosePersonResults
    chosen_view_class = ChosenPerson
    chosen_multiple_view_class = ChosenPeople
