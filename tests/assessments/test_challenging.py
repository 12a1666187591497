"""Objections: raised once and in time, answered with figures beside, leading into corrections."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments import attempting, sheets
from assessments.challenging import deciding, figures, histories, queues, raising
from assessments.challenging.raising import Objection
from assessments.models import (
    Attempt,
    Challenge,
    ChallengeKind,
    ChallengeState,
    ItemResult,
    RegradeAction,
    RegradeState,
)
from assessments.regrading import deciding as regrade_deciding
from assessments.regrading import proposing
from assessments.tasks import apply_regrade, try_regrade
from people.models import User
from people.roles import Role, give
from tests.factories import courses, quizzes, sittings
from tests.factories.courses import CourseTree
from tests.factories.people import person
from training_site.setting_up import pages, permissions

OBJECTION = Objection(ChallengeKind.WRONG_KEY, "Article 22 says otherwise.")


@pytest.fixture
def instructor(db: None) -> User:
    user = person("教员", email="teacher@example.org")
    give(user, Role.INSTRUCTOR)
    return user


def sat(user: User, tree: CourseTree, **answers: Any) -> Attempt:
    now = timezone.now()
    enrollment = courses.enrolled(user, tree, at=now)
    attempt = attempting.start(enrollment, tree.quiz, tree.quiz_page.translation_key, at=now)
    given = quizzes.answers(attempt, {**quizzes.RIGHT, **answers})
    return sittings.hand_in(attempt, given, at=now)


def challenged(user: User, tree: CourseTree) -> Challenge:
    attempt = sat(user, tree, single_choice=["a"])
    result = attempt.results.get(position=1)
    return raising.raise_challenge(attempt, result, OBJECTION, at=timezone.now())


def question_of(challenge: Challenge) -> int:
    return int(ItemResult.objects.get(pk=challenge.result_id).version.question_id)


def test_a_question_is_objected_to_once(tree: CourseTree, learner: User) -> None:
    challenge = challenged(learner, tree)
    with pytest.raises(raising.AlreadyChallenged):
        raising.raise_challenge(
            challenge.result.attempt, challenge.result, OBJECTION, at=timezone.now()
        )


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
def test_an_objection_says_why_in_some_words(tree: CourseTree, learner: User, text: str) -> None:
    attempt = sat(learner, tree)
    said = Objection(ChallengeKind.OTHER, text)
    with pytest.raises(raising.MayNotChallenge):
        raising.raise_challenge(attempt, attempt.results.all()[0], said, at=timezone.now())


def test_after_a_month_it_is_too_late(tree: CourseTree, learner: User) -> None:
    attempt = sat(learner, tree)
    now = timezone.now()
    assert raising.is_possible(attempt, at=now + timedelta(days=29))
    assert not raising.is_possible(attempt, at=now + timedelta(days=31))


def test_nobody_objects_to_what_is_not_shown(tree: CourseTree, learner: User) -> None:
    attempt = sat(learner, tree)
    attempt.quiz.review = {"immediately": ["marks"]}
    assert not raising.is_possible(attempt, at=timezone.now())


def test_who_is_rejected_is_told_why(tree: CourseTree, learner: User, instructor: User) -> None:
    challenge = challenged(learner, tree)
    rejected = ChallengeState.REJECTED
    with pytest.raises(deciding.AnswerMissing):
        deciding.decide([challenge], rejected, " ", instructor, at=timezone.now())
    deciding.decide([challenge], rejected, "The key is right.", instructor, at=timezone.now())
    assert deciding.decide([challenge], rejected, "No.", instructor, at=timezone.now()) == []
    assert [message.to for message in mail.outbox] == [["ruolan@example.org"]]
    assert "The key is right." in mail.outbox[0].body


def test_nobody_answers_an_objection_of_their_own(tree: CourseTree, learner: User) -> None:
    challenge = challenged(learner, tree)
    upheld = ChallengeState.UPHELD
    assert not deciding.decide([challenge], upheld, "Yes!", learner, at=timezone.now())


def test_an_upheld_objection_leads_into_a_correction_and_everyone_is_told(
    tree: CourseTree, learner: User, stranger: User, instructor: User
) -> None:
    challenge = challenged(learner, tree)
    sat(stranger, tree, single_choice=["a"])
    now = timezone.now()
    deciding.decide([challenge], ChallengeState.UPHELD, "You are right.", instructor, at=now)
    assert queues.questions(is_waiting=True).count() == 1
    question = challenge.result.version.question
    proposal = proposing.Proposal(
        tree.quiz, question, RegradeAction.ACCEPT, "a is right too", [["a"]]
    )
    regrade = proposing.propose(proposal, instructor, at=now)
    assert queues.questions(is_waiting=True).count() == 0
    try_regrade(regrade.pk)
    regrade_deciding.approve(regrade.pk, person(), at=timezone.now())
    apply_regrade(regrade.pk)
    regrade.refresh_from_db()
    assert regrade.state == RegradeState.APPLIED
    told = {message.to[0]: message.body for message in mail.outbox}
    assert set(told) == {"ruolan@example.org", "shi@example.org"}
    assert "You are right." in told["ruolan@example.org"]
    assert all("a is right too" in body for body in told.values())


def test_figures_wait_until_there_are_enough_answers(tree: CourseTree, learner: User) -> None:
    challenge = challenged(learner, tree)
    version = challenge.result.version
    few = figures.figures(tree.quiz.pk, version, "en")
    assert (few.n, few.is_enough, few.facility, few.discrimination) == (1, False, None, None)
    shares = {share.label: (share.count, share.is_key) for share in few.shares}
    assert shares == {"Option 1": (1, False), "Option 2": (0, True), "Option 3": (0, False)}


def test_enough_answers_give_facility_and_discrimination(
    tree: CourseTree, learner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "ENOUGH_ATTEMPTS", 3)
    challenge = challenged(learner, tree)
    sat(person(), tree)
    sat(person(), tree, numeric=["1"])
    found = figures.figures(tree.quiz.pk, challenge.result.version, "zh")
    assert found.facility == pytest.approx(2 / 3)
    assert found.discrimination is not None


def test_labels_name_typed_and_matched_answers() -> None:
    typed = figures.labels({"answers": [{"pattern": "novel*"}]}, "en")
    assert typed == {"0": "novel*"}
    rows = {"prompts": [{"id": "p", "text": {"zh": "提示"}}]}
    assert figures.labels(rows, "en") == {"p": "提示"}


def test_the_learner_reads_corrections_beside_the_question(
    tree: CourseTree, learner: User, instructor: User, django_assert_num_queries: Any
) -> None:
    challenge = challenged(learner, tree)
    now = timezone.now()
    question = challenge.result.version.question
    proposal = proposing.Proposal(tree.quiz, question, RegradeAction.FULL_CREDIT, "Ambiguous")
    regrade = proposing.propose(proposal, instructor, at=now)
    try_regrade(regrade.pk)
    regrade_deciding.approve(regrade.pk, person(), at=now)
    apply_regrade(regrade.pk)
    attempt = Attempt.objects.select_related("quiz").get()
    review = sheets.review_of(attempt, at=timezone.now())
    with django_assert_num_queries(1):
        histories.tell(attempt, review.questions, shows=review.shows, at=timezone.now())
    first, second = review.questions[:2]
    assert [change.reason for change in first["changes"]] == ["Ambiguous"]
    assert (first["challenge"], first["may_challenge"]) == (challenge, False)
    assert (second["challenge"], second["may_challenge"]) == (None, True)
    histories.tell(attempt, [], shows=frozenset(), at=timezone.now())


class TestPages:
    """Over HTTP."""

    @pytest.fixture
    def staff(self, instructor: User, tree: CourseTree) -> Client:
        permissions.ensure(pages.ensure())
        client = Client()
        client.force_login(instructor)
        return client

    def test_a_learner_objects_and_reads_the_answer(
        self, tree: CourseTree, learner: User, learner_client: Client, stranger_client: Client
    ) -> None:
        attempt = sat(learner, tree)
        address = reverse("challenge_question", args=[attempt.public_id, 1])
        assert learner_client.get(address).status_code == 200
        assert learner_client.post(address, {"kind": "other"}).status_code == 200
        sent = learner_client.post(address, {"kind": "other", "text": "Why?"}, follow=True)
        assert "Why?" in sent.content.decode()
        assert stranger_client.get(address).status_code == 404
        learner_client.post(address, {"kind": "other", "text": "Again"})
        assert Challenge.objects.get().text == "Why?"

    def test_too_late_and_absent_questions_are_404(
        self, tree: CourseTree, learner: User, learner_client: Client
    ) -> None:
        attempt = sat(learner, tree)
        absent = reverse("challenge_question", args=[attempt.public_id, 99])
        assert learner_client.get(absent).status_code == 404
        Attempt.objects.update(graded_at=timezone.now() - timedelta(days=40))
        late = reverse("challenge_question", args=[attempt.public_id, 1])
        assert learner_client.get(late).status_code == 404

    def test_the_queue_leads_into_a_prefilled_correction(
        self, tree: CourseTree, learner: User, staff: Client
    ) -> None:
        challenge = challenged(learner, tree)
        question = question_of(challenge)
        listed = staff.get(reverse("assessments_challenges")).content.decode()
        address = reverse("assessments_challenge", args=[tree.quiz.pk, question])
        assert address in listed
        assert OBJECTION.text in staff.get(address).content.decode()
        assert staff.post(address, {"answer": "Yes"}).status_code == 200
        said = {"challenges": [challenge.pk], "answer": "The key is wrong", "decision": "upheld"}
        led = staff.post(address, said)
        propose = reverse("assessments_regrade_question", args=[tree.quiz.pk, question])
        assert led["Location"] == propose
        assert "The key is wrong" in staff.get(propose).content.decode()
        again = staff.post(address, {**said, "challenges": []})
        assert again.status_code == 200

    def test_a_rejection_from_the_queue_is_answered(
        self, tree: CourseTree, learner: User, staff: Client
    ) -> None:
        challenge = challenged(learner, tree)
        address = reverse("assessments_challenge", args=[tree.quiz.pk, question_of(challenge)])
        said = {"challenges": [challenge.pk], "answer": "No", "decision": "rejected"}
        assert staff.post(address, said)["Location"] == address
        assert "No" in staff.get(address).content.decode()
        done = staff.get(reverse("assessments_challenges") + "?show=done").content.decode()
        assert address in done
        assert staff.get(reverse("assessments_challenge", args=[9, 9])).status_code == 404

    def test_learners_see_no_queue(
        self, tree: CourseTree, learner: User, learner_client: Client
    ) -> None:
        challenged(learner, tree)
        assert learner_client.get(reverse("assessments_challenges")).status_code in (302, 403)

    def test_the_queue_asks_as_much_for_many_as_for_one(
        self,
        tree: CourseTree,
        learner: User,
        stranger: User,
        staff: Client,
    ) -> None:
        challenge = challenged(learner, tree)
        addresses = [
            reverse("assessments_challenges"),
            reverse("assessments_challenge", args=[tree.quiz.pk, question_of(challenge)]),
        ]
        counts = [_queries(staff, address) for address in addresses]
        challenged(stranger, tree)
        assert [_queries(staff, address) for address in addresses] == counts


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
