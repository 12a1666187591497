"""Saving: the newer answer wins, each is told what became of it, receipts are signed."""

import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from assessments import attempting, saving
from assessments.models import Attempt, SaveEvent, SaveKind
from assessments.saving import Change, Saved
from people.models import User
from tests.factories import courses
from tests.factories.courses import CourseTree


@pytest.fixture
def attempt(tree: CourseTree, learner: User) -> Attempt:
    enrollment = courses.enrolled(learner, tree)
    return attempting.start(enrollment, tree.quiz, tree.quiz_page.translation_key)


def save(attempt: Attempt, *changes: Change, **options: Any) -> Saved:
    saved = saving.save(attempt.public_id, attempt.user_id, changes, **options)
    attempt.refresh_from_db()
    return saved


def kinds(saved: Saved) -> list[str]:
    return [one.kind.value for one in saved.acknowledged]


def test_a_first_answer_is_kept_with_its_number_and_receipted(attempt: Attempt) -> None:
    saved = save(attempt, Change(1, ["1"], seq=3, certainty=2, seconds=12), client="tab")
    assert kinds(saved) == ["saved"]
    assert attempt.answers["1"] == {"response": ["1"], "seq": 3, "certainty": 2, "seconds": 12}
    assert (saved.number, saved.receipt, saved.saved_at) == (1, attempt.receipt, attempt.saved_at)
    event = SaveEvent.objects.get()
    assert (event.kind, event.seq, event.response, event.client) == ("saved", 3, ["1"], "tab")


def test_an_older_answer_loses_and_is_told_what_holds(attempt: Attempt) -> None:
    save(attempt, Change(1, ["new"], seq=5))
    (told,) = save(attempt, Change(1, ["old"], seq=4)).acknowledged
    assert (told.kind, told.seq, told.response) == (SaveKind.STALE, 5, ["new"])
    assert attempt.answers["1"]["response"] == ["new"]
    assert list(SaveEvent.objects.values_list("seq", "kind")) == [(5, "saved"), (4, "stale")]


def test_another_answer_under_the_same_number_loses(attempt: Attempt) -> None:
    save(attempt, Change(1, ["first"], seq=1))
    assert kinds(save(attempt, Change(1, ["second"], seq=1))) == ["stale"]


def test_the_same_answer_sent_again_is_acknowledged_again(attempt: Attempt) -> None:
    save(attempt, Change(1, ["x"], seq=1))
    assert kinds(save(attempt, Change(1, ["x"], seq=1))) == ["saved"]


def test_of_several_answers_to_one_question_in_one_save_each_is_recorded(attempt: Attempt) -> None:
    saved = save(attempt, Change(1, ["a"], seq=1), Change(2, ["b"], seq=1), Change(1, ["c"], seq=2))
    assert kinds(saved) == ["saved"] * 3
    rows = SaveEvent.objects.values_list("position", "seq", "response")
    assert list(rows) == [(1, 1, ["a"]), (2, 1, ["b"]), (1, 2, ["c"])]


def test_an_answer_without_a_number_is_the_next_one(attempt: Attempt) -> None:
    save(attempt, Change(1, ["a"], seq=7))
    save(attempt, Change(1, ["b"]))
    assert attempt.answers["1"] == {"response": ["b"], "seq": 8}
    assert SaveEvent.objects.latest("pk").seq == 8


def test_an_answer_to_a_question_that_was_not_asked_is_not_kept(attempt: Attempt) -> None:
    assert kinds(save(attempt, Change(99, ["a"], seq=1))) == []
    assert attempt.answers == {}


def test_an_answer_after_the_end_is_recorded_and_told_and_does_not_count(attempt: Attempt) -> None:
    save(attempt, Change(1, ["in time"], seq=1))
    Attempt.objects.update(deadline_at=timezone.now() - timedelta(seconds=1))
    saved = save(attempt, Change(1, ["late"], seq=2), flags=[1])
    (told,) = saved.acknowledged
    assert (told.kind, told.response, saved.is_open) == (SaveKind.LATE, ["in time"], False)
    assert (attempt.answers["1"]["response"], attempt.flags) == (["in time"], [])
    assert saved.number == 1
    assert SaveEvent.objects.get(kind="late").response == ["late"]


def test_what_is_there_already_is_acknowledged_even_after_the_end(attempt: Attempt) -> None:
    save(attempt, Change(1, ["in time"], seq=1))
    Attempt.objects.update(deadline_at=timezone.now() - timedelta(seconds=1))
    assert kinds(save(attempt, Change(1, ["in time"], seq=1))) == ["saved"]


