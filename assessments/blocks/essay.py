"""Essay."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.rubric import rubric, rubric_body, rubric_field
from assessments.blocks.texts import Json, both, filled, plain, rich, spread


def _count(label: Any, default: int, **options: Any) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(
        label=label, default=default, required=False, **{"min_value": 0, **options}
    )


class EssayBlock(ItemBlock):
    """A long text that a person marks."""

    min_words = _count(_("Words, at least"), 0, help_text=_("Advice, not a limit. 0: none."))
    max_words = _count(
        _("Words, at most"), 0, help_text=_("0: none. A Chinese character counts as a word.")
    )
    rubric = rubric_field()
    model_answer_zh = rich(_("Model answer in Chinese"))
    model_answer_en = rich(_("Model answer in English"))
    template_zh = blocks.TextBlock(label=_("Text to begin with, in Chinese"), required=False)
    template_en = blocks.TextBlock(label=_("Text to begin with, in English"), required=False)
    rows = _count(_("Lines of the field"), 12, min_value=1, max_value=60)
    attachments = _count(_("Files that may be added"), 0, max_value=20)

    class Meta:
        label = _("Essay")
        icon = "doc-full"
        form_layout = layout(
            "min_words",
            "max_words",
            "rubric",
            "model_answer_zh",
            "model_answer_en",
            rare=("template_zh", "template_en", "rows", "attachments"),
        )

    def own(self, value: Any) -> Json:
        return {
            "min_words": value["min_words"] or 0,
            "max_words": value["max_words"] or 0,
            "rows": value["rows"] or 12,
            "attachments": value["attachments"] or 0,
            **filled(
                template=both(value, "template", plain), model_answer=both(value, "model_answer")
            ),
            **rubric(value["rubric"]),
        }

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        counts = {"min_words": 0, "max_words": 0, "rows": 12, "attachments": 0}
        return {
            **{name: definition.get(name, default) for name, default in counts.items()},
            **spread(definition.get("template"), "template"),
            **spread(definition.get("model_answer"), "model_answer"),
            "rubric": rubric_body(definition),
        }
