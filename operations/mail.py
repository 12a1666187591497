"""An e-mail backend that writes to the outbox, so that no request waits for a mail server."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from operations import outbox

DELIVERY_TASK = "operations.tasks.deliver_mail"


class OutboxEmailBackend(BaseEmailBackend):
    """Post each message as a task call for the worker."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Post the messages; they leave if the surrounding transaction commits."""
        calls = [{"message": as_data(message)} for message in email_messages]
        return len(outbox.post_all(DELIVERY_TASK, calls, at=timezone.now()))


def as_data(message: EmailMessage) -> dict[str, Any]:
    """A message as JSON data. Attachments are refused: mails of ours carry links."""
    if message.attachments:
        raise ValueError("Mail carries links, not attachments.")
    alternatives = getattr(message, "alternatives", [])
    return {
        "subject": message.subject,
        "body": message.body,
        "from_email": message.from_email,
        **{name: list(getattr(message, name)) for name in ("to", "cc", "bcc", "reply_to")},
        "html": next((str(text) for text, kind in alternatives if kind == "text/html"), ""),
        "headers": {key: str(value) for key, value in message.extra_headers.items()},
    }


def deliver(data: dict[str, Any], backend: str) -> None:
    """Hand a posted message to the mail server."""
    fields = {key: value for key, value in data.items() if key != "html"}
    message = EmailMultiAlternatives(**fields, connection=get_connection(backend))
    if data["html"]:
        message.attach_alternative(data["html"], "text/html")
    message.send()
