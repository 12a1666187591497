"""Someone at a browser, who reads one of the two languages and presses what is written there."""

import re
from functools import cache
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import BrowserContext, Page, Route, expect
from pytest_playwright import CreateContextCallback

from people.models import User
from training_site.css_bundle import SHEET, bundle

LOCALES = {"zh-hans": "zh-CN", "en": "en-US"}


class Reader:
    """A browser profile of its own."""

    def __init__(self, context: BrowserContext, language: str) -> None:
        self.context, self.language = context, language
        self.page: Page = context.new_page()

    def said(self, english: str, **values: Any) -> str:
        """How the site says it in the reader's language."""
        with translation.override(self.language):
            return gettext(english) % values

    def open(self, address: str) -> None:
        """Go to a page that is there."""
        answer = self.page.goto(address)
        assert answer is not None, address
        assert answer.ok, f"{answer.status} {address}"

    def press(self, english: str) -> None:
        """Press the one button of that name in the page's main part."""
        name = self.said(english)
        self.page.get_by_role("main").get_by_role("button", name=name, exact=True).click()

    def follow(self, english: str) -> None:
        """Follow the one link of that name in the page's main part."""
        name = self.said(english)
        self.page.get_by_role("main").get_by_role("link", name=name, exact=True).click()

    def fill(self, **fields: str) -> None:
        """Fill fields by their names in the form."""
        for name, value in fields.items():
            self.page.locator(f"main [name={name}]").fill(value)

    def sees(self, english: str) -> None:
        """Wait for a heading that says it."""
        heading = self.page.get_by_role("heading", name=self.said(english))
        expect(heading.first).to_be_visible()

    def is_at(self, pattern: str) -> None:
        """Wait for an address."""
        expect(self.page).to_have_url(re.compile(pattern))

    def sign_in(self, user: User) -> None:
        """Come in by a session that is already there."""
        client = Client()
        client.force_login(user)
        session = client.cookies["sessionid"].value
        cookie = {"name": "sessionid", "value": session, "domain": "localhost", "path": "/"}
        self.context.add_cookies([cookie])  # type: ignore[list-item]


@cache
def style_sheet() -> str:
    """The one that production serves, instead of forty plain files for every page."""
    return bundle(settings.STATICFILES_DIRS[0] / SHEET)


def _serve_sheet(route: Route) -> None:
    route.fulfill(body=style_sheet(), content_type="text/css; charset=utf-8")


class Readers:
    """Lets readers in."""

    def __init__(self, new_context: CreateContextCallback) -> None:
        self._new_context = new_context

    def one(self, language: str, user: User | None = None, **options: Any) -> Reader:
        """A reader of the language, signed in where a user is given."""
        window = {"viewport": {"width": 1280, "height": 900}}
        context = self._new_context(locale=LOCALES[language], **{**window, **options})
        context.set_default_timeout(30_000)
        context.route("**/static/css/site.css", _serve_sheet)
        reader = Reader(context, language)
        if user is not None:
            reader.sign_in(user)
        return reader
