"""Reports of quizzes for instructors: results, item analysis, one question, workbooks."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assessments import analyzing, workbooks
from assessments.analyzing import Standing, Which
from assessments.models import Analysis, Quiz
from assessments.reports import items, options, results, words
from people.requests import SignedInRequest

PERMISSION = "assessments.view_analysis"
PER_PAGE = 25
P = ParamSpec("P")
View = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]


def for_readers(view: View[P]) -> View[P]:
    """Only for those who may read reports."""

    @never_cache
    @wraps(view)
    def guarded(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_readers
def index(request: SignedInRequest) -> HttpResponse:
    """All quizzes."""
    asked = request.GET.get("q", "").strip()[:100]
    page = _page(request, results.quizzes(asked))
    context = {"page": page, "q": asked, **_header(_("Quiz reports"))}
    return render(request, "assessments/admin/report_index.html", context)


@for_readers
def learners(request: SignedInRequest, quiz_id: int) -> HttpResponse:
    """Every learner's attempts."""
    quiz = get_object_or_404(Quiz, pk=quiz_id)
    form = results.ResultsForm(request.GET, quiz)
    people = results.learners(quiz, form.wanted())
    page = _page(request, results.with_organizations(people))
    context = {
        "quiz": quiz,
        "form": form,
        "page": page,
        "rows": results.rows_of(quiz, page.object_list),
        **_header(quiz.title, _tabs(quiz, "results")),
    }
    return render(request, "assessments/admin/report_results.html", context)


@for_readers
def learners_workbook(request: SignedInRequest, quiz_id: int) -> FileResponse:
    """The same as a workbook, all pages of it."""
    quiz = get_object_or_404(Quiz, pk=quiz_id)
    form = results.ResultsForm(request.GET, quiz)
    file = workbooks.results(quiz, results.learners(quiz, form.wanted()))
    return _attached(file, workbooks.file_name(_("Results"), quiz))


@for_readers
def item_analysis(request: SignedInRequest, quiz_id: int) -> HttpResponse:
    """The newest figures of the test and its questions; stale ones are computed anew."""
    quiz = get_object_or_404(Quiz, pk=quiz_id)
    standing = analyzing.look(quiz, _which(request), at=timezone.now())
    context = {
        "quiz": quiz,
        **_about(request, standing),
        **_header(quiz.title, _tabs(quiz, "items")),
    }
    if standing.newest is not None:
        context |= _analyzed(standing.newest)
    return render(request, "assessments/admin/report_items.html", context)


@for_readers
def question(request: SignedInRequest, quiz_id: int, question_id: int) -> HttpResponse:
    """Who answered what to one question."""
    quiz = get_object_or_404(Quiz, pk=quiz_id)
    standing = analyzing.look(quiz, _which(request), at=timezone.now())
    row = _row_or_404(standing, question_id)
    back = reverse("assessments_report_items", args=[quiz.pk])
    title = _("Question %d") % row.number
    context = {
        "quiz": quiz,
        "row": row,
        "groups": options.groups(row),
        **_about(request, standing),
        **_header(title, _tabs(quiz, ""), [(f"{back}?attempts={_which(request)}", quiz.title)]),
    }
    return render(request, "assessments/admin/report_question.html", context)


@for_readers
def items_workbook(request: SignedInRequest, quiz_id: int) -> FileResponse:
    """The newest figures as a workbook."""
    quiz = get_object_or_404(Quiz, pk=quiz_id)
    newest = analyzing.standing(quiz, _which(request)).newest
    if newest is None:
        raise Http404
    file = workbooks.item_analysis(newest.figures, items.item_rows(newest))
    return _attached(file, workbooks.file_name(_("Item analysis"), quiz))


@require_POST
@for_readers
def compute(request: SignedInRequest, quiz_id: int) -> HttpResponse:
    """Have the figures computed again."""
    quiz = get_object_or_404(Quiz, pk=quiz_id)
    which = _which(request)
    analyzing.ask_again(quiz, which, at=timezone.now())
    messages.success(request, _("The figures are being computed."))
    address = reverse("assessments_report_items", args=[quiz.pk])
    return redirect(f"{address}?attempts={which}")


def _which(request: SignedInRequest) -> Which:
    asked = request.POST.get("attempts") or request.GET.get("attempts", "")
    return Which(asked) if asked in Which.values else Which.FIRST


def _about(request: SignedInRequest, standing: Standing) -> dict[str, Any]:
    """As of when the figures are, and what is under way."""
    newest, pending = standing.newest, standing.pending
    as_of = (newest.figures or {})["as_of"] if newest else ""
    return {
        "standing": standing,
        "which": _which(request),
        "choices": Which.choices,
        "as_of": parse_datetime(as_of) if as_of else None,
        "percent": _percent(pending),
    }


def _percent(pending: Analysis | None) -> int:
    return 100 * pending.done // pending.total if pending and pending.total else 0


def _analyzed(newest: Analysis) -> dict[str, Any]:
    rows, figures = items.item_rows(newest), newest.figures or {}
    return {
        "figures": figures,
        "rows": rows,
        "alarmed": [row for row in rows if row.alarms],
        "test_figures": items.test_figures(figures),
        "cautions": words.cautions(figures["whole"]["cautions"]),
        "plots": items.plots(figures, rows),
    }


def _row_or_404(standing: Standing, question_id: int) -> items.ItemRow:
    rows = items.item_rows(standing.newest) if standing.newest else []
    for row in rows:
        if row.figures["question"] == question_id:
            return row
    raise Http404


def _page(request: SignedInRequest, rows: Any) -> Page[Any]:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))


def _attached(file: Any, name: str) -> FileResponse:
    return FileResponse(
        file, as_attachment=True, filename=name, headers={"Content-Type": workbooks.TYPE}
    )


def _tabs(quiz: Quiz, shown: str) -> list[dict[str, Any]]:
    names = {"results": _("Results"), "items": _("Item analysis")}
    return [
        {
            "url": reverse(f"assessments_report_{name}", args=[quiz.pk]),
            "label": label,
            "is_shown": name == shown,
        }
        for name, label in names.items()
    ]


def _header(
    title: str, tabs: Any = None, above: list[tuple[str, str]] | None = None
) -> dict[str, Any]:
    """What Wagtail's header shows, and the way back."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    reports = {"url": reverse("assessments_reports"), "label": _("Quiz reports")}
    way = [home] if tabs is None else [home, reports]
    way += [{"url": url, "label": label} for url, label in above or []]
    return {
        "header_title": title,
        "header_icon": "form",
        "breadcrumbs_items": [*way, {"url": "", "label": title}],
        "tabs": tabs or [],
    }
