"""Files handed in with an answer."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from assessments import access, forms, saving, uploading
from people.requests import SignedInRequest

REFUSALS: dict[str, Promise] = {
    "closed": _("The time was up before the file arrived."),
    "not_asked": _("This question takes no files."),
    "too_large": _("The file is too large."),
    "kind": _("Files of this kind are not accepted here."),
    "too_many": _("No more files can be added; remove one first."),
    "missing": _("Choose a file first."),
}


@require_POST
@login_required
def upload(request: SignedInRequest, attempt_id: UUID, position: int) -> HttpResponse:
    """Save the page, then add a file to an answer, or take one out of it."""
    try:
        saving.save(attempt_id, request.user.pk, forms.from_form(request.POST))
        if name := request.POST.get("remove", ""):
            uploading.remove(attempt_id, request.user.pk, position, name)
        elif file := request.FILES.get(f"file{position}"):
            uploading.add(attempt_id, request.user.pk, position, file)
        else:
            raise uploading.UploadRefused("missing")
    except saving.NoSuchAttempt:
        raise Http404 from None
    except uploading.UploadRefused as refusal:
        messages.error(request, str(REFUSALS[refusal.args[0]]))
    page = request.POST.get("page", "")
    query = f"?page={page}" if page.isascii() and page.isdigit() else ""
    return redirect(f"/attempts/{attempt_id}/{query}#q{position}-head")


@require_safe
@login_required
def download(request: SignedInRequest, upload_id: UUID) -> FileResponse:
    """A file for whoever handed it in and for its markers; always as an attachment."""
    found = access.upload_or_404(request.user, upload_id)
    name = access.file_name(request.user, found)
    answer = FileResponse(found.file.open("rb"), as_attachment=True, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Type"] = "application/octet-stream"
    return answer
