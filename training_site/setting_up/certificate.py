"""The first certificate templates; the center edits them in the CMS."""

from certificates.models import CertificateTemplate, CertificateType
from training_site.setting_up import wording


def ensure() -> None:
    """Publish a template of each type where there is none; publishing freezes its version."""
    for type_ in CertificateType:
        if not CertificateTemplate.objects.filter(type=type_).exists():
            _publish(type_)


def _publish(type_: CertificateType) -> None:
    words = wording.CERTIFICATE | wording.CERTIFICATE_OF[type_.value]
    template = CertificateTemplate(type=type_, live=False, **words)
    template.full_clean()
    template.save()
    template.save_revision().publish()
