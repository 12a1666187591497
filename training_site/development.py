"""The mail that the development site has written to files."""

import email
import email.policy
from dataclasses import dataclass
from pathlib import Path

from django.http import Http404


@dataclass(frozen=True)
class Mail:
    """One mail as a person reads it."""

    name: str
    to: str
    subject: str
    date: str
    body: str


def listed(folder: Path) -> list[Mail]:
    """All mails, newest first."""
    files = sorted(folder.glob("*.log"), reverse=True) if folder.exists() else []
    return [_parse(file) for file in files[:200]]


def read(folder: Path, name: str) -> Mail:
    """One mail of the folder; nothing outside it."""
    known = {file.name: file for file in folder.glob("*.log")}
    if name not in known:
        raise Http404
    return _parse(known[name])


def _parse(file: Path) -> Mail:
    text = file.read_bytes().split(b"\n" + b"-" * 79)[0]
    message = email.message_from_bytes(text, policy=email.policy.default)
    body = message.get_body(("plain",))
    return Mail(
        name=file.name,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        date=str(message["Date"]),
        body=body.get_content() if body else "",
    )
