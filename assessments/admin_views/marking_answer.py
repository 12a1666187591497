"""One answer, with all that a marker needs to mark it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import access
from assessments.admin_views import marking_lists
from assessments.admin_views.marking import for_markers, next_or_back, wish_like
from assessments.admin_views.marking_form import MarkForm
from assessments.admin_views.marking_sheet import MarkingSheet, sheet_for
from assessments.marking import awarding
from assessments.models import ItemResult
from people.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_markers
def answer(request: SignedInRequest, code: UUID) -> HttpResponse:
    """Show an answer; take a mark."""
    result = access.markable_or_404(request.user, code)
    sheet = _sheet(request, result)
    if request.method != "POST":
        return _page(request, sheet, MarkForm(sheet))
    form = MarkForm(sheet, request.POST)
    return _save(request, form) if form.is_valid() else _page(request, sheet, form)


def _sheet(request: SignedInRequest, result: ItemResult) -> MarkingSheet:
    moderates = access.may_moderate(request.user)
    return sheet_for(result, request.user, moderates=moderates, at=timezone.now())


def _save(request: SignedInRequest, form: MarkForm) -> HttpResponse:
    """Record the mark and go on; whatever stands against it, what was typed stays on the page."""
    result, sheet = form.sheet.result, form.sheet
    hand = awarding.Hand(request.user, form.cleaned_data["revision"], sheet.moderates)
    try:
        awarding.award(result.pk, form.judgment(), hand, at=timezone.now())
    except awarding.MarkConflict:
        return _conflict(request, form)
    except awarding.MayNotMark:
        form.add_error(None, _("You can't mark this answer, or not any more."))
        return _page(request, sheet, form, status=403)
    except awarding.ReasonMissing:
        form.add_error("reason", _("Say why the mark changes."))
        return _page(request, sheet, form)
    messages.success(request, _("The mark is saved."))
    if request.POST.get("then") != "next":
        return redirect(marking_lists.address_of(result))
    return next_or_back(request, wish_like(request, result), after=result.pk)


def _conflict(request: SignedInRequest, form: MarkForm) -> HttpResponse:
    """Both values side by side: what was given meanwhile, and what this marker typed."""
    fresh = access.markable_or_404(request.user, form.sheet.code)
    sheet = _sheet(request, fresh)
    typed = form.judgment()
    again = MarkForm(sheet, form.typed).renewed()
    return _page(request, sheet, again, status=409, conflict=typed)


def _page(
    request: SignedInRequest, sheet: MarkingSheet, form: MarkForm, status: int = 200, **more: Any
) -> HttpResponse:
    title = marking_lists.title(sheet.result.version, marking_lists.HEAD_LENGTH)
    context = {
        "sheet": sheet,
        "form": form,
        "result": sheet.result,
        "question": sheet.shown,
        "back": marking_lists.address_of(sheet.result),
        "header_title": title,
        "header_icon": "edit",
        "breadcrumbs_items": marking_lists.crumbs(sheet.result.attempt.quiz.title, title),
        **more,
    }
    return render(request, "assessments/admin/marking_answer.html", context, status=status)
