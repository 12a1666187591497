"""Ask about one certificate: by code, by number and name, as of a day."""

from datetime import date, datetime, time

from django.utils import timezone
from ninja import Router

from certificates import codes, counting, verifying
from certificates.api.keys import KeyedRequest
from certificates.api.problems import ProblemOut, Refusal, not_found, too_often
from certificates.api.schemas import CertificateAnswer, CertificateQuestion, StatusAnswer
from certificates.models import Certificate, Channel
from certificates.views import discretion

router = Router(tags=["certificates"])
_AN_HOUR = 3600
REFUSALS = {400: ProblemOut, 401: ProblemOut, 404: ProblemOut, 429: ProblemOut}


@router.post("/verify", response={200: CertificateAnswer, **REFUSALS})
def verify_certificate(request: KeyedRequest, question: CertificateQuestion) -> CertificateAnswer:
    """State first, then what was printed. Every failure is the same 404."""
    found, now = _found(request, question), timezone.now()
    verdict = verifying.verify(found, at=now, name=question.name)
    if verdict.name_was_wrong:
        discretion.note_guess(request, found.serial)
    counting.count(found, Channel.API, day=timezone.localdate(now))
    return CertificateAnswer.of(verdict)


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
    if not question.code and not (question.serial and question.name):
        raise Refusal(400, "invalid_request", "Give a code, or a serial with the full name.")
    serial = codes.plain_serial(question.serial)
    about = codes.family(question.code) if question.code else serial
    _refuse_guesses(request, about)
    if question.code:
        found = verifying.find(question.code)
    else:
        found = verifying.find_by_name(serial, question.name)
    if found is None:
        discretion.note_guess(request, about)
        raise not_found()
    _refuse_guesses(request, found.serial if question.name else "")
    return found


def _refuse_guesses(request: KeyedRequest, about: str) -> None:
    """The site and the interface count wrong guesses about a certificate together."""
    if about and discretion.guessed_out(request, about):
        raise too_often(_AN_HOUR)


def _end_of(day: date, now: datetime) -> datetime:
    """The last moment of the day; today's is now, and what comes is not known."""
    if day > timezone.localdate(now):
        raise Refusal(400, "in_the_future", "The day has not come yet.")
    end = datetime.combine(day, time.max, timezone.get_default_timezone())
    return min(end, now)
