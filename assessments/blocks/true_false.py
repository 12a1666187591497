"""True or false."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.texts import Json, both, filled, line, present, spread


class TrueFalseBlock(ItemBlock):
    """True or false."""

    answer = blocks.ChoiceBlock(
        label=_("Answer"), choices=[("true", _("True")), ("false", _("False"))]
    )
    feedback_true_zh = line(_("To who says true, in Chinese"))
    feedback_true_en = line(_("To who says true, in English"))
    feedback_false_zh = line(_("To who says false, in Chinese"))
    feedback_false_en = line(_("To who says false, in English"))

    class Meta:
        label = _("True or false")
        icon = "check"
        form_layout = layout(
            "answer",
            rare=(
                "feedback_true_zh",
                "feedback_true_en",
                "feedback_false_zh",
                "feedback_false_en",
            ),
        )

    def own(self, value: Any) -> Json:
        feedback = filled(true=both(value, "feedback_true"), false=both(value, "feedback_false"))
        return {"answer": value["answer"] == "true", **present(feedback=feedback)}

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        feedback = definition.get("feedback") or {}
        return {
            "answer": "true" if definition["answer"] else "false",
            **spread(feedback.get("true"), "feedback_true"),
            **spread(feedback.get("false"), "feedback_false"),
        }
