"""Ask about one certificate: by code, by number and name, as of a day."""

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone
from ninja import Router

from certificates import counting, verifying
from certificates.api.keys import KeyedRequest, limit
from certificates.api.problems import ProblemOut, Refusal, not_found
from certificates.api.schemas import CertificateAnswer, CertificateQuestion, StatusAnswer
from certificates.models import Certificate, Channel

router = Router(tags=["certificates"])
REFUSALS = {400: ProblemOut, 401: ProblemOut, 404: ProblemOut, 429: ProblemOut}


@router.post("/verify", response={200: CertificateAnswer, **REFUSALS})
def verify_certificate(request: KeyedRequest, question: CertificateQuestion) -> CertificateAnswer:
    """State first, then what was printed. Every failure is the same 404."""
    found = _found(request, question)
    now = timezone.now()
    counting.count(found, Channel.API, day=timezone.localdate(now))
    return CertificateAnswer.of(verifying.verify(found, at=now, name=question.name))


@router.get("/{code}/status", response={200: StatusAnswer, **REFUSALS})
def status_of_certificate(request: KeyedRequest, code: str, on: date | None = None) -> StatusAnswer:
    """What it was worth at the end of a day, in the center's time; without one, now."""
    found, now = verifying.find(code), timezone.now()
    moment = _end_of(on, now) if on else now
    if found is None or found.issued_at > moment:
        raise not_found()
    counting.count(found, Channel.API, day=timezone.localdate(now))
    return StatusAnswer.of(verifying.verify(found, at=moment))


def _found(request: KeyedRequest, question: CertificateQuestion) -> Certificate:
    if question.code:
        found = verifying.find(question.code)
    elif question.serial and question.name:
        limit(request, "serial", settings.API_SERIAL_RATE, question.serial.strip().upper())
        found = verifying.find_by_name(question.serial, question.name)
    else:
        raise Refusal(400, "invalid_request", "Give a code, or a serial with the full name.")
    if found is None:
        raise not_found()
    return found


def _end_of(day: date, now: datetime) -> datetime:
    """The last moment of the day; today's is now, and what comes is not known."""
    if day > timezone.localdate(now):
        raise Refusal(400, "in_the_future", "The day has not come yet.")
    end = datetime.combine(day, time.max, timezone.get_default_timezone())
    return min(end, now)
