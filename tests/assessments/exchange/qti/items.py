"""Small items to vary, in the words of QTI 2 or 3."""

from collections.abc import Mapping, Sequence

from assessments.exchange.drafts import ItemDraft
from assessments.exchange.qti.drafting import draft, source_of
from assessments.exchange.qti.response_processing import score
from assessments.exchange.safe_xml import parse_xml

MATCH_CORRECT = '<responseProcessing template="http://example.org/rptemplates/match_correct"/>'
MAP_RESPONSE = '<responseProcessing template="http://example.org/rptemplates/map_response.xml"/>'
MAP_POINT = '<responseProcessing template="https://example.org/rptemplates/map_response_point/"/>'
SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
ONE = '<baseValue baseType="float">1</baseValue>'


def item(body: str, *parts: str, attributes: str = "") -> str:
    """The declaration of SCORE is added where none of the parts has one."""
    outcome = "" if any('"SCORE" card' in part for part in parts) else SCORE
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="grace"'
        f' title="Grace period" adaptive="false" timeDependent="false" {attributes}>'
        f"{''.join(parts)}{outcome}<itemBody>{body}</itemBody></assessmentItem>"
    )


def declared(
    correct: Sequence[str] = (),
    extra: str = "",
    *,
    base: str = "identifier",
    cardinality: str = "single",
    name: str = "RESPONSE",
) -> str:
    values = "".join(f"<value>{value}</value>" for value in correct)
    right = f"<correctResponse>{values}</correctResponse>" if correct else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">'
        f"{right}{extra}</responseDeclaration>"
    )


def mapping(entries: Mapping[str, object], attributes: str = 'defaultValue="0"') -> str:
    rows = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in entries.items()
    )
    return f"<mapping {attributes}>{rows}</mapping>"


def rules(*written: str) -> str:
    return f"<responseProcessing>{''.join(written)}</responseProcessing>"


def set_score(expression: str, name: str = "SCORE") -> str:
    return f'<setOutcomeValue identifier="{name}">{expression}</setOutcomeValue>'


def when(test: str, then: str, otherwise: str = "") -> str:
    last = f"<responseElse>{otherwise}</responseElse>" if otherwise else ""
    return f"<responseCondition><responseIf>{test}{then}</responseIf>{last}</responseCondition>"


def add_when(test: str, by: str = ONE, name: str = "SCORE") -> str:
    return when(test, set_score(f'<sum><variable identifier="{name}"/>{by}</sum>', name))


def value(written: str, base: str = "identifier") -> str:
    return f'<baseValue baseType="{base}">{written}</baseValue>'


def variable(name: str = "RESPONSE") -> str:
    return f'<variable identifier="{name}"/>'


def choices(*names: str, tag: str = "simpleChoice") -> str:
    return "".join(f'<{tag} identifier="{name}">Text {name}</{tag}>' for name in names)


def choice(*names: str, attributes: str = 'maxChoices="1"', name: str = "RESPONSE") -> str:
    return (
        f'<choiceInteraction responseIdentifier="{name}" {attributes}>'
        f"<prompt>Which?</prompt>{choices(*names)}</choiceInteraction>"
    )


def read(source: str) -> ItemDraft:
    return draft(parse_xml(source.encode()))


def reason(source: str) -> str:
    """Why an item is only kept."""
    found = read(source)
    assert found.definition["type"] == "unsupported"
    assert found.definition["source"] == source_of(parse_xml(source.encode()))
    assert found.problems[-1].severity == "refused"
    return str(found.definition["reason"])


def told(found: ItemDraft) -> list[str]:
    return [problem.message for problem in found.problems]


def outcomes(source: str, **given: Sequence[str]) -> dict[str, str]:
    return score(source.encode(), given)
