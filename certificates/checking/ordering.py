"""Take a list in: its rows go to private storage, the work to the worker."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from certificates.checking import files
from certificates.models import BulkCheck
from certificates.models.bulk import FILES_KEPT
from certificates.rosters.entries import Entry
from operations import jobs
from people.models import Organization, User

KIND = "certificates.check"
TASK = "certificates.tasks.check_list"


@dataclass(frozen=True)
class Orderer:
    """Who asks: a person, or an organization by its program."""

    owner: User | None = None
    organization: Organization | None = None
    language: str = "en"


@dataclass(frozen=True)
class Roster:
    """A list as it came, and what it asks about."""

    source: bytes
    entries: Sequence[Entry]
    file_name: str = ""


def by_person(user: User, *, on: date) -> Orderer:
    """Somebody, and the organization that they belong to on the day, as an officer if they are."""
    memberships = user.memberships.on(on).select_related("organization")
    found = memberships.order_by("-role", "-start_date").first()
    organization = found.organization if found else None
    return Orderer(user, organization, user.preferred_language)


@transaction.atomic
def order(roster: Roster, by: Orderer, *, at: datetime) -> BulkCheck:
    """Make the check, and leave word for the worker."""
    public_id = uuid.uuid4()
    files.store_entries(public_id, roster.entries)
    owner_id = by.owner.public_id if by.owner else None
    return BulkCheck.objects.create(
        public_id=public_id,
        owner=by.owner,
        organization=by.organization,
        job=jobs.start(KIND, TASK, owner_id=owner_id, total=len(roster.entries), at=at),
        file_name=roster.file_name[:200],
        language=by.language,
        input_sha256=hashlib.sha256(roster.source).hexdigest(),
        created_at=at,
        forget_at=at + FILES_KEPT,
    )
