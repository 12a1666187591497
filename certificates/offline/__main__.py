"""The command: a file and what to trust in, a verdict out; 0 valid, 1 not, 2 unreadable."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from certificates.offline import telling, trust
from certificates.offline.answers import Verdict
from certificates.offline.trust import Trust, UnusableTrust
from certificates.offline.verifying import LARGEST, verify
from certificates.offline.wording import LANGUAGES
from certificates.signing.wording import CHINA

EXIT = {Verdict.VALID: 0, Verdict.NOT_VALID: 1, Verdict.UNREADABLE: 2}
_SHA256 = re.compile(r"[0-9a-f]{64}")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        trusted = _trust(options.trust, options.fingerprint)
        with options.file.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (UnusableTrust, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return EXIT[Verdict.UNREADABLE]
    answer = verify(data, trusted, options.at or datetime.now(CHINA).date())
    told = telling.as_json(answer) if options.json else telling.text(answer, options.language)
    sys.stdout.write(told)
    return EXIT[answer.verdict]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m certificates.offline",
        description="Verify a certificate without a network. 核验证书，无需联网。",
        epilog="Exit status: 0 valid, 1 not valid, 2 unreadable.",
    )
    parser.add_argument("file", type=Path, help="PDF, credential (JSON), QR text, PNG or JPEG")
    parser.add_argument("--trust", type=Path, help="folder: root.pem did.json seal.crl log.vkey")
    parser.add_argument("--fingerprint", type=_fingerprint, help="SHA-256 of the root certificate")
    parser.add_argument("--at", type=date.fromisoformat, help="judge for this day: YYYY-MM-DD")
    parser.add_argument("--language", choices=LANGUAGES, default=_language())
    parser.add_argument("--json", action="store_true", help="answer for machines")
    return parser


def _trust(folder: Path | None, fingerprint: str | None) -> Trust:
    if folder is None and fingerprint is None:
        raise UnusableTrust("--trust FOLDER or --fingerprint HEX: whom do you trust?")
    trusted = trust.load(folder) if folder else Trust()
    return trust.by_fingerprint(fingerprint, trusted) if fingerprint else trusted


def _fingerprint(text: str) -> str:
    """Take the usual spellings: in pairs, with colons or spaces, in either case."""
    plain = re.sub(r"[\s:]", "", text).lower()
    if not _SHA256.fullmatch(plain):
        raise argparse.ArgumentTypeError("64 hexadecimal digits")
    return plain


def _language() -> str:
    return "zh" if os.environ.get("LANG", "").lower().startswith("zh") else "en"


if __name__ == "__main__":
    sys.exit(main())
