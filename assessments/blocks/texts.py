"""Text in both languages: two fields of a block, one object of a definition."""

from collections.abc import Callable, Mapping
from typing import Any

import nh3
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

Json = dict[str, Any]

# What the editor offers; the others come in with imports.
RICH = ["bold", "italic", "ol", "ul", "superscript", "subscript"]
TAGS = {
    "p", "br", "b", "strong", "i", "em", "u", "sub", "sup", "ul", "ol", "li", "pre", "code",
    "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
LANGUAGES = ("zh", "en")


def clean_html(text: Any) -> str:
    """Sanitized; text without a tag can't hold one and stays as it was written."""
    source = str(getattr(text, "source", text) or "")
    return nh3.clean(source, tags=TAGS, attributes={}) if "<" in source else source


def plain(text: Any) -> str:
    return str(text or "")


def both(value: Any, name: str, read: Callable[[Any], str] = clean_html) -> dict[str, str]:
    """What the fields `name`_zh and `name`_en hold; rich text, unless it is read otherwise."""
    return {language: read(value.get(f"{name}_{language}")) for language in LANGUAGES}


def spread(text: Mapping[str, str] | None, name: str) -> Json:
    """The same, back into its two fields."""
    return {f"{name}_{language}": (text or {}).get(language, "") for language in LANGUAGES}


def filled(**texts: dict[str, str]) -> Json:
    """Those that say something: what says nothing is left out of a definition."""
    return {name: text for name, text in texts.items() if any(text.values())}


def present(**values: Any) -> Json:
    """Those that are given: what is empty is left to its default."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def line(label: Any, **options: Any) -> blocks.TextBlock:
    """An optional text of a line that grows."""
    return blocks.TextBlock(label=label, rows=1, required=False, **options)


def rich(label: Any, **options: Any) -> blocks.RichTextBlock:
    """An optional text with lists and emphasis."""
    return blocks.RichTextBlock(label=label, features=RICH, required=False, **options)


def switch(label: Any, **options: Any) -> blocks.BooleanBlock:
    return blocks.BooleanBlock(label=label, required=False, **options)


def feedback_group() -> BlockGroup:
    """The feedback fields of a row, folded away."""
    return BlockGroup(
        ["feedback_zh", "feedback_en"],
        heading=_("Feedback"),
        classname="collapsed",
        icon="comment",
        label_format="{feedback_zh} {feedback_en}",
    )


class TextBlock(blocks.StructBlock):
    """A text that stands by itself in a list."""

    text_zh = line(_("Chinese"))
    text_en = line(_("English"))
