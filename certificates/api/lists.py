"""Have a list checked; fetch its result and its receipt."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import File, Router
from ninja.files import UploadedFile
from ninja.responses import Status

from certificates import access, opening
from certificates.api.certificates import REFUSALS
from certificates.api.keys import KeyedRequest, limit
from certificates.api.problems import ProblemOut, Refusal, not_found
from certificates.api.schemas import BulkAnswer, RosterQuestion
from certificates.checking import files, ordering
from certificates.checking.ordering import Orderer, Roster
from certificates.models import BulkCheck
from certificates.rosters import entries, tables
from certificates.rosters.tables import Unreadable

router = Router(tags=["lists"])
ORDERED = {202: BulkAnswer, **REFUSALS, 422: ProblemOut}


@router.post("", response=ORDERED)
def check_list(request: KeyedRequest, question: RosterQuestion) -> Status[BulkAnswer]:
    """Up to 10,000 rows as JSON. A bad row is told in the result and stops nothing."""
    _limit(request)
    asked = [
        entries.entry(number, *map(tables.clean, (row.code, row.serial, row.name)))
        for number, row in enumerate(question.rows, start=1)
    ]
    return Status(202, _ordered(request, Roster(request.body, entries.without_guesses(asked))))


@router.post("/file", response=ORDERED)
def check_list_in_file(request: KeyedRequest, file: File[UploadedFile]) -> Status[BulkAnswer]:
    """Up to 10,000 rows in an XLSX, XLS, ODS or CSV file of at most 10 MB."""
    _limit(request)
    if (file.size or 0) > tables.MAX_BYTES:
        raise Refusal(422, "too_large", "The list can't be read: too_large.")
    data = file.read()
    try:
        asked = opening.entries_in(data)
    except Unreadable as refusal:
        code = refusal.fault.value
        raise Refusal(422, code, f"The list can't be read: {code}.") from None
    return Status(202, _ordered(request, Roster(data, asked, file.name or "")))


@router.get("/{uuid:bulk_id}", response={200: BulkAnswer, **REFUSALS})
def state_of_list(request: KeyedRequest, bulk_id: UUID) -> BulkAnswer:
    """How far it is, and what came of it."""
    return _answer(access.bulk_check_of(request.auth.organization, bulk_id))


@router.get(
    "/{uuid:bulk_id}/{name}",
    response=REFUSALS,
    url_name="api_bulk_file",
    openapi_extra={"responses": {200: {"description": "The file."}}},
)
def file_of_list(request: KeyedRequest, bulk_id: UUID, name: str) -> HttpResponse:
    """`result.csv`, `result.xlsx` or `receipt.pdf`, the sealed receipt."""
    check = access.bulk_check_of(request.auth.organization, bulk_id)
    if name not in files.names(check):
        raise not_found()
    content = files.read(check.public_id, name)
    return HttpResponse(content, content_type=files.FETCHED[name])


def _limit(request: KeyedRequest) -> None:
    limit(request, "lists", settings.BULK_RATE, request.auth.prefix)


def _ordered(request: KeyedRequest, roster: Roster) -> BulkAnswer:
    by = Orderer(organization=request.auth.organization)
    return _answer(ordering.order(roster, by, at=timezone.now()))


def _answer(check: BulkCheck) -> BulkAnswer:
    base = settings.SITE_URL
    addresses = {
        name: base + reverse("api-v1:api_bulk_file", args=[check.public_id, name])
        for name in files.names(check)
    }
    return BulkAnswer.of(check, addresses)
