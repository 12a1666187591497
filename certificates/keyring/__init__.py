"""The center's keys: made in a folder or a token, read by the worker, told in public."""

from certificates.keyring.compromising import NotCompromisable, compromise
from certificates.keyring.listing import publish_crl, refresh_crl
from certificates.keyring.loading import FAILURES, Keyring, load
from certificates.keyring.making import make, rotate
from certificates.keyring.publishing import KeyCompromised, Published, publish
from certificates.keyring.reporting import KeyReport, report
from certificates.signing.keys import KeysMissing

__all__ = [
    "FAILURES",
    "KeyCompromised",
    "KeyReport",
    "Keyring",
    "KeysMissing",
    "NotCompromisable",
    "Published",
    "compromise",
    "load",
    "make",
    "publish",
    "publish_crl",
    "refresh_crl",
    "report",
    "rotate",
]
