"""Read a stranger's file in a process of its own: within a time, and with nothing of ours."""

import json
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from assessments.exchange.formats import FORMATS, Format, detect

MAX_BYTES = 20 * 1024 * 1024
MAX_QUESTIONS = 2_000
# Less than a web server waits for an answer.
MAX_SECONDS = 20

Json = dict[str, Any]


class Unreadable(Exception):
    """The message tells the author what is wrong with the file."""


def read(name: str, data: bytes, format_key: str = "") -> tuple[Format, Json]:
    """The format, and drafts and problems as JSON. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(_("The file is larger than 20 MB."))
    found = FORMATS.get(format_key) or detect(name, data)
    if found is None:
        raise Unreadable(_("The file is in no format that is known here."))
    read: Json = storable(json.loads(_in_child(found.key, data)))
    if len(read["drafts"]) > MAX_QUESTIONS:
        message = _("The file holds more than %(most)d questions; divide it.")
        raise Unreadable(message % {"most": MAX_QUESTIONS})
    return found, read


def _in_child(format_key: str, data: bytes) -> bytes:
    command = [sys.executable, "-m", "assessments.exchange.child", format_key]
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the file comes by its input
            command,
            input=data,
            capture_output=True,
            timeout=MAX_SECONDS,
            check=True,
            cwd=settings.BASE_DIR,
            env={},
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(_("The file takes too long to read; divide it.")) from None
    except subprocess.CalledProcessError:
        raise Unreadable(_("The file can't be read: it may be damaged.")) from None
    return done.stdout


def storable(value: Any) -> Any:
    """Without what PostgreSQL can't keep in JSON: null characters and halves of pairs."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode()
    if isinstance(value, list):
        return [storable(each) for each in value]
    if isinstance(value, dict):
        return {storable(key): storable(each) for key, each in value.items()}
    return value
