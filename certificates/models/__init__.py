"""What certificates stores: templates, keys, certificates and what becomes of them."""

from certificates.models.api_keys import ApiKey
from certificates.models.batches import BatchRow, IssuingBatch, RowState
from certificates.models.bulk import BulkCheck
from certificates.models.certificates import Certificate
from certificates.models.checks import Channel, CheckCount
from certificates.models.keys import IssuerKey, KeyPurpose, RevocationList
from certificates.models.lists import ListPurpose, PublishedList, StatusList
from certificates.models.log import Checkpoint, LeafKind, LogEntry, LogHead, LogTile
from certificates.models.proposals import RevocationProposal
from certificates.models.renewals import ExpiryReminder, Outcome, RenewalRequest, Stage
from certificates.models.sharing import SharedField, ShareLink
from certificates.models.status import ReasonCode, Status, StatusChange
from certificates.models.templates import CertificateTemplate, CertificateType, TemplateVersion

__all__ = [
    "ApiKey",
    "BatchRow",
    "BulkCheck",
    "Certificate",
    "CertificateTemplate",
    "CertificateType",
    "Channel",
    "CheckCount",
    "Checkpoint",
    "ExpiryReminder",
    "IssuerKey",
    "IssuingBatch",
    "KeyPurpose",
    "LeafKind",
    "ListPurpose",
    "LogEntry",
    "LogHead",
    "LogTile",
    "Outcome",
    "PublishedList",
    "ReasonCode",
    "RenewalRequest",
    "RevocationList",
    "RevocationProposal",
    "RowState",
    "ShareLink",
    "SharedField",
    "Stage",
    "Status",
    "StatusChange",
    "StatusList",
    "TemplateVersion",
]
