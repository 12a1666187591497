"""One page type: a lesson whose body is a stream."""

from typing import ClassVar

from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page


class LessonPage(Page):
    """Headings and running text."""

    body = StreamField(
        [("heading", blocks.CharBlock()), ("paragraph", blocks.RichTextBlock())], blank=True
    )

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar = ["wagtailcore.Page", "bare.LessonPage"]
    template = "bare/lesson_page.html"
