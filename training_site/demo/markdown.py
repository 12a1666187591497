"""The little Markdown that content may use, as the HTML that the CMS's editor makes."""

import re

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"p", "b", "ul", "ol", "li", "a"}
HEADING = re.compile(r"#{1,6} ")
BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
_markdown = MarkdownIt("zero", {"html": False}).enable(["list", "emphasis", "link", "escape"])


class NotAllowed(ValueError):
    """The text uses a feature that the editor doesn't have; the message says which."""


def rich(text: str) -> str:
    """Paragraphs, lists, bold and links; anything else is refused."""
    tokens = _markdown.parse(text.strip())
    _refuse(tokens)
    html = str(_markdown.renderer.render(tokens, _markdown.options, {}))
    html = html.replace("<strong>", "<b>").replace("</strong>", "</b>")
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, link_rel=None)
    return BETWEEN_TAGS.sub("><", clean).strip()


def plain(text: str) -> str:
    """One line without any markup."""
    tokens = _markdown.parseInline(text.strip())
    _refuse(tokens)
    parts = [child.content for token in tokens for child in token.children or []]
    return "".join(parts).strip()


def _refuse(tokens: list[Token]) -> None:
    depth = 0
    for token in tokens:
        depth += token.nesting * token.type.startswith(("bullet_list", "ordered_list"))
        if depth > 1:
            raise NotAllowed("a list within a list")
        if token.type == "em_open":
            raise NotAllowed("emphasis with one asterisk: use **bold** or quotation marks")
        if token.type == "text" and HEADING.match(token.content):
            raise NotAllowed("a heading here")
        if depth and token.type.startswith("paragraph"):
            # An item holds text, not paragraphs, in the CMS's editor.
            token.hidden = True
        _refuse(token.children or [])
