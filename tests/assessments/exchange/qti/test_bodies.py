"""The words of an item: its language, its markup, and what can't be shown."""

import pytest

from assessments.exchange.qti.rendering import MAX_DEPTH
from tests.assessments.exchange.qti.items import (
    MATCH_CORRECT,
    choice,
    declared,
    item,
    read,
    reason,
    told,
)


def stem(body: str, attributes: str = "") -> dict[str, str]:
    found = read(item(body, attributes=attributes)).definition
    assert found["type"] == "description"
    return dict(found["stem"])


def test_the_language_is_named_or_guessed() -> None:
    assert stem("<p>专利</p>") == {"zh": "<p>专利</p>"}
    assert stem("<p>Patent</p>") == {"en": "<p>Patent</p>"}
    assert stem("<p>Patent</p>", 'xml:lang="zh-Hans"') == {"zh": "<p>Patent</p>"}
    assert stem("<p>Brevet 专利</p>", 'xml:lang="fr"') == {"zh": "<p>Brevet 专利</p>"}


def test_scripts_and_attributes_stay_outside() -> None:
    body = '<p class="x" onclick="y">A<script>alert(1)</script> &lt;b&gt;</p>'
    assert stem(body) == {"en": "<p>A &lt;b&gt;</p>"}


def test_our_markers_in_a_text_are_broken_up() -> None:
    assert stem("<p>See [[1]].</p>") == {"en": "<p>See [ [1]].</p>"}


def test_only_what_a_candidate_reads_is_shown() -> None:
    rubrics = '<rubricBlock view="scorer"><p>Key</p></rubricBlock><rubricBlock view="candidate">'
    assert stem(f"{rubrics}<p>Read</p></rubricBlock>") == {"en": "<p></p><p>Read</p><p></p>"}


def test_images_leave_their_words() -> None:
    picture = '<object type="image/png" data="a.png">A map</object>'
    found = read(item(f"<p>{picture}<img src='b.png' alt='Two'/></p>"))
    assert found.definition["stem"] == {"en": "<p>[A map][Two]</p>"}
    assert told(found) == [
        "the image a.png was left out; its alternative text stands for it",
        "the image b.png was left out; its alternative text stands for it",
    ]


def test_other_objects_leave_what_stands_in_for_them() -> None:
    assert stem('<object type="video/mp4"><p>A film</p></object>') == {"en": "<p>A film</p>"}
    nested = '<object type="image/eps"><object type="text/html"><b>Sam</b></object></object>'
    assert stem(nested) == {"en": "<b>Sam</b>"}


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("<mi>m</mi><mi>c</mi>", "mc"),
        ("<semantics><mi>m</mi><annotation>$m$</annotation></semantics>", "$m$"),
    ],
)
def test_formulas_become_text(formula: str, shown: str) -> None:
    math = f'<m:math xmlns:m="http://www.w3.org/1998/Math/MathML">{formula}</m:math>'
    found = read(item(f"<p>{math}</p>"))
    assert found.definition["stem"] == {"en": f"<p>{shown}</p>"}
    assert told(found) == ["formulas were made plain text"]


def test_deep_markup_becomes_text() -> None:
    deep = "<b>" * (MAX_DEPTH + 5) + "deep" + "</b>" * (MAX_DEPTH + 5)
    assert "deep" in stem(f"<p>{deep}</p>")["en"]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (item("<p/>").replace("itemBody", "noBody"), "no body"),
        (item("<p/>").replace('adaptive="false"', 'adaptive="true"'), "several turns"),
        (item("<p/>", '<templateDeclaration identifier="X"/>'), "from a template"),
        (item(choice("A", "B"), MATCH_CORRECT), "RESPONSE is not declared"),
        (item("<p/>" * 20_000), "too large"),
        (item(choice(*(f"C{place}" for place in range(301)))), "more than 300 choices"),
        (item("<drawingInteraction/>", declared()), "<drawingInteraction> has no counterpart"),
        (item(choice("A"), '<responseProcessing template="my"/>'), "the template my"),
    ],
)
def test_what_we_do_not_have_is_kept_with_the_reason(source: str, why: str) -> None:
    assert why in reason(source)


def test_what_is_kept_shows_its_words() -> None:
    body = "<p>Draw 1 &lt; 2</p><drawingInteraction/>"
    found = read(item(body, declared()).replace("v2p1", "v2p2"))
    assert found.definition["stem"] == {"en": "Draw 1 &lt; 2"}
    assert found.definition["source_format"] == "qti22"
    assert reason(item("<drawingInteraction/>")) != ""


def test_an_item_without_title_goes_by_its_identifier() -> None:
    found = read(item("<p>Text</p>").replace('title="Grace period"', ""))
    assert found.name == "grace"
