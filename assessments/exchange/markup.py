"""HTML and plain text of other systems, made into the HTML that we keep."""

import html
import re

import nh3

from assessments.exchange.notes import Notes

TAGS = {
    "p", "br", "b", "strong", "i", "em", "u", "sub", "sup", "ul", "ol", "li", "pre", "code",
    "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
# Left out without a word: they carry looks or structure, never content.
_SILENT = TAGS | {
    "span", "div", "font", "center", "small", "big", "tt", "a", "h1", "h2", "h3", "h4", "h5", "h6",
    "section", "article", "col", "colgroup", "tfoot", "strike", "s", "hr", "lang",
}  # fmt: skip

_TAG = re.compile(r"<\s*([A-Za-z][A-Za-z0-9:]*)")
_IMAGE = re.compile(r"<img\b([^<>]*)>", re.IGNORECASE)
_LINK = re.compile(r"""<a\b[^<>]*\bhref\s*=\s*["']?([^"'<>\s]+)""", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_SRC = re.compile(r"""\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_DIVISION = re.compile(r"<(/?)div\b[^<>]*>", re.IGNORECASE)
_HEADING_START = re.compile(r"<h[1-6]\b[^<>]*>", re.IGNORECASE)
_HEADING_END = re.compile(r"</h[1-6]\s*>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*|__([^_\n]+)__")
_EMPHASIS = re.compile(r"(?<![\w*])\*([^*\s][^*\n]*)\*(?![\w*])")
_CODE = re.compile(r"`([^`\n]+)`")


def clean(text: str) -> str:
    """Sanitized; text without a tag can't hold one and stays as it was written."""
    return nh3.clean(text, tags=TAGS, attributes={}).strip() if "<" in text else text.strip()


def from_html(text: str, notes: Notes) -> str:
    if "<" not in text:
        return text.strip()
    _report(text, notes)
    text = _IMAGE.sub(lambda found: _in_place_of_image(found.group(1), notes), text)
    text = _DIVISION.sub(r"<\1p>", text)
    text = _HEADING_END.sub("</strong></p>", _HEADING_START.sub("<p><strong>", text))
    return clean(text)


def from_plain(text: str) -> str:
    return html.escape(text.strip(), quote=False).replace("\r\n", "\n").replace("\n", "<br>")


def from_lines(text: str, notes: Notes) -> str:
    """HTML in which line breaks count, as in Moodle's automatic format."""
    return from_html(text.strip().replace("\r\n", "\n").replace("\n", "<br>"), notes)


def from_markdown(text: str, notes: Notes) -> str:
    """Emphasis, code and line breaks; the rest of Markdown stays as it is typed."""
    marked = _BOLD.sub(lambda found: f"<strong>{found.group(1) or found.group(2)}</strong>", text)
    marked = _CODE.sub(r"<code>\1</code>", _EMPHASIS.sub(r"<em>\1</em>", marked))
    if marked != text or "\n" in text.strip():
        notes.approximated("Markdown: only emphasis, code and line breaks were understood")
    return from_lines(marked, notes)


def to_plain(text: str) -> str:
    """The text without its markup, for fields of other systems that hold none."""
    lines = re.sub(r"<br\s*/?>", "\n", text)
    return html.unescape(nh3.clean(lines, tags=set()) if "<" in lines else lines)


def _report(text: str, notes: Notes) -> None:
    names = {found.lower() for found in _TAG.findall(text)} - _SILENT - {"img"}
    for name in sorted(names):
        notes.approximated(f"<{name}> was left out")
    for address in _LINK.findall(text):
        notes.approximated(f"a link was made plain text: {address[:200]}")


def _in_place_of_image(attributes: str, notes: Notes) -> str:
    source = _SRC.search(attributes)
    address = (source.group(1) or source.group(2) or "") if source else ""
    name = "with embedded data" if address.startswith("data:") else address.rpartition("/")[2]
    found = _ALT.search(attributes)
    alt = (found.group(1) or found.group(2) or "").strip() if found else ""
    notes.approximated(f"the image {name[:200]} was left out; its alternative text stands for it")
    return f"[{alt}]" if alt else ""
