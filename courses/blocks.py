"""What a lesson is made of: one block a kind of content, each with a template and a preview."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.segments import StringSegmentValue

FEATURES = ["bold", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.StructBlock):
    """A heading within a lesson."""

    text = blocks.CharBlock(label=_("Text"), max_length=150)
    level = blocks.ChoiceBlock(
        choices=[("2", _("Section")), ("3", _("Subsection"))], default="2", label=_("Level")
    )

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "blocks/heading.html"
        description = _("A section or subsection heading; it also appears in the outline.")
        preview_value: ClassVar = {"text": "新颖性的判断基准", "level": "2"}


class ProseBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", FEATURES)
        super().__init__(**kwargs)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "blocks/prose.html"
        description = _("Paragraphs, lists and links.")
        preview_value = "<p>申请日以前在国内外为公众所知的技术，都是<b>现有技术</b>。</p>"


class FigureBlock(blocks.StructBlock):
    """An image with what it shows and whose it is."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Description for those who can't see it"), required=False, max_length=250
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    credit = blocks.CharBlock(label=_("Credit"), max_length=150)

    class Meta:
        label = _("Image")
        icon = "image"
        template = "blocks/figure.html"
        description = _("A drawing or photograph with caption and credit.")
        preview_value: ClassVar = {"caption": "图1：振镜扫描头", "credit": "本中心绘制"}


class CaptionsBlock(blocks.StructBlock):
    """One language's captions of a video."""

    language = blocks.ChoiceBlock(choices=[("zh", "中文"), ("en", "English")], label=_("Language"))
    file = DocumentChooserBlock(label=_("WebVTT file"))


class VideoBlock(blocks.StructBlock):
    """A video with captions and a transcript."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    video = DocumentChooserBlock(label=_("Video file (MP4 or WebM)"))
    captions = blocks.ListBlock(CaptionsBlock(), label=_("Captions"), default=[])
    transcript = blocks.RichTextBlock(label=_("Transcript"), features=["bold", "ol", "ul"])

    class Meta:
        label = _("Video")
        icon = "media"
        template = "blocks/video.html"
        description = _("A video with captions; the transcript is for those who'd rather read.")
        preview_value: ClassVar = {"title": "如何阅读权利要求", "transcript": "<p>大家好。</p>"}


class DownloadBlock(blocks.StructBlock):
    """A document to download."""

    document = DocumentChooserBlock(label=_("Document"))
    note = blocks.CharBlock(label=_("What it is for"), required=False, max_length=250)

    class Meta:
        label = _("Document")
        icon = "doc-full"
        template = "blocks/download.html"
        description = _("A file to download, with its size.")
        preview_value: ClassVar = {"note": "技术交底书模板"}


class CalloutBlock(blocks.StructBlock):
    """Something to take note of."""

    kind = blocks.ChoiceBlock(
        choices=[("note", _("Note")), ("tip", _("Tip")), ("warning", _("Warning"))],
        default="note",
        label=_("Kind"),
    )
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=150)
    text = blocks.RichTextBlock(label=_("Text"), features=FEATURES)

    class Meta:
        label = _("Callout")
        icon = "warning"
        template = "blocks/callout.html"
        description = _("A note, tip or warning set apart from the text.")
        preview_value: ClassVar = {
            "kind": "tip",
            "title": "先申请，后发表",
            "text": "<p>论文投稿之前先与技术转移办公室确认。</p>",
        }


class StatuteBlock(blocks.StructBlock):
    """A reference to a dated version of an article."""

    article_version = SnippetChooserBlock("courses.ArticleVersion", label=_("Article"))
    note = blocks.RichTextBlock(
        label=_("Why it matters here"), required=False, features=["bold", "link"]
    )

    class Meta:
        label = _("Statute")
        icon = "doc-full"
        template = "blocks/statute.html"
        description = _("An article of a statute, in the version that the lesson relies on.")
        preview_value: ClassVar = {"note": "<p>宽限期只有六个月。</p>"}


class CaseBlock(blocks.StructBlock):
    """A reference to a case study."""

    case = blocks.PageChooserBlock(page_type="courses.CaseStudyPage", label=_("Case study"))
    note = blocks.RichTextBlock(
        label=_("What to look for"), required=False, features=["bold", "link"]
    )

    class Meta:
        label = _("Case")
        icon = "folder-open-1"
        template = "blocks/case.html"
        description = _("A case study of the library.")
        preview_value: ClassVar = {"note": "<p>比较两级法院对“等同”的论证。</p>"}


class TranslatableTableBlock(TableBlock):
    """A table whose cells are translated one by one; wagtail-localize leaves plain tables out."""

    def deconstruct(self) -> tuple[str, Any, Any]:
        """Stand in migrations as the plain block: what is stored is the same."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.contrib.table_block.blocks.TableBlock", args, kwargs

    def get_translatable_segments(self, value: dict[str, Any] | None) -> list[StringSegmentValue]:
        """Every cell with text, named by its place."""
        rows = (value or {}).get("data", [])
        return [
            StringSegmentValue(f"{row}-{column}", cell)
            for row, cells in enumerate(rows)
            for column, cell in enumerate(cells)
            if cell
        ]

    def restore_translated_segments(
        self, value: dict[str, Any], segments: list[StringSegmentValue]
    ) -> dict[str, Any]:
        """The table with its translated cells."""
        rows = [list(cells) for cells in value["data"]]
        for segment in segments:
            row, column = segment.path.split("-")
            rows[int(row)][int(column)] = segment.render_text()
        return {**value, "data": rows}


