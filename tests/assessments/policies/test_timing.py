"""When a sitting may begin and when it ends."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.policies.timing import Grant, Rules, effective

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("opens", "closes", "may"),
    [
        (None, None, True),
        (NINE, None, True),
        (NINE + MINUTE, None, False),
        (None, NINE + MINUTE, True),
        (None, NINE, False),
    ],
)
def test_one_may_begin_while_the_window_is_open(
    opens: datetime | None, closes: datetime | None, may: bool
) -> None:
    assert Rules(opens_at=opens, closes_at=closes).may_begin(NINE) is may


def test_without_limit_and_window_there_is_no_end() -> None:
    assert Rules(extra_percent=50).deadline(NINE) is None


def test_the_limit_runs_from_the_start_and_the_window_cuts_it() -> None:
    assert Rules(time_limit=HOUR).deadline(NINE) == NINE + HOUR
    cut = Rules(time_limit=HOUR, closes_at=NINE + 20 * MINUTE)
    assert cut.deadline(NINE) == NINE + 20 * MINUTE


def test_the_window_does_not_cut_what_was_granted() -> None:
    rules = Rules(time_limit=HOUR, closes_at=NINE + HOUR, extra_percent=25, breaks=10 * MINUTE)
    assert rules.deadline(NINE) == NINE + HOUR + 25 * MINUTE
    assert rules.deadline(NINE, credit=5 * MINUTE) == NINE + HOUR + 30 * MINUTE


def test_a_delay_counts_from_the_end_of_the_last_sitting() -> None:
    assert Rules(delay=HOUR).next_start(NINE) == NINE + HOUR
    assert Rules(delay=HOUR).next_start(None) is None
    assert Rules().next_start(NINE) is None


def test_nothing_granted_changes_nothing() -> None:
    rules = Rules(NINE, NINE + HOUR, HOUR, 2)
    assert effective(rules, []) == rules
    assert effective(rules, [Grant()]) == rules


def test_of_several_classes_the_most_generous_holds_field_by_field() -> None:
    granted = effective(
        Rules(NINE, NINE + HOUR, HOUR, 1),
        [
            Grant(is_personal=False, opens_at=NINE - HOUR, time_limit=HOUR * 2),
            Grant(is_personal=False, closes_at=NINE + 3 * HOUR, max_attempts=3),
            Grant(is_personal=False, closes_at=NINE + 2 * HOUR, max_attempts=0),
        ],
    )
    assert granted == Rules(NINE - HOUR, NINE + 3 * HOUR, HOUR * 2, 0)


def test_what_a_person_was_granted_wins_over_the_class() -> None:
    grants = [
        Grant(is_personal=False, time_limit=3 * HOUR, max_attempts=5),
        Grant(time_limit=2 * HOUR),
    ]
    granted = effective(Rules(time_limit=HOUR, max_attempts=1), grants)
    assert (granted.time_limit, granted.max_attempts) == (2 * HOUR, 5)


def test_the_largest_accommodation_holds_on_top_of_everything() -> None:
    granted = effective(
        Rules(time_limit=HOUR, max_attempts=2),
        [
            Grant(extra_percent=25, extra_attempts=1),
            Grant(is_personal=False, extra_percent=50, breaks=10 * MINUTE),
        ],
    )
    assert granted.max_attempts == 3
    assert granted.extra_time == 40 * MINUTE


def test_extra_attempts_add_nothing_where_there_is_no_limit() -> None:
    assert effective(Rules(max_attempts=0), [Grant(extra_attempts=2)]).max_attempts == 0


grants = st.builds(
    Grant,
    is_personal=st.booleans(),
    extra_percent=st.integers(0, 100),
    extra_attempts=st.integers(0, 3),
    time_limit=st.none() | st.integers(60, 240).map(lambda minutes: minutes * MINUTE),
    closes_at=st.none() | st.integers(1, 9).map(lambda hours: NINE + hours * HOUR),
)


@given(st.lists(grants, max_size=5), st.randoms())
def test_the_order_in_which_things_were_granted_does_not_matter(
    given_to: list[Grant], rng: object
) -> None:
    rules = Rules(closes_at=NINE + HOUR, time_limit=HOUR, max_attempts=1)
    shuffled = given_to[:]
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert effective(rules, given_to) == effective(rules, shuffled)
