"""The badge: a picture that others' programs take the credential out of."""

from xml.etree import ElementTree

import pytest
from openbadgeslib import baking

from certificates.layout import badge
from tests.certificates.specimen import facts

LONG_ZH = "企业知识产权管理与高价值专利培育实务及案例分析高级研修"
LONG_EN = "Intellectual property management in enterprises and the making of high-value patents"


def taken_out(svg: str) -> str | None:
    """What a program that is not ours finds in the picture."""
    element = baking.SVG_ELEMENT_OB3
    return baking.extract_svg(svg.encode(), element=element, text_fallback=True)


def lines(svg: str) -> list[str]:
    texts = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return [text.text or "" for text in texts]


@pytest.mark.parametrize("credential", ['{"name":"专利 & <b>"}', '{"a":[["]]>"]]}'])
def test_the_credential_comes_out_as_it_went_in(credential: str) -> None:
    svg = badge.baked(facts(), credential)
    assert taken_out(svg) == credential
    # Open Badges 3.0, 5.3.2.1: directly after the opening tag.
    assert ElementTree.fromstring(svg)[0].tag == "{https://purl.imsglobal.org/ob/v3p0}credential"


@pytest.mark.parametrize(
    ("type_", "words"),
    [("completion", "CERTIFICATE OF COMPLETION"), ("achievement", "CERTIFICATE OF ACHIEVEMENT")],
)
def test_it_says_what_was_earned_and_not_by_whom(type_: str, words: str) -> None:
    drawn = lines(badge.baked(facts(type=type_), "{}"))
    assert words in drawn
    assert "专利：从发明到授权" in drawn
    assert "2026" in drawn
    assert not [line for line in drawn if "李" in line or "Li" in line]


def test_long_titles_are_broken_and_cut_off() -> None:
    drawn = lines(badge.baked(facts(course_title_zh=LONG_ZH, course_title_en=LONG_EN), "{}"))
    chinese, english = drawn[2:4], drawn[4:6]
    assert "".join(chinese) == LONG_ZH[: len("".join(chinese)) - 1] + "…"
    assert english == ["Intellectual property management", "in enterprises and the making of…"]


def test_a_title_is_text_whatever_is_in_it() -> None:
    svg = badge.baked(facts(course_title_en="<script>a & b</script>"), "{}")
    assert "<script>a & b</script>" in lines(svg)
