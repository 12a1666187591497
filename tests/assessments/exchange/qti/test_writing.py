"""Every type goes out as QTI 3 that scores alike, and comes in as it was."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.exchange import qti3
from assessments.exchange.drafts import ItemDraft
from assessments.exchange.exact import tidy
from assessments.exchange.qti import response_processing
from assessments.exchange.qti.documents import read_item
from assessments.exchange.qti.writing.elements import xhtml
from assessments.exchange.qti.writing.items import write
from assessments.exchange.safe_xml import parse_xml
from assessments.grading.definition import InvalidDefinition
from assessments.grading.scoring import SCHEMES
from tests.assessments.exchange.qti.items import declared, item, read, reason
from tests.assessments.grading import definitions
from tests.assessments.grading.definitions import ALL

Json = dict[str, Any]

UNGRADED = {"essay", "file_upload", "description", "unsupported"}


def drafted(definition: Json, source_id: str = "q-1") -> ItemDraft:
    return ItemDraft(
        source_id, "A question", definition, ("Patents", "Dates"), ("hard",), Decimal(2)
    )


def content(draft: ItemDraft) -> tuple[object, ...]:
    said = (draft.source_id, draft.name, draft.category, draft.tags, draft.default_mark)
    return (*said, tidy(draft.definition))


def again(*drafts: ItemDraft) -> tuple[ItemDraft, ...]:
    found = qti3.read(qti3.write(drafts))
    assert found.problems == ()
    return found.drafts


def unpacked(*drafts: ItemDraft) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(qti3.write(drafts))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def scored(definition: Json, responses: dict[str, list[str]]) -> Decimal:
    found = response_processing.score(write(drafted(definition), "q").encode(), responses)
    return round(Decimal(found["SCORE"]), 6)


def correct_score(definition: Json) -> Decimal:
    processing = response_processing.read(read_item(write(drafted(definition), "q").encode()))
    right = {
        name: list(declared.correct.items)
        for name, declared in processing.responses.items()
        if declared.correct
    }
    return scored(definition, right)


def variants() -> Iterator[Json]:
    """All types, and every scheme of those that have some."""
    yield from (make() for make in ALL.values())
    for scheme in SCHEMES:
        yield definitions.multiple_response(scoring=scheme)
        yield definitions.hotspot(scoring=scheme) if scheme != "sum_of_fractions" else summed()
        yield definitions.select_in_text(scoring=scheme)
    for name in ("matching", "ordering", "fill_in"):
        yield ALL[name](scoring="all_or_nothing")
    yield definitions.ordering(scoring="absolute")


def summed() -> Json:
    regions = definitions.hotspot()["regions"]
    halves = [{**each, "fraction": "0.5" if each["fraction"] == "1" else "0"} for each in regions]
    return definitions.hotspot(scoring="sum_of_fractions", regions=halves)


VARIANTS = list(variants())


@pytest.mark.parametrize("definition", VARIANTS, ids=lambda each: str(each["type"]))
def test_questions_come_back_as_they_were(definition: Json) -> None:
    draft = drafted(definition)
    (back,) = again(draft)
    assert content(back) == content(draft)
    assert back.problems == ()


@pytest.mark.parametrize("definition", VARIANTS, ids=lambda each: str(each["type"]))
def test_the_right_answer_earns_the_whole_mark_elsewhere(definition: Json) -> None:
    if definition["type"] not in UNGRADED:
        assert correct_score(definition) == 1


def test_ids_are_unique_in_a_package() -> None:
    files = unpacked(*(drafted(make(), "same") for make in ALL.values()))
    names = [parse_xml(data).get("identifier") for name, data in files.items() if "items/" in name]
    assert len(set(names)) == len(ALL)
    again_ids = [draft.source_id for draft in again(*(drafted(ALL["essay"](), "same"),) * 2)]
    assert again_ids == ["same", "same#2"]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("chosen", [[], ["r1"], ["r1", "w1"], ["r1", "r2", "w1"], ["w1", "w2"]])
def test_schemes_are_written_as_rules(scheme: str, chosen: list[str]) -> None:
    definition = definitions.multiple_response(scoring=scheme)
    fractions = {each["id"]: Decimal(each["fraction"]) for each in definition["options"]}
    ours = SCHEMES[scheme](fractions, set(chosen))
    assert scored(definition, {"RESPONSE": chosen}) == round(ours, 6)


@pytest.mark.parametrize(
    ("answer", "typed", "score"),
    [
        ({"value": "20", "tolerance": "5"}, "25", 1),
        ({"value": "20", "tolerance": "5"}, "25.1", 0),
        ({"value": "20", "tolerance": "0.1", "tolerance_type": "relative"}, "22", 1),
        ({"value": "20", "tolerance": "0.1", "tolerance_type": "relative"}, "22.1", 0),
        ({"value": "20", "tolerance": "1", "tolerance_type": "geometric"}, "10", 1),
        ({"value": "20", "tolerance": "1", "tolerance_type": "geometric"}, "9.9", 0),
        ({"range": {"low": "1", "high": "2", "open_high": True}}, "1", 1),
        ({"range": {"low": "1", "high": "2", "open_high": True}}, "2", 0),
        ({"range": {"low": "1", "high": "2", "open_low": True}}, "1", 0),
    ],
)
def test_numbers_are_within_reach_elsewhere(answer: Json, typed: str, score: int) -> None:
    definition = definitions.numeric(answers=[{**answer, "fraction": "1"}])
    assert scored(definition, {"RESPONSE": [typed]}) == score


@pytest.mark.parametrize(
    ("pattern", "typed", "score"),
    [
        ("grace*", "GRACE period", 1),
        ("grace*", "no grace", 0),
        (r"5\*", "5*", 1),
        (r"5\*", "55", 0),
        ("$*(a.b)", "$ 5 (A.B)", 1),
        ("$*(a.b)", "$ 5 (axb)", 0),
        ("straße*", "STRAße 5", 1),
    ],
)
def test_wildcards_are_patterns_elsewhere(pattern: str, typed: str, score: int) -> None:
    definition = definitions.short_answer(answers=[{"pattern": pattern, "fraction": "1"}])
    assert scored(definition, {"RESPONSE": [typed]}) == score


def test_cased_patterns_stay_cased() -> None:
    answers = [{"pattern": "pct*", "fraction": "1"}]
    definition = definitions.short_answer(answers=answers, case_sensitive=True)
    assert scored(definition, {"RESPONSE": ["PCT/CN"]}) == 0


def test_rounded_results_are_right_elsewhere() -> None:
    answer = {"formula": "{a}/7", "fraction": "1", "format": {"kind": "decimals", "digits": 2}}
    assert correct_score(definitions.calculated(answers=[answer])) == 1


def test_one_language_is_enough() -> None:
    texts = {"stem": {"en": "Only this."}, "explanation": None}
    (back,) = again(drafted(definitions.essay(**texts)))
    assert back.definition["stem"] == {"en": "Only this."}


def test_units_and_hidden_names_are_written() -> None:
    files = unpacked(
        drafted(definitions.numeric()), drafted(definitions.single_choice(), "第 1 题")
    )
    assert "年" in files["items/1.xml"].decode()
    assert b'identifier="I2"' in files["items/2.xml"]


def test_an_item_that_we_do_not_have_goes_out_as_it_came() -> None:
    source = item("<p>Draw.</p><drawingInteraction/>", declared())
    draft = read(source)
    files = unpacked(draft)
    assert "<drawingInteraction/>" in files["items/1.xml"].decode()
    assert b"imsqti_item_xmlv2p1" in files["imsmanifest.xml"]
    (back,) = again(draft)
    assert back.definition == draft.definition
    assert reason(source) == back.definition["reason"]


def test_a_source_with_a_declaration_goes_out_once() -> None:
    source = '<?xml version="1.0" encoding="ISO-8859-1"?>' + item("<drawingInteraction/>")
    draft = drafted(definitions.unsupported(source=source))
    (back,) = again(draft)
    assert content(back) == content(draft)


def test_images_keep_their_name() -> None:
    image = {"reference": "img/a.png", "width": 800, "height": 600}
    draft = drafted(definitions.hotspot(image=image))
    (back,) = again(draft)
    assert content(back) == content(draft)
    assert back.files == ("img/a.png",)


def test_other_sources_go_out_as_their_words() -> None:
    for source in ("<question/>", "not XML"):
        draft = drafted(definitions.unsupported(source=source))
        (back,) = again(draft)
        assert content(back) == content(draft)


def test_what_was_edited_elsewhere_counts() -> None:
    draft = drafted(definitions.single_choice())
    files = unpacked(draft)
    files["items/1.xml"] = files["items/1.xml"].replace("选项0".encode(), b"Edited")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    (back,) = qti3.read(packed.getvalue()).drafts
    assert back.definition["options"][0]["text"] == {"zh": "Edited"}
    assert "edited since" in back.problems[-1].message


def test_a_forged_copy_is_checked_like_any_other() -> None:
    files = unpacked(drafted(definitions.single_choice()))
    manifest = files["imsmanifest.xml"].replace(b'"fraction": "1"', b'"fraction": "0"')
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in {**files, "imsmanifest.xml": manifest}.items():
            archive.writestr(name, data)
    (back,) = qti3.read(packed.getvalue()).drafts
    assert back.definition["type"] == "unsupported"


def test_a_draft_that_is_no_question_is_not_written() -> None:
    with pytest.raises(InvalidDefinition):
        qti3.write([drafted({"type": "single_choice"})])


def test_a_description_says_all_in_its_item() -> None:
    draft = replace(
        drafted({"type": "description", "stem": {"en": "<p>Read</p>"}}),
        category=(),
        tags=(),
        default_mark=Decimal(1),
    )
    files = unpacked(draft)
    assert b"exact" not in files["imsmanifest.xml"]
    assert content(again(draft)[0]) == content(draft)


def test_markup_becomes_well_formed() -> None:
    assert xhtml("<p>A<br>B &amp; C</p>") == "<p>A<br/>B &amp; C</p>"
    assert xhtml("1 < 2") == "1 &lt; 2"
    assert xhtml("<script>x</script>") == ""


words = st.text(
    st.characters(
        codec="utf-8", exclude_characters="<>&", exclude_categories=("Cc", "Cs", "Zs", "Cf")
    ),
    min_size=1,
    max_size=12,
)
texts = st.fixed_dictionaries({"zh": words, "en": words})


@st.composite
def choices(draw: st.DrawFn) -> Json:
    count = draw(st.integers(2, 5))
    fractions = ["1", *(str(draw(st.decimals(-1, 1, places=3))) for _ in range(count - 1))]
    options = [
        {"id": f"o{place}", "text": draw(texts), "fraction": fraction}
        for place, fraction in enumerate(fractions)
    ]
    return {"type": "single_choice", "stem": draw(texts), "options": options, "shuffle": False}


@settings(max_examples=30, deadline=None)
@given(choices(), words, st.lists(words, max_size=3))
def test_any_choice_survives_the_way_out_and_in(
    definition: Json, name: str, tags: list[str]
) -> None:
    draft = ItemDraft("q-1", name, definition, tags=tuple(tags))
    (back,) = again(draft)
    assert content(back) == content(draft)
