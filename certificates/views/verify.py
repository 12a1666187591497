"""Verify by code, or by number and name: state first, then what was printed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from certificates import access, codes, counting, presenting, verifying
from certificates.models import Certificate, Channel
from certificates.public_forms import MomentForm
from certificates.views import discretion
from certificates.views.discretion import discreet


# Typing a name changes nothing, so nothing can be forged; and with no-referrer browsers call the
# form's origin null, which the CSRF check would refuse.
@csrf_exempt
@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """Ask for a code, which leads on; or for number and name, which are answered here."""
    if request.method == "POST":
        return _by_name(request)
    typed = request.GET.get("code", "").strip()
    if typed:
        code = codes.grouped(codes.canonical(typed)) or slugify(typed[:60]) or "-"
        return redirect("verify_code", code=code)
    return render(request, "certificates/verify_form.html", {"section": "verify"})


@csrf_exempt
@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """The answer to a code; a typed full name lifts the mask."""
    guess = codes.family(code)
    if discretion.limited(request) or discretion.guessed_out(request, guess):
        return discretion.too_many(request)
    found = verifying.find(code)
    if found is None:
        discretion.note_guess(request, guess)
        context = {"section": "verify", "typed": code[:60]}
        return render(request, "certificates/verify_unknown.html", context, status=404)
    return _answer(request, found, Channel.CODE)


def _by_name(request: HttpRequest) -> HttpResponse:
    """All failures get one answer, whatever was wrong, and what was typed is not said back."""
    serial = codes.plain_serial(request.POST.get("serial", "")[:60])
    if discretion.limited(request) or discretion.guessed_out(request, serial):
        return discretion.too_many(request)
    found = verifying.find_by_name(serial, _typed_name(request))
    if found is None:
        discretion.note_guess(request, serial)
        context = {"section": "verify", "is_unknown": True}
        return render(request, "certificates/verify_form.html", context, status=404)
    return _answer(request, found, Channel.NAME)


def _answer(request: HttpRequest, found: Certificate, channel: Channel) -> HttpResponse:
    """Show what it is worth, and count that somebody asked."""
    now, name = timezone.now(), _typed_name(request)
    if name and discretion.guessed_out(request, found.serial):
        return discretion.too_many(request)
    form = MomentForm(request.POST if request.method == "POST" else request.GET)
    status = 200 if form.is_valid() else 400
    is_holder = access.is_holder(request.user, found)
    verdict = verifying.verify(found, at=form.moment(now), name=name, is_known=is_holder)
    if verdict.name_was_wrong:
        discretion.note_guess(request, found.serial)
    if not is_holder:
        counting.count(found, channel, day=timezone.localdate(now))
    context = {
        "verdict": verdict,
        "account": presenting.account(found, at=verdict.as_of),
        "moment": form,
        "name": name if verdict.name_is_shown else "",
        "code": codes.grouped(found.code),
        "section": "verify",
    }
    return render(request, "certificates/verify_result.html", context, status=status)


def _typed_name(request: HttpRequest) -> str:
    return request.POST.get("name", "")[:200].strip()
