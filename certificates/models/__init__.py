"""What certificates stores: templates, keys, certificates and their status changes."""

from certificates.models.certificates import (
    Certificate,
    Status,
    StatusChange,
    StatusChangeIsFinal,
)
from certificates.models.keys import IssuerKey, KeyPurpose
from certificates.models.templates import CertificateTemplate, CertificateType, TemplateVersion

__all__ = [
    "Certificate",
    "CertificateTemplate",
    "CertificateType",
    "IssuerKey",
    "KeyPurpose",
    "Status",
    "StatusChange",
    "StatusChangeIsFinal",
    "TemplateVersion",
]