class LessonTableBlock(blocks.StructBlock):
    """A table with a caption."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=150)
    table = TranslatableTableBlock(label=_("Table"))

    class Meta:
        label = _("Table")
        icon = "table"
        template = "blocks/table.html"
        description = _("Rows and columns; it scrolls within itself on a phone.")
        preview_value: ClassVar = {
            "caption": "保护期限",
            "table": {
                "data": [["权利", "期限"], ["发明", "20年"]],
                "first_row_is_table_header": True,
            },
        }


class ComparisonBlock(blocks.StructBlock):
    """Two or three things side by side."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    table = TranslatableTableBlock(label=_("First column: what is compared"))

    class Meta:
        label = _("Comparison")
        icon = "list-ul"
        template = "blocks/comparison.html"
        description = _("Two or three things side by side; stacked on a phone.")
        preview_value: ClassVar = {
            "title": "发明与实用新型",
            "table": {"data": [["", "发明", "实用新型"], ["审查", "实质审查", "初步审查"]]},
        }


class EventBlock(blocks.StructBlock):
    """One entry of a timeline."""

    when = blocks.CharBlock(label=_("When"), max_length=60)
    what = blocks.CharBlock(label=_("What happens"), max_length=300)


class TimelineBlock(blocks.StructBlock):
    """What happens when."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    events = blocks.ListBlock(EventBlock(), label=_("Events"), min_num=2)

    class Meta:
        label = _("Timeline")
        icon = "history"
        template = "blocks/timeline.html"
        description = _("A sequence of dates and periods.")
        preview_value: ClassVar = {
            "title": "一件发明专利申请",
            "events": [
                {"when": "申请日", "what": "现有技术以此为界"},
                {"when": "满18个月", "what": "公布"},
            ],
        }


class TermBlock(blocks.StructBlock):
    """A term of the glossary."""

    term = SnippetChooserBlock("courses.GlossaryTerm", label=_("Term"))

    def get_preview_value(self) -> Any:
        """The first term that there is: one can't be made up."""
        terms = self.child_blocks["term"].target_model.objects
        return self.normalize({"term": terms.first()})

    class Meta:
        label = _("Glossary term")
        icon = "openquote"
        template = "blocks/term.html"
        description = _("A term with its definition in both languages.")


class SelfCheckBlock(blocks.StructBlock):
    """A question to oneself; nothing is graded and nothing stored."""

    question = blocks.RichTextBlock(label=_("Question"), features=["bold", "ol", "ul"])
    answer = blocks.RichTextBlock(label=_("Answer, and why"), features=FEATURES)

    class Meta:
        label = _("Self-check")
        icon = "help"
        template = "blocks/self_check.html"
        description = _("A question; the answer unfolds. Nothing is graded or stored.")
        preview_value: ClassVar = {
            "question": "<p>在展会上展出样机三个月后申请，还有新颖性吗？</p>",
            "answer": "<p>要看展会是否为规定的国际展览会。</p>",
        }


class LessonBody(blocks.StreamBlock):
    """All that a lesson can be made of."""

    heading = HeadingBlock()
    prose = ProseBlock()
    figure = FigureBlock()
    video = VideoBlock()
    download = DownloadBlock()
    callout = CalloutBlock()
    statute = StatuteBlock()
    case = CaseBlock()
    table = LessonTableBlock()
    comparison = ComparisonBlock()
    timeline = TimelineBlock()
    term = TermBlock()
    self_check = SelfCheckBlock()
