"""The exact copy beside a question: untrusted like everything else in a file."""

import json
from typing import Any

import pytest
from lxml import etree

from assessments.exchange import exact, gift, moodle_xml
from assessments.exchange.drafts import ItemDraft
from assessments.exchange.notes import Notes
from assessments.exchange.safe_xml import parse_xml

NATIVE = ItemDraft("id", "Name", {"type": "description", "stem": {"en": "Q"}})


def unpacked(copy: Any) -> tuple[ItemDraft, Notes]:
    notes = Notes("here")
    text = copy if isinstance(copy, str) else json.dumps(copy)
    return exact.unpack(text, NATIVE, "digest", notes), notes


def test_only_what_differs_travels() -> None:
    assert exact.pack(NATIVE, NATIVE, "digest") == ""
    other = ItemDraft("id", "Other", {**NATIVE.definition, "explanation": {"zh": ""}}, ("A",))
    assert json.loads(exact.pack(other, NATIVE, "digest")) == {
        "reads": "digest",
        "name": "Other",
        "category": ["A"],
    }


def test_everything_can_be_restored() -> None:
    copy = {
        "reads": "digest",
        "source_id": "s",
        "name": "n",
        "definition": {"type": "essay", "stem": {"en": "E"}},
        "category": ["c"],
        "tags": ["t"],
        "default_mark": "2.5",
        "difficulty": "hard",
    }
    draft, notes = unpacked(copy)
    assert notes.problems == ()
    assert (draft.source_id, draft.name, draft.category) == ("s", "n", ("c",))
    assert (draft.tags, str(draft.default_mark), draft.difficulty) == (("t",), "2.5", "hard")
    assert draft.definition["type"] == "essay"


@pytest.mark.parametrize(
    "copy",
    [
        "",
        "nonsense",
        "[]",
        "[" * 100_000,
        {},
        {"reads": 1},
        {"reads": "digest", "name": 1},
        {"reads": "digest", "definition": []},
        {"reads": "digest", "category": "c"},
        {"reads": "digest", "tags": [1]},
        {"reads": "digest", "default_mark": 1},
        {"reads": "digest", "default_mark": "much"},
        {"reads": "digest", "name": "\x00"},
        '{"reads": "digest", "name": "\\ud800"}',
        {"reads": "other", "name": "n"},
    ],
)
def test_what_does_not_fit_is_passed_over_and_told(copy: Any) -> None:
    draft, notes = unpacked(copy)
    assert draft == NATIVE
    assert [problem.severity for problem in notes.problems] == ["noted"]


def test_markup_in_it_is_cleaned() -> None:
    definition = {
        "type": "description",
        "stem": {"en": "<b>x</b><script>alert(1)</script>", "zh": 1},
        "hints": [{"text": {"en": "<img src=x onerror=alert(1)>"}}],
    }
    draft, _ = unpacked({"reads": "digest", "definition": definition})
    assert draft.definition["stem"] == {"en": "<b>x</b>", "zh": ""}
    assert draft.definition["hints"] == [{"text": {"en": ""}}]


def planted(definition: Any) -> ItemDraft:
    """A copy as a stranger would forge it: with a digest that fits."""
    draft = ItemDraft("id", "Name", {"type": "description", "stem": {"en": "Q"}}, difficulty="easy")
    (element,) = parse_xml(moodle_xml.write([draft])).iterchildren("question")
    copy = element.find("exact-copy")
    copy.text = json.dumps({**json.loads(copy.text), "definition": definition})
    data = etree.tostring(element.getparent())
    (found,) = moodle_xml.read(data).drafts
    return found


@pytest.mark.parametrize(
    "definition",
    [
        {},
        {"type": "single_choice"},
        {"type": ["x"], "stem": "<script>"},
        {"type": "nothing", "stem": {"en": "<script>x</script>Q", "fr": "<script>x</script>"}},
        {"type": "numeric", "stem": {"en": "Q"}, "answers": [{"value": "1e999999999"}]},
    ],
)
def test_the_kernel_has_the_last_word_on_it(definition: Any) -> None:
    found = planted(definition)
    assert found.definition["type"] == "unsupported"
    assert "<script" not in json.dumps(found.definition["stem"])


def test_it_is_not_read_in_gift_where_it_is_no_base64() -> None:
    (found,) = gift.read(b"//exact-copy: %%%\n::N::Q{T}").drafts
    assert found.definition["type"] == "true_false"
    assert found.problems[0].severity == "noted"
