"""The standard response processing templates, written out."""

from collections.abc import Mapping

from lxml import etree

from assessments.exchange.safe_xml import Element

_MATCH_CORRECT = """<responseProcessing><responseCondition>
<responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>
<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>
</responseIf><responseElse>
<setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue></setOutcomeValue>
</responseElse></responseCondition></responseProcessing>"""

_MAPPED = """<responseProcessing><responseCondition>
<responseIf><isNull><variable identifier="RESPONSE"/></isNull>
<setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue></setOutcomeValue>
</responseIf><responseElse>
<setOutcomeValue identifier="SCORE"><{name} identifier="RESPONSE"/></setOutcomeValue>
</responseElse></responseCondition></responseProcessing>"""

_TEMPLATES: Mapping[str, Element] = {
    name: etree.fromstring(source)
    for name, source in (
        ("match_correct", _MATCH_CORRECT),
        ("map_response", _MAPPED.format(name="mapResponse")),
        ("map_response_point", _MAPPED.format(name="mapResponsePoint")),
    )
}


def named(location: str) -> Element | None:
    """The template at such an address, whatever the version in it."""
    name = location.rstrip("/").rpartition("/")[2].removesuffix(".xml")
    return _TEMPLATES.get(name.lower())
