"""Verify a certificate by its file, which is never kept."""

from typing import Any, Final

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from certificates import access, counting, examining, findings, verifying
from certificates.examining import Examination
from certificates.models import Channel
from certificates.sandboxing import Busy
from certificates.views.discretion import discreet, limited

# What a form adds to its file.
_FORM = 64 * 1024
REFUSALS: Final[dict[type[Exception], tuple[Promise, int]]] = {
    examining.NotExaminable: (_("Choose a PDF file, or a picture as JPEG or PNG."), 415),
    examining.TooLarge: (_("The file is too large: 10 MB are the most."), 413),
    Busy: (_("Other files are being examined. Wait a moment and try again."), 503),
}


class InMemory(MemoryFileUploadHandler):
    """Holds a file of any size that is accepted in memory; none of it reaches a disk."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Take it, whatever the limit for other forms: that it isn't too large is known."""
        self.activated = True


# Examining changes nothing, so nothing can be forged; and with no-referrer browsers call the
# form's origin null, which the CSRF check would refuse. That check would also read the file first.
@csrf_exempt
@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def verify_file(request: HttpRequest) -> HttpResponse:
    """Say what a file is worth that was sent."""
    if limited(request):
        return render(request, "429.html", status=429)
    if request.method != "POST":
        return redirect("verify")
    try:
        found = examining.examine(_sent(request), at=timezone.now())
    except tuple(REFUSALS) as refusal:
        return _refused(request, *REFUSALS[type(refusal)])
    return _answered(request, found)


@csrf_exempt
@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def known_file(request: HttpRequest, sha256: str) -> HttpResponse:
    """Say whether a file of this digest is an original; all of it to whoever proves to have it."""
    if limited(request):
        return render(request, "429.html", status=429)
    found = verifying.find_by_file(sha256)
    if found is None:
        examining.expect_file()
        return _refused(request, _("No original has this digest. Send the file itself."), 404)
    is_at_hand = examining.is_at_hand(found, request.POST.get("proof", ""))
    return _answered(request, examining.recognized(found, is_at_hand=is_at_hand, at=timezone.now()))


def _sent(request: HttpRequest) -> bytes:
    """The file; refused unread where it is too large."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > examining.LARGEST + _FORM:
        raise examining.TooLarge
    request.upload_handlers = [InMemory(request)]
    upload = request.FILES.get("file")
    return upload.read() if upload else b""


def _answered(request: HttpRequest, found: Examination) -> HttpResponse:
    verdict = found.certificate
    is_asked = verdict and request.method != "HEAD"
    if verdict and is_asked and not access.is_holder(request.user, verdict.certificate):
        day = timezone.localdate(verdict.as_of)
        counting.count(verdict.certificate, Channel.FILE, day=day)
    status = verdict.status if verdict else None
    told = findings.findings(found.judgement, status)
    context = {"verdict": verdict, "findings": told, "section": "verify"}
    return render(request, "certificates/verify_file.html", context)


def _refused(request: HttpRequest, message: Promise, status: int) -> HttpResponse:
    context = {"section": "verify", "file_error": message}
    response = render(request, "certificates/verify_form.html", context, status=status)
    if status == 503:
        response["Retry-After"] = "5"
    return response
