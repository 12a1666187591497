"""Looks at a page as an auditor would, and says what is wrong with it."""

import json
from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import ConsoleMessage, Page, Request

from tests.browser.reader import Reader

AXE = Axe().axe_script
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": STANDARDS, "resultTypes": ["violations"]}
WIDE, PHONE, SMALLEST = 1280, 390, 320
OTHER = {"zh-hans": "en", "en": "zh-hans"}
SWITCH = ".site-tools a[hreflang]"


class Inspector:
    """Listens to one reader's page, and judges each page that the reader opens."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.page = reader, reader.page
        self.heard: list[str] = []
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))
        self.page.on("request", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        # Chromium reports the status of the page itself, which the test asks for.
        of_page = message.location["url"] == self.page.url and "status of" in message.text
        if message.type in {"error", "warning"} and not of_page:
            self.heard.append(f"console: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{settings.SITE_URL}/", "data:")):
            self.heard.append(f"asks elsewhere: {request.url}")

    def look(self, address: str, status: int = 200) -> list[str]:
        """Open the page and name all that is wrong."""
        answer = self.page.goto(address)
        assert answer is not None, address
        found = [] if answer.status == status else [f"status {answer.status}, not {status}"]
        return [f"{address}: {problem}" for problem in [*found, *self.judge()]]

    def judge(self) -> list[str]:
        """What is wrong with the page as it is: wide in light colors, on a phone in dark ones."""
        self.page.wait_for_load_state()
        found = [*self.heard, *self._overflow()]
        if (lang := self.page.locator("html").get_attribute("lang")) != self.reader.language:
            found.append(f"lang={lang}")
        self.page.evaluate(AXE)
        found += [*self._axe(WIDE, "light"), *self._axe(PHONE, "dark")]
        self.page.set_viewport_size({"width": WIDE, "height": 900})
        # What axe itself does to the page is not the page's.
        self.heard.clear()
        return found

    def _axe(self, width: int, scheme: Any) -> Iterator[str]:
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)
        for violation in self.page.evaluate(f"axe.run({json.dumps(RULES)})")["violations"]:
            targets = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
            yield f"{width} px {scheme}: {violation['id']} ({violation['help']}) {targets}"

    def _overflow(self) -> Iterator[str]:
        self.page.set_viewport_size({"width": SMALLEST, "height": 900})
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > SMALLEST:
            yield f"{wide} px wide on {SMALLEST} px: {widest(self.page)}"

    def switch_and_back(self) -> Iterator[str]:
        """Follow the language switch, and back: to the same page."""
        start, here = self.page.url, self.reader.language
        for language in (OTHER[here], here):
            self.page.locator(SWITCH).click()
            if (lang := self.page.locator("html").get_attribute("lang")) != language:
                yield f"{start}: the switch leads to lang={lang} at {self.page.url}"
        if self.page.url != start:
            yield f"{start}: there and back leads to {self.page.url}"
        self.heard.clear()


def widest(page: Page) -> str:
    """Names the element that is wider than the window."""
    return str(
        page.evaluate(
            """() => [...document.querySelectorAll('body *')]
            .filter(each => each.getBoundingClientRect().right > innerWidth)
            .map(each => each.tagName + '.' + each.className).slice(0, 3).join(', ')"""
        )
    )
