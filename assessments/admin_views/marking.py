"""The marking queue, and who takes what out of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments import access
from assessments.admin_views import marking_lists
from assessments.marking import agreeing, claiming, pseudonyms, queues
from assessments.models import Question, Quiz
from people.requests import SignedInRequest

View = Callable[..., HttpResponse]


def for_markers(view: View) -> View:
    """Whoever may not mark is turned away as elsewhere in the CMS."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not access.may_mark(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_markers
def queue(request: SignedInRequest) -> HttpResponse:
    """What waits, by quiz and question."""
    context = {
        "quizzes": marking_lists.by_quiz(queues.rows()),
        "moderates": access.may_moderate(request.user),
        "header_title": _("Marking"),
        "header_icon": "edit",
        "breadcrumbs_items": marking_lists.crumbs(),
    }
    return render(request, "assessments/admin/marking.html", context)


@require_safe
@for_markers
def question(request: SignedInRequest, quiz_id: int, question_id: int) -> HttpResponse:
    """One question across all attempts: counts, agreement, and its answers."""
    quiz = get_object_or_404(Quiz, pk=quiz_id)
    asked = get_object_or_404(Question, pk=question_id)
    counts = queues.counts_of(quiz_id, question_id)
    if not any(counts.values()):
        raise Http404
    moderates = access.may_moderate(request.user)
    show = marking_lists.filter_of(request.GET.get("show", ""), moderates=moderates)
    found = queues.answers(quiz_id, question_id, show)
    page = Paginator(found, queues.PAGE).get_page(request.GET.get("p"))
    version = asked.versions.order_by("-number")[0]
    title = marking_lists.title(version, marking_lists.HEAD_LENGTH)
    context = {
        "quiz": quiz,
        "question": asked,
        "stem": marking_lists.stem(version),
        "counts": counts,
        "agreement": agreeing.agreement_on(quiz_id, version),
        "fewest": agreeing.FEWEST_PAIRS,
        "rows": [marking_lists.answer_row(each, request.user) for each in page],
        "page": page,
        "show": show,
        "filters": marking_lists.filters(moderates=moderates),
        "moderates": moderates,
        "header_title": title,
        "header_icon": "edit",
        "breadcrumbs_items": marking_lists.crumbs(quiz.title, title),
    }
    return render(request, "assessments/admin/marking_question.html", context)


@require_POST
@for_markers
def take_next(request: SignedInRequest, quiz_id: int) -> HttpResponse:
    """Hand out the next answer of a quiz, or of one question of it."""
    asked = request.POST.get("question", "")
    question_id = int(asked) if asked.isascii() and asked.isdigit() else None
    moderates = bool(request.POST.get("moderates")) and access.may_moderate(request.user)
    wish = claiming.Wish(request.user.pk, quiz_id, question_id, moderates)
    return next_or_back(request, wish)


def next_or_back(
    request: SignedInRequest, wish: claiming.Wish, *, after: int | None = None
) -> HttpResponse:
    """To the next answer; to the list, with a word, where none is left."""
    found = claiming.claim_next(wish, at=timezone.now(), after=after)
    if found is not None:
        return redirect("assessments_marking_answer", pseudonyms.code_of(found.pk))
    messages.success(request, _("No further answer waits for you here."))
    if wish.question_id is None:
        return redirect("assessments_marking")
    return redirect("assessments_marking_question", wish.quiz_id, wish.question_id)


@require_POST
@for_markers
def claim(request: SignedInRequest, code: UUID) -> HttpResponse:
    """Take one answer."""
    result = access.markable_or_404(request.user, code)
    if not claiming.claim(result.pk, request.user.pk, at=timezone.now()):
        messages.warning(request, _("Somebody else is marking this answer."))
    return redirect("assessments_marking_answer", code)


@require_POST
@for_markers
def release(request: SignedInRequest, code: UUID) -> HttpResponse:
    """Leave an answer to others and go on to the next."""
    result = access.markable_or_404(request.user, code)
    claiming.release(result.pk, request.user.pk)
    if not request.POST.get("next"):
        return redirect(marking_lists.address_of(result))
    return next_or_back(request, wish_like(request, result), after=result.pk)


def wish_like(request: SignedInRequest, result: Any) -> claiming.Wish:
    """More of the same: answers to the same question, in the same capacity."""
    moderates = bool(request.POST.get("moderates")) and access.may_moderate(request.user)
    question_id = result.version.question_id
    return claiming.Wish(request.user.pk, result.attempt.quiz_id, question_id, moderates)


@require_POST
@for_markers
def renew(request: SignedInRequest, code: UUID) -> HttpResponse:
    """Hold on to an answer while it is being read."""
    result = access.markable_or_404(request.user, code)
    until = claiming.renew(result.pk, request.user.pk, at=timezone.now())
    if until is None:
        return JsonResponse({"held": False}, status=409)
    return JsonResponse({"held": True, "until": timezone.localtime(until).strftime("%H:%M")})
