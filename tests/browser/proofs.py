"""What an employer finds in a certificate, and what they may know of its issuer."""

import json
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import zxingcpp
from cryptography.x509 import load_pem_x509_certificate
from django.conf import settings
from PIL import Image

from tests.certificates.verifiers.programs import said
from tests.certificates.verifiers.trust import Document, Trust
from tests.plumbing.tools import need


def altered(data: bytes, at: int) -> bytes:
    """The same with one bit of one byte flipped."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def fetch(path: str) -> bytes:
    """What the running site publishes there."""
    with urllib.request.urlopen(f"{settings.SITE_URL}{path}", timeout=10) as answer:
        return bytes(answer.read())


def trust(*status_lists: str) -> Trust:
    """What the running site publishes about itself, with these lists, and nothing else."""
    return Trust(
        root=load_pem_x509_certificate(fetch("/trust/root.pem")),
        identity=json.loads(fetch("/.well-known/did.json")),
        at=datetime.now(UTC),
        status_lists={url: json.loads(fetch(urlsplit(url).path)) for url in status_lists},
    )


def attached_credential(pdf: Path) -> Document:
    """The credential that is attached to the certificate."""
    with pikepdf.open(pdf) as opened:
        attached = opened.attachments["credential.json"].get_file().read_bytes()
    return dict(json.loads(attached))


def qr_address(pdf: Path, folder: Path) -> str:
    """What a phone's camera reads on the printed page."""
    said(need("pdftoppm"), "-r", "150", "-png", "-singlefile", str(pdf), str(folder / "page"))
    with Image.open(folder / "page.png") as image:
        return str(zxingcpp.read_barcodes(image)[0].text)
