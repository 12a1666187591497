"""The body of a question: exactly one item."""

from wagtail import blocks

from assessments.blocks.calculated import CalculatedBlock
from assessments.blocks.date_limit import DateLimitBlock
from assessments.blocks.description import DescriptionBlock
from assessments.blocks.essay import EssayBlock
from assessments.blocks.file_upload import FileUploadBlock
from assessments.blocks.fill_in import FillInBlock
from assessments.blocks.hotspot import HotspotBlock
from assessments.blocks.matching import MatchingBlock
from assessments.blocks.multiple_response import MultipleResponseBlock
from assessments.blocks.numeric import NumericBlock
from assessments.blocks.ordering import OrderingBlock
from assessments.blocks.select_in_text import SelectInTextBlock
from assessments.blocks.short_answer import ShortAnswerBlock
from assessments.blocks.single_choice import SingleChoiceBlock
from assessments.blocks.true_false import TrueFalseBlock
from assessments.blocks.unsupported import UnsupportedBlock


class QuestionBody(blocks.StreamBlock):
    """Each name is a type of the grading kernel; the block says how its fields define it."""

    single_choice = SingleChoiceBlock()
    multiple_response = MultipleResponseBlock()
    true_false = TrueFalseBlock()
    short_answer = ShortAnswerBlock()
    numeric = NumericBlock()
    matching = MatchingBlock()
    ordering = OrderingBlock()
    fill_in = FillInBlock()
    select_in_text = SelectInTextBlock()
    calculated = CalculatedBlock()
    hotspot = HotspotBlock()
    date_limit = DateLimitBlock()
    essay = EssayBlock()
    file_upload = FileUploadBlock()
    description = DescriptionBlock()
    unsupported = UnsupportedBlock()

    class Meta:
        min_num = 1
        max_num = 1
