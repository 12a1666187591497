"""Description."""

from django.utils.translation import gettext_lazy as _

from assessments.blocks.item import ItemBlock, layout


class DescriptionBlock(ItemBlock):
    """Text between the questions: nothing is asked."""

    class Meta:
        label = _("Text without a question")
        icon = "openquote"
        form_layout = layout()
