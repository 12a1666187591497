"""What a learner sees of every type: asked, shown again as it was answered, and afterwards."""

import re
from itertools import product
from random import Random
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from lxml import html as markup

from assessments import publishing
from assessments.grading.definition import Language
from assessments.grading.paper import PaperItem
from assessments.grading.registry import ITEM_TYPES, item_type
from assessments.policies.reviewing import Row
from assessments.templatetags import items as filters
from tests.factories import quizzes

pytestmark = pytest.mark.django_db

ASKED = [kind for kind in quizzes.ALL if kind != "unsupported"]
SCORED = [kind for kind in ASKED if ITEM_TYPES[kind].is_scored]
LANGUAGES: list[tuple[str, Language]] = [("zh-hans", "zh"), ("en", "en")]
EVERY = frozenset(row.value for row in Row)
REMARKS = {
    "comment_wrong_zh": "综合评语",
    "comment_wrong_en": "To all who erred",
    "comment_right_en": "To all who knew",
}


def item(kind: str, **changes: Any) -> PaperItem:
    """A question on a paper, laid out by chance."""
    question = quizzes.question(kind, is_published=False, **changes)
    definition = publishing.definition_of(question)
    known = item_type(definition)
    arrangement = known.arrange(known.parse(definition), Random(7))
    return PaperItem(3, definition, arrangement, question.default_mark)


def asked(
    one: PaperItem, given: Any = None, language: Language = "zh", **context: Any
) -> markup.HtmlElement:
    shown = {"question": one.present(language), "given": given, **context}
    return markup.fromstring(f"<form>{render_to_string('assessments/question.html', shown)}</form>")


def reviewed(one: PaperItem, raw: Any, shows: frozenset[str], **more: Any) -> str:
    """The words and marks of the review in English."""
    with translation.override("en"):
        question = {**one.review(raw, "en"), **more}
        context = {"question": question, "shows": shows}
        return render_to_string("assessments/reviewed.html", context)


def sent_by(form: markup.HtmlElement) -> Any:
    """What a browser would send of question 3."""
    found: dict[str, list[str]] = {}
    for name, value in form.form_values():
        # A browser leaves out the first line break of a text area.
        found.setdefault(name, []).append(value.removeprefix("\n"))
    fields = {name[3:]: values for name, values in found.items() if name.startswith("q3-")}
    return fields or found.get("q3", [])


@pytest.mark.parametrize(("kind", "language"), list(product(ASKED, LANGUAGES)))
def test_every_control_has_a_name_that_can_be_read_out(
    kind: str, language: tuple[str, Language]
) -> None:
    with translation.override(language[0]):
        form = asked(item(kind), language=language[1])
    labels = {label.get("for") for label in form.iter("label")}
    for control in form.iter("input", "select", "textarea"):
        is_labeled = control.get("id") in labels or control.getparent().tag == "label"
        is_named = control.get("aria-label") or control.get("aria-labelledby")
        assert control.get("type") == "hidden" or is_labeled or is_named
    for button in form.iter("button"):
        assert button.text_content().strip()
    described = form.xpath("//@aria-describedby") + form.xpath("//@aria-labelledby")
    ids = set(form.xpath("//@id"))
    assert [name for name in described if name not in ids] == []
    assert len(ids) == len(form.xpath("//@id"))


@pytest.mark.parametrize("kind", ASKED)
def test_what_was_answered_is_shown_again_and_sent_again(kind: str) -> None:
    one = item(kind)
    for answers in (quizzes.RIGHT, quizzes.WRONG):
        given = quizzes.sent(one, answers[kind])
        assert one.clean(sent_by(asked(one, given))) == one.clean(given)


@pytest.mark.parametrize("kind", ASKED)
def test_what_is_not_answered_sends_nothing(kind: str) -> None:
    one = item(kind)
    assert one.clean(sent_by(asked(one))) is None


@pytest.mark.parametrize("kind", SCORED)
def test_a_question_that_takes_no_answer_is_disabled(kind: str) -> None:
    assert asked(item(kind), disabled=True).xpath("//fieldset/@disabled")


@pytest.mark.parametrize("kind", ASKED)
def test_a_question_gives_nothing_away(kind: str) -> None:
    shown = markup.tostring(asked(item(kind, **REMARKS)), encoding="unicode")
    for secret in ("解析", "反馈", "综合评语", "fraction", "correct", "novelty", "model answer"):
        assert secret not in shown


def test_markup_of_authors_shows_and_scripts_don_t() -> None:
    one = item("single_choice", stem_en="<p>H<sub>2</sub>O</p>")
    definition = {**one.definition}
    definition["options"] = [
        {**option, "text": {"en": "<b>x</b> & y<script>alert(1)</script>"}}
        for option in definition["options"]
    ]
    shown = PaperItem(3, definition, one.arrangement, one.max_mark)
    page = markup.tostring(asked(shown, language="en"), encoding="unicode")
    assert "H<sub>2</sub>O" in page
    assert "<b>x</b> &amp; y" in page
    assert "alert" not in page


def test_answers_are_text_and_never_markup() -> None:
    given = ['"><script>alert(1)</script>']
    for kind in ("short_answer", "essay"):
        assert not asked(item(kind), given).xpath("//script[not(@src)]")
        assert "<script>alert" not in reviewed(item(kind), given, EVERY)


