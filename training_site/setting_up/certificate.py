"""The first certificate template; the center edits it in the CMS."""

from certificates.models import CertificateTemplate, CertificateType
from training_site.setting_up import wording


def ensure() -> None:
    """Publish the template where there is none; publishing freezes its version."""
    if CertificateTemplate.objects.filter(type=CertificateType.COMPLETION).exists():
        return
    template = CertificateTemplate(
        type=CertificateType.COMPLETION, live=False, **wording.CERTIFICATE
    )
    template.full_clean()
    template.save()
    template.save_revision().publish()
