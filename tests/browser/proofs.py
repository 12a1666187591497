"""What an employer's tools say of a certificate: programs and a library that aren't ours."""

import json
import subprocess
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import zxingcpp
from django.conf import settings
from openbadgeslib.ob3 import OB3LdpVerifier
from PIL import Image

from tests.plumbing.tools import need


def altered(data: bytes, at: int) -> bytes:
    """The same with one bit of one byte flipped."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def fetch(path: str) -> bytes:
    """What the running site publishes there."""
    with urllib.request.urlopen(f"{settings.SITE_URL}{path}", timeout=10) as answer:
        return bytes(answer.read())


def pdfsig(pdf: Path, folder: Path) -> str:
    """Poppler's verdict, with the root that the running site publishes and no other."""
    certutil, program = need("certutil"), need("pdfsig")
    store, root = folder / "nss", folder / "root.pem"
    if not store.exists():
        store.mkdir()
        root.write_bytes(fetch("/trust/root.pem"))
        _said(certutil, "-N", "-d", f"sql:{store}", "--empty-password")
        trusted = ["-n", "root", "-t", "CT,C,C", "-i", str(root)]
        _said(certutil, "-A", "-d", f"sql:{store}", *trusted)
    return _said(program, "-nssdir", str(store), str(pdf))


def attached_credential(pdf: Path) -> bytes:
    """The credential that is attached to the certificate."""
    with pikepdf.open(pdf) as opened:
        return opened.attachments["credential.json"].get_file().read_bytes()


def verify_credential(credential: bytes) -> str:
    """The issuer, by openbadgeslib, which asks the running site for its DID document."""
    issuer = json.loads(credential)["issuer"]
    did = issuer if isinstance(issuer, str) else issuer["id"]
    verified = OB3LdpVerifier.for_issuer_did(did).verify(
        credential.decode(), download=lambda url, *_args, **_options: fetch(urlsplit(url).path)
    )
    return str(verified.issuer.id)


def qr_address(pdf: Path, folder: Path) -> str:
    """What a phone's camera reads on the printed page."""
    _said(need("pdftoppm"), "-r", "150", "-png", "-singlefile", str(pdf), str(folder / "page"))
    with Image.open(folder / "page.png") as image:
        return str(zxingcpp.read_barcodes(image)[0].text)


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout + done.stderr
