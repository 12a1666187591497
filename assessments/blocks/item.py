"""What every question has: the text, the explanation, and what is said between tries."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks import BlockGroup

from assessments.blocks import reasons
from assessments.blocks.adapters import ItemAdapter
from assessments.blocks.fractions import fraction, percent, percent_field
from assessments.blocks.texts import (
    Json,
    TextBlock,
    both,
    filled,
    line,
    present,
    rich,
    spread,
    switch,
)
from assessments.grading.definition import InvalidDefinition
from assessments.grading.registry import parse

STATES = ("right", "partial", "wrong")


class HintBlock(TextBlock):
    """Said before another try."""

    clear_wrong = switch(_("Take the wrong choices back"))
    show_count = switch(_("Say how many are right"))


class ItemBlock(blocks.StructBlock):
    """A question whose definition and fields say the same; each type adds fields of its own."""

    stem_zh = rich(_("Question in Chinese"))
    stem_en = rich(_("Question in English"))
    explanation_zh = rich(_("Explanation in Chinese"))
    explanation_en = rich(_("Explanation in English"))
    comment_right_zh = line(_("To a right answer, in Chinese"))
    comment_right_en = line(_("To a right answer, in English"))
    comment_partial_zh = line(_("To an answer right in part, in Chinese"))
    comment_partial_en = line(_("To an answer right in part, in English"))
    comment_wrong_zh = line(_("To a wrong answer, in Chinese"))
    comment_wrong_en = line(_("To a wrong answer, in English"))
    hints = blocks.ListBlock(
        HintBlock(),
        label=_("Hints"),
        default=[],
        help_text=_("For quizzes with several tries: one hint more is one try more."),
    )
    penalty = percent_field(
        _("Each wrong try costs (percent)"),
        low=0,
        help_text=_("For quizzes with several tries. Left empty: a third of the mark."),
    )

    class Meta:
        help_text = _("A text left empty in one language is shown in the other.")

    def definition(self, value: Any) -> Json:
        """The question as the grading kernel takes it, with its HTML cleaned."""
        shared = {
            "type": self.name,
            "stem": both(value, "stem"),
            "explanation": both(value, "explanation"),
        }
        return {**shared, **self.own(value), **_remarks(value)}

    def body(self, definition: Mapping[str, Any]) -> Json:
        """The fields that make the definition."""
        comments = definition.get("comments") or {}
        fields = {
            **spread(definition.get("stem"), "stem"),
            **spread(definition.get("explanation"), "explanation"),
            "hints": [_hint_fields(hint) for hint in definition.get("hints") or ()],
            "penalty": percent(definition.get("penalty")),
        }
        for state in STATES:
            fields |= spread(comments.get(state), f"comment_{state}")
        return {**fields, **self.own_body(definition)}

    def own(self, value: Any) -> Json:
        """The part of the definition that only this type has."""
        return {}

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        """The fields that only this type has."""
        return {}

    def clean(self, value: Any) -> Any:
        """Refuse to publish what could not be graded; a draft may be anything."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            try:
                parse(self.definition(cleaned))
            except InvalidDefinition as fault:
                raise reasons.explain(fault, self.child_blocks) from None
        return cleaned


register(ItemAdapter(), ItemBlock)


def layout(*own: Any, rare: tuple[Any, ...] = ()) -> BlockGroup:
    """The common case first; what is said between tries, and what is rare, folded away."""
    explanation = BlockGroup(
        ["explanation_zh", "explanation_en"],
        heading=_("Explanation, shown after the attempt"),
        classname="collapsed",
        icon="info-circle",
        label_format="",
    )
    comments = [f"comment_{state}_{language}" for state in STATES for language in ("zh", "en")]
    return BlockGroup(
        ["stem_zh", "stem_en", *own, explanation],
        settings=[*rare, *comments, "hints", "penalty"],
    )


def _remarks(value: Any) -> Json:
    """What an author says to any answer, and what a try costs; only what is not the default."""
    comments = {state: both(value, f"comment_{state}") for state in STATES}
    penalty = value.get("penalty")
    return present(
        comments=filled(**comments),
        hints=[_hint(hint) for hint in value.get("hints") or ()],
        penalty=None if penalty is None else fraction(penalty),
    )


def _hint(hint: Any) -> Json:
    return {
        "text": both(hint, "text"),
        "clear_wrong": bool(hint["clear_wrong"]),
        "show_count": bool(hint["show_count"]),
    }


def _hint_fields(hint: Mapping[str, Any]) -> Json:
    flags = {name: hint.get(name, False) for name in ("clear_wrong", "show_count")}
    return {**spread(hint.get("text"), "text"), **flags}