def test_the_time_on_a_question_never_goes_back(attempt: Attempt) -> None:
    save(attempt, Change(1, ["a"], seq=1, seconds=30))
    save(attempt, Change(1, ["b"], seq=2, seconds=10))
    assert attempt.answers["1"]["seconds"] == 30
    save(attempt, Change(1, ["c"], seq=3, seconds=10**7))
    assert attempt.answers["1"]["seconds"] == saving.MAX_SECONDS


def test_only_questions_of_the_paper_are_flagged(attempt: Attempt) -> None:
    save(attempt, flags=[3, 1, 3, 99])
    assert attempt.flags == [1, 3]


def test_asking_for_the_time_changes_nothing(attempt: Attempt) -> None:
    saved = save(attempt)
    assert (saved.number, saved.saved_at, saved.is_open) == (0, None, True)
    assert not SaveEvent.objects.exists()


def test_an_attempt_of_somebody_else_is_absent(attempt: Attempt, stranger: User) -> None:
    with pytest.raises(saving.NoSuchAttempt):
        saving.save(attempt.public_id, stranger.pk, [])
    with pytest.raises(saving.NoSuchAttempt):
        saving.save(uuid4(), attempt.user_id, [])


def test_a_receipt_is_signed_over_the_answers_and_the_receipt_before(attempt: Attempt) -> None:
    save(attempt, Change(1, ["新颖性"], seq=1))
    first = attempt.receipt
    save(attempt, Change(2, ["x"], seq=1))
    assert attempt.saved_at is not None
    said = [str(attempt.public_id), 2, attempt.saved_at.isoformat()]
    said += [{"1": ["新颖性"], "2": ["x"]}, first]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    key = settings.RECEIPT_KEY.encode()
    assert attempt.receipt == hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    assert settings.RECEIPT_KEY != settings.SECRET_KEY


# --- As a script does it -------------------------------------------------------------------------


def post(client: Client, attempt: Attempt, body: Any) -> Any:
    sent = body if isinstance(body, str) else json.dumps(body)
    address = f"/attempts/{attempt.public_id}/save/"
    return client.post(address, sent, content_type="application/json")


def test_a_script_gets_a_receipt_for_every_change(attempt: Attempt, learner_client: Client) -> None:
    changes = [
        {"position": 1, "seq": 1, "response": ["1"], "certainty": 3, "seconds": 4},
        {"position": 4, "seq": 2, "response": {"a": ["x"]}},
    ]
    answer = post(learner_client, attempt, {"changes": changes, "flags": [2], "client": "t"})
    said = answer.json()
    attempt.refresh_from_db()
    assert said["acknowledged"] == [
        {"position": 1, "kind": "saved", "seq": 1, "response": ["1"]},
        {"position": 4, "kind": "saved", "seq": 2, "response": {"a": ["x"]}},
    ]
    assert (said["number"], said["receipt"], said["is_open"]) == (1, attempt.receipt, True)
    assert set(said) == {
        "now",
        "deadline",
        "is_open",
        "number",
        "receipt",
        "saved_at",
        "acknowledged",
    }
    assert answer["Cache-Control"] == "no-store"
    assert attempt.flags == [2]


def test_a_script_of_someone_signed_out_is_told_so(attempt: Attempt) -> None:
    answer = post(Client(), attempt, {"changes": []})
    assert (answer.status_code, answer.json()) == (401, {"error": "signed_out"})


def test_a_script_of_somebody_else_finds_nothing(attempt: Attempt, stranger_client: Client) -> None:
    answer = post(stranger_client, attempt, {"changes": []})
    assert (answer.status_code, answer.json()) == (404, {"error": "absent"})


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[" * 100_000,
        "[]",
        {"changes": {}},
        {"changes": [1]},
        {"changes": [{"position": 1}]},
        {"changes": [{"position": True, "seq": 1, "response": []}]},
        {"changes": [{"position": 1, "seq": -1, "response": []}]},
        {"changes": [{"position": 1, "seq": 10**9, "response": []}]},
        {"changes": [{"position": 1, "seq": 1, "response": "x"}]},
        {"changes": [{"position": 1, "seq": 1, "response": [1]}]},
        {"changes": [{"position": 1, "seq": 1, "response": {"a": "x"}}]},
        {"changes": [], "flags": ["1"]},
        {"changes": [], "flags": 1},
    ],
)
def test_what_is_no_list_of_answers_is_refused_and_nothing_kept(
    attempt: Attempt, learner_client: Client, body: Any
) -> None:
    answer = post(learner_client, attempt, body)
    assert (answer.status_code, answer.json()) == (400, {"error": "unreadable"})
    attempt.refresh_from_db()
    assert attempt.answers == {}
