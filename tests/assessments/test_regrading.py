"""Corrections: tried out, approved by a second person, applied once, nothing lowered silently."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from assessments import attempting, finishing
from assessments.models import (
    Attempt,
    GradeEvent,
    ItemResult,
    Question,
    Regrade,
    RegradeAction,
    RegradeState,
)
from assessments.regrading import applying, deciding, proposing, summarizing, trying
from assessments.regrading.proposing import Proposal
from assessments.tasks import apply_regrade, try_regrade
from courses.models import ActivityCompletion
from operations.models import AuditEntry
from people.models import User
from tests.factories import NOON, courses, quizzes, sittings
from tests.factories.courses import CourseTree
from tests.factories.people import person

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def proposer(db: None) -> User:
    return person("教员", email="teacher@example.org")


@pytest.fixture
def approver(db: None) -> User:
    return person("主任", email="head@example.org")


def sat(user: User, tree: CourseTree, **answers: Any) -> Attempt:
    """An attempt at the quiz of five questions, right but for the answers named."""
    enrollment = courses.enrolled(user, tree)
    attempt = attempting.start(enrollment, tree.quiz, tree.quiz_page.translation_key, at=NOON)
    given = quizzes.answers(attempt, {**quizzes.RIGHT, **answers})
    return sittings.hand_in(attempt, given, at=NOON)


def asked(tree: CourseTree, kind: str) -> Question:
    slots = tree.quiz.slots.select_related("question")
    return next(s.question for s in slots if s.question.body[0].block_type == kind)


def propose(tree: CourseTree, by: User, kind: str | None, action: str, **more: Any) -> Regrade:
    question = asked(tree, kind) if kind else None
    proposal = Proposal(tree.quiz, question, RegradeAction(action), "The key was wrong.", **more)
    regrade = proposing.propose(proposal, by, at=LATER)
    try_regrade(regrade.pk)
    regrade.refresh_from_db()
    return regrade


def carry_out(regrade: Regrade, by: User) -> None:
    assert deciding.approve(regrade.pk, by, at=LATER)
    apply_regrade(regrade.pk)
    regrade.refresh_from_db()


def test_a_trial_says_what_would_change_and_changes_nothing(
    tree: CourseTree, learner: User, proposer: User
) -> None:
    attempt = sat(learner, tree, single_choice=["a"])
    regrade = propose(tree, proposer, "single_choice", "accept", accepted=[["a"]])
    assert (regrade.state, regrade.done, regrade.total) == (RegradeState.READY, 1, 1)
    line = regrade.lines.get()
    assert (line.scaled_before, line.scaled_after) == (Decimal("0.8"), 1)
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
    assert (regrade.state, attempt.scaled_score) == (RegradeState.APPLIED, 1)
    event = GradeEvent.objects.get(source="regrade")
    assert (event.actor, event.reason, event.mark) == (approver, "The key was wrong.", 1)
    result = attempt.results.get(position=1)
    assert (result.state, result.mark, result.revision) == ("right", 1, 1)
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
    for accepted in ([], [[]], [["z"]]):
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
    assert (attempt.raw_score, attempt.max_score, attempt.scaled_score) == (4, 4, 1)
    assert attempt.results.get(position=1).state == "not_scored"
    more = {"lowers": True, "lowering_reason": "It was right after all."}
    carry_out(propose(tree, proposer, "single_choice", "regrade", **more), approver)
    attempt.refresh_from_db()
    assert (attempt.max_score, attempt.scaled_score) == (5, Decimal("0.8"))


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
    assert (attempt.scaled_score, result.version) == (1, newer)


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


def test_what_people_marked_is_kept_unless_everybody_gets_the_same(
    tree: CourseTree, learner: User, proposer: User
) -> None:
    attempt = sat(learner, tree, single_choice=["a"])
    result = attempt.results.get(position=1)
    GradeEvent.objects.create(
        result=result,
        source="marker",
        state="partial",
        fraction="0.5",
        mark="0.5",
        version=result.version,
        at=NOON,
    )
    ItemResult.objects.filter(pk=result.pk).update(fraction="0.5", mark="0.5", state="partial")
    accept = propose(tree, proposer, "single_choice", "accept", accepted=[["a"]])
    assert accept.lines.get().changes == []
    everybody = propose(tree, proposer, "single_choice", "full_credit")
    assert everybody.lines.get().changes[0]["after"]["fraction"] == "1"


def test_a_trial_is_done_again_when_grades_have_changed(
    tree: CourseTree, learner: User, stranger: User, proposer: User, approver: User
) -> None:
    sat(learner, tree, single_choice=["a"])
    regrade = propose(tree, proposer, "single_choice", "accept", accepted=[["a"]])
    sat(stranger, tree)
    assert not deciding.approve(regrade.pk, approver, at=LATER)
    regrade.refresh_from_db()
    assert (regrade.state, regrade.total) == (RegradeState.DRAFT, 2)
    with pytest.raises(deciding.NotReady):
        deciding.approve(regrade.pk, approver, at=LATER)
    try_regrade(regrade.pk)
    assert deciding.approve(regrade.pk, approver, at=LATER)


def test_an_attempt_that_changed_after_the_approval_is_left_alone(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    attempt = sat(learner, tree, single_choice=["a"])
    regrade = propose(tree, proposer, "single_choice", "accept", accepted=[["a"]])
    deciding.approve(regrade.pk, approver, at=LATER)
    attempt.results.filter(position=1).update(revision=5)
    apply_regrade(regrade.pk)
    assert regrade.lines.get().is_outdated
    attempt.refresh_from_db()
    assert attempt.scaled_score == Decimal("0.8")


def test_applying_twice_changes_nothing_more(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    sat(learner, tree, single_choice=["a"])
    regrade = propose(tree, proposer, "single_choice", "accept", accepted=[["a"]])
    carry_out(regrade, approver)
    line = regrade.lines.get()
    Regrade.objects.update(state=RegradeState.APPROVED)
    applying.apply_line(regrade, line, at=LATER)
    apply_regrade(regrade.pk)
    assert GradeEvent.objects.filter(source="regrade").count() == 1
    assert len(mail.outbox) == 1


def test_a_trial_that_was_broken_off_goes_on(
    tree: CourseTree, learner: User, stranger: User, proposer: User
) -> None:
    for user in (learner, stranger):
        sat(user, tree)
    proposal = Proposal(tree.quiz, None, RegradeAction.REGRADE, "Look again.")
    regrade = proposing.propose(proposal, proposer, at=LATER)
    assert trying.try_chunk(regrade.pk, at=LATER, size=1)
    silent = LATER + 2 * summarizing.SILENCE
    assert summarizing.resume(at=silent) == 1
    assert summarizing.resume(at=silent) == 0
    try_regrade(regrade.pk)
    regrade.refresh_from_db()
    assert (regrade.state, regrade.lines.count(), regrade.done) == (RegradeState.READY, 2, 2)


def test_another_correction_of_the_quiz_waits(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    sat(learner, tree)
    first = propose(tree, proposer, "single_choice", "full_credit")
    second = propose(tree, proposer, "numeric", "full_credit")
    deciding.approve(first.pk, approver, at=LATER)
    with pytest.raises(deciding.AnotherIsApplied):
        deciding.approve(second.pk, approver, at=LATER)


def test_a_rejected_correction_is_over(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    sat(learner, tree)
    regrade = propose(tree, proposer, "numeric", "full_credit")
    with pytest.raises(deciding.ReasonMissing):
        deciding.reject(regrade.pk, approver, " ", at=LATER)
    deciding.reject(regrade.pk, approver, "The key is right.", at=LATER)
    assert not proposing.try_again(regrade.pk, at=LATER)
    with pytest.raises(deciding.NotReady):
        deciding.reject(regrade.pk, approver, "Again.", at=LATER)
    with pytest.raises(deciding.NotReady):
        deciding.approve(regrade.pk, approver, at=LATER)


def test_nothing_is_told_before_the_result_may_be_known(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    type(tree.quiz).objects.update(
        review={"later": [], "immediately": [], "closed": ["marks"]},
        closes_at=timezone.now() + timedelta(days=900),
    )
    tree.quiz.refresh_from_db()
    attempt = sat(learner, tree, single_choice=["a"])
    assert attempt.counted_at is None
    carry_out(propose(tree, proposer, "single_choice", "full_credit"), approver)
    attempt.refresh_from_db()
    assert attempt.scaled_score == 1
    assert mail.outbox == []


def test_a_correction_tells_who_was_not_seen(
    tree: CourseTree, learner: User, stranger: User, proposer: User
) -> None:
    sat(learner, tree)
    regrade = propose(tree, proposer, "numeric", "full_credit")
    sat(stranger, tree)
    assert summarizing.came_later(regrade) == 1
    courses.enrolled(person(), tree)
    assert summarizing.still_open(regrade) == 0


def test_the_total_of_an_attempt_follows_its_questions(
    tree: CourseTree, learner: User, proposer: User, approver: User
) -> None:
    attempt = sat(learner, tree, single_choice=["a"])
    carry_out(propose(tree, proposer, "single_choice", "full_credit"), approver)
    attempt.refresh_from_db()
    results = list(attempt.results.order_by("position"))
    assert finishing.score_of(results).raw == attempt.raw_score == 5
