"""The category tree in the CMS: an indented list, and a form that moves a branch."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import Count, ForeignKey, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm, register_form_field_override
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from assessments.admin_views.branches import BranchField
from assessments.models import Category
from assessments.viewsets.columns import linked

# Wherever a form asks for a category.
register_form_field_override(ForeignKey, to=Category, override={"form_class": BranchField})


class CategoryForm(WagtailAdminModelForm):
    """Where the category hangs is chosen, not typed as a path."""

    instance: Any

    parent = BranchField(
        label=_("Below"), required=False, help_text=_("Empty: at the top of the tree.")
    )
    place = forms.IntegerField(
        label=_("Place among its neighbors"),
        min_value=1,
        required=False,
        help_text=_("1 is the first. Empty: where it is, or last."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            parent = self.instance.get_parent()
            self.fields["parent"].initial = parent and parent.pk
            # Nothing hangs below itself.
            outside = Category.objects.exclude(path__startswith=self.instance.path)
            self.fields["parent"].queryset = outside

    def save(self, commit: bool = True) -> Any:
        """Write the fields, then hang the branch where it belongs."""
        category: Any = self.instance
        parent: Category | None = self.cleaned_data["parent"]
        if category.pk is None:
            category = _add(category, parent)
        else:
            super().save(commit)
            _hang(category, parent)
        if place := self.cleaned_data["place"]:
            _place(category, place)
        self.instance = category
        return category


def _add(category: Category, parent: Category | None) -> Category:
    added: Category = (
        parent.add_child(instance=category) if parent else Category.add_root(instance=category)
    )
    return added


def _hang(category: Category, parent: Category | None) -> None:
    if category.get_parent() == parent:
        return
    if parent:
        category.move(parent, "last-child")
    else:
        category.move(Category.get_last_root_node(), "last-sibling")
    category.refresh_from_db()


def _place(category: Category, place: int) -> None:
    others = list(category.get_siblings().exclude(pk=category.pk))
    if place <= len(others):
        category.move(others[place - 1], "left")
    elif others:
        category.move(others[-1], "right")
    category.refresh_from_db()


class CategoryIndexView(generic.IndexView):
    """The whole tree on one page, in its order."""

    page_title = _("Question categories")
    default_ordering = "path"

    def get_base_queryset(self) -> QuerySet[Category]:
        """With how many questions hang at each."""
        counted: QuerySet[Category] = Category.objects.annotate(question_count=Count("questions"))
        return counted

    @property
    def columns(self) -> list[Column]:
        """Indented as they hang."""
        return [
            linked(self, "indented", _("Category")),
            Column("key", label=_("Key")),
            NumberColumn("question_count", label=_("Questions")),
        ]


class CategoryDeleteView(generic.DeleteView):
    """What something hangs on stays."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Say what is in the way."""
        category = self.object
        if not (category.numchild or category.questions.exists() or category.slots.exists()):
            response: HttpResponse = super().form_valid(form)
            return response
        refusal = _("There are categories, questions or quizzes that need it; move them first.")
        messages.error(self.request, str(refusal))
        return redirect(self.index_url_name)


class CategoryViewSet(ModelViewSet):
    """Branches of the bank."""

    model = Category
    name = "question_categories"
    icon = "folder-open-inverse"
    menu_label = _("Categories")
    index_view_class = CategoryIndexView
    delete_view_class = CategoryDeleteView
    list_per_page = 500
    search_fields: ClassVar = ["name_zh", "name_en", "key"]
    search_backend_name = None
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name_zh"), FieldPanel("name_en")]),
            FieldPanel("key"),
            FieldRowPanel([FieldPanel("parent"), FieldPanel("place")]),
        ],
        base_form_class=CategoryForm,
    )
