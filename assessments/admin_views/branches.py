"""A category, chosen from the tree."""

from typing import Any

from django import forms

from assessments.models import Category


class BranchField(forms.ModelChoiceField):  # type: ignore[type-arg] # can't be subscripted
    """Shows each category at its depth."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", Category.objects.all())
        super().__init__(**kwargs)

    def label_from_instance(self, category: Any) -> str:
        """With its place in the tree."""
        return str(category.indented)
