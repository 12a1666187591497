"""Take the README's pictures of the site that `make run` has started (PORT as there)."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from training_site.demo.roster import PASSWORD

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SITE = f"http://localhost:{os.environ.get('PORT') or '8000'}"
COURSE = "/zh-hans/courses/patents/"
LESSON_TITLE = "怎样读一项权利要求"
# A page of ours has few colors: a palette keeps the picture small.
COLORS = 128


def lesson(page: Page) -> None:
    """A lesson with its outline, and the statute in the margin."""
    page.goto(f"{SITE}{COURSE}")
    page.get_by_role("link", name=LESSON_TITLE, exact=True).click()


def certificate(page: Page) -> None:
    """The holder's page of a certificate."""
    page.goto(f"{SITE}/me/learning/")
    page.locator("main a[href^='/certificates/']").first.click()


def take(browser: Browser, email: str, show: Callable[[Page], None]) -> None:
    """Sign in, go there, take the picture."""
    size = {"width": 1280, "height": 900}
    page = browser.new_page(locale="zh-CN", viewport=size)  # type: ignore[arg-type]
    page.goto(f"{SITE}/accounts/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form [type=submit]").first.click()
    page.wait_for_url("**/me/learning/")
    show(page)
    page.wait_for_load_state("networkidle")
    path = FOLDER / f"{show.__name__}.png"
    page.screenshot(path=path)
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(COLORS).save(path, optimize=True)
    print(f"{path.relative_to(FOLDER.parent.parent)}  {path.stat().st_size:,} bytes")


def main() -> None:
    """Both pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    program = shutil.which("chromium") or shutil.which("google-chrome")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        take(browser, "zhao.yuhan@demo.example", lesson)
        take(browser, "wang.zhe@demo.example", certificate)
        browser.close()


if __name__ == "__main__":
    main()
