"""A question as its author previews it: just as learners will see it, in both languages."""

from random import Random
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

from assessments.blocks import pictures
from assessments.blocks.reasons import said
from assessments.grading.definition import InvalidDefinition, Language
from assessments.grading.paper import PaperItem
from assessments.grading.registry import item_type

ANSWERS = "answers"
LANGUAGES: tuple[tuple[str, Language], ...] = (("zh-hans", "zh"), ("en", "en"))


class PreviewedQuestion(PreviewableMixin):
    """Two modes: as it is asked, and as it is shown afterwards."""

    body: Any
    default_mark: Any

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """As it is asked first."""
        return [("", _("As it is asked")), (ANSWERS, _("With the answers"))]

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """One template for both modes."""
        return "assessments/question_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """What can't be asked yet says why instead."""
        context = super().get_preview_context(request, mode_name)
        try:
            shown = self._in_both_languages(is_answered=mode_name == ANSWERS)
        except InvalidDefinition as fault:
            return {**context, "problem": said(fault)}
        shows = frozenset({"answer", "feedback", "explanation", "every_feedback"})
        return {**context, "shown": shown, "shows": shows if mode_name == ANSWERS else None}

    def _in_both_languages(self, *, is_answered: bool) -> list[dict[str, Any]]:
        if not self.body:
            raise InvalidDefinition("body", "is missing")
        definition = self.body[0].block.definition(self.body[0].value)
        kind = item_type(definition)
        arrangement = kind.arrange(kind.parse(definition), Random(1))  # noqa: S311
        if "image" in definition:
            pictures.keep(definition["image"]["reference"])
        items = [
            (code, language, PaperItem(number, definition, arrangement, self.default_mark))
            for number, (code, language) in enumerate(LANGUAGES, 1)
        ]
        return [
            {
                "code": code,
                "question": item.review(None, language) if is_answered else item.present(language),
            }
            for code, language, item in items
        ]
