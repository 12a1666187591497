"""Question banks in and out: upload, look at what would come in, commit; export."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import exporting, importing
from assessments.admin_views.import_forms import CommitForm, ExportForm, UploadForm
from assessments.admin_views.question_filters import TYPES, QuestionFilterSet
from assessments.models import Question, QuestionImport
from people.requests import SignedInRequest

may_import = permission_required("assessments.add_questionimport", raise_exception=True)
A_PAGE = 50
MOST_LISTED = 50
LABELS = dict(TYPES)


@may_import
def index(request: SignedInRequest) -> HttpResponse:
    """Upload a file; what came in before; take questions out."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        received = _receive(request, form)
        if received is not None:
            return redirect("assessments_import", received.pk)
    earlier = QuestionImport.objects.select_related("uploaded_by", "category")
    context = {
        "form": form,
        "export_form": ExportForm(),
        "earlier": earlier.defer("data", "report")[:MOST_LISTED],
    }
    return render(request, "assessments/admin/imports.html", context)


def _receive(request: SignedInRequest, form: UploadForm) -> QuestionImport | None:
    file = form.cleaned_data["file"]
    chosen = form.cleaned_data["format"]
    try:
        return importing.receive(file.name, file.read(), chosen, by=request.user, at=timezone.now())
    except importing.Unreadable as refusal:
        form.add_error("file", str(refusal))
        return None


@may_import
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """Question by question what would come in; a POST commits."""
    received = get_object_or_404(QuestionImport.objects.defer("data"), pk=pk)
    form = CommitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _commit(request, received, form)
        return redirect("assessments_import", pk)
    page = Paginator(received.report["drafts"], A_PAGE).get_page(request.GET.get("p"))
    context: dict[str, Any] = {
        "received": received,
        "form": form,
        "page": page,
        "rows": [
            (line, LABELS.get(line.type, line.type), _words(line.draft["definition"]))
            for line in importing.plan(received, list(page.object_list))
        ],
        "problems": received.report["problems"],
    }
    return render(request, "assessments/admin/import_preview.html", context)


def _words(definition: Mapping[str, Any]) -> str:
    """The stem without its markup, in whichever language there is."""
    stem = definition.get("stem") or {}
    return strip_tags(stem.get(get_language()) or stem.get("zh") or stem.get("en") or "")


def _commit(request: SignedInRequest, received: QuestionImport, form: CommitForm) -> None:
    """Say how many came in."""
    now = timezone.now()
    try:
        counts = importing.commit(received, **form.cleaned_data, by=request.user, at=now)
    except importing.AlreadyCommitted:
        messages.error(request, _("The file has come in already; upload it again for changes."))
        return
    came = counts.get("new", 0) + counts.get("changed", 0)
    message = ngettext("%(number)d draft came in.", "%(number)d drafts came in.", came)
    messages.success(request, message % {"number": came})


@require_POST
@may_import
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Drop a file that is not to come in."""
    get_object_or_404(QuestionImport, pk=pk, committed_at=None).delete()
    messages.success(request, _("The file was dropped; the bank is as it was."))
    return redirect("assessments_imports")


@may_import
def export(request: SignedInRequest) -> HttpResponse:
    """The questions that the filters of the list leave, in a format; without one, ask for it."""
    found = QuestionFilterSet(request.GET, queryset=Question.objects.order_by("pk")).qs
    form = ExportForm(request.GET if "format" in request.GET else request.GET or None)
    if "format" not in request.GET or not form.is_valid():
        context = {"form": form, "number": found.count(), "kept": _kept(request)}
        return render(request, "assessments/admin/import_export.html", context)
    chosen = exporting.OUTGOING[form.cleaned_data["format"]]
    data, _left_out = exporting.export(found, chosen)
    response = HttpResponse(data, content_type="application/octet-stream")
    ending = ".zip" if data.startswith(b"PK") else chosen.extensions[0]
    name = f"questions-{timezone.now():%Y%m%d-%H%M}-{chosen.key}{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _kept(request: SignedInRequest) -> list[tuple[str, str]]:
    """The filters, to be sent along with the form."""
    return [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name not in ExportForm.base_fields
    ]
