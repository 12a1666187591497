"""What is kept between steps, and what holds whatever is done."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import PaperItem
from assessments.grading.behaviors import BEHAVIORS, Action, Finish, Progress, Save, Submit, step
from tests.assessments.grading import definitions
from tests.assessments.grading.behaviors.walking import AGAIN, END, choice, submit, walk
from tests.assessments.grading.sitting import ask

ITEMS: dict[str, PaperItem] = {
    "single_choice": choice(),
    "matching": ask(definitions.matching()),
    "fill_in": ask(definitions.fill_in()),
    "short_answer": ask(definitions.short_answer()),
}

_word = st.sampled_from(["", "0", "1", "2", "3", "99", "grace period", "20"])
_flat = st.lists(_word, max_size=2)
_raw = st.none() | _flat | st.dictionaries(st.sampled_from(["0", "1", "2", "3", "4"]), _flat)
_certainty = st.none() | st.sampled_from([-1, 1, 2, 3])
_saves = st.builds(Save, _raw, _certainty) | st.builds(Submit, _raw, _certainty)
_actions = st.lists(_saves | st.just(AGAIN), max_size=8)
_keys = st.sampled_from(sorted(BEHAVIORS))
_items = st.sampled_from(sorted(ITEMS))


@given(_keys, _items, _actions)
def test_progress_survives_json_after_every_step(
    key: str, name: str, actions: list[Action]
) -> None:
    progress = walk(key, ITEMS[name])
    for action in [*actions, END]:
        progress = step(key, progress, action, ITEMS[name])
        kept = json.dumps(progress.to_json())
        assert Progress.from_json(json.loads(kept)) == progress
        assert json.dumps(Progress.from_json(json.loads(kept)).to_json()) == kept


def test_what_was_told_is_kept() -> None:
    item = choice()
    told = walk("interactive", item, submit(item, "half"))
    assert told.shown is not None
    assert Progress.from_json(json.loads(json.dumps(told.to_json()))) == told


@given(_keys, _items, _actions, _saves)
def test_finishing_twice_is_finishing_once(
    key: str, name: str, actions: list[Action], late: Save
) -> None:
    done = walk(key, ITEMS[name], *actions, END)
    assert done.is_finished
    assert step(key, done, Finish(late), ITEMS[name]) == done
    assert step(key, done, END, ITEMS[name]) == done


@given(_keys, _items, _actions)
def test_what_is_earned_stays_within_the_bounds(key: str, name: str, actions: list[Action]) -> None:
    item = ITEMS[name]
    low, high = BEHAVIORS[key].bounds(item)
    for count in range(len(actions) + 1):
        assert low <= walk(key, item, *actions[:count], END).earned <= high


@given(_items, _actions)
def test_adaptive_never_loses_what_it_earned(name: str, actions: list[Action]) -> None:
    item, earned = ITEMS[name], Decimal(0)
    for count in range(len(actions) + 1):
        now = walk("adaptive", item, *actions[:count]).earned
        assert now >= earned
        earned = now


@pytest.mark.parametrize("key", BEHAVIORS)
def test_each_behavior_is_registered_under_its_key(key: str) -> None:
    assert BEHAVIORS[key].key == key


def test_an_earlier_try_is_not_changed_by_a_later_step() -> None:
    item = choice()
    first = walk("adaptive", item, submit(item, "wrong"))
    kept = first.to_json()
    step("adaptive", first, submit(item, "right"), item)
    assert first.to_json() == kept
