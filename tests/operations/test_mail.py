"""Mail: a request writes it to the outbox, the worker delivers it."""

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMultiAlternatives, get_connection
from pytest_django import Settings

from operations import outbox
from operations.mail import DELIVERY_TASK, as_data, deliver
from operations.models import OutboxMessage
from operations.tasks import deliver_mail
from tests.factories import NOON

BACKEND = "operations.mail.OutboxEmailBackend"
MEMORY = "django.core.mail.backends.locmem.EmailBackend"


def message(**changes: object) -> EmailMultiAlternatives:
    fields = {"to": ["ruolan@example.org"], "from_email": "training@example.org"}
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMultiAlternatives(
        "证书",
        "您的证书已签发。",
        **{"headers": headers, **fields, **changes},  # type: ignore[arg-type]
    )


@pytest.mark.django_db
def test_a_mail_is_posted_and_delivered_as_it_was_written() -> None:
    written = message()
    written.attach_alternative("<p>您的证书已签发。</p>", "text/html")
    assert get_connection(BACKEND).send_messages([written]) == 1
    posted = OutboxMessage.objects.get()
    assert posted.task == DELIVERY_TASK
    deliver(posted.arguments["message"], MEMORY)
    (sent,) = django_mail.outbox
    assert (sent.subject, sent.body, sent.to) == (written.subject, written.body, written.to)
    assert sent.extra_headers == {"Auto-Submitted": "auto-generated"}
    assert sent.alternatives[0].content == "<p>您的证书已签发。</p>"  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_the_worker_delivers_by_the_backend_of_the_settings(
    settings: Settings,
) -> None:
    settings.MAIL_DELIVERY_BACKEND = MEMORY
    sent: list[tuple[str, object]] = []
    get_connection(BACKEND).send_messages([message()])
    outbox.relay(lambda task, arguments: sent.append((task, arguments)), at=NOON.replace(year=2100))
    deliver_mail(**sent[0][1])  # type: ignore[arg-type]
    assert [mail.subject for mail in django_mail.outbox] == ["证书"]


def test_a_mail_with_an_attachment_is_refused() -> None:
    written = message()
    written.attach("a.pdf", b"%PDF", "application/pdf")
    with pytest.raises(ValueError, match="links"):
        as_data(written)


def test_every_address_of_a_mail_arrives() -> None:
    addresses = {name: [f"{name}@example.org"] for name in ("to", "cc", "bcc", "reply_to")}
    deliver(as_data(message(**addresses)), MEMORY)
    assert {name: getattr(django_mail.outbox[0], name) for name in addresses} == addresses
