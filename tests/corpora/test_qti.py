"""QTI files: what an item's rules give, and items on their way in, out and in again."""

import json
from pathlib import Path
from typing import Any

import pytest

from assessments.exchange import qti3
from assessments.exchange.drafts import Import
from scripts.corpora.qti import run

ITEM = """<assessmentItem identifier="i" title="Grace" adaptive="false" timeDependent="false">
<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
<correctResponse><value>A</value></correctResponse></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">
<simpleChoice identifier="A">12 months</simpleChoice>
<simpleChoice identifier="B">18 months</simpleChoice></choiceInteraction></itemBody>
{rules}</assessmentItem>"""
RULES = '<responseProcessing template="http://example.org/rptemplates/match_correct"/>'
SCORED = ITEM.format(rules=RULES)


def scored(folder: Path, *rows: dict[str, Any], item: str = SCORED) -> list[str]:
    items = folder / "qti" / "items"
    items.mkdir(parents=True)
    (items / "a.xml").write_text(item, "utf-8")
    cases = [{"item": "items/a.xml", "outcome": "SCORE", **row} for row in rows]
    (folder / "qti" / "cases.json").write_text(json.dumps(cases), "utf-8")
    return [case.verdict for case in run(folder)]


def imported(folder: Path, name: str, data: str) -> list[tuple[str, str]]:
    (folder / "qti").mkdir()
    (folder / "qti" / name).write_text(data, "utf-8")
    return [(case.name, case.verdict) for case in run(folder)]


def test_a_score_that_agrees_passes_and_one_that_differs_fails(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"responses": {"RESPONSE": ["A"]}, "expected": "1.0"},
        {"responses": {"RESPONSE": "A"}, "expected": 1},
        {"responses": {"RESPONSE": None}, "expected": None},
        {"responses": {"RESPONSE": ["B"]}, "expected": "1"},
    ]
    assert scored(tmp_path, *rows) == ["passed", "passed", "passed", "failed"]


def test_an_item_that_is_missing_is_failed(tmp_path: Path) -> None:
    row = {"item": "items/b.xml", "responses": {}, "expected": "0"}
    assert scored(tmp_path, row) == ["failed"]


def test_rules_that_are_not_understood_are_not_supported(tmp_path: Path) -> None:
    item = ITEM.format(rules=RULES.replace("match_correct", "house_rules"))
    assert scored(tmp_path, {"responses": {}, "expected": "0"}, item=item) == ["not supported"]


def test_cases_that_can_not_be_read_are_failed(tmp_path: Path) -> None:
    scored(tmp_path)
    (tmp_path / "qti" / "cases.json").write_text("[", "utf-8")
    assert [case.verdict for case in run(tmp_path)] == ["failed"]


@pytest.mark.parametrize(
    ("data", "name", "verdict"),
    [
        (SCORED, "Grace", "passed"),
        (SCORED.replace("choiceI", "drawingI"), "Grace", "not supported"),
        ("<html/>", "file", "passed"),
        ("<", "file", "passed"),
    ],
)
def test_an_item_comes_in_or_the_reason_is_said(
    tmp_path: Path, data: str, name: str, verdict: str
) -> None:
    assert imported(tmp_path, "a.xml", data) == [(name, verdict)]


def test_an_item_that_comes_back_different_is_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(qti3, "read", lambda _: Import())
    assert imported(tmp_path, "a.xml", SCORED) == [("Grace", "failed")]
