"""Addresses that have no language keep their answer, whatever it is."""

import pytest
from django.test import Client

from tests.factories.pages import SiteTree


@pytest.mark.parametrize(
    "address",
    ["/verify/BCHPYS-HNKC7V-T132SD/", "/achievements/00000000-0000-0000-0000-000000000000/"],
)
def test_an_unknown_thing_is_not_sought_below_a_language(
    site: SiteTree, client: Client, address: str
) -> None:
    """The page says so itself; there is nothing to be redirected to."""
    response = client.get(address)
    assert response.status_code == 404
    assert response["Content-Language"] == "zh-hans"


def test_a_page_without_its_language_is_found(site: SiteTree, client: Client) -> None:
    """Somebody who types the address by hand."""
    assert client.get("/courses/", HTTP_ACCEPT_LANGUAGE="en")["Location"] == "/en/courses/"


def test_text_comes_as_utf_8(site: SiteTree, client: Client) -> None:
    """UTF-7 can spell half a character, which no database and no page can hold."""
    part = b'--B\r\nContent-Disposition: form-data; name="email"\r\n\r\n+2AA-\r\n--B--\r\n'
    for charset, expected in (("utf-7", 400), ("UTF-8", 200)):
        kind = f"multipart/form-data; boundary=B; charset={charset}"
        response = client.generic("POST", "/accounts/password/reset/", part, content_type=kind)
        assert response.status_code == expected
