"""Corrections: tried out, approved by a second person, applied once, nothing lowered silently."""

from decimal import Decimal
from typing import Any

import pytest
from django.core import mail

from assessments.models import (
    GradeEvent,
    Question,
    RegradeState,
)
from assessments.regrading import deciding, proposing, summarizing
from courses.models import ActivityCompletion
from operations.models import AuditEntry
from people.models import User
from tests.assessments.regrading.steps import LATER, asked, carry_out, propose, sat
from tests.factories.courses import CourseTree


def test_a_trial_says_what_would_change_and_changes_nothing(
    tree: CourseTree, learner: User, proposer: User
) -> None:
    attempt = sat(learner, tree, single_choice=["a"])
    regrade = propose(tree, proposer, "single_choice", "accept", accepted=[["a"]])
    assert (regrade.state, regrade.done, regrade.total) == (RegradeState.READY, 1, 1)
    line = regrade.lines.get()
    assert [line.scaled_before, line.scaled_after] == [Decimal("0.8"), 1]
    assert [change["position"] for change in line.changes] == [1]
    attempt.refresh_from_db()
    assert attempt.scaled_score == Decimal("0.8")
    assert GradeEvent.objects.filter(source="regrade").count() == 0


def test_another_key_counts_once_a_second_person_approved(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    attempt = sat(learner, tree, single_choice=["a"])
    regrade = propose(tree, proposer, "single_choice", "accept", accepted=[["a"]])
    with pytest.raises(deciding.SamePerson):
        deciding.approve(regrade.pk, proposer, at=LATER)
    carry_out(regrade, approver)
    attempt.refresh_from_db()
    assert [regrade.state, attempt.scaled_score] == [RegradeState.APPLIED, 1]
    event = GradeEvent.objects.get(source="regrade")
    assert [event.actor, event.reason, event.mark] == [approver, "The key was wrong.", 1]
    result = attempt.results.get(position=1)
    assert [result.state, result.mark, result.revision] == ["right", 1, 1]
    acts = AuditEntry.objects.values_list("action", flat=True)
    assert {"assessments.regrade_proposed", "assessments.regrade_approved"} <= set(acts)
    assert {"assessments.regraded", "assessments.regrade_applied"} <= set(acts)


@pytest.mark.parametrize(
    ("kind", "wrong", "accepted"),
    [
        ("single_choice", ["c"], [["a"], ["c"]]),
        ("multiple_response", ["b", "d"], [["b", "d"]]),
        ("true_false", ["true"], [["true"]]),
        ("short_answer", ["创造性"], [["创造*"]]),
        ("numeric", ["10"], [["10"]]),
    ],
)
def test_every_type_with_a_key_takes_another(
    kind: str,
    wrong: list[str],
    accepted: list[list[str]],
    tree: CourseTree,
    learner: User,
    proposer: User,
) -> None:
    sat(learner, tree, **{kind: wrong})
    regrade = propose(tree, proposer, kind, "accept", accepted=accepted)
    assert regrade.lines.get().scaled_after == 1


def test_an_answer_that_the_question_cannot_have_is_refused(
    tree: CourseTree, learner: User, proposer: User
) -> None:
    sat(learner, tree)
    unfit: list[list[list[str]]] = [[], [[]], [["z"]]]
    for accepted in unfit:
        with pytest.raises(proposing.CannotAccept):
            propose(tree, proposer, "single_choice", "accept", accepted=accepted)
    with pytest.raises(proposing.QuestionMissing):
        propose(tree, proposer, None, "drop")
    with pytest.raises(proposing.ReasonMissing):
        propose(tree, proposer, "single_choice", "drop", lowers=True)
    with pytest.raises(proposing.NoSuchVersion):
        propose(tree, proposer, "single_choice", "new_version")


def test_who_passes_by_a_correction_completes_the_quiz(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    sat(learner, tree, single_choice=["a"], true_false=["true"], numeric=["1"])
    assert not ActivityCompletion.objects.exists()
    regrade = propose(tree, proposer, "numeric", "full_credit")
    counted = {name: count for name, _label, count in summarizing.summary(regrade)}
    assert counted == {
        "up": 1,
        "down": 0,
        "same": 0,
        "passed": 1,
        "failed": 0,
        "kept": 0,
        "touched": 1,
        "outdated": 0,
    }
    carry_out(regrade, approver)
    assert ActivityCompletion.objects.get().score == Decimal("0.6")
    body = mail.outbox[0].body
    assert "The key was wrong." in body


def test_what_was_issued_is_not_lowered_silently(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    attempt = sat(learner, tree, numeric=["1"])
    regrade = propose(tree, proposer, "single_choice", "drop")
    line = regrade.lines.get()
    assert (line.is_kept, line.scaled_before, line.scaled_after) == (
        True,
        Decimal("0.8"),
        Decimal("0.75"),
    )
    carry_out(regrade, approver)
    attempt.refresh_from_db()
    assert attempt.scaled_score == Decimal("0.8")
    assert not GradeEvent.objects.filter(source="regrade").exists()
    assert mail.outbox == []


def test_what_was_issued_is_lowered_by_choice_and_the_learner_is_told(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    attempt = sat(learner, tree, single_choice=["b"], true_false=["true"], numeric=["1"])
    assert attempt.is_passed
    more = {"lowers": True, "lowering_reason": "The law demands it."}
    regrade = propose(tree, proposer, "single_choice", "drop", **more)
    carry_out(regrade, approver)
    attempt.refresh_from_db()
    assert (attempt.scaled_score, attempt.is_passed) == (Decimal("0.5"), False)
    assert ActivityCompletion.objects.get().score == Decimal("0.6")
    told = mail.outbox[0]
    assert told.to == ["ruolan@example.org"]
    assert "The law demands it." in told.body


def test_a_dropped_question_is_worth_nothing_until_it_is_graded_again(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    attempt = sat(learner, tree, single_choice=["a"])
    carry_out(propose(tree, proposer, "single_choice", "drop"), approver)
    attempt.refresh_from_db()
    assert [attempt.raw_score, attempt.max_score, attempt.scaled_score] == [4, 4, 1]
    assert attempt.results.get(position=1).state == "not_scored"
    more = {"lowers": True, "lowering_reason": "It was right after all."}
    carry_out(propose(tree, proposer, "single_choice", "regrade", **more), approver)
    attempt.refresh_from_db()
    assert [attempt.max_score, attempt.scaled_score] == [5, Decimal("0.8")]


def test_a_paper_is_never_left_with_nothing(
    tree: CourseTree, learner: User, proposer: User
) -> None:
    for slot in list(tree.quiz.slots.all())[1:]:
        slot.delete()
    sat(learner, tree, single_choice=["a"])
    more = {"lowers": True, "lowering_reason": "x"}
    assert propose(tree, proposer, "single_choice", "drop", **more).lines.get().is_kept


def test_the_newest_version_grades_what_was_asked_before(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    attempt = sat(learner, tree, single_choice=["a"])
    question = asked(tree, "single_choice")
    newer = _republish(question, {"b": "0", "a": "1"})
    regrade = propose(tree, proposer, "single_choice", "new_version")
    assert regrade.version == newer
    carry_out(regrade, approver)
    attempt.refresh_from_db()
    result = attempt.results.get(position=1)
    assert [attempt.scaled_score, result.version] == [1, newer]


def test_a_version_with_other_rows_does_not_fit(
    tree: CourseTree, learner: User, proposer: User
) -> None:
    sat(learner, tree)
    question = asked(tree, "single_choice")
    _republish(question, {"b": "0", "a": "1"}, rename=True)
    with pytest.raises(proposing.NoSuchVersion):
        propose(tree, proposer, "single_choice", "new_version")


def _republish(question: Question, fractions: dict[str, str], *, rename: bool = False) -> Any:
    old = question.versions.get(is_current=True)
    options = [
        {
            **option,
            "fraction": fractions.get(option["id"], option["fraction"]),
            "id": f"x{option['id']}" if rename else option["id"],
        }
        for option in old.definition["options"]
    ]
    question.versions.update(is_current=False)
    return question.versions.create(
        number=old.number + 1,
        definition={**old.definition, "options": options},
        sha256="f" * 64,
        published_at=LATER,
    )
