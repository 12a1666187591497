"""QTI 3 elements as text: names in kebab case, everything escaped."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from lxml import etree, html

from assessments.exchange.decimals import plain
from assessments.exchange.markup import clean
from assessments.exchange.safe_xml import legal

RESPONSE = "RESPONSE"
SCORE = "SCORE"

_BLOCKS = ("<p>", "<ul>", "<ol>", "<table>", "<blockquote>", "<pre>")


@dataclass(frozen=True)
class Written:
    """What an item consists of, beside its frame; without rules somebody grades it."""

    body: str
    declarations: str = ""
    rules: str = ""


def el(tag: str, *children: str, **attributes: object) -> str:
    """<qti-tag>: children are XML already, attributes are not."""
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{attribute(value)}"'
        for name, value in attributes.items()
    )
    inner = "".join(children)
    return f"<qti-{tag}{named}>{inner}</qti-{tag}>" if inner else f"<qti-{tag}{named}/>"


def attribute(value: object) -> str:
    return escape(legal(str(value)))


def words(text: str) -> str:
    return escape(legal(text), quote=False)


def xhtml(text: str) -> str:
    """HTML as well-formed XML; what is asked within it keeps its markers."""
    cleaned = clean(legal(text))
    if "<" not in cleaned and "&" not in cleaned:
        return words(cleaned)
    division = html.fragment_fromstring(cleaned, create_parent="div")
    written = str(etree.tostring(division, encoding="unicode"))
    return written.removeprefix("<div>").removesuffix("</div>") if written != "<div/>" else ""


def block(text: str) -> str:
    written = xhtml(text)
    return written if written.startswith(_BLOCKS) else f"<div>{written}</div>"


def declared(
    base_type: str,
    correct: Iterable[str] = (),
    *extra: str,
    cardinality: str = "single",
    identifier: str = RESPONSE,
) -> str:
    values = "".join(el("value", words(value)) for value in correct)
    return el(
        "response-declaration",
        el("correct-response", values) if values else "",
        *extra,
        identifier=identifier,
        cardinality=cardinality,
        base_type=base_type,
    )


def outcome(identifier: str) -> str:
    """A number that starts from 0."""
    zero = el("default-value", el("value", "0"))
    return el(
        "outcome-declaration", zero, identifier=identifier, cardinality="single", base_type="float"
    )


def variable(identifier: str = RESPONSE) -> str:
    return el("variable", identifier=identifier)


def number(value: Decimal | int) -> str:
    return el("base-value", plain(Decimal(value)), base_type="float")


def base(value: str, base_type: str) -> str:
    return el("base-value", words(value), base_type=base_type)


def set_score(expression: str, identifier: str = SCORE) -> str:
    return el("set-outcome-value", expression, identifier=identifier)


def condition(branches: Iterable[tuple[str, str]]) -> str:
    """If, else if …: each a test and what is done where it holds first."""
    written = [
        el("response-if" if place == 0 else "response-else-if", test, action)
        for place, (test, action) in enumerate(branches)
    ]
    return el("response-condition", *written)
