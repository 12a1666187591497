"""A lesson that has every kind of block, with its laws, terms, files and captions."""

from datetime import date
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from courses.blocks import LessonBody
from courses.models import (
    Article,
    ArticleVersion,
    CaseStudyPage,
    CenterDocument,
    CenterImage,
    GlossaryTerm,
    Law,
    LessonPage,
    ModulePage,
)
from tests.factories import courses

CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nA claim is read element by element.\n"
TABLE = {
    "data": [["权利", "期限"], ["发明", "20年"], ["外观设计", "15年"]],
    "first_row_is_table_header": True,
    "first_col_is_header": True,
}
COMPARED = {
    "data": [["", "发明", "实用新型"], ["审查", "实质审查", "初步审查"]],
    "first_row_is_table_header": True,
    "first_col_is_header": True,
}


def with_all_blocks(module: ModulePage, case: CaseStudyPage) -> LessonPage:
    """Make a lesson of every block that there is."""
    body = [*_words(), *_files(), *_references(case)]
    missing = set(LessonBody.base_blocks) - {block["type"] for block in body}
    assert not missing, f"no page shows {missing}"
    facts = {"summary": "每一种内容块各一个。", "is_required": False}
    return courses.lesson(module, "各种内容", body=body, **facts)


def _words() -> list[dict[str, Any]]:
    callout = {"kind": "warning", "title": "先申请，后发表", "text": "<p>论文会破坏新颖性。</p>"}
    check = {"question": "<p>展出三个月后还有新颖性吗？</p>", "answer": "<p>要看展会。</p>"}
    events = [{"when": "申请日", "what": "现有技术以此为界"}, {"when": "满18个月", "what": "公布"}]
    return [
        {"type": "heading", "value": {"text": "新颖性", "level": "2"}},
        {"type": "prose", "value": "<p>申请日以前为公众所知的技术，都是<b>现有技术</b>。</p>"},
        {"type": "heading", "value": {"text": "判断基准", "level": "3"}},
        {"type": "callout", "value": callout},
        {"type": "table", "value": {"caption": "保护期限", "table": TABLE}},
        {"type": "comparison", "value": {"title": "发明与实用新型", "table": COMPARED}},
        {"type": "timeline", "value": {"title": "一件发明专利申请", "events": events}},
        {"type": "self_check", "value": check},
    ]


def _files() -> list[dict[str, Any]]:
    captions = [{"language": "en", "file": _document("Captions", "claims.vtt", CAPTIONS).pk}]
    video = {
        "title": "如何阅读权利要求",
        "video": _document("如何阅读权利要求", "claims.mp4", b"\0" * 64).pk,
        "captions": captions,
        "transcript": "<p>逐个技术特征地读。</p>",
    }
    figure = {
        "image": image().pk,
        "alt": "振镜扫描头的剖面",
        "caption": "图1：振镜扫描头",
        "credit": "本中心绘制",
    }
    download = {"document": _document("交底书", "form.pdf", b"%PDF-1.7").pk, "note": "模板"}
    return [
        {"type": "figure", "value": figure},
        {"type": "video", "value": video},
        {"type": "download", "value": download},
    ]


def _references(case: CaseStudyPage) -> list[dict[str, Any]]:
    statute = {"article_version": article().pk, "note": "<p>宽限期只有六个月。</p>"}
    return [
        {"type": "statute", "value": statute},
        {"type": "case", "value": {"case": case.pk, "note": "<p>比较两级法院的论证。</p>"}},
        {"type": "term", "value": {"term": _term().pk}},
    ]


def image() -> CenterImage:
    """A drawing."""
    drawing = BytesIO()
    Image.new("RGB", (1200, 800), "#c8d4cf").save(drawing, "PNG")
    file = ContentFile(drawing.getvalue(), "figure.png")
    made: CenterImage = CenterImage.objects.create(
        title="振镜扫描头", file=file, width=1200, height=800, credit="本中心绘制"
    )
    return made


def article() -> ArticleVersion:
    """An article in the wording of a date."""
    law = Law.objects.create(
        key="patent-law",
        title_zh="中华人民共和国专利法",
        title_en="Patent Law of the People's Republic of China",
        short_zh="专利法",
        short_en="Patent Law",
    )
    headings = {"heading_zh": "不丧失新颖性的情形", "heading_en": "Grace period"}
    about = Article.objects.create(law=law, number="24", **headings)
    return ArticleVersion.objects.create(
        article=about,
        in_force_from=date(2021, 6, 1),
        source_zh="2020年修正",
        source_en="as amended in 2020",
        summary_zh="申请日前六个月内的某些公开不丧失新颖性。",
        summary_en="Some disclosures within six months before filing do not destroy novelty.",
    )


def _document(title: str, name: str, content: bytes) -> CenterDocument:
    made: CenterDocument = CenterDocument.objects.create(
        title=title, file=ContentFile(content, name), file_size=len(content)
    )
    return made


def _term() -> GlossaryTerm:
    return GlossaryTerm.objects.create(
        key="prior-art",
        term_zh="现有技术",
        term_en="prior art",
        definition_zh="申请日以前在国内外为公众所知的技术。",
        definition_en="What was known to the public anywhere before the filing date.",
    )
