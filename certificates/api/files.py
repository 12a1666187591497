"""Have a file examined; nothing of it is kept."""

from django.utils import timezone
from ninja import File, Router
from ninja.files import UploadedFile

from certificates import counting, examining, sandboxing
from certificates.api.certificates import REFUSALS
from certificates.api.keys import KeyedRequest
from certificates.api.problems import ProblemOut, Refusal
from certificates.api.schemas import FileAnswer
from certificates.examining import Examination
from certificates.models import Channel

router = Router(tags=["files"])


@router.post(
    "/verify",
    response={200: FileAnswer, **REFUSALS, 413: ProblemOut, 415: ProblemOut, 503: ProblemOut},
)
def verify_file(request: KeyedRequest, file: File[UploadedFile]) -> FileAnswer:
    """A PDF, or a picture of a certificate, of at most 10 MB."""
    now = timezone.now()
    found = _examined(file)
    if found.certificate:
        counting.count(found.certificate.certificate, Channel.API, day=timezone.localdate(now))
    return FileAnswer.of(found)


def _examined(file: UploadedFile) -> Examination:
    try:
        if (file.size or 0) > examining.LARGEST:
            raise examining.TooLarge
        return examining.examine(file.read(), at=timezone.now())
    except examining.TooLarge:
        raise Refusal(413, "too_large", "The file is larger than 10 MB.") from None
    except examining.NotExaminable:
        raise Refusal(415, "not_examinable", "Neither a PDF nor a picture.") from None
    except sandboxing.Busy:
        detail = "Too many files at once; try again."
        raise Refusal(503, "busy", detail, {"Retry-After": "2"}) from None
