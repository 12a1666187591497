"""The forms in which authors write questions: one block an item type, text in both languages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH = ["bold", "ol", "ul"]


class OptionBlock(blocks.StructBlock):
    """One option of a choice question."""

    text_zh = blocks.TextBlock(label=_("Chinese"), rows=1)
    text_en = blocks.TextBlock(label=_("English"), rows=1)
    correct = blocks.BooleanBlock(label=_("Correct"), required=False)
    feedback_zh = blocks.TextBlock(label=_("Feedback in Chinese"), rows=1, required=False)
    feedback_en = blocks.TextBlock(label=_("Feedback in English"), rows=1, required=False)


class ItemBlock(blocks.StructBlock):
    """What every question has."""

    stem_zh = blocks.RichTextBlock(label=_("Question in Chinese"), features=RICH)
    stem_en = blocks.RichTextBlock(label=_("Question in English"), features=RICH)
    explanation_zh = blocks.RichTextBlock(
        label=_("Explanation in Chinese"), features=RICH, required=False
    )
    explanation_en = blocks.RichTextBlock(
        label=_("Explanation in English"), features=RICH, required=False
    )


class SingleChoiceBlock(ItemBlock):
    """One option is right."""

    options = blocks.ListBlock(OptionBlock(), label=_("Options"), min_num=2, max_num=10)
    shuffle = blocks.BooleanBlock(label=_("Shuffle the options"), required=False, default=True)

    class Meta:
        label = _("Single choice")
        icon = "radio-full"


class MultipleResponseBlock(ItemBlock):
    """Several options may be right."""

    options = blocks.ListBlock(OptionBlock(), label=_("Options"), min_num=2, max_num=12)
    scoring = blocks.ChoiceBlock(
        label=_("Scoring"),
        choices=[
            ("ou", _("Partial credit; wrong choices cost (recommended)")),
            ("all_or_nothing", _("All or nothing")),
            ("right_minus_wrong", _("Right minus wrong")),
        ],
        default="ou",
    )
    shuffle = blocks.BooleanBlock(label=_("Shuffle the options"), required=False, default=True)

    class Meta:
        label = _("Multiple response")
        icon = "list-ul"


class TrueFalseBlock(ItemBlock):
    """True or false."""

    answer = blocks.ChoiceBlock(
        label=_("Answer"), choices=[("true", _("True")), ("false", _("False"))]
    )

    class Meta:
        label = _("True or false")
        icon = "check"


class ShortAnswerBlock(ItemBlock):
    """A word or phrase."""

    accepted = blocks.ListBlock(
        blocks.CharBlock(max_length=200),
        label=_("Accepted answers"),
        help_text=_("In either language; * stands for any run of characters."),
        min_num=1,
    )
    case_sensitive = blocks.BooleanBlock(label=_("Case counts"), required=False)

    class Meta:
        label = _("Short answer")
        icon = "edit"


class NumericBlock(ItemBlock):
    """A number."""

    value = blocks.DecimalBlock(label=_("Right answer"))
    tolerance = blocks.DecimalBlock(label=_("Tolerance"), default=0, min_value=0)
    tolerance_type = blocks.ChoiceBlock(
        label=_("Tolerance is"),
        choices=[("nominal", _("absolute")), ("relative", _("relative to the answer"))],
        default="nominal",
    )
    unit_zh = blocks.CharBlock(label=_("Unit in Chinese"), required=False, max_length=30)
    unit_en = blocks.CharBlock(label=_("Unit in English"), required=False, max_length=30)

    class Meta:
        label = _("Numeric")
        icon = "order"


class QuestionBody(blocks.StreamBlock):
    """Exactly one item."""

    single_choice = SingleChoiceBlock()
    multiple_response = MultipleResponseBlock()
    true_false = TrueFalseBlock()
    short_answer = ShortAnswerBlock()
    numeric = NumericBlock()

    class Meta:
        min_num = 1
        max_num = 1
