"""The body of an item as HTML, with what is asked put in place of its elements."""

import html
from collections.abc import Callable

from assessments.exchange.safe_xml import Element

MAX_DEPTH = 60

# Nothing that a learner reads before answering.
_HIDDEN = frozenset(
    {
        "feedbackInline",
        "feedbackBlock",
        "modalFeedback",
        "templateInline",
        "templateBlock",
        "stylesheet",
        "catalogInfo",
        "companionMaterialsInfo",
        "script",
        "style",
    }
)
# What QTI calls otherwise; its other elements only hold some HTML.
_HTML = {"prompt": "p", "rubricBlock": "div", "infoControl": "div"}
_VOID = frozenset({"br", "img", "hr"})
_KEPT = frozenset({"src", "alt"})

# The HTML in place of an element, or None where it is written as it is.
Substitute = Callable[[Element], str | None]


def inner(element: Element, substitute: Substitute, depth: int = 0) -> str:
    if depth > MAX_DEPTH:
        return _escaped("".join(element.itertext()))
    pieces = [_escaped(element.text)]
    for child in element:
        pieces += [_outer(child, substitute, depth + 1), _escaped(child.tail)]
    return "".join(pieces)


def as_it_is(element: Element) -> str | None:
    return None


def text_of(element: Element | None) -> str:
    """In one line, without any markup."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def has_formula(element: Element) -> bool:
    return next(element.iter("math"), None) is not None


def _outer(element: Element, substitute: Substitute, depth: int) -> str:
    replaced = substitute(element)
    tag = str(element.tag)
    if replaced is not None:
        return replaced
    if _is_hidden(element):
        return ""
    if tag == "math":
        return _escaped(_formula(element))
    if tag in {"object", "picture"}:
        return _picture(element, substitute, depth)
    tag = _HTML.get(tag, tag)
    if tag != tag.lower():
        return inner(element, substitute, depth)
    shown = "".join(
        f' {name}="{html.escape(value)}"' for name, value in element.items() if name in _KEPT
    )
    end = "" if tag in _VOID else f"{inner(element, substitute, depth)}</{tag}>"
    return f"<{tag}{shown}>{end}"


def _is_hidden(element: Element) -> bool:
    views = element.get("view", "candidate").split()
    return element.tag in _HIDDEN or (element.tag == "rubricBlock" and "candidate" not in views)


def _formula(element: Element) -> str:
    annotation = element.find(".//annotation")
    return text_of(element if annotation is None else annotation)


def _picture(element: Element, substitute: Substitute, depth: int) -> str:
    """An image, or what stands in place of what no browser shows."""
    source = element.get("data", "")
    if not element.get("type", "").startswith("image/") or len(element):
        return inner(element, substitute, depth)
    alt = html.escape(text_of(element))
    return f'<img src="{html.escape(source)}" alt="{alt}">'


def _escaped(text: str | None) -> str:
    """Markers of ours that stand in the text by chance are broken up."""
    return html.escape(text or "", quote=False).replace("[[", "[ [")
