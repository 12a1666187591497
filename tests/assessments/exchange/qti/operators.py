"""Expressions to vary, and what they give."""

from lxml import etree

from assessments.exchange.qti.context import Context
from assessments.exchange.qti.declarations import read as read_declaration
from assessments.exchange.qti.expressions.evaluating import evaluate
from assessments.exchange.qti.values import Value

MAPPED = """<responseDeclaration identifier="MAPPED" cardinality="multiple" baseType="string">
<defaultValue><value>none</value></defaultValue>
<correctResponse><value>a</value><value>b</value></correctResponse>
<mapping defaultValue="-1" lowerBound="-1.5" upperBound="2">
<mapEntry mapKey="a" mappedValue="1"/><mapEntry mapKey="B" mappedValue="3" caseSensitive="false"/>
</mapping></responseDeclaration>"""

POINTS = """<responseDeclaration identifier="POINTS" cardinality="multiple" baseType="point">
<areaMapping defaultValue="-0.25">
<areaMapEntry shape="circle" coords="10,10,5" mappedValue="1"/>
<areaMapEntry shape="rect" coords="20,20,40,30" mappedValue="2"/>
</areaMapping></responseDeclaration>"""

BARE = '<responseDeclaration identifier="BARE" cardinality="single" baseType="string"/>'

A, B = (
    "<baseValue baseType='identifier'>A</baseValue>",
    "<baseValue baseType='identifier'>B</baseValue>",
)
AB = f"<multiple>{A}{B}</multiple>"
ABAB = f"<ordered>{A}{B}{A}{B}</ordered>"
NULL = "<null/>"


def n(*numbers: object, base: str = "float") -> str:
    return "".join(f'<baseValue baseType="{base}">{number}</baseValue>' for number in numbers)


def s(*texts: str) -> str:
    return n(*texts, base="string")


YES, NO = f"<gte>{n(1, 1)}</gte>", f"<lt>{n(1, 1)}</lt>"


def run(source: str, **given: tuple[str, ...]) -> Value | None:
    elements = [etree.fromstring(each) for each in (MAPPED, POINTS, BARE)]
    declared = {each.get("identifier"): read_declaration(each) for each in elements}
    responses = {name: declared[name].value(items) for name, items in given.items()}
    context = Context(declared, responses, {"COUNT": Value("integer", ("2",)), "EMPTY": None})
    return evaluate(etree.fromstring(source), context)


def shown(source: str, **given: tuple[str, ...]) -> str:
    found = run(source, **given)
    return "NULL" if found is None else " ".join(found.items)
