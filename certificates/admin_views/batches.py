"""Issuing to a whole class: order it, and see how far it is."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates import batching
from certificates.admin_views.permission import require
from certificates.forms import BatchForm
from certificates.models import IssuingBatch, RowState
from people.requests import SignedInRequest

PAGE = 50


def index(request: SignedInRequest) -> HttpResponse:
    """All batches, the newest first, and the form that orders one."""
    require(request)
    form = BatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (batch := _ordered(request, form)):
        return redirect("certificates_batch", batch.public_id)
    found = IssuingBatch.objects.select_related("training_class", "job")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "certificates/admin/batches.html", {"form": form, "page": page})


def _ordered(request: SignedInRequest, form: BatchForm) -> IssuingBatch | None:
    chosen, actor = form.cleaned_data["training_class"], request.user.public_id
    try:
        return batching.order(chosen, actor_id=actor, at=timezone.now())
    except batching.NobodyToIssueTo:
        messages.error(request, _("The class has no members or no courses."))
        return None


def batch(request: SignedInRequest, batch_id: str) -> HttpResponse:
    """How far it is, and who was not issued a certificate and why."""
    require(request)
    batches = IssuingBatch.objects.select_related("training_class", "job")
    found = get_object_or_404(batches, public_id=batch_id)
    refused = found.rows.filter(state=RowState.REFUSED).select_related("person")
    page = Paginator(refused, PAGE).get_page(request.GET.get("page"))
    issued = found.rows.filter(state=RowState.DONE).count()
    context = {"batch": found, "job": found.job, "issued": issued, "page": page}
    part = "batch_progress" if request.headers.get("HX-Request") else "batch"
    return render(request, f"certificates/admin/{part}.html", context)
