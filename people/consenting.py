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


def withdraw_all(user: User, *, at: datetime) -> None:
    """Record that nothing rests on the person's consent any more (PIPL art. 15)."""
    Consent.objects.filter(user=user, withdrawn_at=None).update(withdrawn_at=at)


def is_given(user: User) -> bool:
    """Whether the person has agreed to the present notice."""
    return Consent.objects.filter(
        user=user, version=PRIVACY_NOTICE_VERSION, withdrawn_at=None
    ).exists()
