"""Corrections in the CMS: who may do what, what the pages say, and how much they ask."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments import attempting
from assessments.models import Attempt, Regrade, RegradeAction, RegradeState
from assessments.regrading import proposing
from assessments.tasks import apply_regrade, try_regrade
from people.models import User
from people.roles import Role, give
from tests.factories import courses, quizzes, sittings
from tests.factories.courses import CourseTree
from tests.factories.people import person
from training_site.setting_up import pages, permissions


@pytest.fixture
def attempt(tree: CourseTree, learner: User) -> Attempt:
    return sat(learner, tree)


def sat(user: User, tree: CourseTree) -> Attempt:
    now = timezone.now()
    enrollment = courses.enrolled(user, tree, at=now)
    started = attempting.start(enrollment, tree.quiz, tree.quiz_page.translation_key, at=now)
    given = quizzes.answers(started, {**quizzes.RIGHT, "single_choice": ["a"]})
    return sittings.hand_in(started, given, at=now)


def browser(role: Role) -> Client:
    permissions.ensure(pages.ensure())
    user = person(role.value)
    give(user, role)
    client = Client()
    client.force_login(user)
    return client


def question_id(attempt: Attempt, position: int = 1) -> int:
    result = attempt.results.select_related("version").get(position=position)
    return int(result.version.question_id)


def propose(client: Client, attempt: Attempt, **said: object) -> Regrade:
    address = reverse("assessments_regrade_question", args=[attempt.quiz_id, question_id(attempt)])
    given = {"action": "accept", "options": ["a"], "reason": "a is right too", **said}
    assert client.post(address, given).status_code == 302
    regrade = Regrade.objects.get()
    try_regrade(regrade.pk)
    return regrade


def test_an_instructor_proposes_and_an_editor_approves(attempt: Attempt) -> None:
    instructor, editor = browser(Role.INSTRUCTOR), browser(Role.EDITOR)
    regrade = propose(instructor, attempt)
    page = reverse("assessments_regrade", args=[regrade.public_id])
    approve = reverse("assessments_regrade_approve", args=[regrade.public_id])
    assert approve not in instructor.get(page).content.decode()
    assert instructor.post(approve).status_code in (302, 403)
    regrade.refresh_from_db()
    assert regrade.state == RegradeState.READY
    assert approve in editor.get(page).content.decode()
    editor.post(approve)
    apply_regrade(regrade.pk)
    attempt.refresh_from_db()
    assert attempt.scaled_score == 1
    assert (
        regrade.reason
        in editor.get(reverse("assessments_grades", args=[attempt.public_id])).content.decode()
    )
    assert page in editor.get(reverse("assessments_regrades")).content.decode()


def test_an_editor_does_not_approve_a_proposal_of_their_own(attempt: Attempt) -> None:
    editor = browser(Role.EDITOR)
    regrade = propose(editor, attempt)
    said = editor.post(
        reverse("assessments_regrade_approve", args=[regrade.public_id]), follow=True
    )
    regrade.refresh_from_db()
    assert regrade.state == RegradeState.READY
    assert said.status_code == 200


def test_a_changed_quiz_is_tried_out_again_before_it_is_approved(
    attempt: Attempt, tree: CourseTree, stranger: User
) -> None:
    regrade = propose(browser(Role.INSTRUCTOR), attempt)
    sat(stranger, tree)
    browser(Role.EDITOR).post(reverse("assessments_regrade_approve", args=[regrade.public_id]))
    regrade.refresh_from_db()
    assert (regrade.state, regrade.total) == (RegradeState.DRAFT, 2)


def test_the_proposer_withdraws_and_nobody_else_without_the_right(attempt: Attempt) -> None:
    instructor = browser(Role.INSTRUCTOR)
    regrade = propose(instructor, attempt)
    reject = reverse("assessments_regrade_reject", args=[regrade.public_id])
    browser(Role.INSTRUCTOR).post(reject, {"reason": "No"})
    instructor.post(reject, {"reason": ""})
    regrade.refresh_from_db()
    assert regrade.state == RegradeState.READY
    instructor.post(reverse("assessments_regrade_again", args=[regrade.public_id]))
    instructor.post(reject, {"reason": "A mistake"})
    instructor.post(reject, {"reason": "A mistake"})
    regrade.refresh_from_db()
    assert (regrade.state, regrade.decision) == (RegradeState.REJECTED, "A mistake")


@pytest.mark.parametrize(
    "said",
    [
        {"action": "accept", "reason": "x"},
        {"action": "drop"},
        {"action": "drop", "reason": "x", "lowers": "on"},
        {"action": "new_version", "reason": "x"},
    ],
)
def test_half_a_proposal_is_shown_again(attempt: Attempt, said: dict[str, str]) -> None:
    address = reverse("assessments_regrade_question", args=[attempt.quiz_id, question_id(attempt)])
    assert browser(Role.INSTRUCTOR).post(address, said).status_code == 200
    assert not Regrade.objects.exists()


@pytest.mark.parametrize(
    ("position", "said", "accepted"),
    [
        (2, {"options": ["a", "b"]}, [["a", "b"]]),
        (3, {"options": ["true"]}, [["true"]]),
        (4, {"typed": "novel*\n\n 创新 "}, [["novel*"], ["创新"]]),
        (5, {"typed": "10"}, [["10"]]),
    ],
)
def test_answers_are_accepted_in_the_terms_of_the_type(
    attempt: Attempt, position: int, said: dict[str, object], accepted: list[list[str]]
) -> None:
    args = [attempt.quiz_id, question_id(attempt, position)]
    address = reverse("assessments_regrade_question", args=args)
    browser(Role.INSTRUCTOR).post(address, {"action": "accept", "reason": "x", **said})
    assert Regrade.objects.get().accepted == accepted


def test_an_answer_that_cannot_be_is_refused_in_words(attempt: Attempt) -> None:
    args = [attempt.quiz_id, question_id(attempt, 5)]
    address = reverse("assessments_regrade_question", args=args)
    said = {"action": "accept", "reason": "x", "typed": "ten"}
    assert browser(Role.INSTRUCTOR).post(address, said).status_code == 200
    assert not Regrade.objects.exists()


def test_choosing_leads_to_a_question_of_a_quiz(attempt: Attempt) -> None:
    client = browser(Role.INSTRUCTOR)
    choose = reverse("assessments_regrade_choose")
    assert attempt.quiz.title_zh in client.get(choose).content.decode()
    listed = client.get(f"{choose}?quiz={attempt.quiz_id}").content.decode()
    args = [attempt.quiz_id, question_id(attempt)]
    assert reverse("assessments_regrade_question", args=args) in listed
    assert client.get(f"{choose}?quiz=999999").status_code == 404
    whole = reverse("assessments_regrade_quiz", args=[attempt.quiz_id])
    assert client.get(whole).status_code == 200
    assert client.post(whole, {"action": "regrade", "reason": "x"}).status_code == 302


def test_what_is_absent_is_absent(attempt: Attempt) -> None:
    client = browser(Role.EDITOR)
    other = quizzes.question()
    for address in (
        reverse("assessments_regrade", args=[uuid4()]),
        reverse("assessments_grades", args=[uuid4()]),
        reverse("assessments_regrade_question", args=[attempt.quiz_id, other.pk]),
    ):
        assert client.get(address).status_code == 404


def test_learners_have_no_business_there(attempt: Attempt, learner_client: Client) -> None:
    for name in ("assessments_regrades", "assessments_regrade_choose"):
        assert learner_client.get(reverse(name)).status_code in (302, 403)


def test_pages_ask_as_much_for_many_as_for_one(
    attempt: Attempt, tree: CourseTree, stranger: User
) -> None:
    client = browser(Role.EDITOR)
    regrade = propose(client, attempt)
    addresses = [
        reverse("assessments_regrades"),
        reverse("assessments_regrade", args=[regrade.public_id]),
        reverse("assessments_regrade_choose") + f"?quiz={tree.quiz.pk}",
        reverse("assessments_grades", args=[attempt.public_id]),
    ]
    few = [queries(client, address) for address in addresses]
    sat(stranger, tree)
    sat(person(), tree)
    question = attempt.results.select_related("version__question").get(position=2)
    proposal = proposing.Proposal(
        tree.quiz, question.version.question, RegradeAction.DROP, "Ambiguous"
    )
    proposing.propose(proposal, person(), at=timezone.now())
    proposing.try_again(regrade.pk, at=timezone.now())
    try_regrade(regrade.pk)
    assert [queries(client, address) for address in addresses] == few


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("kind", ["up", "down", "kept", "nonsense"])
def test_lines_are_filtered_by_what_happens_to_them(attempt: Attempt, kind: str) -> None:
    client = browser(Role.EDITOR)
    regrade = propose(client, attempt)
    page = reverse("assessments_regrade", args=[regrade.public_id])
    shown = reverse("assessments_grades", args=[attempt.public_id])
    is_there = shown in client.get(f"{page}?show={kind}").content.decode()
    assert is_there == (kind in ("up", "nonsense"))
