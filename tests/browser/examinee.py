"""Someone who sits an exam in a browser, and keeps all that the server acknowledged to them."""

import contextlib
import json
from typing import Any

from playwright.sync_api import Error, expect

from assessments.models import Attempt
from tests.browser.reader import Reader

# What the page is told of its saves, kept where a crash of the page doesn't reach.
LISTEN = """
const plain = window.fetch;
window.fetch = async (address, options) => {
  const answer = await plain(address, options);
  if (String(address).endsWith("/save/") && answer.ok) {
    const heard = JSON.parse(localStorage.getItem("heard") ?? "[]");
    const sent = JSON.parse(options.body).changes;
    heard.push({ sent, said: (await answer.clone().json()).acknowledged });
    localStorage.setItem("heard", JSON.stringify(heard));
  }
  return answer;
};
"""


class Examinee(Reader):
    """A reader at an open attempt; there may be several tabs."""

    @classmethod
    def of(cls, reader: Reader) -> "Examinee":
        """The reader, with an ear for what the server acknowledges."""
        examinee = cls.__new__(cls)
        examinee.__dict__ = reader.__dict__
        reader.context.add_init_script(LISTEN)
        return examinee

    @property
    def attempt(self) -> Attempt:
        """As it is in the database now."""
        found: Attempt = Attempt.objects.get()
        return found

    def begin(self, address: str) -> None:
        """Start the quiz of that page."""
        self.open(address)
        self.press("Start the quiz")
        self.is_at("/attempts/[^/]+/$")

    def new_tab(self) -> "Examinee":
        """The same attempt in another tab of the same browser."""
        other = Examinee.__new__(Examinee)
        other.__dict__ = {**self.__dict__, "page": self.context.new_page()}
        other.open(f"/attempts/{self.attempt.public_id}/")
        return other

    def type(self, position: int, text: str) -> None:
        """Type into a field, key by key as people do."""
        field = self.field(position)
        field.fill("")
        field.press_sequentially(text, delay=5)

    def choose(self, position: int, value: str) -> None:
        """Choose an option."""
        self.page.locator(f"[name=q{position}][value='{value}']").check()

    def field(self, position: int) -> Any:
        """The one field of a question."""
        return self.page.locator(f"[name=q{position}]:not([type=hidden])").first

    def sees_receipt(self) -> None:
        """Wait until all is saved, and the receipt says so with time and number."""
        bar = self.page.locator(".attempt-saved")
        expect(bar).to_have_attribute("data-saved", "saved")
        number = self.attempt.receipt_number
        assert number > 0
        expect(bar).to_contain_text(str(number))

    def sees_unsaved(self) -> None:
        """Wait until the page says that answers are kept but not sent."""
        expect(self.page.locator(".attempt-saved")).to_have_attribute("data-saved", "unsaved")

    def is_told(self, english: str, **values: str) -> None:
        """Wait for a notice with that text."""
        text = self.said(english)
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", value)
        expect(self.page.locator("[data-exam-notices]")).to_contain_text(text)

    def is_led_to(self, ending: str) -> None:
        """Wait until the page has gone on by itself."""
        self.page.wait_for_url(f"**{ending}")

    def crash(self) -> None:
        """Let the tab die as it does when the memory is full."""
        with contextlib.suppress(Error):
            self.page.goto("chrome://crash", timeout=3000)
        dead, self.page = self.page, self.context.new_page()
        dead.close()

    def heard(self) -> list[dict[str, Any]]:
        """Every acknowledgment that any tab got."""
        kept = self.page.evaluate("localStorage.getItem('heard')")
        return list(json.loads(kept or "[]"))

    def unsent(self) -> list[str]:
        """The names under which this browser still keeps something of an exam."""
        return list(
            self.page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('exam:'))")
        )


def lost(heard: list[dict[str, Any]], attempt: Attempt) -> list[str]:
    """The answers that were acknowledged as saved and that neither hold nor gave way to newer."""
    missing = []
    for exchange in heard:
        for one in exchange["said"]:
            kept = attempt.answers.get(str(one["position"]), {"seq": 0, "response": None})
            is_there = kept["seq"] > one["seq"] or kept["response"] == one["response"]
            if one["kind"] == "saved" and not is_there:
                missing.append(f"question {one['position']} no. {one['seq']}: {one['response']}")
    return missing
