"""Record what people agree to."""

from datetime import datetime

from people.models import Consent, User
from people.models.consents import PRIVACY_NOTICE_VERSION, ConsentPurpose


def give(user: User, *, language: str, at: datetime) -> Consent:
    """Record consent to the present privacy notice; a second time changes nothing."""
    consent, _created = Consent.objects.get_or_create(
        user=user,
        purpose=ConsentPurpose.ACCOUNT,
        version=PRIVACY_NOTICE_VERSION,
        defaults={"language": language, "given_at": at},
    )
    return consent
