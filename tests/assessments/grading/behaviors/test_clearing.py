"""A hint may take the wrong parts away before the next try."""

from typing import Any

import pytest

from assessments.grading import PaperItem
from assessments.grading.behaviors import Submit, TryAgain
from tests.assessments.grading import definitions
from tests.assessments.grading.behaviors.walking import (
    AGAIN,
    END,
    choice,
    filled,
    matched,
    pairs,
    submit,
    verse,
    walk,
)
from tests.assessments.grading.sitting import ask, places

HINTS = [{"text": {"en": "Look again."}, "clear_wrong": True}]
SEVERAL = ask(definitions.multiple_response(hints=HINTS))
PAIRS, VERSE, SINGLE = pairs(hints=HINTS), verse(hints=HINTS), choice(hints=HINTS)


@pytest.mark.parametrize(
    ("item", "tried", "kept"),
    [
        (SEVERAL, places(SEVERAL, "w1", "r2"), places(SEVERAL, "r2")),
        (PAIRS, matched(PAIRS, a="20", b="20", c="10"), matched(PAIRS, a="20", c="10")),
        (VERSE, filled("owl", "dog"), {"1": ["owl"]}),
        (SINGLE, places(SINGLE, "wrong"), None),
    ],
)
def test_another_try_begins_with_what_was_right(item: PaperItem, tried: Any, kept: Any) -> None:
    assert walk("interactive", item, Submit(tried), AGAIN).response == kept


def test_the_page_may_say_what_it_kept() -> None:
    again = TryAgain(filled("owl", ""))
    opened = walk("interactive", VERSE, Submit(filled("owl", "hen")), again)
    assert (opened.response, opened.is_locked) == (again.response, False)


def test_without_such_a_hint_the_response_stays() -> None:
    item = choice()
    tried = submit(item, "wrong")
    assert walk("interactive", item, tried, AGAIN, AGAIN).response == tried.response


def test_what_was_taken_away_counts_as_changed_at_the_end() -> None:
    done = walk("interactive", VERSE, Submit(filled("owl", "dog")), AGAIN, END)
    assert str(done.fraction) == "0.75"