@pytest.mark.parametrize(("kind", "language"), list(product(ASKED, LANGUAGES)))
def test_every_type_is_reviewed_whatever_was_answered(
    kind: str, language: tuple[str, Language]
) -> None:
    one = item(kind)
    junk: list[Any] = [None, ["zzz"], {"zzz": ["1"]}, quizzes.sent(one, quizzes.WRONG[kind])]
    with translation.override(language[0]):
        for raw in [*junk, quizzes.sent(one, quizzes.RIGHT[kind])]:
            context = {"question": one.review(raw, language[1]), "shows": EVERY}
            assert one.definition["stem"][language[1]][:6] in render_to_string(
                "assessments/reviewed.html", context
            )


WORDS = {
    "correctness": r"Right|Not right|, right|, not right|circle-x|icon-check",
    "marks": r"\b0 of 1 points|points: 0",
    "max_marks": r"of 1 points",
    "feedback": r"Feedback on|To all who erred|rest of the way",
    "explanation": r"Why, of",
    "responses": r"Your answer|Framed|No point|Not answered</span>|beauty|创造性|>10<|700,500",
    "answer": r"Right answer|Outlined|what is right|The calculation|Model answer|novelty",
}


@pytest.mark.parametrize(
    ("kind", "row"), [(k, r) for k in SCORED for r in WORDS if r != "correctness"]
)
def test_what_may_not_be_shown_is_not_in_the_page(kind: str, row: str) -> None:
    one = item(kind, **REMARKS)
    raw = quizzes.sent(one, quizzes.WRONG[kind])
    assert not re.search(WORDS[row], reviewed(one, raw, EVERY - {row}))


@pytest.mark.parametrize("row", WORDS)
def test_what_may_be_shown_is_in_the_page(row: str) -> None:
    pages = {
        kind: reviewed(one, quizzes.sent(one, quizzes.WRONG[kind]), EVERY)
        for kind in SCORED
        for one in [item(kind, **REMARKS)]
    }
    missing = {kind for kind, page in pages.items() if not re.search(WORDS[row], page)}
    assert missing <= {
        "marks": {"essay", "file_upload"},
        "correctness": {"essay", "file_upload"},
        "feedback": {"essay", "file_upload"},
        "responses": {"essay", "file_upload"},
        "answer": {"file_upload"},
    }.get(row, set())


@pytest.mark.parametrize("kind", [k for k in SCORED if k not in ("essay", "file_upload")])
def test_without_correctness_right_and_wrong_look_alike(kind: str) -> None:
    one = item(kind, explanation_en="")
    shows = frozenset({"responses", "max_marks"})
    pages = [
        reviewed(one, quizzes.sent(one, answers[kind]), shows)
        for answers in (quizzes.RIGHT, quizzes.WRONG)
    ]
    for page in pages:
        assert not re.search(r"[Rr]ight|#check|#circle-x|option-right|gap-right|gap-wrong", page)


@pytest.mark.parametrize("kind", SCORED)
def test_with_nothing_to_show_only_the_question_stays(kind: str) -> None:
    one = item(kind, **REMARKS)
    raw = quizzes.sent(one, quizzes.WRONG[kind])
    page = reviewed(one, raw, frozenset(), comment_by_marker="Well argued")
    for words in [*WORDS.values(), "Well argued", "Waits"]:
        assert words == WORDS["answer"] or not re.search(words, page.replace("Not answered", ""))
    assert not re.search("Right answer|The calculation|Model answer|Outlined", page)


def test_text_between_questions_has_no_marks() -> None:
    page = reviewed(item("description"), None, EVERY)
    assert "point" not in page
    assert "Question 3" not in page


def test_a_marker_s_levels_and_comment_are_shown_as_far_as_they_may_be() -> None:
    more = {
        "levels_by_marker": {"a": "b"},
        "comment_by_marker": "Well argued",
        "state": "right",
        "mark": "1",
    }
    one, raw = item("essay"), ["A text of my own making"]
    assert re.search("Sound</td>", reviewed(one, raw, EVERY, **more))
    assert "Well argued" in reviewed(one, raw, EVERY, **more)
    assert "Sound" not in reviewed(one, raw, EVERY - {"marks"}, **more)
    assert "Well argued" not in reviewed(one, raw, EVERY - {"feedback"}, **more)
    assert "Waits to be marked" in reviewed(one, raw, EVERY)


def test_ranks_that_are_no_order_are_shown_again() -> None:
    one = item("ordering")
    page = asked(one, {"0": ["1"], "1": ["1"]})
    assert page.xpath("//select[@name='q3-1']/option[@selected]/@value") == ["1"]


def test_the_places_on_an_image_are_drawn() -> None:
    one = item("hotspot")
    page = reviewed(one, ["150,120"], EVERY)
    assert 'transform="translate(150 120)"' in page
    assert 'points="100,100 200,100 200,150 100,150"' in page
    for shape, coords, drawn in (
        ("circle", "300 300 40", "<circle"),
        ("ellipse", "300 300 40 20", "<ellipse"),
        ("polygon", "1 1 50 1 50 50", 'points="1 1 50 1 50 50"'),
    ):
        region = {"shape": shape, "coords": coords}
        assert drawn in reviewed(item("hotspot", regions=[region]), None, frozenset({"answer"}))


@pytest.mark.parametrize(("length", "first", "count"), [(800, 100, 7), (7, 1, 6), (1500, 200, 7)])
def test_rulers_have_round_numbers(length: int, first: int, count: int) -> None:
    ticks = filters.ticks(length)
    assert (ticks[0], len(ticks)) == (first, count)
