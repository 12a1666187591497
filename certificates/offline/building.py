"""Build verify.html: one file with style, script and the keys of the day, loading nothing."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from datetime import date
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding

from certificates.offline import wording
from certificates.offline.trust import Trust
from certificates.signing import keys

# Each after those that it imports.
MODULES = (
    *("bytes", "der", "signatures", "x509", "seals", "credentials", "attachments", "log"),
    *("summaries", "facts", "verifying", "interface"),
)
_IMPORT = re.compile(r'^import (\{[^}]*\}|\* as \w+) from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export const (\w+)", re.MULTILINE)
_PLACE = re.compile(r"@([a-z]+(?:-[a-z]+)?)@")


def page(trust: Trust, at: date) -> str:
    """Write the page as of a day, with a policy that lets this style and this script run only."""
    style, script = _read("page.css"), _script()
    values = {
        "style": style,
        "style-hash": _hash(style),
        "script": script,
        "script-hash": _hash(script),
        "data": json.dumps(_data(trust, at), ensure_ascii=False).replace("<", "\\u003c"),
        "did": escape(trust.did),
        "fingerprints": _codes(grouped(keys.fingerprint(root)) for root in trust.roots),
        "keys": _codes(name.rpartition("#")[2] for name in trust.keys),
        "as-of": at.isoformat(),
    }
    return _PLACE.sub(lambda place: values[place[1]], _read("verify.html"))


def grouped(fingerprint: str) -> str:
    """Write 64 digits so that two people can compare them on the phone."""
    return " ".join(re.findall("....", fingerprint.upper()))


@cache
def _script() -> str:
    """Put the modules into one: each keeps its names to itself and hands on what it exports."""
    return "\n".join(_module(name, _read(f"{name}.js")) for name in MODULES)


def _module(name: str, source: str) -> str:
    exports = ", ".join(_EXPORT.findall(source))
    body = _IMPORT.sub(_imported, source).replace("\nexport const ", "\nconst ")
    return f"const module_{name} = (() => {{\n{body}\nreturn {{ {exports} }};\n}})();"


def _imported(statement: re.Match[str]) -> str:
    names, module = statement[1].removeprefix("* as "), statement[2]
    return f"const {names} = module_{module};"


def _data(trust: Trust, at: date) -> dict[str, Any]:
    listed = (entry for crl in trust.crls for entry in crl)
    revoked = {f"{entry.serial_number:x}": entry.revocation_date_utc for entry in listed}
    return {
        "as_of": at.isoformat(),
        "roots": [_base64(root.public_bytes(Encoding.DER)) for root in trust.roots],
        "keys": {name: _base64(key.public_bytes_raw()) for name, key in trust.keys.items()},
        "log_keys": [{"name": key.name, "key": _base64(key.public)} for key in trust.log_keys],
        "thefts": {name: day.isoformat() for name, day in (revoked | dict(trust.thefts)).items()},
        "words": _words(),
    }


def _words() -> dict[str, Any]:
    verdicts = {".".join(place): words for place, words in wording.VERDICTS.items()}
    return {
        "verdicts": verdicts | wording.PAGE_VERDICTS,
        "subjects": wording.SUBJECTS,
        "states": wording.STATES,
        "reasons": wording.REASONS | wording.PAGE_REASONS,
        "facts": wording.FACTS,
        "official": wording.OFFICIAL,
        "judged": wording.JUDGED,
        "known": wording.PAGE_KNOWN,
        "beyond": wording.BEYOND,
        "working": wording.PAGE_WORKING,
    }


def _codes(texts: Iterable[str]) -> str:
    return "<br>".join(f"<code>{escape(text)}</code>" for text in texts)


def _hash(source: str) -> str:
    return f"sha256-{_base64(sha256(source.encode()).digest())}"


def _base64(data: bytes) -> str:
    return b64encode(data).decode()


def _read(name: str) -> str:
    return (files("certificates.offline") / "page" / name).read_text("utf-8")
