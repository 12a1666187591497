"""What the holder's page shows of one certificate, in a constant number of queries."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from certificates import codes, presenting, renewing, reports, sharing
from certificates.freezing import verify_url
from certificates.layout import ornament
from certificates.models import Certificate, Status
from certificates.public_forms import RenewalForm, ShareForm
from certificates.signing import wording
from certificates.signing.facts import CertificateFacts


def holder_page(certificate: Certificate, **forms: Any) -> dict[str, Any]:
    """All of it; `forms` are those that were filled in wrongly, by their names here."""
    now, facts = timezone.now(), certificate.printed
    address = verify_url(certificate.code)
    return {
        "certificate": certificate,
        "facts": facts,
        "account": presenting.account(certificate, at=now),
        "is_valid": certificate.status_at(now) == Status.VALID,
        "code": codes.grouped(certificate.code),
        "verify_url": address,
        "qr": qr(address),
        "linkedin": linkedin(facts, address),
        "checks": reports.checks(certificate, today=timezone.localdate(now)),
        "links": list(certificate.share_links.live(now)),
        "site_url": settings.SITE_URL,
        "share_form": ShareForm(offered=sharing.offered(facts)),
        "is_renewable": renewing.is_renewable(certificate, at=now),
        "renewal": certificate.renewal_requests.first(),
        "renewal_form": RenewalForm(),
        "neighbors": neighbors(certificate),
        "section": "learning",
        **forms,
    }


def neighbors(certificate: Certificate) -> dict[str, Certificate | None]:
    """What stood in its place before, and what does now; one query."""
    related = Q(successors=certificate) | Q(predecessor=certificate)
    both = list(Certificate.objects.sealed().filter(related))
    return {
        "predecessor": next((each for each in both if each.edition < certificate.edition), None),
        "successor": next((each for each in both if each.edition > certificate.edition), None),
    }


def qr(address: str) -> str:
    """The code that leads to the address, dark on light in every theme."""
    return ornament.png_uri(ornament.qr(address, dots=8, quiet_zone=True))


def linkedin(facts: CertificateFacts, address: str) -> str:
    """Where LinkedIn takes a certificate into a profile; nothing is sent before it is clicked."""
    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    issuer = facts.issuer_name_zh if language == "zh" else facts.issuer_name_en
    issued = wording.local_date(facts.issued_at)
    said: dict[str, object] = {
        "startTask": "CERTIFICATION_NAME",
        "name": wording.course(facts, language),
        "organizationName": issuer,
        "issueYear": issued.year,
        "issueMonth": issued.month,
        "certUrl": address,
        "certId": facts.serial,
    }
    if facts.valid_until:
        end = wording.local_date(facts.valid_until)
        said |= {"expirationYear": end.year, "expirationMonth": end.month}
    return f"https://www.linkedin.com/profile/add?{urlencode(said)}"
