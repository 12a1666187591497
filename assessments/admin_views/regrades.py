"""Corrections of grades in the CMS: propose, look at the trial, decide; and who gave what grade."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.admin_views import regrade_pages
from assessments.admin_views.regrade_forms import RegradeForm, RejectForm
from assessments.challenging import histories
from assessments.models import Attempt, Question, Quiz, Regrade
from assessments.regrading import deciding, proposing, summarizing
from people.requests import SignedInRequest

PAGE = 50


def require(request: SignedInRequest, permission: str) -> None:
    """Refuse whoever may not, as the rest of the CMS does."""
    if not request.user.has_perm(f"assessments.{permission}"):
        raise PermissionDenied


def index(request: SignedInRequest) -> HttpResponse:
    """All corrections, the newest first."""
    require(request, "view_regrade")
    found = Regrade.objects.select_related("quiz", "question", "proposed_by")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = regrade_pages.context(_("Corrections of grades"), page=page)
    return render(request, "assessments/admin/regrades.html", context)


def choose(request: SignedInRequest) -> HttpResponse:
    """Which quiz, and which question of it, is to be corrected."""
    require(request, "add_regrade")
    asked = request.GET.get("quiz", "")
    quizzes = Quiz.objects.filter(pk__in=Attempt.objects.graded().values("quiz"))
    quiz = get_object_or_404(quizzes, pk=asked) if asked.isascii() and asked.isdigit() else None
    questions = regrade_pages.questions(quiz) if quiz else []
    context = regrade_pages.context(
        _("Propose a correction"), quizzes=quizzes, quiz=quiz, questions=questions
    )
    return render(request, "assessments/admin/regrade_choose.html", context)


def propose(request: SignedInRequest, quiz_id: int, question_id: int | None = None) -> HttpResponse:
    """Say what is done and why; the trial follows."""
    require(request, "add_regrade")
    quiz = get_object_or_404(Quiz, pk=quiz_id)
    question = _question(quiz, question_id)
    initial = {"reason": regrade_pages.reason_from_challenges(quiz, question)}
    form = RegradeForm(quiz, question, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = _proposed(request, form)
        if made is not None:
            return redirect("assessments_regrade", made.public_id)
    context = regrade_pages.proposal(quiz, question, form)
    return render(request, "assessments/admin/regrade_propose.html", context)


def _question(quiz: Quiz, question_id: int | None) -> Question | None:
    if question_id is None:
        return None
    question = get_object_or_404(Question, pk=question_id)
    if not proposing.asked_versions(quiz, question):
        raise Http404
    return question


def _proposed(request: SignedInRequest, form: RegradeForm) -> Regrade | None:
    """None where the question can't have such an answer, or got no newer version after all."""
    try:
        return proposing.propose(form.proposal, request.user, at=timezone.now())
    except proposing.CannotAccept as error:
        form.add_error(None, _("That answer can't be accepted: %(why)s") % {"why": error})
    except (proposing.NoSuchVersion, proposing.QuestionMissing):
        form.add_error(None, _("There is nothing that could be graded so."))
    return None


def regrade(request: SignedInRequest, regrade_id: UUID) -> HttpResponse:
    """What the trial found, attempt by attempt."""
    require(request, "view_regrade")
    found = _regrade_or_404(regrade_id)
    kind = request.GET.get("show", "")
    lines = Paginator(summarizing.lines(found, kind), PAGE).get_page(request.GET.get("page"))
    context = regrade_pages.trial(request.user, found, kind, lines)
    return render(request, "assessments/admin/regrade.html", {**context, "reject": RejectForm()})


@require_POST
def approve(request: SignedInRequest, regrade_id: UUID) -> HttpResponse:
    """Approve, as a second person."""
    require(request, "change_regrade")
    found = _regrade_or_404(regrade_id)
    approved = _said(request, lambda: deciding.approve(found.pk, request.user, at=timezone.now()))
    if approved is False:
        text = _("Grades have changed since the trial. It is done again; look at it once more.")
        messages.warning(request, text)
    elif approved:
        messages.success(request, _("Approved. The grades are being corrected."))
    return redirect("assessments_regrade", regrade_id)


@require_POST
def reject(request: SignedInRequest, regrade_id: UUID) -> HttpResponse:
    """Leave the grades as they are; whoever proposed it may withdraw it."""
    found = _regrade_or_404(regrade_id)
    if found.proposed_by_id != request.user.pk:
        require(request, "change_regrade")
    reason, now = request.POST.get("reason", "")[:2000], timezone.now()
    _said(request, lambda: deciding.reject(found.pk, request.user, reason, at=now))
    return redirect("assessments_regrade", regrade_id)


@require_POST
def again(request: SignedInRequest, regrade_id: UUID) -> HttpResponse:
    """Do the trial anew."""
    require(request, "add_regrade")
    proposing.try_again(_regrade_or_404(regrade_id).pk, at=timezone.now())
    return redirect("assessments_regrade", regrade_id)


def _said(request: SignedInRequest, act: Callable[[], bool | None]) -> bool | None:
    """Carry out, or say in words why not."""
    try:
        return act()
    except deciding.SamePerson:
        messages.error(request, _("A correction is approved by another person than its proposer."))
    except deciding.NotReady:
        messages.error(request, _("It is not waiting for approval any more."))
    except deciding.AnotherIsApplied:
        text = _("Another correction of this quiz is being applied; wait until it is done.")
        messages.error(request, text)
    except deciding.ReasonMissing:
        messages.error(request, _("Say why it is rejected."))
    return None


def history(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """Every grade that was ever given in an attempt: who, when, why."""
    require(request, "view_itemresult")
    attempts = Attempt.objects.select_related("quiz", "user")
    attempt = get_object_or_404(attempts, public_id=attempt_id)
    results = histories.of_attempt(attempt)
    context = regrade_pages.context(_("History of grades"), attempt=attempt, results=results)
    return render(request, "assessments/admin/regrade_history.html", context)


def _regrade_or_404(regrade_id: UUID) -> Regrade:
    shown = ("quiz", "question", "version", "proposed_by", "decided_by")
    return get_object_or_404(Regrade.objects.select_related(*shown), public_id=regrade_id)
