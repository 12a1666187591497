"""Center administrators make and withdraw keys; nobody else does."""

import re

from certificates import authorizing
from certificates.models import ApiKey
from operations.models import AuditEntry
from people.roles import Role
from tests.factories.people import organization, signed_in

PATH = "/admin/certificates/api-keys/"


def test_a_token_is_shown_once_and_works_until_it_is_withdrawn(groups: None) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    form = {"organization": organization().pk, "label": "HR system", "requests_a_minute": 60}
    made = client.post(PATH, form)
    assert "no-store" in made["Cache-Control"]
    found = re.search(r'<code id="token">([^<]+)</code>', made.content.decode())
    assert found
    token = found[1]
    key = authorizing.key_of(token)
    assert key is not None
    assert (key.label, key.organization.key, key.requests_a_minute) == (
        "HR system",
        "jilin-optics",
        60,
    )
    listed = client.get(PATH).content.decode()
    assert key.prefix in listed
    assert token not in listed
    client.post(f"{PATH}{key.pk}/withdraw/")
    assert authorizing.key_of(token) is None
    actions = AuditEntry.objects.filter(object_type="certificates.apikey").order_by("pk")
    assert [entry.action for entry in actions] == [
        "certificates.api_key_made",
        "certificates.api_key_withdrawn",
    ]


def test_other_staff_do_not_get_in(groups: None) -> None:
    client = signed_in(Role.EDITOR)
    assert (
        client.post(PATH, {"organization": organization().pk, "label": "x"})["Location"]
        == "/admin/"
    )
    assert not ApiKey.objects.exists()
